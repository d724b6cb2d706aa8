"""Pages that tools write say what the library says now."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


def tool(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"tool_{name}", ROOT / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["cli_reference", "api_reference"])
def test_a_reference_page_is_what_its_tool_writes(name: str) -> None:
    """The page is up to date; else run the tool named in the message."""
    written = tool(name)
    expected = written.PAGE.read_text(encoding="utf-8")
    assert expected == written.page(), f"run: python tools/{name}.py"


def test_the_tables_of_the_scoring_guide_are_what_the_library_gives() -> None:
    """No number of the scoring guide's tables was typed."""
    written = tool("scoring_tables")
    expected = written.PAGE.read_text(encoding="utf-8")
    assert expected == written.filled(expected), "run: python tools/scoring_tables.py"


def test_the_schemas_that_files_name_are_the_library_s() -> None:
    """Editors check bank files by the schema that the library reads them with."""
    written = tool("write_schemas")
    for name in written.FILES:
        expected = (ROOT / name).read_text(encoding="utf-8")
        assert expected == written.text(name), "run: python tools/write_schemas.py"


def test_every_public_name_is_in_the_reference() -> None:
    """Each name of ``__all__`` has a heading of its own."""
    import mlinterview

    page = (ROOT / "docs" / "reference" / "api.md").read_text(encoding="utf-8")
    missing = [n for n in mlinterview.__all__ if n != "__version__" and f"\n### {n}\n" not in page]
    assert missing == []
