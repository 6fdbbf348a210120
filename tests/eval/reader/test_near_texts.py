"""Hard negatives: the nearest texts come first, and editions of one text are told."""

from __future__ import annotations

from eval.reader.near_texts import NearTexts, alike

TEXTS = [
    "The lighthouse of Alba was built of granite in 1821 by the harbour board.",
    "The lighthouse keeper of Brant counted ships and birds every morning.",
    "Granite is quarried in the hills and sold to builders of bridges.",
    "Bread rises where yeast gets warm.",
]


def test_the_text_that_shares_the_rarest_words_is_nearest() -> None:
    near = list(NearTexts(TEXTS).nearest("Who built the lighthouse of Alba?"))
    assert near[0] == TEXTS[0]
    assert TEXTS[1] in near
    assert TEXTS[3] not in near


def test_nothing_is_near_to_a_query_that_shares_no_rare_word() -> None:
    assert list(NearTexts(TEXTS).nearest("Quo vadis?")) == []


def test_a_word_that_stands_in_many_texts_makes_none_near() -> None:
    many = [f"Common words about thing{number}." for number in range(40)]
    assert list(NearTexts(many).nearest("common words")) == []
    assert list(NearTexts(many).nearest("common thing7"))[:1] == [many[7]]


def test_editions_of_one_text_are_alike_and_other_texts_are_not() -> None:
    assert alike(TEXTS[0], TEXTS[0].replace("1821", "1822"))
    assert not alike(TEXTS[0], TEXTS[2])
