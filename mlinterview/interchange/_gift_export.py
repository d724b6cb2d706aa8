r"""GIFT: a line of comment with id and tags, a title, the text and the answers in braces.

Written as Moodle 4.4 and later reads it (``qformat_gift``): a blank line between questions; every
text as HTML on one line, with a line break as ``\n``; ``~ = # { } :`` and the backslash escaped.
Everything is worth one point there.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import PurePosixPath

from mlinterview.interchange._batch import Batch, LossList
from mlinterview.interchange._exported import Exported, ExportItem
from mlinterview.interchange._figure_files import MEDIA_TYPES, Pictures
from mlinterview.interchange._moodle import told
from mlinterview.interchange._moodle.answers import Numbers, TextAnswer, Texts, numbers, texts
from mlinterview.interchange._moodle.choices import (
    NONE_OF_THEM,
    Choice,
    multiple_choice,
    single_choice,
    true_false,
)
from mlinterview.interchange._moodle.fractions import percent
from mlinterview.interchange._moodle.matching import matching
from mlinterview.interchange._moodle.orders import ordering
from mlinterview.interchange._moodle.units import units
from mlinterview.interchange._notes import general_feedback
from mlinterview.interchange._scoring import Gap, Ours
from mlinterview.interchange._to_html import clean_xml, inline, plain, question, shown
from mlinterview.model.cloze import Cloze, NumericBlank, ShortAnswerBlank
from mlinterview.model.content import ChoiceOption
from mlinterview.model.free_text import FreeText
from mlinterview.model.item import Figure
from mlinterview.model.matching import Matching
from mlinterview.model.multi_select import MultiSelect
from mlinterview.model.numeric import Numeric, NumericContent
from mlinterview.model.ordering import Ordering
from mlinterview.model.short_answer import ShortAnswer, ShortAnswerContent
from mlinterview.model.single_choice import SingleChoice, SingleChoiceContent
from mlinterview.model.true_false import TrueFalse

__all__ = ["write"]

_TARGET = "gift"
_SIGNS = str.maketrans({sign: f"\\{sign}" for sign in "\\~=#{}:"} | {"\n": "\\n"})
# Moodle's reader of orderings undoes no escapes; in HTML an entity needs none
_ENTITIES = str.maketrans({sign: f"&#{ord(sign)};" for sign in "{}\\"} | {"\n": " "})
_PLACE = re.compile("\ue002([a-z0-9_-]+)\ue003")


def write(batch: Batch) -> Exported:
    """The items as GIFT, with what is lost."""
    writer = _Writer(batch)
    blocks = []
    section: str | None = ""
    for entry in batch.items:
        made = writer.question(entry)
        if made is None:
            continue
        if entry.section != section:
            section = entry.section
            blocks.append(_category([batch.title, *filter(None, [section])]))
        blocks.append(made)
    text = "".join(f"{block}\n\n" for block in blocks)
    return Exported(content=text.encode(), suffix=".gift", losses=writer.losses.found)


def _category(names: Sequence[str]) -> str:
    path = "/".join(plain(name).replace("/", "//") for name in names)
    return f"$CATEGORY: $course$/top/{path}"


class _Writer:
    """Questions one by one, and what each of them loses."""

    def __init__(self, batch: Batch) -> None:
        self.losses = LossList(_TARGET, batch)
        self._ours = Ours(batch.scheme, batch.bank)
        self._formats: dict[type, Callable[[ExportItem], str | None]] = {
            SingleChoice: self._single_choice,
            MultiSelect: self._multi_select,
            TrueFalse: self._true_false,
            Matching: self._matching,
            Ordering: self._ordering,
            Numeric: self._numeric,
            ShortAnswer: self._short_answer,
            FreeText: self._free_text,
        }

    def question(self, entry: ExportItem) -> str | None:
        """The question; None where GIFT has nothing like it."""
        item = entry.item
        pictures = Pictures.of(item)

        def address(figure: Figure) -> str | None:
            return _data_uri(pictures, figure)

        if isinstance(item, Cloze):
            found = self._cloze(entry)
            if found is None:
                return None
            html = question(item, address, lambda name: f"\ue002{name}\ue003")
            # a function: what stands in the answers is no template
            body = _PLACE.sub(lambda _: f"{{{found}}}", _escaped(html))
        else:
            make = self._formats.get(type(item))
            answers = None if make is None else make(entry)
            if answers is None:
                if make is None:
                    detail = f"GIFT has nothing like the format {item.format!r}"
                    self.losses.add(item, "item", "dropped", detail)
                return None
            asked = units(item).asked if isinstance(item, Numeric) else ""
            body = f"{_escaped(question(item, address) + asked)}{{{answers}}}"
        told.tell_about(self.losses, entry, missing=pictures.missing)
        marks = "".join(f" [tag:{tag}]" for tag in told.tags(item))
        name = told.name(item)
        return f"// [id:{item.id}]{marks}\n::{_escaped(name)}::[html]{body}"

    def _scored(self, entry: ExportItem, gap: Gap, *more: str) -> None:
        reasons = list(more)
        if entry.points != 1:
            reasons.append(f"worth 1 point there instead of {entry.points:g}")
        told.tell_scoring(self.losses, entry.item, gap, *reasons)

    def _closed(self, entry: ExportItem) -> str:
        """What stands last in the braces."""
        feedback = general_feedback(entry.item)
        return f"####{_escaped(feedback)}" if feedback else ""

    def _shuffled(self, entry: ExportItem) -> None:
        """GIFT says nothing of shuffling, and Moodle shuffles where nothing is said."""
        told.tell_order(self.losses, entry, always=True)

    def _options(
        self, entry: ExportItem, made: Choice, options: Sequence[tuple[str, str, str | None]]
    ) -> str:
        lines = [
            _option(made.fractions[identity], made.single, text) + _feedback(feedback)
            for identity, text, feedback in options
        ]
        return "".join(f"\n{line}" for line in lines) + f"\n{self._closed(entry)}"

    def _texts(self, entry: ExportItem) -> list[tuple[str, str, str | None]]:
        known: dict[str, ChoiceOption] = {o.id: o for o in entry.item.options}  # type: ignore[attr-defined]
        return [
            (identity, shown(known[identity].text, identity), known[identity].feedback)
            for identity in entry.order
        ]

    def _single_choice(self, entry: ExportItem) -> str:
        item = entry.item
        assert isinstance(item, SingleChoice)
        made = single_choice(item, self._ours)
        self._scored(entry, made.gap)
        told.tell_option_feedback(self.losses, item, item.options)
        self._shuffled(entry)
        return self._options(entry, made, self._texts(entry))

    def _multi_select(self, entry: ExportItem) -> str:
        item = entry.item
        assert isinstance(item, MultiSelect)
        made = multiple_choice(item, self._ours)
        options, more = self._texts(entry), []
        if made.none:
            options.append((NONE_OF_THEM, told.NONE, None))
            more.append(f"ticking nothing is an option there, {told.NONE!r}")
        self._scored(entry, made.gap, *more)
        told.tell_option_feedback(self.losses, item, item.options)
        self._shuffled(entry)
        return self._options(entry, made, options)

    def _true_false(self, entry: ExportItem) -> str:
        item = entry.item
        assert isinstance(item, TrueFalse)
        made = true_false(item, self._ours)
        self._scored(entry, made.gap)
        if item.feedback:
            self.losses.add(item, "feedback", "kept")
        said = {"true": item.feedback.get("true"), "false": item.feedback.get("false")}
        if set(made.fractions.values()) != {Fraction(0), Fraction(1)}:
            options = [(word, word.capitalize(), said[word]) for word in ("true", "false")]
            return self._options(entry, made, options)
        right, wrong = ("true", "false") if item.answer else ("false", "true")
        comments = [_html(said[wrong]), _html(said[right])]  # the wrong answer's first
        while comments and not comments[-1]:
            comments.pop()
        return right.upper() + "".join(f"#{comment}" for comment in comments) + self._closed(entry)

    def _matching(self, entry: ExportItem) -> str:
        item = entry.item
        assert isinstance(item, Matching)
        made = matching(entry, self._ours)
        self._scored(entry, made.gap)
        told.tell_matching(self.losses, item, made)
        self._shuffled(entry)
        lines = [f"\n={_escaped(row)} -> {_escaped(option)}" for row, option in made.pairs]
        return "".join(lines) + f"\n{self._closed(entry)}"

    def _ordering(self, entry: ExportItem) -> str:
        item = entry.item
        assert isinstance(item, Ordering)
        policy = self._ours.scheme.formats.ordering.policy
        # the reader does not know the name of that type
        made = ordering(item, policy, without=["longest_subset"])
        self._scored(entry, made.gap, *told.ordering_reason(made, policy))
        self.losses.add(item, "order", "kept")
        head = f">{len(item.steps)} ALL VERTICAL {made.grading_type} SHOW none"
        steps = [f"\n{_step(shown(step.text, step.id))}" for step in item.steps]
        return head + "".join(steps) + f"\n{self._closed(entry)}"

    def _numeric(self, entry: ExportItem) -> str:
        item = entry.item
        assert isinstance(item, Numeric)
        made = numbers(item, self._ours)
        self._scored(entry, made.gap, *_without_units([item]))
        told.tell_tolerance(self.losses, item)
        return _numbers(made) + self._closed(entry)

    def _short_answer(self, entry: ExportItem) -> str | None:
        item = entry.item
        assert isinstance(item, ShortAnswer)
        made = texts(item, self._ours)
        kept = _kept(made)
        if not any(answer.fraction == 1 for answer in kept):
            self.losses.add(item, "item", "dropped", _WHY_NO_TEXT)
            return None
        self._scored(entry, made.gap, *_text_reasons([item], made, kept))
        if any(rejected.feedback for rejected in item.reject):
            self.losses.add(item, "feedback", "kept")
        return _answers(kept) + f"\n{self._closed(entry)}"

    def _free_text(self, entry: ExportItem) -> str:
        self.losses.add(entry.item, "scoring", "dropped", "marked by a person there")
        self.losses.add(entry.item, "rubric", "dropped", "no place for notes to who marks")
        return self._closed(entry)

    def _cloze(self, entry: ExportItem) -> str | None:
        """The answers of the one blank, which is Moodle's "missing word"; None for several."""
        item = entry.item
        assert isinstance(item, Cloze)
        if len(item.blanks) > 1:
            detail = f"GIFT holds one blank, this has {len(item.blanks)}"
            self.losses.add(item, "item", "dropped", detail)
            return None
        ((name, blank),) = item.blanks.items()
        reasons: list[str] = []
        if isinstance(blank, NumericBlank):
            amounts = numbers(blank, self._ours)
            gap, answers = amounts.gap, _numbers(amounts)
            reasons = _without_units([blank])
        elif isinstance(blank, ShortAnswerBlank):
            made = texts(blank, self._ours)
            kept = _kept(made)
            if not any(answer.fraction == 1 for answer in kept):
                self.losses.add(item, "item", "dropped", _WHY_NO_TEXT)
                return None
            gap, answers = made.gap, _answers(kept) + "\n"
            reasons = _text_reasons([blank], made, kept)
        else:
            assert isinstance(blank, SingleChoiceContent)
            choice = single_choice(blank, self._ours)
            known = {option.id: option for option in blank.options}
            gap = choice.gap
            answers = "".join(
                _option(choice.fractions[identity], True, shown(known[identity].text, identity))
                + _feedback(known[identity].feedback)
                for identity in item.blank_order(name, entry.order)
            )
        self._scored(entry, gap, *reasons)
        return answers + self._closed(entry)


