"""A library in PostgreSQL answers as the same library in a folder does, to the last digit."""

from __future__ import annotations

import random
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.encoder import Encoder
from index.lexical import match_expression
from index.library import Library, open_library
from index.place import place
from index.store import Scope
from ingest.document import Document, Passage

Make = Callable[..., Document]
Put = Callable[[Library, Document], list[Passage]]
WORDS = """exports export face-to-face face to 158.13 1,200 1200 158 13 naïve naive customs custom
    cross-border border cross parcels parcel the of in 2019 2.3.1 R&D state-of-the-art 世界 貿易
    O'Brien studies studied study U.S. β-catenin alpha/beta e.g. 12% $5m x_y end.""".split()  # noqa: SIM905 - forty strings read worse


@pytest.fixture
def both(
    database: str, tmp_path: Path, hashing_encoder: Encoder, document: Make, put: Put
) -> Iterator[tuple[Library, Library]]:
    name = place(f"{database}?collection={secrets.token_hex(6)}")
    with (
        open_library(tmp_path / "library", encoder=hashing_encoder) as folder,
        open_library(name, encoder=hashing_encoder) as shared,
    ):
        for library in (folder, shared):
            chooser = random.Random(8)  # noqa: S311
            for number in range(25):
                paragraphs = [
                    " ".join(chooser.choices(WORDS, k=chooser.randrange(1, 40))) for _ in range(5)
                ]
                put(library, document(f"d{number:02}", *paragraphs))
            library.remove(["d03", "d11"])
        yield folder, shared


def questions() -> list[str]:
    chooser = random.Random(9)  # noqa: S311
    asked = [" ".join(chooser.choices(WORDS, k=chooser.randrange(1, 7))) for _ in range(30)]
    return [*asked, '"cross-border parcels"', "“exports of parcels” in 2019", "nothing-at-all", "?"]


def test_words_score_to_the_last_bit_as_in_sqlite(both: tuple[Library, Library]) -> None:
    scopes = [Scope(), Scope(documents=("d05", "d06", "d20")), Scope(kinds=("reference",))]
    for expression in filter(None, map(match_expression, questions())):
        for scope in scopes:
            found = []
            for library in both:
                with library.store.reading() as reading:
                    rows = reading.matching(expression, limit=50, scope=scope)
                    ids = reading.passages_at([row for row, _ in rows])
                    found.append([(ids[row].id, score) for row, score in rows])
            assert found[0] == found[1], expression


def test_the_best_ten_are_the_same_by_every_signal(both: tuple[Library, Library]) -> None:
    for question in questions():
        for signals in ("dense", "lexical", "hybrid", "full"):
            first, second = (
                [(hit.passage.id, hit.score, hit.ranks) for hit in library.search(
                    question, signals=signals)]  # type: ignore[arg-type]
                for library in both
            )  # fmt: skip
            assert [row[0] for row in first] == [row[0] for row in second], question
            assert [row[1] for row in first] == pytest.approx([row[1] for row in second], abs=1e-5)


def test_words_are_as_frequent_as_in_sqlite(both: tuple[Library, Library]) -> None:
    counts = []
    for library in both:
        with library.store.reading() as reading:
            counts.append(reading.frequencies([*WORDS, "unheard", "", "?!"]))
    assert counts[0] == counts[1]
    assert counts[0]["parcels"] > 0


def test_words_made_anew_are_the_same_words(both: tuple[Library, Library]) -> None:
    _, shared = both
    before = [(hit.passage.id, hit.score) for hit in shared.search("face-to-face parcels 158.13")]
    assert shared.rebuild() == "exact"
    after = [(hit.passage.id, hit.score) for hit in shared.search("face-to-face parcels 158.13")]
    assert before == after
    assert shared.check().clean
