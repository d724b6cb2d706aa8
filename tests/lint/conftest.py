"""Banks for tests of the rules: a directory made of a list of items, or of files."""

from __future__ import annotations

import datetime
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mlinterview.lint import lint
from mlinterview.model.problem import Problem

TODAY = datetime.date(2026, 1, 15)


@pytest.fixture
def lint_items(tmp_path: Path) -> Callable[..., list[Problem]]:
    """Lints items that are given as mappings, or as the text of a file."""

    def look(items: list[dict[str, Any]] | str, **options: Any) -> list[Problem]:
        folder = tmp_path / "bank" / "questions" / "ml_theory"
        folder.mkdir(parents=True, exist_ok=True)
        text = items if isinstance(items, str) else json.dumps(items)
        (folder / "items.yaml").write_text(text, encoding="utf-8")
        return lint(tmp_path / "bank", **{"profile": "exam", "today": TODAY, **options})

    return look


@pytest.fixture
def lint_file(tmp_path: Path) -> Callable[..., list[Problem]]:
    """Lints a file of items; ``figures/`` two folders up go along."""

    def look(path: Path, *, profile: str) -> list[Problem]:
        folder = tmp_path / "bank" / "questions" / "ml_theory"
        folder.mkdir(parents=True)
        shutil.copy(path, folder)
        figures = path.parents[1] / "figures"
        if figures.is_dir():
            shutil.copytree(figures, folder.parent / "figures")
        return lint(tmp_path / "bank", profile=profile, today=TODAY)

    return look
