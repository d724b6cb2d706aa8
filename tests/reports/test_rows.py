"""The tables: who counts where, weights, guessing, levels, 'too few items'."""

from __future__ import annotations

from typing import Any

import pytest

import mlinterview as mli
from mlinterview.reports import KINDS, ExamineeReport, Row


def rows(report: mli.Report, kind: str) -> dict[str, Row]:
    return {row.id: row for row in report.examinees[0].by[kind]}


def one(bank: mli.Bank, scores: Any, **options: Any) -> ExamineeReport:
    return mli.report(scores, bank=bank, **options).examinees[0]


def test_tables_by_default(bank: mli.Bank, score: Any) -> None:
    """Category, area and task, in this order."""
    assert list(one(bank, [score("choice-1")]).by) == ["category", "area", "task"]


def test_every_kind_of_table(bank: mli.Bank, score: Any) -> None:
    """Each kind groups by its own attribute, with titles from the taxonomy."""
    found = mli.report([score("choice-1"), score("essay", 0.5)], bank=bank, by=KINDS)
    titles = {kind: [row.title for row in table] for kind, table in found.examinees[0].by.items()}
    assert titles == {
        "category": ["ML theory"],
        "area": ["Alpha models"],
        "topic": ["Topic of many", "Topic of few"],
        "task": ["Work"],
        "subtask": ["A step"],
        "skill": ["Craft"],
        "role": ["Maker"],
        "format": ["single choice", "free text"],
        "difficulty": ["2 core", "3 advanced"],
    }


def test_one_kind_as_text(bank: mli.Bank, score: Any) -> None:
    """A single kind may be given as it is."""
    assert list(one(bank, [score("choice-1")], by="format").by) == ["format"]


def test_unknown_kind(bank: mli.Bank, score: Any) -> None:
    """An unknown kind is refused with those that are known."""
    with pytest.raises(ValueError, match=r"'topics'.*did you mean topic.*category, area"):
        mli.report([score("choice-1")], bank=bank, by=["topics"])


def test_points_are_the_weights(bank: mli.Bank, score: Any) -> None:
    """A row's share is points over maximum, and its interval rests on the effective count."""
    found = rows(mli.report([score("choice-1", 0), score("essay", 1)], bank=bank), "area")
    row = found["zz-alpha"]
    assert (row.items, row.points, row.max_points, row.share) == (2, 4, 5, 0.8)
    # n = 25 / 17: the quantiles of Beta(0.8 n + 1/2, 0.2 n + 1/2) as scipy gives them
    assert row.interval == pytest.approx((0.1318229, 0.9944504), abs=1e-6)


def test_item_with_two_topics_counts_in_both(bank: mli.Bank, score: Any) -> None:
    """The item stands in both areas, and the table says that rows add up to more."""
    found = mli.report([score("several", 0.5)], bank=bank, by=["area", "topic"])
    assert {key: row.points for key, row in rows(found, "area").items()} == {
        "zz-alpha": 1,
        "zz-beta": 1,
    }
    assert list(rows(found, "topic")) == ["zz-few", "zz-other"]
    for kind, plural in {"area": "areas", "topic": "topics"}.items():
        (note,) = found.examinees[0].table_notes[kind]
        assert f"1 item with several {plural} counts in each of them" in note
        assert note in " ".join(found.to_text(width=500).split("\n"))


def test_item_without_a_topic_stands_in_no_row(bank: mli.Bank, score: Any) -> None:
    """What the bank places nowhere counts in the total, and the table says so."""
    person = one(bank, [score("steps"), score("choice-1")], by=["area"])
    assert person.max_points == 2
    assert sum(row.items for row in person.by["area"]) == 1
    assert person.table_notes["area"] == ("1 item without area stands in no row.",)


def test_small_topics_are_folded_into_their_area(bank: mli.Bank, score: Any) -> None:
    """Areas show their topics of three or more items; a table of topics shows all."""
    scores = [score(f"choice-{n}") for n in (1, 2, 3)] + [score("essay")]
    area = rows(mli.report(scores, bank=bank), "area")["zz-alpha"]
    assert [(topic.id, topic.items) for topic in area.topics] == [("zz-many", 3)]
    assert area.items == 4
    explicit = mli.report(scores, bank=bank, by=["area", "topic"])
    assert list(rows(explicit, "topic")) == ["zz-many", "zz-few"]
    assert rows(explicit, "area")["zz-alpha"].topics == ()
    assert "topics" not in explicit.model_dump(mode="json")["examinees"][0]["by"]["area"][0]


