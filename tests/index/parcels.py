"""A short paper to add, and how it is added."""

from __future__ import annotations

from pathlib import Path

from index.adding import AddResult
from index.library import Library

FIRST = """Parcels at the border

1 Introduction

Parcels were delayed at customs in 2019. The delay was eleven days on average.

2 Results

Letters came in time. No letter was lost in the whole of the year.
"""


def add(library: Library, *paths: Path) -> list[AddResult]:
    return list(library.add(list(paths)))
