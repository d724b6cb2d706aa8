"""A pasted question as an item: its format told from its options and its answer."""

from __future__ import annotations

import re
from typing import Any

from mlinterview.interchange import _markdown as md
from mlinterview.interchange._entry import entry
from mlinterview.interchange._imported import Imported
from mlinterview.interchange._pasted_questions import Draft, Option, written
from mlinterview.interchange._scored import (
    Choice,
    Unsuited,
    Word,
    many_of,
    matching_of,
    one_of,
    ordering_of,
    person_marked,
    words_of,
)
from mlinterview.interchange._values import difficulty_of, number_in, whole_number

__all__ = ["item_of"]

_POINTS = re.compile(
    r"[\[(]\s*(\d+(?:[.,]\d+)?)\s*(?:points?|pts?\.?|marks?|điểm|đ)\s*[\])]", re.IGNORECASE
)
_ARROW = re.compile(r"\s*(?:->|=>|→|⇒|-->)\s*")
_ALL = re.compile(
    r"all (?:that|which) apply|select all|mark all|check all|choose (?:two|three|all|\d)"
    r"|which (?:\w+ ){0,3}are|more than one|tất cả",
    re.IGNORECASE,
)
_ORDER = re.compile(r"\b(?:order|arrange|sequence|rank|sort)\b|thứ tự", re.IGNORECASE)
_LETTERS = re.compile(r"\(?([A-Za-z])[.)]?(?:\s*(?:,|;|&|/|\band\b|>|\s)\s*\(?([A-Za-z])[.)]?)*")
_LETTER = re.compile(r"(?<![A-Za-z])[A-Za-z](?![A-Za-z])")
_WITH_TEXT = re.compile(r"\(?([A-Za-z])(?:[.):]\s+|\s+[-–(])\s*\S")
_BULLET = re.compile(r"\s*[-•–·*▪◦]\s+")
_ROMANS = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"]
_ROMAN = re.compile(r"\(?([ivx]{1,4})[.)]\s+(?=\S)", re.IGNORECASE)
_ROW_NUMBER = re.compile(r"(\d{1,3})\s*(?:\\?[.)]|[–-])\s+(?=\S)")
_IN_BRACKETS = re.compile(r"\(\s*(±|\+\s*/\s*-)\s*([^()]*)\)")
_RANGE = re.compile(r"(?:between\s+)?(\S+)\s*(?:\.\.|–|\bto\b|\band\b)\s*(\S+)", re.IGNORECASE)
_TOLERANCE = re.compile(r"\s*(?:±|\+\s*/\s*-|\+-|\bwithin\b)\s*", re.IGNORECASE)
#: what a type may begin with where several options may be chosen, or words are typed
_MANY = (
    "ma",
    "mr",
    "multi_select",
    "multi-select",
    "multiple answer",
    "multiple response",
    "check",
)
_OPEN = ("essay", "free", "open", "long")
_TYPED = ("fill", "short", "blank", "sa")
_PROSE_WORDS = 12
_NOT_KEPT = ("topic", "topics", "tag", "tags", "category", "source", "minutes", "time", "units")


def item_of(draft: Draft, place: str, notes: list[str]) -> Imported:
    """The question as a bank's YAML would hold it.

    Raises:
        Unsuited: it is no question that can be scored; the message says what is missing.
    """
    rows = [] if draft.options or draft.answer else _rows(draft)
    if not draft.options and not rows:
        _take_romans(draft)
        _take_bullets(draft)
    stem, points = _stem(draft)
    points = _points(draft, points, notes)
    content = _content(draft, stem, points or 1, rows, notes)
    for name in _NOT_KEPT:
        if draft.fields.get(name):
            notes.append(f"{name} there: {draft.fields[name]}")
    reference = draft.fields.get("reference") or draft.fields.get("references")
    difficulty = draft.fields.get("difficulty") or draft.fields.get("level") or ""
    level = difficulty_of([difficulty, f"difficulty {difficulty}"])
    if difficulty and level is None:
        notes.append(f"difficulty there: {difficulty}")
    return entry(
        place,
        content,
        stem=stem,
        title=draft.fields.get("title") or draft.fields.get("name") or "",
        identity=draft.fields.get("id", ""),
        explanation="\n\n".join(draft.feedback),
        points=points,
        figures=draft.figures,
        notes=notes,
        references=[{"title": reference}] if reference else [],
        difficulty=level,
    )


