"""Acronyms in LaTeX, as the packages glossaries, acronym and acro print them."""

from __future__ import annotations

import pytest

from ingest.parse import parse_bytes


def text(preamble: str, body: str) -> str:
    source = f"{preamble}\\begin{{document}}{body}\\end{{document}}"
    return parse_bytes(source.encode(), "a.tex").text


@pytest.mark.parametrize(
    "defined",
    [
        r"\newacronym[plural=x]{gdp}{GDP}{gross {domestic} product}",
        r"\acrodef{gdp}[GDP]{gross domestic product}",
        r"\DeclareAcronym{gdp}{short = GDP, long = {gross domestic product}, class=x}",
    ],
)
def test_an_acronym_is_spelled_out_where_it_first_stands(defined: str) -> None:
    assert text(defined, r"\Gls{gdp} fell; the \gls{gdp} rose.") == (
        "Gross domestic product (GDP) fell; the GDP rose."
    )
    assert text(r"Moss.", defined + r"The \ac{gdp} fell, all \acp{gdp}.") == (
        "The gross domestic product (GDP) fell, all GDPs."
    )
    assert text(defined, r"\acrshort{gdp}, \acl*{gdp}, \acrfullpl{gdp}, \acs{gdp}, \gls{xy}") == (
        "GDP, gross domestic product, gross domestic products (GDPs), GDP, xy"
    )


def test_an_entry_of_a_glossary_is_its_name() -> None:
    entry = r"\newglossaryentry{roof}{name={roof}, description={what is wet, above}}"
    assert text(entry, r"\Gls{roof} and \glspl{roof} of a \gls{roof}['s] kind.") == (
        "Roof and roofs of a roof's kind."
    )
