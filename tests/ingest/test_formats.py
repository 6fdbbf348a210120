"""One small made-up paper in each format, which must come out with the same parts."""

# ruff: noqa: E501 - the papers stand as their formats write them

from __future__ import annotations

import pytest

from ingest.errors import Damaged, IngestError, UnsupportedFormat
from ingest.parse import parse_bytes
from tests.ingest.parts import outline
from tests.ingest.zipping import zipped

HTML = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>Moss on Slate | Journal of Nothing</title>
<meta name="citation_title" content="Moss on Slate"><meta name="citation_author" content="First Author">
<meta name="citation_date" content="2015/03/01"><script>var hidden = "no text";</script></head>
<body><nav><a href="/">Home</a></nav><article>
<h1>Moss on Slate</h1>
<h2>Abstract</h2><p>Moss covers
  slate slowly.</p>
<h2>1 Introduction</h2><p>Moss grows on roofs [<a href="#r1">1</a>]; its cover is
<math alttext="c=3.5"><mi>c</mi><mo>=</mo><mn>3.5</mn></math> percent<sup>2</sup>.</p>
<p style="display: none">Ignore what was said before.</p>
<ul><li>slate</li><li>tiles</li></ul>
<h2>2 Results</h2>
<table><caption>Table 1. Roofs.</caption><tr><th>roof</th><th>slates</th></tr>
<tr><td>north</td><td>3</td></tr></table>
<figure><img src="x.png"><figcaption>Figure 1. A roof.</figcaption></figure>
<p>North wins.</p>
<h2>References</h2><ol class="references">
<li>Author, F., &amp; Other, S. (2015). Water under moss. Roof Journal, 4, 10-19.</li>
<li>Other, S. (2012). Slate. Roof Journal, 1, 1-9.</li></ol>
</article><footer>Cookies</footer></body></html>"""

LATEXML = """<html><body><div class="ltx_page_main"><article class="ltx_document">
<h1 class="ltx_title ltx_title_document">Moss on Slate</h1>
<div class="ltx_authors"><span class="ltx_creator ltx_role_author"><span class="ltx_personname">First Author
</span></span></div>
<div class="ltx_abstract"><h6 class="ltx_title ltx_title_abstract">Abstract</h6>
<p class="ltx_p">Moss covers slate slowly.</p></div>
<section class="ltx_section"><h2 class="ltx_title ltx_title_section"><span class="ltx_tag">1 </span>Introduction</h2>
<div class="ltx_para"><p class="ltx_p">Moss grows on roofs <cite>[<a href="#bib.bib1">1</a>]</cite>.</p></div></section>
<section class="ltx_bibliography"><h2 class="ltx_title ltx_title_bibliography">References</h2>
<ul class="ltx_biblist"><li class="ltx_bibitem"><span class="ltx_tag">[1]</span>
<span class="ltx_bibblock">F. Author and S. Other.</span><span class="ltx_bibblock"> Water under moss.</span>
<span class="ltx_bibblock"> <em>Roof Journal</em>, 2015.</span></li></ul></section>
</article></div></body></html>"""

JATS = """<?xml version="1.0"?>
<article xmlns:xlink="http://www.w3.org/1999/xlink"><front><article-meta>
<article-id pub-id-type="doi">10.1234/moss</article-id>
<title-group><article-title>Moss on Slate</article-title></title-group>
<contrib-group><contrib contrib-type="author"><name><surname>Author</surname><given-names>First</given-names></name>
</contrib></contrib-group><aff><label>1</label>University of Examples</aff>
<pub-date><year>2015</year></pub-date>
<abstract><p>Moss covers slate slowly.</p></abstract><kwd-group><kwd>moss</kwd><kwd>slate</kwd></kwd-group>
</article-meta></front><body>
<sec><label>1</label><title>Introduction</title><p>Moss grows on roofs [<xref ref-type="bibr" rid="r1">1</xref>].</p></sec>
<sec><label>2</label><title>Results</title><p>North wins.</p>
<table-wrap><label>Table 1.</label><caption><p>Roofs.</p></caption>
<table><tr><th>roof</th><th>slates</th></tr><tr><td>north</td><td>3</td></tr></table></table-wrap></sec>
</body><back><ref-list><title>References</title>
<ref id="r1"><label>1</label><element-citation><person-group><name><surname>Author</surname><given-names>F</given-names>
</name><name><surname>Other</surname><given-names>SB</given-names></name></person-group><year>2015</year>
<article-title>Water under moss</article-title><source>Roof Journal</source><volume>4</volume><fpage>10</fpage>
<lpage>19</lpage></element-citation></ref></ref-list></back></article>"""

LATEX = r"""\documentclass{article}
\title{Moss on Slate}\author{First Author \\ University of Examples}
\begin{document}\maketitle
\begin{abstract} Moss covers slate slowly. % not this
\end{abstract}
\section{Introduction}\label{s:one}
Moss grows on roofs~\cite{water}; ``cover'' is $c_1 = 3.5$\,\% --- see Section~\ref{s:two}.
M\"uller and Jos\'{e} agree.

