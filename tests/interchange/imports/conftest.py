"""Reading files that a test writes, and grading what comes of them."""

from collections.abc import Callable
from pathlib import Path

import pytest

import mlinterview as mli
from mlinterview.interchange import Reading

Reader = Callable[..., Reading]
FILES = Path(__file__).parent / "files"


@pytest.fixture
def reading(tmp_path: Path) -> Reader:
    """Reads a text or bytes as a file of a kind (told by itself where None is given)."""

    def read(content: str | bytes, kind: str | None = None, name: str = "quiz", **more) -> Reading:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return mli.read_questions(path, kind, **more)

    return read


@pytest.fixture
def source(reading: Reader) -> Callable[..., dict]:
    """The fields of the one question in a text, from which nothing is skipped."""

    def only(content: str | bytes, kind: str, **more) -> dict:
        found = reading(content, kind, **more)
        assert [str(each) for each in found.skipped] == []
        assert len(found.items) == 1
        return found.items[0].source

    return only


@pytest.fixture
def reason(reading: Reader) -> Callable[..., str]:
    """Why the one thing in a text became no question."""

    def only(content: str | bytes, kind: str, **more) -> str:
        found = reading(content, kind, **more)
        assert [each.source for each in found.items] == []
        assert len(found.skipped) == 1
        return found.skipped[0].reason

    return only
