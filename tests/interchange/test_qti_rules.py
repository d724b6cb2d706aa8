"""Rules of QTI that other systems use: what each operator gives, by the standard's definitions."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from mlinterview.interchange._qti.evaluating import Processing, UnsupportedError
from mlinterview.interchange._qti.quiz_rules import Rules, UnknownRuleError


def number(value: str) -> str:
    """A constant."""
    return f'<baseValue baseType="float">{value}</baseValue>'


def name(value: str) -> str:
    """An identifier."""
    return f'<baseValue baseType="identifier">{value}</baseValue>'


def text(value: str) -> str:
    """A text."""
    return f'<baseValue baseType="string">{value}</baseValue>'


TRUE = '<baseValue baseType="boolean">true</baseValue>'
FALSE = '<baseValue baseType="boolean">false</baseValue>'
MANY = '<variable identifier="M"/>'
ORDER = '<variable identifier="O"/>'
NULL = "<null/>"

NUMBERS = {
    f"<sum>{number('1')}{number('2.5')}</sum>": 3.5,
    f"<product>{number('2')}{number('3')}</product>": 6,
    f"<subtract>{number('2')}{number('3')}</subtract>": -1,
    f"<divide>{number('3')}{number('2')}</divide>": 1.5,
    f"<divide>{number('3')}{number('0')}</divide>": None,
    f"<sum>{number('1')}{NULL}</sum>": None,
    f"<integerDivide>{number('7')}{number('2')}</integerDivide>": 3,
    f"<integerModulus>{number('7')}{number('2')}</integerModulus>": 1,
    f"<max>{number('7')}{number('2')}</max>": 7,
    f"<min>{number('7')}{number('2')}</min>": 2,
    f"<round>{number('2.5')}</round>": 3,
    f"<truncate>{number('-2.5')}</truncate>": -2,
    f"<integerToFloat>{number('2')}</integerToFloat>": 2,
    f"<containerSize>{MANY}</containerSize>": 2,
    f"<containerSize>{NULL}</containerSize>": 0,
}
CONDITIONS = {
    f"<and>{TRUE}{NULL}</and>": False,
    f"<or>{FALSE}{NULL}{TRUE}</or>": True,
    f"<not>{FALSE}</not>": True,
    f'<anyN min="1" max="1">{TRUE}{FALSE}{NULL}</anyN>': True,
    f'<anyN min="2" max="3">{TRUE}{FALSE}{NULL}</anyN>': False,
    f"<isNull>{NULL}</isNull>": True,
    f"<match>{MANY}<multiple>{name('b')}{name('a')}</multiple></match>": True,
    f"<match>{ORDER}<ordered>{name('b')}{name('a')}</ordered></match>": False,
    f"<member>{name('a')}{MANY}</member>": True,
    f"<member>{name('z')}{MANY}</member>": False,
    f"<contains>{MANY}<multiple>{name('b')}</multiple></contains>": True,
    f"<contains>{ORDER}<ordered>{name('a')}{name('b')}</ordered></contains>": True,
    f"<contains>{ORDER}<ordered>{name('b')}{name('a')}</ordered></contains>": False,
    f"<match>{name('b')}<index n='2'>{ORDER}</index></match>": True,
    f"<isNull><index n='9'>{ORDER}</index></isNull>": True,
    f"<match><delete>{name('a')}{MANY}</delete><multiple>{name('b')}</multiple></match>": True,
    f"<stringMatch caseSensitive='false'>{text('Ab')}{text('aB')}</stringMatch>": True,
    f"<stringMatch caseSensitive='true'>{text('Ab')}{text('aB')}</stringMatch>": False,
    f"<substring caseSensitive='false'>{text('CALL')}{text('Recall')}</substring>": True,
    f"<patternMatch pattern='[0-9]+'>{text('12')}</patternMatch>": True,
    f"<patternMatch pattern='[0-9]+'>{text('12a')}</patternMatch>": False,
    f"<equal toleranceMode='absolute' tolerance='1' includeUpperBound='false'>{number('5')}{number('6')}</equal>": False,
    f"<equal toleranceMode='relative' tolerance='10 0'>{number('10')}{number('9')}</equal>": True,
    f"<equalRounded roundingMode='decimalPlaces' figures='1'>{number('1.24')}{number('1.16')}</equalRounded>": True,
    f"<equalRounded roundingMode='significantFigures' figures='2'>{number('124')}{number('126')}</equalRounded>": False,
    f"<lt>{number('1')}{number('2')}</lt>": True,
    f"<gt>{number('1')}{number('2')}</gt>": False,
    f"<lte>{number('2')}{number('2')}</lte>": True,
    f"<gte>{number('1')}{number('2')}</gte>": False,
    "<match><correct identifier='M'/><variable identifier='M'/></match>": True,
    "<isNull><default identifier='M'/></isNull>": True,
}
HEAD = (
    '<assessmentItem><responseDeclaration identifier="M" cardinality="multiple" baseType="identifier">'
    "<correctResponse><value>b</value><value>a</value></correctResponse></responseDeclaration>"
    '<responseDeclaration identifier="O" cardinality="ordered" baseType="identifier"/>'
    '<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>'
)
GIVEN = {"M": ["a", "b"], "O": ["a", "b"]}


def outcome(rules: str) -> object:
    """SCORE after rules ran."""
    xml = f"{HEAD}<responseProcessing>{rules}</responseProcessing></assessmentItem>"
    return Processing(ET.fromstring(xml)).outcomes(GIVEN)["SCORE"]


@pytest.mark.parametrize("expression", NUMBERS)
def test_numbers(expression: str) -> None:
    """An expression's number; None where it has no value."""
    found = outcome(f"<setOutcomeValue identifier='SCORE'>{expression}</setOutcomeValue>")
    assert found == NUMBERS[expression]


