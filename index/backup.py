"""A library in one file, and back: a consistent copy while others write, proven before it is used.

The file is a plain .zip, not compressed, that anyone can open:

    manifest.json          when it was made, of what, and hash and size of each file
    library.sqlite         documents, originals, passages, vectors
    conversations.sqlite   whatever other databases lie in the library's folder

The generations are left out: they follow from the vectors.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import json
import os
import re
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import apsw

from index.errors import LibraryError
from index.files import sync_folder
from index.place import is_database, shown
from index.schema import BUSY_MS, VERSION, explaining
from index.sealed import opened, require_unchanged
from index.sqlite_store import FILE, SqliteStore, require_library, require_not_emptied
from ingest.errors import UsageError

FORMAT = 1
MANIFEST = "manifest.json"
MANIFEST_LIMIT = 1 << 20  # bytes
_NAME = re.compile(r"[a-z][a-z0-9_-]{0,40}\.sqlite")
_CHUNK = 1 << 20
_NOT_A_BACKUP = (
    zipfile.BadZipFile,
    EOFError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    RuntimeError,
)


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds. `files` maps names to (SHA-256, bytes); the rest are counts."""

    format: int
    made: str
    schema: int
    model: str
    documents: int
    passages: int
    files: dict[str, tuple[str, int]]

    @property
    def bytes(self) -> int:
        """How much is in it, in bytes."""
        return sum(size for _, size in self.files.values())


def back_up(library: Path, file: Path) -> Backup:
    """Write the library in the folder `library` to `file`, which must not be there yet.

    Others may go on writing meanwhile: the copy is the state of one moment. `file` is there whole,
    or not at all. Raises: LibraryError.
    """
    require_folder(library)
    require_library(library)
    require_not_emptied(library / FILE)
    if file.exists():
        raise LibraryError(f"{str(file)!r} is there already. Choose another name for the backup.")
    try:
        with tempfile.TemporaryDirectory(dir=file.parent, prefix="backing-up-") as folder:
            backup = _copy_databases(library, Path(folder))
            _pack(Path(folder), backup, file)
    except OSError as exc:
        reason = exc.strerror or exc
        raise LibraryError(f"{str(file)!r} cannot be written ({reason}). No backup made.") from exc
    return backup


def require_folder(library: Path) -> None:
    """Raise UsageError where the library is no folder but lies in a database."""
    if is_database(library):
        raise UsageError(
            f"{shown(library)!r} is a database: back it up and restore it with its own means "
            "(pg_dump, pg_restore)."
        )


def _copy_databases(library: Path, folder: Path) -> Backup:
    names = [path.name for path in sorted(library.glob("*.sqlite")) if _NAME.fullmatch(path.name)]
    for name in names:
        copy_database(library / name, folder / name)
    with contextlib.closing(SqliteStore(folder)) as store, store.reading() as reading:
        model = reading.model()
        documents, passages = len(reading.summaries()), reading.passage_count()
    for name in names:
        path = folder / name
        with explaining(path), contextlib.closing(apsw.Connection(str(path))) as connection:
            connection.pragma("journal_mode", "delete")  # so that it is one file
    return Backup(
        format=FORMAT,
        made=datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        schema=VERSION,
        model=model.name if model else "",
        documents=documents,
        passages=passages,
        files={name: fingerprint(folder / name) for name in names},
    )


def copy_database(source: Path, target: Path) -> None:
    """Make the database `target` what `source` is at this moment, in one transaction.

    Readers of `target` see what was there before or all of what is new. Raises: LibraryError.
    """
    with explaining(source), contextlib.closing(opened(source)) as old:
        old.set_busy_timeout(BUSY_MS)
        with explaining(target), contextlib.closing(apsw.Connection(str(target))) as new:
            new.set_busy_timeout(BUSY_MS)
            with new.backup("main", old, "main") as copying:
                copying.step()
                require_unchanged(old)


def fingerprint(path: Path) -> tuple[str, int]:
    """Return the SHA-256 and the size in bytes of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest(), path.stat().st_size


def _pack(folder: Path, backup: Backup, file: Path) -> None:
    temporary = folder / "packed"
    with temporary.open("wb") as raw:
        temporary.chmod(0o600)  # it holds people's conversations
        with zipfile.ZipFile(raw, "w", zipfile.ZIP_STORED) as archive:
            archive.writestr(MANIFEST, json.dumps(asdict(backup), indent=1))
            for name in backup.files:
                archive.write(folder / name, name)
        raw.flush()
        os.fsync(raw.fileno())
    temporary.rename(file)
    sync_folder(file.parent)


@contextlib.contextmanager
def unpacked(file: Path, into: Path) -> Iterator[tuple[Backup, Path]]:
    """Return what a backup says of itself, and a folder (in `into`) with its files, proven.

    Raises: LibraryError where it is no backup, or not what was written.
    """
    with tempfile.TemporaryDirectory(dir=into, prefix="restoring-") as name:
        folder = Path(name)
        try:
            with zipfile.ZipFile(file) as archive:
                backup = _manifest(archive)
                for member, wanted in backup.files.items():
                    _take_out(archive, member, wanted, folder / member)
        except _NOT_A_BACKUP as exc:
            raise LibraryError(
                f"{str(file)!r} is no whole backup ({_brief(exc)}). Nothing was changed."
            ) from exc
        except OSError as exc:
            reason = exc.strerror or exc
            raise LibraryError(f"{str(file)!r} cannot be read ({reason}).") from exc
        yield backup, folder


def _manifest(archive: zipfile.ZipFile) -> Backup:
    if archive.getinfo(MANIFEST).file_size > MANIFEST_LIMIT:
        raise ValueError("its manifest is too long")
    fields = json.loads(archive.read(MANIFEST))
    if fields["format"] != FORMAT or fields["schema"] > VERSION:
        raise ValueError("it was made by a newer Footnote; update this one")
    files = {str(name): (str(sha), _size(size)) for name, (sha, size) in fields["files"].items()}
    if FILE not in files or not all(_NAME.fullmatch(name) for name in files):
        raise ValueError("it holds other files than a backup does")
    return Backup(**{**fields, "files": files})


def _size(number: object) -> int:
    if not isinstance(number, int) or number < 0:
        raise ValueError(f"{number!r} is no size of a file")
    return number


def _take_out(archive: zipfile.ZipFile, name: str, wanted: tuple[str, int], target: Path) -> None:
    info = archive.getinfo(name)
    if info.compress_type != zipfile.ZIP_STORED or info.file_size != wanted[1]:
        raise ValueError(f"{name} is not what was written")
    with archive.open(info) as source, target.open("wb") as file:
        while chunk := source.read(_CHUNK):
            file.write(chunk)
    if fingerprint(target) != wanted:
        raise ValueError(f"{name} is not what was written")


def _brief(error: Exception) -> str:
    return " ".join(str(error).split())[:160] or type(error).__name__
