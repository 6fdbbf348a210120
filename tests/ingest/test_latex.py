"""LaTeX source: numbers, comments, formulas, authors and the arguments of commands."""

from __future__ import annotations

import pytest

from ingest.parse import parse_bytes
from tests.ingest.latex.reading import text

FLOATS = r"""\section{Start} See \ref{f}, \ref{g}, \ref{part}, \ref{t} and \ref{s}.
\begin{figure}[htbp]\caption{One roof.}\label{f}\end{figure}
\section{Slates}\label{s}
\begin{table*}[t]\caption{Counts.\label{t}}\begin{tabular}{lc} a & b \\ \end{tabular}\end{table*}
\begin{wrapfigure}[9]{r}{0.5\textwidth}
\begin{subfigure}[b]{0.4\textwidth}\caption{North.}\end{subfigure}
\begin{subfigure}[b]{0.4\textwidth}\caption{South.}\label{part}\end{subfigure}
\caption[Short]{Two roofs.}\label{g}
\end{wrapfigure}"""


def test_figures_and_tables_have_counters_of_their_own() -> None:
    parts = text(FLOATS).split("\n\n")
    assert parts[:2] == ["1 Start", "See 1, 2, 2b, 1 and 2."]
    captions = ["Figure 1: One roof.", "Table 1: Counts.", "(a) North.", "(b) South."]
    assert [part for part in parts[2:] if part.endswith(".")] == [*captions, "Figure 2: Two roofs."]


def test_options_of_figures_and_tables_are_no_text() -> None:
    found = text(FLOATS)
    for option in ("htbp", "[t]", "[9]", "0.4", "0.5", "Short"):
        assert option not in found


def test_rows_of_formulas_are_counted_but_those_without_a_number() -> None:
    body = r"""\begin{equation}\label{a} x \end{equation} \begin{equation*} y \end{equation*}
\begin{align} \begin{cases} p \\ q \end{cases} \label{b} \\ r \nonumber \\ s \label{c} \end{align}
\begin{gather} u \tag{Q} \label{d} \end{gather} \begin{multline} v \\ w \label{e} \end{multline}
\begin{subequations}\label{f} \begin{align} g \\ h \label{h} \end{align} \end{subequations}

See \eqref{a}, \eqref{b}, \ref{c}, \ref{d}, \ref{e}, \ref{f} and \ref{h}."""
    assert "See 1, 2, 3, Q, 4, 5 and 5b." in text(body)


@pytest.mark.parametrize(
    ("preamble", "section"),
    [
        ("", "chapter"),
        (r"\numberwithin{equation}{section}\counterwithin{figure}{section}", "section"),
    ],
)
def test_numbers_follow_the_chapter_or_section_that_they_start_anew_in(
    preamble: str, section: str
) -> None:
    body = rf"""\{section}{{One}} \begin{{equation}} x \end{{equation}}
\{section}{{Two}} \begin{{equation}} y \label{{y}} \end{{equation}}
\begin{{figure}}\caption{{Roof.}}\label{{f}}\end{{figure}} See \ref{{y}} and \ref{{f}}."""
    assert "Figure 2.1: Roof.\n\nSee 2.1 and 2.1." in text(body, preamble)


def test_a_percent_sign_in_an_address_or_in_code_starts_no_comment() -> None:
    body = r"""Data: \url{https://x.org/~a%20b--c_d}
and \href{https://x.org/p%20q}{the manual}. % not this
Use \verb|a % b| so.\\% nor this
Slate wins.
\begin{lstlisting}[language=Python, caption={Parity}]
if x % 2 == 0: y = "\label{z}"
\end{lstlisting}
\begin{verbatim}
100 % of $slates
\end{verbatim}"""
    found = text(body)
    assert "Data: https://x.org/~a%20b--c_d and the manual. Use a % b so. Slate wins." in found
    assert 'Parity\n\nif x % 2 == 0: y = "\\label{z}"\n\n100 % of $slates' in found
    assert "this" not in found


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("by the\n% who was it?\nUnited States", "by the United States"),
        ("by the\n  % who?\n  % when?\n\tUnited States", "by the United States"),
        ("self-super%\n  vision helps", "self-supervision helps"),
        ("Moss % green\ngrows", "Moss grows"),
        ("Moss grows.% so\n\nSlate", "Moss grows.\n\nSlate"),
        ("Moss grows.\n% so\n  \nSlate", "Moss grows.\n\nSlate"),
        ("Moss grows.\n\n% so\nSlate", "Moss grows.\n\nSlate"),
        ("{\\em% so\nmoss} grows", "moss grows"),
        ("Moss\\\\% so\ngrows by 5\\% a year", "Moss grows by 5% a year"),
        ("Moss \\cite%\n{a} grows", "Moss [a] grows"),
        ("Moss grows %", "Moss grows"),
    ],
)
def test_a_comment_goes_with_its_line_end_but_a_blank_line_stays(typed: str, printed: str) -> None:
    assert text(typed) == printed


