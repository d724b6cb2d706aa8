"""What reading a file gives back: its records, all at once or one by one, with its problems."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from types import TracebackType
from typing import Generic, Self, TypeVar, overload

from mlinterview.errors import RecordsError
from mlinterview.store._problems import ProblemList, RecordProblem

__all__ = ["MAX_RECORDS", "RecordFile", "RecordStream"]

T = TypeVar("T")
MAX_RECORDS = 1_000_000


class RecordFile(Sequence[T]):
    """A sequence of records.

    Attributes:
        name: the file, as it was given.
        problems: lines, rows and fields that could not be read; the others were.
    """

    def __init__(
        self, name: str, records: Sequence[T], problems: Sequence[RecordProblem] = ()
    ) -> None:
        self.name = name
        self.problems = tuple(problems)
        self._records = tuple(records)

    def __len__(self) -> int:
        return len(self._records)

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...
    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        return self._records[index]

    def __iter__(self) -> Iterator[T]:
        return iter(self._records)

    def __repr__(self) -> str:
        counts = f"{len(self)} records, {len(self.problems)} problems"
        return f"<{type(self).__name__} {self.name!r}: {counts}>"


class RecordStream(Iterator[T], Generic[T]):
    """Records one by one; ``problems`` holds what could not be read so far.

    It closes the file at its end; leave it early through ``close()`` or a ``with`` block.
    """

    def __init__(
        self, name: str, records: Iterator[T], problems: ProblemList, opened: ExitStack
    ) -> None:
        self.name = name
        self._records = records
        self._problems = problems
        self._opened = opened

    @property
    def problems(self) -> tuple[RecordProblem, ...]:
        """Lines, rows and fields that could not be read, so far."""
        return self._problems.all()

    def __next__(self) -> T:
        try:
            return next(self._records)
        except OSError as error:
            self.close()
            reason = error.strerror or error
            raise RecordsError(f"{self.name}: the file cannot be read: {reason}") from None
        except BaseException:
            self.close()
            raise

    def all(self, advice: str) -> list[T]:
        """The records that are left.

        Raises:
            RecordsError: there are over a million; ``advice`` says what to do then.
        """
        records: list[T] = []
        for record in self:
            if len(records) >= MAX_RECORDS:
                raise RecordsError(f"{self.name}: over {MAX_RECORDS:,} records; {advice}")
            records.append(record)
        return records

    def close(self) -> None:
        """Close the file."""
        self._opened.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
