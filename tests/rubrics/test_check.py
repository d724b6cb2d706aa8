"""``rubric check``: what it finds in a bank of one small rubric, and what it lets pass."""

from pathlib import Path
from typing import Any

import pytest
from dropout_bank import ANSWERS, ITEM, write_bank

import mlinterview as mli


def checked(
    root: Path, answers: list[dict[str, Any]] = ANSWERS, **fields: Any
) -> list[mli.Problem]:
    """The problems of a bank with the item, some fields changed, and its judged answers."""
    return mli.check_rubrics(mli.load_bank(write_bank(root, answers, **fields)))


#: more than a message shows
LONG = " ".join(answer["text"] for answer in ANSWERS[:4])


def rubric(*evidence: Any) -> dict[str, Any]:
    """The rubric with other evidence."""
    criteria = [
        {**criterion, "evidence": tree}
        for criterion, tree in zip(ITEM["rubric"]["criteria"], evidence, strict=True)
    ]
    return {"criteria": criteria}


def rules(problems: list[mli.Problem]) -> set[str]:
    """The rules that found something."""
    return {problem.rule for problem in problems}


def test_a_sound_rubric_passes(tmp_path: Path) -> None:
    """Answers come out exactly, are enough and needed, and changes keep their grades."""
    assert rules(checked(tmp_path)) <= {"R04"}


def test_an_answer_that_comes_out_otherwise_is_told(tmp_path: Path) -> None:
    """R01 names the answer, what it earned too much and what it missed."""
    wrong = [*ANSWERS[:-1], {"text": "Dropout reduces overfitting.", "met": ["off"]}]
    (problem, *_) = [each for each in checked(tmp_path, wrong) if each.rule == "R01"]
    assert (problem.item, problem.level) == ("dropout", "error")
    assert "12" in problem.message
    assert "+less" in problem.message
    assert "off" in problem.message


def test_a_sample_answer_that_misses_something_is_told(tmp_path: Path) -> None:
    """R01: the sample answer must earn everything."""
    found = checked(tmp_path, sample_answer="Dropout reduces overfitting.")
    assert any(p.rule == "R01" and "the sample answer misses off" in p.message for p in found)


def test_evidence_that_no_answer_needs_is_told(tmp_path: Path) -> None:
    """R02: each criterion is met by some development answer."""
    some = [answer for answer in ANSWERS if "off" not in answer["met"]]
    found = checked(tmp_path, some)
    assert any(p.rule == "R02" and "'off'" in p.message for p in found)


def test_a_grade_that_hangs_on_writing_is_told(tmp_path: Path) -> None:
    """R03: an abbreviation that is matched by its case alone."""
    found = checked(
        tmp_path,
        rubric=rubric(["dropout ~ <decrease> ~ overfitting"], {"sequence": ["dropout", "units"]}),
        answers=[
            *ANSWERS,
            {"text": "The dropout is good. The units have masks.", "met": ["off"]},
        ],
    )
    assert any(p.rule == "R03" and "order" in p.message for p in found)


def test_slips_that_cost_much_are_told(tmp_path: Path) -> None:
    """R03: no slip in a word of more than forty letters is mended; a few in all are chance."""
    long = "dropout" * 6
    said = [{"text": f"There is {long} in layer number {n}.", "met": ["off"]} for n in range(40)]
    fragile = rubric(["dropout ~ <decrease> ~ overfitting"], [long])
    (slips,) = (p for p in checked(tmp_path, said, rubric=fragile) if "typing slips" in p.message)
    assert slips.rule == "R03"
    found = checked(tmp_path, [*ANSWERS, said[0]], rubric=fragile)
    assert not any("typing slips" in problem.message for problem in found)


def test_a_rubric_of_bare_terms_is_open_to_attack(tmp_path: Path) -> None:
    """R04: one that words of the question or an empty answer satisfy."""
    found = checked(tmp_path, rubric=rubric(["layer"], ["network", "idea"]))
    assert any(p.rule == "R04" and "attack by" in p.message for p in found)


def test_an_attack_comes_with_its_whole_text_and_what_it_earned(tmp_path: Path) -> None:
    """R04: the message names the criteria and cuts the text; the record has all of it."""
    fields = {"rubric": rubric(["network"], ["prices"]), "sample_answer": LONG}
    found = [each for each in checked(tmp_path, **fields) if each.rule == "R04"]
    records = [each.as_json() for each in found]
    for record in records:
        assert (record["criteria"], "(less): \u201c" in record["message"]) == (("less",), True)
    long = [record for record in records if len(record["text"]) > 100]
    assert long
    for record in long:
        assert record["message"].endswith(f"\u201c{record['text'][:100]}\u2026\u201d")


def test_few_answers_are_a_warning(tmp_path: Path) -> None:
    """R05: with fewer than twelve the engine never decides alone."""
    found = [each for each in checked(tmp_path, ANSWERS[:11]) if each.rule == "R05"]
    assert [(each.level, "11 judged answers" in each.message) for each in found] == [
        ("warning", True)
    ]


@pytest.mark.parametrize(
    ("count", "message"),
    [
        (0, "no judged answers; with 12 a person need not look at all"),
        (2, "2 judged answers and none of the split dev; with 12 a person need not look at all"),
        (12, "12 judged answers and none of the split dev"),
    ],
)
def test_no_development_answers_are_one_warning(count: int, message: str, tmp_path: Path) -> None:
    """R05 says it once, whatever was held out; R02 has nothing to say of each criterion."""
    held_out = [{**answer, "split": "held_out"} for answer in ANSWERS[:count]]
    found = [each for each in checked(tmp_path, held_out) if each.rule in ("R02", "R05")]
    assert [(each.rule, each.level, each.message) for each in found] == [
        ("R05", "warning", message)
    ]


@pytest.mark.parametrize(
    "answers",
    [[{"text": "x", "met": ["stranger"]}], [{"met": ["less"]}], [{"text": "x", "split": "train"}]],
)
def test_a_faulty_file_of_answers_is_told(answers: list[dict[str, Any]], tmp_path: Path) -> None:
    """R00, and nothing else of the item."""
    (problem,) = checked(tmp_path, answers)
    assert (problem.rule, problem.item) == ("R00", "dropout")


def test_person_graded_items_are_left_alone(tmp_path: Path) -> None:
    """The engine has nothing to be checked on them."""
    by_person = {**ITEM["rubric"], "grading": "person"}
    assert checked(tmp_path, rubric=by_person) == []


def test_an_unknown_item_is_an_error(tmp_path: Path) -> None:
    """As everywhere: with a suggestion."""
    checked(tmp_path)
    with pytest.raises(mli.UnknownNameError, match="dropout"):
        mli.check_rubrics(mli.load_bank(tmp_path), ["dropot"])
