"""A library may change to another model at any moment, and never mixes vectors of two."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest

from index.encoder import Encoder, Vectors
from index.errors import EncoderError
from index.library import Library, open_library
from index.network import minilm
from index.parsing import SandboxPool
from ingest.document import Document, Passage
from ingest.parse import parse_bytes

Make = Callable[..., Document]
Put = Callable[[Library, Document], list[Passage]]


def test_changing_the_model_keeps_every_document_searchable(
    library: Library, document: Make, put: Put
) -> None:
    put(library, document("alpha", "Parcels were delayed.", "Letters came."))

    class Other(type(library.encoder)):  # type: ignore[misc]
        name = "another-64"

    with open_library(library.path, encoder=Other()) as opened:
        opened.rebuild(change_model=True)
        assert opened.status().model == "another-64"
        assert opened.search("letters came")[0].passage.text == "Letters came."
        assert opened.check().clean
    with pytest.raises(EncoderError):
        library.search("parcels")


def test_who_has_a_library_open_goes_on_with_the_model_that_it_was_rebuilt_with(
    library: Library, document: Make, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(library, document("alpha", "Parcels were delayed.", "Letters came."))

    class Other(type(library.encoder)):  # type: ignore[misc]
        name = "another-64"

    models = {encoder.name: encoder for encoder in (library.encoder, Other())}
    monkeypatch.setattr(minilm, "load_encoder", models.__getitem__)
    with open_library(library.path) as opened:
        assert opened.search("letters came")[0].passage.text == "Letters came."
        with open_library(library.path, encoder=Other()) as elsewhere:
            elsewhere.rebuild(change_model=True)
        assert opened.search("letters came")[0].passage.text == "Letters came."
        assert opened.encoder.name == "another-64"


def test_a_search_keeps_to_one_model_though_the_library_changes_to_another_in_the_middle_of_it(
    library: Library, document: Make, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(library, document("alpha", "Parcels were delayed.", "Letters came."))

    class Other(type(library.encoder)):  # type: ignore[misc]
        name = "another-64"

        def _word(self, word: str) -> Vectors:
            return super()._word(word[::-1])  # type: ignore[no-any-return]

    models = {encoder.name: encoder for encoder in (library.encoder, Other())}

    def load(name: str) -> Encoder:
        if name == "hashing-64":
            with open_library(library.path, encoder=models["another-64"]) as elsewhere:
                elsewhere.rebuild(change_model=True)
        return models[name]

    before = library.search("letters came", signals="dense")
    monkeypatch.setattr(minilm, "load_encoder", load)
    with open_library(library.path) as opened:
        assert opened.search("letters came", signals="dense") == before
        assert opened.status().notes == ()
        assert opened.encoder.name == "another-64"


@pytest.fixture
def changing(embedded: Library, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Return what changes the model of a library, which any library opened without one follows."""

    class Other(type(embedded.encoder)):  # type: ignore[misc]
        name = "another-64"

        def _word(self, word: str) -> Vectors:
            return super()._word(word[::-1])  # type: ignore[no-any-return]

    models = {encoder.name: encoder for encoder in (embedded.encoder, Other())}
    monkeypatch.setattr(minilm, "load_encoder", models.__getitem__)

    def change() -> None:
        with open_library(embedded.path, encoder=models["another-64"]) as elsewhere:
            elsewhere.rebuild(change_model=True)

    return change


def score_of(library: Library, text: str) -> float:
    """Return how near a document of one passage is to the very words that stand for it."""
    [passage] = library.passages("letters")
    [hit] = library.search(passage.embedded, signals="dense", documents=["letters"])
    assert text in hit.passage.text
    return hit.score


def test_a_file_is_stored_with_vectors_of_the_model_that_the_library_has_by_then(
    embedded: Library, document: Make, put: Put, changing: Callable[[], None]
) -> None:
    put(embedded, document("alpha", "Parcels were delayed."))

    def tell(stage: str, done: int, total: int) -> None:
        if stage == "storing" and opened.status().model == "hashing-64":
            changing()

    with open_library(embedded.path) as opened:
        assert opened.add_bytes(b"Letters came.", "letters.txt", tell=tell).status == "added"
        assert opened.status().model == "another-64"
        assert score_of(opened, "Letters came.") > 0.99


def test_a_file_whose_id_is_taken_is_stored_though_the_new_model_would_have_it_cut_otherwise(
    embedded: Library,
    document: Make,
    put: Put,
    changing: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    put(embedded, document("letters", "Parcels were delayed."))
    data = b" ".join(b"Letters came by cart and boat on day %d." % day for day in range(60))

    def tell(stage: str, done: int, total: int) -> None:
        if stage == "storing" and opened.status().model == "hashing-64":
            changing()
            few = type(minilm.load_encoder("another-64"))
            monkeypatch.setattr(few, "count_tokens", lambda _, text: 3 * len(text.split()))

    with open_library(embedded.path) as opened:
        added = opened.add_bytes(data, "letters.txt", tell=tell)
        assert added.status == "added"
        assert added.document.startswith("letters-")
        assert {one.document_id for one in opened.passages(added.document)} == {added.document}


def test_a_document_is_read_again_with_vectors_of_the_model_that_the_library_has_by_then(
    embedded: Library, changing: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    embedded.add_bytes(b"Letters came.", "letters.txt")
    sha256 = embedded.documents()[0].sha256
    later = dataclasses.replace(parse_bytes(b"Bills came.", "letters.txt"), sha256=sha256)
    monkeypatch.setattr(SandboxPool, "parse", lambda *_, **__: later)
    load = minilm.load_encoder

    def changed_while_loading(name: str) -> Encoder:
        if name == "hashing-64":
            changing()
        return load(name)

    monkeypatch.setattr(minilm, "load_encoder", changed_while_loading)
    with open_library(embedded.path) as opened:
        assert opened.reread("letters")
        assert score_of(opened, "Bills came.") > 0.99
