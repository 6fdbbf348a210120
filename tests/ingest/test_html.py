"""Pages as people and their tools write them: what is read, and what is left out around it."""

from __future__ import annotations

import pytest

from ingest.parse import parse_bytes

LONG = "Moss grew by 3.5 percent a year on the north side of each roof that we counted. " * 20


def text(body: str, head: str = '<meta charset="utf-8">') -> str:
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    return parse_bytes(page.encode(), "page.html").text


def rows(table: str) -> list[str]:
    return text(f"<p>Moss grows.</p><table>{table}</table>").split("\n\n")[-1].split("\n")


@pytest.mark.parametrize(
    "part",
    [
        '<section id="social-impact"><h2>Social impact</h2><p>Kept.</p></section>',
        '<section id="social"><h2>Social effects</h2><p>Kept.</p></section>',
        '<div id="share" class="section level2"><h2>Share</h2><p>Kept.</p></div>',
        '<section id="toc-analysis" class="level2"><h2>TOC analysis</h2><p>Kept.</p></section>',
        '<section id="cookies"><h2>Cookies</h2><p>Kept.</p></section>',
        '<div class="section toc-section"><h2>Results</h2><p>Kept.</p></div>',
        '<div class="post category-social tag-advertising"><p>Kept.</p></div>',
        '<h2 id="share-of-exports">Kept.</h2><p>Exports grew.</p>',
        '<h2 id="social">Kept.</h2><p>Moss grew.</p>',
        '<figure id="share"><figcaption>Kept.</figcaption></figure>',
        '<dl><dt id="toc">TOC</dt><dd>Kept.</dd></dl>',
    ],
)
def test_what_a_part_is_about_does_not_make_it_a_part_around_the_paper(part: str) -> None:
    assert "Kept." in text(f"<p>Moss grows.</p>{part}")


@pytest.mark.parametrize(
    "attributes",
    [
        *('class="social-share"', 'class="share-buttons"', 'class="article__share"'),
        *('class="site-nav"', 'role="navigation"', 'class="navbar navbar-dark"'),
        *('id="toc"', 'class="toc"', 'id="toc_container"', 'class="ltx_TOC"', 'role="doc-toc"'),
        *('id="sidebar"', 'class="col-3 left-sidebar"', 'class="md-sidebar"'),
        *('id="cookie-notice"', 'class="cookie-law-info-bar"', 'class="cookieconsent"'),
        *('class="breadcrumbs"', 'class="advertisement"', 'class="vertical-navbox"'),
        *('class="mw-editsection"', 'class="noprint"', 'id="share"', 'class="social-media-links"'),
    ],
)
def test_parts_around_the_paper_are_left_out(attributes: str) -> None:
    part = f"<div {attributes}><h3>Left out</h3><p>Left out, <a href='#'>too</a>.</p></div>"
    assert text(f"<p>Moss grows.</p>{part}<p>It is green.</p>") == "Moss grows.\n\nIt is green."


def test_a_section_with_a_button_is_known_by_its_id() -> None:
    banner = '<section id="cookies"><h2>Cookies</h2><p>Yes?</p><button>Yes</button></section>'
    assert text(f"<p>Moss grows.</p>{banner}") == "Moss grows."


def test_what_holds_most_of_the_text_is_read_whatever_its_name() -> None:
    assert "Moss grew" in text(f'<div class="sidebar-right"><p>{LONG}</p></div><p>Short.</p>')


def test_a_section_on_references_is_no_bibliography() -> None:
    section = '<section id="references-to-{}"><h2>References to {}</h2><p>Moss grows.</p></section>'
    page = f"<h1>Moss</h1>{section.format('colour', 'colour')}<p>It is green.</p>".encode()
    assert parse_bytes(page, "page.html").references == ()


@pytest.mark.parametrize(
    "attributes",
    [
        *(
            'class="references"',
            'id="references"',
            'id="references-1"',
            'class="article-references"',
        ),
        *('class="mw-references-wrap"', 'class="c-article-references"', 'id="ref-list-1"'),
        *('role="doc-bibliography"', 'class="ltx_bibliography"', 'class="references csl-bib-body"'),
    ],
)
def test_a_list_of_references_is_known_by_its_name(attributes: str) -> None:
    entry = "Author, F., &amp; Other, S. ({}). Water under moss. Roof Journal, 4, 10-19."
    listed = f"<ol><li>{entry.format(2015)}</li><li>{entry.format(2016)}</li></ol>"
    page = f"<html><body><p>Moss grows.</p><div {attributes}>{listed}</div></body></html>"
    document = parse_bytes(page.encode(), "page.html")
    assert [entry.year for entry in document.references] == [2015, 2016]


def test_a_form_around_the_page_is_read_without_what_is_filled_in() -> None:
    fields = (
        '<select><option>Choose</option></select><p><textarea>Write</textarea></p><input value="x">'
    )
    form = f'<form id="aspnetForm"><h1>Moss</h1><p>Moss grows.</p>{fields}</form>'
    assert text(f"<div>Skip to the text</div>{form}").split("\n\n")[-2:] == ["Moss", "Moss grows."]
    assert "Moss grows" in text("<form>Moss grows.<br>It is green.</form>")
    menu = "<div>" + "<a>Another page of the office</a>" * 99 + "</div>"
    assert "Moss grew" in text(f"{menu}<form><p>{LONG}</p></form>")


