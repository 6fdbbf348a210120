from __future__ import annotations

import codecs
import time
from pathlib import Path

import pytest

from ingest.errors import Damaged, Empty, Encrypted, IngestError, UnsupportedFormat
from ingest.parse import parse, parse_bytes


@pytest.mark.parametrize(
    "data",
    [
        "Größe ist alles.\n\nJa.".encode(),
        codecs.BOM_UTF8 + "Größe ist alles.\n\nJa.".encode(),
        "Größe ist alles.\n\nJa.".encode("utf-16"),
        ("Größe ist alles. Die Häuser sind schön, die Dächer grün.\r\n\r\nJa.").encode("cp1252"),
    ],
)
def test_the_encoding_of_a_text_file_is_found(data: bytes) -> None:
    assert "Größe ist alles" in parse_bytes(data, "a.txt").text


@pytest.mark.parametrize("data", [b"", b"  \n\n", b"\xef\xbb\xbf\n", b"-----\n\n*****"])
def test_an_empty_file_is_refused_with_one_line(data: bytes) -> None:
    with pytest.raises(Empty, match=r"^'a.txt' [^\n]+$"):
        parse_bytes(data, "a.txt")


def test_an_unknown_format_is_refused_and_the_known_ones_named() -> None:
    with pytest.raises(UnsupportedFormat, match=r"'a.xls'.*\.md.*\.pdf.*\.txt"):
        parse_bytes(b"abc", "a.xls")


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(UnsupportedFormat):
        parse_bytes(bytes(range(256)) * 40, "a.txt")


OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)


@pytest.mark.parametrize("data", [OLD_OFFICE, rb"{\rtf1\ansi Moss grows on roofs.}"])
@pytest.mark.parametrize("name", ["a.doc", "a.docx", "a.rtf", "a.txt"])
def test_what_word_can_save_anew_is_refused_with_that_advice(data: bytes, name: str) -> None:
    with pytest.raises(
        UnsupportedFormat, match=rf"^'{name}' is [^\n]+ save it as \.docx or PDF\.$"
    ):
        parse_bytes(data, name)


def test_a_word_file_with_a_password_is_said_to_have_one() -> None:
    locked = OLD_OFFICE + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(Encrypted, match=r"^'a.docx' is locked with a password"):
        parse_bytes(locked, "a.docx")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"<p>Moss.</p>" + b"<ul><li>" * 5000 + b"<p>Roofs.</p>", "a.html"),
        (b"<article><body><p>Moss.</p>" + b"<sec>" * 5000 + b"<p>Roofs.</p>", "a.xml"),
    ],
)
def test_a_file_is_not_read_in_part_where_its_parser_gives_up(data: bytes, name: str) -> None:
    with pytest.raises(Damaged, match=r"^'a\.\w+' nests its parts[^\n]+ too deeply to be read\.$"):
        parse_bytes(data, name)


def test_names_within_names_without_end_are_refused_in_a_line() -> None:
    names = "".join(f'<!ENTITY n{at} "{f"&n{at - 1};" * 10}">' for at in range(1, 12))
    declared = f'<!DOCTYPE article [<!ENTITY n0 "moss">{names}]>'
    text = f"{declared}<article><body><p>&n11;</p></body></article>"
    with pytest.raises(Damaged, match="too deeply to be read"):
        parse_bytes(text.encode(), "a.xml")


def test_an_old_page_that_closes_none_of_its_fonts_is_read_to_its_end() -> None:
    page = "<p>Moss. " + "<font size=2>It grows on roofs. " * 3000 + "<p>Slate stays bare."
    text = parse_bytes(page.encode(), "a.html").text
    assert text.count("It grows on roofs.") == 3000
    assert text.endswith("Slate stays bare.")


def test_a_page_of_divisions_within_divisions_without_end_is_read_to_its_end() -> None:
    page = "<p>Moss grows.</p>" + "<div>" * 5000 + "On roofs." + "</div>" * 5000 + "Slate stays."
    text = parse_bytes(page.encode(), "a.html").text
    assert text.split("\n\n") == ["Moss grows.", "On roofs.", "Slate stays."]


