from __future__ import annotations

import pytest

from ingest.cleaning import Vocabulary, joint


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
