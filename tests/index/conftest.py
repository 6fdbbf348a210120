"""Libraries and documents for the tests of the index."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.embedding import embed, forms_of
from index.encoder import Encoder
from index.library import Library, open_library
from index.network import minilm
from index.place import place as name_place
from ingest.document import Document, Page, Passage, Reference, Section
from tests.index.parcels import FIRST

PAPER = "# Parcels\n\n## 1 Introduction\n\nParcels were delayed at customs in 2019.\n"
MakeDocument = Callable[..., Document]
Put = Callable[[Library, Document], list[Passage]]


def make_document(name: str, *paragraphs: str, sha256: str = "") -> Document:
    text = "\n\n".join(paragraphs)
    return Document(
        id=name,
        title=f"On {name}",
        authors=("Ada Byron",),
        year=2020,
        affiliations=(),
        abstract=None,
        keywords=("tests",),
        text=text,
        pages=(Page(1, 0, len(text), 595.0, 842.0),),
        sections=(Section("1", "Findings", 0, len(text)),),
        references=(Reference("1", "Some work.", ("A. B.",), 1999, "Work", "", "", 0, 4),),
        mentions=(),
        words=(),
        source=f"/papers/{name}.txt",
        sha256=sha256 or hashlib.sha256(text.encode()).hexdigest(),
        warnings=(),
    )


def passages_of(document: Document) -> list[Passage]:
    passages, start = [], 0
    for paragraph in document.text.split("\n\n"):
        end = start + len(paragraph)
        passages.append(
            Passage(
                id=f"{document.sha256[:12]}-{start}-{end}",
                document_id=document.id,
                kind="body",
                start=start,
                end=end,
                section="1",
                page=1,
                context=document.title,
                text=paragraph,
            )
        )
        start = end + 2
    return passages


def put_document(library: Library, document: Document) -> list[Passage]:
    passages = passages_of(document)
    made = embed(library.encoder, passages, {})
    embeddings = [made[form] for form in forms_of(passages)]
    with library.store.writing() as writing:
        writing.use_model(library.encoder.name, library.encoder.dimension)
        writing.put(
            document,
            passages,
            embeddings,
            original=document.text.encode(),
            added="now",
        )
    return passages


@pytest.fixture(autouse=True)
def quick(reading_in_one_pool: None) -> None:
    """The files of these tests are read by processes that have been started."""


@pytest.fixture
def document() -> MakeDocument:
    return make_document


@pytest.fixture
def put() -> Put:
    return put_document


@pytest.fixture(params=["folder", "database"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Where an empty library may be: a folder, or a collection of its own in PostgreSQL."""
    if request.param == "folder":
        return tmp_path / "library"
    name = secrets.token_hex(6)
    return name_place(f"{request.getfixturevalue('database')}?collection={name}")


@pytest.fixture
def library(place: Path, hashing_encoder: Encoder) -> Iterator[Library]:
    with open_library(place, encoder=hashing_encoder, wait=0.3) as opened:
        yield opened


@pytest.fixture
def embedded(tmp_path: Path, hashing_encoder: Encoder) -> Iterator[Library]:
    with open_library(tmp_path / "library", encoder=hashing_encoder, wait=0.3) as opened:
        yield opened


@pytest.fixture
def shell(monkeypatch: pytest.MonkeyPatch, hashing_encoder: Encoder, tmp_path: Path) -> None:
    """Let the commands work on a library of their own, with an encoder that needs no model."""
    monkeypatch.setattr(minilm, "load_encoder", lambda name: hashing_encoder)
    monkeypatch.setenv("FOOTNOTE_LIBRARY", str(tmp_path / "library"))


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """A paper of one section as a file."""
    path = tmp_path / "parcels.md"
    path.write_text(PAPER, encoding="utf-8")
    return path


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """Return a folder with one paper."""
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "parcels.txt").write_text(FIRST, encoding="utf-8")
    return folder
