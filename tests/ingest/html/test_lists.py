"""Ordered lists of pages, whose numbers only browsers show, and bibliographies in them."""

from __future__ import annotations

import pytest

from ingest.document import Document
from ingest.parse import parse_bytes

PROSE = "<p>" + "Moss grows on roofs, and nobody minds it much until it falls. " * 3 + "</p>"


def page(body: str) -> Document:
    return parse_bytes(f"<html><body>{body}</body></html>".encode(), "a.html")


@pytest.mark.parametrize(
    ("listed", "shown"),
    [
        ("<ol><li>Fill</li><li>Wait</li></ol>", "1. Fill|2. Wait"),
        (
            "<ol start=3><li>Fill</li><li value=9>Wait</li><li>Go</li></ol>",
            "3. Fill|9. Wait|10. Go",
        ),
        ("<ol reversed><li>Fill</li><li>Wait</li></ol>", "2. Fill|1. Wait"),
        ("<ol type=a><li>Fill</li><li>Wait</li></ol>", "a. Fill|b. Wait"),
        ("<ol><li><p>Fill.</p><p>Shut.</p></li><li>Wait</li></ol>", "1. Fill.|Shut.|2. Wait"),
        ("<ol><li>Fill<ol type=i><li>it</li></ol></li><li>Wait</li></ol>", "1. Fill|i. it|2. Wait"),
        ("<ul><li>Fill</li><li>Wait</li></ul>", "Fill|Wait"),
        ("<ol style='list-style: none'><li>Fill</li></ol>", "Fill"),
        ("<ol class='list-unstyled'><li>Fill</li></ol>", "Fill"),
        ("<ol><li>1) Fill</li><li>[2] Wait</li></ol>", "1) Fill|[2] Wait"),
        ("<ol type=a><li>A study of frost</li><li>Wait</li></ol>", "a. A study of frost|b. Wait"),
        ("<ol type=I><li>I counted</li><li>Wait</li></ol>", "I. I counted|II. Wait"),
        ("<ol><li>1 in 5 people</li><li>2.5 of 9</li></ol>", "1. 1 in 5 people|2. 2.5 of 9"),
        ("<ol type=a><li>(a) Fill</li><li>B. Wait</li></ol>", "(a) Fill|B. Wait"),
        ("<ol><li><h3>Fill</h3></li><li><h3>Wait</h3></li></ol>", "Fill|Wait"),
    ],
)
def test_items_bear_the_numbers_that_browsers_show(listed: str, shown: str) -> None:
    assert page(listed).text.split("\n\n") == shown.split("|")


def test_items_that_hold_paragraphs_are_no_headings() -> None:
    items = "<ol><li><p>Introduction of moss</p></li><li><p>Methods of moss</p></li></ol>"
    found = page(f"<h1>Moss on Roofs</h1><h2>Start</h2>{PROSE}{items}{PROSE}")
    assert [section.title for section in found.sections] == ["Start"]


@pytest.mark.parametrize("tag", ["ol", "ul"])
def test_an_entry_may_be_an_address_alone(tag: str) -> None:
    entries = (
        "<li>Hall DM. The city as refuge. Conserv Biol 2017;31:24-9.</li>"
        "<li><a href='x'>https://doi.org/10.1016/j.cub.2019.01.013</a></li>"
        "<li>Baldock KC. A systems approach. Nat Ecol Evol 2019;3:363-73.</li>"
    )
    start = f"<h1>Moss on Roofs</h1><h2>Start</h2>{PROSE}"
    found = page(f"{start}<h2>References</h2><{tag}>{entries}</{tag}>").references
    assert [each.doi for each in found] == ["", "10.1016/j.cub.2019.01.013", ""]
    assert [each.label for each in found] == (["1", "2", "3"] if tag == "ol" else ["", "", ""])


def test_an_address_below_its_entry_is_part_of_it() -> None:
    entries = (
        "<p>Hall DM. The city. Conserv Biol 2017;31:24-9.</p><p>https://doi.org/10.1016/j.c</p>"
    )
    found = page(f"<h1>Moss on Roofs</h1><h2>Start</h2>{PROSE}<h2>References</h2>{entries}")
    assert [each.doi for each in found.references] == ["10.1016/j.c"]
