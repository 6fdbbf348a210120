"""The bibliography of a text in TEI: each entry as it would be printed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.readers.markup import Node, text_of

_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
_LABEL = re.compile(r"^\[\d{1,4}\]\s*")
_CUT = re.compile(r"(?<=[a-z])- (?=[a-z]{2})")  # by the end of a printed line: "litera- ture"
_NAMED = ("persname", "name")


def names(work: Node) -> Iterator[str]:
    """Yield the authors of a work, given name first; those without a name are places."""
    for author in work.find_all("author"):
        person = author.find(*_NAMED)
        parts = map(text_of, (person or author).find_all("forename", "surname"))
        name = " ".join(filter(None, parts))
        if name := name or text_of(person) or _bare(author):
            yield name


def _bare(author: Node) -> str:
    """Return an author that is written as text alone: "Ada Lind", or a group."""
    return "" if any(author.elements()) else author.text()


def year_of(node: Node) -> int | None:
    """Return the year when something was published, by the first of its dates that has one."""
    dates = sorted(node.find_all("date"), key=lambda date: date.get("type") != "published")
    found = (_YEAR.search(date.get("when") or date.text()) for date in dates)
    return next((int(year.group()) for year in found if year), None)


def entries(part: Node) -> Iterator[str]:
    """Yield each entry with its number in brackets."""
    works = [each for each in part.find_all("biblstruct", "bibl") if each.text()]
    for number, work in enumerate(works, start=1):
        yield f"[{number}] {_printed(work)}"


def _printed(work: Node) -> str:
    raw = (note for note in work.find_all("note") if note.get("type") == "raw_reference")
    printed = next((note.text() for note in raw), "") or (work.text() if work.tag == "bibl" else "")
    if printed:
        return _CUT.sub("", _LABEL.sub("", printed))
    year = year_of(work)
    titles = list(dict.fromkeys(filter(None, map(text_of, work.find_all("title")))))
    venue = [*titles[1:], *_scopes(work)]
    doi = next((n.text() for n in work.find_all("idno") if n.get("type") == "DOI"), "")
    by = ", ".join(names(work))
    parts = [f"{by} ({year})" if year else by, *titles[:1], ", ".join(venue)]
    parts += [f"doi:{doi}"] if doi else []
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def _scopes(work: Node) -> Iterator[str]:
    """Yield the volume and the pages."""
    for scope in work.find_all("biblscope"):
        if scope.get("unit") in ("volume", "page"):
            ends = filter(None, (scope.get("from"), scope.get("to")))
            yield scope.text() or "–".join(ends)
