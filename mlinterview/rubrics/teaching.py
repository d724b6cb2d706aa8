"""Marks teach a rubric: proposals of phrases, what they would change, and writing them down.

Only people's marks and the engine's own matching decide: an answer that merely resembles a marked
one never gets points from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from mlinterview._resources import bundled_root
from mlinterview.bank.bank import Bank
from mlinterview.errors import RecordsError, RubricError
from mlinterview.model.free_text import FreeText
from mlinterview.model.records import Mark, ResponseRecord
from mlinterview.rubrics._effects import Effect, Outcome, outcomes
from mlinterview.rubrics._grading import Grades, engine_graded
from mlinterview.rubrics._learning import Learner, Learnt
from mlinterview.rubrics._lessons import Lesson, lessons
from mlinterview.rubrics._revised import Change
from mlinterview.rubrics._trials import Trials
from mlinterview.rubrics._units import Vocabulary
from mlinterview.rubrics._written import Written, written

__all__ = ["LITTLE", "Effect", "Proposal", "accept", "propose_changes", "proposed_text"]

#: with fewer marked answers to a criterion there is little to learn from
LITTLE = 4
_NOTHING = Effect(0, 0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the marks of one criterion speak for.

    Attributes:
        item, criterion: their ids; no criterion where the notes are about marks that do not count.
        version: the item's version that this was learnt from.
        added: new phrases of its evidence; ``dropped``: phrases that go; ``forbidden``: new phrases
            that take the criterion away.
        marked: marked answers to the criterion.
        differ: those that the engine decides otherwise.
        mends: those of them that come out right.
        breaks: marked answers that would come out wrong; always 0.
        effect: what becomes of all answers.
        notes: why nothing is proposed, or not for all of them.
        promised: the marked texts, and whether each earns the criterion afterwards.
    """

    item: str
    criterion: str
    version: int
    added: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    marked: int = 0
    differ: int = 0
    mends: int = 0
    breaks: int = 0
    effect: Effect = _NOTHING
    notes: tuple[str, ...] = ()
    promised: tuple[tuple[str, bool], ...] = field(default=(), repr=False)

    @property
    def empty(self) -> bool:
        """Whether it proposes nothing."""
        return not (self.added or self.dropped or self.forbidden)

    @property
    def little(self) -> bool:
        """Whether there are too few marked answers to learn much from."""
        return self.marked < LITTLE

    @property
    def change(self) -> Change:
        """The change of the criterion."""
        return Change(self.added, self.dropped, self.forbidden)

    def as_json(self) -> dict[str, Any]:
        """What ``rubric teach --json`` prints of it."""
        return {
            "item": self.item,
            "criterion": self.criterion,
            "version": self.version,
            "added": list(self.added),
            "dropped": list(self.dropped),
            "forbidden": list(self.forbidden),
            "marked": self.marked,
            "differ": self.differ,
            "mends": self.mends,
            "breaks": self.breaks,
            "answers": self.effect.answers,
            "changed": self.effect.changed,
            "points_before": self.effect.points_before,
            "points_after": self.effect.points_after,
            "notes": list(self.notes),
        }


def propose_changes(
    bank: Bank,
    responses: Iterable[ResponseRecord | Mapping[str, Any]],
    marks: Iterable[Mark | Mapping[str, Any]],
    *,
    items: Iterable[str] = (),
) -> list[Proposal]:
    """What marked answers speak for: a proposal where engine and marks differ on a criterion.

    A proposal never breaks a marked answer, lets no attack in, and moves no judged development
    answer of the item away from its judgement. One that is ``empty`` says in its ``notes`` why the
    marks do not tell.

    Args:
        bank: where items, judged answers and the lexicon come from.
        responses: all answers, marked or not.
        marks: people's decisions. A mark for each criterion teaches; points for the whole item do
            where they are none or all.
        items: the items to look at; all free-text items with marks where none is named.

    Raises:
        UnknownNameError: the bank has no item of that name.
        RecordsError: something among ``responses`` or ``marks`` is no such record.
        RubricError: judged answers cannot be read.

    >>> import mlinterview as mli
    >>> from mlinterview.rubrics.teaching import propose_changes
    >>> propose_changes(mli.load_bank(), [], [])
    []
    """
    grades = Grades(bank)
    every = engine_graded(bank)
    named = [bank[name] for name in items] if items else list(bank.values())
    chosen = [item for item in named if isinstance(item, FreeText)]
    records = [_record(each, number) for number, each in enumerate(responses, 1)]
    found = lessons(bank, records, marks, chosen)
    vocabulary = Vocabulary(bank.lexicon) if found else None
    proposals: list[Proposal] = []
    for lesson in found:
        assert vocabulary is not None
        learner = Learner(lesson, grades, every, vocabulary)
        learnt = [each for each in learner.learn() if each.differ or each.notes]
        proposals += [
            _proposal(lesson, each, outcome)
            for each, outcome in zip(learnt, outcomes(learner, learnt), strict=True)
        ]
        if lesson.stale:
            proposals.append(_stale(lesson))
    return proposals


