"""A `Document` as bytes and back: compressed JSON, and the word boxes as a packed table."""

from __future__ import annotations

import json
import zlib
from dataclasses import asdict

from index.errors import LibraryDamaged
from ingest.document import Document, Mention, Page, Reference, Section, packed_boxes

FORMAT = 1


def pack_document(document: Document) -> tuple[bytes, bytes]:
    """Return the document without its word boxes, and the word boxes."""
    fields = {
        name: value
        for name, value in asdict_shallow(document).items()
        if name not in {"words", "pages", "sections", "references", "mentions"}
    }
    body = {
        "format": FORMAT,
        **fields,
        "pages": [asdict(page) for page in document.pages],
        "sections": [asdict(section) for section in document.sections],
        "references": [asdict(reference) for reference in document.references],
        "mentions": [asdict(mention) for mention in document.mentions],
    }
    packed = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    # Lone surrogates can stand in text from broken files; they must survive the round trip.
    return (
        zlib.compress(packed.encode("utf-8", "surrogatepass"), 6),
        zlib.compress(packed_boxes(document.words).data, 1),
    )


def asdict_shallow(document: Document) -> dict[str, object]:
    """Return the document's fields by name, values as they are."""
    return {name: getattr(document, name) for name in Document.__dataclass_fields__}


def unpack_document(body: bytes, words: bytes) -> Document:
    """Return the document that `pack_document` packed.

    Raises: LibraryDamaged where the bytes are not such a document.
    """
    try:
        fields = json.loads(zlib.decompress(body).decode("utf-8", "surrogatepass"))
        if fields.pop("format") != FORMAT:
            raise LibraryDamaged("a document was stored by a newer Footnote. Update this one.")
        abstract = fields.pop("abstract")
        references = [
            Reference(**{**reference, "authors": tuple(reference["authors"])})
            for reference in fields.pop("references")
        ]
        return Document(
            id=fields["id"],
            title=fields["title"],
            authors=tuple(fields["authors"]),
            year=fields["year"],
            affiliations=tuple(fields["affiliations"]),
            keywords=tuple(fields["keywords"]),
            text=fields["text"],
            source=fields["source"],
            sha256=fields["sha256"],
            warnings=tuple(fields["warnings"]),
            abstract=None if abstract is None else (abstract[0], abstract[1]),
            pages=tuple(Page(**page) for page in fields["pages"]),
            sections=tuple(Section(**section) for section in fields["sections"]),
            references=tuple(references),
            mentions=tuple(Mention(**mention) for mention in fields["mentions"]),
            words=packed_boxes(zlib.decompress(words)),
        )
    except (zlib.error, ValueError, KeyError, TypeError) as exc:
        raise LibraryDamaged(
            f"a stored document cannot be read ({exc}). Run index check --repair."
        ) from exc
