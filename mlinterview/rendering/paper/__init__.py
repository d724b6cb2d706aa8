"""Exams on paper: what is printed of a form, and the formats it is written in."""

from mlinterview.rendering.paper.build import check_variants, paper, variant_codes
from mlinterview.rendering.paper.model import (
    BlankSpace,
    Choice,
    Criterion,
    Key,
    Paper,
    Passage,
    Picture,
    Question,
    Room,
    Row,
    Section,
)
from mlinterview.rendering.paper.words import LANGUAGES, Words, words_in
from mlinterview.rendering.paper.writers import PageSetup, Written, write

__all__ = [
    "LANGUAGES",
    "BlankSpace",
    "Choice",
    "Criterion",
    "Key",
    "PageSetup",
    "Paper",
    "Passage",
    "Picture",
    "Question",
    "Room",
    "Row",
    "Section",
    "Words",
    "Written",
    "check_variants",
    "paper",
    "variant_codes",
    "words_in",
    "write",
]
