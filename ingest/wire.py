"""A `Document` as bytes between two processes: JSON, and the word boxes as a packed table.

No pickle: what comes from the parsing process is data, even where a hostile file has taken it over.
"""

from __future__ import annotations

import json
from dataclasses import fields

from ingest.document import Document, Mention, Page, Reference, Section, packed_boxes

_TABLES = ("pages", "sections", "references", "mentions")


def encode(document: Document) -> bytes:
    """Return the document as bytes: length of the JSON part (4 bytes), JSON, word boxes."""
    plain = {
        field.name: getattr(document, field.name)
        for field in fields(document)
        if field.name != "words" and field.name not in _TABLES
    }
    tables = {
        table: [
            [getattr(row, field.name) for field in fields(row)] for row in getattr(document, table)
        ]
        for table in _TABLES
    }
    head = json.dumps({**plain, **tables}).encode("ascii")
    return len(head).to_bytes(4, "big") + head + packed_boxes(document.words).data


def decode(data: bytes) -> Document:
    """Return the document that `encode` made the bytes from.

    Raises: ValueError, KeyError or TypeError where they are not such bytes.
    """
    size = int.from_bytes(data[:4], "big")
    values = json.loads(data[4 : 4 + size])
    abstract = values["abstract"]
    return Document(
        id=values["id"],
        title=values["title"],
        authors=tuple(values["authors"]),
        year=values["year"],
        affiliations=tuple(values["affiliations"]),
        abstract=None if abstract is None else (abstract[0], abstract[1]),
        keywords=tuple(values["keywords"]),
        text=values["text"],
        pages=tuple(Page(*row) for row in values["pages"]),
        sections=tuple(Section(*row) for row in values["sections"]),
        references=tuple(
            Reference(row[0], row[1], tuple(row[2]), *row[3:]) for row in values["references"]
        ),
        mentions=tuple(Mention(*row) for row in values["mentions"]),
        words=packed_boxes(data[4 + size :]),
        source=values["source"],
        sha256=values["sha256"],
        warnings=tuple(values["warnings"]),
    )
