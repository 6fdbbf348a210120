"""Parts of a page of documentation that commands write; the words around them are people's."""

from __future__ import annotations

import re
from pathlib import Path

from ingest.errors import UsageError


def write_part(path: Path, name: str, text: str) -> None:
    """Put `text` between the marks of the part `name` in the page at `path`.

    Raises: UsageError where the page or the marks are not there.
    """
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    pattern = re.compile(f"{re.escape(begin)}.*{re.escape(end)}", re.DOTALL)
    try:
        page = path.read_text(encoding="utf-8")
    except OSError as exc:
        raise UsageError(f"{str(path)!r}: cannot be read ({exc.strerror})") from exc
    if not pattern.search(page):
        raise UsageError(f"{str(path)!r}: it has no lines {begin!r} and {end!r} for this part")
    part = f"{begin}\n{text.strip()}\n{end}"
    path.write_text(pattern.sub(lambda _: part, page), encoding="utf-8")
