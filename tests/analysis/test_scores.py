"""From score records and a bank to an analysis: what counts, what is left out, what is asked."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

import mlinterview as mli

CHOICE, SEVERAL, STATEMENT = (
    "churn-discount-target",
    "single-batch-loss-oscillates",
    "p-value-as-posterior",
)
IDS = [CHOICE, SEVERAL, STATEMENT, "loss-for-task"]


@pytest.fixture(scope="module")
def bank() -> mli.Bank:
    """The bundled bank."""
    return mli.load_bank()


def graded(bank: mli.Bank, people: int = 12) -> list[mli.ItemScore]:
    """Every second person knows all, the others nothing."""
    records: list[dict[str, Any]] = []
    for number in range(people):
        for item_id in IDS:
            item = bank[item_id]
            response = item.key_response()
            if number % 2:
                wrong = {CHOICE: "contract-value", SEVERAL: [], STATEMENT: not response}
                response = wrong.get(item_id, {"house-price": "gan"})
            records.append({"examinee": f"p{number}", "item": item_id, "response": response})
    return list(mli.grade_all(bank, records))


def by_id(found: mli.Analysis) -> dict[str, Any]:
    return {item.item_id: item for item in found.items}


def test_keys_titles_and_guesses_come_from_the_bank(bank: mli.Bank) -> None:
    """Options with counts and keys, and the exact mean of random guessing."""
    found = by_id(mli.analyze(graded(bank), bank=bank))
    assert [found[name].facility for name in IDS] == [0.5] * 4
    for name in IDS:
        assert found[name].guess == mli.guess(bank[name]).mean
        assert found[name].title == bank[name].title
    options = {option.id: option for option in found[CHOICE].options}
    assert [name for name, option in options.items() if option.key] == [bank[CHOICE].key]  # type: ignore[attr-defined]
    assert options["contract-value"].count == 6
    assert options["contract-value"].discrimination == pytest.approx(-1)
    assert {option.id: option.count for option in found[STATEMENT].options} == {
        "true": 6,
        "false": 6,
    }
    ticked = {option.id: option.count for option in found[SEVERAL].options}
    assert ticked == {
        option.id: 6 if option.correct else 0
        for option in bank[SEVERAL].options  # type: ignore[attr-defined]
    }
    assert found["loss-for-task"].options == ()


def test_without_a_bank_the_records_tell(bank: mli.Bank) -> None:
    """Options are those that were chosen, and the key is what earned full marks."""
    found = by_id(mli.analyze(graded(bank)))
    keys = {option.id: option.key for option in found[CHOICE].options}
    assert keys == {bank[CHOICE].key: True, "contract-value": False}  # type: ignore[attr-defined]
    assert found[CHOICE].reasons["guess"] == "no guess value is known"


def test_what_does_not_count_is_left_out_and_counted(bank: mli.Bank) -> None:
    """``needs_review``, ``invalid`` and ``failed`` are not wrong answers; unanswered ones are."""
    scores = graded(bank)
    for place, status in ((0, "needs_review"), (4, "invalid"), (8, "failed"), (12, "unanswered")):
        lost = status in ("invalid", "failed")
        scores[place] = scores[place].model_copy(
            update={"status": status, "points": None if lost else 0.0, "response": None}
        )
    found = mli.analyze(scores, bank=bank)
    item = by_id(found)[CHOICE]
    assert item.left_out == {"needs_review": 1, "invalid": 1, "failed": 1}
    assert (item.n, item.unanswered) == (9, 1)
    assert item.facility == pytest.approx(4 / 9)
    assert found.left_out == item.left_out
    assert found.not_given == 0
    assert "1 answer waiting for review left out." in found.notes
    assert "1 answer that could not be read left out." in found.notes


def test_the_highest_attempt_counts(bank: mli.Bank) -> None:
    """Of records with the same attempt the first."""
    right, wrong = graded(bank)[0], graded(bank)[4]
    again = wrong.model_copy(update={"examinee_id": "p0", "attempt": 2})
    repeated = right.model_copy(update={"attempt": 2})
    found = mli.analyze([right, again, repeated], bank=bank)
    assert (found.form.n, found.items[0].facility) == (1, 0.0)


def test_not_given_or_unanswered(bank: mli.Bank) -> None:
    """An item without a record was not given; on a form it is due, and unanswered."""
    scores = [
        score for score in graded(bank) if (score.examinee_id, score.item_id) != ("p1", CHOICE)
    ]
    form = mli.Form.model_validate({"id": "quiz", "sections": [{"items": IDS}]})
    alone, sat = mli.analyze(scores, bank=bank), mli.analyze(scores, bank=bank, form=form)
    assert by_id(alone)[CHOICE].n == 11
    assert alone.not_given == 1
    assert any("count as not given" in note for note in alone.notes)
    assert (by_id(sat)[CHOICE].n, by_id(sat)[CHOICE].unanswered) == (12, 1)
    assert [item.item_id for item in sat.items] == IDS


def test_sections_are_strata(bank: mli.Bank) -> None:
    """Stratified alpha goes by the sections of the form, else by category."""
    sections = [{"title": "One", "items": IDS[:2]}, {"title": "Two", "items": IDS[2:]}]
    form = mli.Form.model_validate({"id": "quiz", "sections": sections})
    found = mli.analyze(graded(bank), bank=bank, form=form).form
    assert found.stratified_by == "section"
    assert [stratum.id for stratum in found.strata] == ["One", "Two"]
    assert mli.analyze(graded(bank), bank=bank).form.stratified_by == "category"


def test_misconceptions_across_items(bank: mli.Bank) -> None:
    """Who showed one on how many items, with an interval for the share of people."""
    scores = graded(bank)
    for place in (0, 1, 4):  # two items of p0, one of p1
        scores[place] = scores[place].model_copy(update={"misconceptions": ("mixed-up",)})
    first = next(m for m in mli.analyze(scores, bank=bank).misconceptions if m.id == "mixed-up")
    assert (first.count, first.persons, first.repeated) == (3, 2, 1)
    assert first.share == pytest.approx(2 / 12)
    assert first.interval[0] < first.share < first.interval[1]
    assert first.items == tuple(
        name for name in by_id(mli.analyze(scores, bank=bank)) if name in (CHOICE, SEVERAL)
    )


def test_responses_of_another_kind(bank: mli.Bank) -> None:
    """Lists of numbers are no scores; the error says what makes a matrix of them."""
    with pytest.raises(TypeError, match=r"ScoreMatrix\.of makes one"):
        mli.analyze([[1, 0], [0, 1]])  # type: ignore[list-item]


def test_no_scores() -> None:
    """Nothing gives an analysis of nothing, with reasons."""
    found = mli.analyze([])
    assert (found.form.n, found.items, found.persons) == (0, (), ())
    assert found.form.reasons["mean"] == "no score counts"
    assert found.to_text()


def test_numpy_is_an_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it the error names the extra."""
    monkeypatch.setitem(sys.modules, "numpy", None)
    with pytest.raises(mli.MissingExtraError, match=r"pip install 'mlinterview\[analysis\]'"):
        mli.analyze([])
    with pytest.raises(mli.MissingExtraError):
        mli.ScoreMatrix.of([[1]])


