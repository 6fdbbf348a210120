"""The numbers that Word shows before headings and items of lists; its files hold none of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ingest.counts import counted
from ingest.readers.markup import Node


@dataclass(frozen=True, slots=True)
class Level:
    """How a level of a list is numbered, as "decimal" and "%1.%2", and from which number on."""

    form: str = "bullet"
    text: str = ""
    start: int = 1


@dataclass(slots=True)
class Numbers:
    """The running numbers of the lists of a document.

    Lists that share a definition count on from each other, unless one says that it starts anew:
    `starts` has the numbers that such lists start from, `anew` the lists that have not started.
    """

    definitions: Mapping[str, str]
    levels: Mapping[tuple[str, int], Level]
    starts: Mapping[tuple[str, int], int]
    anew: set[str]
    counts: dict[tuple[str, int], int] = field(default_factory=dict)

    def next(self, place: tuple[str, int]) -> str:
        """Return the mark of the next item at this place, such as "2.3", or "" for a bullet."""
        key, level = place
        listed = self.definitions.get(key, "")
        if key in self.anew:
            self.anew.discard(key)
            self._forget(listed, level)
        started = (listed, level) in self.counts
        self.counts[listed, level] = self._count(key, level) + started
        self._forget(listed, level + 1)
        shape = self.levels.get((listed, level), Level())
        if shape.form in ("bullet", "none"):
            return ""
        return re.sub(r"%(\d)", lambda match: self._mark(key, int(match.group(1)) - 1), shape.text)

    def _forget(self, listed: str, level: int) -> None:
        for key in [key for key in self.counts if key[0] == listed and key[1] >= level]:
            del self.counts[key]

    def _count(self, key: str, level: int) -> int:
        """Return the number of the last item at this level, of the first where none has been."""
        listed = self.definitions.get(key, "")
        start = self.starts.get((key, level), self.levels.get((listed, level), Level()).start)
        return self.counts.get((listed, level), start)

    def _mark(self, key: str, level: int) -> str:
        form = self.levels.get((self.definitions.get(key, ""), level), Level("decimal")).form
        shape = "I" if "oman" in form else "A" if "etter" in form else "1"
        return counted(
            self._count(key, level), shape.lower() if form.startswith("lower") else shape
        )


def place_of(node: Node) -> tuple[str, int] | None:
    """Return the list and the level, from 0, in which a paragraph or style stands."""
    numbering = node.find("numpr")
    if numbering is None:
        return None
    listed, level = numbering.find("numid"), numbering.find("ilvl")
    depth = level.get("val") if level is not None else "0"
    key = listed.get("val") if listed is not None else ""
    return (key, int(depth)) if key and depth.isdigit() else None


def numbers_of(root: Node | None) -> Numbers:
    """Return the lists of a document, none of which has started."""
    lists = list(root.find_all("num")) if root is not None else []
    sources = {each.get("numid"): each.find("abstractnumid") for each in lists}
    definitions = root.find_all("abstractnum") if root is not None else ()
    return Numbers(
        {key: source.get("val") for key, source in sources.items() if source is not None},
        {place: level for listed in definitions for place, level in _levels(listed)},
        {place: start for listed in lists for place, start in _starts(listed)},
        {each.get("numid") for each in lists if each.find("startoverride") is not None},
    )


def _levels(listed: Node) -> Iterator[tuple[tuple[str, int], Level]]:
    for level in listed.find_all("lvl"):
        form, text = level.find("numfmt"), level.find("lvltext")
        if form is not None and text is not None and level.get("ilvl").isdigit():
            place = (listed.get("abstractnumid"), int(level.get("ilvl")))
            start = _number(level.find("start"))
            yield place, Level(form.get("val"), text.get("val"), 1 if start is None else start)


def _starts(listed: Node) -> Iterator[tuple[tuple[str, int], int]]:
    for level in listed.find_all("lvloverride"):
        start = _number(level.find("startoverride"))
        if start is not None and level.get("ilvl").isdigit():
            yield (listed.get("numid"), int(level.get("ilvl"))), start


def _number(node: Node | None) -> int | None:
    value = node.get("val") if node is not None else ""
    return int(value) if re.fullmatch(r"[0-9]{1,9}", value) else None
