"""A line of a response, key or feedback that knows which stretches of it are Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict

__all__ = ["Line"]


class Line(BaseModel):
    """A text of a person, of the bank or of both; only the bank's is Markdown.

    Attributes:
        text: as it was typed and as the bank has it.
        markdown: start and end of each stretch that is the bank's Markdown, in order.

    >>> line = Line.of(("a) ", False), ("Divide by $n$", True))
    >>> line.text, line.markdown
    ('a) Divide by $n$', ((3, 16),))
    >>> list(line.pieces())
    [('a) ', False), ('Divide by $n$', True)]
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    text: str
    markdown: tuple[tuple[int, int], ...] = ()

    @classmethod
    def of(cls, *pieces: tuple[str, bool]) -> Line:
        """The line made of texts, each with whether it is the bank's Markdown."""
        spans: list[tuple[int, int]] = []
        place = 0
        for text, markdown in pieces:
            if markdown and text:
                spans.append((place, place + len(text)))
            place += len(text)
        return cls(text="".join(text for text, _ in pieces), markdown=tuple(spans))

    def pieces(self) -> Iterator[tuple[str, bool]]:
        """The stretches of the text, each with whether it is Markdown."""
        place = 0
        for start, end in self.markdown:
            if place < start:
                yield self.text[place:start], False
            yield self.text[start:end], True
            place = end
        if place < len(self.text):
            yield self.text[place:], False

    def __str__(self) -> str:
        return self.text
