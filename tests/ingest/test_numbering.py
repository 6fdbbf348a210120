"""Which numbers and letters before a heading number it, and which are words, steps or items."""

from __future__ import annotations

import pytest

from ingest import numbering
from ingest.document import Document
from ingest.parse import parse_bytes
from tests.ingest.parts import outline


def document(text: str, name: str = "paper.txt") -> Document:
    return parse_bytes(text.encode(), name)


def marked(*headings: str) -> list[tuple[str, str]]:
    """Return the outline of a Markdown paper with these headings."""
    parts = (f"## {heading}\n\nMoss grows on roofs." for heading in headings)
    return outline(document("# On Moss\n\n" + "\n\n".join(parts), "moss.md"))


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (["I. INTRODUCTION", "II. RESULTS"], [("I", "INTRODUCTION"), ("II", "RESULTS")]),
        (["1 Scope", "2 Proof"], [("1", "Scope"), ("2", "Proof")]),
        (["一、引言", "二、方法"], [("一", "引言"), ("二", "方法")]),
        (["第1章 引言", "第2章 方法"], [("第1章", "引言"), ("第2章", "方法")]),
        (["Introduction", "Conclusions"], [("", "Introduction"), ("", "Conclusions")]),
        (
            ["1 Scope", "2 Proof", "Appendix A: Tables"],
            [("1", "Scope"), ("2", "Proof"), ("A", "Tables")],
        ),
    ],
)
def test_headings_of_several_schemes_are_found(
    headings: list[str], expected: list[tuple[str, str]]
) -> None:
    prose = "Moss grows on roofs, and nobody minds it much until the slates begin to come off. " * 4
    text = "A Title of Some Length\n\n" + "\n\n".join(f"{each}\n\n{prose}" for each in headings)
    assert outline(document(text)) == expected


@pytest.mark.parametrize(
    "headings",
    [
        ["Introduction", "A Simple Model", "Results"],
        ["Introduction", "Acknowledgements", "A Simple Model"],
        ["Introduction", "Conclusions", "A Simple Model"],
        ["I.V. Stone on Moss", "Results"],
        ["E. coli strains", "V. cholerae in soil", "A. thaliana", "24 hours of rain"],
        ["E. Coli Strains", "V. Cholerae in Soil", "A. Thaliana in Gardens"],
    ],
)
def test_words_that_look_like_numbers_are_none_where_no_other_heading_bears_them_out(
    headings: list[str],
) -> None:
    assert marked(*headings) == [("", heading) for heading in headings]


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (["References", "A Proofs", "B Data"], [("A", "Proofs"), ("B", "Data")]),
        (["References", "A Proofs", "A.1 Lemma"], [("A", "Proofs"), ("A.1", "Lemma")]),
        (["3 Conclusion", "A Proofs", "B Data"], [("A", "Proofs"), ("B", "Data")]),
        (["5 Limitations", "A Proofs", "B Data"], [("A", "Proofs"), ("B", "Data")]),
        (
            ["1 Scope", "2 Conclusion and Future Work", "A Proofs", "B Data"],
            [("A", "Proofs"), ("B", "Data")],
        ),
        (["Scope", "Appendix", "A Proofs"], [("", "Appendix"), ("A", "Proofs")]),
        (["Scope", "Appendix A: proofs", "End"], [("A", "proofs"), ("", "End")]),
        (["1 Scope", "2 Proof", "A. 3D views"], [("2", "Proof"), ("A", "3D views")]),
        (["References", "A. Proofs"], [("references", "References"), ("A", "Proofs")]),
        (["Scope", "H. Roofs", "I. Slates", "J. Tiles"], [("I", "Slates"), ("J", "Tiles")]),
        (["I. Scope", "A. Roofs", "II. End"], [("A", "Roofs"), ("II", "End")]),
        (
            ["I. Scope", "I.A. Roofs", "I.A.1. Slates", "II. End"],
            [("I.A.1", "Slates"), ("II", "End")],
        ),
        (
            ["23 days of rain", "24 hours of rain"],
            [("23", "days of rain"), ("24", "hours of rain")],
        ),
    ],
)
def test_letters_are_numbers_in_a_sequence_behind_other_numbers_or_in_an_appendix(
    headings: list[str], expected: list[tuple[str, str]]
) -> None:
    assert marked(*headings)[-2:] == expected


@pytest.mark.parametrize(
    ("marked", "items", "sections"),
    [
        ("# On Moss\n\n## Scope\n\n## Method\n\n", ["Choose roofs", "Count Slates"], 2),
        ("## Introduction\n\n", ["Choose roofs", "Count slates"], 1),
        ("# On Moss\n\n", ["Scope", "Method"], 2),
        ("# On Moss\n\n## Abstract\n\nShort.\n\n", ["Scope", "Method"], 2),
        ("# On Moss\n\n## 1. Scope\n\nMoss.\n\n", ["", "Method", "End"], 3),
    ],
)
def test_plain_numbers_beside_marked_headings_without_numbers_are_items(
    marked: str, items: list[str], sections: int
) -> None:
    prose = "Moss grows on roofs, and nobody minds it much until the slates begin to come off. " * 4
    steps = [f"{n}. {item}\n\n{prose}" for n, item in enumerate(items, start=1) if item]
    found = document(f"{marked}{prose}\n\n" + "\n\n".join(steps), "moss.md")
    assert len([each for each in found.sections if each.title != "Text"]) == sections
    assert all(item in found.text for item in items)


@pytest.mark.parametrize("text", ["2", "2.3.1", "IV", "II.A", "B", "A.2", "S1", "3a"])
def test_the_number_of_a_section_is_told_from_a_title(text: str) -> None:
    assert numbering.is_number(text)


@pytest.mark.parametrize("text", ["Results", "3D Printing", "In brief", "references", ""])
def test_the_title_of_a_section_is_no_number(text: str) -> None:
    assert not numbering.is_number(text)
