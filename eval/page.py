"""Parts of a page of documentation that commands write; the words around them are people's."""

from __future__ import annotations

from pathlib import Path

from eval.writing import require_writable, write_text
from ingest.errors import UsageError


def require_part(path: Path | None, name: str) -> None:
    """Raise UsageError where the page at `path`, or the part `name` in it, cannot be written."""
    if path:
        _split(path, name)
        require_writable(path)


def write_part(path: Path, name: str, text: str) -> None:
    """Put `text` between the marks of the part `name` in the page at `path`.

    Raises: UsageError where the page or the marks are not there, FootnoteError.
    """
    before, after = _split(path, name)
    write_text(path, f"{before}\n{text.strip()}\n{after}")


def _split(path: Path, name: str) -> tuple[str, str]:
    """Return a page up to the part's first mark, and from its last one on."""
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    try:
        page = path.read_text(encoding="utf-8")
    except OSError as exc:
        raise UsageError(f"{str(path)!r}: cannot be read ({exc.strerror})") from exc
    first, last = page.find(begin), page.rfind(end)
    if not 0 <= first < last:
        raise UsageError(f"{str(path)!r}: it has no lines {begin!r} and {end!r} for this part")
    return page[: first + len(begin)], page[last:]
