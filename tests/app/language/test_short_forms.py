"""What letters stand for is found where a text spells it out, and put in their place."""

from __future__ import annotations

import pytest

from app.language.short_forms import TwoForms, long_form, spelled_out, two_forms, written_out

TEXT = """Small and medium-sized farms (SMFs) dry fruit. So does the Apple Growers' Union (AGU); its
hall has a controlled atmosphere (CA, since 1990). The yield fell (XYZ). See the map (Fig. 2).
"""


def test_letters_in_brackets_stand_for_the_words_before_them() -> None:
    assert spelled_out(TEXT) == (
        TwoForms("SMF", "Small and medium-sized farm"),
        TwoForms("AGU", "Apple Growers' Union"),
        TwoForms("CA", "controlled atmosphere"),
    )


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("An SMF pays, SMFs do.", "An small farm pays, small farms do."),
        ("Small farms (SMFs) pay.", "Small farms (SMFs) pay."),  # the words are there
        ("The SMF-1 and SMFX pay.", "The SMF-1 and SMFX pay."),  # other letters
        ("Nothing is short here.", "Nothing is short here."),
    ],
)
def test_letters_are_written_out_where_their_words_are_not_there(text: str, written: str) -> None:
    assert written_out(text, [TwoForms("SMF", "small farm")]).text == written


def test_a_place_in_what_is_written_out_is_one_of_the_text_before() -> None:
    text = "Here SMFs pay a toll."
    written = written_out(text, [TwoForms("SMF", "small farm")])

    for words, before in (("pay a", "pay a"), ("small farms", "SMFs"), ("farms pay", "SMFs pay")):
        at = written.text.index(words)
        start, end = written.before(at, at + len(words))
        assert text[start:end] == before
    assert written.before(0, 0) == (0, 0)


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("What do SMFs pay?", ["SMF"]),
        ("What do small and medium sized farms pay?", ["SMF"]),
        ("What do small and medium-sized farms (SMFs) pay?", []),  # by both
        ("What does it pay?", []),
    ],
)
def test_a_question_that_has_one_form_only_may_be_told_by_the_other(
    question: str, asked: list[str]
) -> None:
    assert [each.short for each in two_forms(question, [TEXT])] == asked


@pytest.mark.parametrize(
    ("short", "words", "long"),
    [
        ("HMM", "trained by a hidden Markov model", "hidden Markov model"),
        ("XML", "the eXtensible Markup Language", ""),
        ("ER", "a rather long way of saying it", ""),
    ],
)
def test_each_letter_is_found_in_order_and_the_first_begins_a_word(
    short: str, words: str, long: str
) -> None:
    begins = long_form(short, words)

    assert (words[begins:] if begins >= 0 else "") == long
