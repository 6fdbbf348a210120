"""What papers have in common: the works that several cite, those who wrote several of them."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.evidence.chosen import Chosen
from app.papers.front import authors_in, title_span
from app.papers.works import entry_of, surname
from index.store import DocumentSummary
from index.works import spaced
from ingest.document import Document, Reference

_LEAST_WORDS = 4  # of a title; a shorter one may be another work's, too
_LEAST_LETTERS = 20


@dataclass(frozen=True, slots=True)
class Shared:
    """A work that several papers cite, and each one's entry for it."""

    name: str
    entries: tuple[Chosen, ...]


def shared_works(papers: Sequence[Document]) -> list[Shared]:
    """Return the works that more than one paper cites, those that most cite first.

    Two entries are one work where they have one DOI, or one title of a few words at least. An entry
    whose title could not be read is a work whose title it holds.
    """
    every = [(paper, entry) for paper in papers for entry in paper.references]
    shorter = _run_on([entry for _, entry in every])
    by_doi = {entry.doi.casefold(): _title(entry) for _, entry in every if entry.doi}
    works: dict[str, dict[str, tuple[Document, Reference]]] = defaultdict(dict)
    unread: list[tuple[Document, Reference]] = []
    for paper, entry in every:
        doi = entry.doi.casefold()
        title = by_doi.get(doi) or _title(entry)
        if key := shorter.get(title, title) or doi:
            works[key].setdefault(paper.id, (paper, entry))
        else:
            unread.append((paper, entry))
    for paper, entry in unread:
        text = spaced(entry.text)
        if key := next((title for title in works if title[:1] == " " and title in text), ""):
            works[key].setdefault(paper.id, (paper, entry))
    shared = [[*cited.values()] for cited in works.values() if len(cited) > 1]
    shared.sort(key=lambda cited: (-len(cited), cited[0][1].text.casefold()))
    return [_shared(cited) for cited in shared]


def _run_on(entries: Sequence[Reference]) -> dict[str, str]:
    """Return the title proper of each that was read with the journal that follows it.

    It begins with the title of another entry, which is by the same author and of the same year.
    """
    known = sorted({(title, _by(entry)) for entry in entries if (title := _title(entry))})
    shorter: dict[str, str] = {}
    for (title, by), (longer, others) in pairwise(known):
        proper = shorter.get(title, title)
        if longer.startswith(proper) and longer != proper and by == others and all(by):
            shorter[longer] = proper
    return shorter


def _by(entry: Reference) -> tuple[str, int]:
    return (surname(entry.authors[0]).casefold() if entry.authors else "", entry.year or 0)


def _shared(cited: Sequence[tuple[Document, Reference]]) -> Shared:
    entries = tuple(entry_of(paper, entry) for paper, entry in cited)
    titled = [entry for _, entry in cited if entry.title]
    best = min(titled, key=lambda entry: len(entry.title), default=cited[0][1])
    return Shared(" ".join((best.title or best.unlabelled).split()), entries)


def _title(entry: Reference) -> str:
    """Return the title by which two entries are known to be one work, "" where it is too short."""
    title = spaced(entry.title)
    long = len(title.split()) >= _LEAST_WORDS and len(title) >= _LEAST_LETTERS
    return title if long else ""


def authors_of_several(papers: Sequence[DocumentSummary]) -> dict[str, list[str]]:
    """Return the ids of the papers of each one who wrote more than one, the most first.

    "Ada M. Moss" is "Ada Moss"; "A. Moss" may be somebody else.
    """
    wrote: dict[str, dict[str, str]] = defaultdict(dict)
    for paper in papers:
        for author in paper.authors:
            if key := _person(author):
                wrote[key].setdefault(paper.id, author)
    several = [named for named in wrote.values() if len(named) > 1]
    several.sort(key=lambda named: (-len(named), next(iter(named.values())).casefold()))
    return {next(iter(named.values())): [*named] for named in several}


def _person(author: str) -> str:
    """Return the names of an author without initials, "" of one who has but one in full."""
    turned = " ".join(reversed(author.split(",", 1))) if "," in author else author
    plain = unicodedata.normalize("NFKD", turned.casefold())
    letters = "".join(c for c in plain if not unicodedata.combining(c)).replace(".", " ")
    full = [word for word in letters.replace("-", " ").split() if len(word) > 1]
    return " ".join(full) if len(full) > 1 else ""


def where_named(paper: Document, author: str) -> Chosen:
    """Return where a paper names its author, else its title."""
    same = [name for name in paper.authors if _person(name) == _person(author)]
    return next(iter(authors_in(paper, same[:1])), title_span(paper))
