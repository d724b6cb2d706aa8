"""A second record for the same examinee, item and attempt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import TypeVar

from mlinterview.model.records import ResponseRecord
from mlinterview.model.score import ItemScore

__all__ = ["mark_duplicates"]

R = TypeVar("R", ResponseRecord, ItemScore)


def mark_duplicates(records: Iterable[R]) -> Iterator[tuple[R, bool]]:
    """Each record, and whether one with the same examinee, item and attempt came before it.

    Works on responses and on scores, as a stream: what is kept is 16 bytes for each record that is
    no duplicate (a hash; two different records share one with a chance below 1e-26 among a
    million).

    >>> from mlinterview.model.records import ResponseRecord
    >>> one = ResponseRecord(examinee="ann", item="loss-for-task")
    >>> [again for _, again in mark_duplicates([one, one])]
    [False, True]
    """
    seen: set[bytes] = set()
    for record in records:
        if isinstance(record, ItemScore):
            key = (record.examinee_id, record.item_id, record.attempt)
        else:
            key = (record.examinee, record.item, record.attempt)
        digest = blake2b(repr(key).encode("utf-8", "backslashreplace"), digest_size=16).digest()
        yield record, digest in seen
        seen.add(digest)
