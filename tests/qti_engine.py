"""An engine for QTI 2.1 and 3.0 written apart from the library: it reads files and scores.

Names are compared in small letters without hyphens and ``qti-``, so that both versions are one.
"""

from __future__ import annotations

import io
import zipfile
from typing import Any
from xml.etree import ElementTree as ET

import mlinterview as mli


def name_of(node: ET.Element) -> str:
    """``qti-simple-choice`` and ``simpleChoice`` as ``simplechoice``."""
    plain = node.tag.rpartition("}")[2].lower()
    return plain.removeprefix("qti-").replace("-", "")


def attribute(node: ET.Element, wanted: str, default: str = "") -> str:
    """An attribute by its name of 2.1."""
    for key, value in node.attrib.items():
        if key.replace("-", "").lower() == wanted.lower():
            return value
    return default


def find_all(node: ET.Element, wanted: str) -> list[ET.Element]:
    """All elements below of a name (of 2.1)."""
    return [one for one in node.iter() if name_of(one) == wanted.lower()]


class Engine:
    """Scores responses to one item file."""

    def __init__(self, content: bytes) -> None:
        self.root = ET.fromstring(content)
        self.base: dict[str, str] = {}
        self.kind: dict[str, str] = {}
        self.right: dict[str, list[Any]] = {}
        self.maps: dict[str, ET.Element] = {}
        self.first: dict[str, Any] = {}
        for node in self.root:
            if name_of(node) in ("responsedeclaration", "outcomedeclaration"):
                name = attribute(node, "identifier")
                self.base[name] = attribute(node, "baseType")
                self.kind[name] = attribute(node, "cardinality")
                for part in node:
                    values = [self.value(one.text or "", self.base[name]) for one in part]
                    if name_of(part) == "correctresponse":
                        self.right[name] = values
                    elif name_of(part) == "mapping":
                        self.maps[name] = part
                    else:
                        self.first[name] = values[0]

    @staticmethod
    def value(text: str, base: str) -> Any:
        return float(text) if base in ("float", "integer") else text

    def score(self, given: dict[str, Any]) -> float:
        """The outcome SCORE; single values stand as lists of one."""
        self.now = {name: [value] for name, value in self.first.items()}
        self.now |= {name: list(values) for name, values in given.items() if values != []}
        for processing in self.root:
            if name_of(processing) == "responseprocessing":
                template = attribute(processing, "template").rpartition("/")[2]
                if template == "match_correct":
                    same = self.same(
                        "RESPONSE", self.now.get("RESPONSE", []), self.right["RESPONSE"]
                    )
                    self.now["SCORE"] = [float(same)]
                elif template == "map_response":
                    self.now["SCORE"] = [self.mapped("RESPONSE")]
                else:
                    self.run(list(processing))
        return float(self.now.get("SCORE", [0.0])[0])

    def run(self, rules: list[ET.Element]) -> None:
        for rule in rules:
            if name_of(rule) == "setoutcomevalue":
                self.now[attribute(rule, "identifier")] = self.eval(rule[0])
            else:
                assert name_of(rule) == "responsecondition"
                for branch in rule:
                    if name_of(branch) == "responseelse":
                        self.run(list(branch))
                    elif self.eval(branch[0]) == [True]:
                        self.run(list(branch)[1:])
                        break

    def same(self, name: str, one: list[Any], other: list[Any]) -> bool:
        ordered = self.kind.get(name) == "ordered"
        return bool(one) and (one == other if ordered else sorted(one) == sorted(other))

    def mapped(self, name: str) -> float:
        table = self.maps[name]
        total = 0.0
        for value in set(self.now.get(name, [])):
            found = float(attribute(table, "defaultValue", "0"))
            for line in table:
                key = self.value(attribute(line, "mapKey"), self.base[name])
                bare = attribute(line, "caseSensitive", "true") == "false"
                if key == value or (bare and str(key).lower() == str(value).lower()):
                    found = float(attribute(line, "mappedValue"))
                    break
            total += found
        low, high = attribute(table, "lowerBound"), attribute(table, "upperBound")
        total = max(total, float(low)) if low else total
        return min(total, float(high)) if high else total

    def eval(self, node: ET.Element) -> list[Any]:
        """The value as a list; empty is NULL."""
        what = name_of(node)
        if what == "variable":
            return self.now.get(attribute(node, "identifier"), [])
        if what == "basevalue":
            return [self.value(node.text or "", attribute(node, "baseType"))]
        if what == "correct":
            return self.right[attribute(node, "identifier")]
        if what == "mapresponse":
            return [self.mapped(attribute(node, "identifier"))]
        parts = [self.eval(one) for one in node]
        if what == "isnull":
            return [parts[0] == []]
        if what == "multiple":
            return [value for part in parts for value in part]
        if what in ("and", "or"):
            return [all(p == [True] for p in parts) if what == "and" else [True] in parts]
        if what == "not":
            return [parts[0] != [True]]
        if [] in parts:
            return []
        if what == "match":
            name = next(
                (attribute(one, "identifier") for one in node if name_of(one) == "variable"), ""
            )
            return [self.same(name, *parts)]
        if what == "member":
            return [parts[0][0] in parts[1]]
        if what == "index":
            place = int(attribute(node, "n"))
            return parts[0][place - 1 : place]
        if what == "stringmatch":
            return [str(parts[0][0]).lower() == str(parts[1][0]).lower()]
        numbers = [part[0] for part in parts]
        if what == "sum":
            return [sum(numbers)]
        if what == "product":
            product = 1.0
            for number in numbers:
                product *= number
            return [product]
        one, other = numbers
        results = {
            "subtract": lambda: one - other,
            "divide": lambda: one / other,
            "lt": lambda: one < other,
            "lte": lambda: one <= other,
            "gt": lambda: one > other,
            "gte": lambda: one >= other,
            "equal": lambda: one == other,
        }
        return [results[what]()]


