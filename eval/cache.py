"""A place for what takes long to build, keyed by all that it was built from."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from index.cache_folder import cache_folder

ROOT = Path(__file__).resolve().parent.parent


def content_key(files: Iterable[Path], *, code: Iterable[str] = ()) -> str:
    """Return 16 digits that change with the files, or with our own code in the folders `code`."""
    own = [path for folder in code for path in sorted((ROOT / folder).rglob("*.py"))]
    total = hashlib.sha256()
    for path in [*sorted(files), *own]:
        total.update(os.fsencode(path.name) + b"\0")
        total.update(hashlib.sha256(_content(path)).digest())
    return total.hexdigest()[:16]


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:  # whoever reads it says why not
        return b""


def fresh_folder(name: str, key: str) -> tuple[Path, bool]:
    """Return the folder for `name`, and whether it is complete for `key`.

    If it is not, it is empty; `mark_complete` it when built. What was built for another key is
    removed, so that the cache does not grow with every change.
    """
    folder = cache_folder() / name
    mark = folder / "complete"
    if mark.is_file() and mark.read_text(encoding="utf-8") == key:
        return folder, True
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder, False


def mark_complete(folder: Path, key: str) -> None:
    """Say that the folder is complete for `key`."""
    (folder / "complete").write_text(key, encoding="utf-8")
