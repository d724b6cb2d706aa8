"""Marks teach a rubric: what is proposed, and what never is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from teaching_bank import ANSWERS, ITEM, TEXT, items_file, judged, marks, responses, write_bank

import mlinterview as mli
from mlinterview.errors import RecordsError, RubricError, UnknownNameError
from mlinterview.rubrics.teaching import Proposal, accept, propose_changes

NAMES = ("averaging", "independent")


def _of(proposals: list[Proposal], criterion: str) -> Proposal:
    (found,) = [each for each in proposals if each.criterion == criterion]
    return found


def _met(bank: mli.Bank, text: str) -> set[str]:
    return {part.id for part in mli.grade(bank[ITEM], text, bank=bank).criteria if part.points}


def test_missed_answers_lead_to_a_phrase(tmp_path: Path) -> None:
    """Answers that say it in other words give a phrase of lexicon classes that finds them."""
    bank = mli.load_bank(write_bank(tmp_path))
    proposal = _of(propose_changes(bank, *judged()), "averaging")
    assert proposal.added
    assert all(" ~ " in phrase for phrase in proposal.added)
    assert any("<" in phrase for phrase in proposal.added)
    assert (proposal.marked, proposal.breaks) == (8, 0)
    assert proposal.mends == proposal.differ == 4


def test_a_phrase_that_lets_in_wrong_answers_goes(tmp_path: Path) -> None:
    """A phrase that fires in answers marked wrong and in no right one is to be dropped."""
    bank = mli.load_bank(write_bank(tmp_path))
    assert _of(propose_changes(bank, *judged()), "averaging").dropped == ("vote ~ error",)


def test_a_phrase_that_right_answers_need_stays(tmp_path: Path) -> None:
    """Where a right answer needs the phrase, a forbidden one tells the wrong answers apart."""
    bank = mli.load_bank(write_bank(tmp_path))
    texts = [
        "The trees vote and so the error gets smaller.",
        "The vote of many trees cancels the error of each.",
        "The trees vote on the error of the root, which is boosting.",
        "In boosting the trees vote on the error.",
    ]
    given = marks([{"averaging": True}, {"averaging": True}] + [{"averaging": False}] * 2)
    proposal = _of(propose_changes(bank, responses(texts), given), "averaging")
    assert proposal.dropped == ()
    assert proposal.forbidden
    assert (proposal.mends, proposal.breaks) == (2, 0)


def test_effects_count_all_answers(tmp_path: Path) -> None:
    """The effect is that on every answer of the file, marked or not."""
    bank = mli.load_bank(write_bank(tmp_path))
    records, given = judged()
    more = [{**record, "examinee": f"q{n}"} for n, record in enumerate(records)]
    proposal = _of(propose_changes(bank, [*records, *more], given), "averaging")
    assert proposal.effect.answers == 16
    assert proposal.effect.changed == 8  # those of the four that differ, given twice


def test_agreement_needs_no_proposal(tmp_path: Path) -> None:
    """Where engine and marks agree there is nothing to propose."""
    bank = mli.load_bank(write_bank(tmp_path))
    found = propose_changes(bank, *judged())
    assert [proposal.criterion for proposal in found] == ["averaging"]


def test_the_same_words_marked_both_ways_teach_nothing(tmp_path: Path) -> None:
    """Marks that contradict each other on equal texts are named and teach nothing."""
    bank = mli.load_bank(write_bank(tmp_path))
    text = ANSWERS[0][0]
    given = marks([{"averaging": True}, {"averaging": False}])
    proposal = _of(propose_changes(bank, responses([text, text]), given), "averaging")
    assert proposal.empty
    assert "contradict" in proposal.notes[0]


def test_what_no_wording_separates_is_said(tmp_path: Path) -> None:
    """Answers of the same words in another order cannot be told apart, and a line says so."""
    bank = mli.load_bank(write_bank(tmp_path))
    texts = ["Mean spread is smaller here.", "Here mean spread is smaller."]
    given = marks([{"averaging": True}, {"averaging": False}])
    proposal = _of(propose_changes(bank, responses(texts), given), "averaging")
    assert proposal.empty
    assert "no wording separates" in proposal.notes[-1]
    assert proposal.little


@pytest.mark.parametrize("points", [0, 2])
def test_points_teach_where_they_decide_all_criteria(tmp_path: Path, points: float) -> None:
    """No points or all of them decide every criterion."""
    bank = mli.load_bank(write_bank(tmp_path))
    text = "The average has less variance." if points == 0 else "The mean of trees spreads less."
    found = propose_changes(bank, responses([text]), marks([points]))
    differing = {proposal.criterion: proposal.differ for proposal in found}
    assert differing == ({"averaging": 1} if points == 0 else {"averaging": 1, "independent": 1})


def test_half_of_the_points_teaches_nothing(tmp_path: Path) -> None:
    """Points between none and all do not say which criterion they are for."""
    bank = mli.load_bank(write_bank(tmp_path))
    assert propose_changes(bank, responses(["Nothing to the point."]), marks([1])) == []


def test_stale_marks_are_not_used(tmp_path: Path) -> None:
    """Marks for another version of the item are counted and teach nothing."""
    bank = mli.load_bank(write_bank(tmp_path))
    given = marks([{"averaging": True}], item_version=3)
    (proposal,) = propose_changes(bank, responses([ANSWERS[0][0]]), given)
    assert proposal.empty
    assert "1 mark not used" in proposal.notes[0]


def test_criteria_that_a_person_marks_stay_so(tmp_path: Path) -> None:
    """A criterion without evidence is not given any: the engine has no say in it."""
    text = TEXT.replace("        evidence: [bootstrap, random features]   # both are fine\n", "")
    bank = mli.load_bank(write_bank(tmp_path, text))
    given = marks([{"independent": True}])
    found = propose_changes(bank, responses(["Each tree sees another sample."]), given)
    assert all(proposal.empty for proposal in found)


def test_judged_answers_keep_their_grade(tmp_path: Path) -> None:
    """A phrase that would give a judged answer what it does not meet is not proposed."""
    folder = write_bank(tmp_path)
    texts = [text for text, _ in ANSWERS[:2]]
    answers = "".join(f"- {{text: {text!r}, met: []}}\n" for text in texts)
    path = folder / "graders" / "calibration" / f"{ITEM}.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(f"item: {ITEM}\nanswers:\n{answers}", encoding="utf-8")
    bank = mli.load_bank(folder)
    proposal = _of(propose_changes(bank, *judged()), "averaging")
    assert proposal.added == ()


def test_unknown_items_are_refused(tmp_path: Path) -> None:
    """A misspelt item is an error, with the names that are near."""
    bank = mli.load_bank(write_bank(tmp_path))
    with pytest.raises(UnknownNameError, match="more-trees"):
        propose_changes(bank, [], [], items=["more-tree"])


def test_what_is_no_record_is_refused(tmp_path: Path) -> None:
    """A response without an item is named by its number."""
    bank = mli.load_bank(write_bank(tmp_path))
    with pytest.raises(RecordsError, match="response 1: item"):
        propose_changes(bank, [{"response": "Trees."}], [])


def test_the_bundled_bank_is_read_only() -> None:
    """Nothing is written into what comes with the library."""
    proposal = Proposal("residual-block-gradient", "identity-path", 1, added=("a ~ b",))
    with pytest.raises(RubricError, match="read-only"):
        accept(mli.load_bank(), [proposal])


def test_a_promise_that_is_not_kept_leaves_the_file(tmp_path: Path) -> None:
    """Where the written rubric would not do what was promised, the file stays as it was."""
    folder = write_bank(tmp_path)
    bank = mli.load_bank(folder)
    proposal = _of(propose_changes(bank, *judged()), "averaging")
    promised = (*proposal.promised, ("More trees only cost money.", True))
    with pytest.raises(RubricError, match="not come out as promised"):
        accept(bank, [replace(proposal, promised=promised)])
    assert items_file(folder).read_text(encoding="utf-8") == TEXT


def _decisions() -> st.SearchStrategy[list[tuple[str, dict[str, bool]]]]:
    sentences = [
        "The mean of the trees has a smaller spread.",
        "The average has less variance.",
        "The trees vote and the error counts.",
        "Every tree sees other bootstrap samples.",
        "Splits look at random features.",
        "The mean is not smaller.",
        "Trees are drawn at random from the data, so they differ.",
    ]
    texts = st.lists(st.sampled_from(sentences), min_size=1, max_size=3, unique=True).map(" ".join)
    given = st.fixed_dictionaries({}, optional={name: st.booleans() for name in NAMES})
    return st.lists(st.tuples(texts, given), min_size=1, max_size=6)


@settings(max_examples=15)
@given(decisions=_decisions())
def test_proposals_keep_what_is_marked(decisions: list[tuple[str, dict[str, bool]]]) -> None:
    """For any marks: no marked answer breaks, and what is mended stays so when asked again."""
    records = responses([text for text, _ in decisions])
    given_marks: list[dict[str, Any]] = marks([given for _, given in decisions])
    with TemporaryDirectory() as folder:
        bank = mli.load_bank(write_bank(Path(folder)))
        proposals = propose_changes(bank, records, given_marks)
        assert all(proposal.breaks == 0 for proposal in proposals)
        accept(bank, proposals)
        taught = mli.load_bank(folder)
        for text, given in decisions:
            for name, met in given.items():
                if any(other == text and each.get(name, met) != met for other, each in decisions):
                    continue  # marks that contradict each other cannot both be kept
                agreed = (name in _met(bank, text)) == met
                if agreed:
                    assert (name in _met(taught, text)) == met
        left = {
            each.criterion: each.differ for each in propose_changes(taught, records, given_marks)
        }
        for proposal in proposals:
            assert left.get(proposal.criterion, 0) == proposal.differ - proposal.mends
