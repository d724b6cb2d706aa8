"""HTML of learning platforms as our Markdown; scripts and handlers go, pictures become figures."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote, unquote_to_bytes

from mlinterview.errors import MissingExtraError
from mlinterview.interchange import _markdown as md
from mlinterview.interchange._html_tree import Writer
from mlinterview.interchange._pictures import Pictures

__all__ = ["MAX_HTML", "Texts", "plain_text"]

MAX_HTML = 250_000
#: a picture within the text, as base64, is cut out before the text is measured
_EMBEDDED = re.compile(r"data:image/[A-Za-z0-9.+-]+;base64,[A-Za-z0-9+/=\s%]+")
_MAX_TAGS = 10_000
_MAX_DEPTH = 150

_TAGS = set(
    re.findall(
        r"\w+",
        "a b blockquote br caption center cite code dd del dfn div dl dt em figcaption figure"
        " h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp section small span"
        " strike strong sub sup table tbody td tfoot th thead tr tt u ul var",
    )
)
_ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt", "class", "title", "data-equation-content"},
    "code": {"class"},
    "pre": {"class"},
    "ol": {"start"},
    "td": {"colspan"},
    "th": {"colspan"},
}
_DROPPED = {"script", "style", "template", "noscript", "object", "iframe", "audio", "video", "svg"}
#: other elements of HTML, MathML and SVG; a bare <eos> is none of them, and stays as text
_OTHER = set(
    re.findall(
        r"\w+",
        "abbr acronym address applet area article aside audio base basefont bdi bdo big body button"
        " canvas col colgroup data datalist details dialog dir fieldset font footer form frame"
        " frameset head header hgroup html input label legend link main map menu meta meter nav"
        " nobr noframes optgroup option output param picture portal progress rb rp rt rtc ruby"
        " search select slot source summary textarea time title track wbr xmp marquee"
        " math annotation semantics mi mn mo ms mtext mrow mfrac msqrt mroot msub msup msubsup"
        " munder mover munderover mtable mtr mtd mfenced mstyle mspace mpadded menclose mphantom"
        " g path circle rect line polygon polyline ellipse text tspan defs use marker",
    )
)
_BARE_TAG = re.compile(r"<(?=/?([A-Za-z][A-Za-z0-9_]{0,30})>)")
_MATH_SCRIPT = (
    re.compile(r"<script\b(?P<head>[^<>]{0,200}math/tex[^<>]{0,200})>", re.I),
    re.compile(r"</script\s*>", re.I),
)
_MATHML = (re.compile(r"<math\b(?P<head>[^<>]*)>", re.I), re.compile(r"</math\s*>", re.I))
_ANNOTATION = re.compile(r"<annotation\b[^<>]*x-tex[^<>]*>(?P<tex>[^<]*)</annotation", re.I)
_BLOCK = re.compile(r"\bdisplay\s*=\s*[\"']?block", re.I)
_ALTTEXT = re.compile(r"\balttext\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.I)
_SPOKEN = re.compile(r"[A-Za-z]{3}")  # "angle A", which is no TeX
_ACTIVE = re.compile(
    r"<\s*(?:script|iframe|object|embed|form|input|audio|video|svg)\b"
    r"|<[^<>]*(?:\son[a-z]{3,20}\s*=|=\s*[\"']?\s*javascript:)",
    re.IGNORECASE,
)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(?:\s+[a-z-]+(?:=\"[^\"]*\")?)*\s*/?>")
_VOID = {"br", "hr", "img"}

#: bytes of the picture at an address within the file; None where there is none
Loader = Callable[[str], bytes | None]


class Texts:
    """The texts of one item: Markdown comes back; figures and notes are collected.

    Args:
        pictures: where the pictures of the whole file are kept.
        load: the bytes at an address such as ``@@PLUGINFILE@@/a.png``; None where there is none.
    """

    def __init__(self, pictures: Pictures, load: Loader | None = None) -> None:
        self.figures: list[dict[str, str]] = []
        self.notes: list[str] = []
        self._pictures = pictures
        self._load = load

    def note(self, text: str) -> None:
        """Add a note, once."""
        if text not in self.notes:
            self.notes.append(text)

    def html(self, source: str, *, named: bool = False) -> str:
        """Markdown of a piece of HTML.

        Args:
            source: the HTML.
            named: a picture that stands alone is named too (``(figure 1)``), as in an option.

        Raises:
            MissingExtraError: nh3 or beautifulsoup4 is not installed.
        """
        source = md.clean(source)
        if "<" not in source and "&" not in source:
            return md.prose(" ".join(source.split()))
        embedded: list[str] = []

        def keep(found: re.Match[str]) -> str:
            embedded.append(found[0])
            return f"embedded:{len(embedded) - 1}"

        source = _EMBEDDED.sub(keep, source)
        if len(source) > MAX_HTML:
            self.note(f"a text of over {MAX_HTML:,} characters was cut")
            source = source[:MAX_HTML]
        tree = self._tree(source)
        return Writer(lambda tag: self._image(tag, embedded, named)).write(tree)

    def _tree(self, source: str) -> Any:
        try:
            import nh3
            from bs4 import BeautifulSoup
        except ImportError:
            raise MissingExtraError("reading HTML of other systems", "exam") from None
        source = _replaced(source, _MATH_SCRIPT, _script_math)
        source = _replaced(source, _MATHML, self._mathml)
        if _ACTIVE.search(source):
            self.note("scripts, handlers or embedded objects were left out")
        source = _BARE_TAG.sub(_known_or_text, source)
        if source.count("<") > _MAX_TAGS:
            source = _bare(source)
        cleaned = nh3.clean(
            source,
            tags=_TAGS,
            attributes=_ATTRIBUTES,
            clean_content_tags=_DROPPED,
            url_schemes={"http", "https", "mailto", "embedded", "data"},
            link_rel=None,
        )
        if _depth(cleaned) > _MAX_DEPTH:
            self.note(f"tags over {_MAX_DEPTH} deep: the text stands without them")
            cleaned = _bare(cleaned)
        return BeautifulSoup(cleaned, "html.parser")

    def _mathml(self, head: str, body: str) -> str:
        annotation, alttext = _ANNOTATION.search(body), _ALTTEXT.search(head)
        if annotation:
            return _bracketed(annotation["tex"], _BLOCK.search(head) is not None)
        told = (alttext[1] or alttext[2] or "") if alttext else ""
        if told and ("\\" in told or not _SPOKEN.search(told)):
            return _bracketed(told, _BLOCK.search(head) is not None)
        self.note("MathML without its TeX: its signs stand one after the other")
        return " ".join(_bare(body).split())

    def _image(self, tag: Any, embedded: list[str], named: bool) -> tuple[str, bool]:
        """Markdown for a picture, and whether it goes where it stands alone."""
        source, alt = str(tag.get("src") or ""), " ".join(str(tag.get("alt") or "").split())
        tex = tag.get("data-equation-content")
        if not tex and "equation_images/" in source:  # Canvas: the address is quoted twice
            tex = unquote(unquote(source.partition("equation_images/")[2].partition("?")[0]))
        if tex:
            return md.math(str(tex)), False
        shown = source if len(source) <= 80 else source[:80] + "…"
        if source.startswith("embedded:"):
            number = int(source.partition(":")[2] or 0) if source[9:].isdecimal() else -1
            content = _data(embedded[number]) if 0 <= number < len(embedded) else None
            shown, name = "within the text", "figure"
        elif source.startswith("data:"):
            content, shown, name = _data(source), "within the text", "figure"
        else:
            content = self._load(source) if self._load and source else None
            name = unquote(source.partition("?")[0])
        words = f"[picture: {md.prose(alt, line_start=False)}]" if alt else "[picture]"
        if content is None:
            where = "is not in the file" if source else "has no address"
            self.note(f"a picture {where}: {shown or 'no address'}")
            return words, False
        path, reason = self._pictures.add(content, name)
        if path is None:
            self.note(f"a picture was left out ({shown}): {reason}")
            return words, False
        known = [figure["file"] for figure in self.figures]
        if path not in known:
            self.figures.append({"file": path, **({"alt": md.clean(alt)} if alt else {})})
            known.append(path)
        return f"(figure {known.index(path) + 1})", not named


def plain_text(source: str) -> str:
    """The text of a piece of HTML as it is read, for what is compared with typed answers."""
    from html import unescape

    text = re.sub(r"<br\s*/?>|</p>", " ", md.clean(source), flags=re.IGNORECASE)
    return " ".join(unescape(_TAG.sub("", text)).replace("\xa0", " ").split())


def _known_or_text(found: re.Match[str]) -> str:
    name = found[1].lower()
    return "<" if name in _TAGS or name in _OTHER or name in _DROPPED else "&lt;"


def _script_math(head: str, body: str) -> str:
    from html import escape

    return _bracketed(escape(body, quote=False), "mode=display" in head.replace(" ", ""))


def _bracketed(tex: str, display: bool) -> str:
    """TeX (as HTML holds it) in the brackets that mark math."""
    return f"\\[{tex}\\]" if display else f"\\({tex}\\)"


def _replaced(
    source: str, ends: tuple[re.Pattern[str], re.Pattern[str]], made: Callable[[str, str], str]
) -> str:
    """The source with every element between ``ends`` replaced; ``made`` gets its head and body."""
    opening, closing = ends
    parts: list[str] = []
    place = 0
    while start := opening.search(source, place):
        end = closing.search(source, start.end())
        if end is None:
            break
        parts += [
            source[place : start.start()],
            made(start["head"], source[start.end() : end.start()]),
        ]
        place = end.end()
    return "".join([*parts, source[place:]])


def _data(address: str) -> bytes | None:
    head, _, body = address.partition(",")
    try:
        if ";base64" in head:
            plain = re.sub(r"\s", "", unquote(body))
            return base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
        return unquote_to_bytes(body)
    except (binascii.Error, ValueError):
        return None


def _depth(source: str) -> int:
    depth = deepest = 0
    for found in _TAG.finditer(source):
        if found[1]:
            depth = max(0, depth - 1)
        elif found[2].lower() not in _VOID:
            depth += 1
            deepest = max(deepest, depth)
    return deepest


def _bare(source: str) -> str:
    """The text without its tags."""
    return re.sub(r"<[^<>]*>?", " ", source)
