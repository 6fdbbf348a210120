"""Acronyms in LaTeX, as the packages glossaries, acronym and acro print them."""

from __future__ import annotations

import pytest

from tests.ingest.latex.reading import text


@pytest.mark.parametrize(
    "defined",
    [
        r"\newacronym[plural=x]{gdp}{GDP}{gross {domestic} product}",
        r"\acrodef{gdp}[GDP]{gross domestic product}",
        r"\DeclareAcronym{gdp}{short = GDP, long = {gross domestic product}, class=x}",
    ],
)
def test_an_acronym_is_spelled_out_where_it_first_stands(defined: str) -> None:
    assert text(r"\Gls{gdp} fell; the \gls{gdp} rose.", defined) == (
        "Gross domestic product (GDP) fell; the GDP rose."
    )
    assert text(defined + r"The \ac{gdp} fell, all \acp{gdp}.", r"Moss.") == (
        "The gross domestic product (GDP) fell, all GDPs."
    )
    assert text(r"\acrshort{gdp}, \acl*{gdp}, \acrfullpl{gdp}, \acs{gdp}, \gls{xy}", defined) == (
        "GDP, gross domestic product, gross domestic products (GDPs), GDP, xy"
    )


def test_an_entry_of_a_glossary_is_its_name() -> None:
    entry = r"\newglossaryentry{roof}{name={roof}, description={what is wet, above}}"
    assert text(r"\Gls{roof} and \glspl{roof} of a \gls{roof}['s] kind.", entry) == (
        "Roof and roofs of a roof's kind."
    )
