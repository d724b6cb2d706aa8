"""Moodle XML: every kind of question that is read, and the score that Moodle would give."""

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mlinterview as mli
from mlinterview.interchange._scored import Choice, many_of

FILE = Path(__file__).parent / "files" / "course.xml"


@pytest.fixture(scope="module")
def course():
    return mli.read_questions(FILE)


def item(course, number):
    return mli.make_item(course.items[number - 1].source)


def points(made, responses):
    return [mli.grade(made, response).points for response in responses]


def test_texts_become_markdown(course):
    """Math, code and a picture of the file; what would be a slot is broken."""
    made = item(course, 1)
    assert made.stem == (
        "Which fit $y \\in \\mathbb{R}$?\n\n```python\nloss(y, f(x))\n  # { =n}\n```"
    )
    assert [(figure.file, figure.alt) for figure in made.figures] == [
        ("figures/curve-one.png", "A curve")
    ]
    assert course.files["figures/curve-one.png"][:4] == b"\x89PNG"
    assert made.explanation == "Both measure *distances*."


def test_fields(course):
    """The idnumber makes the id; points, difficulty and shuffling are kept."""
    made = item(course, 1)
    assert (made.id, made.points, made.difficulty, made.shuffle) == ("two-losses", 2, 3, False)
    assert made.status == "draft"
    assert course.items[0].notes == (
        "category there: $course$/top/Metrics",
        "tags there: losses",
    )


def test_notes_on_what_has_no_place(course):
    """Combined feedback and hints are told; Moodle's own feedback is not."""
    assert course.items[1].notes[:2] == (
        "feedback on right, partly right and wrong responses was left out",
        "hints were left out",
    )


def test_true_false(course):
    """The key and the feedback on each response."""
    made = item(course, 3)
    assert (made.answer, made.feedback) == (False, {"true": "Guess the common one."})


def test_short_answer(course):
    """Wildcards match, and a wrong answer with feedback is rejected with it."""
    made = item(course, 4)
    assert points(made, ["Recall", "true positive rate", "precision", "x"]) == [1, 1, 0, 0]
    assert mli.grade(made, "precision").feedback == ("of the found ones",)


def test_numerical(course):
    """Two tolerances make a band; a unit has its factor."""
    made = item(course, 5)
    assert points(made, [250, 255, 256, 275, 276, "0.25 s", "251 ms"]) == [1, 1, 0.5, 0.5, 0, 1, 1]
    assert "feedback on all other answers was left out" in course.items[4].notes


def test_matching_and_ordering(course):
    """An empty row is an option that serves none; steps stand by their fractions."""
    assert [option.text for option in item(course, 6).options] == ["NDCG", "IoU", "BLEU"]
    assert [step.text for step in item(course, 7).steps] == ["prepare", "fit", "serve"]


def test_essay(course):
    """The information for graders is the statement of the one criterion."""
    made = item(course, 8)
    assert made.rubric.criteria[0].statement == "Says that scores are read as probabilities."
    assert (made.points, made.rubric.criteria[0].points) == (4, 4)


def test_cloze(course):
    """Gaps become blanks with their weights; foreign double braces do not."""
    made = item(course, 9)
    assert made.blank_ids == ("blank-1", "blank-2", "blank-3")
    assert "{ {no-blank}}" in made.stem
    key = {"blank-1": "tp-tp-fn", "blank-2": 0.805, "blank-3": "true }rate"}
    assert points(made, [key, {**key, "blank-2": 0.9}, {"blank-3": "Sensitivity"}]) == [1, 0.5, 0]


def test_gap_select(course):
    """The words of a gap's group are its options."""
    made = item(course, 10)
    assert made.stem == "The {{blank-1}} of a model falls as its {{blank-2}} grows."
    assert {name: blank.key for name, blank in made.blanks.items()} == {
        "blank-1": "bias",
        "blank-2": "capacity",
    }
    assert [option.text for option in made.blanks["blank-1"].options] == ["variance", "bias"]


