"""QTI 1.2's ``resprocessing``: an interpreter of its conditions.

Written after the IMS QTI ASI Information Model 1.2.1 (response processing). A response is a mapping
of ``respident`` to the labels chosen, or to the text typed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from xml.etree.ElementTree import Element

from mlinterview.graders._numbers import NumberError, read_exact
from mlinterview.interchange._xml import local

__all__ = ["Responses", "Rules", "UnknownRuleError"]

Responses = Mapping[str, Sequence[str]]
_MOST_STEPS = 100_000


class UnknownRuleError(Exception):
    """A condition or action that is not known here; one line says which."""


@dataclass
class Rules:
    """The conditions of one item.

    Attributes:
        item: the ``item``.
        numeric: the responses that are numbers, by ``respident``.
    """

    item: Element
    numeric: frozenset[str] = frozenset()
    _steps: int = 0
    _conditions: list[Element] = field(default_factory=list)
    _outcomes: dict[str, Element] = field(default_factory=dict)
    _cardinality: dict[str, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for made in self.item.iter():
            if local(made).startswith("response_") and made.get("ident"):
                many = made.get("rcardinality", "Single").lower() != "single"
                self._cardinality[made.get("ident", "")] = many
        for processing in self.item:
            if local(processing) != "resprocessing":
                continue
            for child in processing:
                if local(child) == "outcomes":
                    for variable in child:
                        self._outcomes[variable.get("varname", "SCORE").lower()] = variable
                elif local(child) == "respcondition":
                    self._conditions.append(child)

    @property
    def conditions(self) -> list[Element]:
        """The ``respcondition`` elements."""
        return self._conditions

    @property
    def maximum(self) -> float | None:
        """The most that the score may be, as the item says; None where it does not."""
        for variable in self._outcomes.values():
            found = _number(variable.get("maxvalue", ""))
            if found is not None and found > 0:
                return float(found)
        return None

    def score(self, responses: Responses) -> float:
        """The score; of several variables the one called so.

        Raises:
            UnknownRuleError: a rule is met that is not known here.
        """
        values, _ = self._run(responses)
        for name in ("score", "que_score"):
            if name in values:
                return values[name]
        return next(iter(values.values()), 0.0)

    def shown(self, responses: Responses) -> list[str]:
        """Identifiers of the feedback that a response shows; empty where rules are not known."""
        try:
            return self._run(responses)[1]
        except UnknownRuleError:
            return []

    def _run(self, responses: Responses) -> tuple[dict[str, float], list[str]]:
        self._steps = _MOST_STEPS
        values = {
            name: float(_number(variable.get("defaultval", "0")) or 0)
            for name, variable in self._outcomes.items()
        }
        shown: list[str] = []
        for condition in self._conditions:
            if not self._met(condition, responses):
                continue
            for rule in condition:
                if local(rule) == "setvar":
                    self._set(rule, values)
                elif local(rule) == "displayfeedback":
                    shown.append(rule.get("linkrefid", ""))
            if condition.get("continue", "No").lower() != "yes" and not _adds(condition):
                break
        for name, variable in self._outcomes.items():
            low, high = _number(variable.get("minvalue", "")), _number(variable.get("maxvalue", ""))
            if low is not None:
                values[name] = max(values[name], float(low))
            if high is not None and high > 0:
                values[name] = min(values[name], float(high))
        return values, shown

    def _set(self, rule: Element, values: dict[str, float]) -> None:
        name = (rule.get("varname") or rule.get("variablename") or "SCORE").lower()
        text = (rule.text or "").strip()
        if text.lower().endswith(".max"):
            amount = self.maximum or 1.0
        else:
            found = _number(text or "0")
            if found is None:
                raise UnknownRuleError(f"a score of {text[:40]!r}")
            amount = float(found)
        before = values.get(name, 0.0)
        action = rule.get("action", "Set").lower()
        if action == "set":
            values[name] = amount
        elif action == "add":
            values[name] = before + amount
        elif action == "subtract":
            values[name] = before - amount
        elif action == "multiply":
            values[name] = before * amount
        elif action == "divide" and amount:
            values[name] = before / amount
        else:
            raise UnknownRuleError(f"the action {action[:40]!r}")

    def _met(self, condition: Element, responses: Responses) -> bool:
        made = next((child for child in condition if local(child) == "conditionvar"), None)
        if made is None or not len(made):
            return True
        return self._any_or_all(list(made), responses)

    def _any_or_all(self, parts: list[Element], responses: Responses) -> bool:
        """All of them; but several values of one answer, of which it can be but one, are any."""
        idents = {part.get("respident") for part in parts}
        only = all(local(part) == "varequal" for part in parts)
        met = [self._holds(part, responses) for part in parts]
        if only and len(parts) > 1 and len(idents) == 1 and not self._many(idents.pop()):
            return any(met)
        return all(met)

    def _many(self, respident: str | None) -> bool:
        return self._cardinality.get(respident or "", False)

    def _holds(self, made: Element, responses: Responses) -> bool:
        self._steps -= 1
        if self._steps < 0:
            raise UnknownRuleError("too many conditions")
        name = local(made)
        if name == "and":
            return all(self._holds(child, responses) for child in made)
        if name == "or":
            return any(self._holds(child, responses) for child in made)
        if name == "not":
            return not self._any_or_all(list(made), responses)
        if name == "other":
            return True
        given = responses.get(made.get("respident", ""), ())
        if name == "unanswered":
            return not given
        value = (made.text or "").strip()
        if name == "varequal":
            return self._equal(made, given, value)
        if name in ("vargte", "varlte", "vargt", "varlt"):
            return _compared(name, given, value)
        if name == "varsubset":
            parts = [part.strip() for part in value.split(",")]
            return set(parts) <= set(given)
        if name == "varsubstring":
            return any(value.lower() in one.lower() for one in given)
        raise UnknownRuleError(f"the condition {name[:40]}")

    def _equal(self, made: Element, given: Sequence[str], value: str) -> bool:
        if made.get("case", "No").lower() == "yes":
            return value in [one.strip() for one in given]
        if made.get("respident") in self.numeric and (number := _number(value)) is not None:
            return any(_number(one) == number for one in given)
        folded = value.lower()
        return any(one.strip().lower() == folded for one in given)


def _adds(condition: Element) -> bool:
    """Conditions that add to the score are all looked at, as Canvas writes them without a word."""
    actions = {rule.get("action", "Set").lower() for rule in condition if local(rule) == "setvar"}
    return "add" in actions or "subtract" in actions


def _compared(name: str, given: Sequence[str], value: str) -> bool:
    bound = _number(value)
    if bound is None:
        raise UnknownRuleError(f"a bound of {value[:40]!r}")
    for one in given:
        found = _number(one)
        if found is None:
            continue
        if name == "vargte":
            return found >= bound
        if name == "varlte":
            return found <= bound
        return found > bound if name == "vargt" else found < bound
    return False


def _number(text: str) -> Fraction | None:
    try:
        return read_exact(text) if text.strip() else None
    except NumberError:
        return None
