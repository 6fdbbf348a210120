"""Putting a library that was salvaged in the place of the damaged one, wherever that is cut off.

The new one is complete, under a name of its own, before the damaged one is touched. From the moment
when the damaged database is called otherwise, whoever opens the library next finishes the exchange.
"""

from __future__ import annotations

import shutil
import time
from pathlib import Path

from index.files import exclusive, sync_folder

READY = "salvaged"


def swap(folder: Path, name: str, fresh: Path, *, wait: float) -> str:
    """Exchange the database `name` for that in the folder `fresh`; return what it is called now.

    `fresh` must lie in `folder`. Raises: LibraryBusy.
    """
    with exclusive(folder / "writer.lock", wait=wait):
        shutil.rmtree(folder / READY, ignore_errors=True)  # of an exchange that never began
        fresh.rename(folder / READY)
        sync_folder(folder)
        kept_as = f"{name}.damaged-{time.time_ns() // 10**6}"
        (folder / name).rename(folder / kept_as)
        sync_folder(folder)
        _move_in(folder, name)
    return kept_as


def finish_swap(folder: Path, name: str, *, wait: float) -> None:
    """Finish an exchange that was cut off, if there is one."""
    if (folder / name).exists() or not (folder / READY / name).exists():
        return
    with exclusive(folder / "writer.lock", wait=wait):
        if not (folder / name).exists() and (folder / READY / name).exists():
            _move_in(folder, name)


def _move_in(folder: Path, name: str) -> None:
    kept = sorted(path.name for path in folder.glob(f"{name}.damaged-*[0-9]"))
    for suffix in ("-wal", "-shm"):  # they belong to the damaged one, and would spoil the new one
        if (folder / f"{name}{suffix}").exists():
            (folder / f"{name}{suffix}").rename(folder / f"{kept[-1]}{suffix}")
    sync_folder(folder)
    (folder / READY / name).rename(folder / name)
    sync_folder(folder)
    shutil.rmtree(folder / READY, ignore_errors=True)