def test_what_is_skipped(course):
    """Kinds that are not read are listed with their line."""
    assert [(each.place.partition(",")[0], each.reason) for each in course.skipped] == [
        ("question 11", "a calculated question: its numbers come from a data set"),
        ("question 12", "a description, which asks nothing"),
        ("question 13", "a question of the type 'stack', which is not read"),
    ]


def moodle_score(shares, chosen):
    """Moodle's multiple choice: the sum of the chosen fractions, between 0 and 1."""
    return min(1.0, max(0.0, sum(shares[place] for place in chosen)))


_WRONG = [0, -0.1, -0.2, -0.25, -1 / 3, -0.5, -1]


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 4), st.lists(st.sampled_from(_WRONG), max_size=4), st.data())
def test_fractions_score_as_there(right, wrong, data):
    """With the policy that a note names (else the usual one), every response scores as there."""
    weights = data.draw(st.sampled_from([[1 / right] * right, _falling(right)]))
    shares = [*weights, *wrong]
    if len(shares) < 2:
        return
    notes = []
    choices = [Choice(f"option {n}", round(share, 7)) for n, share in enumerate(shares)]
    made = mli.make_item({"id": "x", "stem": "Which?", **many_of(choices, notes)})
    policy = notes[-1].partition("policy: ")[2].rstrip("}") if notes else "balanced"
    scheme = mli.Scheme.model_validate(
        {"name": "there", "formats": {"multi_select": {"policy": policy}}}
    )
    ids = [option.id for option in made.options]
    for size in range(len(ids) + 1):
        for chosen in combinations(range(len(ids)), size):
            ours = mli.grade(made, [ids[place] for place in chosen], scheme=scheme).points
            assert ours == pytest.approx(moodle_score(shares, chosen), abs=2e-3)


def _falling(count):
    total = sum(range(1, count + 1))
    return [place / total for place in range(count, 0, -1)]


def question(kind, body):
    return (
        f'<quiz><question type="{kind}"><name><text>n</text></name>'
        f'<questiontext format="html"><text>Q?</text></questiontext>{body}</question></quiz>'
    )


def answers(*pairs):
    return "".join(
        f'<answer fraction="{share}"><text>{text}</text></answer>' for text, share in pairs
    )


@pytest.mark.parametrize(
    ("kind", "body", "expected"),
    [
        ("multichoice", answers(("a", 0), ("b", 0)), "no option is marked as right"),
        ("multichoice", answers(("a", 100), ("b", 100)), "2 options are right"),
        ("multichoice", answers(("a", 100), ("", 0)), "option 2 has no text"),
        ("multichoice", answers(("a", "x"), ("b", 0)), "number"),
        ("truefalse", answers(("yes", 100), ("no", 0)), "true or false expected"),
        ("truefalse", answers(("true", 0), ("false", 0)), "neither true nor false"),
        ("numerical", answers(("1", 100), ("2", 100)), "several numbers are right: 1, 2"),
        ("numerical", answers(("1e999", 100)), "exponent"),
        ("shortanswer", "", "no answer earns full marks"),
        ("cloze", "", "a cloze question without a gap"),
        ("ddwtos", "", "a text without a gap"),
        ("ordering", answers(("a", 1)), "steps"),
        ("matching", "", "fewer than two different options"),
        ("", "", "a question of the type ''"),
    ],
)
def test_reasons(reason, kind, body, expected):
    """What no item can be made of says why."""
    assert expected in reason(question(kind, body), "moodle-xml")


@pytest.mark.parametrize(
    ("gap", "expected"),
    [
        ("{1:MULTIRESPONSE:=a~b}", "several options may be chosen"),
        ("{1:XYZ:=a}", "of the kind XYZ"),
        ("{0:SA:=a}", "a gap of weight 0"),
        ("{1:NM:=x}", "number"),
    ],
)
def test_gaps_that_are_not_read(reason, gap, expected):
    """Gaps of other kinds leave the question out."""
    text = question("cloze", "").replace("Q?", f"Q {gap}")
    assert expected in reason(text, "moodle-xml")


