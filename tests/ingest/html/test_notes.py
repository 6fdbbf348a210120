"""Footnotes of pages and e-books: where they stand, and how their marks are written."""

from __future__ import annotations

import pytest

from ingest.document import Document
from ingest.parse import parse_bytes

ENTRY = "Author, F., &amp; Other, S. (2015). Water under moss. Roof Journal, 4, 10-19."
LISTED = f'<h2>References</h2><div class="references"><p>{ENTRY}</p></div>'


def page(body: str) -> Document:
    return parse_bytes(f"<html><body>{body}</body></html>".encode(), "page.html")


def paragraphs(body: str) -> list[str]:
    return page(body).text.split("\n\n")


@pytest.mark.parametrize(
    ("mark", "note"),
    [
        (
            '<a href="#fn1" role="doc-noteref"><sup>1</sup></a>',
            '<section role="doc-endnotes"><hr><ol><li id="fn1"><p>Rare in 1979. '
            '<a href="#fnref1">↩︎</a></p></li></ol></section>',
        ),
        (
            '<sup id="r1"><a href="#n1">[1]</a></sup>',
            '<div class="footnotes"><p id="n1"><a href="#r1">1</a>. Rare in 1979.</p></div>',
        ),
        (
            '<a epub:type="noteref" href="page.html#n1">1</a>',
            '<aside epub:type="footnote" id="n1">Rare in 1979.</aside>',
        ),
    ],
)
def test_a_footnote_of_a_page_stands_below_the_text_with_its_mark(mark: str, note: str) -> None:
    found = page(
        f"<h1>Moss</h1><h2>Start</h2><div><p>Moss grew in 2018.{mark} It rained.</p></div>"
        f"<p>The end.</p>{LISTED}{note}"
    )
    assert found.text.split("\n\n")[2:6] == [
        *("Moss grew in 2018.¹ It rained.", "¹ Rare in 1979.", "The end.", "References"),
    ]
    assert len(found.references) == 1
    assert found.text.endswith("10-19.")


def test_a_note_to_which_nothing_points_is_of_the_text_above_the_bibliography() -> None:
    note = '<div class="footnotes"><p>* Rare.</p></div>'
    assert paragraphs(f"<h1>Moss</h1><p>Moss grows.*</p>{LISTED}{note}")[1:4] == [
        *("Moss grows.*", "* Rare.", "References"),
    ]


def test_a_heading_above_notes_stands_where_some_of_them_are_left() -> None:
    notes = '<section class="endnotes"><h2>Notes</h2><p id="n1">1. Rare.</p>{}</section>'
    text = '<h1>Moss</h1><p>Moss grows<a href="#n1">1</a>.</p>'
    assert paragraphs(text + notes.format("<p>Old.</p>"))[1:] == [
        *("Moss grows¹.", "¹ Rare.", "Notes", "Old."),
    ]
    assert paragraphs(text + notes.format(""))[1:] == ["Moss grows¹.", "¹ Rare."]


@pytest.mark.parametrize("around", ["{}", '<div class="references">{}</div>'])
def test_notes_that_are_all_of_a_bibliography_are_its_entries(around: str) -> None:
    notes = f'<ol class="footnotes"><li id="n1">{ENTRY}</li><li id="n2">{ENTRY}</li></ol>'
    text = '<h1>Moss</h1><p>Moss grows<sup><a href="#n1">1</a></sup>.</p><h2>References</h2>'
    assert len(page(text + around.format(notes)).references) == 2


def test_a_raised_number_is_no_citation_where_it_leads_to_a_note() -> None:
    entries = "".join(f"<p>[{n}] {ENTRY}</p>" for n in (1, 2))
    found = page(
        '<h1>Moss</h1><p>Moss grows.<sup><a href="#n1">1</a></sup></p>'
        f'<h2>References</h2><div class="references">{entries}</div>'
        '<div class="footnotes"><p id="n1">Rare.</p></div>'
    )
    assert found.mentions == ()


def test_a_hidden_note_is_not_read() -> None:
    note = '<div class="footnotes" hidden><p id="n1">Left out.</p></div>'
    assert "Left out" not in page(f'<p>Moss grows<a href="#n1">1</a>.</p>{note}').text


def test_a_footnote_of_latexml_is_no_part_of_the_sentence_with_its_mark() -> None:
    mark = '<sup class="ltx_note_mark">1</sup>'
    note = (
        f'<span class="ltx_note ltx_role_footnote" id="footnote1">{mark}'
        f'<span class="ltx_note_outer"><span class="ltx_note_content">{mark}'
        '<span class="ltx_tag ltx_tag_note">1</span>'
        "On <em>slate</em>.</span></span></span>"
    )
    text = f"<h1>Moss</h1><p>Moss{note} grows.</p><h2>Wet Roofs{note}</h2><p>It rains.</p>"
    assert paragraphs(text)[1:5] == ["Moss¹ grows.", "¹ On slate.", "Wet Roofs", "¹ On slate."]
