"""A paper on roofs, composed of the lines of its first page."""

from __future__ import annotations

from ingest.document import Document
from ingest.layout import Block, Layout, Line, PageSize
from ingest.structure import compose

PROSE = (
    "Moss grows on roofs, and nobody minds it much until the slates begin to come off. Then the"
    " roofers are called, who count what is left of them and send a bill. The owners pay it and"
    " ask, each of them, how long the new slates will last where it rains all year, and nobody can"
    " tell them, as nobody has counted."
)


def composed(*lines: Line | Block, title: str = "") -> Document:
    blocks = tuple(line if isinstance(line, Block) else Block("unknown", (line,)) for line in lines)
    layout = Layout(blocks, pages=(PageSize(1, 600, 800),), title=title)
    return compose(layout, name="a.pdf", data_sha256="0" * 64)
