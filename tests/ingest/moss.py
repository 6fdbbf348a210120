"""Papers on moss, composed of blocks as they stand on a page."""

from __future__ import annotations

from ingest.document import Document
from ingest.layout import Block, BlockKind, Layout, Line
from ingest.structure import compose

PROSE = "Moss grows on roofs, and nobody minds it much until the slates begin to come off."


def block(*texts: str, kind: BlockKind = "unknown", size: float = 10, bold: bool = False) -> Block:
    return Block(kind, tuple(Line(text, page=1, size=size, bold=bold) for text in texts))


def composed(*blocks: Block) -> Document:
    return compose(Layout(blocks), name="a.pdf", data_sha256="0" * 64)


def outline(found: Document) -> list[str]:
    return [f"{section.number} {section.title}".strip() for section in found.sections]


TITLE = block("On Moss", size=18)
