"""The compiled cache: the same bank as from YAML, and never a bank that the files are not."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from effort import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import parametrised_sources, sources

import mlinterview as mli
from mlinterview._resources import bundled_root
from mlinterview.bank import _kept
from mlinterview.bank._cache import keep, recall
from mlinterview.bank._compiled import compile_bank, compile_lexicon, revive_bank, revive_lexicon
from mlinterview.bank.bank import Bank
from mlinterview.bank.overlays import bundled_lexicon

QUESTION = """- id: item-{0}
  format: numeric
  stem: How much is {0} and {0}?
  answer: {1}
  topics: [th-probability]
"""


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of its own for each test."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("MLINTERVIEW_CACHE", str(folder))
    return folder


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """A bank of 30 items with all that may lie beside them."""
    root = tmp_path / "bank"
    files = {
        "bank.yaml": "title: Sums\nscheme: own\n",
        "questions/ml_theory/sums.yaml": "".join(QUESTION.format(n, 2 * n) for n in range(30)),
        "questions/ml_theory/faulty.yaml": "- id: no-answer\n  format: numeric\n  stem: Q\n",
        "questions/taxonomy.yaml": "topics: [{id: own-topic, title: Own, area: statistics}]\n",
        "questions/stimuli/texts.yaml": "- {id: a-text, text: It reads.}\n",
        "questions/exams/short.form.yaml": "sections: [{items: [item-1, item-2]}]\n",
        "graders/schemes/own.yaml": "formats: {single_choice: {penalty: chance}}\n",
        "graders/lexicon/own.yaml": "terms: {sum: [addition]}\n",
        "graders/confidence.yaml": "engine: '1'\nanswers: {item-1: 14}\n",
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def load(root: Path | None) -> Bank:
    return mli.load_bank(root, strict=False)


def assert_same(one: Bank, other: Bank) -> None:
    """Everything about the two banks is alike."""
    assert list(one) == list(other)
    for identity, item in one.items():
        twin = other[identity]
        assert item == twin
        assert item.placement == twin.placement
        assert item.placement.root == twin.placement.root  # figures are found from there
        assert item.as_written() == twin.as_written()
        assert item.parametrised == twin.parametrised
        for seed in (None, 3):
            assert item.variant(seed) == twin.variant(seed)
        assert one.sources[identity].file == other.sources[identity].file
        assert one.sources[identity].line == other.sources[identity].line
        assert one.sources[identity].raw == other.sources[identity].raw
    for name in ("taxonomy", "problems", "title", "language", "profile", "scheme", "root"):
        assert getattr(one, name) == getattr(other, name)
    for name in ("schemes", "forms", "stimuli", "own_lexicon", "own_confidence"):
        assert getattr(one, name) == getattr(other, name)


def refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on no YAML of a bank may be read."""

    def fail(*args: Any, **options: Any) -> Any:
        raise AssertionError("read from YAML")

    monkeypatch.setattr("mlinterview.bank._loading.Loading.load", fail)


