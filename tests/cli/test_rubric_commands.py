"""``mlinterview rubric``, all but ``teach``: what the commands print, write and refuse."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from dropout_bank import ANSWERS, write_bank

#: twelve to develop with, and as many that nobody saw
JUDGED = [*ANSWERS, *({**answer, "split": "held_out"} for answer in ANSWERS)]


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bank whose answers all come out exactly."""
    return write_bank(tmp_path_factory.mktemp("bank"), JUDGED)


def test_check_counts_what_it_found(mli: Callable[..., Any], bank: Path) -> None:
    """One line a problem, a line of counts, and exit 1 where something does not hold."""
    document = mli("rubric", "check", "--bank", bank, "--json").json()
    assert document["rubrics"] == 1
    assert document["errors"] == sum(each["level"] == "error" for each in document["problems"])
    assert {problem["rule"] for problem in document["problems"]} <= {"R04"}


def test_check_names_the_answer(mli: Callable[..., Any], tmp_path: Path) -> None:
    """With the file and the line of its item."""
    wrong = [*ANSWERS[:-1], {"text": "Dropout reduces overfitting.", "met": ["off"]}]
    done = mli("rubric", "check", "dropout", "--bank", write_bank(tmp_path, wrong))
    assert done.code == 1
    (line,) = (line for line in done.out.splitlines() if "R01" in line)
    assert "items.yaml:1: dropout" in line
    assert "1 rubrics" in done.out.splitlines()[-1]


def test_check_says_how_to_see_what_it_cuts(mli: Callable[..., Any], tmp_path: Path) -> None:
    """An attack is one line with the criteria that it earned; --json has all of its text."""
    bare = {"criteria": [{"id": "less", "statement": "Less.", "evidence": ["network"]}]}
    long = " ".join(answer["text"] for answer in ANSWERS[:4])
    own = write_bank(tmp_path, (), rubric=bare, points=1, sample_answer=long)
    lines = mli("rubric", "check", "--bank", own).out.splitlines()
    problems = mli("rubric", "check", "--bank", own, "--json").json()["problems"]
    assert len(lines) == len(problems) + 2
    assert "--json has the whole" in lines[-2]
    attacks = [problem for problem in problems if problem["rule"] == "R04"]
    assert attacks
    for problem in attacks:
        assert problem["criteria"] == ["less"]
        assert "(less)" in problem["message"]
        assert problem["text"]


def test_report_gives_agreement_and_speed(mli: Callable[..., Any], bank: Path) -> None:
    """Every figure, with its interval where there is more than one item to draw from."""
    figures = mli("rubric", "report", "--bank", bank, "--json").json()["bank"]
    assert (figures["held_out"], figures["exact"], figures["mae"]) == (12, 1.0, 0.0)
    speed = figures["speed"]
    assert (speed["words"], speed["long_words"]) == (150, 10_000)
    assert speed["answers_a_second"] > 0
    assert speed["p99_ms"] > 0
    low, high = speed["long_ms_interval"]
    assert 0 < low <= speed["long_ms"] <= high


def test_report_as_a_text(mli: Callable[..., Any], bank: Path) -> None:
    """A line a figure, attacks, harmless changes, speed and the items."""
    text = mli("rubric", "report", "--bank", bank).out
    for part in ("exact level", "attacks below half", "harmless changes", "answers of 150 words"):
        assert part in text, part
    assert text.splitlines()[-1].split() == ["dropout", "24", "12", "1.00", "0.00", "1.00"]


def test_report_writes_the_map_of_a_whole_bank_alone(
    mli: Callable[..., Any], tmp_path: Path
) -> None:
    """From all items it is written; from some it is refused."""
    own = write_bank(tmp_path, JUDGED)
    refused = mli("rubric", "report", "dropout", "--bank", own, "--write")
    assert refused.code == 2
    assert "leave the ids out" in refused.err
    done = mli("rubric", "report", "--bank", own, "--write")
    assert "confidence.yaml" in done.err
    assert "dropout: 24" in (own / "graders/confidence.yaml").read_text(encoding="utf-8")


ANSWER = "The units are switched off."


def test_try_shows_what_each_criterion_found(mli: Callable[..., Any], bank: Path) -> None:
    """Words and rule of one that is met, the nearest miss of another, and how sure it is."""
    done = mli("rubric", "try", "dropout", ANSWER, "--bank", bank)
    assert done.code == 0
    assert done.out.startswith("dropout: 1 of 2 points\n")
    for part in ("confidence ", "band ", "rule phrase", "Found: “units are switched off”."):
        assert part in done.out, part
    assert "nearest to 'dropout ~ <decrease> ~ overfitting'" in mli(
        "rubric", "try", "dropout", "Dropout is fine.", "--bank", bank
    ).out.replace("\n", " ")


