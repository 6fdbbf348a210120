"""Word places kept as bytes behave as the tuples that they stand for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.document import WordBox, packed_boxes
from ingest.layout import Block, Line, Word
from ingest.pdf.page import Frame, PackedTokens, PageText, Token

_SMALL = st.integers(0, 2**31 - 1)
_POINTS = st.floats(allow_nan=False)
_BOXES = st.lists(st.builds(WordBox, _SMALL, _SMALL, _SMALL, *[_POINTS] * 4), max_size=9)
_TOKENS = st.lists(
    st.builds(
        Token, st.text(), *[_POINTS] * 6, st.integers(0, 2**40), st.booleans(), st.integers(0, 9)
    ),
    max_size=9,
)


@given(_BOXES, st.integers(-12, 12), st.integers(-12, 12))
def test_packed_boxes_are_read_like_a_tuple(boxes: list[WordBox], first: int, last: int) -> None:
    packed, plain = packed_boxes(boxes), tuple(boxes)
    assert packed == plain
    assert packed == packed_boxes(packed.data)
    assert hash(packed) == hash(plain)
    assert (len(packed), list(packed)) == (len(plain), boxes)
    assert packed[first:last] == plain[first:last]
    if -len(plain) <= first < len(plain):
        assert packed[first] == plain[first]
    else:
        with pytest.raises(IndexError):
            packed[first]


def test_other_boxes_are_not_equal() -> None:
    one = packed_boxes([WordBox(0, 1, 1, 0.0, 0.0, 1.0, 1.0)])
    assert one != packed_boxes([WordBox(0, 1, 2, 0.0, 0.0, 1.0, 1.0)])
    assert one != ()
    assert one != [*one]


def test_bytes_that_are_no_table_are_refused() -> None:
    with pytest.raises(ValueError, match="43 bytes"):
        packed_boxes(bytes(43))


@given(_TOKENS)
def test_the_tokens_of_a_page_come_back_as_they_went(tokens: list[Token]) -> None:
    page = PageText(600, 800, ((Frame(600, 800, 0), tuple(tokens)),), 1, 2, 3)
    kept = page.packed()
    (_, run), *_ = kept.runs
    assert isinstance(run, PackedTokens)
    assert (len(run), list(run)) == (len(tokens), tokens)
    assert (kept.glyphs, kept.hidden, kept.garbled) == (1, 2, 3)


def test_a_packed_block_equals_the_block() -> None:
    word = Word(0, 4, 72.0, 700.25, 96.5, 712.0)
    block = Block("paragraph", (Line("Moss", page=1, words=(word,)), Line("", page=2)))
    assert block.packed() == block
    assert block.packed().lines[0].words[-1] == word