# shares of five four-option items (g = 1/4), the corrected share, and the level
LEVELS = [
    ([1, 1, 1, 1, 1], 1.0, "expert"),
    ([1, 1, 1, 1, 0.5], 0.8667, "expert"),
    ([1, 1, 1, 1, 0], 0.7333, "proficient"),
    ([1, 1, 1, 0.25, 0], 0.5333, "developing"),
    ([1, 1, 1, 0, 0], 0.4667, "beginner"),
    ([0.25] * 5, 0.0, "beginner"),
    ([0] * 5, 0.0, "beginner"),
]


@pytest.mark.parametrize(("shares", "corrected", "level"), LEVELS)
def test_level_takes_guessing_out(
    bank: mli.Bank, score: Any, shares: list[float], corrected: float, level: str
) -> None:
    """The level is the highest threshold that the corrected share reaches."""
    scores = [score(f"choice-{n}", share) for n, share in enumerate(shares, 1)]
    row = rows(mli.report(scores, bank=bank), "area")["zz-alpha"]
    assert row.corrected == pytest.approx(corrected, abs=1e-4)
    assert (row.level, row.too_few) == (level, False)


def test_guessing_is_that_of_the_items(bank: mli.Bank, score: Any) -> None:
    """g is the mean over the items: 1/2 for true or false, 0 where guessing is undefined."""
    row = rows(mli.report([score("judged", 0.5), score("number", 0.5)], bank=bank), "area")
    assert row["zz-beta"].corrected == pytest.approx((0.5 - 0.25) / 0.75)


def test_too_few_items(bank: mli.Bank, score: Any) -> None:
    """Below five equal items there is no level; unequal points are worth fewer items."""
    four = [score(f"choice-{n}") for n in range(1, 5)]
    assert rows(mli.report(four, bank=bank), "area")["zz-alpha"].level is None
    six = [*four, score("choice-5"), score("essay")]  # n = 81 / 21
    row = rows(mli.report(six, bank=bank), "area")["zz-alpha"]
    assert (row.items, row.level, row.too_few) == (6, None, True)
    assert "too few items" in mli.report(six, bank=bank).to_text()


def test_levels_that_may_still_change(bank: mli.Bank, score: Any) -> None:
    """Where open answers can move a row over a threshold, the table names the row."""
    scores = [score(f"choice-{n}") for n in range(1, 5)]
    scores.append(score("choice-5", 0, shares=(0.0, 1.0), status="needs_review"))
    person = one(bank, scores, by=["area"])
    row = person.by["area"][0]
    assert (row.level, row.level_range) == ("proficient", ("proficient", "expert"))
    assert person.table_notes["area"] == (
        "Levels that open answers may still change: Alpha models (proficient to expert).",
    )


def test_scheme_sets_thresholds(bank: mli.Bank, score: Any) -> None:
    """Thresholds come from the scheme that is handed over."""
    scheme = mli.load_scheme("standard").model_copy(update={"mastery": {"fine": 0.2}})
    scores = [score(f"choice-{n}", 0.5) for n in range(1, 6)]
    assert rows(mli.report(scores, bank=bank, scheme=scheme), "area")["zz-alpha"].level == "fine"


def test_penalties_take_a_row_below_zero(bank: mli.Bank, score: Any) -> None:
    """A row keeps its negative share; interval and corrected share treat it as 0."""
    scores = [score(f"choice-{n}", -1 / 3) for n in range(1, 6)]
    person = one(bank, scores)
    row = person.by["area"][0]
    assert row.share == pytest.approx(-1 / 3)
    assert row.corrected == 0
    assert row.interval[0] == pytest.approx(9.3e-5, abs=1e-5)
    assert person.points == 0  # the scheme's floor holds for the total


def test_broken_guess_of_a_format_counts_as_none(
    bank: mli.Bank, score: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A plug-in whose guess crashes does not stop the report."""
    from mlinterview.reports import _levels

    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("plug-in")

    monkeypatch.setattr(_levels, "guess", broken)
    row = rows(mli.report([score("choice-1", 0.4)], bank=bank), "area")["zz-alpha"]
    assert row.corrected == pytest.approx(0.4)
