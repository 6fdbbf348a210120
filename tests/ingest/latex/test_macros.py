"""The author's own commands in LaTeX, and the quantities of siunitx."""

from __future__ import annotations

import itertools
import time

import pytest

from tests.ingest.latex.reading import document, text

# Each is twice the one before.
DOUBLING = r"\def\xa{moss }\def\m{\xo}" + "".join(
    rf"\def\x{b}{{\x{a}\x{a}}}" for a, b in itertools.pairwise("abcdefghijklmno")
)


@pytest.mark.parametrize(
    ("defined", "typed", "printed"),
    [
        (
            r"\newcommand{\m}{FooNet\xspace}",
            r"We use \m, or \m's \m{} and (\m).",
            "FooNet's FooNet",
        ),
        (r"\newcommand\m{FooNet}", r"\m wins, says \m .", "FooNet wins, says FooNet."),
        (r"\providecommand*{\m}{{\sc FooNet}\xspace}", r"So \m\cite{a} wins.", "FooNet [a] wins"),
        (r"\DeclareRobustCommand{\m}{FooNet}", r"{\em\m} wins", "FooNet wins"),
        (r"\newcommand{\m}{Bar}\renewcommand{\m}{FooNet}", r"The \m.", "The FooNet."),
        (r"\def\m{FooNet}\newcommand{\m}{Bar}", r"The \m.", "The FooNet."),
        (r"\def\m#1#2{#2 of #1}", r"The \m{moss}{roofs} and \m xy.", "roofs of moss and y of x."),
        (r"\newcommand{\m}[2][moss]{#1 on #2}", r"\m{tiles}, \m[fern]{slate}.", "fern on slate."),
        (r"\newcommand{\m}[1]{\emph#1}", r"\m{{Moss} grows} well.", "Moss grows well."),
        (r"\newcommand{\m}[1]{}", r"Moss\m{ never} grows.", "Moss grows."),
        (r"\newcommand{\m}{\n{Foo}}\newcommand{\n}[1]{#1Net}", r"So \m wins.", "FooNet wins."),
        (r"\newcommand{\m}{\n}\newcommand{\n}[1]{<#1>}", r"So \m{moss}.", "So <moss>."),
        (r"\newcommand{\m}[1]{\def\n{#1}}", r"\m{FooNet}The \n.", "The FooNet."),
        (r"\newcommand{\m}{FooNet}\let\n=\m", r"The \n.", "The FooNet."),
        (r"\def\m{Foo\kern-.05em Net\protect}", r"The \m.", "The FooNet."),
        (r"\newcommand{\m}{\ensuremath{\epsilon}-greedy}", r"It is \m.", "ϵ-greedy."),
        (r"\newcommand{\m}{\ensuremath{\mathrm{FooNet}}}", r"It is \m.", "It is FooNet."),
    ],
)
def test_what_the_authors_own_commands_stand_for_is_read(
    defined: str, typed: str, printed: str
) -> None:
    assert printed in text(typed, defined)
    assert printed in text(f"{defined} {typed}")


def test_a_title_may_use_what_is_defined_below_it_and_headings_what_is_above() -> None:
    preamble = r"\title{\method: a model}\newcommand{\method}{FooNet\xspace}"
    found = document(r"\maketitle\section{On \method} Moss grows.", preamble)
    assert found.title == "FooNet: a model"
    assert [section.title for section in found.sections] == ["On FooNet"]


def test_commands_for_sections_and_formulas_stand_for_these() -> None:
    preamble = r"""\newcommand{\be}{\begin{equation}} \newcommand{\ee}{\end{equation}}
\newcommand{\head}[1]{\section{#1}}"""
    found = text(r"\head{Start} It is \be x = 1 \label{x} \ee by \ref{x}.", preamble)
    assert found == "1 Start\n\nIt is x = 1 by 1."


def test_figures_that_a_formula_takes_from_a_command_are_read() -> None:
    preamble = r"\newcommand{\nroofs}{12,345}"
    assert text(r"We saw $N = \nroofs$ roofs.", preamble) == "We saw N = 12,345 roofs."


def test_formulas_that_are_labelled_by_a_command_are_pointed_to() -> None:
    preamble = r"""\newcommand{\eqlabel}[1]{\label{eq:#1}}\newcommand{\Eq}[1]{Equation~\eqref{#1}}
\renewcommand{\eqref}[1]{(\ref{eq:#1})}"""
    body = (
        r"\begin{equation}\eqlabel{a} x = 1 \end{equation} by \Eq{a}, \begin{eqnarray}\eqlabel{b}"
    )
    body += r" y = 2 \end{eqnarray} by \Eq{b}."
    assert text(body, preamble) == "x = 1 by Equation (1), y = 2 by Equation (2)."


def test_formulas_with_commands_that_are_not_known_stay_as_typed() -> None:
    preamble = r"\newcommand{\R}{\mathbb{R}}\def\m{FooNet}"
    body = r"For $x \in \R$, \[\R^2\] and \begin{align} \R \end{align} \m costs \$5, \m \$6."
    assert text(body, preamble) == (
        r"For $x \in \R$, \[\R^2\] and \begin{align} \R \end{align} FooNet costs $5, FooNet $6."
    )


