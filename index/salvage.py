"""Making a new library of what a damaged SQLite file still gives away."""

from __future__ import annotations

import contextlib
import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import apsw

from index.encoder import Encoder
from index.files import set_aside, sync_folder
from index.library import open_library
from index.sqlite_store import FILE
from ingest.errors import FootnoteError

GIVE_UP_AFTER = 1_000  # numbers in a row without a document


@dataclass(frozen=True, slots=True)
class Salvage:
    """`kept_as` is where the damaged file lies now; `lost` are (document, why)."""

    kept_as: str
    saved: tuple[str, ...]
    lost: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Original:
    id: str
    source: str
    data: bytes | None


def salvage(path: Path, *, encoder: Encoder | None = None) -> Salvage:
    """Set the damaged file aside and add its readable originals to a new library in its place.

    The new library is made beside the old one and moved in when it is complete.
    """
    file = path / FILE
    fresh = path / f"salvage-{int(time.time())}"
    saved: list[str] = []
    lost: list[tuple[str, str]] = []
    with open_library(fresh, encoder=encoder) as library:
        for original in _originals(file):
            if original.data is None:
                lost.append((original.id, "its original cannot be read; add the file again"))
                continue
            try:
                library.put_original(original.data, identifier=original.id, source=original.source)
                saved.append(original.id)
            except FootnoteError as exc:
                lost.append((original.id, str(exc)))
    kept_as = set_aside(path, FILE)
    _move_in(path, fresh)
    return Salvage(kept_as, tuple(saved), tuple(lost))


def _move_in(path: Path, fresh: Path) -> None:
    (fresh / FILE).rename(path / FILE)
    for leftover in sorted(fresh.rglob("*"), reverse=True):
        leftover.rmdir() if leftover.is_dir() else leftover.unlink()
    fresh.rmdir()
    sync_folder(path)


def _originals(file: Path) -> Iterator[_Original]:
    """Yield every document that can be named, with its bytes where they are whole."""
    try:
        connection = apsw.Connection(str(file), flags=apsw.SQLITE_OPEN_READONLY)
    except apsw.Error:
        return
    with contextlib.closing(connection):
        number = missing = 0
        while missing < GIVE_UP_AFTER:
            number += 1
            found = _read_one(connection, number)
            if found is None:
                missing += 1
                continue
            missing = 0
            yield found


def _read_one(connection: apsw.Connection, number: int) -> _Original | None:
    try:
        facts = connection.execute(
            "SELECT id, source, sha256 FROM documents WHERE number = ?", (number,)
        ).fetchall()
    except apsw.Error:
        return _Original(f"number {number}", "", None)
    if not facts:
        return None
    identifier, source, sha256 = (str(value) for value in facts[0])
    try:
        rows = connection.execute(
            "SELECT data FROM originals WHERE document = ?", (number,)
        ).fetchall()
    except apsw.Error:
        return _Original(identifier, source, None)
    data = rows[0][0] if rows else None
    whole = isinstance(data, bytes) and hashlib.sha256(data).hexdigest() == sha256
    return _Original(identifier, source, data if whole and isinstance(data, bytes) else None)
