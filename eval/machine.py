"""The machine that something was measured on, in words."""

from __future__ import annotations

import platform
from datetime import UTC, datetime
from pathlib import Path


def machine() -> str:
    """Return the machine in words: processor, cores, Python."""
    names = [
        line.partition(":")[2].strip()
        for line in _cpu_lines()
        if line.lower().startswith("model name")
    ]
    name = names[0] if names else platform.processor() or platform.machine()
    return f"{name}, {len(names) or '?'} cores, Python {platform.python_version()}"


def dated() -> str:
    """Return when and where something is measured, as a sentence."""
    return f"Measured on {datetime.now(UTC).date().isoformat()}, on {machine()}."


def _cpu_lines() -> list[str]:
    path = Path("/proc/cpuinfo")
    return path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
