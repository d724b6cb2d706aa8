"""Foreign text as our Markdown: nothing in it becomes markup, math or a slot by chance."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mlinterview.rendering.math import closing_dollar

__all__ = [
    "clean",
    "code_block",
    "code_span",
    "from_markdown",
    "from_plain",
    "joined_code",
    "math",
    "prose",
    "started",
    "unblanked",
]

_SLOT = re.compile(r"\{=(?=\s*[A-Za-z_])")
_BLANKS = re.compile(r"\{(?=\{)")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")

# math of learning platforms: \( \) within a line, \[ \] and $$ $$ displayed
_OPENING = re.compile(r"\\\(|\\\[|\$\$")
_CLOSING = {"\\(": "\\)", "\\[": "\\]", "$$": "$$"}
_LONGEST_MATH = 5_000
_TEX = re.compile(r"\\[A-Za-z]+|[\^_]|[A-Za-z0-9]\s*=\s*[A-Za-z0-9]")
_INLINE = re.compile(
    r"\\(?=[!-/:-@\[-`{-~]|\n|$)"  # a backslash that would escape
    r"|(?<=[ \t])_{2,}(?![A-Za-z0-9_])|[*`$]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|~(?=~)"
    r"|\[(?=[^\]]{0,500}\]\s?[(\[:])|<(?=[A-Za-z][A-Za-z0-9+.-]{0,40}[:@])"
    r"|&(?=#?[A-Za-z0-9]{1,40};)"
)
_LINE_START = re.compile(
    r"(?m)^([ \t]*)(?:(#{1,6}(?=\s|$)|[-+](?=\s|$)|>|\||={2,}\s*$|_{3,}\s*$|-[-:| ]*$|:-[-:| ]*$"
    r"|~(?=~~))"
    r"|(\d{1,9})([.)](?=\s|$)))"
)
_SPAN = re.compile(r"(?P<ticks>`+)(?!`).{1,2000}?(?<!`)(?P=ticks)(?!`)", re.DOTALL)
_FENCE = re.compile(
    r"(?ms)^ {0,3}(?P<fence>`{3,}|~{3,})[^\n`]*\n.*?(?:^ {0,3}(?P=fence)[`~]*[ \t]*$|\Z)"
)


def clean(text: str) -> str:
    """The text with ``\\n`` line ends, and without control characters or halves of surrogates."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def prose(text: str, *, line_start: bool = True) -> str:
    r"""Text as Markdown that shows the same; TeX in the platforms' brackets becomes math.

    Dollars are money unless TeX stands between them.

    >>> prose(r"Pay $5 for \(x^2\), not *x*, or {=n}")
    'Pay \\$5 for $x^2$, not \\*x\\*, or {\\=n}'
    """
    made = "".join(part if is_math else _dollars(part) for is_math, part in _cut(text))
    return started(made) if line_start else made


def started(text: str) -> str:
    """Markdown whose lines begin no list, heading, quote or table."""
    return _LINE_START.sub(_escape_start, text)


def _cut(text: str) -> Iterator[tuple[bool, str]]:
    """The parts of a text: math in the platforms' brackets (as ours), and what is between."""
    place = start = 0
    ends: dict[str, int] = {}  # where each closing sign stands next; a search is not repeated
    while opening := _OPENING.search(text, start):
        sign, begin = _CLOSING[opening[0]], opening.end()
        if ends.get(sign, 0) != -1 and ends.get(sign, 0) < begin:
            ends[sign] = text.find(sign, begin)
        end = ends[sign]
        if end == -1 or end - begin > _LONGEST_MATH or not text[begin:end].strip():
            start = begin
            continue
        yield False, text[place : opening.start()]
        yield True, math(text[begin:end], display=opening[0] != "\\(")
        place = start = end + len(sign)
        if ends[sign] < place:
            ends[sign] = 0
    yield False, text[place:]


def _dollars(text: str) -> str:
    """Text without other math: ``$x_1$`` is taken for math only where TeX stands in it."""
    parts: list[str] = []
    place = 0
    start = text.find("$")
    while start != -1:
        near = text[start : start + 1000]
        end = closing_dollar(near, 1, "$")
        inner = near[1:end]
        if end == -1 or "$" in inner or "\n\n" in inner or not _TEX.search(inner):
            start = text.find("$", start + 1)
            continue
        parts += [_escape(text[place:start]), math(inner)]
        place = start + end + 1
        start = text.find("$", place)
    parts.append(_escape(text[place:]))
    return "".join(parts)