def test_forms_beside_the_text_are_left_out() -> None:
    form = "<form><h3>Write to us</h3><p><label>Name</label><input></p><p>By post.</p></form>"
    body = f"<p>{LONG}</p>{form}<form>Search <input></form>"
    assert text(body) == LONG.strip()


@pytest.mark.parametrize("label", ["iso-8859-1", "latin1", "US-ASCII", "windows-1252"])
def test_latin_pages_are_read_as_browsers_read_them(label: str) -> None:
    page = f'<html><meta charset="{label}"><body><p>“Moss” – 5 €, café’s</p></body></html>'
    assert parse_bytes(page.encode("cp1252"), "page.html").text == "“Moss” – 5 €, café’s"


@pytest.mark.parametrize("label", ["undefined", "idna", "utf-16", "no-such"])
def test_a_page_that_declares_no_encoding_of_its_own_is_read_as_it_is(label: str) -> None:
    assert text("<p>Moos wächst – überall.</p>", f'<meta charset="{label}">') == (
        "Moos wächst – überall."
    )


@pytest.mark.parametrize(
    "attributes",
    [
        *('role="doc-footnote"', 'role="doc-endnotes"', 'epub:type="footnote"'),
        *('class="footnotes footnotes-end-of-document"', 'class="footnote-list brackets"'),
    ],
)
def test_an_aside_that_is_a_note_is_read(attributes: str) -> None:
    note = f"<aside {attributes}><p>Kept.</p></aside>"
    assert text(f"<p>Moss grows.</p>{note}<p>It is green.</p>") == (
        "Moss grows.\n\nKept.\n\nIt is green."
    )


@pytest.mark.parametrize("attributes", ["", 'class="pullquote"', 'class="related"'])
def test_an_aside_of_a_page_that_is_no_note_is_left_out(attributes: str) -> None:
    aside = f"<aside {attributes}><p>Left out.</p></aside>"
    assert text(f"<p>Moss grows.</p>{aside}") == "Moss grows."


def test_figures_stand_below_their_heads_where_cells_span_columns_and_rows() -> None:
    assert rows(
        '<tr><th rowspan="2">Village</th><th colspan="2">Boats</th></tr>'
        "<tr><th>1931</th><th>1951</th></tr><tr><td>Aby</td><td>4</td><td>9</td></tr>"
    ) == ["Village | Boats | Boats", "Village | 1931 | 1951", "Aby | 4 | 9"]
    assert rows(
        '<tr><td>a</td><td rowspan="2">b</td><td rowspan="0">c</td></tr><tr><td>d</td></tr>'
        '<tr><td>e</td><td colspan="2">f</td></tr>'
    ) == ["a | b | c", "d | b | c", "e | f | f"]


def test_a_row_of_one_cell_is_said_once() -> None:
    assert rows(
        '<tr><td colspan="3">In the north</td></tr><tr><td>a</td><td>b</td><td>c</td></tr>'
        '<tr><td colspan="100">Counted twice.</td></tr>'
    ) == ["In the north", "a | b | c", "Counted twice."]


def test_no_cell_reaches_out_of_its_part_of_the_table() -> None:
    assert rows(
        '<thead><tr><th rowspan="3">Roof</th><th>Slates</th></tr></thead>'
        "<tbody><tr><td>north</td><td>3</td></tr></tbody>"
    ) == ["Roof | Slates", "north | 3"]


def test_spans_out_of_all_proportion_are_not_followed() -> None:
    wide = f'<td colspan="99999" rowspan="99999">{"moss " * 90}</td>'
    table = f"<tr>{wide * 20}</tr>" + "<tr><td>a</td><td>b</td></tr>" * 500
    assert rows(table)[-1] == "a | b"


def test_jats_tables_keep_figures_below_their_heads() -> None:
    table = (
        '<thead><tr><th rowspan="2">Roof</th><th colspan="2">Slates</th></tr><tr><th>old</th>'
        "<th>new</th></tr></thead><tbody><tr><td>north</td><td>3</td><td>4</td></tr></tbody>"
    )
    article = (
        "<article><front/><body><p>Moss.</p><table-wrap><label>Table 1.</label>"
        f"<table>{table}</table></table-wrap></body></article>"
    )
    assert parse_bytes(article.encode(), "a.xml").text.endswith(
        "Roof | Slates | Slates\nRoof | old | new\nnorth | 3 | 4"
    )


def test_soft_hyphens_are_no_text() -> None:
    page = "<html><body><p>Three sum&shy;mers of nonsense&#x2060;.</p></body></html>"
    assert parse_bytes(page.encode(), "a.html").text == "Three summers of nonsense."


def test_the_entries_of_pandoc_and_zotero_are_parts_of_a_page_rather_than_paragraphs() -> None:
    first = (
        '<div class="csl-entry" role="listitem">Reed, D. 1999. <em>Moss</em>. Slate Press.</div>'
    )
    second = (
        '<div class="csl-entry"><div class="csl-left-margin">2 </div>'
        '<div class="csl-right-inline">Cole, A. 2001. Rain. Tiles 3.</div></div>'
    )
    page = f'<h2>References</h2><div id="refs" class="csl-bib-body">{first}\n{second}</div>'
    references = parse_bytes(page.encode(), "page.html").references
    assert [each.text for each in references] == [
        "Reed, D. 1999. Moss. Slate Press.",
        "2 Cole, A. 2001. Rain. Tiles 3.",
    ]
