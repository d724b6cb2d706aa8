"""Figures and findings as an instructor reads them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from mlinterview.analysis._results import (
    Difference,
    FormStatistics,
    ItemStatistics,
    MisconceptionCount,
    Miskey,
    OptionStatistics,
    Range,
)

if TYPE_CHECKING:
    from mlinterview.analysis._irt_results import IrtAnalysis

__all__ = [
    "FEWEST",
    "clean",
    "decimal",
    "decimals",
    "difference_line",
    "form_lines",
    "irt_lines",
    "item_lines",
    "mark",
    "misconception_line",
    "number",
    "percent",
    "percents",
]

FEWEST = "a correlation needs 5 people"
_DIRECTION = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean(text: str) -> str:
    """One line without control signs and changes of direction."""
    if text.isprintable():
        return text
    return "".join(
        "\ufffd" if sign in _DIRECTION or unicodedata.category(sign) in ("Cc", "Cs") else sign
        for sign in " ".join(text.split())
    )


def number(value: float, digits: int = 2) -> str:
    """Without idle zeros."""
    text = f"{value:.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def percent(share: float | None) -> str:
    """A share in whole per cent; ``-`` for none."""
    if share is None:
        return "-"
    text = f"{100 * share:.0f}"
    return ("0" if text == "-0" else text) + "%"


def percents(ends: Range | None) -> str:
    """``50-96%``; negative ends as ``-5..10%``."""
    if ends is None:
        return ""
    low, high = (round(100 * end) for end in ends)
    return f"{low}{'-' if low >= 0 else '..'}{high}%"


def decimal(value: float | None) -> str:
    """Two decimals; ``-`` for none."""
    if value is None:
        return "-"
    text = f"{value:.2f}"
    return "0.00" if text == "-0.00" else text


def decimals(ends: Range | None) -> str:
    """``-0.10..0.45``."""
    return "" if ends is None else f"{decimal(ends[0])}..{decimal(ends[1])}"


def mark(item: ItemStatistics) -> str:
    """``!!`` where the key is likely to be wrong, ``!`` where something should be looked at."""
    if item.miskey is not None and item.miskey.strong:
        return "!!"
    return "!" if next(item_lines(item), None) is not None else ""


def form_lines(form: FormStatistics) -> Iterator[str]:
    """What the class and the form are like."""
    people = f"{form.n} {'person' if form.n == 1 else 'people'}"
    yield f"{people}, {form.items} items, {number(form.max_points)} points."
    if form.too_few:
        yield "So few people say little of the items: mind the intervals."
    if form.mean is not None and form.mean_share is not None:
        line = f"Mean {number(form.mean)} points ({percent(form.mean_share)})"
        if form.mean_interval is not None:
            line += f", 95% interval {_between(form.mean_interval)}"
        if form.sd is not None:
            line += f"; standard deviation {number(form.sd)}"
        if form.median is not None and form.min is not None and form.max is not None:
            line += f"; median {number(form.median)}"
            line += f", from {number(form.min)} to {number(form.max)}"
        yield line + "."
    if form.alpha is None or form.sem is None or form.reliable_difference is None:
        yield f"Reliability: not given ({form.reasons.get('alpha', 'undefined')})."
    else:
        ends = "" if form.alpha_interval is None else f" ({_between(form.alpha_interval)})"
        yield f"Reliability (alpha) {decimal(form.alpha)}{ends}: {_quality(form)}."
        if form.stratified_alpha is not None:
            yield f"Stratified by {form.stratified_by}: {decimal(form.stratified_alpha)}."
        yield (
            f"Standard error of a total: {number(form.sem)} points. Two people who are less than"
            f" {number(form.reliable_difference, 1)} points apart: no reliable difference."
        )
    if form.skewness is not None and form.skewness_se is not None:
        line = f"Skewness {decimal(form.skewness)} (error {decimal(form.skewness_se)})"
        if form.kurtosis is not None and form.kurtosis_se is not None:
            line += f", kurtosis {decimal(form.kurtosis)} (error {decimal(form.kurtosis_se)})"
        yield line + "."


def _quality(form: FormStatistics) -> str:
    """What may be concluded, going by the lower end of the interval."""
    low, high = form.alpha_interval or (form.alpha or 0.0, form.alpha or 0.0)
    if low >= 0.8:
        return "good enough to tell people apart"
    if low >= 0.6:
        return "good enough for a first look, not for close decisions"
    if high < 0.6:
        return "too low to tell people apart by their totals"
    return "too uncertain to rely on"


def item_lines(item: ItemStatistics) -> Iterator[str]:
    """What should be looked at, a line each."""
    if item.miskey is not None:
        yield _miskey_line(item.miskey, item.options)
    for part in item.parts:
        if part.miskey is not None:
            yield f"[{part.id}] {_miskey_line(part.miskey, part.options)}"
    r = item.discrimination
    if r is not None and r < 0 and item.miskey is None:
        sure = item.discrimination_interval is not None and item.discrimination_interval[1] < 0
        tail = "" if sure else ", though that may be chance"
        yield f"those who do well elsewhere do worse here (r {decimal(r)}{tail})"
    elif "low_discrimination" in item.flags and item.miskey is None:
        yield f"hardly tells good from weak (r {decimal(r)})"
    if "no_variance" in item.flags:
        yield "everybody has the same score: it tells nothing"
    elif "too_easy" in item.flags:
        yield f"very easy ({percent(item.facility)})"
    elif "too_hard" in item.flags:
        by_guessing = "" if item.guess is None else f"; guessing earns {percent(item.guess)}"
        yield f"very hard ({percent(item.facility)}{by_guessing})"
    idle = [option.id for option in item.options if option.non_functional]
    if idle:
        noun = "distractor" if len(idle) == 1 else "distractors"
        yield f"{noun} chosen by under 5%: {', '.join(idle)}"


def _miskey_line(found: Miskey, options: Sequence[OptionStatistics]) -> str:
    counts = {option.id: option.count for option in options}
    key_r = "-" if found.key_discrimination is None else decimal(found.key_discrimination)
    line = (
        f"is the key right? {found.option} ({counts.get(found.option, 0)} chose it,"
        f" r {decimal(found.option_discrimination)}) goes with good scores more than the key"
        f" {found.key} ({counts.get(found.key, 0)}, r {key_r})"
    )
    if found.strong:
        return line + "; beyond chance"
    return line + "; may be chance"


def misconception_line(found: MisconceptionCount) -> str:
    """One misconception, and on which items it was met."""
    people = f"{found.persons} {'person' if found.persons == 1 else 'people'}"
    again = f", {found.repeated} of them more than once" if found.repeated else ""
    share = f"{percent(found.share)}, {percents(found.interval)}"
    return f"{found.id}: {people} ({share}){again}; {', '.join(found.items)}"


def irt_lines(irt: IrtAnalysis) -> Iterator[str]:
    """How the fit went."""
    if irt.reason is not None or irt.loglik is None:
        yield f"Not fitted: {irt.reason}."
        return
    came = "came to rest" if irt.converged else "did not come to rest"
    yield (
        f"{irt.n} people; log-likelihood {irt.loglik:.3f}, {irt.parameters} parameters;"
        f" {came} after {irt.iterations} passes."
    )
    if irt.reliability is not None:
        yield f"Reliability of the abilities ({irt.theta}): {decimal(irt.reliability)}."
    yield from irt.notes


def difference_line(found: Difference) -> str:
    """Two people compared, in words."""
    line = f"{found.first} and {found.second}: {number(found.difference)} points apart"
    if found.interval is not None:
        line += f" ({_between(found.interval)})"
    return f"{line}: {found.verdict}."


def _between(ends: Range) -> str:
    return f"{number(ends[0])} to {number(ends[1])}"
