"""Hostile and broken QTI: refused or neutralised with a line that says why, in bounded time."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mlinterview as mli
from mlinterview.interchange import export
from mlinterview.interchange._qti_reader import read

ITEM = (
    '<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="i" title="t">'
    '<responseDeclaration identifier="RESPONSE" cardinality="single" baseType="{base}">'
    "<correctResponse><value>{key}</value></correctResponse>{mapping}</responseDeclaration>"
    '<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>'
    "<itemBody>{body}</itemBody>{rules}</assessmentItem>"
)
CHOICE = (
    '<p>Which?</p><choiceInteraction responseIdentifier="RESPONSE" maxChoices="1">'
    '<simpleChoice identifier="a">{text}</simpleChoice>'
    '<simpleChoice identifier="b">no</simpleChoice></choiceInteraction>'
)
FIELD = '<p>N: <textEntryInteraction responseIdentifier="RESPONSE"/></p>'
MATCH = '<responseProcessing template="http://x/match_correct"/>'


def item(base: str = "identifier", key: str = "a", body: str = CHOICE, **parts: str) -> str:
    """An item file."""
    fields = {"mapping": "", "rules": MATCH, "text": "yes", **parts}
    return ITEM.format(base=base, key=key, body=body.format(**fields), **fields)


def zipped(files: dict[str, bytes | str]) -> bytes:
    """A package."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def fault(content: bytes) -> str:
    """The one line by which a file is refused."""
    with pytest.raises(mli.ExchangeError) as caught:
        read(content, "evil.zip" if content[:2] == b"PK" else "evil.xml")
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_entities_are_refused() -> None:
    """Neither files of the machine nor expansion without end."""
    xxe = '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + item(text="&e;")
    assert "entities" in fault(xxe.encode())
    laughs = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>' + item(text="&b;")
    assert "entities" in fault(laughs.encode())


def test_packages_that_lead_out_or_swell_are_refused() -> None:
    """Paths out of the package, absolute ones, and bombs."""
    assert "leads out" in fault(zipped({"../../item.xml": item()}))
    assert "leads out" in fault(zipped({"/etc/item.xml": item()}))
    assert "bomb" in fault(zipped({"item.xml": b"<a>" + b" " * 40_000_000}))


def test_an_entity_in_one_file_spares_the_others() -> None:
    """The bad file is listed, the good one read."""
    bad = '<!DOCTYPE a [<!ENTITY e "x">]>' + item(text="&e;")
    reading = read(zipped({"bad.xml": bad, "good.xml": item()}), "mixed.zip")
    assert len(reading.items) == 1
    assert reading.skipped[0].place == "bad.xml"


def test_addresses_out_of_the_package_find_nothing() -> None:
    """Pictures are looked for in the package alone."""
    body = '<p><img src="../../../etc/passwd" alt="x"/><img src="file:///etc/passwd"/></p>' + CHOICE
    reading = read(zipped({"items/i.xml": item(body=body)}), "p.zip")
    assert reading.files == {}
    assert "figures" not in reading.items[0].source


def test_scripts_are_left_out() -> None:
    """Of stems, options and pictures nothing runs."""
    body = '<p onclick="x()">Hi<script>alert(1)</script><a href="javascript:x()">l</a></p>' + CHOICE
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>x()</script></svg>'
    body = '<p><img src="a.svg" alt="a"/></p>' + body
    reading = read(zipped({"i.xml": item(body=body), "a.svg": svg}), "p.zip")
    source = repr(reading.items[0].source)
    assert "alert" not in source
    assert "javascript" not in source
    assert reading.files == {}
    assert any("left out" in note for note in reading.items[0].notes)


def test_nothing_foreign_becomes_a_slot_or_a_blank() -> None:
    """Braces of another system's text are text."""
    found = read(item(body="<p>{{{{x}}}} and {{=n}}</p>" + CHOICE).encode(), "i.xml").items[0]
    made = mli.make_item({"id": "x", **found.source})
    assert not made.parametrised
    assert "{=n}" in made.stem.replace("\\", "")


