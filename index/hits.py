"""What a search returns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from ingest.document import Passage

Signals = Literal["dense", "lexical", "hybrid", "full"]


@dataclass(frozen=True, slots=True)
class Ranks:
    """Where each signal put a passage, from 1; None where it did not look or did not find it."""

    dense: int | None = None
    lexical: int | None = None
    fused: int | None = None
    late: int | None = None
    reader: int | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage, its score (higher is better, comparable within one search) and its ranks."""

    passage: Passage
    score: float
    ranks: Ranks
