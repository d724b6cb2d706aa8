"""Tables of other programs: scores, chosen options, keys, maxima, and cells that cannot be read."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import mlinterview as mli


@pytest.fixture
def write(tmp_path: Path) -> object:
    """A file with a text in it."""

    def written(text: str, name: str = "table.csv") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return written


def maxima(found: mli.ScoreMatrix) -> list[float]:
    return [item.max_points for item in found.items]


# a table, full marks asked for, and the maxima that follow
TABLES = [
    ("q1,q2\n1,0\n0,1\n", None, [1, 1]),
    ("examinee,q1,q2\nann,1,0\nbob,0.5,1\n", None, [1, 1]),
    ("examinee,q1,q2\nann,3,0\nbob,4,1\n", 4.0, [4, 4]),
    ("examinee,q1,q2\nmax,4,2\nann,3,0\nbob,4,1\n", None, [4, 2]),
    ("examinee,q1,q2\nann,3,0\nbob,4,1\nmax,4,2\n", None, [4, 2]),
    ("q1,q2\n3,0\nmax,4,2\n4,1\n", None, [4, 2]),
    ("q1;q2\n3,5;0\n4;1\n", 5.0, [5, 5]),
    ('"",q1,q2\n1,3,0\n2,4,1\n', None, [4, 1]),
]


@pytest.mark.parametrize(("text", "top", "expected"), TABLES)
def test_scores(write, text: str, top: float | None, expected: list[float]) -> None:  # type: ignore[no-untyped-def]
    """Two people by two items, however their names and maxima are given."""
    found = mli.read_score_table(write(text), max_points=top)
    assert found.problems == ()
    assert found.matrix.points.shape == (2, 2)
    assert [item.id for item in found.matrix.items] == ["q1", "q2"]
    assert maxima(found.matrix) == expected


def test_max_is_a_name_too(write) -> None:  # type: ignore[no-untyped-def]
    """Max is a person, ``max`` is the row of maxima."""
    found = mli.read_score_table(write("examinee,q1\nMax,2\nmax,4\n"))
    assert found.matrix.examinees == ("Max",)
    assert maxima(found.matrix) == [4]


def test_empty_cells_are_missing(write) -> None:  # type: ignore[no-untyped-def]
    """Not zero: the item was not given."""
    found = mli.read_score_table(write("examinee,q1,q2\nann,,1\nbob,0,NA\n"))
    assert np.isnan(found.matrix.points).tolist() == [[True, False], [False, True]]


def test_cells_that_cannot_be_read(write) -> None:  # type: ignore[no-untyped-def]
    """They are missing, each with its line and reason."""
    text = "examinee,q1,q2\nann,one,1\nbob,5,0\nbob,1,1\ncy,1,1,1\n"
    found = mli.read_score_table(write(text), max_points=4)
    assert [(problem.line, problem.where, problem.reason) for problem in found.problems] == [
        (4, "bob", "the examinee stands twice: left out"),
        (5, "row 5", "4 cells under 3 headings: left out"),
        (2, "q1", "a number expected, found 'one'"),
        (3, "q1", "5 points of 4: left out"),
    ]
    assert np.isnan(found.matrix.points).tolist() == [[True, False], [True, False]]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("examinee\nann\n", "no column of an item"),
        ("q1,q1\n1,0\n", "the column 'q1' stands twice"),
        ("q1,q2\n,\n", "no score that could be read"),
        ("", "the file is empty"),
    ],
)
def test_no_table(write, text: str, reason: str) -> None:  # type: ignore[no-untyped-def]
    """A file without scores is refused in one line."""
    with pytest.raises(mli.RecordsError, match=reason):
        mli.read_score_table(write(text))


RAW = "examinee,q1,q2,q3\nann,a,B,a;c\nbob,b,,a\ncy,A,b,NA\n"
KEY = "item,key,options\nq1,a,4\nq2,b,\nq3,c;a,5\n"


def test_choices(write) -> None:  # type: ignore[no-untyped-def]
    """Letters of either case, unanswered and missing cells, a key of several options."""
    found = mli.read_choice_table(write(RAW), write(KEY, "key.csv"))
    assert found.problems == ()
    matrix = found.matrix
    expected = [[1, 1, 1], [0, 0, 0], [1, 1, np.nan]]
    np.testing.assert_array_equal(matrix.points, expected)
    assert matrix.unanswered.tolist() == [[False] * 3, [False, True, False], [False] * 3]
    assert [[option.id for option in item.options] for item in matrix.items] == [
        ["a", "b"],
        ["b"],
        ["a", "c"],
    ]
    assert [item.guess for item in matrix.items] == [0.25, None, 1 / 32]
    third = mli.analyze(matrix).items[2]
    assert {option.id: option.count for option in third.options} == {"a": 2, "c": 1}


def test_keys_and_columns_that_do_not_meet(write) -> None:  # type: ignore[no-untyped-def]
    """Each is named; the others are scored."""
    found = mli.read_choice_table(write("examinee,q1,q9\nann,a,b\n"), {"q1": "a", "q2": "b"})
    assert [str(problem).partition(": ")[2] for problem in found.problems] == [
        "q2: the key names an item that is no column",
        "q9: the key has no such item: left out",
    ]
    assert [item.id for item in found.matrix.items] == ["q1"]
    with pytest.raises(mli.RecordsError, match="the key names none of its columns"):
        mli.read_choice_table(write("examinee,q9\nann,b\n"), {"q1": "a"})


def test_a_key_without_its_columns(write) -> None:  # type: ignore[no-untyped-def]
    """The key says which columns it should have."""
    with pytest.raises(mli.RecordsError, match="the columns 'item' and 'key' expected"):
        mli.read_choice_table(write(RAW), write("question,answer\nq1,a\n", "key.csv"))
