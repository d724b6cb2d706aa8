"""One item of QTI 2.1, 2.2 or 3.0 as one of ours."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any
from xml.etree.ElementTree import Element

from mlinterview.interchange._entry import entry
from mlinterview.interchange._from_html import Texts
from mlinterview.interchange._imported import Imported
from mlinterview.interchange._qti import answers, inferring
from mlinterview.interchange._qti.constants import constants_of, weights_of
from mlinterview.interchange._qti.evaluating import Processing, UnsupportedError
from mlinterview.interchange._qti.expressions import Declaration
from mlinterview.interchange._qti.foreign_text import INLINE_LEFT_OUT, inner_html
from mlinterview.interchange._qti.inferring import Option
from mlinterview.interchange._qti.said import Shown
from mlinterview.interchange._scored import Unsuited, person_marked
from mlinterview.interchange._values import difficulty_of, left_tags

__all__ = ["ItemReader"]

_NOT_READ = {
    "associateInteraction": "pairs within one list",
    "customInteraction": "an interaction of the system's own",
    "drawingInteraction": "a drawing",
    "endAttemptInteraction": "a button",
    "graphicAssociateInteraction": "pairs on a picture",
    "graphicGapMatchInteraction": "gaps on a picture",
    "graphicOrderInteraction": "an order on a picture",
    "hotspotInteraction": "a place on a picture",
    "hottextInteraction": "words to be marked in the text",
    "mediaInteraction": "a recording",
    "portableCustomInteraction": "an interaction of the system's own",
    "positionObjectInteraction": "a place on a picture",
    "selectPointInteraction": "a place on a picture",
    "uploadInteraction": "a file to be handed in",
}
_READ = frozenset(
    {
        "choiceInteraction",
        "extendedTextInteraction",
        "gapMatchInteraction",
        "inlineChoiceInteraction",
        "matchInteraction",
        "orderInteraction",
        "sliderInteraction",
        "textEntryInteraction",
    }
)
_MOST_BLANKS = 500


class ItemReader:
    """Reads one ``assessmentItem``.

    Args:
        item: with the names of 2.1, without namespaces.
        texts: turns its HTML into Markdown.
        stimulus: HTML of a text that it shares with others.
        weight: what its points are multiplied with in the test.
        tags: keywords that the manifest gives it.
    """

    def __init__(
        self,
        item: Element,
        texts: Texts,
        stimulus: str = "",
        weight: float = 1,
        tags: Iterable[str] = (),
    ) -> None:
        self.item = item
        self.texts = texts
        self.notes = texts.notes
        self._stimulus = stimulus
        self._weight = weight
        self._tags = tuple(tags)
        found = item.find("itemBody")
        self.body = Element("itemBody") if found is None else found

    def made(self, place: str) -> Imported:
        """The question.

        Raises:
            Unsuited: it is none that we have.
        """
        if self.item.find("templateProcessing") is not None:
            raise Unsuited("its numbers are drawn by a template")
        asked = [each for each in self.body.iter() if each.tag.endswith("Interaction")]
        if not asked:
            raise Unsuited("a text that asks nothing")
        for each in asked:
            if each.tag not in _READ:
                raise Unsuited(f"{_NOT_READ.get(each.tag, each.tag[:40])} ({each.tag[:40]})")
        stem, content = self._content(asked)
        if self.item.get("adaptive") in ("true", "1"):
            self.texts.note("it could be tried several times there")
        return entry(
            place,
            content,
            stem=stem,
            title=" ".join(self.item.get("title", "").split()),
            identity=self.item.get("identifier", ""),
            explanation=self.shown.always(self.texts),
            points=self._points(),
            figures=self.texts.figures,
            notes=[*self.notes, *left_tags(self._tags)],
            difficulty=difficulty_of(self._tags),
        )

    def _content(self, asked: Sequence[Element]) -> tuple[str, dict[str, Any]]:
        first = asked[0]
        if len(asked) == 1 and first.tag in _MAKERS:
            stem = self._text(self.body, {first: ""}) + self._prompt(first)
            return stem.strip(), _MAKERS[first.tag](self, first)
        from mlinterview.interchange._qti.blanks import with_blanks

        if len(asked) > _MOST_BLANKS:
            raise Unsuited(f"over {_MOST_BLANKS} interactions")
        return with_blanks(self, asked)

    # ---- texts

    def html(self, element: Element, signs: Mapping[Element, str] | None = None) -> str:
        """An element's content as HTML."""
        return inner_html(element, self.texts.note, signs)

    def _text(self, element: Element, signs: Mapping[Element, str]) -> str:
        return self.texts.html(self._stimulus + self.html(element, signs))

    def marked(self, signs: Mapping[Element, str]) -> str:
        """The body with signs for interactions, as Markdown."""
        return self._text(self.body, signs)

    def _prompt(self, interaction: Element) -> str:
        prompt = interaction.find("prompt")
        if prompt is None:
            return ""
        text = self.texts.html(self.html(prompt))
        return f"\n\n{text}" if text else ""

    def options(self, parent: Element, tag: str) -> list[Option]:
        """The options within an interaction or a set of it."""
        found = []
        for choice in parent.iter(tag):
            name = choice.get("identifier", "")
            inline = " ".join(self.html(told) for told in choice.iter("feedbackInline"))
            feedback = self.texts.html(inline) if inline else ""
            text = self.texts.html(inner_html(choice, self._note_in_option), named=True)
            found.append(Option(name, text, feedback, choice.get("fixed") == "true"))
        if not found:
            raise Unsuited("an interaction without options")
        return found

    def _note_in_option(self, note: str) -> None:
        if note != INLINE_LEFT_OUT:  # it becomes the option's feedback
            self.texts.note(note)

    # ---- scores

    @cached_property
    def processing(self) -> Processing:
        """Declarations and rules."""
        try:
            return Processing(self.item)
        except (UnsupportedError, ValueError) as error:
            raise Unsuited(f"its declarations cannot be read: {error}") from None

    @cached_property
    def shown(self) -> Shown:
        """Feedback by response."""
        return Shown(self.item, self.processing)

    def score(self, responses: Mapping[str, Any]) -> float | None:
        """What responses earn; None where the rules are not known."""
        try:
            return self.processing.score(responses)
        except UnsupportedError as reason:
            self._why = str(reason)
            return None

    _why = ""

    @cached_property
    def best(self) -> float | None:
        """The most points, as the item declares them."""
        declared = self.processing.maximum
        if declared is None:
            for made in self.item.findall("outcomeDeclaration"):
                if made.get("identifier") == "SCORE" and made.get("normalMaximum"):
                    try:
                        declared = float(made.get("normalMaximum", ""))
                    except ValueError:
                        declared = None
        return declared if declared is not None and 0 < declared < 1e6 else None

    def _points(self) -> float | None:
        points = self.best
        if points is None:
            right = {
                name: each.correct
                for name, each in self.processing.responses.items()
                if each.correct is not None
            }
            points = self.score(right) if right else None
        if points is not None and points <= 0:
            points = None
        return None if points is None else round(points * self._weight, 6)

    def declaration(self, interaction: Element) -> Declaration:
        """The response variable of an interaction.

        Raises:
            Unsuited: it is not declared.
        """
        name = interaction.get("responseIdentifier", "")
        found = self.processing.responses.get(name)
        if found is None:
            raise Unsuited(f"the response {name[:40]!r} is not declared")
        return found

    def right_values(self, declaration: Declaration) -> list[Any] | None:
        """The right values that are declared; None where there are none."""
        if declaration.correct is None:
            return None
        many = isinstance(declaration.correct, list)
        return list(declaration.correct) if many else [declaration.correct]

    # ---- formats

    def choice(self, interaction: Element) -> dict[str, Any]:
        """``single_choice``, ``true_false`` or ``multi_select``."""
        declaration = self.declaration(interaction)
        name, right = declaration.identifier, self.right_values(declaration)
        options = self.options(interaction, "simpleChoice")
        many = declaration.cardinality != "single"
        options = [
            Option(
                option.name,
                option.text,
                option.feedback
                or self.shown.on(self.texts, {name: [option.name] if many else option.name}),
                option.fixed,
            )
            for option in options
        ]
        if not many:
            content = inferring.single_choice(
                options, lambda one: self.score({name: one}), right or (), self.best, self.notes
            )
        else:
            content = inferring.multi_select(
                options,
                lambda chosen: self.score({name: list(chosen)}),
                right,
                weights_of(declaration),
                self.best,
                self.notes,
            )
        if interaction.get("shuffle", "false") != "true" and content["format"] != "true_false":
            content["shuffle"] = False
        return content

    def order(self, interaction: Element) -> dict[str, Any]:
        """``ordering``."""
        declaration = self.declaration(interaction)
        name, right = declaration.identifier, self.right_values(declaration) or []
        return inferring.ordering(
            self.options(interaction, "simpleChoice"),
            lambda order: self.score({name: list(order)}),
            right,
            self.best,
            self.notes,
        )

    def match(self, interaction: Element) -> dict[str, Any]:
        """``matching``."""
        declaration = self.declaration(interaction)
        sets = interaction.findall("simpleMatchSet")
        if len(sets) != 2:
            raise Unsuited("two sets to match expected")
        first, second = (self.options(each, "simpleAssociableChoice") for each in sets)
        pairs = self.right_values(declaration)
        if pairs is None:
            weights = weights_of(declaration) or {}
            pairs = [pair for pair, worth in weights.items() if worth > 0]
        turned = len({a for a, _ in pairs}) < len(pairs) or len(first) > len(pairs)
        if turned:  # the second set holds what takes one each
            first, second = second, first
            pairs = [(b, a) for a, b in pairs]
        right = dict(pairs)
        if len(right) < len(pairs):
            raise Unsuited("several options are right for one row")
        name = declaration.identifier

        def responses(chosen: Mapping[str, str]) -> dict[str, Any]:
            made = [(b, a) if turned else (a, b) for a, b in chosen.items()]
            return {name: made}

        rows = [
            Option(row.name, row.text, self._on_row(row.name, right, second, responses))
            for row in first
        ]
        content = inferring.matching(
            rows,
            second,
            right,
            lambda chosen: self.score(responses(chosen)),
            self.best,
            self.notes,
        )
        if interaction.get("shuffle", "false") != "true":
            content["shuffle"] = False
        return content

    def _on_row(
        self,
        row: str,
        right: Mapping[str, str],
        options: Sequence[Option],
        responses: Callable[[Mapping[str, str]], dict[str, Any]],
    ) -> str:
        wrong = next((each.name for each in options if each.name != right.get(row)), None)
        return self.shown.on(self.texts, responses({row: wrong})) if wrong is not None else ""

    def typed(self, interaction: Element) -> dict[str, Any]:
        """``free_text``, or ``short_answer`` where the rules know right texts."""
        declaration = self.declaration(interaction)
        constants = self.constants(declaration.identifier)
        if declaration.mapping is not None or constants.texts or constants.patterns:
            return self.words(declaration)
        guides = [
            self.texts.html(self.html(block))
            for block in self.body.iter("rubricBlock")
            if "scorer" in block.get("view", "").split()
        ]
        sample = str(declaration.correct) if isinstance(declaration.correct, str) else ""
        return person_marked((self.best or 1) * self._weight, "\n\n".join(guides), sample)

    def words(self, declaration: Declaration) -> dict[str, Any]:
        """``short_answer``."""
        name = declaration.identifier
        return answers.words(
            lambda text: self.score({name: text}),
            self.constants(name),
            map(str, self.right_values(declaration) or ()),
            self.best,
            lambda text: self.shown.on(self.texts, {name: text}),
            self.notes,
        )

    def number(
        self, declaration: Declaration, score: Callable[[float], float | None], best: float | None
    ) -> dict[str, Any]:
        """``numeric``."""
        right = self.right_values(declaration)
        key = repr(right[0]) if right else None
        constants = self.constants(declaration.identifier)
        whole = declaration.base == "integer"
        if whole:
            self.texts.note("a whole number was expected there")
        return answers.number(score, constants, key, best, self.notes)

    def slider(self, interaction: Element) -> dict[str, Any]:
        """``numeric``."""
        declaration = self.declaration(interaction)
        self.texts.note("a slider there")
        name = declaration.identifier
        return self.number(declaration, lambda value: self.score({name: value}), self.best)

    def constants(self, name: str) -> answers.Constants:
        """What the rules compare the response ``name`` with."""
        return constants_of(self.item, self.processing.responses[name])


_MAKERS: Mapping[str, Callable[[ItemReader, Element], dict[str, Any]]] = {
    "choiceInteraction": ItemReader.choice,
    "extendedTextInteraction": ItemReader.typed,
    "matchInteraction": ItemReader.match,
    "orderInteraction": ItemReader.order,
    "sliderInteraction": ItemReader.slider,
}
