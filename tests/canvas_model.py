"""What Canvas makes of a QTI 1.2 file, by type; written apart from the library."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET

import mlinterview as mli

SPACE = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"


def items_of(content: bytes) -> dict[str, ET.Element]:
    """The questions of a quiz by identifier."""
    return {node.get("ident", ""): node for node in ET.fromstring(content).iter(f"{SPACE}item")}


def field(item: ET.Element, name: str) -> str:
    """A field of the item's metadata."""
    for node in item.iter(f"{SPACE}qtimetadatafield"):
        if node.findtext(f"{SPACE}fieldlabel") == name:
            return node.findtext(f"{SPACE}fieldentry") or ""
    raise AssertionError(name)


def _scoring(item: ET.Element) -> list[ET.Element]:
    found = item.iter(f"{SPACE}respcondition")
    return [one for one in found if one.find(f"{SPACE}setvar") is not None]


def _not_right(item: ET.Element) -> set[ET.Element]:
    return {one for node in item.iter(f"{SPACE}not") for one in node.iter(f"{SPACE}varequal")}


def points(item: ET.Element, given: dict[str, Any]) -> float:
    """The points of a response: labels or text by the identifier of the response."""
    most, kind = float(field(item, "points_possible")), field(item, "question_type")
    wrong = _not_right(item)
    right: dict[str, list[str]] = {}
    for condition in _scoring(item):
        for node in condition.iter(f"{SPACE}varequal"):
            if node not in wrong:
                right.setdefault(node.get("respident", ""), []).append(node.text or "")
    if kind in ("multiple_choice_question", "true_false_question"):
        return most * (given.get("response1") in right["response1"])
    if kind == "multiple_answers_question":
        key, chosen = set(right.get("response1", [])), set(given.get("response1", []))
        return most * max(0.0, (len(key & chosen) - len(chosen - key)) / len(key)) if key else 0.0
    if kind in ("matching_question", "multiple_dropdowns_question"):
        rows = [given.get(name) in keys for name, keys in right.items()]
        return most * sum(rows) / len(rows)
    if kind == "fill_in_multiple_blanks_question":
        hits = 0
        lids = list(item.iter(f"{SPACE}response_lid"))
        for lid in lids:
            texts = [(node.text or "").lower() for node in lid.iter(f"{SPACE}mattext")][1:]
            hits += str(given.get(lid.get("ident", ""), "\0")).strip().lower() in texts
        return most * hits / len(lids)
    typed = given.get("response1")
    if typed is None:
        return 0.0
    if kind == "short_answer_question":
        return most * (str(typed).strip().lower() in [one.lower() for one in right["response1"]])
    assert kind == "numerical_question", kind
    low = [float(node.text or "") for node in item.iter(f"{SPACE}vargte")]
    high = [float(node.text or "") for node in item.iter(f"{SPACE}varlte")]
    exact = [float(one) for one in right.get("response1", [])]
    within = bool(low) and low[0] <= float(typed) <= high[0]
    return most * (within or float(typed) in exact)


def as_canvas(item: mli.Item, response: Any) -> dict[str, Any]:
    """A response as it is given in Canvas."""
    if response is None:
        return {}
    match item.format:
        case "matching":
            return {f"response_{row}": option for row, option in response.items()}
        case "true_false":
            return {"response1": str(response).lower()}
        case "cloze":
            names = list(item.blank_ids)
            chosen = all(hasattr(blank, "options") for blank in item.blanks.values())
            return {
                f"response_{name}": f"b{names.index(name) + 1}_{value}" if chosen else value
                for name, value in response.items()
            }
        case _:
            return {"response1": response}
