"""Grading: one response, or a stream of them, to scores. A grader that crashes is never a zero."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from mlinterview._plain import resolve_tree
from mlinterview.bank.bank import Bank
from mlinterview.bank.loader import bundled_lexicon, load_scheme
from mlinterview.errors import InvalidResponseError, MLInterviewError, UnknownNameError, abbreviate
from mlinterview.graders import BUILT_IN, find_grader
from mlinterview.graders._guess import Guess
from mlinterview.graders._tools import GradingTools
from mlinterview.model.form import Form
from mlinterview.model.item import Item
from mlinterview.model.records import Mark, ResponseRecord
from mlinterview.model.scheme import Scheme
from mlinterview.model.score import (
    CriterionScore,
    GraderName,
    ItemScore,
    Presented,
    ScoreProblem,
    Verdict,
)

__all__ = ["Guess", "duplicate", "grade", "grade_all", "guess", "guesses"]

Graders = Mapping[str, Any]


class _Engine:
    """Scheme, lexicon and graders, put together once for many responses."""

    def __init__(self, scheme: str | Scheme, bank: Bank | None, graders: Graders | None) -> None:
        self.scheme = load_scheme(scheme, bank) if isinstance(scheme, str) else scheme
        self.graders = dict(graders or {})
        lexicon = bank.lexicon if bank is not None else bundled_lexicon()
        self.tools = GradingTools(
            decimal_mark=self.scheme.decimal_mark,
            confused=lexicon.confused,
            grade_part=self._part,
            guess_part=self._guess_part,
        )

    def _part(self, content: Any, response: Any) -> Verdict:
        settings = self.scheme.settings(content.format)
        verdict: Verdict = self._find(content.format).grade(content, response, settings, self.tools)
        return verdict

    def _guess_part(self, content: Any) -> Guess:
        settings = self.scheme.settings(content.format)
        value: Guess = self._find(content.format).guess(content, settings, self.tools)
        return value

    def grader(self, item: Item) -> Any:
        found = self._find(item.format)
        if found is None:
            raise UnknownNameError("grader for the format", item.format, list(BUILT_IN))
        return found

    def _find(self, format_name: str) -> Any:
        return self.graders.get(format_name) or find_grader(format_name)

    def score(self, item: Item, response: Any, record: dict[str, Any]) -> ItemScore:
        """The score of one response.

        Raises:
            InvalidResponseError: the response is not of the item's shape.
        """
        common = {
            "item_id": item.id,
            "item_version": item.version,
            "response": response,
            "max_points": float(item.points),
            "scheme": self.scheme.name,
            **record,
        }
        maximum: float = common["max_points"]
        try:
            canonical = item.read_response(response)
            if canonical is None:
                return ItemScore(points=0.0, points_range=(0.0, 0.0), status="unanswered", **common)
            grader = self.grader(item)
            who = GraderName(name=str(grader.name), version=str(grader.version))
            settings = self.scheme.settings(item.format)
            verdict = grader.grade(item, canonical, settings, self.tools)
            return _scored(verdict, maximum, who, common)
        except InvalidResponseError as error:
            raise error.for_item(item.id) from None
        except Exception as error:  # a grader's crash is a record with its name, never a zero
            named = self._find(item.format)
            who = GraderName(
                name=str(getattr(named, "name", item.format)),
                version=str(getattr(named, "version", "")) or None,
            )
            return ItemScore(
                points=None,
                points_range=(0.0, maximum),
                status="failed",
                grader=who,
                problem=_problem(error),
                confidence=0.0,
                **common,
            )


def _scored(verdict: Verdict, maximum: float, who: GraderName, common: dict[str, Any]) -> ItemScore:
    if not isinstance(verdict, Verdict):
        raise TypeError(f"a Verdict expected from the grader, found {abbreviate(verdict)}")
    share = float(verdict.share)
    if not -1 <= share <= 1:  # NaN fails this too
        raise ValueError(f"a share from -1 to 1 expected from the grader, found {share}")
    low, high = verdict.share_range or ((0.0, 1.0) if verdict.needs_review else (share, share))
    criteria = tuple(
        part.model_copy(
            update={
                "points": None if part.points is None else part.points * maximum,
                "max_points": part.max_points * maximum,
            }
        )
        for part in verdict.criteria
    )
    return ItemScore(
        points=share * maximum,
        points_range=(low * maximum, high * maximum),
        status="needs_review" if verdict.needs_review else "graded",
        criteria=criteria,
        feedback=tuple(verdict.feedback),
        misconceptions=tuple(verdict.misconceptions),
        confidence=verdict.confidence,
        grader=who,
        **common,
    )


def _problem(error: Exception) -> ScoreProblem:
    message = str(error).strip().split("\n")[0] or type(error).__name__
    return ScoreProblem(kind=type(error).__name__, message=message[:500])


def grade(
    item: Item,
    response: Any,
    *,
    scheme: str | Scheme = "standard",
    seed: int | None = None,
    examinee: str | None = None,
    bank: Bank | None = None,
    graders: Graders | None = None,
) -> ItemScore:
    """The score of one response to one item.

    Args:
        item: an item of a bank, or one made by ``make_item``.
        response: in the format's shape: an option id, a list of ids, a mapping, a number, text.
        scheme: a name (the bank's schemes, then the bundled ones), a path, or a ``Scheme``.
        seed: the seed the item was shown with; None is the item as the bank has it.
        bank: where names of schemes and the lexicon come from.
        graders: graders by format that win over the built-in ones.

    Returns:
        A score with ``points`` up to ``item.points``; ``status`` ``failed`` if the grader crashed.

    Raises:
        InvalidResponseError: the response is not of the item's shape.
        UnknownNameError: there is no such scheme.

    >>> import mlinterview as mli
    >>> item = mli.load_bank()["loss-for-task"]
    >>> mli.grade(item, {"house-price": "mse", "explicit-image": "mse"}).points
    0.25
    """
    engine = _Engine(scheme, bank, graders)
    drawn = item.variant(seed)
    record = {
        "examinee_id": examinee,
        "presented": Presented(seed=seed, order=_printed(drawn, seed)),
    }
    return engine.score(drawn, resolve_tree(response), record)


def _printed(item: Item, seed: int | None) -> tuple[str, ...]:
    return item.order(seed, item.id) if seed is not None else ()


def grade_all(
    bank: Bank,
    responses: Iterable[ResponseRecord | Mapping[str, Any]],
    *,
    scheme: str | Scheme = "standard",
    marks: Iterable[Mark | Mapping[str, Any]] = (),
    forms: Iterable[Form] = (),
    graders: Graders | None = None,
) -> Iterator[ItemScore]:
    """One score a record, in their order, in constant memory.

    A response that cannot be read, or an item that the bank does not have, gives a record with
    ``points=None`` and a ``problem``, and grading goes on.

    Args:
        bank: where the items come from.
        responses: records, or mappings with their fields.
        marks: people's decisions, which win over any grader. A mark whose item version or response
            has changed since is not used; the score's ``problem`` says so.
        forms: forms that the records may name: they give points, seeds and printed orders.

    >>> import mlinterview as mli
    >>> bank = mli.load_bank()
    >>> [score.status for score in mli.grade_all(bank, [{"item": "loss-for-task", "response": {}}])]
    ['unanswered']
    """
    engine = _Engine(scheme, bank, graders)
    by_form = {form.id: form for form in forms}
    decisions = _decisions(marks)
    for raw in responses:
        record = raw if isinstance(raw, ResponseRecord) else _record(raw)
        if isinstance(record, ItemScore):
            yield record
            continue
        yield _graded(engine, bank, record, by_form, decisions)


def _record(raw: Mapping[str, Any]) -> ResponseRecord | ItemScore:
    from pydantic import ValidationError

    try:
        return ResponseRecord.model_validate(raw)
    except ValidationError as error:
        detail = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in detail["loc"])
        known = raw if isinstance(raw, Mapping) else {}
        return _unreadable(
            str(known.get("item", "")),
            ScoreProblem(kind="InvalidRecord", message=f"{place}: {detail['msg']}"[:500]),
            {"examinee_id": known.get("examinee"), "response": known.get("response")},
        )


def _unreadable(item_id: str, problem: ScoreProblem, fields: dict[str, Any]) -> ItemScore:
    maximum = float(fields.pop("max_points", 0.0))
    examinee = fields.pop("examinee_id", None)
    return ItemScore(
        item_id=item_id,
        examinee_id=None if examinee is None else str(examinee),
        points=None,
        points_range=(0.0, maximum),
        max_points=maximum,
        status="invalid",
        confidence=0.0,
        problem=problem,
        **fields,
    )


def _graded(
    engine: _Engine,
    bank: Bank,
    record: ResponseRecord,
    forms: Mapping[str, Form],
    decisions: Mapping[tuple[str | None, str], Mark],
) -> ItemScore:
    form = forms.get(record.form) if record.form is not None else None
    seed = record.seed
    if seed is None and form is not None:
        seed = form.seed_for(record.item, record.variant)
    fields: dict[str, Any] = {
        "examinee_id": record.examinee,
        "attempt": record.attempt,
        "seconds": record.seconds,
    }
    shown = {"form": record.form, "variant": record.variant, "seed": seed}
    response = resolve_tree(record.response)
    item = bank.items_by_id.get(record.item)
    if item is None:
        error = UnknownNameError("item", record.item, list(bank))
        return _unreadable(
            record.item,
            _problem(error),
            {
                **fields,
                "response": response,
                "presented": Presented(**shown),
                "scheme": engine.scheme.name,
            },
        )
    entry = form.entry(item.id) if form is not None else None
    if entry is not None and entry.points is not None:
        fields["max_points"] = float(entry.points)
    try:
        item = item.variant(seed)
        order = _printed(item, seed)
        if entry is not None and entry.options and not record.variant:
            order = entry.options
        fields["presented"] = Presented(**shown, order=order)
        score = engine.score(item, response, fields)
    except (InvalidResponseError, MLInterviewError, ValueError) as error:
        known = {"max_points": float(item.points), **fields}
        score = _unreadable(
            item.id,
            _problem(error),
            {
                **known,
                "item_version": item.version,
                "response": response,
                "scheme": engine.scheme.name,
            },
        )
    mark = decisions.get((record.examinee, record.item))
    return _marked(score, item, mark) if mark is not None else score


def duplicate(score: ItemScore) -> ItemScore:
    """The score of a second record with the same examinee, item and attempt: ``invalid``."""
    message = f"a second record for attempt {score.attempt}; the first one counts"
    return score.model_copy(
        update={
            "points": None,
            "points_range": (0.0, score.max_points),
            "status": "invalid",
            "criteria": (),
            "feedback": (),
            "misconceptions": (),
            "confidence": 0.0,
            "grader": None,
            "problem": ScoreProblem(kind="DuplicateRecord", message=message),
        }
    )


def _decisions(
    marks: Iterable[Mark | Mapping[str, Any]],
) -> dict[tuple[str | None, str], Mark]:
    """The last mark for each examinee and item."""
    found: dict[tuple[str | None, str], Mark] = {}
    for raw in marks:
        mark = raw if isinstance(raw, Mark) else Mark.model_validate(raw)
        found[mark.examinee, mark.item] = mark
    return found


def _marked(score: ItemScore, item: Item, mark: Mark) -> ItemScore:
    """The score with a person's decision; the score as it was, with a problem, if that is stale."""
    if mark.attempt is not None and mark.attempt != score.attempt:
        return score
    stale = None
    if mark.item_version is not None and mark.item_version != item.version:
        stale = f"the item is now version {item.version}, marked was version {mark.item_version}"
    elif mark.response is not None and resolve_tree(mark.response) != score.response:
        stale = "the response has changed since it was marked"
    if stale:
        return _mark_unused(score, "StaleMark", f"mark by {mark.by} not used: {stale}")
    try:
        points, criteria = _apply(score, item, mark)
    except ValueError as error:
        return _mark_unused(score, "InvalidMark", f"mark by {mark.by} not used: {error}")
    undecided = [part for part in criteria if not part.decided]
    open_points = sum(part.max_points for part in undecided)
    provisional = sum(part.points or 0.0 for part in undecided)
    return score.model_copy(
        update={
            "points": points,
            "points_range": (points - provisional, points - provisional + open_points),
            "status": "needs_review" if undecided else "graded",
            "criteria": criteria,
            "confidence": score.confidence if undecided else 1.0,
            "grader": GraderName(name=mark.by),
            "feedback": (*score.feedback, *((mark.note,) if mark.note else ())),
            "problem": None,
        }
    )


def _mark_unused(score: ItemScore, kind: str, message: str) -> ItemScore:
    if score.problem is not None:
        return score
    return score.model_copy(update={"problem": ScoreProblem(kind=kind, message=message)})


def _apply(score: ItemScore, item: Item, mark: Mark) -> tuple[float, tuple[CriterionScore, ...]]:
    maximum = score.max_points
    if not isinstance(mark.marks, dict):
        points = float(mark.marks)
        if not -maximum <= points <= maximum:
            raise ValueError(f"points up to {maximum:g} expected, found {points:g}")
        return points, ()
    rubric = getattr(item, "rubric", None)
    if rubric is None:
        raise ValueError(f"{item.format} has no criteria to mark; give points for the item")
    before = {part.id: part for part in score.criteria}
    unknown = set(mark.marks) - {criterion.id for criterion in rubric.criteria}
    if unknown:
        raise ValueError(f"no criterion named {', '.join(sorted(unknown))}")
    scale = maximum / rubric.points
    criteria = []
    for criterion in rubric.criteria:
        worth = criterion.points * scale
        value = mark.marks.get(criterion.id)
        if value is None:
            part = before.get(criterion.id) or CriterionScore(
                id=criterion.id, points=0.0, max_points=worth, decided=False
            )
        else:
            if isinstance(value, bool):
                value = criterion.points if value else 0
            earned = float(value)
            if not 0 <= earned <= criterion.points:
                raise ValueError(
                    f"0 to {criterion.points:g} points expected for {criterion.id!r},"
                    f" found {earned:g}"
                )
            spans = before[criterion.id].spans if criterion.id in before else ()
            part = CriterionScore(
                id=criterion.id,
                points=earned * scale,
                max_points=worth,
                met=earned == criterion.points,
                spans=spans,
            )
        criteria.append(part)
    return sum(part.points or 0.0 for part in criteria), tuple(criteria)


def guess(item: Item, *, scheme: str | Scheme = "standard", bank: Bank | None = None) -> Guess:
    """What a blank answer, everything ticked and random guessing earn under a scheme.

    Shares of the item's points, exact; None where undefined. A guess is uniform over all
    well-formed responses.

    >>> import mlinterview as mli
    >>> mli.guess(mli.load_bank()["single-batch-loss-oscillates"]).mean
    0.1875
    """
    engine = _Engine(scheme, bank, None)
    grader = engine.grader(item)
    settings = engine.scheme.settings(item.format)
    asked = getattr(grader, "guess", None)
    if asked is None:
        return Guess(0.0, None, None)
    value: Guess = asked(item, settings, engine.tools)
    return value


def guesses(item: Item, *, bank: Bank | None = None) -> dict[str, Guess]:
    """``guess`` under every policy that the item's format knows, by the policy's name."""
    from typing import get_args

    from mlinterview.model import scheme as schemes

    standard = load_scheme("standard", bank)
    ask = partial(guess, item, bank=bank)
    policies = {
        "multi_select": schemes.MultiSelectPolicy,
        "matching": schemes.MatchingPolicy,
        "ordering": schemes.OrderingPolicy,
    }.get(item.format)
    if policies is not None:
        return {
            policy: ask(scheme=_with(standard, item.format, policy=policy))
            for policy in get_args(policies)
        }
    if item.format in ("single_choice", "true_false"):
        return {
            name: ask(scheme=_with(standard, item.format, penalty=penalty))
            for name, penalty in {"no_penalty": 0, "penalty_chance": "chance"}.items()
        }
    return {standard.name: ask(scheme=standard)}


def _with(scheme: Scheme, format_name: str, **settings: Any) -> Scheme:
    changed = scheme.settings(format_name).model_copy(update=settings)
    return scheme.model_copy(
        update={"formats": scheme.formats.model_copy(update={format_name: changed})}
    )
