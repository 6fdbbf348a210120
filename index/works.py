"""Which entries of a bibliography are documents of the library, whichever was added first."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from index.store import DocumentSummary
from ingest.document import Document, Reference

_LEAST_WORDS = 4  # of a title; a shorter one stands in many entries by chance
_FRONT = 5_000  # characters in which a paper prints its own DOI
_MOST_READ = 20  # documents looked into for their DOI


def held_works(
    document: Document, others: Sequence[DocumentSummary], text_of: Callable[[str], str]
) -> Mapping[int, str]:
    """Return the ids of the documents that references are, by the reference's place in the list.

    An entry is a document whose title it holds, or which prints the entry's DOI on its first page
    and has an author in common: `text_of` is asked for the text of those.
    """
    others = [each for each in others if each.id != document.id]
    titles = {each.id: title for each in others if (title := _title(each))}
    found: dict[int, str] = {}
    fronts: dict[str, str] = {}
    for number, reference in enumerate(document.references):
        entry = spaced(reference.text)
        named = next((identity for identity, title in titles.items() if title in entry), "")
        if not named and reference.doi:
            named = _by_doi(reference, others, text_of, fronts)
        if named:
            found[number] = named
    return found


def _by_doi(
    reference: Reference,
    others: Sequence[DocumentSummary],
    text_of: Callable[[str], str],
    fronts: dict[str, str],
) -> str:
    wanted = re.compile(re.escape(reference.doi.casefold()) + r"(?![\w/-])")
    entry = spaced(reference.text)
    for each in others:
        if not any(spaced(author.split()[-1]) in entry for author in each.authors if author):
            continue
        if each.id not in fronts and len(fronts) < _MOST_READ:
            fronts[each.id] = text_of(each.id)[:_FRONT].casefold()
        if wanted.search(fronts.get(each.id, "")):
            return each.id
    return ""


def _title(document: DocumentSummary) -> str:
    title = spaced(document.title)
    return title if len(title.split()) >= _LEAST_WORDS else ""


def spaced(text: str) -> str:
    """Return the words of `text` in small letters with a space on either side of each."""
    words = re.findall(r"[^\W_]+", text.casefold())
    return f" {' '.join(words)} "
