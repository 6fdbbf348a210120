"""The front of LaTeX papers, as the classes of journals and conferences have it."""

from __future__ import annotations

import pytest

from ingest.document import Document
from ingest.parse import parse_bytes


def document(front: str, *, preamble: str = "") -> Document:
    body = r"\begin{abstract}Moss grows.\end{abstract}\section{One} It is wet."
    source = rf"{preamble}\title{{On Moss}}\begin{{document}}{front}{body}\end{{document}}"
    return parse_bytes(source.encode(), "a.tex")


@pytest.mark.parametrize(
    "typed",
    [
        "\\begin{keyword}\nmoss \\sep wet roofs\n\\MSC 12A\n\\end{keyword}",
        r"\begin{IEEEkeywords}moss, wet roofs.\end{IEEEkeywords}",
        r"\begin{keywords}Keywords: moss, wet roofs\end{keywords}",
        r"\keywords{moss \and wet roofs}",
        r"\keywords{moss $\cdot$ wet roofs}",
    ],
)
def test_key_words_are_known_in_whatever_way_a_class_takes_them(typed: str) -> None:
    found = document(typed)
    assert found.keywords == ("moss", "wet roofs")
    assert "\n\nKeywords: moss" in found.text


@pytest.mark.parametrize(
    "typed",
    [
        r"\affiliation[a]{organization={University of Examples}, city={Sampletown}}",
        r"\affiliation{\institution{University of Examples} \city{Sampletown}}",
        r"\affil[1]{University of Examples, Sampletown}",
        r"\institute{University of Examples, Sampletown \and Institute of Roofs \\ Slate}",
        r"\address{University of Examples,\\ Sampletown}",
    ],
)
def test_where_the_authors_work_is_a_paragraph_of_its_own(typed: str) -> None:
    front = rf"\author{{Jane Doe}}{typed}\ead{{jane@example.org}}"
    for found in (document(front), document("", preamble=front)):
        assert "\n\nUniversity of Examples, Sampletown\n\n" in found.text
        assert found.affiliations[0] == "University of Examples, Sampletown"
        assert found.authors == ("Jane Doe",)
        assert found.text.count("jane@example.org\n\n") == 1
