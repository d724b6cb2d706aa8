"""Laws of all readers: any text or bytes give a reading or one line, and every item loads."""

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import mlinterview as mli
from mlinterview.bank.writer import dump_yaml
from mlinterview.interchange.kinds import READERS

FILES = Path(__file__).parent / "files"
SEEDS = {
    "gift": (FILES / "course.gift").read_bytes(),
    "moodle-xml": (FILES / "course.xml").read_bytes(),
    "text": (FILES / "pasted.txt").read_bytes(),
    "aiken": b"Which?\nA. x\nB. y\nANSWER: B\n\nAnd?\nA) 1\nB) 2\nANSWER: A\n",
    "csv": b"question,a,b,answer,points\nWhich?,x,y,A,2\nHow many?,,,3.5,\n",
}
SIGNS = [*"{}=~#:%*\\<>[]()&;\"'$`|/,.\n\t 01aA-", "->", "::", "{1:MC:", "]]>", "é", "\ue100"]

relaxed = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def holds(path, content, kind):
    """The law: a reading whose items all load and whose reasons are lines, or an error of one."""
    path.write_bytes(content)
    found, line = told(path, kind)
    assert "\n" not in line
    if found is None:
        return
    for each in found.items:
        item = mli.make_item(each.source)
        assert not item.parametrised
        assert dump_yaml(each.source)
    ids = [each.source["id"] for each in found.items]
    assert len(set(ids)) == len(ids)
    assert all("\n" not in each.reason and each.reason for each in found.skipped)


def told(path, kind):
    try:
        return mli.read_questions(path, kind), ""
    except mli.MLInterviewError as error:
        return None, str(error)


@relaxed
@given(kind=st.sampled_from(sorted(READERS)), content=st.binary(max_size=200))
def test_any_bytes(tmp_path, kind, content):
    """Bytes."""
    holds(tmp_path / "file", content, kind)


@relaxed
@given(
    kind=st.sampled_from(sorted(SEEDS)),
    text=st.lists(st.sampled_from(SIGNS) | st.text(max_size=5), max_size=40).map("".join),
)
def test_any_text(tmp_path, kind, text):
    """Texts of the signs that mean something."""
    holds(tmp_path / "file", text.encode("utf-8", "replace"), kind)


@relaxed
@given(kind=st.sampled_from(sorted(SEEDS)), seed=st.integers(0, 10**9), count=st.integers(1, 12))
def test_mutated_files(tmp_path, kind, seed, count):
    """Real files in which pieces are put in, doubled, swapped and cut."""
    draw = random.Random(seed)
    content = bytearray(SEEDS[kind])
    for _ in range(count):
        place = draw.randrange(len(content) + 1)
        end = min(len(content), place + draw.randrange(30))
        change = draw.randrange(4)
        if change == 0:
            content[place:place] = draw.choice(SIGNS).encode()
        elif change == 1:
            del content[place:end]
        elif change == 2:
            content[place:place] = content[place:end]
        else:
            content[place:end] = bytes(draw.randrange(256) for _ in range(3))
    holds(tmp_path / "file", bytes(content), kind)


def test_ids_that_are_taken(tmp_path):
    """Ids of a bank are not given again."""
    path = tmp_path / "quiz.gift"
    path.write_text("Which loss?{=a ~b}\n\nWhich loss?{=a ~b}\n", encoding="utf-8")
    first = [each.source["id"] for each in mli.read_questions(path).items]
    assert first == ["which-loss", "which-loss-2"]
    second = [each.source["id"] for each in mli.read_questions(path, taken=first).items]
    assert second == ["which-loss-3", "which-loss-4"]


def test_arguments(tmp_path):
    """Kinds that are not there, and columns of what is no table."""
    path = tmp_path / "quiz.gift"
    path.write_text("Which loss?{=a ~b}", encoding="utf-8")
    with pytest.raises(ValueError, match="no kind of file named 'odt'"):
        mli.read_questions(path, "odt")
    with pytest.raises(ValueError, match="columns are named for CSV and XLSX"):
        mli.read_questions(path, columns={"question": "x"})
    with pytest.raises(mli.ExchangeError, match="there is no such file"):
        mli.read_questions(tmp_path / "none")
    assert mli.read_questions(path, topics=["x"]).items[0].source["topics"] == ["x"]
