"""Questions for the papers that have a part, name several things or none, or are of a kind."""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from app.language.lexemes import stems
from app.question.across_asked import as_papers

WORDS = 4  # that a thing has at most; more are a question of their own
_ASKS = r"(?:which|what|how many|list|show(?: me)?|find|name|(?:do|does|are|is) (?:there )?any)"
_WHICH = rf"(?:{_ASKS}(?: of)? )?papers?(?: (?:that|which))?"
_PART = (
    r"(?:(?:section|chapter|part|paragraph) (?:on|about|called|titled|entitled|for) (?:the |its |their )?[\"“']?(?P<titled>[\w -]{3,30}?)[\"”']?|"
    r"(?P<before>[\w -]{3,30}?) (?:section|chapter)s?|(?P<exhibit>table|figure)s?|"
    r"(?P<own>abstract|keyword|author|year|date|doi|introduction|conclusion|discussion|acknowledge?ment|appendix|appendice|reference|bibliograph(?:y|ie)|reference list)s?)"
)
_LACKS = r"(?:(?:do not|don['’]t|does not|doesn['’]t) (?:have|contain|include)|without|lacks?|(?:have|has|with|contains?) no)"
_HAVING = re.compile(
    rf"{_WHICH} (?:(?P<lacks>{_LACKS})|have|has|contains?|includes?|with)(?: (?:an?|any|the|own|their own))* {_PART}",
    re.IGNORECASE,
)
_SPEAKS = r"(?:mention(?:s|ing)?|discuss(?:es|ing)?|talk(?:s|ing)? about|speaks? (?:of|about)|cover(?:s|ing)?|address(?:es|ing)?|nam(?:es?|ing)|us(?:es?|ing)|refers? to|considers?)"
_NOT_NAMING = re.compile(
    rf"{_WHICH} (?:do not|don['’]t|does not|doesn['’]t|never) {_SPEAKS} (?P<thing>[^,;:?]+)",
    re.IGNORECASE,
)
_NAMING = re.compile(
    rf"{_WHICH} {_SPEAKS} (?:(?P<both>both )?(?P<one>[^,;:?]+?) (?P<joint>(?(both)and|(?:as well as|and also|but (?:(?:do |does )?not|don['’]t|doesn['’]t)(?: {_SPEAKS})?))) (?P<two>[^,;:?]+))",
    re.IGNORECASE,
)
_REVIEW = r"(?:(?:systematic|literature|narrative|scoping) )?reviews?(?: (?:articles|papers?))?"
_KIND = re.compile(
    rf"(?:(?:{_WHICH}|{_ASKS} of (?:them|these|those)) (?:are|is)(?: an?)?|(?:are|is) any of (?:papers|them)(?: an?)?|(?:are|is) there(?: any| an?)?(?= review papers?)) (?P<kind>{_REVIEW}|meta-?analys[ei]s|case (?:reports?|series|stud(?:y|ies))|surveys?|editorials?|"
    r"commentar(?:y|ies)|(?:(?:randomi[sz]ed|controlled|clinical) )*trials?|(?:cohort|cross-sectional|case[- ]control|user) stud(?:y|ies))",
    re.IGNORECASE,
)
_BARE = re.compile(r"^(?:the (?:words?|term) |the |an? )|[\"“”'‘’]", re.IGNORECASE)
_CLAUSE = re.compile(
    r"\b(?:how|what|why|when|who|which|where|whether|if|that|and|or|not|but)\b", re.IGNORECASE
)
_ONE_OF = (("ies", "y"), ("yses", "ysis"), ("series", "series"), ("s", ""))
_PRINTED = {
    "abstract": "an abstract",
    "keyword": "keywords",
    "author": "an author named",
    "year": "a year given",
    "doi": "a DOI given",
    "bibliography": "a bibliography that could be read",
}
VERY_WORDS = "Only these very words were looked for."
BY_ITS_NAME = (
    "Told by how title and opening call it; others may be such a work without saying so there."
)


@dataclass(frozen=True, slots=True)
class Having:
    """What papers are to have, name or be; `lacking` where those are wanted that do not.

    `things` are the title of a section, "table" or the like; what is named, and with `without`
    what is not; or a kind of work.
    """

    what: Literal["part", "exhibit", "named", "kind"]
    things: tuple[str, ...]
    lacking: bool = False
    without: str = ""

    @property
    def is_section(self) -> bool:
        """Whether they are to have a section, which is known by its heading."""
        return self.what == "part" and self.things[0] not in _PRINTED

    @property
    def called(self) -> str:
        """What they are to have, in a sentence."""
        (thing,) = self.things
        if self.what == "exhibit":
            return f"a {thing} that could be read"
        if thing in _PRINTED:
            return _PRINTED[thing]
        return f"a section with “{thing}” in its heading"

    def says(self, papers: int, *, lacking: bool) -> str:
        """Return what so many papers have, name or are, in a sentence; or that they do not."""
        one = papers == 1
        if self.what in ("part", "exhibit"):
            has = re.sub(r"^(?:an? )?", "no ", self.called) if lacking else self.called
            return f"{'has' if one else 'have'} {has}"
        if self.what == "kind":
            return f"{'calls itself' if one else 'call themselves'} a {self.things[0]}"
        named = " and ".join(f"“{thing}”" for thing in self.things)
        names = "names" if one else "name"
        names = f"{'does' if one else 'do'} not name" if lacking else names
        return f"{names} {named}{f' and not “{self.without}”' if self.without else ''}"

    @property
    def caution(self) -> str:
        """A sentence on how far the answer can be trusted."""
        return {"named": VERY_WORDS, "kind": BY_ITS_NAME}.get(self.what, "")


def papers_having(question: str) -> Having | None:
    """Return what the papers asked for are to have, name or be; None if it is something else."""
    plain = as_papers(question)
    if found := _HAVING.fullmatch(plain):
        return _part(found)
    if found := _NOT_NAMING.fullmatch(plain):
        thing = _thing(found["thing"])
        return Having("named", (thing,), lacking=True) if thing else None
    if found := _NAMING.fullmatch(plain):
        one, two = _thing(found["one"]), _thing(found["two"])
        if not one or not two:
            return None
        is_not = found["joint"].casefold().startswith("but")
        return Having("named", (one,), without=two) if is_not else Having("named", (one, two))
    found = _KIND.fullmatch(plain)
    return Having("kind", (_of_one(found["kind"].casefold()),)) if found else None


def _part(found: re.Match[str]) -> Having | None:
    """Return the part that papers are to have."""
    lacking = bool(found["lacks"])
    if exhibit := found["exhibit"]:
        return Having("exhibit", (exhibit.casefold(),), lacking)
    own = (found["own"] or "").casefold()
    named = _thing(found["titled"] or found["before"] or "")
    thing = {"appendice": "appendix"}.get(own, own) or named
    thing = "year" if own == "date" else thing
    thing = "bibliography" if own.startswith(("bibliograph", "reference")) else thing
    return Having("part", (thing,), lacking) if thing else None


def _thing(named: str) -> str:
    """Return a thing that can be looked for, "" where more than a thing is named."""
    thing = _BARE.sub("", named.strip()).strip()
    return thing if 0 < len(stems(thing)) <= WORDS and not _CLAUSE.search(thing) else ""


def _of_one(kind: str) -> str:
    """Return what one work of the kind is called."""
    kind = re.sub(r" (?:articles|papers?)$", "", kind)
    many, one = next(((many, one) for many, one in _ONE_OF if kind.endswith(many)), ("", ""))
    return f"{kind.removesuffix(many)}{one}" if many and not kind.endswith("ysis") else kind
