"""What the commands print: as JSON objects for programs, and as plain lines for people."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TypedDict

import typer

from index.adding import AddResult
from index.check import CheckReport
from index.explain import Explanation
from index.hits import Hit
from index.status import Status
from index.store import DocumentSummary
from ingest.document import Document, Passage, Reference
from ingest.names import printed

_KINDS = 6  # endings of files that are passed over, named at most


class HitRow(TypedDict):
    """A hit, as the contract has it."""

    passage: str
    document: str
    section: str
    page: int | None
    text: str
    score: float
    ranks: dict[str, int | None]


def tell(row: Mapping[str, object], line: str, *, as_json: bool, quiet: bool = False) -> None:
    """Print what became of one file: as JSON, or as the line for people.

    Where its `status` is "failed" the line goes to standard error, as JSON or not.
    """
    if as_json:
        typer.echo(json.dumps(row, ensure_ascii=False))
    if row["status"] == "failed":
        typer.echo(line, err=True)
    elif not (as_json or quiet):
        typer.echo(line)


def tell_added(result: AddResult, *, as_json: bool, quiet: bool = False) -> None:
    """Print what became of one file that was to be added, as the contract has it."""
    row = {name: value for name, value in asdict(result).items() if name != "final"}
    tell(row, add_line(result), as_json=as_json, quiet=quiet)


def add_line(result: AddResult) -> str:
    """Return what became of a file: a line, with its path where the id does not tell the file.

    A line for each warning follows.
    """
    if result.status == "failed":
        return f"failed     {printed(result.path)}: {printed(result.error)}"
    if result.status == "queued":  # nothing is known of it yet, not even its id
        return f"queued     {printed(result.path)}"
    facts = [counted(result.passages, "passage"), counted(result.references, "reference")]
    if result.pages:
        facts.insert(0, counted(result.pages, "page"))
    if result.status == "updated":
        facts.append(f"{result.embedded} new")
    line = f"{result.status:9}  {result.document} ({', '.join(facts)})"
    if result.status == "unchanged":
        line = f"{result.status:9}  {result.document}"
    if result.path and Path(result.path).stem != result.document:
        line += f": {printed(result.path)}"
    return "\n".join([line, *(f"           {printed(warning)}" for warning in result.warnings)])


def passed_over_line(endings: Counter[str]) -> str:
    """Return one line about files, in folders or an archive, that are of no kind that is read."""
    kinds = [f"{ending or 'no ending'} ({count})" for ending, count in endings.most_common(_KINDS)]
    more = [f"{len(endings) - _KINDS} kinds more"] if len(endings) > _KINDS else []
    of = counted(endings.total(), "file")
    return f"passed over {of} of other kinds: {printed(', '.join([*kinds, *more]))}"


def counted(count: int, what: str) -> str:
    """Return a number of things: "1 passage", "2 passages", "2 queries"."""
    many = re.sub(r"(?<![aeiou])y$", "ie", what) + "s"
    return f"{count} {what if count == 1 else many}"


def holdings(documents: int, passages: int) -> str:
    """Return how much a library holds: "2 documents, 38 passages"."""
    return f"{counted(documents, 'document')}, {counted(passages, 'passage')}"


def summary_line(summary: DocumentSummary) -> str:
    """Return one line about a document."""
    authors = (
        summary.authors[0] + (" et al." if len(summary.authors) > 1 else "")
        if (summary.authors)
        else ""
    )
    who = ", ".join(part for part in (authors, str(summary.year or "")) if part)
    about = f"{summary.title} ({who})" if who else summary.title
    return f"{summary.id}  {about}  {counted(summary.passages, 'passage')}"


def hit_row(hit: Hit) -> HitRow:
    """Return a hit as the contract has it."""
    passage, ranks = hit.passage, hit.ranks
    return HitRow(
        passage=passage.id,
        document=passage.document_id,
        section=passage.section,
        page=passage.page,
        text=passage.text,
        score=round(hit.score, 6),
        ranks={
            "dense": ranks.dense,
            "lexical": ranks.lexical,
            "fused": ranks.fused,
            "late": ranks.late,
        },
    )


def hit_lines(place: int, hit: Hit) -> Iterator[str]:
    """Yield the lines that show a hit: where it stands, then its text."""
    passage = hit.passage
    page = f", page {passage.page}" if passage.page else ""
    section = f" § {passage.section}" if passage.section else ""
    yield f"{place}. {passage.document_id}{section}{page}  ({hit.score:.3f})"
    yield "   " + " ".join(passage.text.split())


def explanation_lines(explanation: Explanation) -> Iterator[str]:
    """Yield the trace of a search."""
    yield f"asked of the words: {explanation.expression or 'nothing (no word in the question)'}"
    words = ", ".join(f"{word} {count}" for word, count in explanation.words)
    yield f"passages that hold each word: {words}"
    for place, (hit, scores) in enumerate(
        zip(explanation.hits, explanation.scores, strict=True), start=1
    ):
        yield from hit_lines(place, hit)
        ranks = hit.ranks
        signals = [
            ("meaning", ranks.dense, scores.dense),
            ("words", ranks.lexical, scores.lexical),
            ("both", ranks.fused, scores.fused),
            ("tokens", ranks.late, scores.late),
        ]
        yield "   " + "; ".join(
            f"{name} {'–' if rank is None else f'#{rank}'}"
            + ("" if score is None else f" ({score:.3f})")
            for name, rank, score in signals
        )
        yield f"   passage {hit.passage.id}"
    if explanation.absence:
        yield explanation.absence


def explanation_row(explanation: Explanation) -> dict[str, object]:
    """Return the trace of a search as one object."""
    return {
        "query": explanation.query,
        "expression": explanation.expression,
        "words": dict(explanation.words),
        "hits": [
            {**hit_row(hit), "scores": asdict(scores)}
            for hit, scores in zip(explanation.hits, explanation.scores, strict=True)
        ],
        "absence": explanation.absence,
    }


def document_row(
    document: Document, passages: Sequence[Passage], held: Mapping[int, str]
) -> dict[str, object]:
    """Return what `show --json` prints about a document; `held` are ids by reference."""
    return {
        "id": document.id,
        "title": document.title,
        "authors": list(document.authors),
        "year": document.year,
        "affiliations": list(document.affiliations),
        "keywords": list(document.keywords),
        "pages": len(document.pages),
        "sections": [
            {"number": section.number, "title": section.title} for section in document.sections
        ],
        "references": [
            {
                "label": reference.label,
                "text": reference.text,
                "authors": list(reference.authors),
                "year": reference.year,
                "title": reference.title,
                "venue": reference.venue,
                "doi": reference.doi,
                "document": held.get(number),
                "cited": [
                    {"page": document.page_at(start), "section": document.section_label(start)}
                    for start in _cited_at(document, number)
                ],
            }
            for number, reference in enumerate(document.references)
        ],
        "passages": [
            {
                "id": passage.id,
                "kind": passage.kind,
                "section": passage.section,
                "page": passage.page,
                "text": passage.text,
            }
            for passage in passages
        ],
        "source": document.source,
        "sha256": document.sha256,
        "warnings": list(document.warnings),
    }


def document_lines(
    document: Document, passages: Sequence[Passage], held: Mapping[int, str]
) -> Iterator[str]:
    """Yield what `show` prints: front matter, outline, references with the places citing them.

    `held` are the ids of the documents that references are, by the reference's place in the list.
    """
    yield document.title
    who = [", ".join(document.authors), f"({document.year})" if document.year else ""]
    if any(who):
        yield " ".join(filter(None, who))
    if document.keywords:
        yield f"Keywords: {', '.join(document.keywords)}"
    pages = f"{counted(len(document.pages), 'page')}, " if document.pages else ""
    yield f"{document.id}: {pages}{counted(len(passages), 'passage')}"
    for section in document.sections:
        depth = section.number.count(".") if section.number[:1].isdigit() else 0
        page = document.page_at(section.start)
        heading = section.title
        if section.number and section.number != "references":
            heading = f"{section.number} {section.title}"
        yield f"{'  ' * (depth + 1)}{heading}" + (f"  (page {page})" if page else "")
    for number, reference in enumerate(document.references):
        mark = f"[{reference.label}] " if reference.label else "- "
        yield mark + " ".join(reference.unlabelled.split())
        if places := _places(document, number):
            yield f"    cited in {places}"
        if number in held:
            yield f"    in the library: {held[number]}"
    for warning in document.warnings:
        yield f"warning: {warning}"


def _cited_at(document: Document, reference: int) -> list[int]:
    return [mention.start for mention in document.mentions if mention.reference == reference]


def _places(document: Document, reference: int) -> str:
    places = []
    for start in _cited_at(document, reference):
        page = document.page_at(start)
        places.append(f"§ {document.section_label(start)}" + (f" (page {page})" if page else ""))
    return ", ".join(dict.fromkeys(places))


def check_lines(report: CheckReport) -> Iterator[str]:
    """Yield what a check found."""
    for finding in report.findings:
        of = f" of {finding.document}" if finding.document else ""
        done = "repaired" if finding.repaired else "DAMAGED"
        yield f"{done}: {finding.part}{of}: {finding.problem}"
    yield f"{holdings(report.documents, report.passages)}: " + (
        "all is well" if report.clean else "run index check --repair"
    )


def status_lines(status: Status) -> Iterator[str]:
    """Yield what `status` prints."""
    yield f"library      {status.path}"
    yield f"documents    {status.documents}"
    yield f"passages     {status.passages}"
    yield f"model        {status.model or 'none yet'}"
    yield f"generation   {status.generation or 'none'} ({status.tail} newer passages beside it)"
    parts = ", ".join(f"{part} {size / 1e6:.1f}" for part, size in status.parts.items() if size)
    yield f"on disk      {status.bytes / 1e6:.1f} MB" + (f" ({parts})" if parts else "")
    if status.writer:
        yield f"written by   {status.writer}"
    for note in status.notes:
        yield f"note         {note}"


def bibtex(document: Document) -> str:
    """Return the document and its references as BibTeX entries."""
    entries = [
        _entry(
            "article" if document.year else "misc",
            document.id,
            {
                "title": document.title,
                "author": " and ".join(document.authors),
                "year": str(document.year or ""),
                "keywords": ", ".join(document.keywords),
            },
        )
    ]
    entries += [
        _entry("article" if reference.venue else "misc", f"{document.id}-{at}", _fields(reference))
        for at, reference in enumerate(document.references, start=1)
    ]
    return "\n\n".join(entries)


def _fields(reference: Reference) -> dict[str, str]:
    fields = {
        "title": reference.title,
        "author": " and ".join(reference.authors),
        "year": str(reference.year or ""),
        "journal": reference.venue,
        "doi": reference.doi,
    }
    return fields if reference.title else {**fields, "note": reference.text}


def _entry(kind: str, key: str, fields: dict[str, str]) -> str:
    lines = [f"  {name} = {{{_escaped(value)}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{kind}{{{key},", *lines, "}"])


def _escaped(value: str) -> str:
    plain = " ".join(value.replace("\\", "").replace("{", "(").replace("}", ")").split())
    return "".join(f"\\{letter}" if letter in "&%$#_" else letter for letter in plain)
