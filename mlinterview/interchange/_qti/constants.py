"""What rules of foreign QTI 2 and 3 items compare with, and what their mappings give."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from xml.etree.ElementTree import Element

from mlinterview.interchange._qti.answers import Constants
from mlinterview.interchange._qti.expressions import Declaration, typed
from mlinterview.interchange._scored import Unsuited

__all__ = ["constants_of", "weights_of"]

_COMPARING = frozenset(
    {
        "equal",
        "equalRounded",
        "gt",
        "gte",
        "lt",
        "lte",
        "match",
        "patternMatch",
        "stringMatch",
        "substring",
        "subtract",
    }
)


def constants_of(item: Element, declaration: Declaration) -> Constants:
    """Numbers, texts, tolerances and patterns that a response is compared with."""
    found = Constants()
    textual = declaration.base == "string"
    if declaration.mapping is not None:
        keys = [each.get("mapKey", "") for each in declaration.mapping.findall("mapEntry")]
        (found.texts if textual else found.numbers).extend(keys)
    rules = item.find("responseProcessing")
    for each in rules.iter() if rules is not None else ():
        names = {made.get("identifier") for made in each.iter("variable")}
        if each.tag not in _COMPARING or (names and declaration.identifier not in names):
            continue
        for base in each.iter("baseValue"):
            text = (base.text or "").strip()
            (found.texts if base.get("baseType") == "string" else found.numbers).append(text)
        _widths(each, found)
        if each.tag == "patternMatch" and each.get("pattern"):
            found.patterns.append(each.get("pattern", ""))
    if not textual and declaration.correct is not None:
        right = declaration.correct
        found.numbers += map(repr, right if isinstance(right, list) else [right])
    return found


def _widths(made: Element, found: Constants) -> None:
    try:
        if made.tag == "equal":
            widths = [abs(float(part)) for part in made.get("tolerance", "").split()[:2]]
            if made.get("toleranceMode") == "relative":
                found.ratios += [width / 100 for width in widths]
            elif made.get("toleranceMode") == "absolute":
                found.widths += widths
        elif made.tag == "equalRounded":
            figures = int(made.get("figures", "0"))
            if made.get("roundingMode") == "decimalPlaces" and 0 <= figures <= 15:
                found.widths.append(0.5 * 10.0**-figures)
    except ValueError:
        pass  # the rules have no value either, which is said


def weights_of(declaration: Declaration) -> dict[Any, float] | None:
    """Points by value where a mapping gives them; what it does not name earns its default."""
    if declaration.mapping is None:
        return None
    try:
        default = float(declaration.mapping.get("defaultValue") or 0)
    except ValueError:
        raise Unsuited("a mapping with a value that is no number") from None
    found: dict[Any, float] = defaultdict(lambda: default)
    for each in declaration.mapping.findall("mapEntry"):
        try:
            worth = float(each.get("mappedValue", "0"))
        except ValueError:
            raise Unsuited("a mapping with a value that is no number") from None
        found[typed(each.get("mapKey", ""), declaration.base)] = worth
    return found
