"""Which precision is the fastest one on this machine: measured once, then remembered."""

from __future__ import annotations

import functools
import json
import platform
from collections.abc import Callable, Sequence
from pathlib import Path

from index.cache_folder import cache_folder
from index.files import write_whole

MARGIN = 1.15  # a precision must be this much faster than the more exact ones, or those are taken
EXACT = "float32"
# What a processor may offer for multiplying matrices, as /proc/cpuinfo calls it.
MATRIX_FLAGS = {"avx2", "avx512_bf16", "amx_bf16", "avx_vnni", "avx512_vnni"}


def remembered_precision(
    key: str, seconds: Callable[[str], float], rougher: Sequence[str] = ("bfloat16",)
) -> str:
    """Return which of "float32" and `rougher`, the more exact ones first, is the fastest here.

    `seconds` measures each. The answer is kept by `key` and processor; an unreadable or unwritable
    cache only costs the measurement again.
    """
    path = cache_folder() / "precision.json"
    key = f"{key} on {_processor()}"
    known = _read(path)
    if known.get(key) not in {EXACT, *rougher}:
        known[key] = _fastest(seconds, rougher)
        _write(path, known)
    return known[key]


def _fastest(seconds: Callable[[str], float], rougher: Sequence[str]) -> str:
    best, least = EXACT, seconds(EXACT)
    for name in rougher:
        took = seconds(name)
        if took * MARGIN < least:
            best, least = name, took
    return best


def has_matrix_unit() -> bool:
    """Return whether the processor multiplies matrices of bfloat16 in a unit of its own (AMX)."""
    return "amx_bf16" in _processor()


def multiplies_bytes() -> bool:
    """Return whether the processor multiplies bytes and adds them up in one step (VNNI)."""
    return "_vnni" in _processor()


@functools.cache
def _processor() -> str:
    """Return the processor's model and the matrix instructions that it offers."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return f"{platform.machine()} {platform.processor()}"
    facts = dict(line.split(":", 1) for line in lines[:40] if ":" in line)
    by_name = {key.strip(): value.strip() for key, value in facts.items()}
    flags = set(by_name.get("flags", "").split()) & MATRIX_FLAGS
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
