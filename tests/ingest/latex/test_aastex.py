"""What astronomers' LaTeX has of its own: tables, addresses and the names of journals."""

from __future__ import annotations

from ingest.parse import parse_bytes
from tests.ingest.latex.reading import document

TABLE = r"""\begin{deluxetable*}{lcc}[t!]
\tabletypesize{\scriptsize}
\tablecaption{Counts of moss \label{tab:moss}}
\tablewidth{0pt}
\tablehead{\colhead{Roof} & \colhead{Moss\tablenotemark{a}} & \colhead{Slate} \\ & (\%) & (m) }
\startdata
\cutinhead{In the north}
East & 40 & \nodata \\
West & 50 & 7
\enddata
\tablenotetext{a}{In wet years.}
\tablecomments{All were seen twice.}
\end{deluxetable*}"""


def test_a_table_of_astronomers_has_its_caption_head_rows_and_notes() -> None:
    found = document(
        rf"\section{{Results}} See Table~\ref{{tab:moss}}. {TABLE} \section{{End}} Moss."
    )
    assert found.text.split("\n\n")[1:-2] == [
        "See Table 1.",
        "Table 1: Counts of moss",
        "Roof | Mossᵃ | Slate\n| (%) | (m)\nIn the north\nEast | 40 | …\nWest | 50 | 7",
        "ᵃ In wet years.",
        "All were seen twice.",
    ]


def test_marks_of_addresses_are_no_part_of_names() -> None:
    found = document(
        r"\title{Moss on roofs of towns}\author{Ada Lind\altaffilmark{1,2}, Dan Reed\altaffilmark"
        r"{\arabic{n}}, and Eve Cole\altaffilmark{2}} \altaffiltext{1}{University of Moss, Riga}"
        r"\altaffiltext{\arabic{n}}{Slate Institute, Bonn} \section{Start} Moss grows."
    )
    assert found.authors == ("Ada Lind", "Dan Reed", "Eve Cole")
    assert "Slate Institute, Bonn" in found.text.split("\n\n")


def test_journals_that_are_named_by_commands_are_read() -> None:
    found = document(
        r"Moss \citep{a,b}. \begin{thebibliography}{9} \bibitem{a} Lind, A. 2012, \apj, 753, 148"
        r" \bibitem{b} Reed, D. 2013, \aap\ {\bf 5}, 7 \end{thebibliography}"
    )
    assert [each.text for each in found.references] == [
        "[1] Lind, A. 2012, ApJ, 753, 148",
        "[2] Reed, D. 2013, A&A 5, 7",
    ]


def test_a_command_of_the_author_is_no_journal() -> None:
    text = parse_bytes(
        rb"\newcommand{\nat}{whole numbers}\begin{document}We count in \nat.\end{document}", "a.tex"
    ).text
    assert text == "We count in whole numbers."
