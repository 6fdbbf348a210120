"""Citations in LaTeX: numbers in brackets, and the names and years that are part of sentences."""

from __future__ import annotations

import pytest

from ingest.parse import parse_bytes

ENTRIES = r"""\begin{thebibliography}{9}
\bibitem[Reed(1999)]{reed} D. Reed. Moss. 1999.
\bibitem[{{Nedi{\'c}} et~al.(2001{\natexlab{a}})Nedi{\'c}, Cole, and Roe}]{cole}
A. Cole. Slate. 2001.
\bibitem[van Dam and Roe, 2003]{dam} E. van Dam. Tiles. 2003.
\bibitem[Tur36]{turing} A. Turing. Roofs. 1936.
\bibitem{roe} J. Roe. Rain. 2005.
\end{thebibliography}"""


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        (
            r"\citet{reed} counts, \citet[p.~3]{cole} too.",
            "Reed [1] counts, Nedić et al. [2, p. 3] too.",
        ),
        (r"\cite[p.~5]{reed}, \citep[see][ch.~2]{cole}", "[1, p. 5], [see 2, ch. 2]"),
        (
            r"\Textcite{dam} and \citet*{reed,cole}",
            "Van Dam and Roe [3] and Reed [1], Nedić et al. [2]",
        ),
        (r"\citeauthor{reed}'s law dates from \citeyear{reed}.", "Reed's law dates from 1999."),
        (r"So \citeauthor{dam} \citeyearpar{dam}", "So van Dam and Roe (2003)"),
        (r"\citeauthor{cole} (\citeyear{cole})", "Nedić et al. (2001a)"),
        (r"as in \citep[see][]{reed,cole} or \cite{dam}", "as in [see 1, 2] or [3]"),
        (r"by \citet{turing}, \citeauthor{roe} or \citet{none}", "by [4], [5] or [none]"),
    ],
)
def test_a_citation_that_is_part_of_a_sentence_prints_names_where_they_are_known(
    typed: str, printed: str
) -> None:
    source = f"\\begin{{document}}{typed}{ENTRIES}\\end{{document}}"
    assert parse_bytes(source.encode(), "a.tex").text.split("\n\n")[0] == printed


def test_a_bibliography_without_entries_is_no_trouble() -> None:
    none = r"\begin{thebibliography}{9} None. \end{thebibliography}"
    source = rf"\begin{{document}}Moss.{none}\end{{document}}"
    assert parse_bytes(source.encode(), "a.tex").references == ()


@pytest.mark.parametrize(
    "mark",
    [
        r"\bibitem[\citeproctext]{ref-%s}",
        r"\leavevmode\vadjust pre{\hypertarget{ref-%s}{}}%%",
        r"\leavevmode\hypertarget{ref-%s}{}%%",
    ],
)
def test_each_paragraph_of_the_list_that_pandoc_sets_is_an_entry(mark: str) -> None:
    reed = mark % "reed" + "\nReed, Dora. 1999. \\emph{Moss on Roofs}. Slate Press.\n\n"
    cole = (
        mark % "cole"
        + "\n\\CSLLeftMargin{2. }%\n\\CSLRightInline{Cole A. Rain. Tiles 2001;3:1.}\n\n"
    )
    text = (
        r"\newcommand{\CSLLeftMargin}[1]{\parbox[t]{\csllabelwidth}{#1}}"
        r"\newcommand{\CSLRightInline}[1]{\parbox[t]{\linewidth - \csllabelwidth}{#1}\break}"
        r"\newcommand\citeproc[2]{\cite{#1}}\begin{document}"
        r"So (\citeproc{ref-reed}{Reed 1999}).\section*{References}\begin{CSLReferences}{1}{0}"
    )
    text += f"\n{reed}{cole}\\end{{CSLReferences}}\n\\end{{document}}"
    document = parse_bytes(text.encode(), "paper.tex")
    assert "So (Reed 1999)." in document.text
    assert [(each.label, each.text) for each in document.references] == [
        ("", "Reed, Dora. 1999. Moss on Roofs. Slate Press."),
        ("2", "2. Cole A. Rain. Tiles 2001;3:1."),
    ]
