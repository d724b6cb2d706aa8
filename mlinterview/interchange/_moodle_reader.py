"""Moodle XML: one question after the other, those of kinds that are not read with the reason."""

from __future__ import annotations

import base64
import binascii
import re
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from mlinterview.errors import ExchangeError
from mlinterview.interchange import _markdown as md
from mlinterview.interchange._entry import Collected, entry
from mlinterview.interchange._from_html import Texts, plain_text
from mlinterview.interchange._imported import Imported, Reading
from mlinterview.interchange._moodle_gaps import FIRST, embedded_answers, word_gaps
from mlinterview.interchange._pictures import Pictures
from mlinterview.interchange._scored import (
    Choice,
    Number,
    Unsuited,
    Word,
    many_of,
    matching_of,
    numeric_of,
    one_of,
    ordering_notes,
    ordering_of,
    person_marked,
    some_right,
    tidy,
    words_of,
)
from mlinterview.interchange._values import difficulty_of, left_tags, whole_number
from mlinterview.interchange._xml import Document, local, read_xml, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

__all__ = ["read"]

_NOT_READ = {
    "description": "a description, which asks nothing",
    "random": "a random pick from a category",
    "randomsamatch": "a random pick of short answers to match",
    "ddimageortext": "dragging onto a picture",
    "ddmarker": "dragging markers onto a picture",
    "calculated": "a calculated question: its numbers come from a data set",
    "calculatedsimple": "a calculated question: its numbers come from a data set",
    "calculatedmulti": "a calculated question: its numbers come from a data set",
}
#: feedback that Moodle puts there by itself
_STANDARD = re.compile(r"(your answer is (partially )?(in)?correct\.?)?", re.IGNORECASE)


def read(content: bytes, name: str) -> Reading:
    """The questions of a Moodle XML file.

    Raises:
        ExchangeError: it is no XML, or no quiz.
    """
    document = read_xml(content, name)
    if local(document.root) != "quiz":
        raise ExchangeError(f"{name}: <quiz> expected, found <{local(document.root)[:40]}>")
    found = Collected()
    pictures = Pictures()
    if document.cleaned:
        found.skip(name, f"{document.cleaned} control characters, which XML forbids, were left out")
    category, number = "", 0
    for element in document.root:
        if local(element) != "question":
            found.skip(f"line {document.line(element)}", f"<{local(element)[:40]}> is no question")
            continue
        if element.get("type") == "category":
            category = text_of(element.find("category/text"))
            continue
        number += 1
        place = f"question {number}, line {document.line(element)}"
        question = _Question(element, document, pictures, category)
        found.add(place, partial(question.made, place))
    return Reading(
        items=tuple(found.items), skipped=tuple(found.skipped), files=dict(pictures.files)
    )


