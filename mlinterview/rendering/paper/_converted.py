"""Figures in the kinds for LaTeX and word processors: drawings become PDF or PNG, by typst."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from mlinterview.rendering.paper._figures import content_of
from mlinterview.rendering.paper.model import Picture

__all__ = ["converted"]

_PPI = 200


def converted(picture: Picture, to: Literal["pdf", "png"]) -> tuple[str, bytes] | None:
    """The suffix and bytes of a figure: PNG and JPEG as they are, all else converted.

    None where the figure cannot be had, or needs typst, which is not installed.
    """
    content = content_of(picture)
    if content is None or picture.path is None:
        return None
    kind = picture.path.suffix.lower()
    if kind in (".png", ".jpg", ".jpeg"):
        return kind, content
    made = _compiled(content, kind, to)
    return None if made is None else (f".{to}", made)


@lru_cache(maxsize=64)  # two hundred variants print the same few figures
def _compiled(content: bytes, kind: str, to: Literal["pdf", "png"]) -> bytes | None:
    try:
        import typst
    except ImportError:
        return None
    from mlinterview.rendering.paper.pdf import fonts

    page = (
        "#set document(date: none)\n#set page(width: auto, height: auto, margin: 0pt, fill: white)"
    )
    with TemporaryDirectory(prefix="mlinterview-") as folder:
        (Path(folder) / f"figure{kind}").write_bytes(content)
        source = f'{page}\n#image("figure{kind}")'
        try:
            compiler = typst.Compiler(root=folder, font_paths=fonts(False))
            made: object = compiler.compile(input=source.encode(), format=to, ppi=_PPI)
        except typst.TypstError:  # not what its name says
            return None
    return made if isinstance(made, bytes) else None
