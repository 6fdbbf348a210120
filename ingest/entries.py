"""Reading one entry of a bibliography: APA, MLA, IEEE, Vancouver, numbered styles, GB/T 7714."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from ingest.bylines import read_byline

# What a bracket at the start of a line says of a work, where it is no label of it.
_REMARKS = (
    "online|internet|web(?:site|page)?|electronic|print|preprint|pre-print|e-?pub|in press"
    "|forthcoming|unpublished|submitted|accessed|available|cited|retrieved|updated|published"
    "|pubmed|pmc|medline|crossref|google scholar|scopus|doi|url|pdf|html|video|audio|film|podcast"
    "|software|computer|database|dataset|data set|report|thesis|dissertation|abstract|poster"
    "|editorial|letter|review|erratum|retracted|translated|en ligne|en línea|em linha"
)
REMARK = re.compile(rf"[\[［【]\s*(?:{_REMARKS})\b(?![+*])[^\]］】]{{0,80}}[\]］】]", re.I)
BRACKET = re.compile(  # [12], [Smith04], [ABC+12], [Knuth]
    rf"(?!(?i:{REMARK.pattern}))[\[［【]"
    r"(?P<bracket>\d{1,4}|[A-Z][\w+*]{1,12}(?:\s?\d{2,4}[a-z]?)?)[\]］】]"
)
_LABEL = re.compile(
    rf"\s*(?:[•●–-]\s+)?(?:{BRACKET.pattern}"
    r"|\(?(?P<number>\d{1,3})(?:[.)]\s*|\s+)(?=[^\W\d_]|[\"“—_]|10\.\d{4,9}/))\s*"
)
_CITED_ON = re.compile(  # pages: "[38,44]", and no year of a publisher, "[1999]"
    r"(?<=[.,\d)”\"])\s*\[(?!(?:1[6-9]|20)\d\d\])\d{1,4}(?:\s?[,–-]\s?\d{1,4})*\]\.?$"
)
_LONGEST = 1_200  # characters; what is longer is no entry, and reading it all takes for ever
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>]+", re.I)
_YEAR = re.compile(
    r"(?<![\d/.:–-])(?P<year>1[7-9]\d\d|20[0-4]\d)(?P<suffix>[a-z])?(?![\d/]|[–-]\d|:)"
    r"|(?P<volume>(?:1[7-9]\d\d|20[0-4]\d))(?=\s?[;,:]\s?\d+\s?[(:])"
)
_PAREN_YEAR = re.compile(
    r"\((?:(?:in press|forthcoming|n\.d\.)|[^()]{0,12}?(?P<year>1[6-9]\d\d|20[0-4]\d)"
    r"(?P<suffix>[a-z])?[^()]{0,25})\)\s*[.,:]?\s*"
)
_ARXIV = re.compile(
    r"(?:arxiv:\s?(?=\d{4}\.\d{4})|\b[a-z-]{2,8}(?:\.[A-Z]{2})?/(?=\d{7}\b))"
    r"(?P<year>\d\d)(?:0[1-9]|1[0-2])",
    re.I,
)
_BARE_YEAR = re.compile(r"[.,]\s*(?P<year>1[6-9]\d\d|20[0-4]\d)(?P<suffix>[a-z])?\s*[.:]\s+")
# The date where it stands right after the authors.
_DATED = re.compile(
    r"[\s.,:;]*(?:\[?\((?:in press|forthcoming|n\.d\."
    r"|[^()]{0,12}?(?:1[6-9]\d\d|20[0-4]\d)[^()]{0,25})\)"
    r"|(?:1[6-9]\d\d|20[0-4]\d)[a-z]?(?:\s?\[\d{4}\])?(?=[\s.,:;]))[\s.,:;\]]*"
)
_QUOTED = re.compile(
    r"(?:[\"“”„‟«「『]+|``)\s*(?P<title>[^\"“”„‟«»「」『』]{4,}?)[,.]?\s*(?:[\"“”»」』]+|'')|''(?P<other>.{4,}?)''|‘"
    r"(?P<single>[^’]{8,}?(?:’\w[^’]*){0,3})[,.]?’(?=[\s,.])"
)
_GBT = re.compile(r"\[(?:[JMCDRSPNGZA]|EB|DB|CP)(?:/OL)?\]")
_IN = re.compile(r"(?:[.?!”\"]\s+|,\s+)[Ii]n:?\s+(?=[\"“A-ZÀ-Þ\d*])|\.\s+in:?\s+")
_STOP = re.compile(
    r"(?<![\s.(-][A-Z])(?<!^[A-Z])[.?!。][\"”’)]?\s+"
    r"(?=[\"“(*_\w])"
)
_VENUE_WORD = r"(?:[A-ZÀ-Þ](?:[^\W\d_]|[&.-]){0,40},?|of|the|and|für|&)"
_SERIAL = re.compile(  # "Phys. Rev. D 53, 2236", "ApJ, 475, 163", "Nature 452 158": no title
    rf"(?P<venue>{_VENUE_WORD}(?:\s{_VENUE_WORD}){{0,7}}?)[\s,]*(?:[Vv]ol\.?\s?)?"
    r"[A-Z]?\d{1,4}[A-Z]?(?:\s?\(\d[^)]{0,8}\))?[\s,:]+(?:pp?\.?\s?)?[A-Z]?\d+"
)
_PREPRINT = re.compile(r"\[?(?:arxiv:|[a-z-]+(?:\.[A-Z]{2})?/\d{4}|[A-Z]{3,5}\d+\s?\()", re.I)
_PUBLISHER = re.compile(  # "Modern Cosmology (Academic Press, 2003)", "… (New York: Wiley)"
    r"(?P<title>.{8,}?)\s*\((?P<venue>[^()]{4,}?(?:,\s*(?:1[6-9]|20)\d\d|:\s[^()]+?))\)\s*(?:[.,]|$)"
)
_HOUSE = re.compile(  # "Pattern Recognition, 2nd ed. New York, NY, USA: Springer, 2006"
    r"(?P<title>[^.]{8,}?)(?:,\s(?:vol\.\s\d+|(?:\d+[a-z]{2}|[Rr]ev\.?|[a-z]+)\sed)){0,2}\.\s+"
    r"(?P<venue>[A-ZÀ-Þ][^\W\d_]+(?:[\s-][A-ZÀ-Þ][^\W\d_]+){0,2}(?:,\s[A-ZÀ-Þ][A-Za-z.]{1,14}){0,3}"
    r":\s[^:]{3,80})"
)
_TITLED = re.compile(r"(?:[^\W_]{2,}\s){2,}[^\W_]{2,}\.\s")  # words, then a stop: a title
_PLACES = re.compile(
    r"\bproc(?:eedings|\.)|\bconf|\bj\.|journal|\btrans|\bpress\b|springer|wiley|elsevier|academic"
    r"|\blett|\brev(?:iew|\.)|universit|preprint|arxiv|thesis|dissertation|report|workshop|symp"
    r"|\bannals|verlag|publish|lecture notes|\bieee\b|\bacm\b|magazine|bulletin|mcgraw|penguin",
    re.I,
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_AFTER_VENUE = re.compile(
    r"[,.;:(]\s*(?:vol|no|pp|pages?|\d)|\s(?:vol|no|pp?)\.\s?\d|\s\d+\s*[(:,]"
    rf"|[,.;(\s]\s*(?:{_MONTH}[\s\d,–-]*)?(?:1[6-9]|20)\d\d(?:\W|$)|,\s*\d|[,(]\s*{_MONTH}[\s\d,]*[)\d]",
    re.I,
)
_BARREN = re.compile(  # a part of an entry that is neither title nor venue
    r"\W*(?:(?:pp?|pages?|vol(?:ume)?|no|art|nr|n|issue|[Ss]eite[n]?)[\s.°º:]*[\d–-]|\d|[A-Z]{2}\W*$|e?\d"
    rf"|{_MONTH}(?!\w))",
    re.I,
)
_EDITION = re.compile(r"\s*(?:\d+(?:st|nd|rd|th)|[a-z]+)\s(?:revised\s)?ed(?:\.|ition)", re.I)


_SHORT = (
    "vs st vol no nr ed eds dr pp p v n art ser suppl cf al"  # the stop after these ends nothing
)
_ABBREVIATIONS = frozenset(_SHORT.split())
_DASHES = re.compile(
    r"(?:[—–_]{1,}|-{3,})\s*[.,:]?\s*"
)  # stand for the authors of the entry before


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
    flat = " ".join(unicodedata.normalize("NFC", text).split())
    label = _LABEL.match(flat)
    body = flat[label.end() :] if label else flat
    body = _CITED_ON.sub("", body)[:_LONGEST]
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
    addresses = r"(?:https?://|www\.|doi:\s*|(?<![\w/.])10\.\d{4,9}/)\S+"
    return re.sub(addresses, "", body, flags=re.I).strip()


def _year(body: str) -> int | None:
    """Return the year after the authors or set apart by stops or brackets, else the last one.

    Where there is none, a preprint's number tells it.
    """
    end = _byline(body)[1]
    dated = _DATED.match(body, end) if end else None
    first = re.search(r"(?:1[6-9]|20)\d\d", dated.group()) if dated else None
    if first:
        return int(first.group())
    for pattern in (_BARE_YEAR, _PAREN_YEAR):
        match = pattern.search(body)
        if match and match["year"] and match.start() < 400:
            return int(match["year"])
    found = _YEAR.finditer(_without_addresses(body))
    years = [int(match["year"] or match["volume"]) for match in found]
    return years[-1] if years else _year_of_preprint(body)


def _year_of_preprint(body: str) -> int | None:
    """Return the year in arXiv's number of a preprint: "1506.04392", "hep-ph/9907218"."""
    number = _ARXIV.search(body)
    if number is None:
        return None
    year = int(number["year"])
    return year + (1900 if year > 90 else 2000)