def test_displayed_formulas_are_read_row_by_row_without_their_labels() -> None:
    body = r"""It follows \begin{equation} \frac{\partial c}{\partial t} = D \nabla^2 c \label{q}
\end{equation} and \begin{align*} a &\leq \beta_1 \\ b &\geq 2 \end{align*} for all."""
    assert text(body) == "It follows (∂c)/(∂t) = D ∇^2 c and a ≤ β1; b ≥ 2 for all."


def test_an_escaped_dollar_opens_no_formula_and_a_formula_ends_no_argument() -> None:
    assert text(r"It costs \$5 for $n_1$ slates, \$10 for all.") == (
        "It costs $5 for n1 slates, $10 for all."
    )
    assert text(r"Moss\footnote{For $n_1 > 2$ only.} grows.") == ("Moss (For n1 > 2 only.) grows.")


def test_a_line_break_before_a_brace_does_not_keep_it_open() -> None:
    source = r"\title{Moss}\author{Jane Doe \\ Sampletown \\}\begin{document}Moss grows."
    document = parse_bytes(source.encode(), "a.tex")
    assert document.text.split("\n\n") == ["Moss", "Jane Doe", "Sampletown", "Moss grows."]


def test_every_author_command_is_read() -> None:
    source = r"\title{Moss}\author[1]{Jane Doe\corref{c}} \author[2]{John Roe}\affil[1]{Somewhere}"
    document = parse_bytes(f"{source}\\begin{{document}}Moss.\\end{{document}}".encode(), "a.tex")
    assert document.authors == ("Jane Doe", "John Roe")
    body = r"\title{Moss}\author{Jane Doe}\author{John Roe}\maketitle Moss grows."
    assert text(body).split("\n\n") == ["Moss", "Jane Doe", "John Roe", "Moss grows."]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        (r"A \textcolor{red}{moss} \textcolor[rgb]{1,0,0}{grows}.", "A moss grows."),
        (r"{\color{red} Moss} grows.", "Moss grows."),
        (r"\addcontentsline{toc}{section}{References} Moss.", "Moss."),
        (r"\setlength{\parindent}{0pt} Moss. \setlength\parskip{1em}", "Moss."),
        (r"\begin{minipage}[t]{0.5\textwidth} Moss. \end{minipage}", "Moss."),
        (r"The data\-base and the shelf\/ful.", "The database and the shelfful."),
        (r"Moss.\\[2pt] Slate.", "Moss. Slate."),
        (r"({\em Moss}, {\small[green]}) grows.", "(Moss, [green]) grows."),
        (r"{Moss \\} \textbf{grows \\} well.", "Moss grows well."),
        (
            r"\begin{tabular}{lcc} & \multicolumn{2}{c}{Loss} \\ \multirow{2}{*}{Sand} & 1 & 2 \\"
            r" \multirow{2}*{Chalk} & 3 & 4 \end{tabular}",
            "| Loss | Loss\nSand | 1 | 2\nChalk | 3 | 4",
        ),
        (
            r"\begin{itemize} \item One \begin{enumerate}[label=(\alph*)] \item Two \end{enumerate}"
            r" \end{itemize}",
            "One\n\n(a) Two",
        ),
    ],
)
def test_what_only_sets_the_type_is_no_text(typed: str, printed: str) -> None:
    assert text(typed).strip() == printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        (
            r"\begin{enumerate}\item One\item[*] Two\item Three\end{enumerate}",
            "1. One|* Two|2. Three",
        ),
        (
            r"\begin{enumerate}[label=(\roman*)]\item One\item Two\end{enumerate}",
            "(i) One|(ii) Two",
        ),
        (r"\begin{enumerate}[(a)]\item One\item Two\end{enumerate}", "(a) One|(b) Two"),
        (r"\begin{enumerate}[nosep,start=3]\item One\item Two\end{enumerate}", "3. One|4. Two"),
        (
            r"\begin{enumerate}\item One\begin{enumerate}\item Two\end{enumerate}\item Three"
            r"\end{enumerate}",
            "1. One|(a) Two|2. Three",
        ),
        (r"\begin{itemize}\item One\item Two\end{itemize}", "One|Two"),
        (
            r"\begin{description}\item[Moss] grows.\item[] Well.\end{description}",
            "Moss grows.|Well.",
        ),
    ],
)
def test_items_bear_the_numbers_that_latex_sets(typed: str, printed: str) -> None:
    assert text(typed).split("\n\n") == printed.split("|")
