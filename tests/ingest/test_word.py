"""What a Word document keeps apart from its text, or in it without showing it."""

from __future__ import annotations

import pytest

from ingest.document import Document
from ingest.parse import parse_bytes
from tests.ingest.parts import paragraphs
from tests.ingest.zipping import zipped

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:m="urn:math"'
STYLES = (
    f'<w:styles {W}><w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:styleId="Biblio"><w:name w:val="Bibliography"/></w:style>'
    '<w:style w:styleId="Entry"><w:name w:val="Reference"/></w:style>'
    '<w:style w:styleId="Contents"><w:name w:val="TOC Heading"/></w:style>'
    "</w:styles>"
)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    whole = "".join(each if each.startswith("<") else run(each) for each in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{whole}</w:p>"


def heading(*runs: str) -> str:
    return paragraph(*runs, properties='<w:pStyle w:val="H1"/>')


def reference(kind: str, at: int, typed: str = "") -> str:
    follows = ' w:customMarkFollows="1"' if typed else ""
    mark = f"<w:t>{typed}</w:t>" if typed else ""
    return f'<w:r><w:{kind}Reference{follows} w:id="{at}"/>{mark}</w:r>'


def notes(kind: str, *texts: str) -> str:
    shown = "".join(
        f'<w:{kind} w:id="{at}">{paragraph(f"<w:r><w:{kind}Ref/></w:r>", f" {text}")}</w:{kind}>'
        for at, text in enumerate(texts, start=2)
    )
    rule = f'<w:{kind} w:type="separator" w:id="-1">{paragraph("rule")}</w:{kind}>'
    return f"<w:{kind}s {W}>{rule}{shown}</w:{kind}s>"


def word(body: str, *, creator: str = "", **others: str) -> Document:
    core = f"<coreProperties><creator>{creator}</creator></coreProperties>"
    parts = {"document": f"<w:document {W}><w:body>{body}</w:body></w:document>", "styles": STYLES}
    files = {f"word/{name}.xml": text for name, text in (parts | others).items()}
    return parse_bytes(zipped({**files, "docProps/core.xml": core}), "a.docx")


def test_a_note_of_a_word_paper_stands_below_the_paragraph_with_its_mark() -> None:
    body = (
        paragraph("Moss on Slate")
        + paragraph("Moss grew in 2018", reference("footnote", 3), ".", reference("endnote", 2))
        + paragraph("It rained.", reference("footnote", 2))
        + heading("References")
        + paragraph("Author, F. (2015). Water under moss. Roof Journal, 4, 10-19.")
    )
    found = word(
        body,
        footnotes=notes("footnote", "Much.", "Slowly."),
        endnotes=notes("endnote", "On tiles."),
    )
    assert paragraphs(found)[1:7] == [
        *("Moss grew in 2018¹.²", "¹ Slowly.", "² On tiles."),
        *("It rained.³", "³ Much.", "References"),
    ]
    assert len(found.references) == 1


def test_a_note_in_a_word_table_stands_below_it() -> None:
    cells = "".join(
        f"<w:tc>{each}</w:tc>"
        for each in (paragraph("north"), paragraph("3", reference("footnote", 2)))
    )
    found = word(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>", footnotes=notes("footnote", "Slates."))
    assert paragraphs(found) == ["north | 3¹", "¹ Slates."]


def test_a_note_of_a_word_title_or_heading_is_no_part_of_it() -> None:
    body = paragraph("Moss on Slate", reference("footnote", 2))
    body += heading("Wet Roofs", reference("footnote", 3)) + paragraph("Moss grows.")
    body += heading("Moss per m²") + paragraph("It rains.")
    found = word(body, footnotes=notes("footnote", "Paid for.", "Of slate."))
    assert found.title == "Moss on Slate"
    assert [section.title for section in found.sections] == ["Wet Roofs", "Moss per m²"]
    assert "¹ Paid for." in found.text
    assert "² Of slate." in found.text


def test_a_mark_that_is_typed_in_word_stays_as_it_is() -> None:
    body = paragraph("Moss on Slate") + paragraph("Moss grows.", reference("footnote", 2, "*"))
    found = word(body, footnotes=notes("footnote", "* Slowly."))
    assert paragraphs(found)[1:] == ["Moss grows.*", "* Slowly."]


def test_a_word_note_to_which_nothing_refers_comes_last() -> None:
    found = word(paragraph("Moss grows."), footnotes=notes("footnote", "Slowly."))
    assert paragraphs(found) == ["Moss grows.", "Slowly."]


def cell(text: str, *, across: int = 1, down: str = "") -> str:
    """Return a cell; `down` says "restart" where it spans rows, "continue" in those below."""
    merged = {"restart": '<w:vMerge w:val="restart"/>', "continue": "<w:vMerge/>"}.get(down, "")
    span = f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
    return f"<w:tc><w:tcPr>{span}{merged}</w:tcPr>{paragraph(text)}</w:tc>"


def rows(*lines: str) -> list[str]:
    return word(f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>").text.split(
        "\n"
    )


def test_figures_of_a_word_table_stand_below_heads_that_span_columns_and_rows() -> None:
    assert rows(
        cell("Roof", down="restart") + cell("Dry", across=2) + cell("Wet", down="restart"),
        cell("", down="continue") + cell("moss") + cell("slates") + cell("", down="continue"),
        cell("north") + cell("3") + cell("4") + cell("5"),
        cell("All are of Welsh slate.", across=4),
    ) == [
        *("Roof | Dry | Dry | Wet", "Roof | moss | slates | Wet", "north | 3 | 4 | 5"),
        "All are of Welsh slate.",
    ]


def test_a_word_table_of_one_cell_is_the_text_in_it() -> None:
    assert rows(cell("Moss grows.")) == ["Moss grows."]


def test_a_style_before_a_tracked_change_is_forgotten() -> None:
    old = '<w:pPrChange w:id="1"><w:pPr><w:pStyle w:val="H1"/></w:pPr></w:pPrChange>'
    body = paragraph("Moss on Slate") + heading("Wet Roofs") + heading("Dry Roofs")
    found = word(body + paragraph("Moss grows.", properties=old))
    assert [section.title for section in found.sections] == ["Wet Roofs", "Dry Roofs"]


def test_the_text_of_word_is_where_its_package_says() -> None:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    def related(*links: tuple[str, str]) -> str:
        rows = "".join(f'<Relationship Type="{office}/{k}" Target="{to}"/>' for k, to in links)
        return f"<Relationships>{rows}</Relationships>"

    body = heading("Roofs") + paragraph("Moss grows.", reference("footnote", 2)) + heading("Walls")
    parts = {
        "_rels/.rels": related(("officeDocument", "word/document2.xml")),
        "word/_rels/document2.xml.rels": related(
            ("footnotes", "/word/footnotes2.xml"), ("styles", "styles2.xml")
        ),
        "word/document2.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
        "word/footnotes2.xml": notes("footnote", "On slate."),
        "word/styles2.xml": STYLES,
    }
    document = parse_bytes(zipped(parts), "a.docx")
    assert document.text.split("\n\n") == ["Roofs", "Moss grows.¹", "¹ On slate.", "Walls"]
    assert [section.title for section in document.sections] == ["Walls"]


def test_hidden_text_of_word_is_not_read() -> None:
    shown, hidden = run(" It rains.", '<w:vanish w:val="0"/>'), run(" Why?", "<w:vanish/>")
    assert word(paragraph("Moss grows.", hidden, shown)).text == "Moss grows. It rains."


def test_the_table_of_contents_of_a_word_paper_is_no_text() -> None:
    contents = paragraph("Contents", properties='<w:pStyle w:val="Contents"/>')
    contents += paragraph("Wet Roofs 2", properties='<w:pStyle w:val="TOC1"/>')
    assert word(contents + paragraph("Moss grows.")).text == "Moss grows."


@pytest.mark.parametrize(
    "name", ["Windows User", "Microsoft Office User", "Office Admin", "微软用户"]
)
def test_whom_word_takes_for_the_author_is_none(name: str) -> None:
    assert word(paragraph("Moss grows."), creator=name).authors == ()
    for author in ("First Author", "Cabinet Office"):
        assert word(paragraph("Moss grows."), creator=author).authors == (author,)


def math(tag: str, *parts: str, **stated: str) -> str:
    """Return a part of a formula with its properties; of `parts`, text is set in runs."""
    within = "".join(
        each if each.startswith("<") else f"<m:r><m:t>{each}</m:t></m:r>" for each in parts
    )
    properties = "".join(f'<m:{name} m:val="{sign}"/>' for name, sign in stated.items())
    return f"<m:{tag}><m:{tag}Pr>{properties}</m:{tag}Pr>{within}</m:{tag}>"


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (math("f", math("num", "CV"), math("den", "A")), "L=CV/A."),
        (math("f", math("num", "1"), math("den", "1+x")), "L=1/(1+x)."),
        (math("sSup", math("e", "10"), math("sup", "-3")), "L=10^-3."),
        (math("sSubSup", math("e", "s"), math("sub", "0"), math("sup", "2")), "L=s0^2."),
        (math("sSub", math("e", "c"), math("sub", "0")), "L=c0."),
        (math("rad", math("deg"), math("e", "x+y")), "L=√(x+y)."),
        (math("d", math("e", "a"), math("e", "b")), "L=(a|b)."),
        (math("d", math("e", "a+b"), begChr="[", endChr=""), "L=[a+b."),
        (math("nary", math("sub", "i"), math("sup", "n"), math("e", "x"), chr="∑"), "L=∑i^nx."),
    ],
)
def test_a_formula_of_word_says_in_a_row_what_it_does_when_set(part: str, expected: str) -> None:
    body = (
        f"<m:oMathPara><m:oMath>{math('r')}<m:r><m:t>L=</m:t></m:r>{part}</m:oMath></m:oMathPara>"
    )
    assert word(paragraph(body, ".")).text == expected