def _fields(body: str) -> tuple[tuple[str, ...], str, str]:
    """Return authors, title and venue, by what sets the title apart in this style."""
    kind = _GBT.search(body)
    if kind:
        return _gbt(body[: kind.start()], body[kind.end() :])
    authors, end = _byline(body)
    dated = _DATED.match(body, end) if end or body.startswith("(") else None
    start = dated.end() if dated else end
    quoted = _QUOTED.search(body)
    before = body[start : quoted.start()] if quoted else ""
    if quoted and (not re.search(r"\w", before) or (not authors and len(before) < 120)):
        title = quoted["title"] or quoted["other"] or quoted["single"]
        authors = authors if authors or end else _institution(body[: quoted.start()])
        return authors, title, _venue(body[quoted.end() :])
    rest = body[start:].strip(" ,:;")
    if authors and _PREPRINT.match(rest.lstrip(". ")):
        return authors, "", ""
    # Where commas set the parts apart, a stop inside is more likely an abbreviation's.
    commas = body[end : end + 1] == "," and not (dated and "(" in dated.group())
    house = _HOUSE.match(rest) if commas else None
    if house and not re.search(r",\s[Ii]n\s", house["title"]):
        return authors, house["title"], _venue(house["venue"])
    serial = _SERIAL.match(rest.lstrip(". "))
    if authors and serial and not _TITLED.search(serial["venue"]):
        return authors, "", serial["venue"]
    title, venue = _split(rest.lstrip(". "), commas=commas)
    return authors, title, venue


