"""`fix`: what it mends, that nothing else moves, and that a second run finds nothing to do."""

from __future__ import annotations

import json
import textwrap
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mlinterview.bank.loader import load_bank
from mlinterview.lint import lint
from mlinterview.lint.fixing import Fix, fix


def write(root: Path, text: str, name: str = "items.yaml") -> Path:
    path = root / "questions" / "ml_theory" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8"))
    return path


def mended(tmp_path: Path, text: str) -> tuple[str, list[Fix]]:
    path = write(tmp_path, text)
    found = fix(tmp_path)
    return path.read_bytes().decode("utf-8"), found


def test_numbers_are_sorted_with_their_comments(tmp_path: Path) -> None:
    """Entries move as they stand: quotes, comments and layout stay with them."""
    text = """\
        # what the file is about
        - id: unsorted
          format: single_choice
          stem: How many parameters does the layer have?
          shuffle: false
          # the options of it
          options:
            - id: twelve      # twice six
              text: "12"
              correct: true
            # below the others
            - {id: six, text: '6'}
            - id: more
              text: 24

          minutes: 1
            """
    after, found = mended(tmp_path, textwrap.dedent(text))
    assert after == textwrap.dedent(
        """\
        # what the file is about
        - id: unsorted
          format: single_choice
          stem: How many parameters does the layer have?
          shuffle: false
          # the options of it
          options:
            # below the others
            - {id: six, text: '6'}
            - id: twelve      # twice six
              text: "12"
              correct: true
            - id: more
              text: 24

          minutes: 1
        """
    )
    place = "questions/ml_theory/items.yaml: unsorted: options"
    assert [str(each) for each in found] == [f"fixed: {place}: sorted the options by their numbers"]


def test_lists_in_one_line(tmp_path: Path) -> None:
    """Flow style stays flow style, and what stands between the entries stays between them."""
    head = "- {id: one, format: single_choice, stem: How many are there in it?, shuffle: false,\n"
    nine, five, seven = "{id: a1, text: 9, correct: true}", "{id: b1, text: 5}", "{id: c1, text: 7}"
    after, _ = mended(tmp_path, f"{head}  options: [{nine},\n  {five},  {seven}]}}\n")
    assert after == f"{head}  options: [{five},\n  {seven},  {nine}]}}\n"


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["'It is.'", "It was", "It will"], ["'It is'", "It was", "It will"]),
        (["It is.", '"It was"', "'It will.'"], ["It is.", '"It was."', "'It will.'"]),
        (["It is. It was.", "It will", "It may"], ["It is. It was.", "It will.", "It may."]),
        (["It is ½.", "It was — ½", "It will"], ["It is ½", "It was — ½", "It will"]),
        (["It is?", "It was", "It will."], None),
        (["Names etc.", "It was", "It will"], None),
        (["`x.`", "It was", "It will"], None),
        (["**It is.**", "It was", "It will"], None),
    ],
)
def test_end_marks(texts: list[str], expected: list[str] | None, tmp_path: Path) -> None:
    """The options end as most do, with full stops where one holds two sentences; a question mark,
    an abbreviation, code and emphasis are left alone."""

    def text_of(options: list[str]) -> str:
        lines = [
            f"    - {{id: o{n}, text: {text}{', correct: true' * (n == 0)}}}\n"
            for n, text in enumerate(options)
        ]
        head = (
            "- id: one\n  format: single_choice\n  stem: What holds for this layer?\n  options:\n"
        )
        return head + "".join(lines)

    after, _ = mended(tmp_path, text_of(texts))
    assert after == text_of(texts if expected is None else expected)


def test_block_scalars(tmp_path: Path) -> None:
    """A full stop goes from the last line that holds one."""
    text = (
        "- id: one\n  format: single_choice\n  stem: What holds for this layer?\n  options:\n"
        "    - id: a1\n      correct: true\n      text: >-\n        It is\n        linear.\n"
        "    - {id: b1, text: It is not}\n    - {id: c1, text: It was}\n"
    )
    after, _ = mended(tmp_path, text)
    assert after == text.replace("linear.", "linear")


def test_space_that_says_something_stays(tmp_path: Path) -> None:
    """Two spaces break a line in Markdown; elsewhere they go."""
    text = (
        "- id: one  \n  format: true_false\t\n  stem: |\n"
        "    It holds for this one  \n    and that.\n"
        "  answer: true   # yes  \n\n   \n"
    )
    after, found = mended(tmp_path, text)
    assert after == (
        "- id: one\n  format: true_false\n  stem: |\n    It holds for this one  \n    and that.\n"
        "  answer: true   # yes\n\n\n"
    )
    assert [each.message for each in found] == ["took away space at the end of 4 lines"]


