"""File names for people: safe on every system, and no two alike even where case is ignored."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

__all__ = ["file_stems"]

_LONGEST = 80
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)


def file_stems(names: Sequence[str | None]) -> list[str]:
    """A file name without extension for each name.

    Letters and digits of any script stay; everything else becomes ``-``. Names that would meet get
    ``-2``, ``-3`` and so on.

    >>> file_stems(["Ada L.", "../etc", "ada l", None])
    ['Ada-L', 'etc', 'ada-l-2', 'examinee']
    """
    taken: set[str] = set()
    stems = []
    for name in names:
        stem = base = _stem(name)
        count = 1
        while stem.casefold() in taken:
            count += 1
            stem = f"{base}-{count}"
        taken.add(stem.casefold())
        stems.append(stem)
    return stems


def _stem(name: str | None) -> str:
    text = unicodedata.normalize("NFC", name or "")
    stem = re.sub(r"[^\w]+", "-", text).strip("-_")
    while len(stem[:_LONGEST].encode("utf-8", "replace")) > 200:  # file systems count bytes
        stem = stem[:-1]
    stem = stem[:_LONGEST].rstrip("-_") or "examinee"
    return f"{stem}-examinee" if _RESERVED.fullmatch(stem) else stem
