"""Keeping a shared library: dumped and restored, brought to the newest tables, and watched."""

from __future__ import annotations

import contextlib
import re
import secrets
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from eval.speed.postgres_server import server_programs
from index.encoder import Encoder
from index.errors import LibraryError
from index.library import Library, open_library
from index.place import place
from index.postgres.tables import STEPS
from ingest.document import Document, Passage

Make = Callable[..., Document]
Put = Callable[[Library, Document], list[Passage]]
SCALING = Path(__file__).resolve().parents[3] / "docs" / "scaling.md"


@pytest.fixture
def empty(database: str) -> Iterator[str]:
    """Another database on the same server, with nothing in it."""
    name = f"footnote_test_{secrets.token_hex(4)}"
    with contextlib.closing(psycopg.connect(database, autocommit=True)) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield f"{database.rpartition('/')[0]}/{name}"
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def fill(library: Library, document: Make, put: Put) -> None:
    for number in range(5):
        put(library, document(f"d{number}", f"Parcel {number} was late.", "None was lost."))


def best(library: Library) -> list[tuple[str, float]]:
    hits = library.search("which parcel was late")
    return [(hit.passage.id, round(hit.score, 5)) for hit in hits]


def test_a_dump_restores_to_the_same_library(
    empty: str, database: str, hashing_encoder: Encoder, document: Make, put: Put
) -> None:
    other = f"{empty}_copy"
    with (
        tempfile.TemporaryDirectory() as name,
        server_programs() as programs,
        contextlib.closing(psycopg.connect(database, autocommit=True)) as connection,
    ):
        with open_library(place(empty), encoder=hashing_encoder) as library:
            fill(library, document, put)
            before = best(library)
        dump = Path(name) / "papers.dump"
        for command in (
            ["pg_dump", "--format=custom", f"--file={dump}", empty],
            ["createdb", f"--maintenance-db={database}", other.rpartition("/")[2]],
            ["pg_restore", "--exit-on-error", f"--dbname={other}", str(dump)],
        ):
            subprocess.run([programs / command[0], *command[1:]], check=True, timeout=60)
        with open_library(place(other), encoder=hashing_encoder) as library:
            assert best(library) == before
            assert library.check().clean
            put(library, document("d9", "Parcel 9 came after the dump."))
            assert len(library.documents()) == 6
        connection.execute(f"DROP DATABASE {other.rpartition('/')[2]} WITH (FORCE)")


@pytest.mark.parametrize("version", range(1, len(STEPS)))
def test_tables_of_every_earlier_version_are_brought_to_this_one(
    empty: str, version: int, hashing_encoder: Encoder, document: Make, put: Put
) -> None:
    with contextlib.closing(psycopg.connect(empty, autocommit=True)) as connection:
        connection.execute("CREATE EXTENSION vector")
        connection.execute("CREATE SCHEMA footnote")
        connection.execute("CREATE TABLE footnote.version (number integer NOT NULL)")
        connection.execute("INSERT INTO footnote.version VALUES (%s)", (version,))
        connection.execute("SET search_path = footnote, public")
        for step in STEPS[:version]:
            connection.execute(step)
        connection.execute("INSERT INTO collections (name, identity) VALUES ('main', 'as it was')")
        connection.execute(
            "INSERT INTO documents (collection, id, source, sha256, title, authors, pages,"
            " passages, refs, tokens, warnings, added, body, words)"
            " VALUES (1, 'old', 'old.txt', '', '', '[]', 0, 0, 0, 0, '[]', '', '', '')"
        )
        connection.execute("INSERT INTO originals VALUES (1, 1, 'as it was')")
    with open_library(place(empty), encoder=hashing_encoder) as library:
        assert library.status().schema == len(STEPS)
        with library.store.reading() as reading:
            assert reading.identity() == "as it was"
            assert reading.original("old") == b"as it was"
        library.remove(["old"])
        fill(library, document, put)
        assert library.check().clean


def test_many_open_an_empty_database_at_the_same_moment(empty: str) -> None:
    def look(number: int) -> int:
        with open_library(place(f"{empty}?collection=c{number % 2}")) as library:
            return len(library.documents())

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(look, range(8))) == [0] * 8


def test_tables_of_a_newer_footnote_are_left_alone(empty: str) -> None:
    with open_library(place(empty)):
        pass
    with contextlib.closing(psycopg.connect(empty, autocommit=True)) as connection:
        connection.execute("UPDATE footnote.version SET number = number + 1")
    with pytest.raises(LibraryError, match="was made by a newer Footnote"):
        open_library(place(empty))


def test_every_query_that_the_page_on_scaling_shows_can_be_asked(
    shared: Library, database: str, document: Make, put: Put
) -> None:
    fill(shared, document, put)
    queries = re.findall(r"```sql\n(.*?)```", SCALING.read_text(encoding="utf-8"), re.DOTALL)
    assert len(queries) >= 5
    with contextlib.closing(psycopg.connect(database, autocommit=True)) as connection:
        for query in queries:
            with contextlib.suppress(psycopg.errors.DuplicateObject):
                connection.execute(query)
