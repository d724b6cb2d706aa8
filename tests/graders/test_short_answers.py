"""Patterns and long texts of short answers take time in proportion to their length."""

import time

import pytest

import mlinterview as mli


@pytest.mark.parametrize("pattern", ["(a*)*b", "(a|a)*b", "(a+)+$", "(.*a){12}", "(x+x+)+y"])
@pytest.mark.parametrize("text", ["a" * 50_000, "x" * 50_000, "ab" * 20_000])
def test_no_pattern_keeps_the_grader_busy(pattern: str, text: str) -> None:
    """What makes engines that go back fall asleep is decided in one pass."""
    item = mli.make_item(
        {"id": "a", "format": "short_answer", "stem": "?", "accept_pattern": pattern}
    )
    start = time.perf_counter()
    assert mli.grade(item, text).status == "graded"
    assert time.perf_counter() - start < 10


@pytest.mark.parametrize("text", ["recal" * 40_000, "\u0301" * 50_000, "é-" * 50_000, " " * 99_999])
def test_no_text_keeps_the_grader_busy(text: str) -> None:
    """Folding and looking for slips are done in one pass."""
    item = mli.make_item(
        {"id": "a", "format": "short_answer", "stem": "?", "accept": ["recall" * 40_000, "recall"]}
    )
    start = time.perf_counter()
    assert mli.grade(item, text).points == 0
    assert time.perf_counter() - start < 10


def test_the_whole_answer_must_match() -> None:
    """Alternatives are taken together, whatever the pattern looks like."""
    item = mli.make_item(
        {"id": "a", "format": "short_answer", "stem": "?", "accept_pattern": "recall|hit rate"}
    )
    assert [mli.grade(item, text).points for text in ("Recall.", "hit-rate", "recalls")] == [
        1,
        1,
        0,
    ]
    assert mli.grade(item, "a hit rate").points == 0
