"""Reading one entry of a bibliography: APA, MLA, IEEE, Vancouver, numbered styles, GB/T 7714."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LABEL = re.compile(
    r"\s*(?:[•●–-]\s+)?(?:[\[［【](?P<bracket>\d{1,4}|[A-Z][\w+*]{1,12}(?:\s?\d{2,4}[a-z]?)?)[\]］】]"
    r"|\(?(?P<number>\d{1,3})(?:[.)]\s*|\s+)(?=[^\W\d_]|[\"“—_]))\s*"
)
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>]+", re.I)
_YEAR = re.compile(
    r"(?<![\d/.:–-])(?P<year>1[7-9]\d\d|20[0-4]\d)(?P<suffix>[a-z])?(?![\d/]|[–-]\d|:)"
    r"|(?P<volume>(?:1[7-9]\d\d|20[0-4]\d))(?=\s?[;,:]\s?\d+\s?[(:])"
)
_PAREN_YEAR = re.compile(
    r"\((?:(?:in press|forthcoming)|[^()]{0,12}?(?P<year>1[6-9]\d\d|20[0-4]\d)"
    r"(?P<suffix>[a-z])?[^()]{0,25})\)\s*[.,:]?\s*"
)
_BARE_YEAR = re.compile(r"[.,]\s*(?P<year>1[6-9]\d\d|20[0-4]\d)(?P<suffix>[a-z])?\s*[.:]\s+")
_QUOTED = re.compile(
    r"[\"“”„‟«「『]+\s*(?P<title>[^\"“”„‟«»「」『』]{4,}?)[,.]?\s*[\"“”»」』]+|''(?P<other>.{4,}?)''|‘"
    r"(?P<single>[^’]{8,}?)[,.]?’(?=[\s,.])"
)
_GBT = re.compile(r"\[(?:[JMCDRSPNGZA]|EB|DB|CP)(?:/OL)?\]")
_INITIALS = r"(?:[A-ZÀ-Þ]\.?[\s\u00a0-]?){1,4}"
_SURNAME = (
    r"(?:(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|el|al|ter|ten|O['’])\s?)*"
    r"[A-ZÀ-ÞĀ-Ž][^\W\d_]*(?:[-'’][^\W\d_]+)*(?:\s[A-ZÀ-Þ][^\W\d_]+)?"
)
_ONE_NAME = r"(?:(?:[Vv]an|[Vv]on|[Dd]er|[Dd]en|[Dd]e|[Dd]el|[Dd]i|[Dd]a)\s)*[A-ZÀ-ÞĀ-Ž][\w'’-]+"
_INVERTED = re.compile(
    rf"(?P<family>{_SURNAME}),\s*(?P<given>{_INITIALS}(?![\w]))"
    rf"|(?P<family2>{_ONE_NAME}),\s*(?P<given2>[A-ZÀ-Þ][^\W\d_]+(?:[\s-][A-ZÀ-Þ][^\W\d_.]*\.?)*)"
)
_VANCOUVER = re.compile(
    rf"(?P<family>{_SURNAME})\s(?P<given>[A-Z]{{1,3}}(?:-[A-Z])?)(?:\s(?:Jr|Sr|2nd|3rd|II|III))?"
    r"(?=[,.;:]|\s*$|\sand\b|\s&)"
    r"(?!\.\s[A-ZÀ-Þ][\w'’-]+[.,])"
)
_FORWARD = re.compile(
    rf"(?P<given>(?:[A-ZÀ-Þ]\.[\s-]?)+|[A-ZÀ-Þ][^\W\d_]+(?:[-\s][A-ZÀ-Þ](?:\.|[^\W\d_]+))*)(?:(?<=\.)|\s)"
    rf"(?P<family>{_SURNAME})"
)
_JOINT = re.compile(r"\s*(?:[,;，；]\s*(?:and\s+|&\s*)?|\s+and\s+|\s*&\s*|、)\s*")
_OTHERS = re.compile(r"\s*,?\s*(?:and\s+)?(?:et\s+al\.?|others|等)\s*[.,]?", re.I)


@dataclass(frozen=True, slots=True)
class Entry:
    """What an entry says, "" or None where it cannot be told. Authors: given name first."""

    label: str
    authors: tuple[str, ...]
    year: int | None
    title: str
    venue: str
    doi: str


def read_entry(text: str) -> Entry:
    """Return the fields of one entry of a bibliography."""
    flat = " ".join(text.split())
    label = _LABEL.match(flat)
    body = flat[label.end() :] if label else flat
    doi = _DOI.search(body)
    mark = label.group("bracket") or label.group("number") if label else ""
    authors, title, venue = _fields(_without_addresses(body))
    return Entry(
        label=mark,
        authors=authors,
        year=_year(body),
        title=title.strip(" .,:;'\"“”*_"),
        venue=venue.strip(" .,:;*_"),
        doi=doi.group().rstrip(".,;)]").lower() if doi else "",
    )


def _without_addresses(body: str) -> str:
    return re.sub(r"(?:https?://|www\.|doi:\s*)\S+", "", body, flags=re.I).strip()


def _year(body: str) -> int | None:
    """Return the year set apart by stops or brackets, else the last one that is printed."""
    for pattern in (_BARE_YEAR, _PAREN_YEAR):
        match = pattern.search(body)
        if match and match["year"] and match.start() < 400:
            return int(match["year"])
    found = _YEAR.finditer(_without_addresses(body))
    years = [int(match["year"] or match["volume"]) for match in found]
    return years[-1] if years else None


def _fields(body: str) -> tuple[tuple[str, ...], str, str]:
    """Return authors, title and venue, by what sets the title apart in this style."""
    kind = _GBT.search(body)
    if kind:
        return _gbt(body[: kind.start()], body[kind.end() :])
    quoted = _QUOTED.search(body)
    if quoted:
        title = quoted["title"] or quoted["other"] or quoted["single"]
        return _authors(body[: quoted.start()])[0], title, _venue(body[quoted.end() :])
    dated, bare = _PAREN_YEAR.search(body), _BARE_YEAR.search(body)
    if dated and dated.start() < 400 and not (bare and bare.start() < dated.start()):
        authors, rest = _authors(body[: dated.start()])
        if authors or dated.start() < 120:
            title, venue = _first_sentence(body[dated.end() :])
            if len(title) < 4 or len(rest.split()) > 3:  # authors, title, venue (year)
                title, venue = _first_sentence(rest)
            return authors or _institution(body[: dated.start()]), title, venue
    authors, rest = _authors(body)
    if bare and body[: bare.start()].count(". ") < 4:  # authors. year. title. venue
        title, venue = _first_sentence(body[bare.end() :])
        return authors or _institution(body[: bare.start()]), title, venue
    title, venue = _first_sentence(rest)
    return authors, title, venue


def _institution(text: str) -> tuple[str, ...]:
    name = text.strip(" .,")
    return (name,) if 2 < len(name) < 100 and re.search(r"[^\W\d_]", name) else ()


def _gbt(before: str, after: str) -> tuple[tuple[str, ...], str, str]:
    """Read "authors. title[J]. venue, year": the last stop before the mark starts the title."""
    parts = [part for part in re.split(r"[.．。]\s*(?![A-Z]\.)", before.strip()) if part.strip()]
    title = parts[-1] if parts else ""
    names = ".".join(parts[:-1])
    found = tuple(
        name.strip() for name in re.split(r"[,，;；、]", _OTHERS.sub("", names)) if name.strip()
    )
    return found, title, _venue(after.lstrip(" .．。"))


def _authors(text: str) -> tuple[tuple[str, ...], str]:
    """Return the names at the start of `text`, and what follows them."""
    names: list[str] = []
    style = next((each for each in (_INVERTED, _VANCOUVER, _FORWARD) if _is_list(each, text)), None)
    at = 0
    while style is not None and at < len(text):
        match = style.match(text, at)
        if match is None and style is _INVERTED:  # MLA: only the first name is inverted
            match = _FORWARD.match(text, at)
        if match is None:
            break
        names.append(_name(match))
        at = match.end()
        joint = _JOINT.match(text, at)
        if joint is None or joint.end() >= len(text):
            break
        at = joint.end()
    others = _OTHERS.match(text, at)
    at = others.end() if others else at
    return tuple(names), text[at:].lstrip(" .,:;")


def _name(match: re.Match[str]) -> str:
    found = match.groupdict()
    given = found["given"] or found.get("given2") or ""
    return f"{given.strip()} {(found['family'] or found.get('family2') or '').strip()}".strip()


def _is_list(style: re.Pattern[str], text: str) -> bool:
    match = style.match(text)
    return match is not None and bool(
        re.match(r"\s*(?:[,.;:(&\"“]|and\b|et\b|$)", text[match.end() :])
    )


def _first_sentence(text: str) -> tuple[str, str]:
    """Return the title, up to a stop that is none of an abbreviation, and the venue after it."""
    text = text.strip(" .,:;")
    match = re.search(r"(?<![A-Z])(?<!\bvs)(?<!\bSt)[.?!。]\s+(?=[\"“(*_\w])", text)
    if match:
        return text[: match.start() + (text[match.start()] in "?!")], _venue(text[match.end() :])
    head, _, tail = text.partition(", ")
    return (head, _venue(tail)) if len(head) > 25 else (text, "")


def _venue(text: str) -> str:
    text = re.sub(r"^\s*(?:In:?\s+|in\s+|[.,;]\s*)+", "", text.strip())
    text = re.sub(r"^(?:Proceedings|Proc\.) of (?:the )?", "Proceedings of the ", text)
    match = re.search(
        r"[,.;(]\s*(?:vol|no|pp|pages?|\d)|\s\d+\s*[(:,]|[,.;]\s*(?:1[6-9]|20)\d\d"
        r"|(?<=[^\W\d_]{6})\.\s|,\s*\d",
        text,
        re.I,
    )
    return (text[: match.start()] if match else text)[:200]
