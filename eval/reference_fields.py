"""Which fields of a bibliography are read right, style by style, on works that are well known.

    python -m eval.reference_fields [--typeset] [--json]

Each work of `eval.known_works` is printed in each style and read again: as one line, or with
--typeset from a PDF in the six designs of `eval.typeset_papers`, bibliography and all.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from statistics import fmean
from typing import Annotated

import typer

from eval.extraction import words
from eval.known_works import STYLES, WORKS, Work
from eval.typeset_papers import DESIGNS, typeset
from ingest.command_line import run_script
from ingest.document import Reference
from ingest.entries import Entry, read_entry
from ingest.parse import parse_bytes

FIELDS = ("authors", "year", "title", "venue", "doi")
_BODY = "Well-known works are listed below, so that reading them again can be tried. " * 150


def fields_right(entry: Entry | Reference, work: Work, style: str) -> dict[str, bool]:
    """Return of each field whether it says what the style prints of the work."""
    families = [family for _, family in work.authors]
    if style == "mla" and len(families) > 2:
        families = families[:1]  # "et al." stands for the others
    right = len(entry.authors) == len(families) and all(
        f" {name}".endswith(f" {family}")
        for name, family in zip(entry.authors, families, strict=True)
    )
    return {
        "authors": right,
        "year": entry.year == work.year,
        "title": words(entry.title) == words(work.title),
        "venue": words(entry.venue) == words(work.venue),
        "doi": entry.doi == (work.doi if style == "apa" else ""),
    }


def shares(rows: Sequence[dict[str, bool]]) -> dict[str, float]:
    """Return the share of right entries by field, and of entries right in all fields."""
    each = {field: fmean(row[field] for row in rows) for field in FIELDS}
    return {**each, "all": fmean(all(row.values()) for row in rows)}


def alone(style: str) -> dict[str, float]:
    """Return the shares for entries read one by one."""
    entries = [(read_entry(STYLES[style](work, at)), work) for at, work in enumerate(WORKS, 1)]
    return shares([fields_right(entry, work, style) for entry, work in entries])


def from_pages(style: str) -> dict[str, float]:
    """Return the shares for entries read from typeset pages, and how many entries were found."""
    order = sorted(WORKS, key=lambda work: work.authors[0][1])
    printed = [STYLES[style](work, at) for at, work in enumerate(order, 1)]
    rows: list[dict[str, bool]] = []
    found = 0
    for number in range(len(DESIGNS)):
        paper = typeset(f"# A paper\n\n{_BODY}", name="a", number=number, entries=printed)
        references = parse_bytes(paper.data, "a.pdf").references
        found += len(references)
        for text, work in zip(printed, order, strict=True):
            match = next((each for each in references if _same(each.text, text)), None)
            missing = dict.fromkeys(FIELDS, False)
            rows.append(fields_right(match, work, style) if match else missing)
    return {**shares(rows), "found": found / (len(DESIGNS) * len(order))}


def _same(found: str, printed: str) -> bool:
    return "".join(words(found)) == "".join(words(printed))


def main(
    pages: Annotated[
        bool, typer.Option("--typeset", help="Read from typeset pages, not line by line.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Print which fields of references are read right, by style."""
    table = {style: from_pages(style) if pages else alone(style) for style in STYLES}
    if as_json:
        typer.echo(json.dumps(table))
        return
    names = list(next(iter(table.values())))
    typer.echo(f"{'':12}" + "".join(f"{name:>9}" for name in names))
    for style, row in table.items():
        typer.echo(f"{style:12}" + "".join(f"{row[name]:9.3f}" for name in names))


if __name__ == "__main__":
    raise SystemExit(run_script(main, name="python -m eval.reference_fields"))
