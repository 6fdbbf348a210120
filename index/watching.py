"""Keeping a library in step with a folder."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from index.adding import AddResult
from index.errors import LibraryError, UnknownDocument
from index.library import Library
from index.sources import gather
from ingest.archives import is_archive, open_archive
from ingest.errors import IngestError

State = tuple[int, int]  # size and time


@dataclass(frozen=True, slots=True)
class Away:
    """The watched folder is not there, as when its drive was unmounted."""

    folder: Path


def watch_folder(
    library: Library, folder: Path, *, every: float, rounds: int | None = None
) -> Iterator[AddResult | str | Away]:
    """Yield what changes: results of new and changed files, ids of documents whose file is gone.

    Looks every `every` seconds, for ever or `rounds` times. A file is added when its size and time
    have stayed the same for one round, so that one still being copied is left alone; a document is
    removed when its file was missing in two rounds, so that a moved one is followed. While the
    folder itself is away nothing changes, and `Away` is yielded once.
    """
    require_folder(folder)
    watch = _Watch(library, folder)
    said = False
    while rounds is None or rounds > 0:
        away = watch.is_away()
        if not away:
            yield from watch.look()
        elif not said:
            yield Away(folder)
        said = away
        rounds = None if rounds is None else rounds - 1
        if rounds != 0:
            time.sleep(every)


def require_folder(folder: Path) -> None:
    """Raise LibraryError for what is no folder to watch."""
    if not folder.is_dir():
        raise LibraryError(f"{str(folder)!r} is no folder. Give the folder to watch.")


class _Watch:
    """What is known of a folder from one look to the next."""

    def __init__(self, library: Library, folder: Path) -> None:
        self._library = library
        self._folder = folder
        self._mounted = False
        self._before: dict[Path, State] = {}
        self._done: dict[Path, State] = {}
        self._missing: Set[str] = frozenset()  # ids of those whose file was gone at the last look

    def is_away(self) -> bool:
        """Say whether the folder is gone, or is what is left of it where a drive was mounted."""
        try:
            there = self._folder.is_dir()
            mounted = there and self._folder.resolve().is_mount()
        except OSError:  # a drive that does not answer
            return True
        left = self._mounted and not mounted
        self._mounted = self._mounted or mounted
        return not there or left

    def look(self) -> Iterator[AddResult | str]:
        """Add what is new and steady, remove what was gone already at the last look."""
        now = _states(self._folder)
        steady = [path for path, state in now.items() if self._before.get(path) == state]
        new = [path for path in steady if self._done.get(path) != now[path]]
        yield from self._add(new, now)
        gone = self._gone()
        lost = gone & self._missing
        if lost:
            with contextlib.suppress(UnknownDocument):  # who was faster than we is seen next time
                yield from self._library.remove(sorted(lost), unless_copied=True)
        self._missing = gone - lost
        self._before = now

    def _add(self, paths: Sequence[Path], now: dict[Path, State]) -> Iterator[AddResult]:
        for result in self._library.add(paths):
            if result.status != "unchanged":
                yield result
        # A file that went and comes back is a new one, though its time is the old one.
        kept = {path: state for path, state in self._done.items() if path in now}
        self._done = kept | {path: now[path] for path in paths}

    def _gone(self) -> Set[str]:
        """Return the ids of documents from the folder whose file is there no longer."""
        root = self._folder.resolve()
        return {
            summary.id
            for summary in self._library.documents()
            if Path(summary.source).is_relative_to(root) and not _is_there(summary.source)
        }


def _states(folder: Path) -> dict[Path, State]:
    states = {}
    for path in gather([folder]):
        try:
            states[path] = _state(path)
        except OSError:
            continue  # gone between being listed and being looked at
    return states


def _state(path: Path) -> State:
    facts = path.stat()
    return facts.st_size, facts.st_mtime_ns


def _is_there(source: str) -> bool:
    """Say whether a file is on disk, or in an archive that is; so is what cannot be looked at."""
    try:
        Path(source).stat()
    except (FileNotFoundError, NotADirectoryError):
        return _is_in_archive(source)
    except OSError:
        return True
    return True


def _is_in_archive(source: str) -> bool:
    archives = (path for path in Path(source).parents if is_archive(path) and path.is_file())
    archive = next(archives, None)
    if archive is None:
        return False
    try:
        names = _names(archive, _state(archive))
    except OSError:
        return True
    return names is None or source[len(str(archive)) + 1 :] in names


@lru_cache(maxsize=1_024)
def _names(archive: Path, state: State) -> frozenset[str] | None:
    """Return the names in an archive as it is in this `state`, None while it is not whole."""
    try:
        with open_archive(archive.read_bytes(), archive.name) as opened:
            return frozenset(opened.namelist())
    except IngestError:
        return None