@pytest.mark.parametrize("name", ["a.pdf", "a.doc", "a"])
def test_a_word_file_under_another_name_is_read(name: str) -> None:
    body = f"<w:document {W}><w:body>{paragraph('Moss grows.')}</w:body></w:document>"
    data = zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": body})
    assert parse_bytes(data, name).text == "Moss grows."


def test_an_exponent_of_a_word_paper_is_told_from_its_number() -> None:
    high = '<w:vertAlign w:val="superscript"/>'
    body = paragraph("Some 3 × 10", run("5", high), " roofs of 12 m", run("2", high), ".")
    assert word(body).text == "Some 3 × 10^5 roofs of 12 m2."


def test_a_citation_behind_a_ten_of_a_word_paper_is_no_exponent() -> None:
    high = '<w:vertAlign w:val="superscript"/>'
    aged = paragraph("Roofs aged 5 to 10", run("3", high), " years, of 10", run("5", high), " l.")
    assert word(aged).text == "Roofs aged 5 to 10^3 years, of 10^5 l."
    citing = paragraph("Moss is old.", run("1", high)) + aged
    assert word(citing).text == "Moss is old.1\n\nRoofs aged 5 to 10³ years, of 10^5 l."


def test_a_heading_set_as_the_entries_of_a_bibliography_heads_those_that_follow() -> None:
    def styled(style: str, text: str) -> str:
        return paragraph(text, properties=f'<w:pStyle w:val="{style}"/>')

    body = paragraph("Moss on Slate") + heading("Wet Roofs") + paragraph("Moss grows.")
    body += styled("Biblio", "Reference")
    body += styled("Entry", "Author, F. (2015). Water under moss. Roof Journal, 4, 10-19.")
    body += styled("Entry", "Other, S. (2016). The age of slate. Roof Journal, 5, 1-9.")
    found = word(body)
    assert [section.title for section in found.sections] == ["Wet Roofs", "Reference"]
    assert [each.title for each in found.references] == ["Water under moss", "The age of slate"]