def _stem(draft: Draft) -> tuple[str, float | None]:
    """The stem, and the points that are named in it."""
    parts: list[str] = []
    points: float | None = None
    before = ""
    for line in draft.stem:
        text = written(line)
        if line.role != "code" and points is None and (found := _POINTS.search(text)):
            points = float(found[1].replace(",", "."))
            rest = text[found.end() :].lstrip()
            if not text[: found.start()].strip():  # "Question 3 (2 points): ..."
                rest = rest.lstrip(":.–-").lstrip()
            text = (text[: found.start()].rstrip() + " " + rest).strip()
        if not text:
            continue
        paragraph = line.paragraph
        if line.role == before == "code" and not paragraph.language and not paragraph.apart:
            parts[-1] = md.joined_code(parts[-1], paragraph.text)
        elif "code" in (line.role, before) or paragraph.apart or paragraph.write or not parts:
            parts.append(text)
        else:
            parts[-1] += "\n" + text  # lines of one paragraph
        before = line.role
    return "\n\n".join(parts), points


def _points(draft: Draft, named: float | None, notes: list[str]) -> float | None:
    for name in ("point", "points", "pts", "mark", "marks", "score", "điểm"):
        text = draft.fields.get(name)
        if not text:
            continue
        try:
            return float(number_in(text)[0])
        except Unsuited:
            notes.append(f"points that are no number: {text[:40]}")
    return named


def _content(
    draft: Draft, stem: str, points: float, rows: list[tuple[str, str]], notes: list[str]
) -> dict[str, Any]:
    kind = draft.fields.get("type", "").strip().lower()
    answer = (draft.answer or "").strip()
    if draft.options and kind.startswith(_TYPED) and not answer:
        return words_of([Word(option.plain.replace("*", "\\*")) for option in draft.options], notes)
    if draft.options:
        pairs = [_ARROW.split(option.plain, maxsplit=1) for option in draft.options]
        if all(len(pair) == 2 for pair in pairs) and not answer:
            return matching_of([(md.prose(a), md.prose(b)) for a, b in pairs], [], notes)
        if kind.startswith("order") or (_ORDER.search(stem) and _is_permutation(draft, answer)):
            return _ordering(draft, answer)
        return _choices(draft, stem, kind, answer, notes)
    if rows:
        return matching_of(rows, [], notes)
    sample = draft.fields.get("sample answer") or draft.fields.get("model answer") or ""
    guide = draft.fields.get("rubric") or draft.fields.get("grading") or ""
    if sample or guide or kind.startswith(_OPEN):
        return person_marked(points, md.prose(guide), md.prose(sample) or draft.answer_markdown)
    if not answer:
        if draft.answer is not None:
            raise Unsuited("an answer is announced, but none follows")
        notes.append("no answer stands with it: a person marks it")
        return person_marked(points)
    word = answer.rstrip(".").lower()
    if word in ("true", "t", "false", "f", "đúng", "sai"):
        return {"format": "true_false", "answer": word in ("true", "t", "đúng")}
    number = _number(answer, draft, kind)
    if number is not None:
        return number
    if len(answer.split()) > _PROSE_WORDS or "\n" in answer:
        notes.append("a long answer is taken for a sample: a person marks it")
        return person_marked(points, "", draft.answer_markdown)
    texts = [part.strip() for part in re.split(r"[;|]", answer) if part.strip()]
    return words_of([Word(text.replace("*", "\\*")) for text in texts], notes)


