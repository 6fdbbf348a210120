"""How faithfully PDFs are read, against plain pypdf, pypdfium2 and poppler's pdftotext.

    python -m eval.extraction PDFS [--texts DIR] [--limit 24] [--json]

PDFS is a folder with MANIFEST.tsv and groundtruth/ (the test bed's `pdfs`); --texts names folders
of texts to typeset (the test bed's `papers/covidqa`, `papers/qasper`), whose words are then known.
"""

from __future__ import annotations

import io
import json
import logging
import os
import re
import subprocess
import unicodedata
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Annotated

import typer

from ingest.command_line import run_script
from ingest.parse import parse_bytes

Extract = Callable[[bytes], str]


@dataclass(frozen=True, slots=True)
class Case:
    """A PDF, with its whole text ("" if unknown) and the checks that its text must pass."""

    name: str
    data: bytes
    truth: str
    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    title: str = ""
    order: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """Shares in [0, 1]; `order` is the longest common subsequence of words over the truth's."""

    recall: float
    precision: float
    order: float


def footnote(data: bytes) -> str:
    """Return the text that Footnote makes passages of."""
    return parse_bytes(data, "case.pdf").text


def pypdf(data: bytes) -> str:
    """Return what pypdf extracts."""
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


def pypdfium2(data: bytes) -> str:
    """Return what PDFium extracts, in its own order."""
    from pypdfium2 import PdfDocument

    document = PdfDocument(data)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def pdftotext(data: bytes) -> str:
    """Return what poppler's pdftotext extracts (its default order)."""
    done = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", "-", "-"],  # noqa: S607 - the system's own
        input=data, capture_output=True, check=True,
    )  # fmt: skip
    return done.stdout.decode("utf-8", "replace")


def pdfplumber(data: bytes) -> str:
    """Return what pdfplumber extracts; it is installed for this comparison only."""
    import pdfplumber as plumber

    with plumber.open(io.BytesIO(data)) as document:
        return "\n".join(page.extract_text() for page in document.pages)


EXTRACTORS: tuple[Extract, ...] = (footnote, pypdf, pypdfium2, pdftotext)


def words(text: str) -> list[str]:
    """Return the words in small letters, with words broken at line ends made whole."""
    text = unicodedata.normalize("NFKC", text.replace("\x02", "-").replace("\ufffe", "-"))
    text = re.sub(r"(?<=\w)[-\u2010\u00ad]\s*\r?\n\s*(?=[a-z])", "", text)
    text = re.sub(r"(?<=\w)-(?=\w)", "", text)  # "meta-analysis" is "metaanalysis" to all
    return re.findall(r"\w+", text.lower())


def score(found: Sequence[str], truth: Sequence[str]) -> Score:
    """Return how much of the truth was found, how much of what was found is true, and the order."""
    common = sum((Counter(found) & Counter(truth)).values())
    return Score(
        recall=common / max(1, len(truth)),
        precision=common / max(1, len(found)),
        order=common_subsequence(found, truth) / max(1, len(truth)),
    )


def common_subsequence(a: Sequence[str], b: Sequence[str]) -> int:
    """Return the length of the longest common subsequence (bit-parallel, after Hyyrö 2004)."""
    places: dict[str, int] = {}
    for at, word in enumerate(a):
        places[word] = places.get(word, 0) | 1 << at
    full = (1 << len(a)) - 1
    row = full
    for word in b:
        match = row & places.get(word, 0)
        row = ((row + match) | (row - match)) & full
    return len(a) - row.bit_count()


def passes(case: Case, text: str) -> Iterator[bool]:
    """Give, check by check, whether the text passes."""
    flat = " ".join(words(text))
    for mark in case.present:
        yield " ".join(words(mark)) in flat
    for mark in case.absent:
        yield " ".join(words(mark)) not in flat
    for before, after in case.order:
        first, second = (flat.find(" ".join(words(mark))) for mark in (before, after))
        yield 0 <= first < second


def cases(folder: Path) -> Iterator[Case]:
    """Give the PDFs of the test bed for which something is known."""
    rows = [line.split("\t") for line in (folder / "MANIFEST.tsv").read_text("utf-8").splitlines()]
    for file, truth in ((row[0], row[3]) for row in rows[1:] if len(row) > 3 and row[3]):
        known, data = folder / truth, (folder / file).read_bytes()
        if known.name.endswith(".extraction.json"):
            entries = json.loads(known.read_text("utf-8-sig"))
            lines = tuple(str(value) for kind, value in entries if kind in ("line", "title"))
            title = next((str(value) for kind, value in entries if kind == "title"), "")
            yield Case(file, data, "", present=lines, title=title)
        elif known.suffix == ".xml":
            whole = known.name.endswith("-content.xml")
            text = _article_text(known)
            yield Case(file, data, text if whole else "", title=text.split("\n")[0])
        elif known.suffix == ".txt":
            yield Case(file, data, known.read_text("utf-8"))
        elif known.suffix == ".jsonl":
            yield _checks(file, data, known)


def _article_text(path: Path) -> str:
    """Return title, abstract, headings, paragraphs and references of a JATS article, in order."""
    root = ElementTree.parse(path).getroot()  # noqa: S314 - ground truth, not an upload
    parts = [_line(e) for e in root.iterfind("front//article-title")]
    parts += [" ".join(e.itertext()) for e in root.iterfind("front//abstract")]
    for section in root.iterfind("body//sec"):
        parts += [" ".join(e.itertext()) for e in section if e.tag in ("title", "p")]
    parts += [" ".join(e.itertext()) for e in root.iterfind("back//mixed-citation")]
    return "\n".join(parts)


