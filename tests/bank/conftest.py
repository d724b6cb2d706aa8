"""Making banks on disk."""

from collections.abc import Callable
from pathlib import Path

import pytest

Make = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Write a bank: paths with `/` as keywords' values, an item file as the one argument."""

    def write(items: str = "", files: dict[str, str] | None = None) -> Path:
        root = tmp_path / "bank"
        named = {"questions/ml_theory/items.yaml": items, **(files or {})}
        for path, text in named.items():
            place = root / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")
        return root

    return write
