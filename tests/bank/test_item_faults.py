"""What makes an item a fault: told on one line each, with file, line and place."""

from collections.abc import Callable
from pathlib import Path

import pytest

import mlinterview as mli

Make = Callable[..., Path]

GOOD = """\
- id: good
  format: true_false
  stem: Is it good?
  answer: true
"""
HEAD = "- id: bad\n  stem: Which is it?\n"
CHOICE = HEAD + "  format: {}\n  options:\n    - {{id: x, text: X{}}}\n    - {{id: y, text: Y{}}}\n"
NUMBER = HEAD + "  format: numeric\n"
STEPS = (
    HEAD + "  format: ordering\n  steps: [{id: a, text: A}, {id: b, text: B}, {id: c, text: C}]\n"
)
MANY = "".join(f"    - {{id: s{index}, text: S}}\n" for index in range(9))

# the snippet, and the lines that it brings about: line, place, and a part of the message
FAULTS: dict[str, tuple[str, list[tuple[int, str, str]]]] = {
    "no format": (HEAD, [(1, "", "the field 'format' is missing")]),
    "unknown format": (
        HEAD + "  format: multi_selct\n",
        [(3, "format", "no format named 'multi_selct'; did you mean multi_select")],
    ),
    "a format that is no text": (HEAD + "  format: [a]\n", [(3, "format", "no format named")]),
    "no stem": (
        "- id: bad\n  format: true_false\n  answer: true\n",
        [(1, "stem", "the field 'stem' is missing")],
    ),
    "an empty stem": (
        "- id: bad\n  stem:\n  format: true_false\n  answer: true\n",
        [(2, "stem", "text expected, found an empty value")],
    ),
    "a blank stem": (
        "- id: bad\n  stem: ' '\n  format: true_false\n  answer: true\n",
        [(2, "stem", "a stem expected, found an empty text")],
    ),
    "no id": (
        "- stem: What?\n  format: true_false\n  answer: true\n",
        [(1, "id", "the field 'id' is missing")],
    ),
    "an id with capitals": (
        "- id: Bad_One\n  stem: What?\n  format: true_false\n  answer: true\n",
        [(1, "id", "found 'Bad_One'")],
    ),
    "an unknown field": (
        HEAD + "  format: true_false\n  answer: true\n  explanaton: Because.\n",
        [(5, "explanaton", "unknown field 'explanaton'; did you mean 'explanation'?")],
    ),
    "an unknown field of an option": (
        CHOICE.format("single_choice", ", corect: true", ", correct: true"),
        [(5, "options[0].corect", "unknown field 'corect'")],
    ),
    "every fault, not the first": (
        HEAD
        + "  format: true_false\n  answer: maybe\n  difficulty: 5\n  minutes: 0\n  bloom: guess\n",
        [
            (4, "answer", "true or false expected, found the text 'maybe'"),
            (5, "difficulty", "expected less than or equal to 4, found 5"),
            (6, "minutes", "a number above 0"),
            (7, "bloom", "expected 'remember'"),
        ],
    ),
    "no right option": (
        CHOICE.format("single_choice", "", ""),
        [(1, "", "exactly one option with 'correct: true' expected, found 0")],
    ),
    "two right options": (
        CHOICE.format("single_choice", ", correct: true", ", correct: true"),
        [(1, "", "exactly one option with 'correct: true' expected, found 2")],
    ),
    "one option": (
        HEAD + "  format: multi_select\n  options: [{id: a, text: A}]\n",
        [(1, "", "at least 2 options expected, found 1")],
    ),
    "an option's id twice": (
        HEAD + "  format: multi_select\n  options: [{id: a, text: A}, {id: a, text: B}]\n",
        [(1, "", "the id 'a' stands twice among the options")],
    ),
    "weights that do not add up": (
        CHOICE.format("multi_select", ", correct: true, weight: 0.5", ""),
        [(1, "", "weights of right options that add up to 1 expected, found 0.5")],
    ),
    "a wrong option with a weight": (
        CHOICE.format("multi_select", ", correct: true, weight: 1", ", weight: 0.5"),
        [(1, "", "wrong option's weight of 0 or less expected: 'y'")],
    ),
    "points of 0": (
        HEAD + "  format: true_false\n  answer: true\n  points: 0\n",
        [(5, "points", "a number above 0")],
    ),
    "points below 0": (
        HEAD + "  format: true_false\n  answer: true\n  points: -1\n",
        [(5, "points", "a number above 0")],
    ),
    "points that no float holds": (
        HEAD + f"  format: true_false\n  answer: true\n  points: 1{'0' * 350}\n",
        [(5, "points", "a number of up to 308 digits expected")],
    ),
    "one step": (
        HEAD + "  format: ordering\n  steps: [{id: a, text: A}]\n",
        [(1, "", "at least 2 steps expected, found 1")],
    ),
    "before without a pair": (STEPS + "  before: []\n", [(1, "", "'before' without a pair")]),
    "a cycle": (
        STEPS + "  before: [[a, b], [b, a]]\n",
        [(1, "", "before has a cycle: a before b before a")],
    ),
    "a longer cycle": (
        STEPS + "  before: [[a, b], [b, c], [c, a]]\n",
        [(1, "", "before has a cycle")],
    ),
    "steps that break before": (
        STEPS + "  before: [[c, a]]\n",
        [(1, "", "steps lists a ahead of c, but before says c before a")],
    ),
    "before with an unknown step": (STEPS + "  before: [[a, z]]\n", [(1, "", "before names z")]),
    "before with three": (
        STEPS + "  before: [[a, b, c]]\n",
        [(5, "before[0]", "a list of at most 2 expected, found 3 entries")],
    ),
    "too many valid orders": (
        HEAD + f"  format: ordering\n  steps:\n{MANY}  before: [[s0, s1]]\n",
        [(1, "", "more than 5,000 valid orders")],
    ),
    "no row": (
        HEAD + "  format: matching\n  rows: []\n  options: [{id: a, text: A}, {id: b, text: B}]\n",
        [(1, "", "at least 1 rows expected, found 0")],
    ),
    "a row that matches no option": (
        HEAD + "  format: matching\n  rows: [{id: r, text: R, match: z}]\n"
        "  options: [{id: a, text: A}, {id: b, text: B}]\n",
        [(1, "", "row 'r' matches 'z', which is no option")],
    ),
    "neither answer nor range": (NUMBER, [(1, "", "either 'answer' or 'range' expected")]),
    "both answer and range": (
        NUMBER + "  answer: 1\n  range: [1, 2]\n",
        [(1, "", "either 'answer' or 'range' expected")],
    ),
    "half a range": (
        NUMBER + "  range: [2]\n",
        [(4, "range[1]", "a list of 2 or more expected")],
    ),
    "a range upside down": (NUMBER + "  range: [2, 1]\n", [(1, "", "from low to high expected")]),
    "a relative tolerance on 0": (
        NUMBER + "  answer: 0\n  tolerance: {relative: 0.1}\n",
        [(1, "", "the answer 0 needs an absolute tolerance")],
    ),
    "digits on 0": (
        NUMBER + "  answer: 0\n  tolerance: {digits: 2}\n",
        [(1, "", "the answer 0 needs an absolute tolerance")],
    ),
    "two tolerances": (
        NUMBER + "  answer: 1\n  tolerance: {relative: 0.1, absolute: 1}\n",
        [(5, "tolerance", "one of 'absolute', 'relative' and 'digits' expected")],
    ),
    "a band of both kinds": (
        NUMBER + "  answer: 1\n  bands: [{absolute: 1, relative: 1, share: 0.5}]\n",
        [(5, "bands[0]", "one of 'absolute' and 'relative' expected")],
    ),
    "a band on a range": (
        NUMBER + "  range: [1, 2]\n  bands: [{absolute: 1, share: 0.5}]\n",
        [(1, "", "a range takes no tolerance and no bands")],
    ),
    "units without a unit": (
        NUMBER + "  answer: 1\n  units: {s: 1000}\n",
        [(1, "", "'units' are factors to 'unit', which is missing")],
    ),
    "a unit of no size": (
        NUMBER + "  answer: 1\n  unit: ms\n  units: {s: 0}\n",
        [(1, "", "a factor above 0 expected for the unit 's', found 0")],
    ),
    "a right option with a weight below 0": (
        CHOICE.format("multi_select", ", correct: true, weight: -1", ""),
        [(1, "", "right option's weight of 0 or more expected: 'x'")],
    ),
    "options that are no list": (
        HEAD + "  format: multi_select\n  options: {a: A}\n",
        [(4, "options", "a list expected, found {'a': 'A'}")],
    ),
    "an option that is no mapping": (
        HEAD + "  format: multi_select\n  options: [{id: a, text: A}, b]\n",
        [(4, "options[1]", "a mapping of fields expected, found 'b'")],
    ),
    "a quoted number": (
        NUMBER + "  answer: '0.5'\n",
        [(4, "answer", "a number expected, found the text '0.5'")],
    ),
    "an infinite number": (NUMBER + "  answer: .inf\n", [(4, "answer", "a finite number")]),
    "an expression without parameters": (
        NUMBER + "  answer: '=1 + 1'\n",
        [(4, "answer", "is an expression, but the item has no parameters")],
    ),
    "a slot without parameters": (
        "- id: bad\n  stem: How many are {=n}?\n  format: true_false\n  answer: true\n",
        [(2, "stem", "the slot '{=n}' names no parameter (none is declared)")],
    ),
    "nothing accepted": (
        HEAD + "  format: short_answer\n",
        [(1, "", "'accept' or 'accept_pattern' expected")],
    ),
    "an empty text accepted": (
        HEAD + "  format: short_answer\n  accept: ['']\n",
        [(4, "accept", "an empty text cannot be accepted")],
    ),
    "a pattern with look-around": (
        HEAD + "  format: short_answer\n  accept_pattern: '(?=a)b'\n",
        [(4, "accept_pattern", "no look-around, no back-reference")],
    ),
    "a pattern with a back-reference": (
        HEAD + "  format: short_answer\n  accept_pattern: '(a)\\1'\n",
        [(4, "accept_pattern", "no look-around, no back-reference")],
    ),
    "a pattern that closes what it did not open": (
        HEAD + "  format: short_answer\n  accept_pattern: 'a)|(b'\n",
        [(4, "accept_pattern", "linear-time syntax expected")],
    ),
    "no blank": (HEAD + "  format: cloze\n  blanks: {}\n", [(1, "", "at least one blank")]),
    "a blank that is not in the stem": (
        HEAD + "  format: cloze\n  blanks: {x: {format: numeric, answer: 1}}\n",
        [(1, "", "{{x}} expected once in the stem, found 0 times")],
    ),
    "a marker that names no blank": (
        (
            "- id: bad\n  stem: '{{x}} and {{y}}'\n  format: cloze\n"
            "  blanks: {x: {format: numeric, answer: 1}}\n"
        ),
        [(1, "", "{{y}} in the stem names no blank (there is x)")],
    ),
    "a blank twice in the stem": (
        (
            "- id: bad\n  stem: '{{x}} and {{x}}'\n  format: cloze\n"
            "  blanks: {x: {format: numeric, answer: 1}}\n"
        ),
        [(1, "", "{{x}} expected once in the stem, found 2 times")],
    ),
    "a mark in the stem that is no blank": (
        (
            "- id: bad\n  stem: '{{x}} and {{y}}'\n  format: cloze\n"
            "  blanks: {x: {format: numeric, answer: 1}}\n"
        ),
        [(1, "", "{{y}} in the stem names no blank (there is x)")],
    ),
    "a blank of weight 0": (
        (
            "- id: bad\n  stem: '{{x}}'\n  format: cloze\n"
            "  blanks:\n    x: {format: numeric, answer: 1, weight: 0}\n"
        ),
        [(5, "blanks.x.weight", "a number above 0")],
    ),
    "a blank of another format": (
        (
            "- id: bad\n  stem: '{{x}}'\n  format: cloze\n"
            "  blanks:\n    x: {format: free_text, answer: 1}\n"
        ),
        [(5, "blanks.x", "expected 'single_choice', 'numeric', 'short_answer', found")],
    ),
    "a blank without a format": (
        "- id: bad\n  stem: '{{x}}'\n  format: cloze\n  blanks:\n    x: {answer: 1}\n",
        [(5, "blanks.x", "the field 'format' is missing")],
    ),
    "no criterion": (
        HEAD + "  format: free_text\n  rubric: []\n",
        [(4, "rubric", "at least 1 criteria expected, found 0")],
    ),
    "a criterion without points": (
        HEAD + "  format: free_text\n  rubric: [{id: a, statement: Says a., points: 0}]\n",
        [(4, "rubric[0].points", "a number above 0")],
    ),
    "a list for a text": (
        CHOICE.format("single_choice", ", correct: true", "").replace("text: X", "text: [1, 2]"),
        [(5, "options[0].text", "text expected, found a list; quote it")],
    ),
    "a mapping for a text": (
        CHOICE.format("single_choice", ", correct: true", "").replace("text: X", "text: {n}"),
        [(5, "options[0].text", "text expected, found a mapping; quote it")],
    ),
    "nothing for a text": (
        CHOICE.format("single_choice", ", correct: true", "").replace("text: X", "text: "),
        [(5, "options[0].text", "text expected, found an empty value")],
    ),
    "null for a text": (
        CHOICE.format("single_choice", ", correct: true", "").replace("text: X", "text: null"),
        [(5, "options[0].text", "text expected, found an empty value")],
    ),
    "a key twice": (
        HEAD + "  format: true_false\n  answer: true\n  answer: false\n",
        [(5, "answer", "the key 'answer' stands twice (lines 4 and 5)")],
    ),
    "a comment that swallows prose": (
        "- id: bad\n  stem: Is C# a language? # yes\n  format: true_false\n  answer: true\n",
        [(2, "stem", "the text after # is lost, as a comment")],
    ),
    "an unknown topic": (
        HEAD + "  format: true_false\n  answer: true\n  topics: [db-learning-curve]\n",
        [(5, "topics[0]", "no topic named 'db-learning-curve'; did you mean db-learning-curves")],
    ),
    "an unknown subtask": (
        HEAD + "  format: true_false\n  answer: true\n  subtasks: [nothing]\n",
        [(5, "subtasks[0]", "no subtask named 'nothing'")],
    ),
    "unknown roles and tools": (
        HEAD + "  format: true_false\n  answer: true\n  roles: [cook]\n  tools: [spoon]\n",
        [(5, "roles[0]", "no role named 'cook'"), (6, "tools[0]", "no tool named 'spoon'")],
    ),
    "an unknown enemy": (
        HEAD + "  format: true_false\n  answer: true\n  enemies: [good, god]\n",
        [(5, "enemies[1]", "no item named 'god'; did you mean good?")],
    ),
    "an unknown stimulus": (
        HEAD + "  format: true_false\n  answer: true\n  stimulus: text-one\n",
        [(5, "stimulus", "no stimulus named 'text-one'")],
    ),
    "a date that is none": (
        HEAD + "  format: true_false\n  answer: true\n  review_by: soon\n",
        [(5, "review_by", "a date such as 2026-03-31 expected, found 'soon'")],
    ),
    "an entry that is no mapping": ("- just text\n", [(1, "", "a mapping that begins with 'id:'")]),
    "a parameter with both": (
        NUMBER + "  answer: '=n'\n  parameters:\n    n: {choices: [1], range: [1, 2]}\n",
        [(6, "parameters.n", "either choices or a range")],
    ),
    "a parameter without choices": (
        NUMBER + "  answer: '=n'\n  parameters:\n    n: []\n",
        [(6, "parameters.n", "choices need at least one value")],
    ),
    "a derived value that has none": (
        NUMBER + "  answer: '=x'\n  parameters: {n: [0]}\n  derive:\n    x: 1 / n\n",
        [(6, "derive", "derive.x: in '1 / n': ")],
    ),
    "an unknown name in an expression": (
        NUMBER + "  answer: '=n + m'\n  parameters: {n: [0]}\n",
        [(4, "answer", "in 'n + m': 'm' is not defined")],
    ),
    "a slot that names nothing": (
        (
            "- id: bad\n  stem: How many are {=m}?\n  format: numeric\n  answer: '=n'\n"
            "  parameters: {n: [0]}\n"
        ),
        [(2, "stem", "the slot '{=m}' names no parameter ('n')")],
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_with_its_place(make: Make, name: str) -> None:
    """One line each, with file, line, item and place; the item is left out, the others stay."""
    snippet, expected = FAULTS[name]
    root = make(snippet + GOOD, {"questions/conventions/more.yaml": GOOD.replace("good", "fine")})
    bank = mli.load_bank(root, strict=False)

    assert sorted(bank) == ["fine", "good"]
    found = [(problem.line, problem.where, problem.message) for problem in bank.problems]
    assert len(expected) == len(found), found
    for (line, where, message), (at, place, text) in zip(expected, found, strict=True):
        assert (line, where) == (at, place), found
        assert message in text
    for problem in bank.problems:
        assert problem.file == "questions/ml_theory/items.yaml"
        assert (problem.rule, problem.level) == ("E01", "error")
        assert "\n" not in str(problem)
        assert str(problem).startswith(f"{problem.file}:{problem.line}: ")

    with pytest.raises(mli.BankError) as info:
        mli.load_bank(root)
    assert bank.problems == info.value.problems
    assert len(expected) + 1 == len(str(info.value).splitlines())
