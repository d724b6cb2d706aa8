"""Foreign QTI 2 and 3 items with gaps in their text: ``cloze``, or one typed answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from mlinterview.interchange import _markdown as md
from mlinterview.interchange._ids import Ids
from mlinterview.interchange._qti import answers, inferring
from mlinterview.interchange._qti.expressions import Declaration
from mlinterview.interchange._qti.foreign_text import FIRST
from mlinterview.interchange._qti.inferring import Option
from mlinterview.interchange._scored import Unsuited

if TYPE_CHECKING:
    from mlinterview.interchange._qti.item_reader import ItemReader

__all__ = ["with_blanks"]

_NEAR = 2e-3
_LONGEST_UNIT = 12
_IN_TEXT = frozenset({"textEntryInteraction", "inlineChoiceInteraction", "choiceInteraction"})


def with_blanks(reader: ItemReader, asked: Sequence[Element]) -> tuple[str, dict[str, Any]]:
    """Stem and content of an item that is answered within its text.

    Raises:
        Unsuited: a gap is of a kind that no blank holds.
    """
    if len(asked) == 1 and asked[0].tag == "gapMatchInteraction":
        return _gaps(reader, asked[0])
    for each in asked:
        if each.tag not in _IN_TEXT:
            kinds = ", ".join(sorted({one.tag for one in asked}))
            raise Unsuited(f"several interactions in one: {kinds}")
    signs = {each: chr(FIRST + place) for place, each in enumerate(asked)}
    asking = {each: prompt for each in asked if (prompt := each.find("prompt")) is not None}
    stem = reader.marked(
        {
            each: f"<p>{reader.html(asking[each])}</p><p>{sign}</p>" if each in asking else sign
            for each, sign in signs.items()
        }
    )
    if len(asked) == 1 and asked[0].tag == "textEntryInteraction":
        before, _, after = (part.strip() for part in stem.partition(chr(FIRST)))
        declaration = reader.declaration(asked[0])
        numeric = declaration.base in ("float", "integer")
        alone = stem.partition(chr(FIRST))[0].endswith("\n\n")  # the field begins a paragraph
        unit = after if numeric and _is_unit(after, alone) else ""
        if before and (not after or unit):
            name = declaration.identifier
            if not numeric:
                return before, reader.words(declaration)
            content = reader.number(
                declaration, lambda value: reader.score({name: value}), reader.best
            )
            return before, {**content, **({"unit": unit} if unit else {})}
    return _cloze(reader, asked, stem)


def _is_unit(text: str, alone: bool) -> bool:
    """Whether what follows a number is its unit, and no more of the text."""
    if not text or text[-1] in ".,;:!?" or "\n" in text:
        return False
    count = len(text.split())
    return len(text) <= _LONGEST_UNIT if count == 1 else alone and count <= 4 and len(text) <= 40


def _cloze(reader: ItemReader, asked: Sequence[Element], stem: str) -> tuple[str, dict[str, Any]]:
    ids = Ids()
    names, blanks, worths = [], {}, []
    declarations = [reader.declaration(each) for each in asked]
    keys = {each.identifier: each.correct for each in declarations if each.correct is not None}
    for place, (each, declaration) in enumerate(zip(asked, declarations, strict=True), 1):
        if declaration.cardinality != "single":
            raise Unsuited("a gap where several options may be chosen")
        name = ids.part(declaration.identifier, f"blank-{place}")
        score = _alone(reader, declaration, keys)
        blanks[name] = _blank(reader, each, declaration, score)
        names.append(name)
        right = declaration.correct
        worths.append((score(right) or 0.0) if right is not None else 0.0)
    _weigh(reader, blanks, worths, reader.score(keys) if len(keys) == len(declarations) else None)
    stem = md.unblanked(stem)
    for place, name in enumerate(names):
        stem = stem.replace(chr(FIRST + place), f"{{{{{name}}}}}")
    return stem, {"format": "cloze", "blanks": blanks}


def _alone(
    reader: ItemReader, declaration: Declaration, keys: dict[str, Any]
) -> Callable[[Any], float | None]:
    """What a value of one blank adds to what the others earn when they are right."""
    name = declaration.identifier
    others = {key: value for key, value in keys.items() if key != name}
    without = reader.score(others)

    def score(value: Any) -> float | None:
        found = reader.score({**others, name: value})
        return None if found is None or without is None else found - without

    return score


def _blank(
    reader: ItemReader,
    interaction: Element,
    declaration: Declaration,
    score: Callable[[Any], float | None],
) -> dict[str, Any]:
    right = [str(one) for one in reader.right_values(declaration) or ()]
    if interaction.tag != "textEntryInteraction":
        tag = "inlineChoice" if interaction.tag == "inlineChoiceInteraction" else "simpleChoice"
        name = declaration.identifier
        options = [
            Option(one.name, one.text, reader.shown.on(reader.texts, {name: one.name}))
            for one in reader.options(interaction, tag)
        ]
        content = inferring.single_choice(options, score, right, None, reader.notes)
        if content["format"] == "true_false":
            content = _as_choice(content)
        if interaction.get("shuffle", "false") != "true":
            content["shuffle"] = False
        return content
    if declaration.base in ("float", "integer"):
        return reader.number(declaration, score, None)
    name = declaration.identifier
    return answers.words(
        score,
        reader.constants(name),
        right,
        None,
        lambda text: reader.shown.on(reader.texts, {name: text}),
        reader.notes,
    )


def _as_choice(content: dict[str, Any]) -> dict[str, Any]:
    """A judgement within a text as a choice: blanks have no ``true_false``."""
    feedback = content.get("feedback", {})
    options = []
    for word, text in (("true", "True"), ("false", "False")):
        option: dict[str, Any] = {"id": word, "text": text}
        if content["answer"] == (word == "true"):
            option["correct"] = True
        if word in feedback:
            option["feedback"] = feedback[word]
        options.append(option)
    return {"format": "single_choice", "options": options}


def _weigh(
    reader: ItemReader,
    blanks: dict[str, dict[str, Any]],
    worths: Sequence[float],
    reached: float | None,
) -> None:
    """Weights where blanks do not count alike.

    Args:
        reader: takes notes.
        blanks: the blanks in their order.
        worths: what each adds to the others.
        reached: what all right answers earn; None where the rules do not tell.
    """
    full = reached or reader.best or sum(worths)
    if not worths or min(worths) <= 0:
        return
    if len(worths) > 1 and min(worths) >= full * (1 - _NEAR):
        reader.texts.note("scored only where all blanks are right there; here blank by blank")
        return
    if max(worths) - min(worths) <= _NEAR * max(worths):
        return
    for blank, worth in zip(blanks.values(), worths, strict=True):
        blank["weight"] = round(worth / min(worths), 6)


def _gaps(reader: ItemReader, interaction: Element) -> tuple[str, dict[str, Any]]:
    """``gapMatchInteraction``: every gap takes one of the same options."""
    declaration = reader.declaration(interaction)
    gaps = list(interaction.iter("gap"))
    pictures = list(interaction.iter("gapImg"))
    if pictures or not gaps:
        raise Unsuited("pictures to be put into gaps" if pictures else "no gap in the text")
    options = reader.options(interaction, "gapText")
    right = {gap: option for option, gap in reader.right_values(declaration) or ()}
    signs = {gap: chr(FIRST + place) for place, gap in enumerate(gaps)}
    hidden = {each: "" for tag in ("gapText", "prompt") for each in interaction.iter(tag)}
    prompt = interaction.find("prompt")
    asked = reader.html(prompt) if prompt is not None else ""
    inner = reader.html(interaction, {**signs, **hidden})
    stem = reader.marked({interaction: f"<p>{asked}</p>{inner}" if asked else inner})
    ids, blanks = Ids(), {}
    for place, gap in enumerate(gaps):
        name = ids.part(gap.get("identifier", ""), f"blank-{place + 1}")
        key = right.get(gap.get("identifier", ""))
        if key is None:
            raise Unsuited(f"nothing is right for the gap {gap.get('identifier', '')[:40]!r}")
        blanks[name] = inferring.single_choice(
            options, partial(_same, key), [key], 1.0, reader.notes
        )
        stem = stem.replace(chr(FIRST + place), f"{{{{{name}}}}}", 1)
    _weigh_gaps(reader, declaration.identifier, blanks, right, options)
    reader.texts.note("each word could fill so many gaps there as it stood in the list")
    return stem, {"format": "cloze", "blanks": blanks}


def _weigh_gaps(
    reader: ItemReader,
    response: str,
    blanks: dict[str, dict[str, Any]],
    right: dict[str, str],
    options: Sequence[Option],
) -> None:
    """Weights by what each gap adds, and notes where points are given in another way."""

    def score(filled: dict[str, str]) -> float | None:
        return reader.score({response: [(option, gap) for gap, option in filled.items()]})

    full, worths, wrongs = score(right), [], []
    for gap in right:
        others = {other: option for other, option in right.items() if other != gap}
        used = set(right.values())
        spare = next((one.name for one in options if one.name not in used), None)
        without = score(others)
        spoiled = score({**others, gap: spare}) if spare is not None else without
        if full is None or without is None or spoiled is None:
            reader.texts.note("its scoring is not read: the right words earn all points here")
            return
        worths.append(full - without)
        wrongs.append(without - spoiled)
    if any(loss > _NEAR * max(full or 0, 1) for loss in wrongs):
        reader.texts.note("a wrong word took points away there; here it earns none")
    _weigh(reader, blanks, worths, full)


def _same(key: str, chosen: str) -> float:
    return float(chosen == key)