def _line(element: ElementTree.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _checks(file: str, data: bytes, known: Path) -> Case:
    name = Path(file).name.removeprefix("olmocr-").removeprefix("gnarly-")
    rows = [json.loads(line) for line in known.read_text("utf-8").splitlines() if line.strip()]
    own = [row for row in rows if _flat(row["pdf"]) == _flat(name)]
    return Case(
        file, data, "",
        present=tuple(row["text"] for row in own if row["type"] == "present"),
        absent=tuple(row["text"] for row in own if row["type"] == "absent"),
        order=tuple((row["before"], row["after"]) for row in own if row["type"] == "order"),
    )  # fmt: skip


def _flat(name: str) -> str:
    return name.replace("/", "-").replace("_", "-")


def typeset_cases(folders: Sequence[Path], limit: int) -> Iterator[Case]:
    """Give texts typeset as papers, at most `limit` of them."""
    from eval.typeset_papers import typeset

    files = [file for folder in folders for file in sorted(folder.iterdir()) if file.is_file()]
    step = max(1, len(files) // max(1, limit))
    for number, file in enumerate(files[::step][:limit]):
        paper = typeset(file.read_text("utf-8"), name=file.stem, number=number)
        yield Case(file.name, paper.data, paper.truth)


def measure(
    all_cases: Sequence[Case], extractors: Sequence[Extract]
) -> dict[str, dict[str, float]]:
    """Return the means by extractor: recall, precision, order, checks passed, pages a second."""
    table: dict[str, dict[str, float]] = {}
    for extract in extractors:
        scores: list[Score] = []
        checks: list[bool] = []
        seconds, pages = 0.0, 0
        for case in all_cases:
            start = sum(os.times()[:4])  # processor time, that of child processes too
            text = extract(case.data)
            seconds += sum(os.times()[:4]) - start
            pages += _page_count(case.data)
            checks.extend(passes(case, text))
            if case.truth:
                scores.append(score(words(text), words(case.truth)))
        table[extract.__name__] = {
            "recall": fmean(s.recall for s in scores),
            "precision": fmean(s.precision for s in scores),
            "order": fmean(s.order for s in scores),
            "checks": fmean(checks) if checks else 0.0,
            "pages/s": pages / seconds,
        }
    return table


def together(
    first: Mapping[str, Mapping[str, float]],
    second: Mapping[str, Mapping[str, float]],
    *,
    papers: tuple[int, int],
) -> dict[str, dict[str, float]]:
    """Return the means over the papers of two tables, each paper counting alike."""
    shares = [count / max(1, sum(papers)) for count in papers]
    return {
        extractor: {
            name: shares[0] * first[extractor][name] + shares[1] * second[extractor][name]
            for name in ("recall", "precision", "order")
        }
        for extractor in first
    }


def _page_count(data: bytes) -> int:
    from pypdfium2 import PdfDocument

    document = PdfDocument(data)
    try:
        return len(document)
    finally:
        document.close()


def titles_right(all_cases: Sequence[Case]) -> tuple[int, int]:
    """Return how many titles Footnote finds as they are known, and how many are known."""
    known = [case for case in all_cases if case.title]
    right = sum(
        words(parse_bytes(case.data, Path(case.name).name).title) == words(case.title)
        for case in known
    )
    return right, len(known)


def show(table: Mapping[str, Mapping[str, float]]) -> str:
    """Return the table as text."""
    names = list(next(iter(table.values())))
    head = f"{'':12}" + "".join(f"{name:>11}" for name in names)
    lines = [
        f"{extractor:12}" + "".join(f"{row[name]:11.4f}" for name in names if name in row)
        for extractor, row in table.items()
    ]
    return "\n".join([head, *lines])


def main(
    pdfs: Annotated[Path, typer.Argument(help="Folder with MANIFEST.tsv and groundtruth/.")],
    texts: Annotated[
        list[Path] | None, typer.Option("--texts", help="Folder of texts to typeset and read.")
    ] = None,
    limit: Annotated[int, typer.Option(help="How many texts to typeset.")] = 24,
    plumber: Annotated[
        bool, typer.Option("--pdfplumber", help="Compare with pdfplumber too, if installed.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Print how faithfully PDFs are read, against three other extractors."""
    if not (pdfs / "MANIFEST.tsv").is_file():
        raise typer.BadParameter(f"{str(pdfs)!r} has no MANIFEST.tsv; name the folder of PDFs.")
    found: dict[str, dict[str, dict[str, float]]] = {}
    extractors = (*EXTRACTORS, pdfplumber) if plumber else EXTRACTORS
    real = list(cases(pdfs))
    right, known = titles_right(real)
    found["ground truth"] = measure(real, extractors)
    found["ground truth"]["footnote"]["titles"] = right / max(1, known)
    if texts:
        typeset = list(typeset_cases(texts, limit))
        found["typeset"] = measure(typeset, extractors)
        whole = sum(bool(case.truth) for case in real), len(typeset)
        found["both"] = together(found["ground truth"], found["typeset"], papers=whole)
    if as_json:
        typer.echo(json.dumps(found))
        return
    for name, table in found.items():
        typer.echo(f"{name}\n{show(table)}\n")


if __name__ == "__main__":
    raise SystemExit(run_script(main, name="python -m eval.extraction"))
