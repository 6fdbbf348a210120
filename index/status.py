"""How a library is: sizes, model, generation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Status:
    """`documents`, `passages` and `tail` (passages newer than the generation) are counts.

    `bytes` is what the whole folder takes on disk, and `parts` what for; `generations` are all
    that are kept; `writer` says who is writing at this moment, "" if nobody; `notes` are doubts
    met since it was opened.
    """

    path: str
    documents: int
    passages: int
    model: str
    dimension: int
    epoch: int
    schema: int
    generation: str
    tail: int
    bytes: int
    notes: tuple[str, ...]
    parts: Mapping[str, int] = field(default_factory=dict)
    generations: tuple[str, ...] = ()
    writer: str = ""


def sizes(folder: Path) -> dict[str, int]:
    """Return how many bytes a library's folder takes, by part; they add up to all of it."""
    found = {"database": 0, "journal": 0, "generations": 0, "conversations": 0, "other": 0}
    for path in folder.rglob("*"):
        try:
            size = path.stat().st_size if path.is_file() else 0
        except OSError:
            continue  # gone between being listed and being looked at
        found[_part(path.relative_to(folder))] += size
    return found


def _part(path: Path) -> str:
    if path.parts[0] == "index":
        return "generations"
    names = {
        "library.sqlite": "database",
        "library.sqlite-wal": "journal",
        "conversations.sqlite": "conversations",
        "conversations.sqlite-wal": "conversations",
    }
    return names.get(str(path), "other")