def test_a_word_without_an_end_takes_no_more_time_than_words() -> None:
    started = time.process_time()
    parse_bytes(b"m" * 30_000, "a.txt")
    assert time.process_time() - started < 5


def test_a_missing_file_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(IngestError, match="cannot be read: No such file"):
        parse(tmp_path / "none.txt")


def test_control_characters_do_not_reach_the_text() -> None:
    assert parse_bytes(b"Moss\x00 grows\x07 on roofs.", "a.txt").text == "Moss grows on roofs."


def test_form_feeds_end_pages() -> None:
    document = parse_bytes(b"First page ends\n\fand goes on here.\n", "a.txt")
    assert [page.number for page in document.pages] == [1, 2]
    assert document.page_at(document.text.index("goes")) == 2


def test_a_page_that_stops_at_a_word_that_ends_no_sentence_goes_on() -> None:
    rest = "Bran. Then they slept until the farmer came to let them out of the fold again."
    text = parse_bytes(f"Of Sheep\n\nThey had been fed with\n\f{rest}\n".encode(), "a.txt").text
    assert "fed with Bran. Then" in text


def test_a_formula_that_is_set_apart_stays_apart() -> None:
    text = parse_bytes(
        b"# Sheep\n\nThe weight of the flock is\n\nW = 3n\n\nWe count.\n", "a.md"
    ).text
    assert "flock is\n\nW = 3n\n\nWe" in text


def test_fields_on_lines_of_their_own_are_not_joined() -> None:
    text = parse_bytes(b"Title here\n\nDate: 2019\nDOI: 10.1/x\nLicense: free", "a.txt").text
    assert text.split("\n\n")[1:] == ["Date: 2019", "DOI: 10.1/x", "License: free"]


def test_markdown_lists_tables_links_and_formulas_keep_their_text() -> None:
    source = (
        "# T\n\n- one\n- two\n\n1. first\n2. second\n\n"
        "| a | b |\n|--|--|\n| $x_1$ | [link](u) |\n\n"
        "Let $a_i * b_i$ be **bold** and _so_ on, see [3] and snake_case_name."
        "\n\n```\ncode  x\n```\n"
    )
    assert parse_bytes(source.encode(), "a.md").text.split("\n\n") == [
        "T",
        "one",
        "two",
        "1. first",
        "2. second",
        "a | b\n$x_1$ | link",
        "Let $a_i * b_i$ be bold and so on, see [3] and snake_case_name.",
        "code  x",
    ]


def test_markdown_header_fields_name_title_and_authors() -> None:
    source = (
        "---\ntitle: On Moss\nauthor: First Author, Second Other\n---\n\nMoss grows on roofs.\n"
    )
    document = parse_bytes(source.encode(), "a.md")
    assert document.title == "On Moss"
    assert document.authors == ("First Author", "Second Other")


def test_a_list_after_a_colon_or_of_several_items_is_no_run_of_headings() -> None:
    steps = b"The steps are:\n\n1. Look.\n2. Count.\n\nThen:\n\n3. Rest.\n\nSo it is."
    found = parse_bytes(b"# On moss\n\n## Needs\n\n" + steps, "moss.md")
    assert [section.title for section in found.sections] == ["Needs"]
    assert "The steps are:\n\n1. Look.\n\n2. Count.\n\nThen:\n\n3. Rest." in found.text


def test_a_numbered_line_above_a_paragraph_stays_a_heading_in_markdown() -> None:
    text = b"# On moss\n\n1. Start\n\nMoss grows on roofs.\n\n2. End\n\nNobody minds it."
    found = parse_bytes(text, "moss.md")
    assert [section.title for section in found.sections] == ["Start", "End"]


def test_lines_that_are_all_headings_are_text() -> None:
    lines = [f"# Moss grows on roof {number} in this town" for number in range(9)]
    found = parse_bytes("\n".join(["# On moss", *lines]).encode(), "moss.md")
    assert found.title == "On moss"
    assert not found.sections
    assert "roof 8" in found.text
    marked = (
        b"# On moss\n\n## Start\n\nWet.\n\n# It grows on roofs where it is wet and nobody minds.\n"
    )
    assert [section.title for section in parse_bytes(marked, "a.md").sections] == ["Start"]
