"""Whatever a bank may hold is printed in every format, as paper and as key."""

from __future__ import annotations

import pytest
import strategies
from hypothesis import given, settings
from hypothesis import strategies as st

import mlinterview as mli
from mlinterview.bank.bank import Bank
from mlinterview.model.form import Form, FormEntry, Section
from mlinterview.rendering.formats import WRITERS
from mlinterview.rendering.paper import paper, write


@pytest.mark.slow
@settings(max_examples=12)
@given(
    st.lists(strategies.items(), min_size=1, max_size=4, unique_by=lambda item: item.id),
    st.booleans(),
    st.booleans(),
)
def test_any_item_is_printed(items: list[mli.Item], key: bool, sheet: bool) -> None:
    """No text, formula, order or rubric makes a format fail."""
    bank = Bank({item.id: item for item in items})
    entries = tuple(FormEntry(id=item.id) for item in items)
    form = Form(id="f", sections=(Section(items=entries),))
    found = paper(form, bank, variant="A", key=key, answer_sheet=sheet)
    for to in WRITERS:
        assert write([found], to).content, to