class _Question:
    def __init__(
        self, element: Element, document: Document, pictures: Pictures, category: str
    ) -> None:
        self._element = element
        self._category = category
        self._files: dict[str, Element] = {
            f.get("name") or "": f for f in element.iter("file") if f.get("name")
        }
        self._texts = Texts(pictures, self._file)
        self._notes = self._texts.notes

    def _file(self, address: str) -> bytes | None:
        name = unquote(address.partition("?")[0]).rpartition("/")[2]
        element = self._files.get(name)
        if element is None or element.get("encoding", "base64") != "base64":
            return None
        try:
            return base64.b64decode(re.sub(r"\s", "", element.text or ""), validate=True)
        except (binascii.Error, ValueError):
            self._texts.note(f"the file {name} is no base64")
            return None

    def made(self, place: str) -> Imported:
        kind = (self._element.get("type") or "").strip().lower()
        if kind in _NOT_READ:
            raise Unsuited(_NOT_READ[kind])
        maker = _MAKERS.get(kind)
        if maker is None:
            raise Unsuited(f"a question of the type {kind[:40]!r}, which is not read")
        points = self._points()
        stem, content = maker(self, points or 1)
        self._old_picture()
        tags = [text_of(tag.find("text")) or text_of(tag) for tag in self._element.iter("tag")]
        self._left_out()
        if self._category:
            self._texts.note(f"category there: {self._category}")
        return entry(
            place,
            content,
            stem=stem,
            title=plain_text(text_of(self._element.find("name/text"))),
            identity=self._said("idnumber"),
            explanation=self._text(self._element.find("generalfeedback"), named=False),
            points=points,
            figures=self._texts.figures,
            notes=[*self._notes, *left_tags(tags)],
            difficulty=difficulty_of(tags),
        )

    def _old_picture(self) -> None:
        """The picture that questions of Moodle 1.9 have beside their text."""
        content, name = self._element.find("image_base64"), self._said("image")
        if content is not None and text_of(content):
            address = "data:image/png;base64," + "".join(text_of(content).split())
            self._texts.html(f'<img src="{address}">')
        elif name:
            self._texts.note(f"a picture is not in the file: {name}")

    def _left_out(self) -> None:
        """Notes on what has no place here."""
        for tag in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
            text = plain_text(text_of(self._element.find(f"{tag}/text")))
            if not _STANDARD.fullmatch(text):
                self._texts.note("feedback on right, partly right and wrong responses was left out")
        if any(text_of(hint.find("text")) for hint in self._element.findall("hint")):
            self._texts.note("hints were left out")
        if self._said("hidden") in ("1", "true"):
            self._texts.note("hidden there")

    def _said(self, tag: str) -> str:
        found = self._element.find(tag)
        if found is None:
            return ""
        return text_of(found.find("text")) if found.find("text") is not None else text_of(found)

    def _points(self) -> float | None:
        text = self._said("defaultgrade")
        if not text:
            return None
        try:
            return float(whole_number(text))
        except Unsuited:
            self._texts.note(f"points that are no number: {text[:40]}")
            return None

    def _raw(self, element: Element | None) -> str:
        """What an element's ``text`` holds, its tags (where they are not escaped) included."""
        text = None if element is None else element.find("text")
        if text is None:
            return ""
        if not len(text):
            return text.text or ""
        from xml.etree.ElementTree import tostring

        inner = [text.text or "", *(tostring(child, encoding="unicode") for child in text)]
        return "".join(inner)

    def _text(self, element: Element | None, *, named: bool = True) -> str:
        """An element's text as Markdown, by the format it declares."""
        raw = self._raw(element)
        if element is None or not raw.strip():
            return ""
        above = self._element.find("questiontext")
        otherwise = "html" if above is None else above.get("format", "html")
        return self._converted(raw, element.get("format") or otherwise, named=named)

    def _converted(self, raw: str, kind: str, *, named: bool = False) -> str:
        if kind == "markdown":
            return md.from_markdown(raw.strip())
        if kind in ("plain_text", "plain"):
            return md.from_plain(raw.strip())
        if kind == "moodle_auto_format":
            raw = re.sub(r"(?<!>)\r?\n(?!\s*<)", "<br>", raw.strip())
        return self._texts.html(raw, named=named)

    def _stem(self) -> str:
        return self._text(self._element.find("questiontext"), named=False)

    def _answers(self) -> Iterator[tuple[Element, float]]:
        for answer in self._element.findall("answer"):
            text = answer.get("fraction") or text_of(answer.find("fraction")) or "0"
            yield answer, float(whole_number(text)) / 100

    def _choices(self) -> list[Choice]:
        return [
            Choice(self._text(answer), share, self._text(answer.find("feedback")))
            for answer, share in self._answers()
        ]

    def multichoice(self, points: float) -> tuple[str, dict[str, Any]]:
        single = self._said("single").lower() in ("true", "1", "")
        stem, choices = self._stem(), self._choices()
        if single:
            return stem, self._shuffled(one_of(choices, self._notes))
        content = many_of(some_right(choices), self._notes)
        return stem, self._shuffled(content)

    def choice_set(self, points: float) -> tuple[str, dict[str, Any]]:
        stem = self._stem()
        content = many_of(
            [Choice(c.text, 1.0 if c.share > 0 else 0.0, c.feedback) for c in self._choices()], []
        )
        for option in content["options"]:
            option.pop("weight", None)
        self._texts.note("scored as there by a scheme with multi_select: {policy: all_or_nothing}")
        return stem, self._shuffled(content)

    def _shuffled(self, content: dict[str, Any]) -> dict[str, Any]:
        if self._said("shuffleanswers").lower() in ("false", "0"):
            content["shuffle"] = False
        return content

    def truefalse(self, points: float) -> tuple[str, dict[str, Any]]:
        stem = self._stem()
        shares: dict[str, float] = {}
        feedback = {}
        for answer, share in self._answers():
            word = plain_text(self._raw(answer)).lower()
            if word not in ("true", "false"):
                raise Unsuited(f"true or false expected, found {word[:40]!r}")
            shares[word] = share
            if told := self._text(answer.find("feedback")):
                feedback[word] = told
        if not shares or max(shares.values()) <= 0:
            raise Unsuited("neither true nor false is marked as right")
        if min(shares.values()) < 0:
            self._texts.note("a wrong answer took points away; here the scheme decides")
        right = max(shares, key=lambda word: shares[word])
        content: dict[str, Any] = {"format": "true_false", "answer": right == "true"}
        if feedback:
            content["feedback"] = feedback
        return stem, content

    def shortanswer(self, points: float) -> tuple[str, dict[str, Any]]:
        stem = self._stem()
        words = [
            Word(" ".join(self._raw(answer).split()), share, self._text(answer.find("feedback")))
            for answer, share in self._answers()
        ]
        return stem, words_of(words, self._notes, code=self._said("usecase") in ("1", "true"))

    def numerical(self, points: float) -> tuple[str, dict[str, Any]]:
        stem = self._stem()
        numbers = []
        for answer, share in self._answers():
            text = plain_text(self._raw(answer))
            if text == "*":
                if self._text(answer.find("feedback")):
                    self._texts.note("feedback on all other answers was left out")
                continue
            tolerance = abs(float(whole_number(text_of(answer.find("tolerance")) or "0")))
            feedback = self._text(answer.find("feedback"))
            numbers.append(Number(whole_number(text), tolerance, share, feedback))
        return stem, {**numeric_of(numbers, self._notes), **self._units()}

    def _units(self) -> dict[str, Any]:
        factors: dict[str, float] = {}
        for unit in self._element.iter("unit"):
            name, text = text_of(unit.find("unit_name")), text_of(unit.find("multiplier"))
            factor = float(whole_number(text or "1"))
            if name and factor > 0:
                factors.setdefault(name, factor)
        base = next((name for name, factor in factors.items() if factor == 1), None)
        if factors == {"%": 100}:  # 25% for 0.25
            return {"percent": True}
        if base is None:
            if factors:
                names = ", ".join(factors)
                self._texts.note(f"units without one of the factor 1 were left out: {names}")
            return {}
        if self._said("unitgradingtype") not in ("", "0"):
            self._texts.note("a wrong unit took points away; here it makes the answer invalid")
        del factors[base]
        others = {name: tidy(round(1 / factor, 12)) for name, factor in factors.items()}
        return {"unit": base, **({"units": others} if others else {})}

    def matching(self, points: float) -> tuple[str, dict[str, Any]]:
        stem = self._stem()
        pairs, extra = [], []
        dragged = self._element.get("type") == "ddmatch"
        for row in self._element.findall("subquestion"):
            left = self._text(row)
            answer = row.find("answer")
            if answer is not None and (answer.get("format") or dragged):
                right = self._text(answer)
            else:  # what is chosen from a menu is plain
                right = md.prose(" ".join(self._raw(answer).split()))
            if left:
                pairs.append((left, right))
            elif right:
                extra.append(right)
        return stem, self._shuffled(matching_of(pairs, extra, self._notes))

    def ordering(self, points: float) -> tuple[str, dict[str, Any]]:
        stem = self._stem()
        answers = list(self._answers())
        shares = [share for _, share in answers]
        if len(set(shares)) == len(shares):
            answers.sort(key=lambda pair: pair[1])
        self._texts.notes += ordering_notes(self._said("gradingtype"))
        if self._said("selecttype").upper() not in ("", "ALL", "0"):
            self._texts.note("some of the steps were drawn there; here all are shown")
        return stem, ordering_of([self._text(answer) for answer, _ in answers])

    def essay(self, points: float) -> tuple[str, dict[str, Any]]:
        stem = self._stem()
        if self._text(self._element.find("responsetemplate")):
            self._texts.note("the template for the response was left out")
        if self._said("responseformat") == "noinline":
            self._texts.note("a file was to be handed in there")
        return stem, person_marked(points, self._text(self._element.find("graderinfo")))

    def embedded(self, points: float) -> tuple[str, dict[str, Any]]:
        raw = self._raw(self._element.find("questiontext"))
        marked, blanks = embedded_answers(raw, self._texts)
        return self._with_blanks(marked, blanks)

    def gaps(self, points: float) -> tuple[str, dict[str, Any]]:
        raw = self._raw(self._element.find("questiontext"))
        boxes = [*self._element.findall("dragbox"), *self._element.findall("selectoption")]
        words = [
            (self._texts.html(self._raw(box), named=True), text_of(box.find("group")))
            for box in boxes
        ]
        marked, blanks = word_gaps(raw, words)
        return self._with_blanks(marked, blanks)

    def _with_blanks(
        self, marked: str, blanks: dict[str, dict[str, Any]]
    ) -> tuple[str, dict[str, Any]]:
        above = self._element.find("questiontext")
        kind = "html" if above is None else above.get("format", "html")
        stem = md.unblanked(self._converted(marked, kind))
        for number, name in enumerate(blanks):
            stem = stem.replace(chr(FIRST + number), f"{{{{{name}}}}}")
        return stem, {"format": "cloze", "blanks": blanks}


_MAKERS = {
    "multichoice": _Question.multichoice,
    "multichoiceset": _Question.choice_set,
    "truefalse": _Question.truefalse,
    "shortanswer": _Question.shortanswer,
    "numerical": _Question.numerical,
    "matching": _Question.matching,
    "match": _Question.matching,
    "ddmatch": _Question.matching,
    "ordering": _Question.ordering,
    "essay": _Question.essay,
    "cloze": _Question.embedded,
    "multianswer": _Question.embedded,
    "ddwtos": _Question.gaps,
    "gapselect": _Question.gaps,
}
