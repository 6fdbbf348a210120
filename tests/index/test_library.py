"""What a library promises about its documents and its search."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from index.encoder import Encoder
from index.errors import EncoderError, LibraryBusy, LibraryError
from index.files import exclusive
from index.library import Library, open_library
from ingest.document import Document, Passage

Make = Callable[..., Document]
Put = Callable[[Library, Document], list[Passage]]


def test_a_document_comes_back_exactly_as_it_went_in(
    library: Library, document: Make, put: Put
) -> None:
    whole = document("alpha", "Trade grew in 2019.", "Café naïve 世界 end.")
    passages = put(library, whole)
    assert library.document("alpha") == whole
    assert library.passages("alpha") == passages


def test_every_hit_is_a_verbatim_piece_of_its_document(
    library: Library, document: Make, put: Put
) -> None:
    put(library, document("alpha", "Trade grew in 2019.", "Customs were slow."))
    for hit in library.search("trade customs"):
        passage = hit.passage
        assert library.document(passage.document_id).text[passage.start : passage.end] == (
            passage.text
        )


@pytest.mark.parametrize("signals", ["dense", "lexical", "hybrid", "full"])
def test_the_passage_with_the_words_asked_for_comes_first(
    library: Library, document: Make, put: Put, signals: str
) -> None:
    put(library, document("alpha", "Exports rose strongly.", "Parcels were delayed at customs."))
    put(library, document("beta", "Bread is baked daily.", "Rivers flood in spring."))
    hits = library.search("parcels delayed customs", signals=signals)  # type: ignore[arg-type]
    assert hits[0].passage.text == "Parcels were delayed at customs."
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_a_removed_document_is_gone_from_the_very_next_search(
    library: Library, document: Make, put: Put
) -> None:
    put(library, document("alpha", "Parcels were delayed."))
    put(library, document("beta", "Parcels were lost."))
    library.store.publish(force=True)
    assert {hit.passage.document_id for hit in library.search("parcels")} == {"alpha", "beta"}
    assert library.remove(["alpha"]) == ["alpha"]
    assert {hit.passage.document_id for hit in library.search("parcels")} == {"beta"}


def test_a_document_that_is_named_twice_is_removed_once(
    library: Library, document: Make, put: Put
) -> None:
    put(library, document("alpha", "Parcels."))
    assert library.remove(["alpha", "alpha", "/papers/alpha.txt"]) == ["alpha"]


def test_removing_one_unknown_document_removes_none(
    library: Library, document: Make, put: Put
) -> None:
    put(library, document("alpha", "Parcels."))
    with pytest.raises(LibraryError, match="'alpah'.*Did you mean alpha"):
        library.remove(["alpha", "alpah"])
    assert [summary.id for summary in library.documents()] == ["alpha"]


def test_a_phrase_is_said_where_its_words_follow_each_other(
    library: Library, document: Make, put: Put
) -> None:
    put(library, document("alpha", "Cold rooms were built. Storage is dear."))
    assert library.says("cold rooms")
    assert not library.says("cold storage")
    assert not library.says("?")


def test_a_search_can_be_kept_to_some_documents_and_kinds(
    library: Library, document: Make, put: Put
) -> None:
    put(library, document("alpha", "Parcels were delayed."))
    put(library, document("beta", "Parcels were lost."))
    hits = library.search("parcels", documents=["beta"])
    assert {hit.passage.document_id for hit in hits} == {"beta"}
    assert library.search("parcels", kinds=["reference"]) == []


def test_a_name_is_an_id_a_file_or_the_start_of_an_id(
    library: Library, document: Make, put: Put
) -> None:
    put(library, document("alpha-one", "Parcels."))
    put(library, document("alpha-two", "Letters."))
    assert library.resolve("alpha-one") == "alpha-one"
    assert library.resolve("alpha-two.txt") == "alpha-two"
    assert library.resolve("alpha-t") == "alpha-two"
    with pytest.raises(LibraryError, match="could be any of alpha-one, alpha-two"):
        library.resolve("alpha")


@pytest.mark.parametrize(
    "question",
    [
        "",
        "   ",
        "?",
        '" OR 1=1 --',
        "NEAR(parcels, 2) AND text:NOT ^*",
        "parcels\x00delayed \ud800",
        "'; DROP TABLE passages; --",
        "parcels " * 20_000,
        "世界 貿易",
        "(((((",
        '"parcels were',
        "x" * 100_000,
    ],
)
def test_whatever_a_question_holds_is_only_words(
    library: Library, document: Make, put: Put, question: str
) -> None:
    put(library, document("alpha", "Parcels were delayed.", "Letters came."))
    for signals in ("lexical", "full"):
        library.search(question, signals=signals)  # type: ignore[arg-type]
    assert len(library.documents()) == 1


def test_an_empty_library_finds_nothing(library: Library) -> None:
    assert library.search("anything") == []
    assert library.documents() == []


def test_the_epoch_changes_at_each_commit(library: Library, document: Make, put: Put) -> None:
    seen = [library.epoch]
    put(library, document("alpha", "Parcels."))
    seen.append(library.epoch)
    library.remove(["alpha"])
    seen.append(library.epoch)
    assert len(set(seen)) == 3


def test_another_model_is_refused(
    tmp_path: Path, library: Library, document: Make, put: Put
) -> None:
    put(library, document("alpha", "Parcels."))

    class Other(type(library.encoder)):  # type: ignore[misc]
        name = "another-64"

    with (
        open_library(library.path, encoder=Other()) as opened,
        pytest.raises(EncoderError, match="'hashing-64', not 'another-64'"),
    ):
        opened.search("parcels")


def test_a_second_writer_waits_and_then_says_who_holds_the_library(
    embedded: Library, document: Make, put: Put
) -> None:
    with (
        exclusive(embedded.path / "writer.lock", wait=0),
        pytest.raises(LibraryBusy, match=r"is being written by process \d+"),
    ):
        put(embedded, document("alpha", "Parcels."))
    put(embedded, document("alpha", "Parcels."))
    assert len(embedded.documents()) == 1


def test_readers_do_not_wait_for_the_writer_and_see_the_state_before(
    library: Library, document: Make, put: Put
) -> None:
    put(library, document("alpha", "Parcels were delayed."))
    with library.store.writing() as writing:
        writing.remove("alpha")
        assert [hit.passage.document_id for hit in library.search("parcels")] == ["alpha"]
    assert library.search("parcels") == []


def test_an_error_in_a_transaction_leaves_nothing_behind(
    library: Library, document: Make, put: Put
) -> None:
    put(library, document("alpha", "Parcels were delayed."))
    with pytest.raises(RuntimeError), library.store.writing() as writing:
        writing.remove("alpha")
        raise RuntimeError("the power went")
    assert [summary.id for summary in library.documents()] == ["alpha"]
    assert library.check().clean


def test_dense_search_equals_brute_force_over_generation_tail_and_deletions(
    library: Library, document: Make, put: Put
) -> None:
    words = [f"word{number}" for number in range(40)]
    chooser = random.Random(5)  # noqa: S311
    for number in range(30):
        paragraphs = [" ".join(chooser.sample(words, 6)) for _ in range(4)]
        put(library, document(f"d{number}", *paragraphs))
        if number == 19:
            library.store.publish(force=True)
    library.remove(["d3", "d7", "d25"])
    passages = [
        passage for summary in library.documents() for passage in library.passages(summary.id)
    ]
    vectors = library.encoder.encode([passage.embedded for passage in passages])
    for _ in range(10):
        query = " ".join(chooser.sample(words, 3))
        scores = vectors @ library.encoder.encode([query])[0]
        expected = sorted(scores.tolist(), reverse=True)[:10]
        found = [hit.score for hit in library.search(query, signals="dense")]
        assert found == pytest.approx(expected, abs=2e-3)
    assert library.check().clean


def test_explain_says_why_a_passage_is_not_there(
    library: Library, document: Make, put: Put
) -> None:
    passages = put(
        library, document("alpha", "Parcels were delayed.", "Letters came.", "Rivers flood.")
    )
    put(library, document("beta", "Bread is baked."))
    trace = library.explain("parcels delayed", top_k=1, passage=passages[1].id)
    assert trace.hits[0].passage.text == "Parcels were delayed."
    assert trace.hits[0].ranks.lexical == 1
    assert dict(trace.words) == {"parcels": 1, "delayed": 1}
    assert "no word in common" in trace.absence
    assert "the first 1 are shown" in trace.absence
    assert "no passage of that name" in library.explain("parcels", passage="nowhere").absence
    only = library.explain("parcels", documents=["beta"], passage=passages[0].id)
    assert "it is in 'alpha'; only beta were searched" in only.absence


def test_a_foreign_database_is_refused(tmp_path: Path) -> None:
    import apsw

    connection = apsw.Connection(str(tmp_path / "library.sqlite"))
    connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    with pytest.raises(LibraryError, match="is not a Footnote library"):
        open_library(tmp_path)


def test_summaries_say_what_a_list_needs(library: Library, document: Make, put: Put) -> None:
    put(library, document("alpha", "Parcels.", "Letters."))
    [summary] = library.documents()
    assert dataclasses.asdict(summary) == {
        "id": "alpha",
        "title": "On alpha",
        "authors": ("Ada Byron",),
        "year": 2020,
        "pages": 1,
        "passages": 2,
        "references": 1,
        "source": "/papers/alpha.txt",
        "sha256": document("alpha", "Parcels.", "Letters.").sha256,
        "added": "now",
        "warnings": (),
    }


def test_two_libraries_in_one_process_do_not_mix(tmp_path: Path, hashing_encoder: Encoder) -> None:
    with (
        open_library(tmp_path / "a", encoder=hashing_encoder) as first,
        open_library(tmp_path / "b", encoder=hashing_encoder) as second,
    ):
        first.add_bytes(b"Boats sail on the river.", "boats.txt")
        second.add_bytes(b"Bread is baked in the morning.", "bread.txt")
        assert [summary.id for summary in first.documents()] == ["boats"]
        assert [summary.id for summary in second.documents()] == ["bread"]
