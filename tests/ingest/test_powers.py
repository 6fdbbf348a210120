"""Numbers that are set raised behind others: exponents, marks of notes and citations, fractions."""

from __future__ import annotations

import time

import pytest

from ingest.layout import Line
from ingest.markdown.raised import line_of, raise_marks
from ingest.parse import parse_bytes
from ingest.readers.powers import with_powers


def read_as(before: str, raised: str, after: str = "") -> str:
    start = len(before)
    line = Line(before + raised + after, superscripts=((start, start + len(raised)),))
    return with_powers(line).text


def html(text: str) -> str:
    return parse_bytes(f"<html><body><p>{text}</p></body></html>".encode(), "a.html").text


@pytest.mark.parametrize(
    ("before", "raised", "after", "shown"),
    [
        ("3 × 10", "5", " cells", "3 × 10^5 cells"),
        ("The dose was 10", "-3", " mol", "The dose was 10^-3 mol"),
        ("Use was 10", "5", " l.", "Use was 10^5 l."),
        ("10", "6", " spores were seen", "10^6 spores were seen"),
        ("More than 10", "7", "/ml", "More than 10^7/ml"),
        ("Some 2", "10", " = 1024 slates", "Some 2^10 = 1024 slates"),
        ("A 5", "−1", " chance", "A 5^−1 chance"),
    ],
)
def test_an_exponent_is_told_from_the_number_before_it(
    before: str, raised: str, after: str, shown: str
) -> None:
    assert read_as(before, raised, after) == shown


@pytest.mark.parametrize(
    ("before", "raised", "after", "shown"),
    [
        ("with version 10", "19", " of it", "with version 10¹⁹ of it"),
        ("in 2018", "3", " and", "in 2018³ and"),
        ("The mean age was 10", "3", ".", "The mean age was 10³."),
        ("ICD-10", "3", " codes", "ICD-10³ codes"),
        ("Of all 110", "3,4", "", "Of all 110³,⁴"),
        ("17", "a", " of 20", "17ᵃ of 20"),
    ],
)
def test_a_mark_behind_another_number_is_raised_with_it(
    before: str, raised: str, after: str, shown: str
) -> None:
    assert read_as(before, raised, after) == shown


@pytest.mark.parametrize(
    ("before", "raised", "after"),
    [
        ("shown.", "12", ""),
        ("12 m", "2", " of roof"),
        ("the 21", "st", " roof"),
        ("R", "2", " = 1"),
    ],
)
def test_nothing_else_is_changed(before: str, raised: str, after: str) -> None:
    assert read_as(before, raised, after) == before + raised + after


def test_what_stays_raised_is_still_known_to_be() -> None:
    line = with_powers(Line("Of 105 roofs12.", superscripts=((5, 6), (12, 14))))
    assert line.text == "Of 10^5 roofs12."
    assert [line.text[a:b] for a, b in line.superscripts] == ["12"]


def test_a_fraction_stands_apart_from_the_number_before_it() -> None:
    assert html("3<sup>1</sup>/<sub>2</sub> miles") == "3 1/2 miles"


def test_a_link_is_no_exponent() -> None:
    assert html("Of 10<sup><a href='#n3'>3</a></sup> roofs") == "Of 10³ roofs"
    assert html("Of 10<a href='#n3'><sup>3</sup></a> roofs") == "Of 10³ roofs"
    assert html("Of 10<sup>3</sup> roofs") == "Of 10^3 roofs"


CITING = "Moss is old.<sup>1</sup> "


def markdown(text: str) -> str:
    return parse_bytes(text.encode(), "a.md").text


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("It is aged 5 to 10<sup>3</sup> here", "It is aged 5 to 10³ here"),
        ("It has a score of 10<sup>4</sup>.", "It has a score of 10⁴."),
        ("It is older than 10<sup>12</sup> years", "It is older than 10¹² years"),
    ],
)
def test_where_marks_are_no_links_a_word_alone_makes_no_power(typed: str, shown: str) -> None:
    for read in (html, markdown):
        assert read(CITING + typed) == f"Moss is old.1 {shown}"
        assert read(typed) == shown.translate(str.maketrans({"³": "^3", "⁴": "^4"})).replace(
            "¹²", "^12"
        )
    carets = (CITING + typed).replace("<sup>", "^").replace("</sup>", "^")
    assert markdown(carets) == f"Moss is old.1 {shown}"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("a dose of 10<sup>5</sup> ml", "a dose of 10^5 ml"),
        ("about 10<sup>7</sup> CFU", "about 10^7 CFU"),
        ("3 × 10<sup>5</sup> roofs", "3 × 10^5 roofs"),
        ("a risk of 10<sup>-3</sup>.", "a risk of 10^-3."),
        ("from 10<sup>3</sup> to 10<sup>6</sup> roofs", "from 10^3 to 10^6 roofs"),
    ],
)
def test_where_marks_are_no_links_signs_and_units_make_powers(typed: str, shown: str) -> None:
    for read in (html, markdown):
        assert read(CITING + typed) == f"Moss is old.1 {shown}"


def test_where_marks_are_links_what_is_none_may_be_a_power() -> None:
    linked = "Moss is old.<sup><a href='#n1'>1</a></sup>"
    assert html(f"{linked} Of 10<sup>3</sup> roofs") == "Moss is old.1 Of 10^3 roofs"


def test_a_square_metre_is_no_citation() -> None:
    assert html("On 12 km<sup>2</sup> of 10<sup>3</sup> roofs") == "On 12 km2 of 10^3 roofs"


@pytest.mark.parametrize("typed", ["<sup>" + " " * 50_000, "of 10^3^ " * 5_000, "x^1," * 12_000])
def test_long_cells_are_read_at_once(typed: str) -> None:
    start = time.process_time()
    line_of(raise_marks(typed))
    assert time.process_time() - start < 1


def test_an_exponent_may_be_set_in_several_pieces() -> None:
    assert html("Risks of 10<sup>&minus;</sup><sup>3</sup> a year") == "Risks of 10^−3 a year"


def test_lowered_numbers_are_no_exponents() -> None:
    assert html("H<sub>2</sub>O and log<sub>10</sub> 5") == "H2O and log10 5"
