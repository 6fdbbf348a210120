"""A folder in which this process may make nothing, whoever runs the tests."""

from __future__ import annotations

import contextlib
import ctypes
import os
from collections.abc import Iterator
from pathlib import Path

_VERSION = 0x20080522  # of the calls about capabilities
_WRITE_ANYWHERE = 1 << 1  # CAP_DAC_OVERRIDE, which root has


@contextlib.contextmanager
def without_rights(folder: Path) -> Iterator[None]:
    """Take the right to write in `folder` from this thread."""
    paths = [folder, *folder.rglob("*")]
    modes = [path.stat().st_mode for path in paths]
    held = _capabilities()
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    if os.geteuid() == 0:
        _hold(held, effective=held[0] & ~_WRITE_ANYWHERE)
    try:
        yield
    finally:
        if os.geteuid() == 0:
            _hold(held, effective=held[0])
        for path, mode in zip(paths, modes, strict=True):
            with contextlib.suppress(FileNotFoundError):
                path.chmod(mode)


def _capabilities() -> ctypes.Array[ctypes.c_uint32]:
    """Return what this thread may do: two words each of effective, permitted and inheritable."""
    found = (ctypes.c_uint32 * 6)()
    _call("capget", found)
    return found


def _hold(held: ctypes.Array[ctypes.c_uint32], *, effective: int) -> None:
    _call("capset", (ctypes.c_uint32 * 6)(effective, *held[1:]))


def _call(name: str, words: ctypes.Array[ctypes.c_uint32]) -> None:
    header = (ctypes.c_uint32 * 2)(_VERSION, 0)
    if getattr(ctypes.CDLL(None, use_errno=True), name)(header, words):
        raise OSError(ctypes.get_errno(), name)