def _byline(body: str) -> tuple[tuple[str, ...], int]:
    """Return the authors and where they end; before a year, a name of any kind is one."""
    dashes = _DASHES.match(body)
    if dashes:
        return (), dashes.end()
    byline = read_byline(body)
    if byline.names:
        return byline.names, byline.end
    short = re.match(r"[A-ZÀ-Þ]{2,12}(?=\.\s)", body)
    if short:  # "AASHTO. A policy on …"
        return (short.group(),), short.end()
    dates = [match for pattern in (_PAREN_YEAR, _BARE_YEAR) if (match := pattern.search(body))]
    first = min(dates, key=lambda match: match.start(), default=None)
    if first is None or first.start() > 100 or ". " in body[: first.start()].strip(" ."):
        return (), 0
    return _institution(body[: first.start()]), first.start()


def _institution(text: str) -> tuple[str, ...]:
    name = text.strip(" .,")
    return (name,) if 2 < len(name) < 100 and re.search(r"[^\W\d_]", name) else ()


def _gbt(before: str, after: str) -> tuple[tuple[str, ...], str, str]:
    """Read "authors. title[J]. venue, year": the last stop before the mark starts the title."""
    byline = read_byline(before)
    if byline.names:
        return byline.names, before[byline.end :].strip(" .．。:："), _venue(after.lstrip(" .．。"))
    parts = [part for part in re.split(r"[.．。]\s*(?![A-Z]\.)", before.strip()) if part.strip()]
    title = parts[-1] if parts else ""
    names = ".".join(parts[:-1])
    found = tuple(name.strip() for name in re.split(r"[,，;；、]", names) if name.strip(" 等"))
    return found, title, _venue(after.lstrip(" .．。"))


