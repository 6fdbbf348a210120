"""LaTeX papers of several files, and their .bib files."""

from __future__ import annotations

import zipfile
from pathlib import Path

from ingest.archives import members
from ingest.latex.projects import whole
from ingest.parse import parse_bytes
from ingest.readers.bibtex import entries, label, printed

MAIN = rb"""\documentclass{article}
\title{On Moss}
\begin{document}
\section{Start}
Moss grows on roofs \citep{reed}, as \textcite{cole} says.
\input{parts/method}
% \input{old}
\bibliography{refs}
\end{document}
"""
BIB = rb"""@string{rr = "Roof Review"}
@article{unread, title = {Never cited}, author = {A. Nobody}, year = 1999}
@Article{cole,
  author  = {Cole, Ann and Ben {de Vries} and others},
  title   = "Slates of the {North}",
  journal = rr, volume = 4, number = {2}, pages = {10--19}, year = 2003,
}
@book{reed, author = {Reed, D.}, title = {Moss \& Tiles}, publisher = {House}, year = {2001},
  doi = {10.1000/moss}}
"""
FILES = {
    "paper/main.tex": MAIN,
    "paper/parts/method.tex": b"\\section{Method}\nWe counted roofs.",
    "paper/refs.bib": BIB,
    "paper/old.tex": b"An older text.",
}