def _choices(draft: Draft, stem: str, kind: str, answer: str, notes: list[str]) -> dict[str, Any]:
    right = _right(draft, answer)
    if {option.plain.strip().rstrip(".").lower() for option in draft.options} == {"true", "false"}:
        if len(right) != 1:
            raise Unsuited("neither true nor false is marked as right")
        key = right[0].plain.strip().rstrip(".").lower()
        told = {
            option.plain.strip().rstrip(".").lower(): "\n\n".join(option.feedback)
            for option in draft.options
            if option.feedback
        }
        return {
            "format": "true_false",
            "answer": key == "true",
            **({"feedback": told} if told else {}),
        }
    if not right:
        raise Unsuited("no option is marked as right")
    choices = [
        Choice(
            "\n\n".join(option.lines)
            if any("```" in part for part in option.lines)
            else " ".join(option.lines),
            1 / len(right) if option in right else 0.0,
            "\n\n".join(option.feedback),
        )
        for option in draft.options
    ]
    several = len(right) > 1 or bool(_ALL.search(stem)) or kind.startswith(_MANY)
    if several:
        return many_of(_balanced(choices), notes)
    return one_of(choices, notes)


def _balanced(choices: list[Choice]) -> list[Choice]:
    """The shares of the usual policy, for what says nothing of scoring."""
    wrong = sum(choice.share == 0 for choice in choices)
    return [
        Choice(choice.text, choice.share if choice.share else -1 / wrong, choice.feedback)
        for choice in choices
    ]


def _right(draft: Draft, answer: str) -> list[Option]:
    options = draft.options
    if answer:
        return _named(options, answer)
    starred = [option for option in options if option.right]
    if starred:
        return starred
    marked = [option for option in options if option.marked]
    return marked if len(marked) < len(options) else []


def _named(options: list[Option], answer: str) -> list[Option]:
    """The options that an answer names, by letter or text.

    Raises:
        Unsuited: it names what is no option.
    """
    labels = {option.label: option for option in options if option.label}
    if labels and "a" not in labels:  # a list that goes on from the question before
        labels = {chr(ord("a") + place): option for place, option in enumerate(options)}
    texts = {" ".join(option.plain.split()).rstrip(".").lower(): option for option in options}
    folded = " ".join(answer.split()).rstrip(".").lower()
    if found := _WITH_TEXT.match(answer):
        letter = found[1].lower()
        if letter in labels and not _LETTERS.fullmatch(answer.strip().rstrip(".")):
            return [labels[letter]]
    if _LETTERS.fullmatch(answer.strip().rstrip(".")):
        letters = [found.lower() for found in _LETTER.findall(answer)]
        unknown = [letter for letter in letters if letter not in labels]
        if not unknown:
            return [option for option in options if any(labels[x] is option for x in letters)]
        if folded not in texts:
            raise Unsuited(f"the answer names an option that is not there: {unknown[0].upper()}")
    if folded in texts:
        return [texts[folded]]
    if answer.isupper() and all(letter.lower() in labels for letter in answer):  # "AC"
        named = [labels[letter.lower()] for letter in answer]
        return [option for option in options if any(option is each for each in named)]
    parts = [" ".join(part.split()).rstrip(".").lower() for part in re.split(r"[;,]", answer)]
    if all(part in texts for part in parts):
        return [option for option in options if any(texts[part] is option for part in parts)]
    raise Unsuited(f"the answer is none of the options: {answer[:60]}")


def _is_permutation(draft: Draft, answer: str) -> bool:
    letters = [letter.lower() for letter in _LETTER.findall(answer)]
    return len(letters) > 2 and sorted(letters) == sorted(option.label for option in draft.options)


def _ordering(draft: Draft, answer: str) -> dict[str, Any]:
    places = {option.label: option for option in draft.options}
    order = [
        places[letter.lower()] for letter in _LETTER.findall(answer) if letter.lower() in places
    ]
    if answer and len({id(option) for option in order}) != len(draft.options):
        raise Unsuited("the answer does not name every step once")
    return ordering_of([" ".join(option.lines) for option in order or draft.options])