RULES = {
    "a score of huge digits": '<responseProcessing><setOutcomeValue identifier="SCORE"><baseValue baseType="float">1e999999999</baseValue></setOutcomeValue></responseProcessing>',
    "rounding to many figures": '<responseProcessing><responseCondition><responseIf><equalRounded figures="999999999"><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></equalRounded><exitResponse/></responseIf></responseCondition></responseProcessing>',
    "a division by zero": '<responseProcessing><setOutcomeValue identifier="SCORE"><divide><baseValue baseType="float">1</baseValue><baseValue baseType="float">0</baseValue></divide></setOutcomeValue></responseProcessing>',
    "an operator without operands": '<responseProcessing><setOutcomeValue identifier="SCORE"><isNull/></setOutcomeValue></responseProcessing>',
    "a rule without an expression": '<responseProcessing><setOutcomeValue identifier="SCORE"/></responseProcessing>',
    "a loop of a pattern": '<responseProcessing><responseCondition><responseIf><patternMatch pattern="(a*)*b"><variable identifier="RESPONSE"/></patternMatch><exitResponse/></responseIf></responseCondition></responseProcessing>',
}  # fmt: skip


@pytest.mark.parametrize("name", RULES)
@pytest.mark.parametrize(("base", "key", "body"), [("identifier", "a", CHOICE), ("float", "1e999", FIELD), ("float", "x", FIELD), ("string", "w", FIELD)])  # fmt: skip
def test_rules_that_make_no_sense(name: str, base: str, key: str, body: str) -> None:
    """The item is read by its key or listed with the reason, at once."""
    start = process_time()
    reading = read(item(base, key, body, rules=RULES[name]).encode(), "i.xml")
    assert len(reading.items) + len(reading.skipped) == 1
    assert process_time() - start < 5


def test_many_options_and_deep_rules_take_bounded_time() -> None:
    """A thousand options, or rules nested in each other."""
    many = "".join(f'<simpleChoice identifier="o{k}">t {k}</simpleChoice>' for k in range(900))
    body = f'<p>?</p><choiceInteraction responseIdentifier="RESPONSE" maxChoices="0">{many}</choiceInteraction>'
    start = process_time()
    wide = item(key="o1", body=body).replace('cardinality="single" baseType="identifier"', 'cardinality="multiple" baseType="identifier"')  # fmt: skip
    assert len(read(wide.encode(), "i.xml").items) == 1
    deep = "<and>" * 100 + '<isNull><variable identifier="RESPONSE"/></isNull>' + "</and>" * 100
    rules = f"<responseProcessing><responseCondition><responseIf>{deep}<exitResponse/></responseIf></responseCondition></responseProcessing>"
    assert len(read(item(rules=rules).encode(), "i.xml").items) == 1
    assert process_time() - start < 20


@cache
def _good() -> tuple[bytes, ...]:
    """Files of every version, small."""
    bank = mli.load_bank()
    few = mli.Bank({name: bank[name] for name in list(bank)[:60:8]})
    packages = [export(few, to=target).content for target in ("qti12", "qti21", "qti30")]
    files = []
    for package in packages:
        with zipfile.ZipFile(io.BytesIO(package)) as archive:
            names = [name for name in archive.namelist() if name.endswith(".xml")]
            files += [archive.read(name) for name in names if "meta" not in name]
    return (*packages, *(file for file in files if b"Interaction" in file or b"-interaction" in file or b"<item " in file))  # fmt: skip


@settings(max_examples=40)
@given(data=st.data())
def test_mutated_files_never_crash(data: st.DataObject) -> None:
    """A reading or a line that says why not, whatever was cut, doubled or overwritten."""
    content = bytearray(data.draw(st.sampled_from(_good())))
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, max(0, len(content) - 1)))
        end = min(len(content), start + data.draw(st.integers(0, 60)))
        piece = data.draw(st.one_of(st.just(b""), st.binary(max_size=8), st.just(bytes(content[start:end]) * 2), st.sampled_from((b"<", b'"', b"1e999", b"&amp;", b"</qti-value>"))))  # fmt: skip
        content[start:end] = piece
    message = ""
    try:
        reading = read(bytes(content), "file")
        assert reading.items or reading.skipped
    except mli.MLInterviewError as error:
        message = str(error)
    assert "\n" not in message
