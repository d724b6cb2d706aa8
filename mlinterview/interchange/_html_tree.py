"""A tree of sanitised HTML written as Markdown: paragraphs, lists, tables, code."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from mlinterview.interchange import _markdown as md

__all__ = ["Writer"]

_BLOCKS = set(
    re.findall(
        r"\w+",
        "p div section center blockquote ul ol li table pre hr dl dt dd figure figcaption"
        " h1 h2 h3 h4 h5 h6 caption thead tbody tfoot tr td th",
    )
)
_CODE = {"code", "tt", "kbd", "samp"}
_STRONG = {"b", "strong"}
_EMPHASIS = {"i", "em", "cite", "dfn", "var"}
_STRUCK = {"s", "strike", "del"}
_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_RAISABLE, _LOWERABLE = re.compile("[0-9+=()n-]+"), re.compile("[0-9+=()-]+")
_LANGUAGE = re.compile(r"(?:language|lang|brush:)-?\s*([A-Za-z0-9+#]{1,20})")
_SPACE = re.compile(r"[ \t\r\n\f\xa0]+")
_LEAD = re.compile(r"^(\s*)(.*?)(\s*)$", re.DOTALL)

#: Markdown of a picture, and whether it goes where it stands alone
Image = Callable[[Any], tuple[str, bool]]


class Writer:
    """Writes one tree; ``image`` says what becomes of its pictures."""

    def __init__(self, image: Image) -> None:
        self._image = image

    def write(self, tree: Any) -> str:
        """All blocks of the tree, an empty line between them."""
        return "\n\n".join(self._blocks(tree))

    def _blocks(self, node: Any) -> list[str]:
        found: list[str] = []
        line: list[Any] = []

        def end_line() -> None:
            if text := self._paragraph(line):
                found.append(text)
            line.clear()

        for child in node.children:
            name = child.name
            if name is None or not self._is_block(child):
                line.append(child)
                continue
            end_line()
            found.extend(self._block(child))
        end_line()
        return found

    def _is_block(self, node: Any) -> bool:
        if node.name in _BLOCKS:
            return True
        # a span or link around paragraphs is none of its own
        return node.name not in _CODE and bool(node.find(_BLOCKS))

    def _block(self, node: Any) -> Iterable[str]:
        name = node.name
        if name == "pre":
            return [self._code(node)] if node.get_text().strip() else []
        if name in ("ul", "ol"):
            return [text] if (text := self._list(node)) else []
        if name == "table":
            return [text] if (text := self._table(node)) else []
        if name == "blockquote":
            inner = "\n\n".join(self._blocks(node))
            return ["\n".join(f"> {line}".rstrip() for line in inner.split("\n"))] if inner else []
        if name == "hr":
            return []
        if name[0] == "h" and name[1:].isdecimal():
            inner = " ".join(self._blocks(node))
            return [f"**{inner}**" if "**" not in inner and inner else inner] if inner else []
        return self._blocks(node)

    def _paragraph(self, nodes: list[Any]) -> str:
        parts = [node for node in nodes if node.name is not None or node.strip()]
        if len(parts) == 1 and parts[0].name == "img":
            text, goes = self._image(parts[0])
            return "" if goes else text
        # math may be cut by nothing but text nodes: they are joined before it is looked for
        lines = [part.strip() for part in self._inline(nodes).split("\n")]
        kept = [line for line in lines if line]
        return "\\\n".join(_started(line) for line in kept)

    def _inline(self, nodes: Iterable[Any]) -> str:
        made: list[str] = []
        text: list[str] = []

        def end_text() -> None:
            if text:
                plain = _SPACE.sub(" ", "".join(text))
                made.append(md.prose(plain, line_start=False))
                text.clear()

        for node in nodes:
            if node.name is None:
                text.append(str(node))
            else:
                end_text()
                made.append(self._tag(node))
        end_text()
        return "".join(made)

    def _tag(self, node: Any) -> str:
        name = node.name
        if name == "br":
            return "\n"
        if name == "img":
            return self._image(node)[0]
        if name in _CODE:
            return md.code_span(node.get_text())
        if name in ("sup", "sub"):
            return self._script(node)
        inner = self._inline(node.children)
        if name in _STRONG:
            return _around(inner, "**")
        if name in _EMPHASIS:
            return _around(inner, "*")
        if name in _STRUCK:
            return _around(inner, "~~")
        if name == "q":
            return f"“{inner}”"
        if name == "a":
            return _link(inner, str(node.get("href") or ""))
        return inner

    def _script(self, node: Any) -> str:
        text = str(node.get_text()).strip()
        sign, signs, able = (
            ("^", _RAISED, _RAISABLE) if node.name == "sup" else ("\\_", _LOWERED, _LOWERABLE)
        )
        if able.fullmatch(text):
            return text.translate(signs)
        inner = self._inline(node.children)
        return f"{sign}{inner}" if len(text) == 1 else f"{sign}({inner})" if text else ""

    def _code(self, node: Any) -> str:
        for line_end in node.find_all("br"):
            line_end.replace_with("\n")
        classes: list[str] = []
        for tag in (node, *node.find_all("code")):
            classes += tag.get("class") or []
        language = _LANGUAGE.search(" ".join(classes))
        return md.code_block(node.get_text().replace("\xa0", " "), language[1] if language else "")

    def _list(self, node: Any) -> str:
        entries = []
        start = str(node.get("start") or "1")
        number = int(start) if start.isdecimal() and len(start) < 7 else 1
        for child in node.children:
            if child.name is None:
                continue
            mark = f"{number}. " if node.name == "ol" else "- "
            blocks = self._blocks(child)
            if not blocks:
                continue
            tight = all(re.match(r"[-\d]", block) for block in blocks[1:])
            inner = ("\n" if tight else "\n\n").join(blocks)
            indent = " " * len(mark)
            lines = inner.split("\n")
            rest = [indent + line if line else "" for line in lines[1:]]
            entries.append("\n".join([mark + lines[0], *rest]))
            number += 1
        return "\n".join(entries)

    def _table(self, node: Any) -> str:
        rows: list[list[str]] = []
        for row in node.find_all("tr"):
            cells: list[str] = []
            for cell in row.find_all(["td", "th"], recursive=False):
                blocks = [re.sub(r"\\?\n", " ", block) for block in self._blocks(cell)]
                cells.append(re.sub(r"(?<!\\)\|", r"\\|", " ".join(blocks)))
                span = str(cell.get("colspan") or "1")
                cells += [""] * (min(int(span), 50) - 1 if span.isdecimal() else 0)
            if cells:
                rows.append(cells)
        if not rows:
            return " ".join(self._inline(node.children).split())
        width = max(len(row) for row in rows)
        if width > 200 or len(rows) > 2_000:
            return "\n".join(" ".join(row) for row in rows[:2_000])
        rows = [row + [""] * (width - len(row)) for row in rows]
        lines = [f"| {' | '.join(row)} |" for row in rows]
        return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def _around(inner: str, sign: str) -> str:
    """The text between signs, its outer space outside; plain where the signs would not hold."""
    lead, text, trail = _LEAD.fullmatch(inner).groups()  # type: ignore[union-attr]  # always matches
    if not text or text.startswith(("*", "~")) or text.endswith(("*", "~", "\\")) or "\n" in text:
        return inner
    return f"{lead}{sign}{text}{sign}{trail}"


def _link(inner: str, address: str) -> str:
    web = re.fullmatch(r"(?:https?://|mailto:)[^\s<>()\\]+", address)
    if not web or not inner.strip() or "\n" in inner:
        return inner
    text = re.sub(r"(?<!\\)([\[\]])", r"\\\1", inner.strip())
    return f"[{text}]({address})"


def _started(line: str) -> str:
    """A line of a paragraph that begins no list, heading or table."""
    return md.started(line)
