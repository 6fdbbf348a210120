"""TEI: the header, the sections and the bibliography that GROBID makes of a PDF, and plain TEI."""

from __future__ import annotations

import pytest

from ingest.document import Document
from ingest.errors import UnsupportedFormat
from ingest.parse import parse_bytes

HEADER = """<fileDesc><titleStmt><title level="a" type="main">Moss on slate</title></titleStmt>
<publicationStmt><date type="published" when="2019-05-03"/></publicationStmt><sourceDesc>
<biblStruct><analytic><author><persName><forename type="first">Ada</forename>
<forename type="middle">B</forename><surname>Lind</surname></persName><affiliation key="aff0">
<orgName type="institution">University of Moss</orgName><address><settlement>Daq</settlement>
<country>Wales</country></address></affiliation></author><author><persName><surname>Stone</surname>
</persName><affiliation><orgName type="department">Introduction</orgName></affiliation></author>
</analytic><idno type="DOI">10.1234/moss</idno></biblStruct></sourceDesc></fileDesc><profileDesc>
<textClass><keywords><term>moss</term><term>roofs</term></keywords></textClass>
<abstract><div><p>Moss covers slate.</p></div></abstract></profileDesc>"""


def text(body: str = "", back: str = "", *, header: str = HEADER, name: str = "a.xml") -> Document:
    source = (
        '<?xml version="1.0"?><TEI xmlns="http://www.tei-c.org/ns/1.0">'
        f"<teiHeader>{header}</teiHeader>"
        f"<text><body>{body}</body><back>{back}</back></text></TEI>"
    )
    return parse_bytes(source.encode(), name)


@pytest.mark.parametrize("name", ["moss.tei.xml", "moss.xml", "moss.tei"])
def test_the_header_says_what_the_paper_is(name: str) -> None:
    found = text("<div><head>Results</head><p>Moss grows.</p></div>", name=name)
    assert (found.title, found.authors, found.year) == (
        "Moss on slate",
        ("Ada B Lind", "Stone"),
        2019,
    )
    assert found.affiliations == ("University of Moss, Daq, Wales",)
    assert found.keywords == ("moss", "roofs")
    assert found.abstract and found.text[slice(*found.abstract)] == "Moss covers slate."
    assert "Introduction" not in found.text


def test_sections_have_their_numbers_and_stand_as_deep_as_these_say() -> None:
    body = (
        '<div><head n="2">Methods</head><p>Slates were wet.</p></div>'
        '<div><head n="2.1">Counting</head><p>By hand.</p></div>'
    )
    found = text(body)
    assert [(one.number, one.title) for one in found.sections] == [
        ("2", "Methods"),
        ("2.1", "Counting"),
    ]


def test_what_is_set_within_a_paragraph_stands_in_its_place_and_notes_below_it() -> None:
    body = (
        "<p>We count<note n='1' place='foot'>By hand.</note> all: <formula>n = 2<label>(1)</label>"
        "</formula> where n is moss.</p>"
        "<figure type='table'><head>Table 1.</head><figDesc>Roofs.</figDesc><table>"
        "<row><cell>old</cell><cell>7</cell></row></table></figure>"
    )
    assert text(body).text.split("\n\n", 6)[6] == (
        "We count all:\n\nn = 2 (1) where n is moss.\n\n1 By hand.\n\nTable 1. Roofs.\n\nold | 7"
    )


def test_entries_are_read_as_printed_where_that_is_kept_and_else_put_together() -> None:
    parts = (
        "<analytic><title level='a'>Wet slates</title><author><persName><forename>Cy</forename>"
        "<surname>Hill</surname></persName></author></analytic><monogr>"
        "<title level='j'>Roofs</title><imprint><biblScope unit='volume'>3</biblScope>"
        "<biblScope unit='page' from='5' to='9'/>"
        "<date type='published' when='2004'/></imprint></monogr><idno type='DOI'>10.1/wet</idno>"
    )
    raw = "<note type='raw_reference'>[7] B. Fern. Mos- ses of Wales. Roofs, 2001.</note>"
    back = (
        "<div type='acknowledgement'><div><p>We thank Cy.</p></div></div><div type='references'>"
        f"<listBibl><biblStruct>{parts}</biblStruct><biblStruct>{parts}{raw}</biblStruct>"
        "</listBibl></div>"
    )
    found = text("<div><head>Results</head><p>Moss grows.</p></div>", back)
    assert [each.text for each in found.references] == [
        "[1] Cy Hill (2004). Wet slates. Roofs, 3, 5–9. doi:10.1/wet.",
        "[2] B. Fern. Mosses of Wales. Roofs, 2001.",
    ]
    assert found.references[0].authors == ("Cy Hill",)
    assert [one.title for one in found.sections] == ["Results", "Acknowledgements", "References"]


def test_a_text_of_the_humanities_keeps_its_parts_within_parts_and_its_lists() -> None:
    body = (
        "<div><head>Part one</head><div><head>Chapter one</head><p>It rained.</p>"
        "<list><item>slates</item><item>moss</item></list></div></div>"
    )
    found = text(body)
    assert [one.title for one in found.sections] == ["Part one", "Chapter one"]
    assert found.text.endswith("It rained.\n\nslates\n\nmoss")


def test_other_xml_is_refused_by_name() -> None:
    with pytest.raises(
        UnsupportedFormat, match="'a.xml' is XML, but neither a JATS article nor TEI"
    ):
        parse_bytes(b"<?xml version='1.0'?><recipe><p>Moss</p></recipe>", "a.xml")
