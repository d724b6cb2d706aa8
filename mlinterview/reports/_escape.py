"""Text that is only text in HTML and SVG."""

from __future__ import annotations

import html

from mlinterview.reports._wording import clean, shorten

__all__ = ["LONGEST", "esc"]

#: characters of a text that a page shows
LONGEST = 20_000


def esc(text: str) -> str:
    """Text that is only text in HTML, in attributes too.

    >>> esc('<b title="x">')
    '&lt;b title=&quot;x&quot;&gt;'
    """
    return html.escape(shorten(clean(text), LONGEST), quote=True)
