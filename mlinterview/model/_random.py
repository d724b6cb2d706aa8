"""Draws that are alike on every machine and Python version: SHA-256 of the key, nothing else.

``random.Random`` promises the same stream only for ``random()``; what ``shuffle`` and ``randrange``
make of it has changed between versions.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from functools import cache, lru_cache
from importlib import import_module
from typing import Any

__all__ = ["permutation", "pick", "picks"]


@cache
def _sha256() -> Any:
    """SHA-256 without OpenSSL where Python has its own: on short keys it takes half the time."""
    for name in ("_sha2", "_sha256"):
        with suppress(ImportError):
            return import_module(name).sha256
    return import_module("hashlib").sha256


def pick(count: int, *key: object) -> int:
    """A number in ``range(count)`` decided by ``key`` alone.

    128 bits over ``count`` leave a bias below 2**-64 for any list that fits a bank.
    """
    sha256 = _sha256()
    text = "\x1f".join(str(part) for part in key)
    return int.from_bytes(sha256(text.encode()).digest()[:16], "big") % count


def picks(
    count: int, seeds: Iterable[int], before: Iterable[object], after: Iterable[object]
) -> list[int]:
    """`pick` for one seed after the other, which stands between the rest of the key."""
    sha256 = _sha256()
    head = "".join(f"{part}\x1f" for part in before).encode()
    tail = "".join(f"\x1f{part}" for part in after).encode()
    if count == 1:
        return [0 for _ in seeds]
    whole = int.from_bytes
    return [
        # the first half of the digest: the other half divided out
        (whole(sha256(head + rest).digest(), "big") >> 128) % count
        for rest in _ends(tuple(seeds), tail)
    ]


@lru_cache(maxsize=256)
def _ends(seeds: tuple[int, ...], tail: bytes) -> list[bytes]:
    """What the keys end in: many items have parameters of the same name."""
    return [b"%d" % seed + tail for seed in seeds]


def permutation(count: int, *key: object) -> list[int]:
    """A shuffled ``list(range(count))`` decided by ``key`` alone (Fisher and Yates)."""
    order = list(range(count))
    for last in range(count - 1, 0, -1):
        other = pick(last + 1, *key, last)
        order[last], order[other] = order[other], order[last]
    return order
