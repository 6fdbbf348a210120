"""Which document a name names: its id, its file, or the start of its id."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from index.errors import AmbiguousName, UnknownDocument
from index.store import DocumentSummary


def resolve(name: str, documents: Sequence[DocumentSummary]) -> str:
    """Return the id of the one document that `name` names.

    Raises: UnknownDocument or AmbiguousName where there is none, or not one alone.
    """
    ids = [document.id for document in documents]
    if name in ids:
        return name
    place = _absolute(name)
    files = [document.id for document in documents if document.source == place] or [
        document.id for document in documents if name in _file_names(document.source)
    ]
    starts = [identifier for identifier in ids if name and identifier.startswith(name)]
    for found in (files, starts):
        if len(found) == 1:
            return found[0]
    if several := files or starts:
        raise AmbiguousName(
            f"{name!r} could be any of {', '.join(several[:5])}. Give more of the id."
        )
    raise unknown(name, documents)


def _absolute(name: str) -> str:
    """Return where a file of this name is, seen from the current folder; "" for no such name."""
    try:
        return str(Path(name).resolve()) if name else ""
    except (OSError, RuntimeError, ValueError):  # a loop of links, a NUL
        return ""


def _file_names(source: str) -> set[str]:
    return {source, Path(source).name, Path(source).stem}


def unknown(name: str, documents: Sequence[DocumentSummary]) -> UnknownDocument:
    """Return the error that says what to do about a name that no document has."""
    near = get_close_matches(name, [document.id for document in documents], n=3, cutoff=0.4)
    hint = f"Did you mean {' or '.join(near)}?" if near else "index list shows what there is."
    return UnknownDocument(f"no document {name!r} in the library. {hint}")