def _escape(text: str) -> str:
    return _SLOT.sub(r"{\\=", _INLINE.sub(_escape_sign, text))


def _escape_sign(found: re.Match[str]) -> str:
    # a gap to fill: with space before it, it closes no emphasis, so it is none
    return found[0] if found[0].startswith("__") else "\\" + found[0]


def _escape_start(found: re.Match[str]) -> str:
    space, sign, number, dot = found.groups()
    return f"{space}\\{sign}" if sign else f"{space}{number}\\{dot}"


def math(tex: str, *, display: bool = False) -> str:
    r"""TeX as math of our Markdown; empty where there is nothing.

    >>> math(r" \frac{1}{n} "), math("{=n}")
    ('$\\frac{1}{n}$', '${ =n}$')
    """
    plain = _SLOT.sub("{ =", " ".join(clean(tex).split()))
    plain = re.sub(r"(?<!\\)\$", r"\\$", plain)
    if not plain:
        return ""
    if len(re.search(r"\\*$", plain)[0]) % 2:  # type: ignore[index]  # it would escape the dollar
        plain += " "
    return f"$${plain}$$" if display else f"${plain.strip()}$"


def code_span(text: str) -> str:
    """Code within a line.

    >>> code_span("a `b`")
    '`` a `b` ``'
    """
    plain = _SLOT.sub("{ =", " ".join(clean(text).split("\n")))
    if not plain.strip():
        return ""
    ticks = "`" * (max((len(run) for run in re.findall("`+", plain)), default=0) + 1)
    space = " " if plain[0] in "` " or plain[-1] in "` " else ""
    return f"{ticks}{space}{plain}{space}{ticks}"


def code_block(text: str, language: str = "") -> str:
    """Code in lines of its own, fenced."""
    plain = _SLOT.sub("{ =", clean(text).strip("\n").expandtabs(4))
    fence = "`" * max(3, max((len(run) for run in re.findall("`+", plain)), default=0) + 1)
    return f"{fence}{language}\n{plain}\n{fence}"


def joined_code(block: str, more: str) -> str:
    """A fenced block with lines of code added at its end."""
    head, *body = block.split("\n")
    return code_block("\n".join([*body[:-1], more]), head.strip("`"))


def from_plain(text: str) -> str:
    """Plain text as Markdown; its line ends stay, code that is fenced already stays code."""
    parts: list[str] = []
    place = 0
    source = clean(text).strip("\n")
    for found in _FENCE.finditer(source):
        parts.append(_lines(source[place : found.start()]))
        parts.append(_SLOT.sub("{ =", found[0].strip("\n")))
        place = found.end()
    parts.append(_lines(source[place:]))
    return "\n\n".join(part for part in parts if part.strip())


def _lines(text: str) -> str:
    paragraphs = re.split(r"\n[ \t]*\n", text.strip())
    made = []
    for paragraph in paragraphs:
        lines = [_with_spans(" ".join(line.split())) for line in paragraph.split("\n")]
        made.append("\\\n".join(line for line in lines if line))
    return "\n\n".join(part for part in made if part)


def _with_spans(line: str) -> str:
    """A line of plain text in which code stands between backticks, as people type it."""
    parts: list[str] = []
    place = 0
    for found in _SPAN.finditer(line):
        parts.append(prose(line[place : found.start()], line_start=place == 0))
        parts.append(_SLOT.sub("{ =", found[0]))
        place = found.end()
    parts.append(prose(line[place:], line_start=place == 0))
    return "".join(parts)


def from_markdown(text: str) -> str:
    r"""Foreign Markdown as ours: only slots are broken, and TeX in brackets becomes math.

    >>> from_markdown(r"**Is** \(x\) `{=y}`?")
    '**Is** $x$ `{ =y}`?'
    """
    source = clean(text).strip("\n")
    parts: list[str] = []
    place = 0
    for found in re.finditer(f"{_FENCE.pattern}|{_SPAN.pattern}", source, re.DOTALL | re.MULTILINE):
        parts += [_foreign(source[place : found.start()]), _SLOT.sub("{ =", found[0])]
        place = found.end()
    parts.append(_foreign(source[place:]))
    return "".join(parts)


def _foreign(text: str) -> str:
    return "".join(part if is_math else _SLOT.sub(r"{\\=", part) for is_math, part in _cut(text))


def unblanked(markdown: str) -> str:
    """The text with ``{{`` broken, so that nothing foreign becomes a blank of a cloze item."""
    return _BLANKS.sub("{ ", markdown)
