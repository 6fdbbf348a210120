"""A library in PostgreSQL, and papers to add to it."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.encoder import Encoder
from index.library import Library, open_library
from index.place import place as name_place


@pytest.fixture
def shared_place(database: str) -> Path:
    return name_place(f"{database}?collection={secrets.token_hex(6)}")


@pytest.fixture
def shared(shared_place: Path, hashing_encoder: Encoder) -> Iterator[Library]:
    with open_library(shared_place, encoder=hashing_encoder, wait=5) as opened:
        yield opened


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """Three papers of two paragraphs, and one file that is no PDF."""
    folder = tmp_path / "papers"
    folder.mkdir()
    for name in ("boats", "letters", "parcels"):
        text = f"# On {name}\n\n## 1 Findings\n\nMany {name} were late.\n\nNo {name} were lost.\n"
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    (folder / "torn.pdf").write_bytes(b"%PDF-1.4 and no more")
    return folder