_WHY_NO_TEXT = "no accepted text that GIFT can hold (a pattern alone, or texts with '->' in them)"


def _weight(fraction: Fraction) -> str:
    """Per cent without idle zeros: Moodle's reader takes no ``100.00000``."""
    return percent(fraction).rstrip("0").rstrip(".")


def _escaped(text: str) -> str:
    return clean_xml(text).translate(_SIGNS)


def _step(html: str) -> str:
    """A step on a line of its own, which must not look like a comment."""
    html = html.translate(_ENTITIES)
    return f"&#47;{html[1:]}" if html.startswith("//") else html


def _html(text: str | None) -> str:
    return _escaped(inline(text)) if text else ""


def _feedback(text: str | None) -> str:
    return f"#{_html(text)}" if text else ""


def _option(fraction: Fraction, single: bool, html: str) -> str:
    if single and fraction == 1:
        return f"={_escaped(html)}"
    if not fraction and not html.startswith("%"):
        return f"~{_escaped(html)}"
    return f"~%{_weight(fraction)}%{_escaped(html)}"


def _numbers(made: Numbers) -> str:
    return "#" + "".join(
        f"=%{_weight(entry.fraction)}%{entry.answer}:{entry.tolerance}" for entry in made.answers
    )


def _kept(made: Texts) -> list[TextAnswer]:
    """Without the texts that would make a matching of the question."""
    return [answer for answer in made.answers if "->" not in answer.text]


def _answers(kept: Sequence[TextAnswer]) -> str:
    return "".join(
        f"\n=%{_weight(answer.fraction)}%{_escaped(answer.pattern)}{_feedback(answer.feedback)}"
        for answer in kept
    )


def _text_reasons(
    contents: Sequence[ShortAnswerContent], made: Texts, kept: Sequence[TextAnswer]
) -> list[str]:
    reasons = told.tell_text_answers(contents)
    if made.case:
        reasons.append("capital and small letters are the same there")
    if len(kept) < len(made.answers):
        reasons.append("answers with '->' in them are left out")
    return reasons


def _without_units(contents: Sequence[NumericContent]) -> list[str]:
    if any(content.percent for content in contents):
        return ["no per cent sign may be typed there"]
    if any(content.units for content in contents):
        return ["no unit may be typed there"]
    return []


def _data_uri(pictures: Pictures, figure: Figure) -> str | None:
    name = pictures.address(figure)
    if name is None:
        return None
    kind = MEDIA_TYPES[PurePosixPath(name).suffix.lower()]
    return f"data:{kind};base64,{base64.b64encode(pictures.files[name]).decode('ascii')}"