def test_commands_that_the_reader_knows_are_read_as_ever() -> None:
    preamble = r"""\renewcommand{\cite}[1]{(#1)} \renewcommand{\section}{\large} \def\ref#1{X}
\def\BibTeX{{\rm B\kern-.05em{\sc i\kern-.025em b}\kern-.08em T\lower.7ex\hbox{E}X}}
\renewcommand\thesection{\Roman{section}}"""
    body = r"\section{Start}\label{s} By \BibTeX{} \cite{a}, see \ref{s}."
    assert text(body, preamble) == "1 Start\n\nBy BibTeX [a], see 1."


def test_code_and_definitions_that_cannot_be_read_print_nothing_new() -> None:
    preamble = r"""\makeatletter\def\@onedot{\ifx\@let@token.\else.\null\fi\xspace}
\def\onedot{\futurelet\@let@token\@onedot}\def\eg{\emph{e.g}\onedot}
\def\pair<#1,#2>{#1}\makeatother\def\m{FooNet}"""
    assert text(r"Moss, \eg on \verb|\m|, \m.", preamble) == r"Moss, e.g on \m, FooNet."


@pytest.mark.parametrize(
    "defined",
    [
        r"\def\m{\m}",
        r"\def\m{x\m\m}",
        r"\newcommand{\m}{\n\n}\newcommand{\n}{\m\m}",
        r"\def\m#1{\m}",
        r"\def\m#1{\m{#1#1}}",
        r"\newcommand{\m}[1][\m]{\m[#1#1]}",
        r"\newcommand{\m}{\newcommand{\n}{\m\n}\n}",
        DOUBLING,
    ],
)
def test_a_command_that_never_ends_or_grows_too_long_is_left_out_with_a_warning(
    defined: str,
) -> None:
    started = time.process_time()
    found = document(r"Slate \m wins. \m{Moss} grows. " + r"\m " * 1000, defined)
    assert time.process_time() - started < 5
    assert found.text == "Slate wins. Moss grows."
    assert r"go on without end, and what they print is not read: \m" in found.warnings[-1]


def test_many_commands_that_never_end_take_no_longer() -> None:
    names = [f"m{one}{two}" for one in "abcdefghijklmnop" for two in "abcdefghijklmnop"]
    started = time.process_time()
    defined = "".join(rf"\def\{name}{{x\{name}\{name}}}" for name in names)
    found = document("Slate wins. " + " ".join(rf"\{name}" for name in names), defined)
    assert time.process_time() - started < 10
    assert found.text == "Slate wins."


@pytest.mark.parametrize(
    ("defined", "typed"),
    [
        (r"\newcommand{\m}{FooNet", r"Slate wins."),
        (r"\def\m#1{", r"Slate wins."),
        (r"\newcommand{\m}[1]{}", r"Slate \m{wins."),
    ],
)
def test_braces_that_are_never_closed_take_no_text_away(defined: str, typed: str) -> None:
    assert text(f"{typed}\n\nTiles lose.", defined) == "Slate wins.\n\nTiles lose."


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        (r"\SI{5}{\kg}", "5 kg"),
        (r"\SI[per-mode=symbol]{9.81}{\metre\per\second\squared}", "9.81 m/s²"),
        (r"\qty{3}{kg.m/s^2}", "3 kg m/s²"),
        (r"\qty{91.3}{\percent}", "91.3 %"),
        (r"\SI{37}{\celsius}", "37 °C"),
        (r"\ang{90}", "90°"),
        (r"\SI{2}{\furlong\per\second}", "2 furlong/s"),
        (r"\si{\micro\gram\per\cubic\centi\metre}", "µg/cm³"),
        (r"\unit{\per\second}", "s⁻¹"),
        (r"\num{1.5e-3}", "1.5 × 10^-3"),
        (r"\num{5 +- 2}", "5 ± 2"),
        (r"\SIrange{1}{2}{\litre}", "1 to 2 L"),
        (r"\SIlist{1;2}{\metre\tothe{4}}", "1, 2 m⁴"),
        (r"\qty{5}", "5"),
    ],
)
def test_quantities_are_printed_with_their_units(typed: str, printed: str) -> None:
    assert text(f"It weighs {typed} now.") == f"It weighs {printed} now."


def test_units_are_no_commands_of_the_authors_that_have_their_names() -> None:
    preamble = r"\def\m{\mathbf{m}}\newcommand{\uM}{\micro\molar}\def\n{7}"
    found = text(r"So \SI{5}{\m\per\s}, \SI{\n}{\uM} and \qty{\n}{\m}.", preamble)
    assert found == "So 5 m/s, 7 µmolar and 7 m."


def test_of_two_ways_to_print_a_title_the_one_without_formulas_is_read() -> None:
    assert text(r"\section{The \texorpdfstring{$x^2$}{square} law} Moss.").startswith(
        "1 The square law"
    )
