"""Names and quantities in a sentence."""

from __future__ import annotations

import time

from app.language.values import names


def test_names_are_found_within_and_beside_other_letters() -> None:
    text = "Here mRNA of 2CO2 met Ann Cole."
    assert [text[start:end] for start, end in names(text)] == ["mRNA", "CO2", "Ann Cole"]


def test_a_word_of_half_a_million_letters_is_gone_through_once() -> None:
    start = time.process_time()
    assert names("x" * 500_000) == []
    assert time.process_time() - start < 2
