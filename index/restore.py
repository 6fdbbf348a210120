"""Putting a backup in a library's place: proven first, in one transaction, and with a way back."""

from __future__ import annotations

import contextlib
import secrets
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import apsw

from index.backup import Backup, back_up, copy_database, require_folder, unpacked
from index.encoder import Encoder
from index.errors import LibraryDamaged, LibraryError
from index.files import exclusive, make_folder, set_aside
from index.library import open_library
from index.maintenance import check_library
from index.schema import connect, explaining
from index.sqlite_store import FILE, WAIT, SqliteStore


@dataclass(frozen=True, slots=True)
class Restored:
    """What is in the library now. `undo` is the file to restore to undo this, "" if none."""

    documents: int
    passages: int
    made: str
    undo: str


def restore(
    file: Path,
    library: Path,
    *,
    force: bool = False,
    encoder: Encoder | None = None,
) -> Restored:
    """Make the library in the folder `library` what the backup `file` holds.

    A library that has documents is only replaced with `force`; it is backed up into its own folder
    before (set aside, if it is too damaged for that). Raises: LibraryError.
    """
    require_folder(library)
    try:
        file.open("rb").close()  # before anything is made
    except OSError as exc:
        raise LibraryError(f"{str(file)!r} cannot be read ({exc.strerror}).") from exc
    try:
        with _held(library):
            _sweep(library)
            with unpacked(file, library) as (backup, folder):
                _require_sound(folder, backup)
                undo = _put_by(library, folder, force=force)
                _renumber(folder, after=_epoch(library))
                for name in backup.files:
                    _put_in(folder, library, name)
    except OSError as exc:
        reason = exc.strerror or exc
        raise LibraryError(f"{str(library)!r} cannot be written ({reason}).") from exc
    return _proven(library, backup, undo, encoder)


@contextlib.contextmanager
def _held(library: Path) -> Iterator[None]:
    """Make the folder and be its one writer; where that fails, leave none that was not there.

    What another program has made in it meanwhile stays.
    """
    made = [folder for folder in (library, *library.parents) if not folder.exists()]
    make_folder(library)
    lock = library / "writer.lock"
    with exclusive(lock, wait=WAIT):
        ours = bool(made) and list(library.iterdir()) == [lock]
        try:
            yield
        except BaseException:
            if ours:
                shutil.rmtree(library, ignore_errors=True)
                with contextlib.suppress(OSError):  # something else was put there meanwhile
                    for folder in made[1:]:
                        folder.rmdir()
            raise


def _sweep(library: Path) -> None:
    """Remove what a restoration that was cut off has left."""
    for left in library.glob("restoring-*"):
        shutil.rmtree(left, ignore_errors=True)


def _require_sound(folder: Path, backup: Backup) -> None:
    """Raise LibraryError unless all databases are whole and hold no code of their own."""
    for name in backup.files:
        path = folder / name
        with explaining(path), contextlib.closing(apsw.Connection(str(path))) as connection:
            connection.pragma("trusted_schema", False)
            foreign = connection.execute(
                "SELECT name FROM sqlite_master WHERE type IN ('trigger', 'view')"
            ).fetchall()
            sound = connection.pragma("integrity_check") == "ok"
        if foreign or not sound:
            raise LibraryError(f"{name!r} in the backup is not sound. Nothing was changed.")
    with explaining(folder / FILE):
        connect(folder / FILE).close()  # recognises it as a library, and brings it up to date


def _put_by(library: Path, folder: Path, *, force: bool) -> str:
    """Return the file that holds what is in the library now, "" where there is nothing."""
    if not (library / FILE).exists():
        return ""
    try:
        if not force and (count := _documents(library)):
            raise LibraryError(
                f"{str(library)!r} holds {count} documents. Restore into another folder, "
                "or say --force to replace them."
            )
        back_up(library, folder / "before.zip")
    except LibraryDamaged as exc:
        if not force:
            raise LibraryDamaged(f"{exc} Or say --force to put the backup in its place.") from exc
        return str(library / set_aside(library, FILE))
    stamp = time.strftime("%Y%m%d-%H%M%S")
    return str((folder / "before.zip").rename(library / f"before-restore-{stamp}.zip"))


def _put_in(folder: Path, library: Path, name: str) -> None:
    try:
        copy_database(folder / name, library / name)
    except LibraryDamaged:
        set_aside(library, name)
        copy_database(folder / name, library / name)


def _documents(library: Path) -> int:
    with contextlib.closing(SqliteStore(library)) as store, store.reading() as reading:
        return len(reading.summaries())


def _epoch(library: Path) -> int:
    with contextlib.closing(SqliteStore(library)) as store, store.reading() as reading:
        return reading.epoch()


def _renumber(folder: Path, *, after: int) -> None:
    """Make the state in `folder` one that nobody has seen: nothing kept of others may fit it."""
    epoch = max(_epoch(folder), after) + 1
    file = folder / FILE
    with explaining(file), contextlib.closing(connect(file)) as connection:
        for key, value in (("epoch", str(epoch)), ("identity", secrets.token_hex(8))):
            connection.execute("UPDATE meta SET value = ? WHERE key = ?", (value, key))
        connection.execute("DELETE FROM meta WHERE key = 'generations'")
        connection.pragma("journal_mode", "delete")


def _proven(library: Path, backup: Backup, undo: str, encoder: Encoder | None) -> Restored:
    with open_library(library, encoder=encoder) as opened:
        opened.rebuild()
    report = check_library(library, encoder=encoder)
    if not report.clean or (report.documents, report.passages) != (
        backup.documents,
        backup.passages,
    ):
        problem = report.findings[0].problem if report.findings else "the counts differ"
        raise LibraryDamaged(
            f"{str(library)!r} was restored and is not as it should be ({problem}). "
            "Run index check --repair."
        )
    return Restored(report.documents, report.passages, backup.made, undo)
