"""What a QTI 2 or 3 engine computes for a response: an interpreter of response processing.

Written after the "Item Session Control" and "Response Processing" parts of the IMS QTI Assessment
Test, Section and Item Information Model 2.1. It tells what an export loses, and what a foreign item
scores.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from xml.etree.ElementTree import Element

from mlinterview.interchange._qti.expressions import (
    Declaration,
    State,
    UnsupportedError,
    evaluate,
    mapped,
    typed,
)

__all__ = ["Processing", "UnsupportedError", "declared"]

#: rules hold no loops; this bounds files that were made to take long
_MOST_STEPS = 200_000


class _Exit(Exception):
    """``exitResponse`` was met."""


class Processing:
    """An item's declarations and rules, ready to score responses.

    Args:
        item: the item with the names of 2.1, without namespaces.

    Raises:
        UnsupportedError: a declared value is not of its base type.
    """

    def __init__(self, item: Element) -> None:
        self.responses: dict[str, Declaration] = {}
        self._outcomes: dict[str, Declaration] = {}
        for made in item:
            if made.tag in ("responseDeclaration", "outcomeDeclaration"):
                declaration = declared(made)
                asked = made.tag == "responseDeclaration"
                (self.responses if asked else self._outcomes)[declaration.identifier] = declaration
        self._rules = item.find("responseProcessing")
        self._declarations = {**self._outcomes, **self.responses}

    @property
    def maximum(self) -> float | None:
        """What the item says is the most it is worth; None where it does not."""
        found = self._outcomes.get("MAXSCORE")
        return found.start if found is not None and isinstance(found.start, float) else None

    def outcomes(self, responses: Mapping[str, Any]) -> dict[str, Any]:
        """The outcome variables after one response.

        Args:
            responses: values by response identifier; None, or none at all, is unanswered.

        Raises:
            UnsupportedError: a rule is met that is not known here, or that has no value.
        """
        state = self._start(responses)
        rules = self._rules
        if rules is None:
            raise UnsupportedError("no response processing")
        template = (rules.get("template") or rules.get("templateLocation") or "").strip()
        try:
            if len(rules):
                _run(rules, state)
            elif template:
                _template(template, state)
            else:
                raise UnsupportedError("no response processing")
        except _Exit:
            pass
        except (ArithmeticError, TypeError, ValueError, LookupError, AttributeError) as error:
            raise UnsupportedError(f"a rule without a value ({error})") from None
        return {name: state.values[name] for name in state.outcomes}

    def score(self, responses: Mapping[str, Any]) -> float:
        """The outcome ``SCORE``, else the only number among the outcomes; 0 where it is NULL.

        Raises:
            UnsupportedError: as above, or there is no such outcome.
        """
        outcomes = self.outcomes(responses)
        name = "SCORE"
        if name not in outcomes:
            numeric = [key for key, value in outcomes.items() if isinstance(value, float)]
            if len(numeric) != 1:
                raise UnsupportedError("no outcome SCORE")
            name = numeric[0]
        found = outcomes[name]
        if isinstance(found, bool) or not isinstance(found, int | float | None):
            raise UnsupportedError("a score that is no number")
        return float(found or 0.0)

    def _start(self, responses: Mapping[str, Any]) -> State:
        values = {
            name: declaration.contained(responses.get(name))
            for name, declaration in self.responses.items()
        }
        values |= {name: declaration.start for name, declaration in self._outcomes.items()}
        return State(_MOST_STEPS, values, self._declarations, list(self._outcomes))


def declared(made: Element) -> Declaration:
    """A ``responseDeclaration`` or ``outcomeDeclaration``.

    Raises:
        UnsupportedError: a value is not of its base type.
    """
    base = made.get("baseType", "")
    bare = Declaration(made.get("identifier", ""), made.get("cardinality", "single"), base)

    def values(tag: str) -> Any:
        within = made.find(tag)
        if within is None:
            return None
        try:
            found = [typed(value.text or "", base) for value in within.findall("value")]
        except (ValueError, OverflowError):
            raise UnsupportedError(f"a value that is no {base}") from None
        if bare.cardinality in ("multiple", "ordered"):
            return bare.contained(found)
        return found[0] if found else None

    start = values("defaultValue")
    if start is None and made.tag == "outcomeDeclaration" and bare.cardinality == "single":
        start = {"float": 0.0, "integer": 0}.get(base)
    return Declaration(
        identifier=bare.identifier,
        cardinality=bare.cardinality,
        base=base,
        start=start,
        correct=values("correctResponse"),
        mapping=made.find("mapping"),
        table=_first(made, "interpolationTable", "matchTable"),
    )


def _first(made: Element, *tags: str) -> Element | None:
    return next((child for child in made if child.tag in tags), None)


def _template(address: str, state: State) -> None:
    name = address.rpartition("/")[2].removesuffix(".xml")
    response = state.declaration("RESPONSE")
    given = state.values["RESPONSE"]
    if name in ("match_correct", "CC2_match"):
        state.values["SCORE"] = float(given is not None and given == response.correct)
    elif name in ("map_response", "CC2_map_response"):
        state.values["SCORE"] = mapped(given, response)
    else:
        raise UnsupportedError(f"the template {name or address!r}")


def _run(rules: Iterable[Element], state: State) -> None:
    for rule in rules:
        state.step()
        if rule.tag == "responseCondition":
            _condition(rule, state)
        elif rule.tag == "setOutcomeValue":
            _set(rule, state)
        elif rule.tag == "lookupOutcomeValue":
            _look_up(rule, state)
        elif rule.tag == "responseProcessingFragment":
            _run(rule, state)
        elif rule.tag == "exitResponse":
            raise _Exit
        else:
            raise UnsupportedError(f"the rule {rule.tag}")


def _look_up(rule: Element, state: State) -> None:
    """``lookupOutcomeValue``: the outcome's own table turns a number into its value."""
    name = rule.get("identifier", "")
    declaration = state.declaration(name)
    table = declaration.table
    if table is None:
        raise UnsupportedError(f"no table to look {name!r} up in")
    source = evaluate(rule[0], state)
    target = table.get("defaultValue")
    interpolated = table.tag == "interpolationTable"
    for entry in table:
        if source is None:
            break
        bound = float(entry.get("sourceValue", ""))
        closed = entry.get("includeBoundary", "true") in ("true", "1")
        if (source == bound and (closed or not interpolated)) or (interpolated and source > bound):
            target = entry.get("targetValue")
            break
    value = None if target is None else typed(target, declaration.base)
    state.values[name] = declaration.contained(value)


def _set(rule: Element, state: State) -> None:
    name = rule.get("identifier", "")
    value = evaluate(rule[0], state)
    declaration = state.declarations.get(name)
    if declaration is not None:
        value = declaration.contained(value)
        if declaration.base == "float" and value is not None and not isinstance(value, list):
            value = float(value)
    state.values[name] = value


def _condition(condition: Element, state: State) -> None:
    for branch in condition:
        if branch.tag == "responseElse":
            _run(branch, state)
            return
        if branch.tag not in ("responseIf", "responseElseIf") or not len(branch):
            raise UnsupportedError(f"the rule {branch.tag}")
        if evaluate(branch[0], state) is True:
            _run(list(branch)[1:], state)
            return
