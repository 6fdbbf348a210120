"""Vector search over what is published and what is newer: always that of all living vectors."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from index import generations
from index.dense import DenseView, Passages, make_view
from index.library import Library, open_library
from index.store import Model, Rows
from ingest.document import Document, Passage

Make = Callable[..., Document]
Put = Callable[[Library, Document], list[Passage]]
MODEL = Model(1, "a-model", 16)
BODY, REFERENCE = 1, 4


def unit_rows(count: int, seed: int = 0) -> np.ndarray:
    rows = np.random.default_rng(seed).normal(size=(count, 16)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return rows.astype(np.float16).astype(np.float32)


def published(folder: Path, vectors: np.ndarray, *, count: int) -> generations.Generation:
    rows = np.arange(1, len(vectors) + 1)
    made_of = generations.Vectorised([(rows, vectors)], vectors, count)
    generations.publish(folder, made_of, model="a-model", store="token")
    generation, doubt = generations.load(folder, model="a-model", stores=["token"])
    assert generation is not None, doubt
    return generation


def view_of(vectors: np.ndarray, generation: generations.Generation | None) -> DenseView:
    """Return the view of rows 1 to n: every third is a reference, ten make a document."""
    rows = np.arange(1, len(vectors) + 1)
    kinds = np.where(rows % 3 == 0, REFERENCE, BODY).astype(np.int8)

    def vectors_of(model: Model, wanted: Rows) -> tuple[Rows, np.ndarray]:
        return wanted, vectors[wanted - 1]

    return make_view(1, Passages(rows, rows // 10, kinds), generation, MODEL, vectors_of)


def best_by_hand(
    view: DenseView, vectors: np.ndarray, query: np.ndarray, allowed: np.ndarray
) -> list[int]:
    scores = np.where(allowed, vectors @ query, -9)
    return [int(at) + 1 for at in np.lexsort((view.rows, -scores))[:10]]


@pytest.mark.parametrize("held", [0, 60, 90])
def test_the_nearest_are_those_of_all_vectors_wherever_they_are(tmp_path: Path, held: int) -> None:
    vectors = unit_rows(90)
    generation = published(tmp_path, vectors[:held], count=held) if held else None
    view = view_of(vectors, generation)
    passages = view.passages
    for seed in range(5):
        query = unit_rows(1, seed + 100)[0]
        for kinds, documents, allowed in (
            ([BODY, REFERENCE], [], np.ones(90, bool)),
            ([BODY], [], passages.kinds == BODY),
            ([BODY], [2, 7], (passages.kinds == BODY) & np.isin(passages.documents, [2, 7])),
        ):
            found = view.nearest(query, 10, kinds=kinds, documents=documents)
            expected = best_by_hand(view, vectors, query, allowed)[: int(allowed.sum())]
            assert [row for row, _ in found] == expected
    assert view.nearest(query, 10, kinds=[0]) == []


def test_many_vectors_are_kept_small_and_the_best_are_among_those_found(tmp_path: Path) -> None:
    vectors = unit_rows(3_000)
    generation = published(tmp_path, vectors, count=generations.SMALL_FROM)
    assert not generation.exact
    assert generation.index.sa_code_size() == 16
    assert generations.holds(generation, generation.rows, vectors)
    assert not generations.holds(generation, generation.rows, -vectors)
    view = view_of(vectors, generation)
    for seed in range(20):
        query = unit_rows(1, seed + 100)[0]
        found = {row for row, _ in view.nearest(query, 10, kinds=[BODY, REFERENCE])}
        assert set(best_by_hand(view, vectors, query, np.ones(3_000, bool))) <= found


def test_what_a_small_generation_finds_is_scored_by_the_librarys_own_vectors(
    embedded: Library, document: Make, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(12):
        put(embedded, document(f"d{number}", f"Parcel {number} was late.", "Letters came."))
    before = [(hit.passage.id, hit.score) for hit in embedded.search("parcel 7", signals="dense")]
    monkeypatch.setattr(generations, "SMALL_FROM", 1)
    embedded.rebuild()
    with open_library(embedded.path, encoder=embedded.encoder) as again:
        assert again.check().clean
        after = [(hit.passage.id, hit.score) for hit in again.search("parcel 7", signals="dense")]
    assert [name for name, _ in after] == [name for name, _ in before]
    assert [score for _, score in after] == pytest.approx([score for _, score in before], abs=1e-3)


def test_an_open_library_finds_what_one_opened_now_finds(
    embedded: Library, document: Make, put: Put
) -> None:
    for number in range(8):
        put(embedded, document(f"d{number}", f"Parcel {number} was late.", "Letters came."))
        if number == 3:
            embedded.store.publish(force=True)
        if number in {5, 6}:
            embedded.remove([f"d{number - 4}"])
            put(embedded, document(f"d{number - 2}", f"Parcel {number} came again."))
        with open_library(embedded.path, encoder=embedded.encoder) as fresh:
            found, expected = (
                [(hit.passage.id, hit.score) for hit in one.search("parcel", top_k=30)]
                for one in (embedded, fresh)
            )
        assert found == expected
