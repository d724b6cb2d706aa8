"""How fast the engine grades: answers of 150 words to every rubric, and a very long one."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from statistics import median
from typing import Any

from mlinterview.grading._engine import Engine
from mlinterview.model.free_text import FreeText
from mlinterview.rubrics._agreement import resampled

__all__ = ["speed"]

_WORDS, _LONG = 150, 10_000
_EACH = 12  # answers to an item
_ADDITIONS = 200_000
#: times that the long answer is graded
_ROUNDS = 5


def speed(
    engine: Engine, answers: Sequence[tuple[FreeText, Sequence[str]]], each: int = _EACH
) -> dict[str, Any]:
    """Answers a second on one core, the 99th percentile, a very long answer, and a yardstick.

    Machines differ, and so does one machine from minute to minute: the time of a loop of additions
    stands beside. Nothing where there are no answers.

    Args:
        engine: grades the answers.
        answers: items with answers to them, which are put together to the lengths that are timed.
        each: how many answers to each item.
    """
    by_item: list[list[float]] = []
    loops: list[float] = []
    long: list[float] = []
    for item, texts in answers:
        if not any(text.split() for text in texts):
            continue
        turned = (list(texts[at:]) + list(texts[:at]) for at in range(min(each, len(texts))))
        made = [_stretched(some, _WORDS) for some in turned]
        engine.score(item, made[0], {})  # compiles the rubric and learns from its answers
        loops.append(_timed(_add))
        by_item.append([_timed(engine.score, item, text, {}) for text in made])
        if not long:
            longest = _stretched(texts, _LONG)
            long = sorted(_timed(engine.score, item, longest, {}) for _ in range(_ROUNDS))
    seconds = [taken for some in by_item for taken in some]
    if not seconds:
        return {}
    return {
        "words": _WORDS,
        "answers": len(seconds),
        "answers_a_second": _rounded(_rate(seconds)),
        "answers_a_second_interval": _interval(resampled(by_item, _rate)),
        "p99_ms": _rounded(_p99(seconds)),
        "p99_ms_interval": _interval(resampled(by_item, _p99)),
        "long_words": _LONG,
        "long_ms": _rounded(1e3 * median(long)),
        "long_ms_interval": _interval((1e3 * long[0], 1e3 * long[-1])),
        "additions": _ADDITIONS,
        "additions_ms": _rounded(1e3 * median(loops)),
    }


def _stretched(texts: Sequence[str], count: int) -> str:
    """So many words of the texts, one after the other and again from the first."""
    words = " ".join(texts).split()
    return " ".join((words * -(-count // len(words)))[:count])


def _timed(run: Callable[..., object], *given: object) -> float:
    """Seconds of processor time, which others on the machine disturb least; where it is fine."""
    fine = time.get_clock_info("process_time").resolution < 1e-5
    now = time.process_time if fine else time.perf_counter
    start = now()
    run(*given)
    return now() - start


def _add() -> None:
    total = 0
    for number in range(_ADDITIONS):
        total += number


def _rate(seconds: Sequence[float]) -> float:
    return len(seconds) / sum(seconds)


def _p99(seconds: Sequence[float]) -> float:
    return 1e3 * sorted(seconds)[int(0.99 * len(seconds))]


def _rounded(value: float) -> float:
    return float(f"{value:.3g}")


def _interval(found: tuple[float, float] | None) -> list[float] | None:
    return None if found is None else [_rounded(value) for value in found]
