"""Where several documents are about as good, one alone does not fill the first places."""

from __future__ import annotations

from collections.abc import Callable

from index.fairness import fairly
from index.library import Library
from ingest.document import Document, Passage

Make = Callable[..., Document]
Put = Callable[[Library, Document], list[Passage]]


def owners(*names: str) -> Callable[..., dict[int, str]]:
    return lambda rows: {row: names[row] for row in rows}


def test_the_second_documents_passages_get_half_of_the_places() -> None:
    ranked = [(row, 1.0 - row / 100) for row in range(8)]
    fair = fairly(ranked, 4, owners(*"aaaaaabb"))
    assert [row for row, _ in fair] == [0, 1, 6, 7, 2, 3, 4, 5]
    assert [score for _, score in fair] == sorted((score for _, score in fair), reverse=True)


def test_passages_far_behind_get_no_place() -> None:
    ranked = [*((row, 1.0 - row / 100) for row in range(6)), (6, 0.5), (7, 0.4)]
    assert fairly(ranked, 4, owners(*"aaaaaabb")) == ranked


def test_places_that_no_one_else_can_fill_stay_with_the_best() -> None:
    ranked = [(row, 1.0 - row / 100) for row in range(6)]
    assert [row for row, _ in fairly(ranked, 4, owners(*"aaaaab"))][:4] == [0, 1, 2, 5]


def test_one_document_alone_keeps_all_places() -> None:
    ranked = [(row, 1.0 - row / 100) for row in range(6)]
    assert fairly(ranked, 4, owners(*"aaaaaa")) == ranked


def test_nothing_found_is_nothing_to_share() -> None:
    assert fairly([], 4, owners()) == []


def test_a_search_shows_both_documents_that_speak_of_it(
    library: Library, document: Make, put: Put
) -> None:
    put(library, document("long", *(f"Parcels were delayed at gate {at}." for at in range(12))))
    put(library, document("short", *(f"Parcels were delayed by storm {at}." for at in range(3))))
    found = [hit.passage.document_id for hit in library.search("parcels delayed", top_k=6)]
    assert found.count("short") == 3
    assert found.count("long") == 3
