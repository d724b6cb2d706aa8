"""``multi_select``: any number of options is right. Response: their ids, ``[]`` for none."""

from typing import Any, Literal, Self

from pydantic import model_validator

from mlinterview.errors import InvalidResponseError
from mlinterview.model.content import Choices, Order, one_id, shown_ids, split_list, unique_ids
from mlinterview.model.item import Item

__all__ = ["MultiSelect"]

_NONE_OF_THEM = {"-", "–", "—", "[]"}


class MultiSelect(Choices, Item):
    """An item with any number of right options, from none to all.

    With ``weight`` on its options and the policy ``weighted``, the weights of right options add up
    to 1 and those of wrong ones are 0 or less.
    """

    format: Literal["multi_select"]

    @model_validator(mode="after")
    def _some_options(self) -> Self:
        unique_ids(self.options, "options", 2)
        if any(option.weight is not None for option in self.options):
            self._check_weights()
        return self

    def _check_weights(self) -> None:
        total = 0.0
        for option in self.options:
            weight = option.weight or 0
            if option.correct:
                if weight < 0:
                    raise ValueError(
                        f"a right option's weight of 0 or more expected: {option.id!r}"
                    )
                total += weight
            elif weight > 0:
                raise ValueError(f"a wrong option's weight of 0 or less expected: {option.id!r}")
        if self.correct_ids and abs(total - 1) > 1e-6:
            raise ValueError(f"weights of right options that add up to 1 expected, found {total:g}")

    def read_response(self, value: Any) -> tuple[str, ...] | None:
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        expected = f"a list of option ids, each {shown_ids(self.choices)}"
        if not isinstance(value, (list, tuple, set, frozenset)):
            raise InvalidResponseError(value, expected)
        chosen = set()
        for entry in value:
            identity = one_id(entry, self.choices)
            if identity is None:
                raise InvalidResponseError(value, expected)
            chosen.add(identity)
        return tuple(option.id for option in self.options if option.id in chosen)

    def parse_text(self, text: str, order: Order) -> list[str] | None:
        if not text.strip():
            return None
        if text.strip() in _NONE_OF_THEM:
            return []
        expected = f"letters or option ids ({shown_ids(self.choices)}), or - for none of them"
        found = split_list(text, self.choices, order, expected)
        return list(dict.fromkeys(found))

    def answer_form(self) -> str:
        return (
            "Answer with the letters of all options that apply, separated by commas;"
            ' "-" if none of them applies.'
        )

    def key_response(self) -> list[str]:
        return list(self.correct_ids)
