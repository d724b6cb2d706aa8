"""Feedback of foreign QTI 2 and 3 items: what is always shown, and what on one answer."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any
from xml.etree.ElementTree import Element

from mlinterview.interchange._from_html import Texts
from mlinterview.interchange._qti.evaluating import Processing, UnsupportedError
from mlinterview.interchange._qti.foreign_text import inner_html

__all__ = ["Shown"]


class Shown:
    """Asks the rules which feedback a response shows."""

    def __init__(self, item: Element, processing: Processing) -> None:
        self._modal = item.findall("modalFeedback")
        self._processing = processing

    def _shown(self, responses: Mapping[str, Any]) -> list[Element]:
        if not self._modal:
            return []
        try:
            outcomes = self._processing.outcomes(responses)
        except UnsupportedError:
            return []
        found = []
        for modal in self._modal:
            value = outcomes.get(modal.get("outcomeIdentifier", ""))
            name = modal.get("identifier")
            met = name in value if isinstance(value, list) else value == name
            if met == (modal.get("showHide", "show") == "show"):
                found.append(modal)
        return found

    @cached_property
    def _always(self) -> list[Element]:
        """What is shown for no answer, too."""
        return self._shown({})

    def always(self, texts: Texts) -> str:
        """What is shown whatever is answered, as Markdown."""
        return _joined(self._always, texts)

    def on(self, texts: Texts, responses: Mapping[str, Any]) -> str:
        """What is shown for a response, and not for no answer at all."""
        return _joined([one for one in self._shown(responses) if one not in self._always], texts)


def _joined(modals: list[Element], texts: Texts) -> str:
    found = []
    for modal in modals:
        content = modal.find("contentBody")
        html = inner_html(modal if content is None else content, texts.note)
        if text := texts.html(html):
            found.append(text)
    return "\n\n".join(found)