def _record(raw: ResponseRecord | Mapping[str, Any], number: int) -> ResponseRecord:
    if isinstance(raw, ResponseRecord):
        return raw
    try:
        return ResponseRecord.model_validate(raw)
    except ValidationError as error:
        detail = error.errors(include_url=False)[0]
        place = ".".join(map(str, detail["loc"]))
        raise RecordsError(f"response {number}: {place}: {detail['msg']}") from None


def _stale(lesson: Lesson) -> Proposal:
    count = lesson.stale
    note = f"{count} mark{'s' if count != 1 else ''} not used: item or response has changed since"
    return Proposal(lesson.item.id, "", lesson.item.version, notes=(note,))


def _proposal(lesson: Lesson, learnt: Learnt, outcome: Outcome) -> Proposal:
    change = learnt.change
    return Proposal(
        lesson.item.id,
        learnt.criterion,
        lesson.item.version,
        change.added,
        change.dropped,
        change.forbidden,
        marked=sum(lesson.weights[learnt.criterion].values()),
        differ=learnt.differ,
        mends=learnt.mended,
        breaks=outcome.breaks,
        effect=outcome.effect,
        notes=tuple(learnt.notes),
        promised=outcome.promised,
    )


def proposed_text(bank: Bank, proposals: Iterable[Proposal]) -> list[Written]:
    """The files with the proposals in them, not written yet: path, text before and after.

    Raises:
        RubricError: an item has changed since, or stands in its file in a way that is not edited.

    >>> import mlinterview as mli
    >>> from mlinterview.rubrics.teaching import Proposal, proposed_text
    >>> proposal = Proposal(
    ...     "residual-block-gradient", "identity-path", 1, added=("shortcut ~ carries",)
    ... )
    >>> [written] = proposed_text(mli.load_bank(), [proposal])
    >>> "shortcut ~ carries" in written.after and "shortcut ~ carries" not in written.before
    True
    """
    changes: dict[str, dict[str, Change]] = {}
    for proposal in proposals:
        if proposal.empty:
            continue
        item = bank[proposal.item]
        if item.version != proposal.version:
            raise RubricError(
                f"{item.id}: version {proposal.version} expected, found version {item.version}:"
                " propose again"
            )
        changes.setdefault(proposal.item, {})[proposal.criterion] = proposal.change
    return written(bank, changes)


def accept(bank: Bank, proposals: Iterable[Proposal]) -> list[Path]:
    """Write proposals into the bank's own files; each item's version goes up by one.

    All else in the files stays byte for byte. What would be written is read and graded first: if
    an item is not what was promised, no file is touched.

    Args:
        bank: a bank of one's own; the bundled one is read-only.
        proposals: what to accept, of `propose_changes` with this bank.

    Returns:
        The files that were written. The bank in memory stays as it was: load it again.

    Raises:
        RubricError: the bank is the bundled one, a file has changed since, or the result is not
            what was promised.

    >>> import mlinterview as mli
    >>> from mlinterview.rubrics.teaching import accept
    >>> accept(mli.load_bank(), [])
    []
    """
    from mlinterview.store import replacing

    chosen = [proposal for proposal in proposals if not proposal.empty]
    if not chosen:
        return []
    if bank.root is None or bank.root.resolve() == bundled_root().resolve():
        raise RubricError("the bundled bank is read-only: copy it, or use a bank of your own")
    files = proposed_text(bank, chosen)
    grades = Grades(bank)
    items = {item.id: item for file in files for item in file.items}
    for proposal in chosen:
        trials = Trials(grades, items[proposal.item])
        wrong = sum(
            bool(trials.share(text, proposal.criterion)) != met for text, met in proposal.promised
        )
        if wrong:
            raise RubricError(
                f"{proposal.item}: {proposal.criterion}: {wrong} marked answers would not come out"
                " as promised together with the other proposals; nothing is written"
            )
    for file in files:
        with replacing(file.path) as out:
            out.write(file.after)
    return [file.path for file in files]