@pytest.mark.parametrize("expression", CONDITIONS)
def test_conditions(expression: str) -> None:
    """Whether a condition is met; one without a value is not."""
    rule = f"<setOutcomeValue identifier='SCORE'>{number('1')}</setOutcomeValue>"
    found = outcome(
        f"<responseCondition><responseIf>{expression}{rule}</responseIf></responseCondition>"
    )
    assert found == float(CONDITIONS[expression])


def test_the_first_branch_that_is_met_runs_and_an_exit_ends() -> None:
    """``responseElseIf``, ``responseElse``, fragments and ``exitResponse``."""

    def put(value: str) -> str:
        return f"<setOutcomeValue identifier='SCORE'>{number(value)}</setOutcomeValue>"

    branches = (
        f"<responseIf>{FALSE}{put('1')}</responseIf><responseElseIf>{TRUE}{put('2')}"
        f"</responseElseIf><responseElse>{put('3')}</responseElse>"
    )
    assert outcome(f"<responseCondition>{branches}</responseCondition>") == 2
    inner = f"<responseProcessingFragment>{put('4')}<exitResponse/></responseProcessingFragment>"
    assert outcome(f"{inner}{put('5')}") == 4


@pytest.mark.parametrize(
    "rules",
    [
        "<lookupOutcomeValue/>",
        "<setOutcomeValue identifier='SCORE'><random/></setOutcomeValue>",
        "<setOutcomeValue identifier='SCORE'><correct identifier='NONE'/></setOutcomeValue>",
        "<setOutcomeValue identifier='SCORE'><mapResponse identifier='M'/></setOutcomeValue>",
        f"<setOutcomeValue identifier='SCORE'><sum>{TRUE}</sum></setOutcomeValue>",
        "<responseCondition><responseWhen/></responseCondition>",
        f"<setOutcomeValue identifier='SCORE'><patternMatch pattern='(?=a)'>{text('a')}</patternMatch></setOutcomeValue>",
        "",
    ],
)
def test_what_is_not_known_is_said(rules: str) -> None:
    """No score is made up where a rule cannot be computed."""
    with pytest.raises(UnsupportedError):
        outcome(rules)


def quiz(conditions: str, outcomes: str = "") -> Rules:
    """The rules of a QTI 1.2 item that asks for a number and a choice of several."""
    xml = (
        '<item><presentation><response_num ident="n"/><response_lid ident="c" rcardinality="Multiple"/>'
        f'</presentation><resprocessing><outcomes><decvar varname="SCORE" {outcomes}/></outcomes>'
        f"{conditions}</resprocessing></item>"
    )
    return Rules(ET.fromstring(xml), frozenset(["n"]))


def when(condition: str, action: str, amount: str, going: str = "Yes") -> str:
    """A condition of QTI 1.2."""
    return f'<respcondition continue="{going}"><conditionvar>{condition}</conditionvar><setvar action="{action}">{amount}</setvar></respcondition>'


def test_actions_of_quizzes() -> None:
    """Set, add, subtract, multiply, divide; the outcome's bounds hold."""
    other = "<other/>"
    steps = [("Set", "8"), ("Add", "4"), ("Subtract", "2"), ("Multiply", "3"), ("Divide", "2")]
    rules = "".join(when(other, action, amount) for action, amount in steps)
    assert quiz(rules).score({}) == 15
    assert quiz(rules, 'maxvalue="10"').score({}) == 10
    assert quiz(when(other, "Set", "-3"), 'minvalue="0"').score({}) == 0
    assert quiz(when(other, "Set", "SCORE.max"), 'maxvalue="7"').score({}) == 7
    with pytest.raises(UnknownRuleError):
        quiz(when(other, "Power", "2")).score({})
    with pytest.raises(UnknownRuleError):
        quiz(when("<durequal>1</durequal>", "Set", "2")).score({})


@pytest.mark.parametrize(
    ("condition", "given", "met"),
    [
        ('<varequal respident="n">3.0</varequal>', {"n": ["3"]}, True),
        ('<vargte respident="n">3</vargte>', {"n": ["3"]}, True),
        ('<vargt respident="n">3</vargt>', {"n": ["3"]}, False),
        ('<varlt respident="n">3</varlt>', {"n": ["2,5"]}, True),
        ('<varlte respident="n">3</varlte>', {"n": ["many"]}, False),
        ('<unanswered respident="n"/>', {}, True),
        ('<varsubset respident="c">a,b</varsubset>', {"c": ["b", "a", "z"]}, True),
        ('<varsubstring respident="c">LU</varsubstring>', {"c": ["blue"]}, True),
        ('<varequal respident="c" case="Yes">A</varequal>', {"c": ["a"]}, False),
        ('<varequal respident="c">A</varequal>', {"c": ["a"]}, True),
        (
            '<varequal respident="c">a</varequal><varequal respident="c">b</varequal>',
            {"c": ["a"]},
            False,
        ),
        (
            '<varequal respident="n">1</varequal><varequal respident="n">2</varequal>',
            {"n": ["2"]},
            True,
        ),
        ('<not><varequal respident="c">a</varequal></not>', {"c": ["b"]}, True),
        ('<or><varequal respident="c">a</varequal><other/></or>', {}, True),
    ],
)
def test_conditions_of_quizzes(condition: str, given: dict[str, list[str]], met: bool) -> None:
    """What is compared, and that several values of a single answer are alternatives."""
    assert quiz(when(condition, "Set", "1")).score(given) == float(met)
