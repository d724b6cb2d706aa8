"""Draws that are alike on every machine and Python version: SHA-256 of the key, nothing else.

``random.Random`` promises the same stream only for ``random()``; what ``shuffle`` and ``randrange``
make of it has changed between versions.
"""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["permutation", "pick", "picks"]


def pick(count: int, *key: object) -> int:
    """A number in ``range(count)`` decided by ``key`` alone.

    128 bits over ``count`` leave a bias below 2**-64 for any list that fits a bank.
    """
    from hashlib import sha256  # OpenSSL: only a draw pays for it

    text = "\x1f".join(str(part) for part in key)
    return int.from_bytes(sha256(text.encode()).digest()[:16], "big") % count


def picks(
    count: int, seeds: Iterable[int], before: Iterable[object], after: Iterable[object]
) -> list[int]:
    """`pick` for one seed after the other, which stands between the rest of the key."""
    from hashlib import sha256

    head = "".join(f"{part}\x1f" for part in before)
    tail = "".join(f"\x1f{part}" for part in after)
    whole = int.from_bytes
    return [
        whole(sha256(f"{head}{seed}{tail}".encode()).digest()[:16], "big") % count for seed in seeds
    ]


def permutation(count: int, *key: object) -> list[int]:
    """A shuffled ``list(range(count))`` decided by ``key`` alone (Fisher and Yates)."""
    order = list(range(count))
    for last in range(count - 1, 0, -1):
        other = pick(last + 1, *key, last)
        order[last], order[other] = order[other], order[last]
    return order
