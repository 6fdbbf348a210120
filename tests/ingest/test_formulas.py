"""Formulas in XML and on pages: each is read once, in the form that reads best."""

from __future__ import annotations

import pytest

from ingest.parse import parse_bytes

PREAMBLE = r"""\documentclass[12pt]{minimal}
\usepackage{amsmath}
\begin{document}"""
POWER = "<msup><mn>10</mn><mrow><mo>−</mo><mn>3</mn></mrow></msup>"


def tex(formula: str) -> str:
    return f"<tex-math>{PREAMBLE}{formula}\\end{{document}}</tex-math>"


def math(inner: str) -> str:
    return f'<m:math xmlns:m="http://www.w3.org/1998/Math/MathML">{inner}</m:math>'


def article(paragraph: str) -> str:
    data = f"<article><front/><body><p>The cover is {paragraph} here.</p></body></article>"
    return parse_bytes(data.encode(), "a.xml").text


def inline(*forms: str) -> str:
    return article(
        f"<inline-formula><alternatives>{''.join(forms)}</alternatives></inline-formula>"
    )


def test_a_formula_given_in_two_forms_is_read_once() -> None:
    forms = (tex("$$c=3.5$$"), math("<mi>c</mi><mo>=</mo><mn>3.5</mn>"))
    assert inline(*forms) == inline(*reversed(forms)) == "The cover is c=3.5 here."
    assert inline(forms[0], '<inline-graphic href="a.gif"/>') == "The cover is c=3.5 here."
    assert inline(forms[0], "<textual-form>c = 3.5</textual-form>") == "The cover is c = 3.5 here."


def test_a_form_without_text_is_passed_over() -> None:
    assert inline(math(""), tex("$$c=3.5$$")) == "The cover is c=3.5 here."


def test_two_forms_side_by_side_without_a_word_on_it_are_read_once() -> None:
    form = "<tex-math>c=3.5</tex-math>" + math("<mi>c</mi><mo>=</mo><mn>3.5</mn>")
    assert article(f"<inline-formula>{form}</inline-formula>") == "The cover is c=3.5 here."
    displayed = article(f"<disp-formula><label>(1)</label> {form}</disp-formula>")
    assert displayed == "The cover is\n\n(1) c=3.5 here."


def test_two_formulas_in_a_row_are_both_read() -> None:
    two = f"<inline-formula>{math('<mi>a</mi>')}, {math('<mi>b</mi>')}</inline-formula>"
    assert article(two) == "The cover is a, b here."
    assert article(f"<tex-math>a</tex-math>, {math('<mi>b</mi>')}") == "The cover is a, b here."


@pytest.mark.parametrize(
    "formula", ["$$10^{-3}$$", "$10^{-3}$", r"\[10^{-3}\]", "\n$$ 10^{-3} $$\n", "10^{-3}"]
)
def test_a_formula_in_tex_alone_is_read_without_its_document(formula: str) -> None:
    expected = "The cover is 10^{-3} here."
    assert inline(tex(formula)) == expected
    assert article(f"<inline-formula>{tex(formula)}</inline-formula>") == expected
    assert article(f"<inline-formula><tex-math>{formula}</tex-math></inline-formula>") == expected


@pytest.mark.parametrize(
    ("source", "inner"),
    [
        ("10^{-3}", POWER),
        (r"\frac{a}{b}", "<mfrac><mi>a</mi><mi>b</mi></mfrac>"),
        (r"\sqrt{a}", "<msqrt><mi>a</mi></msqrt>"),
    ],
)
def test_tex_is_read_where_the_characters_in_a_row_would_mislead(source: str, inner: str) -> None:
    assert inline(tex(f"$${source}$$"), math(inner)) == f"The cover is {source} here."


X, Y = "<mi>x</mi>", "<mrow><mi>x</mi><mo>+</mo><mn>1</mn></mrow>"


@pytest.mark.parametrize(
    ("inner", "printed"),
    [
        (f"<mfrac>{X}<mn>2.5</mn></mfrac>", "x/2.5"),
        (f"<mfrac>{Y}<mrow><mn>2</mn>{X}</mrow></mfrac>", "(x+1)/(2x)"),
        (f"<mfrac><mfrac>{X}{X}</mfrac>{Y}</mfrac>", "(x/x)/(x+1)"),
        (POWER, "10^−3"),
        (f"<msup>{X}{Y}</msup>", "x^(x+1)"),
        (f"<msubsup>{X}<mi>i</mi><mn>2</mn></msubsup>", "xi^2"),
        ("<msup><mi>Ca</mi><mrow><mn>2</mn><mo>+</mo></mrow></msup>", "Ca^2+"),
        (f"<msup>{X}<mo>′</mo></msup>", "x′"),
        (f"<msqrt>{X}<mo>+</mo><mn>1</mn></msqrt>", "√(x+1)"),
        (f"<msqrt>{X}</msqrt>", "√x"),
        (f"<mroot>{X}<mn>3</mn></mroot>", "x^(1/3)"),
        (f"<mi>f</mi><mfenced>{X}{Y}</mfenced>", "f(x,x+1)"),
        (f"<mfrac>{X}</mfrac>", "x"),
    ],
)
def test_a_formula_without_tex_says_in_a_row_what_it_does_when_set(
    inner: str, printed: str
) -> None:
    assert article(math(inner)) == f"The cover is {printed} here."


def test_signs_set_high_or_low_are_read_as_characters() -> None:
    degrees = "<msup><mrow/><mo>°</mo></msup><msub><mi>C</mi><mn>2</mn></msub>"
    assert inline(tex(r"$$^{\circ }C_2$$"), math(degrees)) == "The cover is °C2 here."


def test_of_other_alternatives_the_first_with_text_is_read() -> None:
    forms = '<graphic href="a.gif"/><preformat>3.5</preformat><preformat>3,5</preformat>'
    assert article(f"<alternatives>{forms}</alternatives>") == "The cover is 3.5 here."
    assert article('<alternatives><graphic href="a.gif"/></alternatives>') == "The cover is here."


def test_what_a_formula_on_a_page_means_is_not_read_beside_how_it_looks() -> None:
    meaning = '<annotation-xml encoding="MathML-Content"><ci>c</ci></annotation-xml>'
    page = f"<p>It is <math><semantics><mi>c</mi>{meaning}</semantics></math> here.</p>"
    assert parse_bytes(f"<html><body>{page}</body></html>".encode(), "a.html").text == (
        "It is c here."
    )


def test_no_formula_takes_for_ever() -> None:
    for source in ("\\begin{document}" * 50_000, "$" + " " * 200_000 + "x", "$" * 200_000):
        article(f"<tex-math>{source}</tex-math>")


def test_formulas_within_formulas_take_no_time_and_are_no_crash() -> None:
    deep = "<msqrt>" * 300 + "<mi>x</mi>" + "</msqrt>" * 300
    assert "√(√(√" in article(math(deep))


def test_alternatives_within_alternatives_take_no_time() -> None:
    deep = "<alternatives>" * 150 + math(POWER) + "</alternatives>" * 150
    assert article(deep) == "The cover is 10^−3 here."
