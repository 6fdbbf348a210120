"""Which precision is the faster one on this machine: measured once, then remembered."""

from __future__ import annotations

import functools
import json
import platform
from collections.abc import Callable
from pathlib import Path

from index.cache_folder import cache_folder
from index.files import write_whole

MARGIN = 1.15  # bfloat16 must be this much faster, or the exact one is taken


def remembered_precision(key: str, seconds: Callable[[str], float]) -> str:
    """Return "bfloat16" or "float32", whichever `seconds` says is faster here.

    The answer is kept by `key` and processor; an unreadable or unwritable cache only costs the
    measurement again.
    """
    path = cache_folder() / "precision.json"
    key = f"{key} on {_processor()}"
    known = _read(path)
    if known.get(key) not in {"bfloat16", "float32"}:
        slow, fast = seconds("float32"), seconds("bfloat16")
        known[key] = "bfloat16" if fast * MARGIN < slow else "float32"
        _write(path, known)
    return known[key]


def has_matrix_unit() -> bool:
    """Return whether the processor multiplies matrices of bfloat16 in a unit of its own (AMX)."""
    return "amx_bf16" in _processor()


@functools.cache
def _processor() -> str:
    """Return the processor's model and the matrix instructions that it offers."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return f"{platform.machine()} {platform.processor()}"
    facts = dict(line.split(":", 1) for line in lines[:40] if ":" in line)
    by_name = {key.strip(): value.strip() for key, value in facts.items()}
    flags = set(by_name.get("flags", "").split()) & {"avx512_bf16", "amx_bf16", "avx2"}
    return " ".join([by_name.get("model name", platform.machine()), *sorted(flags)])


def _read(path: Path) -> dict[str, str]:
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(known, dict):
        return {}
    return {str(key): str(value) for key, value in known.items()}


def _write(path: Path, known: dict[str, str]) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, json.dumps(known, indent=1, sort_keys=True).encode())
    except OSError:
        return  # a read-only home is no reason to fail; it is measured again next time