def test_a_paper_is_read_with_the_files_that_it_takes_in(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in {**FILES, "paper/note.txt": b"A note."}.items():
            archive.writestr(name, data)
    found = dict(members(path))
    assert list(found) == ["paper/main.tex", "paper/note.txt", "paper/old.tex"]
    document = parse_bytes(found["paper/main.tex"], "main.tex")
    assert [(each.number, each.title) for each in document.sections] == [
        ("1", "Start"),
        ("2", "Method"),
        ("references", "References"),
    ]
    assert "We counted roofs." in document.text
    assert "older" not in document.text
    assert document.warnings == ()


def test_a_paper_may_have_any_ending_of_latex(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    for ending in (".ltx", ".latex"):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(f"main{ending}", MAIN)
            archive.writestr("parts/method.tex", FILES["paper/parts/method.tex"])
        [(name, data)] = members(path)
        assert name == f"main{ending}"
        assert "We counted roofs." in parse_bytes(data, name).text


def test_the_bibliography_holds_what_is_cited_and_marks_lead_to_it() -> None:
    document = parse_bytes(whole(FILES)["paper/main.tex"], "main.tex")
    first, second = document.references
    assert (first.label, first.authors, first.year, first.title, first.doi) == (
        "1", ("D. Reed",), 2001, "Moss & Tiles", "10.1000/moss",
    )  # fmt: skip
    assert (second.title, second.venue, second.year) == ("Slates of the North", "Roof Review", 2003)
    marks = [(document.text[m.start : m.end], m.reference) for m in document.mentions]
    assert marks == [("[1]", 0), ("[2]", 1)]
    assert "Moss grows on roofs [1], as Cole et al. [2] says." in document.text


def test_a_typeset_bibliography_is_preferred_to_its_source() -> None:
    typeset = (
        b"\\begin{thebibliography}{9}\\bibitem{reed} D. Reed. Typeset. 2001.\\end{thebibliography}"
    )
    document = parse_bytes(whole({**FILES, "paper/main.bbl": typeset})["paper/main.tex"], "a.tex")
    assert [each.title for each in document.references] == ["Typeset"]


BIBLATEX = rb"""% $ biblatex auxiliary file $
\datalist[entry]{nty/global//global/global}
  \entry{cole}{article}{}
    \name{author}{2}{}{%
      {{un=0,hash=a}{%
         family={Cole},
         familyi={C\bibinitperiod},
         given={Ann},
         giveni={A\bibinitperiod}}}%
      {{hash=b}{family={Dam}, given={E.\bibnamedelimi F.}, prefix={van}}}%
    }
    \list{publisher}{1}{%
      {House}%
    }
    \field{title}{Slates of the {North}}
    \field{journaltitle}{Roof Review}
    \field{year}{2003}
    \field{pages}{10\bibrangedash 19}
    \verb{doi}
    \verb 10.1000/slate
    \endverb
  \endentry
  \entry{reed}{book}{}
    \true{moreauthor}
    \name{author}{1}{}{%
      {{hash=c}{family={Society of Roofers}}}%
    }
    \field{title}{Moss}
    \field{year}{2001}
  \endentry
\enddatalist"""


def test_what_biblatex_leaves_of_the_sources_is_read_where_they_are_missing() -> None:
    paper = MAIN.replace(rb"\bibliography{refs}", rb"\printbibliography")
    paper = paper.replace(rb"\begin", rb"\addbibresource{refs.bib}\begin", 1)
    files = {"paper/main.tex": paper, "paper/main.bbl": BIBLATEX}
    document = parse_bytes(whole(files)["paper/main.tex"], "main.tex")
    assert [each.text for each in document.references] == [
        "[1] Society of Roofers, et al. Moss. 2001.",
        "[2] Ann Cole, and E. F. van Dam. Slates of the North. Roof Review, pages 10–19, 2003. "
        "doi:10.1000/slate.",
    ]
    assert "on roofs [1], as Cole and van Dam [2] says" in document.text
    own = whole({**files, "paper/refs.bib": BIB})
    assert "Cole et al. [2] says" in parse_bytes(own["paper/main.tex"], "main.tex").text


def test_a_bibliography_that_is_not_there_is_told() -> None:
    left = "2 files that 'main.tex' takes in are not read: parts/method, refs"
    assert parse_bytes(MAIN, "main.tex").warnings == (left,)


def test_files_that_take_each_other_in_are_taken_once() -> None:
    round_about = {
        "a.tex": b"\\documentclass{article}\\begin{document}One. \\input{b}\\end{document}",
        "b.tex": b"Two. \\input{c}\\input{c}",
        "c.tex": b"Three. \\input{b}\\input{a}",
    }
    found = whole(round_about)
    assert list(found) == ["a.tex"]
    text = parse_bytes(found["a.tex"], "a.tex").text
    assert [text.count(word) for word in ("One.", "Two.", "Three.")] == [1, 1, 1]


def test_a_file_that_is_no_text_stays_by_itself() -> None:
    found = whole({"main.tex": MAIN, "refs.bib": bytes(range(256)) * 40, "x.tex": b"\0" * 500})
    assert found["x.tex"] == b"\0" * 500
    assert parse_bytes(found["main.tex"], "main.tex").title == "On Moss"


def test_the_text_calls_an_entry_by_the_families_of_its_authors() -> None:
    called = {
        "Cole, Ann": "Cole",
        "Ann Cole and Ben de Vries": "Cole and de Vries",
        "Ben {de Vries} and others": "{de Vries} et al.",
        r"{\'E}mile Zola and Cole, A. and Reed, D.": "Zola et al.",
        "{Roofs, Inc.}": "{Roofs, Inc.}",
    }
    for people, names in called.items():
        assert label({"author": people, "year": "2001"}) == f"{names}(2001)"
    assert label({"title": "Moss"}) == label({"author": "Cole", "year": "[2001]"}) == ""


def test_fields_may_be_quoted_braced_bare_or_put_together() -> None:
    found = entries('@misc{a, title = "An {"}odd{"} one" # { or } # two, year = 2001}')
    assert found == {"a": {"title": 'An {"}odd{"} one or two', "year": "2001"}}
    assert printed(found["a"]).endswith("one or two. 2001.")
    assert entries("@misc{a, title = {never closed") == {"a": {"title": ""}}


def test_a_percent_sign_in_an_address_or_in_code_opens_no_comment() -> None:
    body = (
        b"\\documentclass{article}\\begin{document}\n"
        b"Roofs are listed at \\url{https://example.org/a%20b} and counted. % draft\n"
        b"\\begin{verbatim}\nn % 2 == 0\n\\end{verbatim}\n"
        b"A share of 5\\% is \\verb|x % y| here.\n\\end{document}\n"
    )
    text = parse_bytes(whole({"main.tex": body})["main.tex"], "main.tex").text

    assert "a%20b and counted." in text
    assert "n % 2 == 0" in text
    assert "5% is x % y here." in text
    assert "draft" not in text
