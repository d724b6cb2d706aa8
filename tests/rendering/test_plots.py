"""Text plots: what a curve shows must be what its data say."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlinterview.rendering.plots import Series, Table, plot, read_table

Snapshot = Callable[[str, str], None]


def _text(table: Table, **size: int) -> str:
    lines = ("".join(run for run, _ in line).rstrip() for line in plot(table, **size))
    return "".join(line + "\n" for line in lines)


def _table(*columns: list[float | None]) -> Table:
    series = tuple(Series(f"y{n}", tuple(values)) for n, values in enumerate(columns, 1))
    return Table("step", tuple(map(float, range(len(columns[0])))), series)


PLOTS = {
    "falling": _table([1.0, 0.6, 0.4, 0.3, 0.25, 0.22]),
    "level": _table([0.71824, 0.71822, 0.71802]),
    "exploding": _table([1.0, 0.5, 0.06, 0.1, 1.8, 22.0, 504.0]),
    "negative": _table([-1.0, -3.0, -2.0]),
    "gap": _table([1.0, 2.0, None, None, 4.0, 3.0]),
    "train-and-validation": _table([1.0, 0.5, 0.25, 0.1], [1.1, 0.7, 0.7, 0.9]),
    "different-scales": _table([0.7, 0.7, 0.7], [0.01, 1.0, 500.0], [3.0, 1.0, 2.0]),
    "one-point": _table([5.0]),
}


@pytest.mark.parametrize("name", PLOTS)
def test_plots_look_as_kept(name: str, snapshot: Snapshot) -> None:
    """A level curve is level, a gap is a gap, other scales have panels of their own."""
    snapshot(f"plot-{name}.txt", _text(PLOTS[name], width=60, height=8))


def test_a_level_curve_is_level() -> None:
    """Values that differ in the fifth digit are drawn in one row: the axis starts at 0."""
    drawn = [line for line in _text(PLOTS["level"]).splitlines() if "⠉" in line or "⠤" in line]
    assert len(drawn) == 1


def test_a_missing_value_breaks_the_line() -> None:
    """Nothing is drawn between the neighbours of a gap."""
    whole = _text(_table([1.0, 1.0, 1.0, 1.0]), width=40, height=4)
    broken = _text(_table([1.0, None, None, 1.0]), width=40, height=4)
    assert sum(0x2800 < ord(char) < 0x2900 for char in broken) == 2
    assert sum(0x2800 < ord(char) < 0x2900 for char in whole) > 20


def test_log_axis_needs_three_decades() -> None:
    """Only positive values that span over three decades get a logarithmic axis."""
    assert "(log axis)" in _text(_table([0.01, 11.0]))
    assert "(log axis)" not in _text(_table([0.01, 9.0]))
    assert "(log axis)" not in _text(_table([0.0, 5000.0]))


_sizes = st.floats(1e-100, 1e100)
_values = st.one_of(st.none(), st.just(0.0), _sizes, _sizes.map(lambda size: -size))


@given(
    st.lists(st.tuples(_values, _values), min_size=1, max_size=30).filter(
        lambda rows: all(any(row[n] is not None for row in rows) for n in (0, 1))
    ),
    st.integers(0, 120),
    st.integers(2, 20),
)
def test_any_numbers_can_be_plotted(
    rows: list[tuple[float | None, float | None]], width: int, height: int
) -> None:
    """Whatever the values, lines keep the width and every series is drawn."""
    first, second = ([row[n] for row in rows] for n in (0, 1))
    lines = plot(_table(first, second), width=width, height=height)
    assert all(sum(len(run) for run, _ in line) <= max(20, width) for line in lines)
    assert {series for line in lines for _, series in line} - {None}


FILES = {
    "step,loss\n0,1\n1,2\n": ("step", ["loss"], [[1.0, 2.0]]),
    "\ufeffstep,loss\r\n0,1\r\n": ("step", ["loss"], [[1.0]]),
    "0,1\n1,2\n": ("x", ["series 1"], [[1.0, 2.0]]),
    "x,a,b,note\n1,2,,hm\n2,nan,3\n3,1e200,-1e-200,hm\n": (
        "x",
        ["a", "b"],
        [[2.0, None, None], [None, 3.0, 0.0]],
    ),
    "x,a\n\n1,2\n": ("x", ["a"], [[2.0]]),
}


@pytest.mark.parametrize("text", FILES)
def test_tables_are_read(text: str, tmp_path: Path) -> None:
    """The first column is x, other numeric columns are series; what is no number is missing."""
    path = tmp_path / "data.csv"
    path.write_text(text, encoding="utf-8", newline="")
    table = read_table(path)
    assert table is not None
    x_name, names, values = FILES[text]
    assert x_name == table.x_name
    assert names == [series.name for series in table.series]
    assert values == [list(series.values) for series in table.series]


@pytest.mark.parametrize(
    "content", [b"", b"\n\n", b"a,b\n", b"a,b\nx,y\n", b"\xff\xfe\x00", b'"' + b"x" * 200_000]
)
def test_what_cannot_be_plotted_is_none(content: bytes, tmp_path: Path) -> None:
    """A file without numbers, or that is no CSV, is no table and no error."""
    path = tmp_path / "data.csv"
    path.write_bytes(content)
    assert read_table(path) is None


def test_no_file_is_none(tmp_path: Path) -> None:
    """A missing file, a directory and a file of many megabytes are no table."""
    big = tmp_path / "big.csv"
    big.write_bytes(b"x,y\n" + b"1,2\n" * 600_000)
    assert [read_table(path) for path in (tmp_path / "none.csv", tmp_path, big)] == [None] * 3


def test_many_points_are_drawn_soon() -> None:
    """Eight series of thousands of points take a moment."""
    values: list[float | None] = [float(n * 7919 % 1000) for n in range(20_000)]
    start = time.process_time()
    plot(_table(*[values] * 8))
    assert time.process_time() - start < 20  # a second or two; quadratic time takes minutes
