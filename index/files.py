"""Files that are either wholly there or not there at all, and the lock of the one writer."""

from __future__ import annotations

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator
from pathlib import Path

from index.errors import LibraryBusy, LibraryError
from ingest.running import own_command

POLL = 0.05  # seconds between two tries for the lock


def write_whole(path: Path, data: bytes) -> None:
    """Put `data` at `path` so that a crash leaves the old file or the new one, never a part."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def make_folder(path: Path) -> None:
    """Make a folder if it is not there. Raises: LibraryError where something else is."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as exc:
        raise LibraryError(f"{str(path)!r} is, or lies in, a file. Give another folder.") from exc


def sync_folder(path: Path) -> None:
    """Make the names in a folder durable: a rename is only safe once its folder is synced."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def set_aside(folder: Path, name: str) -> str:
    """Rename a damaged database, and what SQLite keeps beside it; return what it is called now."""
    kept_as = f"{name}.damaged-{int(time.time())}"
    for suffix in ("-wal", "-shm", ""):  # they belong to it, and would spoil a new one
        if (folder / f"{name}{suffix}").exists():
            (folder / f"{name}{suffix}").rename(folder / f"{kept_as}{suffix}")
    sync_folder(folder)
    return kept_as


@contextlib.contextmanager
def exclusive(path: Path, *, wait: float) -> Iterator[None]:
    """Hold the lock file at `path`; the kernel frees it when the process ends, however it ends.

    Raises: LibraryBusy, naming the holder, after `wait` seconds.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        _acquire(descriptor, path, wait)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"process {os.getpid()} ({own_command()})".encode(), 0)
        yield
    finally:
        os.close(descriptor)


def _acquire(descriptor: int, path: Path, wait: float) -> None:
    deadline = time.monotonic() + wait
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() < deadline:
                time.sleep(POLL)
                continue
            holder = os.pread(descriptor, 300, 0).decode("utf-8", "replace").strip()
            raise LibraryBusy(
                f"{str(path.parent)!r} is being written by {holder or 'another program'}; "
                f"waited {wait:g} s. Try again when it is done."
            ) from None
        return


def holder(path: Path) -> str:
    """Return who holds the lock file at `path`, "" if nobody, or where the kernel does not say."""
    try:
        facts = path.stat()
        locks = Path("/proc/locks").read_text(encoding="ascii")
    except OSError:
        return ""
    place = f"{os.major(facts.st_dev):02x}:{os.minor(facts.st_dev):02x}:{facts.st_ino}"
    if not any("FLOCK" in line and place in line.split() for line in locks.splitlines()):
        return ""
    return path.read_text(encoding="utf-8", errors="replace").strip() or "another program"
