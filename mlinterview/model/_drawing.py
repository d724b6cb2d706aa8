"""The draw of a parametrised item, prepared once for those who draw hundreds of times.

`Drawing` gives what `mlinterview.model.parameters.draw` gives for the same item and seed; only its
expressions are compiled, and the values of a parameter are computed once.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from typing import Any

from mlinterview.errors import ExpressionError
from mlinterview.model import _random
from mlinterview.model._compiled import Program, compiled, everyday
from mlinterview.model._expressions import Value, evaluate, round_value
from mlinterview.model._ranges import Range, ranges
from mlinterview.model.parameters import Parameter

__all__ = ["Drawing"]


class _Table(dict[int, Value]):
    """The values of a parameter by index, each computed when it is first drawn."""

    def __init__(self, name: str, parameter: Parameter, text: bool) -> None:
        self.name, self.parameter, self.text = name, parameter, text
        self.count = parameter.count
        #: told of values that compiled code may not work on
        self.unusual: list[Value] = []

    def __missing__(self, index: int) -> Value:
        value = round_value(self.parameter.value(index), self.name)
        if not (self.text or everyday(value)):
            self.unusual.append(value)
        self[index] = value
        return value


class Drawing:
    """The draws of an item of a bank, seed after seed.

    Args:
        item_id: the item's id, which every draw depends on.
        parameters: by name.
        derive: expressions by name.
        more: further expressions, by anything that is no name; they may use all names.
    """

    def __init__(
        self,
        item_id: str,
        parameters: Mapping[str, Parameter],
        derive: Mapping[str, str],
        more: Mapping[Any, str] | None = None,
    ) -> None:
        self._id = item_id
        self._expressions: dict[Any, str] = {
            name: text.strip().removeprefix("=") for name, text in derive.items()
        }
        self._expressions |= more or {}
        self._texts = frozenset(
            name
            for name, each in parameters.items()
            if each.choices is not None and all(isinstance(value, str) for value in each.choices)
        )
        self._tables = [
            _Table(name, each, name in self._texts) for name, each in parameters.items()
        ]
        self._unusual: list[Value] = []
        for table in self._tables:
            table.unusual = self._unusual
        #: what `rows` gives values of: parameters, what is derived, what is more
        self.names: tuple[Any, ...] = (*parameters, *self._expressions)
        self._parameters = parameters

    @cached_property
    def _program(self) -> Program | None:
        return compiled(list(self._parameters), self._expressions, self._texts)

    def ranges(self) -> dict[Any, Range] | None:
        """The bounds of the values of all names; None where a draw may have none."""
        return ranges(self._parameters, self._expressions)

    def indexes(self, seeds: Sequence[int]) -> list[tuple[int, ...]]:
        """Which value of each parameter the seeds draw."""
        drawn = [self._picks(table, seeds) for table in self._tables]
        return list(zip(*drawn, strict=True)) if drawn else [()] * len(seeds)

    def drawn(self, name: str, seeds: Sequence[int]) -> list[Value]:
        """The values of one parameter that the seeds draw.

        Raises:
            ExpressionError: one of them is no finite number.
        """
        table = next(each for each in self._tables if each.name == name)
        return list(map(table.__getitem__, self._picks(table, seeds)))

    def _picks(self, table: _Table, seeds: Sequence[int]) -> list[int]:
        return _random.picks(table.count, seeds, (self._id,), ("parameter", table.name))

    def values(self, indexes: tuple[int, ...]) -> dict[Any, Value]:
        """The values of all names for the parameters' indexes, and those of ``more``.

        Raises:
            ExpressionError: an expression has no value.
        """
        return dict(zip(self.names, next(self.rows([indexes])), strict=True))

    def rows(self, draws: Sequence[tuple[int, ...]]) -> Iterator[tuple[Value, ...]]:
        """The values of ``names``, draw after draw.

        Raises:
            ExpressionError: an expression has no value in the draw whose turn it is.
        """
        drawn: list[Any] = []
        try:
            columns = [
                list(map(table.__getitem__, column))
                for table, column in zip(self._tables, zip(*draws, strict=True), strict=True)
            ]
        except Exception:  # it is told when its draw's turn comes
            program = None
        else:
            program = self._program
            drawn = list(zip(*columns, strict=True)) if columns else [()] * len(draws)
        at = 0
        while at < len(draws):
            if program is not None and not self._unusual:
                done: list[tuple[Value, ...]] = []
                with suppress(Exception):  # `evaluate` says what it is
                    program(drawn[at:], done.append)
                yield from done
                at += len(done)
            if at < len(draws):
                yield self._interpreted(draws[at])
                at += 1

    def _interpreted(self, indexes: tuple[int, ...]) -> tuple[Value, ...]:
        drawn = [table[index] for table, index in zip(self._tables, indexes, strict=True)]
        values: dict[Any, Value] = dict(zip(self.names, drawn, strict=False))
        for key, expression in self._expressions.items():
            values[key] = self._evaluated(key, expression, values)
        return tuple(values.values())

    @staticmethod
    def _evaluated(key: Hashable, expression: str, values: Mapping[Any, Value]) -> Value:
        try:
            return evaluate(expression, {n: v for n, v in values.items() if isinstance(n, str)})
        except ExpressionError as error:
            if isinstance(key, str):
                raise ExpressionError(f"derive.{key}: {error}") from None
            raise
