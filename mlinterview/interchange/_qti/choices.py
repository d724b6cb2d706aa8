"""Scoring of choices and of ``matching`` in QTI's terms."""

from __future__ import annotations

from mlinterview.graders._choice_policies import choice_share
from mlinterview.interchange._qti import rules as r
from mlinterview.interchange._qti.elements import identifier
from mlinterview.interchange._qti.scoring import (
    RESPONSE,
    SCORE,
    Answer,
    Scoring,
    all_or_nothing,
    map_sum,
)
from mlinterview.model.matching import Matching
from mlinterview.model.multi_select import MultiSelect
from mlinterview.model.scheme import ChoiceSettings, MultiSelectSettings, Scheme
from mlinterview.model.single_choice import SingleChoiceContent
from mlinterview.model.true_false import TrueFalse

__all__ = ["matching", "multi_select", "pair", "row_identifier", "single_choice", "true_false"]


def single_choice(
    content: SingleChoiceContent, points: float, scheme: Scheme, name: str = RESPONSE
) -> Scoring:
    """One option is right; a wrong one may cost."""
    ids = [option.id for option in content.options]
    return _one(name, ids, content.key, points, scheme.formats.single_choice)


def true_false(item: TrueFalse, points: float, scheme: Scheme) -> Scoring:
    """A choice of ``true`` and ``false``."""
    key = str(item.answer).lower()
    return _one(RESPONSE, ["true", "false"], key, points, scheme.formats.true_false)


def _one(name: str, ids: list[str], key: str, points: float, settings: ChoiceSettings) -> Scoring:
    wrong = choice_share(False, n=len(ids), penalty=settings.penalty, floor=settings.floor)
    right = (identifier(key),)
    if not wrong:
        return all_or_nothing(Answer(name, "single", "identifier", right), points)
    mapping = tuple((identifier(one), points if one == key else wrong * points) for one in ids)
    return map_sum(Answer(name, "single", "identifier", right, mapping))


def multi_select(item: MultiSelect, points: float, settings: MultiSelectSettings) -> Scoring:
    """The scheme's policy, exactly, but that an empty answer and none at all are one in QTI."""
    n, right = len(item.options), len(item.correct_ids)
    wrong, policy = n - right, settings.policy
    correct = tuple(identifier(one) for one in item.correct_ids)
    answer = Answer(RESPONSE, "multiple", "identifier", correct)
    if not right or policy == "all_or_nothing":
        return all_or_nothing(answer, points)
    if policy in ("coverage", "halves"):
        return _counted(item, answer, points, policy)
    if policy == "each_option":
        return map_sum(_mapped(item, answer, points / n, -points / n), wrong * points / n)
    if policy == "weighted" and any(option.weight is not None for option in item.options):
        mapping = tuple(
            (identifier(option.id), points * float(option.weight or 0)) for option in item.options
        )
        return map_sum(
            Answer(
                RESPONSE, "multiple", "identifier", correct, _rounded(mapping, points), 0, points
            )
        )
    cost = {
        "net_correct": 1 / right,
        "exams_true": 1 / right,
        "exams_false2": 1 / max(wrong, 2),
        "exams_all": 1.0,
        "exams_none": 0.0,
    }.get(policy, 1 / (wrong or 1))  # balanced, exams_false, weighted without weights
    floor = float(settings.floor) if policy.startswith("exams_") else 0.0
    return map_sum(_mapped(item, answer, points / right, -points * cost, least=points * floor))


def _mapped(
    item: MultiSelect, answer: Answer, right: float, wrong: float, least: float | None = None
) -> Answer:
    mapping = tuple(
        (identifier(option.id), right if option.correct else wrong)
        for option in item.options
        if option.correct or wrong
    )
    return Answer(answer.name, answer.cardinality, answer.base, answer.correct, mapping, least)


def _rounded(
    mapping: tuple[tuple[str, float], ...], points: float
) -> tuple[tuple[str, float], ...]:
    """Weights such as 0.3333333 so that those of all right options add up to the points."""
    total = sum(value for _, value in mapping if value > 0)
    return tuple((key, value * points / total if value > 0 else value) for key, value in mapping)


def _counted(item: MultiSelect, answer: Answer, points: float, policy: str) -> Scoring:
    """Rules that count the right and the wrong options chosen."""
    n, right = len(item.options), len(item.correct_ids)
    count = [
        r.when(
            r.is_member(r.identifier_value(identifier(option.id)), RESPONSE),
            r.add("HITS" if option.correct else "FALSE_ALARMS", r.constant(1)),
        )
        for option in item.options
    ]
    hits, false_alarms = r.variable("HITS"), r.variable("FALSE_ALARMS")
    if policy == "coverage":  # t/C x t/(t + f)
        chosen = r.operator("sum", hits, false_alarms)
        share = r.operator(
            "divide",
            r.operator("product", r.constant(points), r.variable("HITS"), r.variable("HITS")),
            r.operator("product", r.constant(right), chosen),
        )
        scored = [r.set_to(SCORE, share)]
        rules = [
            r.choose([(r.is_null(RESPONSE), [r.set_to(SCORE, r.constant(0))])], count + scored)
        ]
    else:
        errors = r.operator("sum", r.minus(r.constant(right), hits), false_alarms)
        steps = [(k, points / 2**k) for k in (0, 1, 2) if n >= 1 + 2 * k]
        score = r.choose(
            [
                (
                    r.operator("lte", r.variable("ERRORS"), r.constant(k)),
                    [r.set_to(SCORE, r.constant(worth))],
                )
                for k, worth in steps
            ]
        )
        rules = [*count, r.set_to("ERRORS", errors), score]
    counters = ["HITS", "FALSE_ALARMS", *(["ERRORS"] if policy == "halves" else [])]
    return Scoring([answer], rules, counters=counters)


def row_identifier(row: str) -> str:
    """The identifier of a row: rows and options are of one kind in QTI, and may share ids here."""
    return f"R_{row}"


def pair(row: str, option: str) -> str:
    """A row matched to an option, as a directed pair."""
    return f"{row_identifier(row)} {identifier(option)}"


def matching(item: Matching, points: float, scheme: Scheme) -> Scoring:
    """Pairs of row and option."""
    correct = tuple(pair(row.id, row.match) for row in item.rows)
    answer = Answer(RESPONSE, "multiple", "directedPair", correct)
    if scheme.formats.matching.policy == "all_or_nothing":
        return all_or_nothing(answer, points)
    mapping = tuple((key, points / len(correct)) for key in correct)
    return map_sum(Answer(RESPONSE, "multiple", "directedPair", correct, mapping, 0, points))
