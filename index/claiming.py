"""Which document of the library a file is, by its place and by its bytes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from index.sources import Source, is_upload, lies_at
from index.store import DocumentSummary, Reading, Writing
from ingest.document import Document
from ingest.errors import IngestError


def placed(writing: Writing, document: Document, source: Source) -> Document:
    """Return the document under the id that it has in this library, and with its place.

    A file that is or was there keeps its id, unless what it held before is known to lie elsewhere
    too; a new one whose id is taken gets six digits more, or as many as no other has.
    Raises: IngestError where a document to put back would take the place of a newer one.
    """
    same = writing.summary_by("sha256", source.sha256)
    if same is not None:  # claimed for the file, to be stored anew
        return replace(document, id=same.id, source=same.source)
    before = writing.summary_by("source", source.known_at)
    if before is not None and source.identifier:  # removed, and to be put back
        raise IngestError(
            f"{source.name!r} was added again meanwhile, with other bytes: "
            f"remove {before.id!r}, and try again"
        )
    if before is not None and not moved_to_copy(writing, before):
        return replace(document, id=before.id, source=source.known_at)
    wanted = source.identifier or document.id
    digits = (f"{wanted}-{document.sha256[:count]}" for count in range(6, len(document.sha256)))
    free = (name for name in (wanted, *digits) if writing.summary_by("id", name) is None)
    return replace(document, id=next(free), source=source.known_at)


def holds(reading: Reading, same: DocumentSummary, source: Source) -> bool:
    """Say whether the stored file of `same` has the bytes of a file with the hash recorded for it.

    What has rotten since is seen here without a hash: the right bytes are at hand to compare.
    """
    return reading.original(same.id) == source.data


def settled(reading: Reading, source: Source, same: DocumentSummary) -> str | None:
    """Return what to say of a file that has the bytes of `same`, None where `claim` has to act."""
    if same.source == source.known_at:
        return ""
    if reading.summary_by("source", source.known_at) or not _stays(same, source):
        return None
    return _copied(same, source) if source.known_at in reading.copies(same.id) else None


def _copied(same: DocumentSummary, source: Source) -> str:
    """Return that a file is a copy of `same`: where that lies is told to whoever sees the disk."""
    place = Path(same.source).name if is_upload(source.known_at) else same.source
    return f"same bytes as {place}"


def _stays(same: DocumentSummary, source: Source) -> bool:
    """Say whether a document keeps its place: its file has its bytes, or neither lies anywhere."""
    both_uploads = is_upload(same.source) and is_upload(source.known_at)
    return both_uploads or lies_at(same.source, same.sha256)


def claim(writing: Writing, source: Source, same: DocumentSummary) -> str:
    """Let `same`, whose bytes a file has, be that file's document, and return what to say of it.

    A document is told from a copy by the file that it was read from: as long as that has these
    bytes, or both were uploaded, the document stays, and the file is noted as a copy. Where it has
    others by now, or is gone, the next change there would take the bytes out of the library, and
    so the document moves to the file that has them. What lay at the file's place before goes,
    unless the two have changed places, or a copy of it lies elsewhere.
    """
    note = settled(writing, source, same)
    if note is not None:
        return note
    before = writing.summary_by("source", source.known_at)
    note = "moved"
    if _stays(same, source):
        note = _copied(same, source)
        writing.note_copy(same.id, source.known_at)
    else:
        writing.rename_source(same.id, source.known_at)
    if before is None:
        return note
    if lies_at(same.source, before.sha256):
        writing.rename_source(before.id, same.source)
        return note
    if moved_to_copy(writing, before):
        return note
    writing.remove(before.id)
    return f"the earlier version {before.id!r} is gone"


def moved_to_copy(writing: Writing, document: DocumentSummary) -> bool:
    """Say whether a document whose file has other bytes now was moved to where a copy of it lies.

    What was uploaded lies nowhere, and is kept until another file is uploaded under its name.
    """
    for place in writing.copies(document.id):
        if is_upload(place) or lies_at(place, document.sha256):
            writing.rename_source(document.id, place)
            return True
    return False
