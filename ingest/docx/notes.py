"""Footnotes and endnotes of Word, which are kept apart from the text that refers to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ingest.readers.markup import Node

_Key = tuple[str, str]  # "footnote" or "endnote", and its id


@dataclass(slots=True)
class Notes:
    """The notes of a document by their keys, and the marks of those that have been referred to.

    Footnotes and endnotes are counted as one, so that no two of a document have the same mark.
    """

    nodes: Mapping[_Key, Node]
    marks: dict[_Key, str] = field(default_factory=dict)
    placed: set[_Key] = field(default_factory=set)

    def mark(self, reference: Node) -> str:
        """Return the mark of the note that `reference` refers to; "" where it is typed."""
        key = (reference.tag.removesuffix("reference"), reference.get("id"))
        if key not in self.nodes:
            return ""
        typed = reference.get("custommarkfollows") in ("1", "true", "on")
        return self.marks.setdefault(key, "" if typed else str(len(self.marks) + 1))

    def called(self) -> list[tuple[Node, str]]:
        """Return the notes referred to since the last call, each with its mark."""
        keys = [key for key in self.marks if key not in self.placed]
        self.placed.update(keys)
        return [(self.nodes[key], self.marks[key]) for key in keys]

    def left(self) -> Iterator[Node]:
        """Yield the notes to which nothing refers."""
        return (node for key, node in self.nodes.items() if key not in self.marks)


def notes_of(*roots: Node | None) -> Notes:
    """Return the notes in the parts that hold them, without the lines that set them apart."""
    found = (note for root in roots if root for note in root.find_all("footnote", "endnote"))
    return Notes({(note.tag, note.get("id")): note for note in found if not note.get("type")})