def test_try_reads_an_answer_from_anywhere(
    mli: Callable[..., Any], bank: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As an argument, from a file and from standard input it is the same score record."""
    file = tmp_path / "answer.txt"
    file.write_text(ANSWER, encoding="utf-8")
    given = mli("rubric", "try", "dropout", ANSWER, "--bank", bank, "--json").json()
    assert (given["points"], given["response"]) == (1.0, ANSWER)
    assert mli("rubric", "try", "dropout", "--file", file, "--bank", bank, "--json").json() == given
    for words in (("-",), ("--file", "-")):
        stdin = io.TextIOWrapper(io.BytesIO(ANSWER.encode()), encoding="utf-8")
        monkeypatch.setattr("sys.stdin", stdin)
        done = mli("rubric", "try", "dropout", *words, "--bank", bank, "--json")
        assert done.json() == given


def test_try_of_an_empty_answer_is_an_outcome(mli: Callable[..., Any], bank: Path) -> None:
    """Its status says so; it is no failure."""
    done = mli("rubric", "try", "dropout", " ", "--bank", bank)
    assert (done.code, done.out) == (0, "Not answered: 0 of 2 points\n")
    document = mli("rubric", "try", "dropout", "", "--bank", bank, "--json").json()
    assert document["status"] == "unanswered"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("dropot", "Text."), "did you mean dropout?"),
        (("closed", "Text."), "a free_text item expected; closed is true_false"),
        (("dropout",), "one answer expected"),
        (("dropout", "Text.", "--file", __file__), "one answer expected"),
    ],
)
def test_try_refuses_what_it_cannot_grade(
    mli: Callable[..., Any], tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    """In one line, as wrong usage."""
    own = write_bank(tmp_path)
    closed = "- {id: closed, format: true_false, topics: [], stem: Is it?, answer: true}\n"
    (own / "questions/ml_theory/closed.yaml").write_text(closed, encoding="utf-8")
    done = mli("rubric", "try", *words, "--bank", own)
    assert done.code == 2
    assert said in done.err.splitlines()[0]
    assert done.out == ""


def test_try_draws_the_parameters_of_an_item(mli: Callable[..., Any], tmp_path: Path) -> None:
    """With --seed it is the variant that `show --seed` shows."""
    criterion = {"id": "half", "statement": "Says {=n}.", "evidence": "mean ~ {=n}"}
    own = write_bank(
        tmp_path,
        (),
        stem="Which mean have 0 and {=double}?",
        parameters={"n": [7, 8]},
        derive={"double": "2 * n"},
        points=1,
        rubric=[criterion],
        sample_answer="The mean is {=n}.",
    )
    points = set()
    for seed in range(6):
        (stem,) = (
            line
            for line in mli("show", "dropout", "--seed", seed, "--bank", own).out.splitlines()
            if line.startswith("Which mean")
        )
        n = 7 if "14" in stem else 8
        done = mli("rubric", "try", "dropout", "The mean is 7.", "--seed", seed, "--bank", own)
        assert f"Says {n}." in done.out
        points.add((n, done.out.split()[1]))
    assert points == {(7, "1"), (8, "0")}


def test_words_tells_what_holds_a_word(mli: Callable[..., Any]) -> None:
    """Any form of it, with the entries that do; what stands nowhere is said."""
    assert mli("rubric", "words", "shrinks", "SHRANK", "xyzzy").out == (
        "shrinks\n"
        "  pole <decrease> (opposite: <increase>): shrink, shrank, shrunk\n"
        "SHRANK\n"
        "  pole <decrease> (opposite: <increase>): shrink, shrank, shrunk\n"
        "xyzzy: in no class, pole, term or concept\n"
    )


def test_words_of_a_name(mli: Callable[..., Any]) -> None:
    """All words that it stands for; one that is not there is wrong usage, with a suggestion."""
    ((held,),) = (
        each["found"] for each in mli("rubric", "words", "<low>", "--json").json()["words"]
    )
    assert (held["kind"], held["name"], held["opposite"]) == ("pole", "<low>", ["<high>"])
    assert {"low", "small", "tiny"} <= set(held["words"])
    done = mli("rubric", "words", "<lwo>")
    assert (done.code, "did you mean low" in done.err) == (2, True)


def test_words_knows_the_concepts_of_an_item(mli: Callable[..., Any], tmp_path: Path) -> None:
    """With --item: the phrases that ask for the word; a concept hides a class of its name."""
    concepts = {
        "low": {"phrases": ["tiny|petit* step", "<few> steps"], "opposite": ["large step"]},
    }
    criterion = {"id": "less", "statement": "Less.", "evidence": "<low>"}
    own = write_bank(tmp_path, (), points=1, rubric={"concepts": concepts, "criteria": [criterion]})
    words = ("rubric", "words", "--item", "dropout", "--bank", own)
    assert mli(*words, "petite", "large", "<low>").out == (
        "petite\n"
        "  concept <low>: tiny|petit* step\n"
        "large\n"
        "  concept <low> (opposite: large step)\n"
        "  pole <high> (opposite: <low>): large\n"
        "<low>\n"
        "  concept <low> (opposite: large step): tiny|petit* step, <few> steps\n"
    )