def unpacked(content: bytes) -> dict[str, bytes]:
    """The files of a package."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def ident(name: str) -> str:
    """How an id of ours is written: none of QTI begins with a digit."""
    return f"_{name}" if name[0].isdigit() else name


def as_qti(item: mli.Item, response: Any) -> dict[str, Any]:
    """A response as an engine gets it."""
    if response is None:
        return {}
    match item.format:
        case "single_choice":
            return {"RESPONSE": [ident(response)]}
        case "true_false":
            return {"RESPONSE": [str(response).lower()]}
        case "multi_select" | "ordering":
            return {"RESPONSE": [ident(one) for one in response]}
        case "matching":
            return {"RESPONSE": [f"R_{row} {ident(one)}" for row, one in response.items()]}
        case "cloze":
            return {
                ident(name): [ident(value) if hasattr(item.blanks[name], "options") else value]
                for name, value in response.items()
            }
        case _:
            return {"RESPONSE": [response]}


def half_right(item: mli.Item) -> Any:
    """A response that is right in part, where the format has parts; else None."""
    match item.format:
        case "multi_select":
            right = list(item.correct_ids)
            return right[: max(1, len(right) // 2)]
        case "matching":
            key = dict(item.key_response())
            return dict(list(key.items())[: max(1, len(key) // 2)])
        case "ordering":
            return [item.step_ids[1], item.step_ids[0], *item.step_ids[2:]]
        case "cloze":
            key = item.key_response()
            return {name: key[name] for name in item.blank_ids[: max(1, len(key) // 2)]}
        case _:
            return None


def wrong(item: mli.Item) -> Any:
    """A response with one thing wrong."""
    match item.format:
        case "single_choice":
            return next(one.id for one in item.options if not one.correct)
        case "true_false":
            return not item.answer
        case "multi_select":
            false = [one.id for one in item.options if not one.correct]
            return [*item.correct_ids, *false[:1]]
        case "matching":
            row = item.rows[0]
            other = next(one.id for one in item.options if one.id != row.match)
            return {**item.key_response(), row.id: other}
        case "ordering":
            return list(reversed(item.step_ids))
        case "numeric":
            return 1e6 + 3 * abs(float(item.key_response()))
        case "cloze":
            name = item.blank_ids[0]
            blank = item.blanks[name]
            value: Any = "nothing of the kind"
            if hasattr(blank, "options"):
                value = next(one.id for one in blank.options if not one.correct)
            elif blank.format == "numeric":
                value = 1e6 + 3 * abs(float(blank.key_response()))
            return {**item.key_response(), name: value}
        case _:
            return "nothing of the kind"
