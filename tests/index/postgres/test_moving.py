"""Moving a library into a database and back: cut off anywhere, it goes on, and proves itself."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from index.__main__ import main
from index.encoder import Encoder
from index.library import Library, open_library
from index.place import place
from ingest.document import Document, Passage

Make = Callable[..., Document]
Put = Callable[[Library, Document], list[Passage]]
ROOT = Path(__file__).resolve().parents[3]
# `make soak` asks for 20,000 passages.
PASSAGES = int(os.environ.get("FOOTNOTE_MOVED_PASSAGES", "3000"))
IN_DOCUMENT = 50
SECONDS = 120 + PASSAGES // 20


def fill(library: Library, document: Make, put: Put, *, documents: int) -> None:
    for number in range(documents):
        paragraphs = [f"Parcel {number} was late by {day} days." for day in range(IN_DOCUMENT)]
        put(library, document(f"d{number:04}", *paragraphs))


def start(source: Path, target: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "index", "migrate", "--library", str(source), "--to", target]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)


def copied(connection: psycopg.Connection, collection: str) -> int:
    query = (
        "SELECT count(*) FROM footnote.documents d JOIN footnote.collections c"
        " ON c.number = d.collection WHERE c.name = %s"
    )
    with contextlib.suppress(psycopg.errors.UndefinedTable, psycopg.errors.InvalidSchemaName):
        [(count,)] = connection.execute(query, (collection,)).fetchall()
        return int(count)
    return 0


@pytest.mark.slow
@pytest.mark.timeout(2 * SECONDS)
def test_a_move_that_is_killed_half_way_goes_on_and_proves_the_copy(
    tmp_path: Path,
    database: str,
    hashing_encoder: Encoder,
    document: Make,
    put: Put,
    capsys: pytest.CaptureFixture[str],
) -> None:
    source, collection = tmp_path / "library", secrets.token_hex(4)
    target, documents = f"{database}?collection={collection}", PASSAGES // IN_DOCUMENT
    with open_library(source, encoder=hashing_encoder) as library:
        fill(library, document, put, documents=documents)
        before = [(hit.passage, round(hit.score, 4)) for hit in library.search("7 late by 9 days")]
    with contextlib.closing(psycopg.connect(database, autocommit=True)) as connection:
        moving, end = start(source, target), time.monotonic() + SECONDS
        while copied(connection, f"{collection}.moving") < documents // 2:
            assert time.monotonic() < end
            assert moving.poll() is None
            time.sleep(0.01)
        moving.send_signal(signal.SIGKILL)
        moving.wait()
        half = copied(connection, f"{collection}.moving")
        assert documents // 2 <= half < documents
        assert copied(connection, collection) == 0  # nobody opens half a library
        command = ["migrate", "--library", str(source), "--to", target, "--json"]
        assert main(command) == 0
        moved = json.loads(capsys.readouterr().out)
        assert (moved["documents"], moved["passages"]) == (documents, PASSAGES)
        assert documents // 2 <= moved["resumed"] < documents
        assert moved["lists"] == 400
        assert copied(connection, f"{collection}.moving") == 0
    assert main(command) == 1  # it is there already
    assert "is not empty" in capsys.readouterr().err
    with open_library(place(target), encoder=hashing_encoder) as library:
        after = [(hit.passage, round(hit.score, 4)) for hit in library.search("7 late by 9 days")]
        assert after == before


def test_a_copy_that_differs_is_not_switched_to(
    shared: Library, database: str, document: Make, put: Put, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(shared, document, put, documents=2)
    target = secrets.token_hex(4)
    with open_library(
        place(f"{database}?collection={target}.moving"), encoder=shared.encoder
    ) as staged:
        fill(staged, document, put, documents=1)  # as left behind by a move that was cut off
        with staged.store.writing() as writing:
            [row, other, *_] = writing.forms("d0000")[0].tolist()
            connection = writing.connection  # type: ignore[attr-defined]
            connection.execute(
                "UPDATE vectors SET pooled = (SELECT pooled FROM vectors WHERE passage = %s)"
                " WHERE passage = %s",
                (other, row),
            )
    command = ["migrate", "--library", str(shared.path), "--to", f"{database}?collection={target}"]
    assert main(command) == 1
    assert "document 'd0000' is not the same; nothing was switched" in capsys.readouterr().err
    with open_library(place(f"{database}?collection={target}")) as library:
        assert library.documents() == []


def test_where_copies_of_a_file_lie_is_known_after_a_move(
    shared: Library, papers: Path, tmp_path: Path
) -> None:
    boats, copy = papers / "boats.md", tmp_path / "copy.md"
    copy.write_bytes(boats.read_bytes())
    [*shared.add([boats]), *shared.add([copy])]
    assert main(["migrate", "--library", str(shared.path), "--to", str(tmp_path / "new")]) == 0
    old, new = copy.read_bytes(), b"# On boats\n\nThey are in time.\n"
    boats.write_bytes(new)
    with open_library(tmp_path / "new", encoder=shared.encoder) as library:
        [*library.add([boats])]
        assert {library.original(one.id) for one in library.documents()} == {old, new}


def test_what_changed_since_a_move_was_cut_off_is_moved_as_it_is_now(
    shared: Library, tmp_path: Path, document: Make, put: Put
) -> None:
    target = tmp_path / "folder"
    with open_library(tmp_path / "folder.moving", encoder=shared.encoder) as staged:
        fill(staged, document, put, documents=2)
        put(staged, document("gone", "It was removed since."))
    fill(shared, document, put, documents=3)
    put(shared, document("d0001", "It has changed since."))
    assert main(["migrate", "--library", str(shared.path), "--to", str(target)]) == 0
    with open_library(target, encoder=shared.encoder) as library:
        assert [one.id for one in library.documents()] == ["d0000", "d0001", "d0002"]
        assert library.document("d0001").text == "It has changed since."
        assert library.check().clean
