"""Checking a library, and mending what is not as it should be."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from index.check import CheckReport, check_store, require_whole
from index.encoder import Encoder
from index.errors import LibraryDamaged, LibraryError
from index.library import Library, open_library
from index.place import is_database
from index.salvage import salvage, unread
from index.sqlite_store import require_library
from index.store import Finding
from ingest.errors import IngestError


def check_library(
    path: Path, *, repair: bool = False, encoder: Encoder | None = None
) -> CheckReport:
    """Return what is wrong with the library at `path`, after mending it if asked to.

    Raises: LibraryError where there is no library.
    """
    if is_database(path):  # nothing to salvage: keeping its files whole is the server's work
        with open_library(path, encoder=encoder, whole=True) as opened:
            report = check_store(opened.store)
            return _repair(opened, report) if repair and not report.clean else report
    require_library(path)
    try:
        with open_library(path, encoder=encoder) as opened:
            report = check_store(opened.store)
            if report.clean or not repair or _of_file(report):
                damaged = report if _of_file(report) else None
            else:
                report, damaged = _repair(opened, report), None
    except LibraryDamaged as exc:
        damaged = CheckReport(0, 0, (Finding("file", "", str(exc)),))
        report = damaged
    if damaged is not None and repair:
        return _salvaged(path, damaged, encoder)
    return report


def _of_file(report: CheckReport) -> bool:
    return any(finding.part == "file" for finding in report.findings)


def _repair(library: Library, before: CheckReport) -> CheckReport:
    """Make anew, from what each follows, the parts that were found wrong."""
    problems: dict[str, str] = {}
    for document in dict.fromkeys(finding.document for finding in before.findings):
        if document:
            try:
                _renew(library, document)
            except (IngestError, LibraryError) as exc:
                problems[document] = str(exc)
    library.rebuild()
    after = check_store(library.store)
    left = {(finding.part, finding.document, finding.problem) for finding in after.findings}
    mended = tuple(
        replace(finding, repaired=True)
        for finding in before.findings
        if (finding.part, finding.document, finding.problem) not in left
    )
    kept = tuple(
        replace(finding, problem=f"{finding.problem} ({problems[finding.document]})")
        if finding.document in problems
        else finding
        for finding in after.findings
    )
    return CheckReport(after.documents, after.passages, (*mended, *kept))


def _renew(library: Library, document_id: str) -> None:
    """Make a document anew from its original, with all that follows from it, if it is still there.

    Where that can be read no longer (it may need a password), the stored document stands for it.

    Raises: LibraryDamaged where the original is no longer what was added; IngestError where neither
    can be read.
    """
    summary = next((one for one in library.documents() if one.id == document_id), None)
    if summary is None:  # it was removed meanwhile
        return
    data = library.original(document_id)
    require_whole(document_id, data, summary.sha256)
    put = partial(
        library.put_original,
        data,
        identifier=document_id,
        source=summary.source,
        damaged=summary,
    )
    try:
        put()
    except IngestError as exc:
        try:
            known = library.document(document_id)
        except LibraryDamaged:
            raise unread(exc, "remove the document, and add its file again") from exc
        put(known=known)


def _salvaged(path: Path, damaged: CheckReport, encoder: Encoder | None) -> CheckReport:
    """Return the state of a new library made of all originals that the damaged file still holds."""
    outcome = salvage(path, encoder=encoder)
    mended = [replace(finding, repaired=True) for finding in damaged.findings]
    lost = [Finding("document", name, problem) for name, problem in outcome.lost]
    mended.append(
        Finding("file", "", f"the damaged file is kept as {outcome.kept_as!r}", repaired=True)
    )
    with open_library(path, encoder=encoder) as opened:
        opened.rebuild()
        documents = opened.documents()
    return CheckReport(
        len(documents), sum(document.passages for document in documents), (*mended, *lost)
    )
