"""Characters: what is printed stays, what is not goes."""

import pytest

from ingest.readers.pdf_characters import GONE, clean_word, count_garbled, is_wide, join_accents


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("e\ufb03cient", "efficient"),
        ("zero\u200bwidth", "zerowidth"),
        ("tag\U000e0041\U000e0042", "tag"),
        ("break\x02", "break-"),
        ("\u2f08", "\u4eba"),
        ("x\u00b2", "x\u00b2"),
        ("\U0001d465", "x"),
        ("e\u0301", "\u00e9"),
    ],
)
def test_words_are_spelled_in_plain_characters(raw: str, clean: str) -> None:
    assert clean_word(raw) == clean


def test_private_characters_are_counted_as_garbled() -> None:
    assert count_garbled("a\ue001b\ufffd") == 2


def test_chinese_is_written_without_spaces_and_greek_is_not() -> None:
    assert is_wide(ord("\u4e2d"))
    assert not is_wide(ord("\u03b1"))


def test_an_accent_joins_the_letter_that_it_stands_over() -> None:
    codes = [ord(letter) for letter in "Ko\u00a8hn"]
    boxes = [[0, 10, 6, 0], [6, 10, 11, 0], [6.5, 10, 10.5, 0], [11, 10, 16, 0], [16, 10, 21, 0]]
    join_accents(codes, [float(edge) for box in boxes for edge in box])
    assert codes == [ord("K"), ord("\u00f6"), GONE, ord("h"), ord("n")]


def test_an_accent_over_no_letter_stays() -> None:
    codes = [ord("x"), 0xB4]
    join_accents(codes, [0.0, 10.0, 5.0, 0.0, 50.0, 10.0, 54.0, 0.0])
    assert codes == [ord("x"), 0xB4]
