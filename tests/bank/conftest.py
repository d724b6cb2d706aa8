"""Making banks on disk."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bundled import READ

from mlinterview.bank import _kept

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


@pytest.fixture(autouse=True, scope="module")
def _reading() -> Iterator[None]:
    """Every bank is read, the bundled one too: reading is what these tests are about."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_kept, "kept_bank", READ)
        yield
