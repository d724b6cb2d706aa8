"""One item of QTI 1.2 as one of ours."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from mlinterview.interchange._entry import entry
from mlinterview.interchange._from_html import Texts, plain_text
from mlinterview.interchange._imported import Imported
from mlinterview.interchange._qti import answers, inferring
from mlinterview.interchange._qti.foreign_text import FIRST
from mlinterview.interchange._qti.inferring import Option
from mlinterview.interchange._qti.quiz_blanks import apart, between, bracketed, is_bracketed
from mlinterview.interchange._qti.quiz_rules import Rules, UnknownRuleError
from mlinterview.interchange._qti.quiz_text import (
    feedback_html,
    layout,
    material_html,
    metadata,
)
from mlinterview.interchange._scored import Unsuited, person_marked
from mlinterview.interchange._values import whole_number
from mlinterview.interchange._xml import local

__all__ = ["QuizItem"]

_KINDS = ("question_type", "bbmd_questiontype", "qmd_itemtype", "qmd_questiontype", "cc_profile")
_POINTS = (
    "points_possible",
    "qmd_absolutescore_max",
    "cc_weighting",
    "qmd_weighting",
    "max_score",
    "maxscore",
)
_NOT_READ = {
    "text_only": "a text that asks nothing",
    "calculated": "its numbers come from a formula",
    "file_upload": "a file is to be handed in",
    "file response": "a file is to be handed in",
    "hot spot": "a place on a picture",
    "quiz bowl": "a question to be found for an answer",
    "opinion": "an opinion, which has no right answer",
    "likert": "an opinion, which has no right answer",
    "survey": "an opinion, which has no right answer",
}
#: kinds of which several options may be chosen
_SEVERAL = ("multiple_answers", "multiple answer", "multiple response", "multi-select")
_ESSAYS = ("essay", "short response", "short answer (essay)", "long answer")
#: feedback that belongs to right or wrong responses as a whole
_VERDICTS = frozenset(
    {"correct", "incorrect", "correct_fb", "incorrect_fb", "general_incorrect_fb"}
)
_GENERAL = frozenset({"general_fb", "general"})


class QuizItem:
    """Reads one ``item``.

    Args:
        item: the element.
        texts: turns its HTML into Markdown.
        stimulus: HTML of a text that it shares with others.
    """

    def __init__(self, item: Element, texts: Texts, stimulus: str = "") -> None:
        self.item = item
        self.texts = texts
        self.notes = texts.notes
        self.fields = metadata(item)
        self.kind = next(
            (self.fields[name] for name in _KINDS if self.fields.get(name)), ""
        ).lower()
        self.layout = layout(item)
        self.layout.html = stimulus + self.layout.html
        numeric = [one.get("ident", "") for one in self.layout.responses if self._is_number(one)]
        self.rules = Rules(item, frozenset(numeric))
        self._feedback = feedback_html(item)

    def made(self, place: str) -> Imported:
        """The question.

        Raises:
            Unsuited: it is none that we have.
        """
        for sign, reason in _NOT_READ.items():
            if sign in self.kind:
                raise Unsuited(reason)
        if not self.layout.responses:
            raise Unsuited("a text that asks nothing")
        self._always = self._shown_always()
        stem, content = self._content()
        if any(one in _VERDICTS and text.strip() for one, text in self._feedback.items()):
            self.texts.note("feedback on right and on wrong responses was left out")
        return entry(
            place,
            content,
            stem=stem,
            title=plain_text(self.item.get("title", "")),
            identity=self.item.get("ident", ""),
            explanation=self._said(self._always),
            points=self._points(),
            figures=self.texts.figures,
            notes=self.notes,
        )

    # ---- what it holds

    def _points(self) -> float | None:
        for name in _POINTS:
            try:
                found = float(whole_number(self.fields.get(name, "")))
            except Unsuited:
                continue
            return found if found > 0 else None
        most = self.rules.maximum
        return most if most is not None and most != 100 else None

    def _is_number(self, response: Element) -> bool:
        if "numeric" in self.kind:
            return True
        kinds = {one.get("fibtype", "").lower() for one in response.iter()}
        return local(response) == "response_num" or bool(
            kinds & {"decimal", "integer", "scientific"}
        )

    def _score(self, responses: Mapping[str, Sequence[str]]) -> float | None:
        try:
            return self.rules.score(responses)
        except UnknownRuleError:
            return None

    def _said(self, shown: set[str] | Sequence[str]) -> str:
        found = [self.texts.html(html) for name, html in self._feedback.items() if name in shown]
        return "\n\n".join(text for text in found if text)

    def _shown_always(self) -> set[str]:
        """Feedback that right responses get, too: ``other`` behind the key is a verdict."""
        found = set(self.rules.shown({})) - _VERDICTS
        key = {}
        for one in self.layout.responses:
            ident = one.get("ident", "")
            if right := self.right_values(ident):
                single = one.get("rcardinality", "Single").lower() == "single"
                key[ident] = right[:1] if single else right
        if key:
            found &= set(self.rules.shown(key))
        return found | (_GENERAL & set(self._feedback))

    def said_on(self, responses: Mapping[str, Sequence[str]]) -> str:
        """Feedback on a response that not every response gets."""
        shown = set(self.rules.shown(responses)) - self._always - _VERDICTS
        return self._said(shown)

    def options(self, response: Element) -> list[Option]:
        """The labels of a response."""
        found = []
        for label in response.iter():
            if local(label) == "response_label":
                text = self.texts.html(material_html(label), named=True)
                found.append(Option(label.get("ident", ""), text))
        return found

    def right_values(self, ident: str) -> list[str]:
        """The values of a response that conditions with points ask for, in their order."""
        found: list[str] = []
        for condition in self.rules.conditions:
            if any(local(rule) == "setvar" and _is_above_0(rule) for rule in condition):
                for child in condition:
                    if local(child) == "conditionvar":
                        _asked(child, ident, found)
        return list(dict.fromkeys(found))

    # ---- formats

    def _content(self) -> tuple[str, dict[str, Any]]:
        asked = self.layout.responses
        kinds = {local(one) for one in asked}
        if kinds - {"response_lid", "response_str", "response_num", "response_grp"}:
            raise Unsuited("a place on a picture, or an answer of the system's own kind")
        if any(
            local(one) in ("render_hotspot", "render_slider")
            for each in asked
            for one in each.iter()
        ):
            raise Unsuited("a place on a picture or a slider")
        if "response_grp" in kinds:
            return self._stem(), self._groups(asked)
        canvas = "fill_in_multiple_blanks" in self.kind or "multiple_dropdowns" in self.kind
        if canvas or (not self.kind and is_bracketed(self, asked)):
            return bracketed(self, asked)
        if len(asked) == 1 and "matching" not in self.kind:
            stem = self._stem()
            one = asked[0]
            return stem, self._chosen(one) if local(one) == "response_lid" else self.typed(
                one, self._best()
            )
        if kinds == {"response_lid"} and not apart(self, asked):
            return self._stem(), self._matching(asked)
        return between(self, asked)

    def _stem(self) -> str:
        html = self.layout.html
        for place in range(len(self.layout.responses)):
            html = html.replace(chr(FIRST + place), "")
        return self.texts.html(html)

    def _chosen(self, response: Element) -> dict[str, Any]:
        """A choice of one, of several, or an order."""
        ident, options = response.get("ident", ""), self.options(response)
        if len(options) < 2:
            raise Unsuited("fewer than two options")
        several = any(sign in self.kind for sign in _SEVERAL)
        cardinality = response.get("rcardinality", "multiple" if several else "single").lower()
        right = self.right_values(ident)
        if cardinality == "ordered":

            def in_order(order: Sequence[str]) -> float:
                return float(list(order) == right)

            return inferring.ordering(options, in_order, right, 1.0, self.notes)
        told = [
            Option(one.name, one.text or one.name, self.said_on({ident: [one.name]}))
            for one in options
        ]
        if cardinality == "multiple":
            content = self._several(ident, told, right)
        else:
            content = inferring.single_choice(
                told,
                lambda name: self._score({ident: [name]}),
                right,
                self._best(),
                self.notes,
            )
        render = next((one for one in response if local(one) == "render_choice"), None)
        still = render is not None and render.get("shuffle", "").lower() == "no"
        if still and content["format"] != "true_false":
            content["shuffle"] = False
        return content

    def _best(self) -> float | None:
        return self.rules.maximum

    def _several(self, ident: str, options: Sequence[Option], right: list[str]) -> dict[str, Any]:
        if "multiple_answers_question" in self.kind:  # Canvas goes by its own rule
            key = set(right)

            def canvas(chosen: Sequence[str]) -> float:
                hits = len(key.intersection(chosen))
                return max(0.0, (2 * hits - len(chosen)) / max(1, len(key)))

            return inferring.multi_select(options, canvas, right, None, 1.0, self.notes)
        score: Callable[[Sequence[str]], float | None]
        score = lambda chosen: self._score({ident: list(chosen)})  # noqa: E731
        alone = {one.name: score([one.name]) or 0.0 for one in options}
        return inferring.multi_select(
            options, score, right or None, alone if any(alone.values()) else None, None, self.notes
        )

    def _matching(self, asked: Sequence[Element]) -> dict[str, Any]:
        """Rows that each take one of the same options."""
        options: dict[str, str] = {}
        rows, right = [], {}
        same = {}  # Blackboard gives each row identifiers of its own for the same options
        for row in asked:
            ident, labels = row.get("ident", ""), self.options(row)
            for place, label in enumerate(labels):
                text = label.text
                if not text and place < len(self.layout.right):
                    text = self.texts.html(self.layout.right[place], named=True)
                known = next((name for name, shown in options.items() if shown == text), None)
                same[ident, label.name] = known or label.name
                if known is None:
                    options[label.name] = text
            keys = self.right_values(ident)
            if len(keys) > 1:
                raise Unsuited("several options are right for one row")
            if keys:
                right[ident] = same.get((ident, keys[0]), keys[0])
            texts = [self.layout.heads.get(row, "")]
            texts += [material_html(child) for child in row if local(child) == "material"]
            texts += [
                material_html(one)
                for child in row
                if local(child).startswith("flow")
                for one in child.iter()
                if local(one) == "material"
            ]
            rows.append((ident, self.texts.html("".join(texts), named=True), keys))
        keyed = {ident: keys for ident, _, keys in rows if keys}
        made = []
        for ident, text, _ in rows:
            wrong = next((one for one in options if one != right.get(ident)), "")
            made.append(Option(ident, text, self.said_on({**keyed, ident: [wrong]})))

        def score(chosen: Mapping[str, str]) -> float | None:
            return self._score({ident: keyed.get(ident, [name]) for ident, name in chosen.items()})

        found = [Option(name, text) for name, text in options.items()]
        return inferring.matching(made, found, right, score, self._best(), self.notes)

    def _groups(self, asked: Sequence[Element]) -> dict[str, Any]:
        """``response_grp``: pairs of labels, some of which name the group that they go with."""
        if len(asked) != 1:
            raise Unsuited("several groups to match")
        ident = asked[0].get("ident", "")
        labels = [one for one in asked[0].iter() if local(one) == "response_label"]
        sources = [one for one in labels if one.get("match_group")]
        names = {one.get("ident", "") for one in sources}
        texts = {one.name: one for one in self.options(asked[0])}
        pairs = [
            tuple(part.strip() for part in value.split(","))
            for value in self.right_values(ident)
            if value.count(",") == 1
        ]
        right = {(a if a in names else b): (b if a in names else a) for a, b in pairs}
        rows = [texts[name] for name in texts if name in names]
        options = [texts[name] for name in texts if name not in names]
        values = {row: f"{row},{option}" for row, option in right.items()}

        def score(chosen: Mapping[str, str]) -> float | None:
            return self._score({ident: [values[row] for row in chosen]})

        return inferring.matching(rows, options, right, score, self._best(), self.notes)

    def typed(self, response: Element, best: float | None) -> dict[str, Any]:
        """A number, a short answer, or an essay where nothing is right by itself."""
        ident = response.get("ident", "")
        constants = self._constants(ident)
        essay = any(sign in self.kind for sign in _ESSAYS)
        if essay or not (constants.texts or constants.numbers):
            points = self._points() or 1
            solution = self._feedback.get("solution", "")
            sample = self.texts.html(solution) if solution else ""
            return person_marked(points, "", sample)
        score = self._alone(ident)
        if self._is_number(response):
            return self._number(ident, score)
        return answers.words(
            score,
            constants,
            [],
            best,
            lambda text: self.said_on({ident: [text]}),
            self.notes,
        )

    def _alone(self, ident: str) -> Callable[[Any], float | None]:
        return lambda value: self._score(
            {ident: [repr(value) if isinstance(value, float) else value]}
        )

    def _number(self, ident: str, score: Callable[[Any], float | None]) -> dict[str, Any]:
        constants = self._constants(ident)
        key = next(iter(self.right_values(ident)), None)
        return answers.number(score, constants, key, None, self.notes)

    def _constants(self, ident: str) -> answers.Constants:
        """What conditions compare a response with."""
        found = answers.Constants()
        for condition in self.rules.conditions:
            for made in condition.iter():
                if made.get("respident") != ident or not (made.text or "").strip():
                    continue
                text = (made.text or "").strip()
                if local(made) == "varequal":
                    found.texts.append(text)
                if local(made) in ("varequal", "vargt", "vargte", "varlt", "varlte"):
                    found.numbers.append(text)
        return found


def _is_above_0(rule: Element) -> bool:
    text = (rule.text or "").strip()
    if text.lower().endswith(".max"):
        return True
    try:
        return float(whole_number(text)) > 0
    except Unsuited:
        return False


def _asked(condition: Element, ident: str, found: list[str]) -> None:
    """Values that must be chosen, those within ``not`` left out."""
    for child in condition:
        name = local(child)
        if name in ("and", "or", "conditionvar"):
            _asked(child, ident, found)
        elif name in ("varequal", "varsubset") and child.get("respident") == ident:
            found.append((child.text or "").strip())
