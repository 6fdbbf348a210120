from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.matching import find_quote, holds, includes, overlaps


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("The volume was 158.13 billion yuan.", "158.13 billion yuan"),
        ("It cost 1,234,567.50 yuan", "1234567.5"),
        ("It cost 1\u202f234 yuan", "1,234"),
        ("up by 25 per cent", "25%"),
        ("up by 25 percent", "25 %"),
        ("158.13bn yuan", "158.13 billion"),
        ("cross\u2013border e\u2011commerce", "cross-border E-Commerce"),
        ("cross border", "Cross-Border"),
        ("ten cities", "10 cities"),
        ("“Belt and Road”, they say", "belt and road"),
        ("\ufb01nance", "finance"),
        ("COVID-19", "covid 19"),
        ("p < .05", "p < 0.05"),
    ],
)
def test_spelling_and_setting_do_not_count(text: str, answer: str) -> None:
    assert holds(text, answer)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("158.13 billion", "58.13"),
        ("in 2019", "19"),
        ("158.13", "158"),
        ("158.13", ".13"),
        ("in 5.05", "0.05"),
        ("in 10 300 people live", "10300"),
        ("Zhengzhou", "Zheng"),
        ("billion 158.13", "158.13 billion"),
        ("anything", ""),
        ("", "x"),
    ],
)
def test_part_of_a_number_or_word_is_no_match(text: str, answer: str) -> None:
    assert not holds(text, answer)


@pytest.mark.parametrize(
    ("answers", "must_include", "right"),
    [
        (["no", "yes"], [], True),
        (["no"], [], False),
        ([], ["yes", "sure"], True),
        ([], ["yes", "no"], False),
        (["yes"], ["no"], False),
        (["no"], ["yes"], False),
    ],
)
def test_any_answer_and_all_that_must_be_included(
    answers: list[str], must_include: list[str], right: bool
) -> None:
    assert includes("yes, sure", answers=answers, must_include=must_include) is right


def test_a_quote_is_found_through_line_breaks_and_hyphens_everywhere_it_stands() -> None:
    text = "The imple-\nmentation works. Later: the implementation  works."
    assert [text[start:end] for start, end in find_quote(text, "The implementation works")] == [
        "The imple-\nmentation works",
        "the implementation  works",
    ]


def test_a_quote_starts_and_ends_at_words() -> None:
    assert find_quote("in 2019 and 19 of them", "19") == [(12, 14)]
    assert find_quote("anything", " – ") == []


@given(st.text(max_size=60), st.data())
def test_a_span_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    words = [word for word in text.split() if any(c.isalnum() for c in word)]
    if words:
        quote = data.draw(st.sampled_from(words))
        for start, end in find_quote(text, quote):
            assert 0 <= start < end <= len(text)


@pytest.mark.parametrize(
    ("start", "end", "shared"),
    [
        (10, 20, True),  # the span itself
        (0, 100, True),  # holds it
        (12, 14, True),  # lies in it
        (15, 40, True),  # half of the span
        (16, 40, False),  # less than half of it
        (20, 30, False),  # only touches
        (0, 10, False),
    ],
)
def test_half_of_the_shorter_must_be_shared(start: int, end: int, shared: bool) -> None:
    assert overlaps([(10, 20)], start, end) is shared
