"""How a library is: sizes, model, generation."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Status:
    """`documents`, `passages` and `tail` (passages newer than the generation) are counts.

    `bytes` is what the whole folder takes on disk; `notes` are doubts met since it was opened.
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