def _take_bullets(draft: Draft) -> None:
    """Options behind bullets at the end of the stem, where the answer or a mark tells one."""
    found: list[Option] = []
    kept = list(draft.stem)
    while len(kept) > 1 and kept[-1].role != "code" and (b := _BULLET.match(kept[-1].text)):
        paragraph = kept.pop().paragraph
        rest = paragraph.text[b.end() :].strip()
        starred = rest.endswith(("*", "✓", "✔")) and not rest.endswith("**")
        end = b.end() + len(rest) - 1 if starred else len(paragraph.text)
        text = rest[:-1].strip() if starred else rest
        found.insert(0, Option("", [paragraph.markdown(b.end(), end)], text, starred))
        found[0].marked = paragraph.marked
    for place, option in enumerate(found):
        option.label = chr(ord("a") + place % 26)
    texts = {" ".join(option.plain.split()).rstrip(".").lower() for option in found}
    answer = " ".join((draft.answer or "").split()).rstrip(".").lower()
    told = any(option.right for option in found) or 0 < sum(o.marked for o in found) < len(found)
    if len(found) > 1 and (answer in texts or (not answer and told)):
        draft.options, draft.stem = found, kept


def _take_romans(draft: Draft) -> None:
    """Options ``i.``, ``ii.``, ``iii.`` at the end of the stem, where the answer names some."""
    named = [
        part for part in re.split(r"[\s,;&/().]+|\band\b", (draft.answer or "").lower()) if part
    ]
    labelled = [_ROMAN.match(line.text) if line.role != "code" else None for line in draft.stem[1:]]
    if not named or not set(named) <= set(_ROMANS):
        return
    first = next((n for n, one in enumerate(labelled) if one and one[1].lower() == "i"), None)
    found = [] if first is None else labelled[first:]
    labels = [one[1].lower() if one else "" for one in found]
    if len(found) < 2 or labels != _ROMANS[: len(found)] or not set(named) <= set(labels):
        return
    lines = draft.stem[-len(found) :]
    draft.stem = draft.stem[: -len(found)]
    for place, (line, one) in enumerate(zip(lines, found, strict=True)):
        start = line.start + (one.end() if one else 0)
        text = line.paragraph.text[start:].strip()
        option = Option(chr(ord("a") + place), [line.paragraph.markdown(start)], text)
        draft.options.append(option)
    draft.answer = ", ".join(chr(ord("a") + _ROMANS.index(one)) for one in named)


def _rows(draft: Draft) -> list[tuple[str, str]]:
    """Pairs ``left -> right`` that stand in lines of the stem; they are taken out of it."""
    pairs = []
    kept = []
    for line in draft.stem:
        parts = _ARROW.split(line.text, maxsplit=1)
        if line is not draft.stem[0] and line.role != "code" and len(parts) == 2 and all(parts):
            pairs.append((md.prose(parts[0]), md.prose(parts[1])))
        else:
            kept.append(line)
    if len(pairs) < 2:
        return []
    draft.stem = kept
    numbers = [_ROW_NUMBER.match(left) for left, _ in pairs]
    if all(found and int(found[1]) == place for place, found in enumerate(numbers, 1)):
        pairs = [(_ROW_NUMBER.sub("", left, count=1), right) for left, right in pairs]
    return pairs


def _number(answer: str, draft: Draft, kind: str) -> dict[str, Any] | None:
    """A numeric answer with its tolerance and unit; None where it is none."""
    if kind in ("short answer", "short", "sa", "text"):
        return None
    parts = _TOLERANCE.split(_IN_BRACKETS.sub(r"\1 \2", answer), maxsplit=1)
    try:
        value, unit, percent = number_in(parts[0])
    except Unsuited:
        return _range(answer)
    if unit and not draft.fields.get("unit") and len(unit.split()) > 2:
        return None
    content: dict[str, Any] = {"format": "numeric", "answer": value}
    told = parts[1] if len(parts) == 2 else draft.fields.get("tolerance", "")
    if told:
        width, width_unit, share = number_in(told)
        unit = unit or width_unit
        if share and not percent:
            content["tolerance"] = {"relative": abs(width) / 100}
        elif width:
            content["tolerance"] = {"absolute": abs(width)}
    unit = draft.fields.get("unit") or ("%" if percent else unit)
    if unit:
        content["unit"] = unit
    return content


def _range(answer: str) -> dict[str, Any] | None:
    found = _RANGE.fullmatch(answer.strip().strip("[]()").rstrip("."))
    if not found:
        return None
    try:
        low, high = whole_number(found[1]), whole_number(found[2])
    except Unsuited:
        return None
    return {"format": "numeric", "range": [low, high]} if low <= high else None