def test_line_ends_stay(tmp_path: Path) -> None:
    """A file from Windows stays one."""
    text = (
        "- id: one\r\n  format: single_choice\r\n  stem: How many are there in it?\r\n"
        "  shuffle: false\r\n  options:\r\n    - {id: a1, text: 9, correct: true}\r\n"
        "    - {id: b1, text: 5}  \r\n    - {id: c1, text: 7}"
    )
    path = write(tmp_path, text)
    fix(tmp_path)
    after = path.read_bytes().decode("utf-8")
    assert after.count("\r\n") == after.count("\n")
    options = load_bank(tmp_path)["one"].options  # type: ignore[attr-defined]
    assert [option.id for option in options] == ["b1", "c1", "a1"]


def test_what_cannot_be_mended_is_said(tmp_path: Path) -> None:
    """An alias that would come before its anchor: the file is left, with a reason."""
    text = (
        "- id: one\n  format: single_choice\n  stem: How many are there in it?\n  shuffle: false\n"
        "  options:\n    - {id: a1, text: 9, feedback: &same So it is., correct: true}\n"
        "    - {id: b1, text: 5, feedback: *same}\n    - {id: c1, text: 7}\n"
    )
    after, found = mended(tmp_path, text)
    assert after == text
    assert [(each.done, each.item) for each in found] == [(False, "one")]
    assert "left: questions/ml_theory/items.yaml: one: options: " in str(found[0])


@pytest.mark.parametrize("waived", ["W08", "W09"])
def test_waived_findings_stay(waived: str, tmp_path: Path) -> None:
    """What is so on purpose is not mended."""
    numbers = ["9", "5", "7"] if waived == "W09" else ["It is.", "It was", "It will"]
    options = [{"id": f"o{n}", "text": text, "correct": n == 0} for n, text in enumerate(numbers)]
    item = {"id": "one", "format": "single_choice", "stem": "What holds for this layer?"}
    item |= {"shuffle": False, "options": options, "waive": {waived: "it is the point"}}  # type: ignore[dict-item]
    text = json.dumps([item])
    after, found = mended(tmp_path, text)
    assert (after, found) == (text, [])


def test_drawn_numbers_are_let_be(tmp_path: Path) -> None:
    """The order of one draw is not that of the next."""
    text = (
        "- id: one\n  format: single_choice\n  shuffle: false\n  stem: How many are {=a} or {=b}?\n"
        "  parameters: {a: {range: [1, 90]}, b: {range: [1, 90]}}\n  derive: {c: a + b}\n"
        "  options:\n    - {id: a1, text: '{=c}', correct: true}\n    - {id: b1, text: 1000}\n"
        "    - {id: c1, text: 0}\n"
    )
    assert mended(tmp_path, text) == (text, [])


def texts_of(item: Any) -> dict[str, str]:
    return {option.id: option.text.rstrip(".") for option in item.options}


# laws ------------------------------------------------------------------------------------------

_layout = st.sampled_from(["flow", "block", "quoted", "folded"])
_texts = st.lists(
    st.one_of(
        st.integers(0, 99).map(str),
        st.sampled_from(["It is", "It is.", "Is it?", "So. And so", "It is ½.", "`x`", "a b etc."]),
    ),
    min_size=3,
    max_size=5,
    unique=True,
)
_noise = st.sampled_from(["", "  ", "    # a comment\n", "\n", "  # further out\n"])


def _written(number: int, texts: list[str], layouts: list[str], noise: list[str]) -> str:
    head = f"- id: item-{number}\n  format: single_choice\n  shuffle: false\n"
    lines = [head, f"  stem: How many are in set {number} of it?  \n  options:\n"]
    for place, text in enumerate(texts):
        right = ", correct: true" if place == 1 else ""
        extra = noise[place % len(noise)]
        lines.append(extra if extra.endswith("\n") else "")
        tail = extra if not extra.endswith("\n") else ""
        if layouts[place % len(layouts)] == "flow":
            lines.append(f'    - {{id: o{place}, text: "{text}"{right}}}{tail}\n')
        else:
            kind = layouts[place % len(layouts)]
            shown = {"block": f'"{text}"', "quoted": f"'{text}'", "folded": f">-\n        {text}"}
            lines.append(f"    - id: o{place}{tail}\n      text: {shown[kind]}\n")
            lines.append("      correct: true\n" if right else "")
    return "".join(lines)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            _texts,
            st.lists(_layout, min_size=1, max_size=3),
            st.lists(_noise, min_size=1, max_size=3),
        ),
        min_size=1,
        max_size=3,
    )
)
def test_mending_twice_is_mending_once(tmp_path_factory: Any, items: list[Any]) -> None:
    """The second run does nothing; keys and texts are what they were; no number is unsorted."""
    root = tmp_path_factory.mktemp("bank")
    path = write(root, "".join(_written(n, *parts) for n, parts in enumerate(items)))
    before = load_bank(root)
    first = fix(root)
    once = path.read_bytes()
    second = fix(root)
    assert once == path.read_bytes()
    assert not any(each.done for each in second)
    after = load_bank(root)
    for identity, item in before.items():
        assert item.key == after[identity].key  # type: ignore[attr-defined]
        assert texts_of(item) == texts_of(after[identity])
    left = {each.item for each in first if not each.done}
    assert {p.item for p in lint(root) if p.rule == "W09"} <= left
