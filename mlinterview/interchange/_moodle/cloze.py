"""Cloze in Moodle's own syntax: ``{2:NUMERICAL:=0.25:0.001}`` within the question's text."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from fractions import Fraction
from html import escape

from mlinterview.interchange._exported import ExportItem
from mlinterview.interchange._moodle.answers import numbers, texts
from mlinterview.interchange._moodle.choices import single_choice
from mlinterview.interchange._moodle.fractions import percent
from mlinterview.interchange._scoring import Gap, Ours, gap, responses
from mlinterview.interchange._to_html import Address, inline, plain, question
from mlinterview.model.cloze import Blank, Cloze, NumericBlank, ShortAnswerBlank

__all__ = ["ClozeText", "cloze"]

# what Moodle would read in a part: as entities, which it undoes after it has split the parts
_SIGNS = str.maketrans(
    {sign: f"&#{ord(sign)};" for sign in "~#{}\\\n"} | {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
)
# what Moodle would take for a question, or for the place of one, in the text around
_BEGINNING = re.compile(r"\{(?=[0-9]*:|#)")
_OPEN, _CLOSE = "\ue002", "\ue003"
_PLACE = re.compile(f"{_OPEN}([a-z0-9_-]+){_CLOSE}")
_MOST_POINTS = 1_000


@dataclass(frozen=True, slots=True)
class ClozeText:
    """A cloze of Moodle's.

    Attributes:
        html: the question's text, with its questions inside.
        points: what it is worth, which is the sum of whole weights.
        gap: how far its shares are from ours.
        typed: whether a blank takes a text, which Moodle folds less than we do.
        pattern: whether a pattern of accepted texts had to be left out.
    """

    html: str
    points: int
    gap: Gap
    typed: bool
    pattern: bool


def cloze(entry: ExportItem, ours: Ours, address: Address | None) -> ClozeText | None:
    """The text of a cloze; None where a blank accepts nothing but a pattern."""
    item = entry.item
    assert isinstance(item, Cloze)
    blanks = item.blanks
    if any(isinstance(blank, ShortAnswerBlank) and not blank.accept for blank in blanks.values()):
        return None
    weights = _whole_weights(item, entry.points)
    scored = {name: _Part(blank, ours) for name, blank in blanks.items()}
    total = sum(weights.values())

    def theirs(given: dict[str, object] | None) -> float:
        return sum(
            scored[name].share(value) * weights[name] / total
            for name, value in (given or {}).items()
        )

    order = {name: item.blank_order(name, entry.order) for name in blanks}
    html = question(item, address, lambda name: f"{_OPEN}{name}{_CLOSE}")
    html = _BEGINNING.sub("&#123;", html)
    html = _PLACE.sub(
        lambda found: f"{{{weights[found[1]]}:{scored[found[1]].written(order[found[1]])}}}", html
    )
    typed = [blank for blank in blanks.values() if isinstance(blank, ShortAnswerBlank)]
    return ClozeText(
        html=html,
        points=total,
        gap=gap(lambda given: ours.share(item, given), theirs, responses(item)),
        typed=any(blank.match == "text" for blank in typed),
        pattern=any(blank.accept_pattern is not None for blank in typed),
    )


def _whole_weights(item: Cloze, points: float) -> dict[str, int]:
    """Whole weights in the proportion of the blanks', adding up to the points where they can."""
    exact = {name: Fraction(repr(blank.weight)) for name, blank in item.blanks.items()}
    scale = math.lcm(*(weight.denominator for weight in exact.values()))
    whole = {name: int(weight * scale) for name, weight in exact.items()}
    common = math.gcd(*whole.values())
    whole = {name: weight // common for name, weight in whole.items()}
    total = sum(whole.values())
    if total > _MOST_POINTS:  # as near as small whole numbers come
        whole = {name: max(1, round(w * _MOST_POINTS / total)) for name, w in whole.items()}
        total = sum(whole.values())
    times = points / total
    if times == int(times) and times >= 1:
        return {name: weight * int(times) for name, weight in whole.items()}
    return whole


class _Part:
    """One blank as Moodle holds it."""

    def __init__(self, blank: Blank, ours: Ours) -> None:
        self._blank = blank
        if isinstance(blank, NumericBlank):
            self._numbers = numbers(blank, ours)
        elif isinstance(blank, ShortAnswerBlank):
            self._texts = texts(blank, ours)
        else:
            self._choice = single_choice(blank, ours)

    def share(self, value: object) -> float:
        """What Moodle gives for a response to the blank."""
        if value is None:
            return 0.0
        if isinstance(self._blank, NumericBlank):
            return self._numbers.share(float(str(value)))
        if isinstance(self._blank, ShortAnswerBlank):
            return self._texts.share(str(value))
        return self._choice.share(str(value))

    def written(self, order: tuple[str, ...]) -> str:
        """The part in braces, after its weight."""
        blank = self._blank
        if isinstance(blank, NumericBlank):
            return "NUMERICAL:" + "~".join(
                f"{_sign(entry.fraction)}{entry.answer}:{entry.tolerance}"
                for entry in self._numbers.answers
            )
        if isinstance(blank, ShortAnswerBlank):
            kind = "SHORTANSWER_C" if self._texts.case else "SHORTANSWER"
            return f"{kind}:" + "~".join(
                _sign(entry.fraction) + _part(entry.pattern) + _feedback(entry.feedback)
                for entry in self._texts.answers
            )
        options = {option.id: option for option in blank.options}
        kind = "MULTICHOICE_S" if blank.shuffle else "MULTICHOICE"
        return f"{kind}:" + "~".join(
            _sign(self._choice.fractions[identity])
            + _part(escape(_menu(options[identity].text, identity), quote=False))
            + _feedback(options[identity].feedback)
            for identity in order
        )


def _menu(text: str, name: str) -> str:
    words = plain(text)
    return words if words.strip("\u200b\u2060\ufeff\u00ad") else name


def _sign(fraction: Fraction) -> str:
    if fraction == 1:
        return "="
    return "%0%" if not fraction else f"%{percent(fraction)}%"


def _part(text: str) -> str:
    return text.translate(_SIGNS)


def _feedback(text: str | None) -> str:
    return "" if text is None else "#" + _part(inline(text).replace("\n", " "))