def test_entities_in_gaps(source):
    """A hash of a character's number begins no feedback, and escaped signs come back."""
    gap = "{1:SA:=it&amp;#39;s \\~ 5 \\# x#yes}"
    made = source(question("multianswer", "").replace("Q?", f"Q {gap}"), "moodle-xml")
    assert made["blanks"]["blank-1"]["accept"] == ["it's ~ 5 # x"]


def test_a_word_gap_without_its_word(reason):
    """A gap that names no word is told."""
    text = question("gapselect", "<selectoption><text>a</text><group>1</group></selectoption>")
    assert reason(text.replace("Q?", "[[4]]"), "moodle-xml") == "the gap [[4]] has no word"


def test_all_or_nothing_plugin(source):
    """The plug-in whose choices are all or nothing is read with a note."""
    made = source(
        question("multichoiceset", answers(("a", 100), ("b", 100), ("c", 0))), "moodle-xml"
    )
    assert [option.get("correct") for option in made["options"]] == [True, True, None]


def test_units_without_a_base(reading):
    """Units of which none has the factor 1 are told."""
    units = "<units><unit><multiplier>2</multiplier><unit_name>x</unit_name></unit></units>"
    found = reading(question("numerical", answers(("1", 100)) + units), "moodle-xml")
    assert found.items[0].notes == ("units without one of the factor 1 were left out: x",)


def test_other_roots(reading):
    """XML that is no quiz is refused in one line."""
    with pytest.raises(mli.ExchangeError, match="<quiz> expected, found <html>"):
        reading("<html/>", "moodle-xml")
    found = reading("<quiz><x/></quiz>", "moodle-xml")
    assert [each.reason for each in found.skipped] == ["<x> is no question"]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("markdown", "**a** $x$"),
        ("plain_text", r"\*\*a\*\* $x$"),
        ("moodle_auto_format", r"\*\*a\*\* $x$"),
        ("html", r"\*\*a\*\* $x$"),
    ],
)
def test_formats_of_texts(source, kind, expected):
    """A text is read by the format it declares."""
    text = question("truefalse", answers(("true", 100), ("false", 0)))
    text = text.replace('format="html"', f'format="{kind}"').replace("Q?", r"**a** \(x\)")
    assert source(text, "moodle-xml")["stem"] == expected


def test_pictures_of_old_versions(reading):
    """A picture beside the text, as Moodle 1.9 wrote it, is a figure."""
    body = "<image>a.png</image><image_base64>\niVBORw0KGgo=\n</image_base64>"
    found = reading(question("essay", body), "moodle-xml")
    assert found.items[0].source["figures"] == [{"file": "figures/figure.png"}]
    found = reading(question("essay", "<image>a.png</image>"), "moodle-xml")
    assert found.items[0].notes == ("a picture is not in the file: a.png",)


def test_a_unit_of_per_cent(source):
    """A unit of per cent with the factor 100 makes a share."""
    units = "<units><unit><multiplier>100</multiplier><unit_name>%</unit_name></unit></units>"
    made = mli.make_item(
        source(question("numerical", answers(("0.25", 100)) + units), "moodle-xml")
    )
    assert points(made, ["25%", 0.25, 25]) == [1, 1, 0]


def test_answers_to_drag_are_html(source):
    """What is dragged to its row is HTML; what is chosen from a menu stands as it is written."""
    rows = "".join(
        f'<subquestion format="html"><text>{left}</text><answer{{}}><text>{right}</text></answer>'
        "</subquestion>"
        for left, right in (("force", "&lt;p&gt;a &lt;b&gt;N&lt;/b&gt;&lt;/p&gt;"), ("work", "J"))
    )
    for kind, attribute in (("ddmatch", ' format="html"'), ("ddmatch", "")):
        made = source(question(kind, rows.format(attribute, attribute)), "moodle-xml")
        assert [option["text"] for option in made["options"]] == ["a **N**", "J"]
    made = source(question("matching", rows.format("", "")), "moodle-xml")
    assert made["options"][0]["text"].startswith("<p>")