@pytest.mark.parametrize("bundled", [True, False], ids=["bundled", "own"])
def test_the_same_bank_comes_back(
    bundled: bool, bank: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Items with their places and variants, forms, schemes, taxonomy, lexicon and problems."""
    root = None if bundled else bank
    fresh = load(root)
    refuse(monkeypatch)
    again = load(root)
    assert_same(fresh, again)
    # the cache keeps no paths: figures are found below the bank's own directory
    assert again.root == (bundled_root() if bundled else bank)


def test_findings_keep_their_lines(bank: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What `lint` says of a bank does not depend on where it came from."""
    fresh = mli.lint(load(bank))
    refuse(monkeypatch)
    assert fresh == mli.lint(load(bank))
    assert any(problem.line for problem in fresh)


def test_faults_are_raised_from_the_cache_too(bank: Path) -> None:
    """`strict` looks at the problems, wherever they come from."""
    for _ in range(2):
        with pytest.raises(mli.BankError, match="no-answer"):
            mli.load_bank(bank)


def edit(root: Path, name: str, before: str, after: str) -> None:
    text = (root / name).read_text(encoding="utf-8")
    assert before in text
    (root / name).write_text(text.replace(before, after, 1), encoding="utf-8")


CHANGES: dict[str, tuple[Callable[[Path], Any], Callable[[Bank], bool]]] = {
    "an answer": (
        lambda root: edit(root, "questions/ml_theory/sums.yaml", "answer: 2\n", "answer: 9\n"),
        lambda bank: bank["item-1"].key_response() == 9,
    ),
    "a new file": (
        lambda root: (root / "questions/ml_theory/new.yml").write_text(QUESTION.format(99, 1)),
        lambda bank: "item-99" in bank,
    ),
    "a file less": (
        lambda root: (root / "questions/ml_theory/faulty.yaml").unlink(),
        lambda bank: bank.problems == (),
    ),
    "another name of a file": (
        lambda root: (root / "questions/ml_theory").rename(root / "questions/ml_debugging"),
        lambda bank: bank["item-1"].category == "ml_debugging",
    ),
    "a title": (
        lambda root: edit(root, "bank.yaml", "Sums", "Totals"),
        lambda bank: bank.title == "Totals",
    ),
    "a topic": (
        lambda root: edit(root, "questions/taxonomy.yaml", "title: Own", "title: Mine"),
        lambda bank: bank.taxonomy.title("topic", "own-topic") == "Mine",
    ),
    "a form": (
        lambda root: edit(root, "questions/exams/short.form.yaml", "item-2", "item-3"),
        lambda bank: [entry.id for entry in bank.form("short").entries()] == ["item-1", "item-3"],
    ),
    "a scheme": (
        lambda root: edit(root, "graders/schemes/own.yaml", "chance", "0.5"),
        lambda bank: bank.schemes["own"].formats.single_choice.penalty == 0.5,
    ),
    "a term": (
        lambda root: edit(root, "graders/lexicon/own.yaml", "addition", "total"),
        lambda bank: bank.lexicon.terms["sum"] == ("total",),
    ),
    "a number of answers": (
        lambda root: edit(root, "graders/confidence.yaml", "14", "15"),
        lambda bank: bank.confidence.answers["item-1"] == 15,
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_seen(name: str, bank: Path) -> None:
    """Whatever changes in the bank's files, the next loading has it."""
    change, holds = CHANGES[name]
    load(bank)
    assert not holds(load(bank))
    change(bank)
    assert holds(load(bank))


def test_what_lies_under_a_bank_counts(bank: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bank's own map is laid over the bundled one: when that changes, it is read again."""
    load(bank)
    monkeypatch.setattr(_kept, "_bundled", lambda: "another")
    refuse(monkeypatch)
    with pytest.raises(AssertionError, match="read from YAML"):
        load(bank)


def damaged(cache: Path, how: str) -> None:
    (path,) = cache.glob("*.compiled")
    text = path.read_bytes()
    if how == "cut":
        text = text[:-20]
    elif how == "a byte":
        text = text.replace(b"How much", b"How mucH", 1)
    elif how == "empty":
        text = b""
    else:
        text = b"\xff\xfe" * 50
    path.write_bytes(text)


@pytest.mark.parametrize("how", ["cut", "a byte", "empty", "noise"])
def test_damage_is_never_loaded(how: str, bank: Path, cache: Path) -> None:
    """A text that is not what was written is passed over, and written anew."""
    fresh = load(bank)
    damaged(cache, how)
    assert_same(fresh, load(bank))
    (path,) = cache.glob("*.compiled")
    assert len(path.read_bytes()) > 1_000


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'"format":"numeric"', b'"format":"nothing"'),
        (b'"id":"item-1"', b'"id":"Item 1"'),
        (b'"stem":', b'"step":'),
        (b'"answer":2', b'"answer":[]'),
        (b'"files"', b'"filez"'),
        (b'"placed": [', b'"placed": [77, '),
    ],
)
def test_what_no_bank_holds_is_refused(
    before: bytes, after: bytes, bank: Path, cache: Path
) -> None:
    """Every item is checked when it comes back; a wrong text with a right checksum is no bank."""
    fresh = load(bank)
    name, key = f"bank {bank.resolve()} True", _kept._fingerprint(bank, True)
    text = recall(name, key)
    assert text is not None
    assert before in text
    keep(name, key, text.replace(before, after, 1))
    assert_same(fresh, load(bank))


def test_without_a_place_to_write(bank: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache that cannot be written, or is switched off, changes nothing."""
    fresh = load(bank)
    shutil.rmtree(cache)
    cache.write_text("a file", encoding="utf-8")
    assert_same(fresh, load(bank))
    monkeypatch.setenv("MLINTERVIEW_CACHE", "off")
    assert_same(fresh, load(bank))
    assert cache.read_text(encoding="utf-8") == "a file"


def test_small_banks_leave_nothing(bank: Path, cache: Path) -> None:
    """A few items are read as fast from YAML."""
    (bank / "questions/ml_theory/sums.yaml").write_text(QUESTION.format(1, 2), encoding="utf-8")
    edit(bank, "questions/exams/short.form.yaml", ", item-2", "")
    assert len(load(bank)) == 1
    assert not cache.exists()


def test_links_to_directories_are_not_kept(bank: Path, cache: Path, tmp_path: Path) -> None:
    """What a link leads to may change unseen."""
    (bank / "questions/ml_theory").rename(tmp_path / "elsewhere")
    try:
        (bank / "questions/ml_theory").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    except OSError:
        pytest.skip("no symbolic links here")
    load(bank)
    assert not cache.exists()


def test_two_writers_at_once(cache: Path) -> None:
    """Whoever comes last wins, and every reader finds a whole text or none."""
    bodies = {str(n): str(n).encode() * 50_000 for n in range(8)}

    def write_and_read(key: str) -> bool:
        found = []
        for _ in range(10):
            keep("shared", key, bodies[key])
            found += [recall("shared", other) for other in bodies]
        return all(body is None or body in bodies.values() for body in found)

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(write_and_read, bodies))
    assert sum(recall("shared", key) == body for key, body in bodies.items()) == 1
    assert [path.suffix for path in cache.iterdir()] == [".compiled"]


def test_old_texts_go(cache: Path) -> None:
    """The cache does not grow without end."""
    for n in range(40):
        keep(f"bank {n}", "key", b"text")
    assert len(list(cache.iterdir())) == 24


def test_the_lexicon_comes_back() -> None:
    """Terms, classes, poles, and the words that must be told apart."""
    lexicon = bundled_lexicon()
    assert revive_lexicon(compile_lexicon(lexicon)) == lexicon


@settings(max_examples=examples(120), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(source=st.one_of(sources(), parametrised_sources()))
def test_whatever_an_item_holds(source: dict[str, Any], bank: Path) -> None:
    """An item of any format comes back as it was."""
    path = bank / "questions/ml_theory/sums.yaml"
    lines = [QUESTION.format(n, 2 * n) for n in (1, 2)]
    text = f"{''.join(lines)}- {json.dumps(source, ensure_ascii=False)}\n"
    path.write_text(text, encoding="utf-8", errors="replace")
    fresh = load(bank)
    compiled = compile_bank(fresh)
    assert compiled is not None
    assert_same(fresh, revive_bank(compiled, bank))
