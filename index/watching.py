"""Keeping a library in step with a folder."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from index.adding import AddResult, gather
from index.errors import LibraryError
from index.library import Library


def watch_folder(
    library: Library, folder: Path, *, every: float, rounds: int | None = None
) -> Iterator[AddResult | str]:
    """Yield what changes: results of new and changed files, ids of documents whose file is gone.

    Looks every `every` seconds, for ever or `rounds` times. A file is added when its size and time
    have stayed the same for one round, so that one still being copied is left alone.
    """
    if not folder.is_dir():
        raise LibraryError(f"{str(folder)!r} is no folder. Give the folder to watch.")
    before: dict[Path, tuple[int, int]] = {}
    done: dict[Path, tuple[int, int]] = {}
    while rounds is None or rounds > 0:
        now = _states(folder)
        steady = [path for path, state in now.items() if before.get(path) == state]
        new = [path for path in steady if done.get(path) != now[path]]
        for result in library.add(new):
            if result.status != "unchanged":
                yield result
        done.update({path: now[path] for path in new})
        yield from _remove_gone(library, folder, now)
        before = now
        rounds = None if rounds is None else rounds - 1
        if rounds != 0:
            time.sleep(every)


def _states(folder: Path) -> dict[Path, tuple[int, int]]:
    states = {}
    for path in gather([folder]):
        try:
            facts = path.stat()
        except OSError:
            continue  # gone between being listed and being looked at
        states[path] = (facts.st_size, facts.st_mtime_ns)
    return states


def _remove_gone(library: Library, folder: Path, now: dict[Path, tuple[int, int]]) -> list[str]:
    """Remove the documents whose file was in the folder and is no longer."""
    there = {str(path.resolve()) for path in now}
    root = folder.resolve()
    gone = [
        summary.id
        for summary in library.documents()
        if summary.source not in there and Path(summary.source).is_relative_to(root)
    ]
    return library.remove(gone) if gone else []
