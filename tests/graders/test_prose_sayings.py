"""Patterns of denial are passed over only where they cannot match."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mlinterview.graders._prose import sayings
from mlinterview.graders._prose.prose import read_prose
from mlinterview.graders._prose.sayings import Saying
from mlinterview.graders._prose.scope import mark_words

ALL = {name: saying for name, saying in vars(sayings).items() if isinstance(saying, Saying)} | {
    f"{name} {number}": saying
    for name, several in vars(sayings).items()
    if name.isupper() and isinstance(several, tuple)
    for number, saying in enumerate(several)
}
#: a quote that is no apostrophe is read as a part of the word beside it
STRAY = re.compile(r"(?<![a-z])'|'(?![st]\b)")


@pytest.mark.parametrize("name", ALL)
@given(data=st.data())
def test_no_match_is_passed_over(name: str, data: st.DataObject) -> None:
    """Whatever a pattern matches has one of the words that stand beside it."""
    saying = ALL[name]
    text = data.draw(st.from_regex(saying.pattern, alphabet=st.characters(codec="ascii")))
    assume(not STRAY.search(text))
    prose = read_prose(text)
    read = prose.characters.text
    negates = mark_words(prose) > 0
    due = [match.span() for match in saying.pattern.finditer(read)]
    assert [match.span() for match in saying.found(read, set(prose.words), negates)] == due
