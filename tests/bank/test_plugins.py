"""Formats and graders from other packages, and broken ones that must stop nothing."""

import importlib.metadata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

import pytest

import mlinterview as mli
from mlinterview import graders
from mlinterview.model import registry
from mlinterview.model.content import Order

Install = Callable[..., None]


class Palindrome(mli.Item):
    """A format of another package: any palindrome of a given length."""

    format: Literal["palindrome"]
    length: int

    def read_response(self, value: Any) -> str | None:
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            raise mli.InvalidResponseError(value, "text")
        return value

    def parse_text(self, text: str, order: Order) -> str | None:
        return text.strip() or None

    def answer_form(self) -> str:
        return "Answer with a palindrome."

    def key_response(self) -> str:
        return "a" * self.length


class PalindromeGrader:
    """Its grader, which takes settings of its own from the scheme."""

    name = "palindromes"
    version = "2"

    def grade(
        self, item: Any, response: str, settings: Any, tools: mli.GradingTools
    ) -> mli.Verdict:
        bonus = (settings or {}).get("bonus", 0)
        right = response == response[::-1] and len(response) == item.length
        return mli.Verdict(min(1, 0.5 * right + bonus))


class BadTempered(Palindrome):
    """A format whose validation fails in ways that nobody foresaw."""

    def model_post_init(self, context: Any) -> None:
        super().model_post_init(context)
        raise RuntimeError("not today")


class Entry:
    """An entry point that loads to something, or raises it."""

    def __init__(self, name: str, loaded: Any) -> None:
        self.name = name
        self.value = f"somewhere:{name}"
        self.loaded = loaded

    def load(self) -> Any:
        if isinstance(self.loaded, Exception):
            raise self.loaded
        return self.loaded


def forget() -> None:
    """Look for plug-ins anew."""
    for cached in (registry._plugins, registry.item_adapter, graders._plugins, graders.find_grader):
        cached.cache_clear()


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Pretend that packages with these entry points are installed."""

    def pretend(**groups: list[Entry]) -> None:
        def entry_points(*, group: str) -> list[Entry]:
            return groups.get(group.removeprefix("mlinterview."), [])

        monkeypatch.setattr(importlib.metadata, "entry_points", entry_points)
        forget()

    yield pretend
    monkeypatch.undo()
    forget()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A bank with one item of the foreign format and one of the library's own."""
    folder = tmp_path / "questions" / "ml_theory"
    folder.mkdir(parents=True)
    (folder / "items.yaml").write_text(
        "- {id: own, format: true_false, stem: So?, answer: true}\n"
        "- {id: level, format: palindrome, stem: Which?, length: 5}\n",
        encoding="utf-8",
    )
    return tmp_path


def test_a_format_with_its_grader(install: Install, root: Path) -> None:
    """It loads, is shown, parsed, graded, selected, written and described like any other."""
    install(
        formats=[Entry("palindrome", Palindrome)], graders=[Entry("palindrome", PalindromeGrader)]
    )
    bank = mli.load_bank(root)
    assert list(bank.select(formats="palindrome")) == ["level"]
    item = bank["level"]
    assert mli.present(item)["answer_form"] == "Answer with a palindrome."
    assert mli.parse(item, " level ") == "level"
    score = mli.grade(item, "level")
    assert (score.points, score.grader.name, score.grader.version) == (0.5, "palindromes", "2")
    assert mli.grade(item, None).status == "unanswered"
    with pytest.raises(mli.InvalidResponseError, match="item 'level': expected text, found 5"):
        mli.grade(item, 5)
    assert item == mli.make_item(item.as_written()).placed(item.placement)
    assert "Palindrome" in mli.item_json_schema()["$defs"]
    assert _guess(item) == (0, None, None)


def _guess(item: mli.Item) -> tuple[Any, Any, Any]:
    found = mli.guess(item)
    return found.blank, found.all, found.mean


def test_settings_of_a_foreign_format(install: Install, root: Path, tmp_path: Path) -> None:
    """A scheme may name it, and its grader gets what the scheme says."""
    install(
        formats=[Entry("palindrome", Palindrome)], graders=[Entry("palindrome", PalindromeGrader)]
    )
    path = tmp_path / "mine.yaml"
    path.write_text("formats: {palindrome: {bonus: 0.25}}\n", encoding="utf-8")
    assert mli.grade(mli.load_bank(root)["level"], "level", scheme=path).points == 0.75


def test_a_format_that_is_not_installed(install: Install, root: Path) -> None:
    """Its items are faults with their place; the others load."""
    install()
    bank = mli.load_bank(root, strict=False)
    assert list(bank) == ["own"]
    (problem,) = bank.problems
    assert (problem.line, problem.where, problem.item) == (2, "format", "level")
    assert "no format named 'palindrome'" in problem.message


def test_a_format_without_a_grader(install: Install, root: Path) -> None:
    """Nobody can grade it: a failed record that says so."""
    install(formats=[Entry("palindrome", Palindrome)])
    score = mli.grade(mli.load_bank(root)["level"], "level")
    assert (score.status, score.grader.name) == ("failed", "palindrome")
    assert "no grader for the format named 'palindrome'" in score.problem.message


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (
            Entry("broken", ImportError("no module named torch")),
            "ImportError('no module named torch')",
        ),
        (Entry("broken", ValueError("several\nlines")), "ValueError('several\\nlines')"),
        (Entry("broken", object()), "a subclass of mlinterview.Item expected"),
        (Entry("broken", PalindromeGrader), "a subclass of mlinterview.Item expected"),
        (Entry("true_false", Palindrome), "the name of a built-in format"),
    ],
)
def test_a_broken_format_is_named(install: Install, root: Path, entry: Entry, message: str) -> None:
    """It is listed among the problems of every bank, stops none, and the other plug-ins work."""
    install(formats=[entry, Entry("palindrome", Palindrome)])
    bank = mli.load_bank(root)
    assert list(bank) == ["own", "level"]
    (problem,) = bank.problems
    assert problem.level == "warning"
    assert f"format plug-in '{entry.name}' (somewhere:{entry.name}): " in str(problem)
    assert message in str(problem)
    assert "\n" not in str(problem)
    assert (
        "palindrome"
        in mli.make_item({"id": "a", "format": "palindrome", "stem": "?", "length": 1}).format
    )


