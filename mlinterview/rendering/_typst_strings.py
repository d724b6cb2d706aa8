"""Text as a string literal of typst, the one way in which foreign text gets into its source."""

from __future__ import annotations

__all__ = ["string"]

# what no page shows; a line feed and a tab have a meaning in code blocks
_HIDDEN = (*range(9), 11, 12, 13, *range(14, 32), *range(127, 160), 0xFFFE, 0xFFFF)
_CONTROLS = dict.fromkeys(_HIDDEN, "\ufffd")


def string(text: str) -> str:
    r"""``text`` between double quotes: no sign in it has a meaning to typst.

    >>> print(string('#eval("1") \\'))
    "#eval(\"1\") \\"
    """
    plain = text.replace("\r\n", "\n").translate(_CONTROLS)
    plain = plain.encode("utf-8", "replace").decode("utf-8")  # half a surrogate pair is no text
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'
