r"""The front of a LaTeX paper: what `\author`, `\affiliation` and `\keywords` print."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.latex.typed import OPTION
from ingest.latex.words import Source, group, plain
from ingest.layout import Block, Line

_PLACES = ("affiliation", "affil", "institute", "address")
_PEOPLE = ("title", "author", "date", "maketitle", "keywords", *_PLACES)
_MAILS = ("ead", "email")  # where they do not stand within one of those
_BREAK = re.compile(r"\\and\b|\\And\b|\\AND\b|\\\\(?:\[[^\]]*\])?")
_SETTINGS = re.compile(r"\s*[a-z]+\s*=")  # organization={…}, city={…} of elsarticle
_SETTING = re.compile(r"[a-z]+\s*=\s*(?:\{((?:[^{}]|\{[^{}]*\})*)\}|([^,{}]+))")
_PART = re.compile(  # of an address in acmart
    r"\}\s*(?=\\(?:institution|department|streetaddress|city|state|postcode|country)\b)"
)
_SEPARATOR = re.compile(r"\\(?:sep|and)\b|\$\\cdot\$")
_LABEL = re.compile(r"key[\s-]?words|index terms", re.I)
_CODES = re.compile(r"\\(?:PACS|MSC|JEL)\b")  # of subjects, behind the key words of elsarticle


def front(head: str, source: Source) -> list[Block]:
    """Return the title, the authors and where they work, and the key words in `head`."""
    blocks = [
        Block("title", (Line(plain(each, source)),)) for each in _arguments(head, "title")[:1]
    ]
    for each in _arguments(head, "author"):
        lines = [plain(part, source) for part in _BREAK.split(each)]
        blocks += [Block("authors", (Line(line),)) for line in lines if line]
    rest = _without(head, _PEOPLE)
    mails = [plain(each, source) for command in _MAILS for each in _arguments(rest, command)]
    blocks += [Block("paragraph", (Line(", ".join(mails)),))]
    given = [each for command in _PLACES for each in _arguments(head, command)]
    places = [plain(place, source) for each in given for place in _places(each)]
    blocks += [Block("paragraph", (Line(place),)) for place in dict.fromkeys(places)]
    return blocks + [keywords(each, source) for each in _arguments(head, "keywords")]


def without_front(body: str) -> str:
    """Return `body` without what `front` reads, and without its date."""
    return _without(body, (*_PEOPLE, *_MAILS)).replace(r"\maketitle", "")


def _without(body: str, commands: Sequence[str]) -> str:
    for command in commands:
        kept, at = [], 0
        for match in _calls(body, command):
            kept.append(body[at : match.start()])
            at = max(at, group(body, match.end())[1])
        body = "".join(kept) + body[at:]
    return body


def keywords(text: str, source: Source) -> Block:
    """Return key words as they are printed, set apart by semicolons or as they were typed."""
    words = plain(_SEPARATOR.sub(";", _CODES.split(text)[0]), source)
    words = re.sub(r"\s*;\s*", "; ", words).strip("; ")
    label = "" if _LABEL.match(words) or not words else "Keywords: "
    return Block("keywords", (Line(label + words),))


def _places(text: str) -> list[str]:
    """Return the places in an argument: one, made up of its fields where it has any, or several."""
    if _SETTINGS.match(text):
        return [", ".join(braced or bare.strip() for braced, bare in _SETTING.findall(text))]
    return re.split(r"\\and\b", _PART.sub("}, ", text))


def _calls(text: str, command: str) -> Iterator[re.Match[str]]:
    return re.finditer(rf"\\{command}\*?\s*{OPTION}(?=\{{)", text)


def _arguments(text: str, command: str) -> list[str]:
    return [group(text, match.end())[0] for match in _calls(text, command)]
