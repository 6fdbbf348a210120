from __future__ import annotations

import pytest

from ingest.cleaning import Vocabulary, joint, without_breaks


def joined(left: str, right: str, *, elsewhere: tuple[str, ...] = ()) -> str:
    cut, glue = joint(left, right, Vocabulary(elsewhere))
    return left[: len(left) - cut] + glue + right


@pytest.mark.parametrize(
    ("left", "right", "whole"),
    [
        ("the implemen-", "tation of", "the implementation of"),
        ("cycles are short-", "ened by", "cycles are shortened by"),
        ("awareness and pre-", "vention of", "awareness and prevention of"),
        ("a face-", "to-face meeting", "a face-to-face meeting"),
        ("a short-", "term loan", "a short-term loan"),
        ("a short-", "and long-term loan", "a short- and long-term loan"),
        ("of the inter-", "and intra-rater kind", "of the inter- and intra-rater kind"),
        ("a two-", "or threefold rise", "a two- or threefold rise"),
        ("on the isl-", "and of moss", "on the island of moss"),
        ("cross-border e-", "commerce grows", "cross-border e-commerce grows"),
        ("the soft\u00ad", "ware", "the software"),
        ("the end of", "a line", "the end of a line"),
        ("in 2008–", "2012 it", "in 2008–2012 it"),
    ],
)
def test_a_hyphen_at_a_line_end_stays_only_where_it_belongs_to_the_word(
    left: str, right: str, whole: str
) -> None:
    assert joined(left, right) == whole


def test_the_spelling_used_elsewhere_in_the_document_decides() -> None:
    assert joined("an on-", "line shop", elsewhere=("shops are on-line now",)) == "an on-line shop"
    assert joined("an on-", "line shop", elsewhere=("shops are online now",)) == "an online shop"


def test_what_only_says_where_a_line_may_end_is_no_text() -> None:
    assert without_breaks("sum\u00admers of non\u200bsense\ufeff") == "summers of nonsense"
    assert without_breaks("sum\u00ad\nmers") == "sum\u00ad\nmers"  # lines are joined by it
    assert without_breaks("می\u200cخواهم") == "می\u200cخواهم"  # tells how letters are joined
