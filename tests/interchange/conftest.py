"""Exports of the whole bundled bank, made once for all tests of a worker."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

import mlinterview as mli


@pytest.fixture(scope="session")
def whole_bank() -> Callable[[str], mli.Exported]:
    """The bundled bank for a target."""

    @cache
    def exported(target: str) -> mli.Exported:
        return mli.export(mli.load_bank(), to=target)

    return exported
