r"""Formulas of LaTeX: what a row of characters says as well is read, all others stay as typed."""

from __future__ import annotations

import time

import pytest

from ingest.latex.math import readable
from ingest.parse import parse_bytes


def text(body: str) -> str:
    source = rf"\begin{{document}}\section{{Start}} {body} \end{{document}}"
    return parse_bytes(source.encode(), "a.tex").text.removeprefix("1 Start\n\n")


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        (r"3.2\times10^{5}", "3.2 × 10^5"),
        ("p<0.05", "p < 0.05"),
        (r"2.1\pm0.3", "2.1 ± 0.3"),
        (r"E = mc^2", "E = mc^2"),
        (r"a &= 4,\\ b &= 5", "a = 4; b = 5"),
        (r"\Delta T = 2\,\mu\mathrm{m}", "ΔT = 2 μm"),
        (r"\frac{a+b}{2c}", "(a+b)/(2c)"),
        (r"P=\tfrac12\rho v^3", "P = (1/2)ρv^3"),
        (r"2\frac{1}{2}", "2 1/2"),
        (r"x_{i+1} + H_2O + a_{\max}", "x_(i+1) + H2O + a_max"),
        (r"\sqrt{x+y} \leq \bar{x}", "√(x+y) ≤ x̄"),
        (r"O(n\log_2 n)", "O(n log2 n)"),
        (r"x^2+y^2=z^2", "x^2+y^2 = z^2"),
        (r"\frac{a}{b}\cdot c", "a/b · c"),
        (r"f^{-1}(x)", "f^-1(x)"),
        (r"^{13}C", "^13C"),
        (r"\left[0,1\right)", "[0,1)"),
        (r"1{,}000 \text{ if } x \in \mathbb{R}", "1,000 if x ∈ ℝ"),
    ],
)
def test_a_formula_is_read_in_a_row(typed: str, read_as: str) -> None:
    assert readable(typed) == read_as


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        (r"a/\frac{b}{c}", "a/(b/c)"),
        (r"1/\frac{a}{b}", "1/(a/b)"),
        (r"a\div\frac{b}{c}", "a ÷ (b/c)"),
        (r"\frac{a}{b}^2", "(a/b)^2"),
        (r"{\frac{a}{b}}^2", "(a/b)^2"),
        (r"\mathbf{\frac{a}{b}}c", "(a/b)c"),
        (r"\frac{a}{b}\,c", "(a/b) c"),
        (r"\log_2\frac{n}{k}", "log2 (n/k)"),
        (r"x_2\frac{1}{2}", "x2(1/2)"),
        (r"\sqrt{x}^2", "(√x)^2"),
    ],
)
def test_a_fraction_or_a_root_stays_one_factor(typed: str, read_as: str) -> None:
    assert readable(typed) == read_as


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        (r"a^{12}3", "a^12 3"),
        (r"10^{5}3", "10^5 3"),
        (r"2^{10}00", "2^10 00"),
        (r"e^{x}y", "e^x y"),
        (r"e^{x}\frac{a}{b}", "e^x (a/b)"),
        (r"{x^2}3", "x^2 3"),
        (r"x_{1}2", "x1 2"),
        (r"x_iy_j", "x_i y_j"),
        (r"x^a_1", "x1^a"),
        (r"\sqrt{2}x", "√2 x"),
        (r"5\sqrt[3]{2}", "5 2^(1/3)"),
        (r"a\*b", "ab"),
    ],
)
def test_what_follows_an_exponent_is_no_part_of_it(typed: str, read_as: str) -> None:
    assert readable(typed) == read_as


@pytest.mark.parametrize(
    "typed",
    [r"\begin{array}{c}a\end{array}", r"\norm{x}", r"\hat{xy}", "x^", "{x", "x}", r"\frac{1}"]
    + [r"{x+\frac{a}{b}}c", "^{5}3"],
)
def test_a_formula_that_is_not_sure_is_not_read(typed: str) -> None:
    assert readable(typed) == ""


@pytest.mark.parametrize("typed", ["{" * 5000 + "}" * 5000, r"\hat" * 5000 + "x"])
def test_a_formula_without_end_does_no_harm(typed: str) -> None:
    assert readable(typed) == ""


@pytest.mark.parametrize("typed", [r"\label{", r"\frac12", "x^2", "{x}^2", r"\sqrt2"])
def test_a_long_formula_is_read_at_once(typed: str) -> None:
    start = time.process_time()
    text(f"Moss. ${typed * (50_000 // len(typed))}$")
    assert time.process_time() - start < 3


def test_what_is_raised_or_lowered_beside_words_reads_as_printed() -> None:
    typed = (
        r"CO$_2$, 10$^5$ m$^2$, 1.5 $^\circ$C, cm$^{-1}$, in 2018$^{3}$, the 5\textsuperscript{th}."
    )
    assert text(typed) == "CO2, 10^5 m², 1.5 °C, cm⁻¹, in 2018³, the 5th."


def test_formulas_stand_in_the_line_of_their_text() -> None:
    typed = (
        r"As \[ E = mc^2 \] shows, $$y = 2 \tag{3}$$ and \(\eta\) falls, but $\norm{x}_2$ grows."
    )
    assert text(typed) == r"As E = mc^2 shows, y = 2 (3) and η falls, but $\norm{x}_2$ grows."


def test_marks_of_places_on_authors_are_no_part_of_their_names() -> None:
    source = (
        r"\title{Moss}\author{Ann Reed$^{1}$, Bo Cole$^{2,*}$\\$^{1}$University of Oslo}"
        r"\begin{document}\section{Start} Moss.\end{document}"
    )
    found = parse_bytes(source.encode(), "a.tex")
    assert found.authors == ("Ann Reed", "Bo Cole")
    assert found.affiliations == ("University of Oslo",)