def test_a_format_that_fails_over_an_item(install: Install, root: Path) -> None:
    """The item is a fault, the rest of the bank is loaded."""
    install(formats=[Entry("palindrome", BadTempered)])
    bank = mli.load_bank(root, strict=False)
    assert list(bank) == ["own"]
    (problem,) = bank.problems
    assert problem.message == "the format plug-in palindrome failed: RuntimeError('not today')"


@pytest.mark.parametrize(
    ("loaded", "message"),
    [
        (ImportError("no module named torch"), "ImportError('no module named torch')"),
        (object(), "an object with name, version and grade() expected"),
        (type("Nameless", (), {"grade": lambda *a: None}), "an object with name, version"),
    ],
)
def test_a_broken_grader_is_named(install: Install, loaded: Any, message: str) -> None:
    """With a warning; the built-in grader of the format goes on, and so do the other plug-ins."""
    install(graders=[Entry("true_false", loaded), Entry("short_answer", PalindromeGrader())])
    item = mli.make_item({"id": "own", "format": "true_false", "stem": "So?", "answer": True})
    with pytest.warns(
        RuntimeWarning, match="grader plug-in 'true_false' .somewhere:true_false."
    ) as w:
        score = mli.grade(item, True)
    assert message in str(w[0].message)
    assert (score.points, score.grader.name) == (1, "true_false")
    assert [str(w[0].message)] == list(graders.plugin_problems())
    assert graders.find_grader("short_answer").name == "palindromes"


def test_a_broken_grader_of_a_foreign_format(install: Install, root: Path) -> None:
    """The failed record tells what is wrong with the plug-in."""
    install(
        formats=[Entry("palindrome", Palindrome)],
        graders=[Entry("palindrome", ImportError("no module named torch"))],
    )
    item = mli.load_bank(root)["level"]
    with pytest.warns(RuntimeWarning, match="grader plug-in 'palindrome'"):
        score = mli.grade(item, "level")
    assert score.status == "failed"
    assert "no module named torch" in score.problem.message


def test_a_grader_plug_in_wins_over_the_built_in_one(install: Install) -> None:
    """And one that is handed in wins over both."""
    install(graders=[Entry("true_false", Half)])
    item = mli.make_item({"id": "own", "format": "true_false", "stem": "So?", "answer": True})
    assert mli.grade(item, True).points == 0.5
    assert mli.grade(item, True, graders={"true_false": Half(0.25)}).points == 0.25


class Half:
    """Everything is half right."""

    name = "half"
    version = "1"

    def __init__(self, share: float = 0.5) -> None:
        self.share = share

    def grade(self, *arguments: Any) -> mli.Verdict:
        return mli.Verdict(self.share)

    def __len__(self) -> int:  # an object may be falsy and a grader all the same
        return 0


def test_the_protocol() -> None:
    """What ``mlinterview.Grader`` asks for can be tested at run time."""
    assert isinstance(PalindromeGrader(), mli.Grader)
    assert not isinstance(object(), mli.Grader)


def test_regrading_a_foreign_format(install: Install) -> None:
    """Nothing is known of its keys: the very response that is accepted has full points."""
    install(
        formats=[Entry("palindrome", Palindrome)], graders=[Entry("palindrome", PalindromeGrader())]
    )
    item = mli.make_item({"id": "level", "format": "palindrome", "stem": "?", "length": 5})
    answers = {"ann": "level", "bo": "madam", "cy": "lever", "di": "words", "ed": None}
    records = [{"examinee": who, "item": "level", "response": r} for who, r in answers.items()]
    decisions = [
        {"item": "level", "action": "accept", "response": response}
        for response in ("lever", "madam")
    ]
    found = mli.regrade(mli.Bank({"level": item}), records, decisions=decisions)
    assert [person.before.points for person in found.people] == [0.5, 0.5, 0, 0, 0]
    assert [person.after.points for person in found.people] == [0.5, 1, 1, 0, 0]
    assert found.scores[2].feedback == ("Accepted as right after the exam.",)


class DoubtfulGrader(PalindromeGrader):
    """Full points to everybody, until a person has looked."""

    def grade(
        self, item: Any, response: str, settings: Any, tools: mli.GradingTools
    ) -> mli.Verdict:
        return mli.Verdict(1, needs_review=True)


def test_what_is_accepted_is_decided(install: Install) -> None:
    """Points that were full but provisional are so no more once the response is accepted."""
    install(
        formats=[Entry("palindrome", Palindrome)], graders=[Entry("palindrome", DoubtfulGrader())]
    )
    item = mli.make_item({"id": "level", "format": "palindrome", "stem": "?", "length": 5})
    records = [{"examinee": who, "item": "level", "response": who} for who in ("lever", "madam")]
    decision = {"item": "level", "action": "accept", "response": "lever"}
    found = mli.regrade(mli.Bank({"level": item}), records, decisions=[decision])
    assert [score.status for score in found.scores] == ["graded", "needs_review"]
    assert found.people[0].after.points_range == (1, 1)