@pytest.mark.parametrize(
    ("points", "options", "message"),
    [
        ([1, 0], {}, "rows of numbers expected"),
        ([[1, 0]], {"items": ["a"]}, "1 items and 2 maxima"),
        ([[1, 0]], {"items": ["a", "a"]}, "the item 'a' stands twice"),
        ([[1], [0]], {"examinees": ["a", "a"]}, "the examinee 'a' stands twice"),
        ([[1]], {"max_points": 0}, "a maximum above 0 expected"),
        ([[float("inf")]], {}, "finite points expected"),
    ],
)
def test_faults_of_a_matrix(points: Any, options: dict[str, Any], message: str) -> None:
    """What does not fit together is named."""
    with pytest.raises(ValueError, match=message):
        mli.ScoreMatrix.of(points, **options)


def test_text_fits(bank: mli.Bank, lsat: mli.ScoreMatrix) -> None:
    """80 columns at most, whatever the names; control signs are made harmless."""
    scores = [
        score.model_copy(update={"examinee_id": "\x1b[31m" + "x" * 90 + str(score.examinee_id)})
        for score in graded(bank)
    ]
    for text in (mli.analyze(scores, bank=bank).to_text(), mli.analyze(lsat, irt="1pl").to_text()):
        assert max(map(len, text.splitlines())) <= 80
        assert "\x1b" not in text


def test_unreadable_options_do_no_harm(bank: mli.Bank) -> None:
    """A response that names no option counts in the score and in no option."""
    scores = graded(bank)
    scores[0] = scores[0].model_copy(update={"response": "gone"})
    item = by_id(mli.analyze(scores, bank=bank))[CHOICE]
    assert sum(option.count for option in item.options) == 11
    assert item.n == 12


def test_written_scores_are_analysed_alike(bank: mli.Bank, tmp_path: Path) -> None:
    """A scores file alone can be analysed."""
    scores = graded(bank)
    mli.write_scores(tmp_path / "scores.jsonl", scores)
    read = mli.read_scores(tmp_path / "scores.jsonl")
    found, again = (mli.analyze(records, bank=bank) for records in (scores, read))
    assert found.model_dump() == again.model_dump()
