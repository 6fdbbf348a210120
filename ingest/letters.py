"""Letters and mail: what they are about and who wrote them, in place of a title and of authors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.layout import Block
from ingest.people import is_name
from ingest.sections import ABSTRACT, is_bibliography, text_of

_HEAD = 20  # blocks
_FIELD = re.compile(r"(?P<name>from|to|cc|bcc|date|sent|subject|re|ref)\s*[:.]\s*\S.*", re.I | re.S)
_ADDRESSED = re.compile(r"(?:from|to)\s*:\s*\S", re.I)
_SALUTATION = re.compile(
    r"(?:dear|hi|hello|to whom it may concern|sehr geehrte[rs]?|liebe[rs]?|chère?|estimad[oa])\b"
    r"(?!.*\beditors?\b)[^.;?\n]{0,60}[,:!]?",
    re.I,
)
_CLOSING = re.compile(
    r"(?:(?:yours|best|kind|warm|with (?:kind|best|warm))"
    r"(?:\s(?:very )?(?:sincerely|faithfully|truly|regards|wishes))?|sincerely(?: yours)?|regards"
    r"|cheers|respectfully(?: yours)?|(?:many )?thanks|mit freundlichen grüßen|cordialement"
    r"|atentamente)[,.]?",
    re.I,
)


def mark_letter(blocks: Sequence[Block]) -> list[Block] | None:
    """Return `blocks` with subject and writer marked, None where they are no letter and no mail.

    A letter to an editor that a journal prints is a paper: it has a title, or references.
    """
    parts = [*(part for block in blocks[:_HEAD] for part in _fields_of(block)), *blocks[_HEAD:]]
    fields = _fields(parts)
    is_mail = len(fields) > 2 and not {"from", "to"}.isdisjoint(fields)
    greeting = _first(_SALUTATION, parts, 0, _HEAD)
    closing = None if greeting is None else _first(_CLOSING, parts, greeting + 1, len(parts))
    if not is_mail and (greeting is None or closing is None or _is_paper(parts, greeting)):
        return None
    subject = fields.get("subject", fields.get("re"))
    writer = fields.get("from")
    if writer is None and closing is not None:
        parts, writer = _signed(parts, closing)
    end = next((at for at, part in enumerate(parts) if part.kind == "heading"), len(parts))
    plain = [
        replace(part, kind="paragraph") if at < end and part.kind == "unknown" else part
        for at, part in enumerate(parts)
    ]
    if subject is not None:
        plain[subject] = replace(plain[subject], kind="title", level=0)
    if writer is not None:
        plain[writer] = replace(plain[writer], kind="authors")
    return plain


def subject_of(title: str, head: Iterable[str]) -> str:
    """Return a title without the word "Re:" or "Subject:", where other parts show a letter."""
    is_letter = any(_SALUTATION.fullmatch(text) or _ADDRESSED.match(text) for text in head)
    return re.sub(r"^(?:subject|re)\s*:\s*", "", title, flags=re.I) if is_letter else title


def _fields_of(block: Block) -> list[Block]:
    """Return the fields of a mail's head as a block each, any other block as it is."""
    if len(block.lines) > 1 and all(_FIELD.fullmatch(line.text.strip()) for line in block.lines):
        return [replace(block, lines=(line,)) for line in block.lines]
    return [block]


def _fields(parts: Sequence[Block]) -> dict[str, int]:
    """Return where the fields stand that open a mail, or the line "Re: …" of a letter."""
    found: dict[str, int] = {}
    for at, part in enumerate(parts[:_HEAD]):
        match = _FIELD.fullmatch(text_of(part).strip())
        if match and len(text_of(part)) < 300:
            found.setdefault(match["name"].lower(), at)
    return found


def _first(pattern: re.Pattern[str], parts: Sequence[Block], start: int, end: int) -> int | None:
    """Return the first block in `[start, end)` whose first line is all `pattern`."""
    places = range(start, min(end, len(parts)))
    return next((at for at in places if pattern.fullmatch(parts[at].lines[0].text.strip())), None)


def _is_paper(parts: Sequence[Block], greeting: int) -> bool:
    """Say whether there is a heading above the greeting, or one that only papers have below it."""
    headed = [at for at, part in enumerate(parts) if part.kind in ("heading", "title")]
    return any(
        at <= greeting
        or is_bibliography(parts[at])
        or ABSTRACT.fullmatch(text_of(parts[at]).strip())
        for at in headed
    )


def _signed(parts: list[Block], closing: int) -> tuple[list[Block], int | None]:
    """Return `parts` with the name below the closing words as a block, and where that stands."""
    below = parts[closing].lines[1:] or (
        parts[closing + 1].lines if closing + 1 < len(parts) else ()
    )
    if not below or not is_name(below[0].text.strip()):
        return parts, None
    at = closing + (not parts[closing].lines[1:])
    whole = parts[at]
    start = len(whole.lines) - len(below)
    cuts = (whole.lines[:start], below[:1], below[1:])
    pieces = [replace(whole, lines=lines) for lines in cuts if lines]
    return [*parts[:at], *pieces, *parts[at + 1 :]], at + bool(start)
