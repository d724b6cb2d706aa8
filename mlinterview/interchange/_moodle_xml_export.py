"""Moodle XML: one ``<question>`` an item, in categories, with pictures inside.

Written as Moodle 4.4 and later writes it (``qformat_xml``; ordering is in core since 4.4). Earlier
versions read all but ordering.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from fractions import Fraction
from html import escape

from mlinterview.interchange._batch import Batch, LossList
from mlinterview.interchange._exported import Exported, ExportItem
from mlinterview.interchange._figure_files import Pictures
from mlinterview.interchange._moodle import told
from mlinterview.interchange._moodle.answers import numbers, texts
from mlinterview.interchange._moodle.choices import (
    NONE_OF_THEM,
    Choice,
    multiple_choice,
    single_choice,
    true_false,
)
from mlinterview.interchange._moodle.cloze import cloze
from mlinterview.interchange._moodle.fractions import percent
from mlinterview.interchange._moodle.matching import matching
from mlinterview.interchange._moodle.orders import ordering
from mlinterview.interchange._moodle.units import units
from mlinterview.interchange._notes import general_feedback, grader_notes
from mlinterview.interchange._scoring import Ours
from mlinterview.interchange._to_html import clean_xml, inline, plain, question, shown
from mlinterview.model.cloze import Cloze
from mlinterview.model.free_text import FreeText
from mlinterview.model.matching import Matching
from mlinterview.model.multi_select import MultiSelect
from mlinterview.model.numeric import Numeric
from mlinterview.model.ordering import Ordering
from mlinterview.model.short_answer import ShortAnswer
from mlinterview.model.single_choice import SingleChoice
from mlinterview.model.true_false import TrueFalse

__all__ = ["write"]

_TARGET = "moodle-xml"


def write(batch: Batch) -> Exported:
    """The items as a Moodle question file, with what is lost."""
    writer = _Writer(batch)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<quiz>"]
    section: str | None = ""
    for entry in batch.items:
        made = writer.question(entry)
        if made is None:
            continue
        if entry.section != section:
            section = entry.section
            lines.append(_category([batch.title, *filter(None, [section])]))
        lines.append(made)
    lines.append("</quiz>\n")
    return Exported(content="\n".join(lines).encode(), suffix=".xml", losses=writer.losses.found)


def _category(names: Sequence[str]) -> str:
    path = "/".join(["$course$", "top", *(plain(name).replace("/", "//") for name in names)])
    return (
        '<question type="category">\n  <category>'
        f"{_text(path)}</category>\n"
        '  <info format="html"><text></text></info>\n  <idnumber></idnumber>\n</question>'
    )


class _Writer:
    """Questions one by one, and what each of them loses."""

    def __init__(self, batch: Batch) -> None:
        self.losses = LossList(_TARGET, batch)
        self._ours = Ours(batch.scheme, batch.bank)
        self._formats: dict[type, Callable[[ExportItem, Pictures], str]] = {
            SingleChoice: self._single_choice,
            MultiSelect: self._multi_select,
            TrueFalse: self._true_false,
            Matching: self._matching,
            Ordering: self._ordering,
            Numeric: self._numeric,
            ShortAnswer: self._short_answer,
            Cloze: self._cloze,
            FreeText: self._free_text,
        }

    def question(self, entry: ExportItem) -> str | None:
        """The question; None where Moodle has no such format."""
        make = self._formats.get(type(entry.item))
        if make is None:
            detail = f"Moodle has nothing like the format {entry.item.format!r}"
            self.losses.add(entry.item, "item", "dropped", detail)
            return None
        pictures = Pictures.of(entry.item)
        made = make(entry, pictures)
        told.tell_about(self.losses, entry, missing=pictures.missing)
        return made

    def _wrapped(
        self,
        entry: ExportItem,
        kind: str,
        body: Sequence[str],
        pictures: Pictures,
        html: str | None = None,
    ) -> str:
        item = entry.item
        if html is None:
            html = question(item, _places(pictures))
        name = told.name(item)
        feedback = general_feedback(item)
        tags = "".join(f"    <tag>{_text(tag)}</tag>\n" for tag in told.tags(item))
        lines = [
            f'<question type="{kind}">',
            f"  <name>{_text(name)}</name>",
            f'  <questiontext format="html">{_text(html)}{_files(pictures)}</questiontext>',
            f'  <generalfeedback format="html">{_text(feedback)}</generalfeedback>',
            f"  <defaultgrade>{entry.points:.7f}</defaultgrade>",
            "  <penalty>0.0000000</penalty>",
            "  <hidden>0</hidden>",
            f"  <idnumber>{escape(item.id)}</idnumber>",
            *(f"  {line}" for line in body),
        ]
        if tags:
            lines.append(f"  <tags>\n{tags}  </tags>")
        return "\n".join([*lines, "</question>"])

    def _choice_body(
        self, entry: ExportItem, made: Choice, options: Sequence[tuple[str, str, str | None]]
    ) -> list[str]:
        return [
            f"<single>{_flag(made.single)}</single>",
            f"<shuffleanswers>{_flag(entry.shuffle)}</shuffleanswers>",
            "<answernumbering>abc</answernumbering>",
            "<showstandardinstruction>1</showstandardinstruction>",
            *_NO_COMBINED,
            *(
                _answer(made.fractions[identity], text, feedback, html=True)
                for identity, text, feedback in options
            ),
        ]

    def _options(self, entry: ExportItem) -> list[tuple[str, str, str | None]]:
        known = {option.id: option for option in entry.item.options}  # type: ignore[attr-defined]
        return [
            (identity, shown(known[identity].text, identity), known[identity].feedback)
            for identity in entry.order
        ]

    def _single_choice(self, entry: ExportItem, pictures: Pictures) -> str:
        item = entry.item
        assert isinstance(item, SingleChoice)
        made = single_choice(item, self._ours)
        told.tell_scoring(self.losses, item, made.gap)
        told.tell_option_feedback(self.losses, item, item.options)
        told.tell_order(self.losses, entry, always=False)
        body = self._choice_body(entry, made, self._options(entry))
        return self._wrapped(entry, "multichoice", body, pictures)

    def _multi_select(self, entry: ExportItem, pictures: Pictures) -> str:
        item = entry.item
        assert isinstance(item, MultiSelect)
        made = multiple_choice(item, self._ours)
        options = self._options(entry)
        more = []
        if made.none:
            options.append((NONE_OF_THEM, told.NONE, None))
            more.append(f"ticking nothing is an option there, {told.NONE!r}")
        told.tell_scoring(self.losses, item, made.gap, *more)
        told.tell_option_feedback(self.losses, item, item.options)
        told.tell_order(self.losses, entry, always=False)
        return self._wrapped(
            entry, "multichoice", self._choice_body(entry, made, options), pictures
        )

    def _true_false(self, entry: ExportItem, pictures: Pictures) -> str:
        item = entry.item
        assert isinstance(item, TrueFalse)
        made = true_false(item, self._ours)
        told.tell_scoring(self.losses, item, made.gap)
        if item.feedback:
            self.losses.add(item, "feedback", "kept")
        said = {"true": item.feedback.get("true"), "false": item.feedback.get("false")}
        if set(made.fractions.values()) == {Fraction(0), Fraction(1)}:
            body = [
                _answer(made.fractions[word], word, said[word], html=False)
                for word in ("true", "false")
            ]
            return self._wrapped(entry, "truefalse", body, pictures)
        # a penalty, which Moodle knows for options alone
        options = [(word, word.capitalize(), said[word]) for word in ("true", "false")]
        return self._wrapped(
            entry, "multichoice", self._choice_body(entry, made, options), pictures
        )

    def _matching(self, entry: ExportItem, pictures: Pictures) -> str:
        item = entry.item
        assert isinstance(item, Matching)
        made = matching(entry, self._ours)
        told.tell_scoring(self.losses, item, made.gap)
        told.tell_matching(self.losses, item, made)
        told.tell_order(self.losses, entry, always=True)
        body = ["<shuffleanswers>false</shuffleanswers>", *_NO_COMBINED]
        for row, option in made.pairs:
            body.append(
                f'<subquestion format="html">{_text(row)}<answer>{_text(option)}</answer>'
                "</subquestion>"
            )
        return self._wrapped(entry, "matching", body, pictures)

    def _ordering(self, entry: ExportItem, pictures: Pictures) -> str:
        item = entry.item
        assert isinstance(item, Ordering)
        policy = self._ours.scheme.formats.ordering.policy
        made = ordering(item, policy)
        told.tell_scoring(self.losses, item, made.gap, *told.ordering_reason(made, policy))
        self.losses.add(item, "order", "kept")
        body = [
            "<layouttype>VERTICAL</layouttype>",
            "<selecttype>ALL</selecttype>",
            f"<selectcount>{len(item.steps)}</selectcount>",
            f"<gradingtype>{made.grading_type}</gradingtype>",
            "<showgrading>SHOW</showgrading>",
            "<numberingstyle>none</numberingstyle>",
            *_NO_COMBINED,
        ]
        for place, step in enumerate(item.steps, 1):
            body.append(
                f'<answer fraction="{place}.0000000" format="html">'
                f"{_text(shown(step.text, step.id))}"
                '<feedback format="html"><text></text></feedback></answer>'
            )
        return self._wrapped(entry, "ordering", body, pictures)

    def _numeric(self, entry: ExportItem, pictures: Pictures) -> str:
        item = entry.item
        assert isinstance(item, Numeric)
        made = numbers(item, self._ours)
        typed = units(item)
        told.tell_scoring(self.losses, item, made.gap, *typed.reasons)
        told.tell_tolerance(self.losses, item)
        body = [
            _answer(
                answer.fraction,
                answer.answer,
                None,
                html=False,
                more=f"<tolerance>{answer.tolerance}</tolerance>",
            )
            for answer in made.answers
        ]
        if typed.multipliers:
            names = "".join(
                f"<unit><multiplier>{multiplier}</multiplier>"
                f"<unit_name>{escape(clean_xml(name))}</unit_name></unit>"
                for name, multiplier in typed.multipliers
            )
            body.append(f"<units>{names}</units>")
        body += [
            "<unitgradingtype>0</unitgradingtype>",
            "<unitpenalty>0.0000000</unitpenalty>",
            f"<showunits>{0 if typed.multipliers else 3}</showunits>",  # typed, or none at all
            "<unitsleft>0</unitsleft>",
        ]
        html = question(item, _places(pictures)) + typed.asked
        return self._wrapped(entry, "numerical", body, pictures, html)

    def _short_answer(self, entry: ExportItem, pictures: Pictures) -> str:
        item = entry.item
        assert isinstance(item, ShortAnswer)
        if not item.accept:
            self.losses.add(
                item,
                "scoring",
                "dropped",
                "a pattern alone is accepted, which Moodle cannot match; marked by a person there",
            )
            notes = (
                f"<p>Accepted: what matches <code>{escape(item.accept_pattern or '')}</code></p>"
            )
            return self._essay(entry, pictures, notes, lines=2)
        made = texts(item, self._ours)
        told.tell_scoring(self.losses, item, made.gap, *told.tell_text_answers([item]))
        if any(entry.feedback for entry in item.reject):
            self.losses.add(item, "feedback", "kept")
        body = [f"<usecase>{int(made.case)}</usecase>"]
        body += [
            _answer(answer.fraction, answer.pattern, answer.feedback, html=False)
            for answer in made.answers
        ]
        return self._wrapped(entry, "shortanswer", body, pictures)

    def _cloze(self, entry: ExportItem, pictures: Pictures) -> str:
        item = entry.item
        assert isinstance(item, Cloze)
        made = cloze(entry, self._ours, _places(pictures))
        if made is None:
            self.losses.add(
                item,
                "scoring",
                "dropped",
                "a blank accepts a pattern alone, which Moodle cannot match;"
                " marked by a person there",
            )
            return self._essay(entry, pictures, "", lines=5)
        told.tell_cloze(self.losses, item, made, entry.points)
        return self._wrapped(entry, "cloze", [], pictures, made.html)

    def _free_text(self, entry: ExportItem, pictures: Pictures) -> str:
        item = entry.item
        self.losses.add(item, "scoring", "dropped", "marked by a person there")
        self.losses.add(item, "rubric", "approximated", "as notes for the person who marks")
        return self._essay(entry, pictures, grader_notes(item), lines=15)

    def _essay(self, entry: ExportItem, pictures: Pictures, notes: str, *, lines: int) -> str:
        body = [
            "<responseformat>editor</responseformat>",
            "<responserequired>1</responserequired>",
            f"<responsefieldlines>{lines}</responsefieldlines>",
            "<minwordlimit></minwordlimit>",
            "<maxwordlimit></maxwordlimit>",
            "<attachments>0</attachments>",
            "<attachmentsrequired>0</attachmentsrequired>",
            "<maxbytes>0</maxbytes>",
            "<filetypeslist></filetypeslist>",
            f'<graderinfo format="html">{_text(notes)}</graderinfo>',
            '<responsetemplate format="html"><text></text></responsetemplate>',
        ]
        return self._wrapped(entry, "essay", body, pictures)


_NO_COMBINED = (
    '<correctfeedback format="html"><text></text></correctfeedback>',
    '<partiallycorrectfeedback format="html"><text></text></partiallycorrectfeedback>',
    '<incorrectfeedback format="html"><text></text></incorrectfeedback>',
)


def _answer(
    fraction: Fraction, text: str, feedback: str | None, *, html: bool, more: str = ""
) -> str:
    kind = "html" if html else "moodle_auto_format"
    said = inline(feedback) if feedback else ""
    return (
        f'<answer fraction="{percent(fraction)}" format="{kind}">{_text(text)}{more}'
        f'<feedback format="html">{_text(said)}</feedback></answer>'
    )


def _places(pictures: Pictures) -> Callable[..., str | None]:
    def address(figure: object) -> str | None:
        name = pictures.address(figure)  # type: ignore[arg-type]
        return None if name is None else f"@@PLUGINFILE@@/{name}"

    return address


def _files(pictures: Pictures) -> str:
    return "".join(
        f'<file name="{escape(name)}" path="/" encoding="base64">'
        f"{base64.b64encode(content).decode('ascii')}</file>"
        for name, content in pictures.files.items()
    )


def _text(text: str) -> str:
    """A ``<text>`` element; what has markup stands in CDATA, as Moodle writes it."""
    text = clean_xml(text)
    if "<" in text or "&" in text or ">" in text:
        text = f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"
    return f"<text>{text}</text>"


def _flag(value: bool) -> str:
    return "true" if value else "false"
