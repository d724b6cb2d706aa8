"""Files of figures, from the bank that an item came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from mlinterview.model.item import Figure, Item

__all__ = ["MEDIA_TYPES", "Pictures"]

#: kinds of pictures that platforms show
MEDIA_TYPES = {
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}
_LARGEST = 20_000_000


@dataclass
class Pictures:
    """The pictures of one item, or of one package, by the name that they get in the target.

    ``address`` takes a figure in and gives its name, or None where there is no such picture; what
    was taken in is in ``files``, what was not in ``missing``.
    """

    root: Path | None
    files: dict[str, bytes] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    _names: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, item: Item) -> Pictures:
        """None taken in yet; they lie in the item's bank."""
        return cls(item.placement.root)

    def address(self, figure: Figure) -> str | None:
        """The figure's name in the target, with its bytes taken in."""
        if figure.file in self._names:
            return self._names[figure.file]
        content = self._read(figure.file)
        if content is None:
            self.missing.append(figure.file)
            return None
        name = self._free(PurePosixPath(figure.file).name)
        self._names[figure.file] = name
        self.files[name] = content
        return name

    def _free(self, name: str) -> str:
        """The name, with a number where another folder has a file of that name."""
        stem, dot, ending = name.rpartition(".")
        count = 2
        while name in self.files:
            name = f"{stem}-{count}{dot}{ending}"
            count += 1
        return name

    def _read(self, file: str) -> bytes | None:
        if self.root is None:
            return None
        folder = self.root.resolve()
        path = (folder / file).resolve()
        if not path.is_relative_to(folder) or path.suffix.lower() not in MEDIA_TYPES:
            return None
        try:
            if path.stat().st_size > _LARGEST:
                return None
            return path.read_bytes()
        except OSError:
            return None
