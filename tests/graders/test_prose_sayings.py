"""Patterns of denial are passed over only where they cannot match."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mlinterview.graders._prose.patterns import may_say
from mlinterview.graders._prose.prose import read_prose
from mlinterview.graders._prose.sayings import SAYINGS
from mlinterview.graders._prose.scope import mark_words
from mlinterview.graders._prose.stance import ATTRIBUTED, REJECTED

ALL = SAYINGS + REJECTED + ATTRIBUTED
#: a quote that is no apostrophe is read as a part of the word beside it, and one before a negation
#: makes it a name, which denies nothing
STRAY = re.compile(r"(?<![a-z])'|'(?![st]\b)|[`\"](?:not|\w+n't)\b")


@pytest.mark.parametrize("number", range(len(ALL)))
@given(data=st.data())
def test_no_match_is_passed_over(number: int, data: st.DataObject) -> None:
    """Whatever a pattern matches has one of the words that stand beside it."""
    saying = ALL[number]
    text = data.draw(st.from_regex(saying.pattern, alphabet=st.characters(codec="ascii")))
    assume(not STRAY.search(text))
    prose = read_prose(text)
    negates = mark_words(prose) > 0
    if saying.pattern.search(prose.characters.text):
        assert saying in may_say(ALL, set(prose.words), negates)
