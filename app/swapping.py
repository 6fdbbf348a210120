"""The earlier question with one of its phrases exchanged: what "and the exports?" asks."""

from __future__ import annotations

import re

from app.lexemes import content_words, words
from app.values import names

_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_ONLY_YEAR = re.compile(r"(?:in |for |during |of )?(?P<year>(?:1[5-9]|20)\d\d)", re.IGNORECASE)
_LINKS = (
    r"(?:of|in|for|among|to|on|from|by|with|at|during|since|before|after|between|under|within|without|"
    r"against|per|through|over)"
)  # fmt: skip
_LINKED = re.compile(rf"(?P<link>{_LINKS})\s+(?P<rest>.+)", re.IGNORECASE)
_TAIL = re.compile(rf"\s(?:{_LINKS})\s.+$", re.IGNORECASE)
_THING = re.compile(
    r"(?P<opens>(?:what|which|who|how (?:large|big|high|much|long|old|common)) "
    r"(?:is|was|are|were)) (?:(?P<article>the|an?) )?(?P<thing>.+?)"
    r"(?P<when> (?:in|during|between|from|for|since) (?:the )?(?:year )?\d{4}.*)?$",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"(?P<opens>(?:how|why|when|where|what|which|who|whom)\b(?: \w+){0,2}? "
    r"(?:does|do|did|is|are|was|were|can|could|should|has|have|will)) "
    r"(?P<subject>(?:the )?\w[\w-]*) (?P<rest>\S.*)$",
    re.IGNORECASE,
)


def swapped(before: str, rest: str) -> str:
    """Return the question `before` with `rest` in place of what it names instead.

    A year takes the place of the year, "in Rome" of "in Paris", a name of a name, "the import
    list" of "the export list"; else what is new takes the place of the thing asked for.
    """
    frame = before.strip(" ?.!")
    for exchange in (_year, _linked, _thing, _same_head, _name, _subject):
        if made := exchange(frame, rest):
            return f"{made}?"
    return f"{frame}: {rest}?"


def _year(frame: str, rest: str) -> str:
    year = _ONLY_YEAR.fullmatch(rest)
    if not year:
        return ""
    old = _YEAR.search(frame)
    if not old:
        return f"{frame} in {year['year']}"
    return f"{frame[: old.start()]}{year['year']}{frame[old.end() :]}"


def _linked(frame: str, rest: str) -> str:
    """Return the frame with "in Rome" in place of its last "in …", or added at its end."""
    linked = _LINKED.fullmatch(rest)
    if not linked:
        return ""
    put = f"{linked['link'].lower()} {linked['rest']}"
    there = frame.split()
    starts = [at for at, word in enumerate(there) if word.lower() == linked["link"].lower()]
    if not starts:
        return f"{frame} {put}"
    end = starts[-1] + 1
    while end < len(there) and not re.fullmatch(_LINKS, there[end], re.IGNORECASE):
        if end == len(there) - 1 and there[end].endswith("ed") and end > starts[-1] + 1:
            break  # "in Wuhan reported": the verb is not of the phrase
        end += 1
    return " ".join([*there[: starts[-1]], put, *there[end:]])


def _same_head(frame: str, rest: str) -> str:
    """Return the frame with `rest` in place of the phrase that ends in the same word."""
    own = content_words(rest)
    here = words(frame)
    for at, word in enumerate(here):
        if own and word.stem == own[-1].stem and at:
            first = next((n for n in range(at, -1, -1) if not here[n].is_content), None)
            if first is not None and at - first <= 4:
                return f"{frame[: here[first].end]} {_bare(rest)}{frame[word.end :]}"
    return ""


def _name(frame: str, rest: str) -> str:
    """Return the frame with the name `rest` in place of its own."""
    there = [span for span in names(frame) if span[0]]
    bare = _bare(rest)
    if not there or bare[:1].islower() or len(bare.split()) > 4:
        return ""
    start, end = there[0]
    return f"{frame[:start]}{bare}{frame[end:]}"


def _thing(frame: str, rest: str) -> str:
    asked = _THING.match(frame)
    if asked is None:
        return ""
    tail = _TAIL.search(asked["thing"])
    bare = _bare(rest)
    if bare[:1].isupper() and (swap := _name(frame, rest)):
        return swap
    thing = content_words(asked["thing"][: tail.start()] if tail else asked["thing"])
    shared = {word.stem for word in thing} & {word.stem for word in content_words(rest)}
    mixed = shared and thing[-1].stem not in shared
    if not shared and not tail and not asked["when"]:
        mixed = False
    head = f" {thing[-1].text}" if mixed else ""
    article = "the " if asked["article"] or re.match(r"(?:the|its|their) ", rest, re.I) else ""
    kept = tail.group() if tail and not _TAIL.search(rest) else ""
    return f"{asked['opens']} {article}{bare}{head}{kept}{asked['when'] or ''}"


def _subject(frame: str, rest: str) -> str:
    """Return the frame with another subject: "How does it spread" is asked of something else."""
    asked = _SUBJECT.match(frame)
    if asked is None or asked["rest"].split()[0].lower() in ("of", "and", "in", "for"):
        return ""
    return f"{asked['opens']} {rest} {asked['rest']}"


def _bare(text: str) -> str:
    return re.sub(r"^(?:the|an?|its?|their)\s+", "", text, flags=re.IGNORECASE)