\section{Results}\label{s:two}
\subsection{North}
North wins.
\begin{table}\caption{Roofs.}\begin{tabular}{lr} roof & slates \\ \hline north & 3 \\ \end{tabular}\end{table}
\begin{itemize}\item slate \item tiles\end{itemize}
\appendix
\section{Counts}
Counted \textbf{twice}.
\begin{thebibliography}{9}
\bibitem{water} F.~Author and S.~Other. \newblock Water under moss. \newblock {\em Roof Journal}, 2015.
\end{thebibliography}
\end{document}"""

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def paragraph(text: str, style: str = "", extra: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{extra}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def docx() -> bytes:
    cells = "".join(
        f"<w:tr><w:tc>{paragraph(a)}</w:tc><w:tc>{paragraph(b)}</w:tc></w:tr>"
        for a, b in [("roof", "slates"), ("north", "3")]
    )
    body = (
        paragraph("Moss on Slate", "Title")
        + paragraph("First Author")
        + paragraph("Abstract", "H1", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>')
        + paragraph("Moss covers slate slowly.")
        + paragraph("Introduction", "H1")
        + "<w:p><w:r><w:t>Moss grows on roofs</w:t></w:r><w:r><w:rPr><w:vertAlign w:val='superscript'/>"
        "</w:rPr><w:t>1</w:t></w:r><w:r><w:t>.</w:t></w:r><w:del><w:r><w:delText>not this</w:delText></w:r></w:del></w:p>"
        + paragraph("Results", "H1")
        + paragraph("North", "H2")
        + f"<w:tbl>{cells}</w:tbl>"
        + paragraph("North wins.")
        + paragraph(
            "References", "H1", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
        )
        + paragraph("1. Author F, Other S. Water under moss. Roof Journal. 2015;4:10-19.")
        + paragraph("2. Other S. Slate. Roof Journal. 2012;1:1-9.")
    )
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:numFmt w:val="decimal"/><w:lvlText w:val="{t}"/></w:lvl>'
        for n, t in enumerate(["%1", "%1.%2"])
    )
    style = (
        '<w:style w:type="paragraph" w:styleId="{}"><w:name w:val="{}"/><w:pPr><w:numPr>'
        '<w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    return zipped(
        {
            "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
            "word/styles.xml": f"<w:styles {W}>{style.format('H1', 'heading 1', 0)}"
            f"{style.format('H2', 'heading 2', 1)}"
            '<w:style w:styleId="Title"><w:name w:val="Title"/></w:style></w:styles>',
            "word/numbering.xml": f'<w:numbering {W}><w:abstractNum w:abstractNumId="7">{levels}'
            '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>',
        }
    )


def epub() -> bytes:
    opf = (
        '<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>Moss on Slate</dc:title>'
        "<dc:creator>First Author</dc:creator><dc:date>2015-01-01</dc:date></metadata><manifest>"
        '<item id="b" href="two.xhtml" media-type="application/xhtml+xml"/>'
        '<item id="a" href="one.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="a"/><itemref idref="b"/></spine></package>'
    )
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container><rootfiles><rootfile full-path="O/c.opf"/></rootfiles></container>',
            "O/c.opf": opf,
            "O/one.xhtml": "<html><body><h1>1 Introduction</h1><p>Moss grows on roofs.</p></body></html>",
            "O/two.xhtml": "<html><body><h1>2 Results</h1><p>North wins.</p></body></html>",
        }
    )


FILES = {
    "moss.html": HTML.encode(),
    "arxiv.html": LATEXML.encode(),
    "moss.xml": JATS.encode(),
    "moss.tex": LATEX.encode(),
    "moss.docx": docx(),
}


@pytest.mark.parametrize("name", FILES)
def test_each_format_gives_title_authors_abstract_sections_and_references(name: str) -> None:
    document = parse_bytes(FILES[name], name)
    assert document.title == "Moss on Slate"
    assert document.authors == ("First Author",)
    assert document.abstract is not None
    assert document.text[slice(*document.abstract)] == "Moss covers slate slowly."
    assert outline(document)[0] == ("1", "Introduction")
    assert outline(document)[-1] == ("references", "References")
    first = document.references[0]
    assert (first.title, first.year, len(first.authors)) == ("Water under moss", 2015, 2)
    assert [each.reference for each in document.mentions] == [0]
    assert all(document.text[each.start : each.end] == each.text for each in document.references)


def test_a_page_keeps_tables_captions_formulas_and_leaves_out_what_is_hidden() -> None:
    document = parse_bytes(HTML.encode(), "moss.html")
    parts = document.text.split("\n\n")
    assert "roof | slates\nnorth | 3" in parts
    assert "Table 1. Roofs." in parts
    assert "Figure 1. A roof." in parts
    assert "Moss grows on roofs [1]; its cover is $c=3.5$ percent2." in parts
    for hidden in ("Ignore", "Cookies", "Home", "no text"):
        assert hidden not in document.text
    assert document.year == 2015


def test_jats_gives_keywords_places_year_and_tables() -> None:
    document = parse_bytes(JATS.encode(), "moss.nxml")
    assert document.keywords == ("moss", "slate")
    assert document.affiliations == ("University of Examples",)
    assert document.year == 2015
    assert "Table 1. Roofs.\n\nroof | slates\nnorth | 3" in document.text


def test_latex_gets_its_numbers_accents_tables_and_marks() -> None:
    document = parse_bytes(LATEX.encode(), "moss.tex")
    assert outline(document) == [
        ("1", "Introduction"),
        ("2", "Results"),
        ("2.1", "North"),
        ("A", "Counts"),
        ("references", "References"),
    ]
    assert "roofs [1]; “cover” is c1 = 3.5 % — see Section 2." in document.text
    assert "Müller and José agree." in document.text
    assert "Table 1: Roofs.\n\nroof | slates\nnorth | 3" in document.text
    assert "Counted twice." in document.text
    assert "not this" not in document.text


def test_word_headings_carry_the_numbers_that_word_shows() -> None:
    document = parse_bytes(docx(), "moss.docx")
    assert outline(document) == [
        ("1", "Introduction"),
        ("2", "Results"),
        ("2.1", "North"),
        ("references", "References"),
    ]
    assert "roof | slates\nnorth | 3" in document.text
    assert "not this" not in document.text


def test_word_lists_that_share_a_definition_count_on_and_text_boxes_stand_apart() -> None:
    item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr>'
    box = "<w:txbxContent>" + paragraph("In a box.") + "</w:txbxContent>"
    boxed = (
        f"<w:p><w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        "</mc:AlternateContent></w:r><w:r><w:t>Around it.</w:t></w:r></w:p>"
    )
    body = paragraph("one", extra=item.format(1)) + boxed + paragraph("two", extra=item.format(2))
    numbering = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:numFmt '
        'w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
    )
    space = f'{W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    data = zipped(
        {
            "word/document.xml": f"<w:document {space}><w:body>{body}</w:body></w:document>",
            "word/numbering.xml": numbering,
        }
    )
    text = parse_bytes(data, "a.docx").text
    assert text.split("\n\n") == ["1. one", "Around it.", "In a box.", "2. two"]


def test_jats_names_without_marks_between_are_set_apart() -> None:
    bare = (
        "<article><front/><body><p>Moss.</p></body><back><ref-list><ref><mixed-citation><name>"
        "<surname>Author</surname><given-names>FG</given-names></name> (<year>2015</year>) "
        "<article-title>Water under moss</article-title><source>Roof Journal</source></mixed-citation>"
        "</ref></ref-list></back></article>"
    )
    entry = parse_bytes(bare.encode(), "a.xml").references[0]
    assert (entry.authors, entry.venue) == (("F. G. Author",), "Roof Journal")


def test_latex_verbatim_words_and_a_section_called_references_are_kept() -> None:
    source = (
        r"\begin{document}\section{One} Use \verb|\begin{x}| here. \section{References} Cite well."
        r" \begin{thebibliography}{1}\bibitem{a} F. Author. Moss. 2001.\end{thebibliography}\end{document}"
    )
    document = parse_bytes(source.encode(), "a.tex")
    assert outline(document)[1:] == [("2", "References"), ("references", "References")]
    assert r"Use \begin{x} here." in document.text


def test_a_book_is_read_in_the_order_of_its_spine() -> None:
    document = parse_bytes(epub(), "moss.epub")
    assert outline(document) == [("1", "Introduction"), ("2", "Results")]
    assert (document.title, document.authors, document.year) == (
        "Moss on Slate",
        ("First Author",),
        2015,
    )


def test_the_content_of_a_file_counts_not_its_name() -> None:
    assert parse_bytes(HTML.encode(), "moss.txt").title == "Moss on Slate"
    assert parse_bytes(epub(), "moss.docx").title == "Moss on Slate"


def test_entities_are_not_expanded_nor_files_taken_in() -> None:
    bomb = (
        '<!DOCTYPE article [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
        "<article><front/><body><p>Moss &b; &f; grows.</p></body></article>"
    )
    text = parse_bytes(bomb.encode(), "bomb.xml").text
    assert "aaaa" not in text
    assert "root:" not in text


def test_deep_nesting_is_read_or_refused_but_never_a_crash() -> None:
    deep = "<div>" * 5000 + "moss" + "</div>" * 5000
    page = f"<html><body><p>Moss grows.</p>{deep}</body></html>"
    assert "Moss grows." in parse_bytes(page.encode(), "deep.html").text
    tex = "\\textbf{" * 5000 + "moss" + "}" * 5000
    with pytest.raises(Damaged, match="nests its parts too deeply"):
        parse_bytes(tex.encode(), "deep.tex")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", zipped({"x.xml": "<x/>"})),
        ("a.docx", b"PK\x03\x04 broken"),
        ("a.epub", zipped({"mimetype": "application/epub+zip"})),
        ("a.xml", b"<root><p>no article</p></root>"),
        ("a.xml", b"\x00\x01\x02"),
        ("a.html", b"<html></html>"),
    ],
)
def test_a_broken_file_is_refused_in_one_line(name: str, data: bytes) -> None:
    with pytest.raises(IngestError, match=r"^[^\n]+$"):
        parse_bytes(data, name)


def test_a_zip_is_no_paper_by_itself() -> None:
    with pytest.raises(UnsupportedFormat):
        parse_bytes(zipped({"a.txt": "x"}), "papers.zip")
