"""Papers as PDF, by the typst compiler from PyPI: no TeX, no network, no fonts to install."""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any
from weakref import finalize

from mlinterview.errors import FormError, MissingExtraError
from mlinterview.rendering.paper._figures import content_of, not_printed
from mlinterview.rendering.paper._typst_source import source
from mlinterview.rendering.paper.model import Paper, Picture
from mlinterview.rendering.paper.writers import PageSetup, Written

__all__ = ["document", "fonts", "pages"]

# typst's own fonts have Latin, Vietnamese included, Greek, Cyrillic, signs and mathematics
_FOREIGN = re.compile(
    "[\u0530-\u1cff\u2c00-\ua71f\ua800-\ufaff\ufb07-\ufe1f\ufe30-\ufffb\U00010000-\U0001d3ff"
    "\U0001d800-\U0010ffff]"
)


def document(papers: Sequence[Paper], setup: PageSetup) -> Written:
    """The papers as one PDF, the same bytes for the same papers.

    Raises:
        MissingExtraError: typst is not installed.
        FormError: it cannot be typeset.
    """
    # for readers of screens; where something on the page rules it out, it is printed all the same
    made, notes = _typesetter().compiled(papers, setup, format="pdf", pdf_standards="ua-1")
    return Written(content=made[0], notes=notes)


def pages(papers: Sequence[Paper], setup: PageSetup, *, ppi: float = 100) -> list[bytes]:
    """The same as PNG pictures, one a page: to look at."""
    return _typesetter().compiled(papers, setup, format="png", ppi=ppi)[0]


@cache
def _typesetter() -> _Typesetter:
    try:
        import typst  # noqa: F401 - only asks whether it is there
    except ImportError:
        raise MissingExtraError("printing PDF", "pdf") from None
    return _Typesetter()


class _Typesetter:
    """A folder with the template and the figures, which is all that the compiler can see.

    Compilers keep what they have laid out before, so they are used again; each thread has its own.
    """

    def __init__(self) -> None:
        self._root = Path(mkdtemp(prefix="mlinterview-"))
        finalize(self, rmtree, self._root, ignore_errors=True)
        template = resources.files("mlinterview.rendering.paper").joinpath("template.typ")
        (self._root / "template.typ").write_text(
            template.read_text(encoding="utf-8"), encoding="utf-8"
        )
        self._files: dict[Path, str] = {}
        self._bad: set[str] = set()
        self._own = threading.local()
        self._lock = threading.Lock()

    def compiled(
        self, papers: Sequence[Paper], setup: PageSetup, **options: Any
    ) -> tuple[list[bytes], tuple[str, ...]]:
        """What typst makes of the papers, and notes on what it could not print."""
        import typst

        while True:
            try:
                return self._once(papers, setup, options)
            except typst.TypstError as error:
                reason = str(error.message)
            with self._lock:
                mended = self._bad_figures()
            if not mended and options.pop("pdf_standards", None) is None:
                raise FormError(f"the paper cannot be typeset: {reason}")

    def _once(
        self, papers: Sequence[Paper], setup: PageSetup, options: dict[str, Any]
    ) -> tuple[list[bytes], tuple[str, ...]]:
        notes: list[str] = []

        def figure(picture: Picture) -> str | None:
            name = self._file(picture)
            if name is None:
                notes.append(not_printed(picture))
            return name

        text = source(papers, setup, figure)
        foreign = sorted(set(_FOREIGN.findall(text)))
        if foreign:
            shown = " ".join(foreign[:8])
            notes.append(f"printed with fonts of this machine, if it has any for them: {shown}")
        made = self._compiler(system=bool(foreign)).compile(input=text.encode(), **options)
        return made if isinstance(made, list) else [made], tuple(dict.fromkeys(notes))

    def _compiler(self, *, system: bool = False) -> Any:
        import typst

        compilers = self._own.__dict__.setdefault("compilers", {})
        if system not in compilers:
            compilers[system] = typst.Compiler(root=self._root, font_paths=fonts(system))
        return compilers[system]

    def _file(self, picture: Picture) -> str | None:
        """The picture's name below the root, where it is copied to once."""
        path = picture.path
        if path is None:
            return None
        with self._lock:
            name = self._files.get(path)
            if name is None:
                content = content_of(picture)
                if content is None:
                    return None
                name = f"{hashlib.sha256(content).hexdigest()[:24]}{path.suffix.lower()}"
                (self._root / name).write_bytes(content)
                self._files[path] = name
        return None if name in self._bad else name

    def _bad_figures(self) -> set[str]:
        """Figures that are not what their names say, found by compiling each alone."""
        import typst

        found = set()
        for name in set(self._files.values()) - self._bad:
            try:
                self._compiler().compile(input=f'#image("{name}")'.encode(), format="svg")
            except typst.TypstError:
                found.add(name)
        self._bad |= found
        return found


@cache
def fonts(system: bool) -> Any:
    import typst

    return typst.Fonts(include_system_fonts=system)
