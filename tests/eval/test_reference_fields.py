"""The measure of fields, against an entry changed by hand."""

from __future__ import annotations

from dataclasses import replace

from eval.known_works import WORKS, apa, mla
from eval.reference_fields import alone, fields_right, from_pages, shares
from ingest.entries import read_entry


def test_each_field_counts_by_itself() -> None:
    entry = read_entry(apa(WORKS[0], 1))
    wrong = replace(entry, year=1066, authors=entry.authors[:1])
    right = fields_right(wrong, WORKS[0], "apa")
    assert right == {"authors": False, "year": False, "title": True, "venue": True, "doi": True}
    found = shares([right, fields_right(entry, WORKS[0], "apa")])
    assert (found["authors"], found["title"], found["all"]) == (0.5, 1.0, 0.5)


def test_others_that_a_style_leaves_out_are_not_asked_for() -> None:
    many = next(work for work in WORKS if len(work.authors) > 2)
    assert fields_right(read_entry(mla(many, 1)), many, "mla")["authors"]


def test_well_known_works_are_read_as_they_are_printed() -> None:
    assert alone("gbt7714")["all"] == 1.0


def test_a_bibliography_is_read_from_typeset_pages() -> None:
    found = from_pages("mla")
    assert found["found"] == 1.0
    assert found["all"] > 0.95
