"""The works of a bibliography: found by author or journal, shown where they are cited."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.evidence.chosen import Chosen
from app.evidence.citing import citation, quoted
from app.evidence.features import covered
from app.language.lexemes import in_order, stems, words
from app.papers.metadata import Part
from ingest.document import Document, Mention, Reference
from ingest.sentences import split_sentences

MOST_LISTED = 40


def numbered(chosen: Sequence[Chosen], first: int) -> list[Part]:
    """Return the spans as sentences, each with a citation, numbered from `first`."""
    return [
        (quoted(item, (first + at,)), citation(item, number=first + at))
        for at, item in enumerate(chosen)
    ]


def entry_of(document: Document, entry: Reference, asked: str = "") -> Chosen:
    """Return the entry, with the part of it marked that the question `asked` wants."""
    return Chosen(document, entry.start, entry.end, 1.0, _field(document, entry, asked))


def _field(document: Document, entry: Reference, asked: str) -> tuple[tuple[int, int], ...]:
    """Return where the asked-for part of the entry stands."""
    low = asked.casefold()
    if re.search(r"\bwho(?:se|m)?\b|\bauthors?\b", low):
        wanted = entry.authors[:1]
    elif re.search(r"\bwhen\b|\byear\b", low):
        wanted = (str(entry.year),) if entry.year else ()
    elif re.search(r"\bjournal|magazine|periodical|where\b", low):
        wanted = (entry.venue,)
    elif re.search(r"\bpages?\b", low):
        wanted = tuple(re.findall(r"\d+\s*[-–]\s*\d+", entry.text)[-1:])
    elif re.search(r"\btitle|called\b", low):
        wanted = (entry.title,)
    else:
        wanted = ()
    text = document.text[entry.start : entry.end]
    spans = [(text.find(part), len(part)) for part in wanted if part]
    return tuple((at, at + length) for at, length in spans if at >= 0)


def described(
    question: str,
    document: Document,
    weights: Mapping[str, float],
    by_title: Mapping[int, float],
    *,
    cites: bool,
) -> list[Chosen]:
    """Return the entry whose title, or the place that cites it, holds most of the terms.

    Its score is the share of them. Those that stand in one bracket with it go along. Or those that
    were printed where the question says, if it names that in full.
    """
    if printed := _printed_in(question, document.references):
        best = max(by_title[at] for at in printed)
        shown = [at for at in printed if by_title[at] >= best - 0.01][:MOST_LISTED]
        return [entry_of(document, document.references[at], question) for at in shown]
    by_place = _cited_for(document, weights) if cites else {}
    at = max(
        by_title,
        key=lambda at: (by_title[at] + by_place.get(at, (0.0, None))[0], -at),
        default=None,
    )
    if at is None or not weights:
        return []
    cited = by_place.get(at)
    share = max(by_title[at], cited[0] if cited else 0.0)
    if share < (0.5 if cites else 0.75):
        return []
    if cited is None or cited[0] < 0.5:
        return [replace(entry_of(document, document.references[at], question), score=share)]
    beside = _in_one_bracket(document, cited[1]) if cited[0] >= by_title[at] else [at]
    entries = [entry_of(document, document.references[one], question) for one in beside]
    told = [replace(entry, score=share) for entry in entries[:MOST_LISTED]]
    return [*told, replace(cited[1], score=cited[0])]


def _cited_for(document: Document, weights: Mapping[str, float]) -> dict[int, tuple[float, Chosen]]:
    """Return for each work the sentence around which most of the terms stand, and their share."""
    best: dict[int, tuple[float, Chosen]] = {}
    for mention in document.mentions:
        item = citing_sentence(document, mention)
        share = covered(weights, stems(_around_mention(document, item)))
        if share > best.get(mention.reference, (0.0, item))[0]:
            best[mention.reference] = (share, item)
    return best


def _in_one_bracket(document: Document, citing: Chosen) -> list[int]:
    """Return the entries that are cited where `citing` is marked: "[6, 7]"."""
    start = citing.start + citing.marks[0][0]
    return sorted({one.reference for one in document.mentions if one.start == start})


def citing_sentence(document: Document, mention: Mention) -> Chosen:
    """Return the sentence that holds the mention, which is marked."""
    section = document.section_at(mention.start)
    low, high = (section.start, section.end) if section else (0, len(document.text))
    for start, end in split_sentences(document.text[low:high]):
        if low + start <= mention.start < low + end:
            start, end = low + start, low + end
            marks = ((mention.start - start, mention.end - start),)
            return Chosen(document, start, end, 1.0, marks)
    return Chosen(document, mention.start, mention.end, 1.0)


def _printed_in(question: str, entries: Sequence[Reference]) -> list[int]:
    """Return the entries whose journal, of two words at least, the question names in full."""
    asked = in_order(question)
    venues = {entry.venue for entry in entries if len(words(entry.venue)) > 1}
    named = sorted((venue for venue in venues if in_order(venue) in asked), key=len)
    return [at for at, entry in enumerate(entries) if named and entry.venue == named[-1]]


def _around_mention(document: Document, item: Chosen) -> str:
    """Return the paragraph of a mention with its section's title."""
    start = document.text.rfind("\n", 0, item.start) + 1
    section = document.section_at(item.start)
    title = section.title if section else ""
    return f"{title} {document.text[max(start, item.start - 600) : item.end]}"


def by_author(question: str, entries: Sequence[Reference]) -> list[int]:
    """Return the entries of whose authors the question names most by their surnames."""
    asked = {word.casefold() for word in re.findall(r"[^\W\d_]+", question) if word[0].isupper()}
    named = [
        sum(surname(author).casefold() in asked for author in entry.authors if surname(author))
        for entry in entries
    ]
    return [at for at, count in enumerate(named) if count and count == max(named)]


def surname(author: str) -> str:
    """Return the family name of "Cai, L.", "L. Cai" or "Lei Cai"."""
    if "," in author:
        return author.split(",")[0].strip()
    parts = [part for part in author.split() if len(part.strip(".")) > 1]
    return parts[-1].strip(".") if parts else ""