# Title and venue -------------------------------------------------------------------------------


def _split(text: str, *, commas: bool) -> tuple[str, str]:
    """Return the title and the venue of what follows authors and date."""
    published = _PUBLISHER.match(text)
    if published and ". " not in published["title"]:
        return published["title"], re.sub(r",\s*\d{4}$", "", published["venue"])
    inside, stop = _IN.search(text), _first_stop(text, commas=commas)
    if inside and (stop is None or inside.start() <= stop.start()):
        return text[: inside.start() + (text[inside.start()] in "?!")], _venue(text[inside.end() :])
    if stop is not None:
        return text[: stop.start() + (text[stop.start()] in "?!")], _venue(text[stop.end() :])
    return _by_commas(text)


def _first_stop(text: str, *, commas: bool) -> re.Match[str] | None:
    """Return the stop that ends the title; among commas, only one after a word in small letters."""
    for match in _STOP.finditer(text):
        word = re.search(r"[^\s.]*$", text[: match.start()])
        small = word is not None and word.group().strip("()")[:1].islower() and len(word[0]) > 2
        if word and word.group().lower() in _ABBREVIATIONS:
            continue
        if not commas or (small and text[: match.start()].count(" ") > 1):
            return match
    return None


def _by_commas(text: str) -> tuple[str, str]:
    parts = [part for part in re.split(r",\s+", text) if not _EDITION.match(part)]
    barren = [at for at in range(1, len(parts)) if _BARREN.match(parts[at])]
    end = barren[0] if barren else len(parts)
    for at in range(1, end):
        volume = re.search(r"[^\W\d_]\W*\s\d+\s*(?:\(|$|[:,])", parts[at])
        if volume or _PLACES.search(parts[at]):
            return ", ".join(parts[:at]), _venue(", ".join(parts[at:]))
    if barren and end > 1:
        return ", ".join(parts[: end - 1]), _venue(parts[end - 1])
    return (parts[0], ", ".join(parts[1:end])) if len(parts[0]) > 25 or barren else (text, "")


def _venue(text: str) -> str:
    """Return where a work appeared: up to the volume, the pages, the year or the next sentence."""
    text = re.sub(r"^\s*(?:In:?\s+|in:?\s+|[.,;:]\s*)+", "", text.strip())
    match = _AFTER_VENUE.search(text)
    text = text[: match.start()] if match else text
    abbreviated = re.match(r"(?!Proc)[A-Z][a-zé]{0,8}\.(?:\s|$)", text)
    stop = None if abbreviated else re.search(r"(?<=[^\W\d_]{5})\.\s(?![A-Z][a-z]*\.)", text)
    return (text[: stop.start()] if stop else text)[:200]
