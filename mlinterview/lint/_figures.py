"""E15: figures that are there, can be read aloud, and do nothing but show."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path, PureWindowsPath

from mlinterview._text import is_blank
from mlinterview.lint._rule import Context, Finding, Loc, Rule
from mlinterview.lint._svg import svg_faults
from mlinterview.model.item import Figure

__all__ = ["MAX_FIGURE_BYTES", "RULES"]

#: a larger figure makes every page that shows it slow
MAX_FIGURE_BYTES = 2_000_000

_STARTS: dict[str, tuple[bytes, ...]] = {
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".gif": (b"GIF87a", b"GIF89a"),
    ".webp": (b"RIFF",),
}


def _figures(context: Context) -> Iterator[Finding]:
    bank = context.bank
    if bank.root is None:
        return
    files = _Files(bank.root / "questions")
    users: dict[str, str] = {}
    for item in bank.values():
        if item.stimulus is not None:
            users.setdefault(item.stimulus, item.id)
        for index, figure in enumerate(item.figures):
            for loc, message in files.look(figure):
                yield Finding(message, ("figures", index, *loc), item.id)
    for name, stimulus in bank.stimuli.items():
        for figure in stimulus.figures:
            for _, message in files.look(figure):
                said = f"the stimulus {name!r}: {message}"
                user = users.get(name, "")
                yield Finding(said, ("stimulus",), user, file="" if user else "questions/stimuli")


class _Files:
    """Figures below one folder; each file is read once."""

    def __init__(self, questions: Path) -> None:
        self.questions = questions
        self.real_root = Path(os.path.realpath(questions))
        self.known: dict[tuple[str, bool], list[str]] = {}

    def look(self, figure: Figure) -> Iterator[tuple[Loc, str]]:
        if is_blank(figure.alt or ""):
            yield ("alt",), "a text alternative expected, found none"
        for message in self._faults(figure.file, picture=True):
            yield ("file",), message
        if figure.data is not None:
            for message in self._faults(figure.data, picture=False):
                yield ("data",), message

    def _faults(self, name: str, *, picture: bool) -> list[str]:
        key = (name, picture)
        if key not in self.known:
            self.known[key] = [f"{name[:120]!r}: {fault}" for fault in self._read(name, picture)]
        return self.known[key]

    def _read(self, name: str, picture: bool) -> list[str]:
        if "\\" in name:
            return ["forward slashes expected in the path, so that it works on every system"]
        if name.startswith("/") or PureWindowsPath(name).drive:
            return ["a path below questions/ expected, found one from the root of the disk"]
        try:
            real = Path(os.path.realpath(self.questions / name))
            if not real.is_relative_to(self.real_root):
                return ["lies outside the bank; a path below questions/ expected"]
            status = real.stat()
            if not stat.S_ISREG(status.st_mode):
                return ["a file expected, found a directory or a device"]
            if status.st_size > MAX_FIGURE_BYTES:
                return [f"{status.st_size:,} bytes; {MAX_FIGURE_BYTES:,} at most expected"]
            with real.open("rb") as file:
                content = file.read(MAX_FIGURE_BYTES + 1)
        except FileNotFoundError:
            return ["there is no such file below questions/"]
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else str(error)
            return [f"cannot be read: {reason or error}"]
        return _content_faults(real.suffix.lower(), content) if picture else []


def _content_faults(suffix: str, content: bytes) -> list[str]:
    if suffix == ".svg":
        return [f"{fault}; a drawing without script, links and DOCTYPE expected"
                for fault in svg_faults(content)]  # fmt: skip
    if suffix not in _STARTS:
        return ["an .svg, .png, .jpg, .gif or .webp file expected"]
    if not content.startswith(_STARTS[suffix]):
        return [f"the file is no {suffix[1:]} picture"]
    return []


RULES = (
    Rule(
        "E15",
        "error",
        "A figure that is missing or cannot be read aloud leaves examinees without the question,"
        " and a drawing with script runs it on their machine.",
        "Put the file below questions/figures, give 'alt' a text that says all that is needed to"
        " answer, and strip script, links and DOCTYPE from SVG files.",
        _figures,
    ),
)
