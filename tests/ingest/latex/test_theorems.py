"""Theorems in LaTeX, and what stands for labels: the names and numbers that LaTeX prints."""

from __future__ import annotations

import pytest

from tests.ingest.latex.reading import text

TWO = r"""\begin{theorem}\label{a} Moss grows. \end{theorem}
\begin{lemma}\label{b} It is wet. \end{lemma}"""


def parts(body: str, preamble: str = "") -> list[str]:
    return text(body, preamble).split("\n\n")


@pytest.mark.parametrize(
    ("made", "first", "second"),
    [
        (r"\newtheorem{theorem}{Theorem}\newtheorem{lemma}{Lemma}", "Theorem 1", "Lemma 1"),
        (r"\newtheorem{theorem}{Satz}\newtheorem{lemma}[theorem]{Lemma}", "Satz 1", "Lemma 2"),
        (
            r"\newtheorem{theorem}{Theorem}[section]\newtheorem{lemma}[theorem]{Lemma}",
            "Theorem 1.1",
            "Lemma 1.2",
        ),
        (
            r"\newtheorem{theorem}[equation]{Theorem}\newtheorem*{lemma}{Lemma}",
            "Theorem 1",
            "Lemma",
        ),
        (
            r"\newtheorem{theorem}{Theorem}\newaliascnt{lemma}{theorem}\newtheorem{lemma}[lemma]{Fact}",
            "Theorem 1",
            "Fact 2",
        ),
        (
            r"\declaretheorem[numberwithin=section]{theorem}"
            r"\declaretheorem[name={A lemma}, sibling=theorem]{lemma}",
            "Theorem 1.1",
            "A lemma 1.2",
        ),
        (r"\documentclass{llncs}", "Theorem 1", "Lemma 1"),
        (r"\documentclass{acmart}", "Theorem", "Lemma"),
    ],
)
def test_theorems_bear_their_names_and_numbers(made: str, first: str, second: str) -> None:
    body = rf"\section{{One}} {TWO} By \cref{{b}}, \ref{{a}} and \autoref{{a}}."
    number = first.split()[-1] if first[-1].isdigit() else ""
    assert parts(body, made)[1:] == [
        f"{first}. Moss grows.",
        f"{second}. It is wet.",
        " ".join(f"By {second.lower()}, {number} and {first}.".split()),
    ]


def test_an_environment_that_the_author_makes_otherwise_is_no_theorem() -> None:
    made = r"\newenvironment{example}{\begin{quote}}{\end{quote}}"
    assert parts(r"\begin{example} Moss grows. \end{example}", made) == ["Moss grows."]
    assert parts(r"\begin{example} Moss grows. \end{example}") == ["Example. Moss grows."]


def test_a_theorem_has_the_note_in_its_option_and_a_label_in_a_proof_means_what_is_around() -> None:
    body = r"""\newtheorem{theorem}{Theorem} \section{One}\label{s}
\begin{theorem}[{\cite{k}, wet}] Moss grows. \end{theorem}
\begin{proof} Plain. \end{proof} \begin{proof}[Proof of Theorem~\ref{t}] Clear. \end{proof}
\begin{restatable}[Rain]{theorem}{again}\label{t} It rains. \end{restatable} See \cref{t,s}."""
    assert parts(body)[1:] == [
        *("Theorem 1 ([k], wet). Moss grows.", "Proof. Plain.", "Proof of Theorem 2. Clear."),
        *("Theorem 2 (Rain). It rains.", "See theorem 2 and section 1."),
    ]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        (r"\Cref{t,f} show", "Table 1 and Figure 1 show"),
        (r"in \cref{s,u, v} and \Cref{e}", "in sections 1, 2 and 2.1 and Equation 1"),
        (r"\crefrange{s}{u} differ", "sections 1 to 2 differ"),
        (r"\ref{s,u} or \labelcref{f}", "1 and 2 or 1"),
        (r"``\nameref{u}'' on p.~\pageref{u}; \autoref{x}", "“The Roofs” on p. ; Appendix A"),
        (r"so \cref{none} and \nameref{none}", "so and"),
    ],
)
def test_a_reference_says_what_it_points_to(typed: str, printed: str) -> None:
    body = rf"""{typed}

\section{{One}}\label{{s}} \begin{{equation}}\label{{e}} x \end{{equation}}
\section{{The \emph{{Roofs}}}}\label{{u}} \subsection{{North}}\label{{v}}
\begin{{figure}}\caption{{F.}}\label{{f}}\end{{figure}}
\begin{{table}}\caption{{T.}}\label{{t}}\end{{table}}
\appendix \section{{More}}\label{{x}}"""
    assert parts(body)[0] == printed
