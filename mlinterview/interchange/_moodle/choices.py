"""Options with Moodle's fractions: one right option, true or false, several right options."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from mlinterview.interchange._moodle.fractions import best_penalty, nearest, shares_of_one
from mlinterview.interchange._scoring import Gap, Ours, gap, responses
from mlinterview.model.multi_select import MultiSelect
from mlinterview.model.single_choice import SingleChoiceContent
from mlinterview.model.true_false import TrueFalse

__all__ = ["NONE_OF_THEM", "Choice", "multiple_choice", "single_choice", "true_false"]

#: the option that stands for ticking nothing, where that is the right answer
NONE_OF_THEM = "none-of-them"


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice question of Moodle's: what each option is worth.

    Attributes:
        fractions: by the option's id.
        single: whether one option is chosen; else those ticked are added up and clipped to 0..1.
        gap: how far its scores are from ours.
        none: whether there is an option more, `NONE_OF_THEM`, which stands for ticking nothing.
    """

    fractions: dict[str, Fraction]
    single: bool
    gap: Gap
    none: bool = False

    def share(self, response: Sequence[str] | str | None) -> float:
        """What Moodle gives for a response, as a share of the mark."""
        if response is None:
            return 0.0
        if isinstance(response, str):
            return float(self.fractions[response])
        ticked = list(response) or ([NONE_OF_THEM] if self.none else [])
        total = sum((self.fractions[identity] for identity in ticked), Fraction(0))
        return float(max(Fraction(0), min(Fraction(1), total)))


def single_choice(content: SingleChoiceContent, ours: Ours) -> Choice:
    """Exactly one right option, a penalty for the others where the scheme has one."""
    fractions: dict[str, Fraction] = {}
    for option in content.options:
        share = ours.blank_share(content, "single_choice", option.id) or 0.0
        fractions[option.id] = Fraction(1) if option.correct else nearest(share)
    made = Choice(fractions, True, Gap())
    found = gap(
        lambda given: ours.blank_share(content, "single_choice", given),
        made.share,
        responses(content),
    )
    return Choice(fractions, True, found)


def true_false(item: TrueFalse, ours: Ours) -> Choice:
    """As a choice of ``true`` and ``false``; Moodle's own true/false question has no penalties."""
    fractions = {
        word: nearest(ours.share(item, value) or 0.0)
        for word, value in (("true", True), ("false", False))
    }
    made = Choice(fractions, True, Gap())
    found = gap(
        lambda given: ours.share(item, given),
        lambda given: made.share(given if given is None else str(given).lower()),
        responses(item),
    )
    return Choice(fractions, True, found)


def multiple_choice(item: MultiSelect, ours: Ours) -> Choice:
    """Any number of right options, with the fractions that come nearest to the policy."""
    right = [option for option in item.options if option.correct]
    wrong = [option for option in item.options if not option.correct]
    weighted = ours.scheme.formats.multi_select.policy == "weighted" and any(
        option.weight is not None for option in item.options
    )
    fractions: dict[str, Fraction]
    if not right:
        fractions = {option.id: Fraction(-1) for option in wrong} | {NONE_OF_THEM: Fraction(1)}
    elif weighted:
        fractions = {option.id: nearest(option.weight or 0.0) for option in item.options}
    else:
        shares = shares_of_one(len(right))

        def here(t: int, f: int) -> float:
            ticked = [option.id for option in (*right[:t], *wrong[:f])]
            return ours.share(item, ticked) or 0.0

        penalty = best_penalty(shares, len(wrong), here)
        fractions = {option.id: share for option, share in zip(right, shares, strict=True)}
        fractions |= {option.id: penalty for option in wrong}
    made = Choice(fractions, False, Gap(), none=not right)
    found = gap(lambda given: ours.share(item, given), made.share, responses(item))
    return Choice(fractions, False, found, none=not right)
