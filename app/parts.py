"""The questions that one question puts together: two asked at once, things compared, two years."""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from app.answer import Turn
from app.conversation import resolve
from app.language.lexemes import content_words
from app.language.values import years
from app.question.fragments import COMPARATIVE
from app.question.naming import NOUNS
from app.question.questions import kind_of
from app.question.slots import is_many

MOST = 3  # parts of one question
Split = Callable[[str], list[str]]
_ANOTHER = re.compile(
    r"(?:,\s*|;\s*|\s+)(?:and|but|or)?\s*(?:also\s+)?(?=\b(?:what|which|who|whom|when|where|why|how)\b"
    r"(?!\s+(?:is|are|was|were)?\s*$))|,?\s+and\s+(?=(?:in|on|at|by|with|for|from|to|of|under) (?:what|which|whom|whose)\b)|"
    r"[?;]\s+(?:and\s+)?(?=\w)",
    re.IGNORECASE,
)
_THE_CAUSE = re.compile(
    r"(?:what|which) (?:is|was|are|were) (?:the |its |their )?(?:\w+ )?(?:causes?|reasons?)$|why$",
    re.IGNORECASE,
)
_AUXILIARY = (
    r"(?:does|do|did|is|are|was|were|can|could|has|have|had|will|would|shall|should|must|may|might)"
)
_FRAME = re.compile(
    r"(?:according to|in|from|under|for|on|at|with|given|regarding|concerning|as|besides|among|"
    r"within|by|of|if|after|before|since|because|while|unlike|despite|apart from|once|whenever|"
    r"wherever|although|though|whereas|provided|assuming|suppose|supposing|unless|until|"
    rf"(?:when|where)(?! (?:exactly|precisely|else|and|or|{_AUXILIARY})\b))\b"
    r"(?!.*\b(?:what|which|who|whom|when|where|why|how)\b)"
    rf"(?!.*, {_AUXILIARY}\b)",
    re.IGNORECASE,
)
_ENDED = re.compile(r"\?|,? and\b", re.IGNORECASE)  # what is before it was a question by itself
_ASKS = r"(?:what|which|who|whom|when|where|how)"
_ALTERNATIVES = re.compile(  # "Which grew faster, what comes in or what goes out?" is one question
    rf"^(?:which|what|who|where)\b[^,:]*\b{COMPARATIVE}\b[^,:]*[,:] ?{_ASKS}\b(?! (?:is|are|was|were|do|does|did|can|could|should) (?:it|they|them)\b).* or {_ASKS}\b|"
    # "Rail or road, which is cheaper?"
    rf"^(?!{_ASKS}\b|why\b|{_AUXILIARY}\b)(?:[\w’'-]+ ){{1,4}}or (?:[\w’'-]+ ?){{1,4}}[,:;] ?(?:which|who|what)\b(?!.*[,;]|.* and (?:{_ASKS}|why)\b)",
    re.IGNORECASE,
)
_AUTHORS = re.compile(r"\bauthors?\b", re.IGNORECASE)
_BARE = re.compile(r"(?:why|how|when|where)$", re.IGNORECASE)
_JOINS = re.compile(r"^(?:,|;|\?|\s+(?:and|but|or)\b)", re.IGNORECASE)
_COMPARED = re.compile(
    r"^(?:please )?(?:compare|contrast)\s+(?P<one>.+?)\s+(?:with|to|and|versus|vs\.?|against)\s+(?P<two>.+)$|"
    r"\b(?:differences?|similarit(?:y|ies)|comparison|contrast)\s+(?:of|in .{3,40} )?between\s+(?P<a>.+?)\s+and\s+(?P<b>.+)$|"
    r"^how (?:do|does|did|is|are) (?P<c>.+?) (?:differ(?:ent)? from|compared? (?:to|with)) (?P<d>.+)$|"
    r"^how (?:do|did) (?P<e>.+?) and (?P<f>.+?) (?:differ|compare)\b(?: (?:in|on|regarding|with (?:regard|respect) to|in terms of) (?P<matter>(?!how\b|what\b|that\b).+)|.*)$|"
    r"\b(?:which|what|who) (?:is|are|was|were) (?:more|less|\w+er)\b[^,:]*[,:]\s*(?P<g>.+?) or (?P<h>.+)$",
    re.IGNORECASE,
)
_NAMED = r"the(?: (?!of\b)[\w’'-]+){1,6}?"
_OF_ONE_PAPER = re.compile(  # "the sample of the Oakton study", "the Oakton", "the Oakton study"
    rf"(?P<what>.+ (?:of|in) )?(?P<name>{_NAMED})(?: (?P<noun>{NOUNS}))?", re.IGNORECASE
)
_THE_OTHER_PAPER = re.compile(
    rf"(?P<name>{_NAMED}) (?:(?P<noun>{NOUNS})(?P<many>s)?|(?P<studies>studies))", re.IGNORECASE
)
_TWO_YEARS = re.compile(
    r"(?<!between )(?<!from )\b(?P<one>(?:1[5-9]|20)\d\d)(?P<gap>,?\s*(?:and|or|versus|vs\.?|compared (?:to|with))\s+"
    r"(?:(?:again )?(?:in|for|during|of|that of|those of)\s+)?)(?P<two>(?:1[5-9]|20)\d\d)\b",
    re.IGNORECASE,
)
_TWO_THINGS = re.compile(
    r"^(?P<opens>(?:what|which|who|how (?:much|many|large|big|high|long|old)) (?:is|are|was|were)) "
    r"(?P<one>(?:the |an? )?[^,]{2,60}?) and (?P<two>(?:the |an? )?[^,]{3,}?)$",
    re.IGNORECASE,
)
_TWO_COUNTS = re.compile(
    r"^how many (?P<one>[\w’'-]+(?: [\w’'-]+)?) and (?P<two>[\w’'-]+) "
    r"(?P<rest>(?:is|are|was|were|do|does|did|have|has|had|can|could|will|would|should)\b.*)$",
    re.IGNORECASE,
)
_ANOTHER_TIME = re.compile(
    r"\b(?:after|before|later|earlier|next|previous|following|last|first|now|today)\b",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s(?:of|in|for|on|during|from|between|at|by|to|with|among)\s.+$", re.IGNORECASE
)
_BETWEEN = re.compile(r"\bbetween\b(?!.*\band\b)", re.IGNORECASE)
_THAT_OF = re.compile(r"^(?:that|those|the one|the ones)\s+(?P<rest>\w.+)$", re.IGNORECASE)
_WHOLE = re.compile(r"the [\w’'-]+ [\w’'-]+", re.IGNORECASE)
_DETERMINED = re.compile(r"(?:the|an?|its|their|his|her|our|this|these|those)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Parts:
    """Questions, each to be understood alone, that together make one; none if it is a single one.

    `how` they are put together says what the answer owes: "questions" and "years" want each
    answered, things "compared" also what is said of both, and "things" may in truth be one.
    """

    texts: tuple[str, ...] = ()
    how: Literal["questions", "compared", "years", "things", ""] = ""


def parts_of(text: str) -> Parts:
    """Return the questions that `text` puts together."""
    plain = text.strip().rstrip("?.! ")
    ways: tuple[tuple[Literal["questions", "compared", "years", "things"], Split], ...] = (
        ("questions", _questions),
        ("compared", _comparison),
        ("years", _two_years),
        ("things", _two_things),
    )
    for how, split in ways:
        found = dict.fromkeys(part for part in split(plain) if _asks_something(part))
        if len(found) > 1:
            texts = tuple(f"{part[0].upper()}{part[1:]}?" for part in found)
            return Parts(texts[:MOST], how)
    return Parts()


def _asks_something(part: str) -> bool:
    """Say whether a part names what it asks for; of a paper, its authors are that too."""
    return bool(content_words(part) or _AUTHORS.search(part))


def _questions(plain: str) -> list[str]:
    """Return questions that follow each other; a later one may lean on the first."""
    if _ALTERNATIVES.match(plain):
        return []
    cuts = [match for match in _ANOTHER.finditer(plain) if _JOINS.match(match.group())]
    pieces: list[str] = []
    start = 0
    for cut in cuts:
        pieces.append(plain[start : cut.start()])
        start = cut.end()
    pieces.append(plain[start:])
    whole = [piece.strip(" ,;?") for piece in pieces]
    if kind_of(whole[0]) == "why":  # "…, what was the cause?" asks the same again
        whole = [whole[0], *(piece for piece in whole[1:] if not _THE_CAUSE.match(piece))]
    if _FRAME.match(whole[0]) and not _ENDED.match(plain, len(whole[0])):
        # "In section 3, what …", "If prices rise, who …", "Once it has grown, which …"
        whole = [
            piece if at and _BARE.match(piece) else f"{whole[0]}, {piece}"
            for at, piece in enumerate(whole[1:])
        ]
    if len(whole) < 2 or any(len(piece.split()) < 2 and not _BARE.match(piece) for piece in whole):
        return []
    first = whole[0]
    return [first, *(_alone(piece, first) for piece in whole[1:])]


def _alone(piece: str, first: str) -> str:
    """Return a later question with what it takes over from the first one."""
    resolved = resolve(piece, [Turn(first, "")]).strip(" ?")
    when = re.search(r"\b(?:in|during|for|by|since) (?:the year )?(?:1[5-9]|20)\d\d\b", first)
    valued = kind_of(resolved) in ("number", "percent", "money")
    if when and valued and not years(resolved) and not _ANOTHER_TIME.search(piece):
        return f"{resolved} {when.group()}"
    return resolved


def _comparison(plain: str) -> list[str]:
    match = _COMPARED.search(plain)
    if not match:
        return []
    matter = match["matter"]
    one, two = (part.strip(" ,") for part in match.groups() if part and part != matter)
    things = _of_two_papers(one, two) or _completed(one, two)
    return [_asking(f"{matter} in {thing}" if matter else thing) for thing in things]


def _of_two_papers(one: str, two: str) -> tuple[str, str] | None:
    """Return what is asked of each of two papers: "the size of the Oakton and the Hill studies"."""
    first, second = _OF_ONE_PAPER.fullmatch(one), _THE_OTHER_PAPER.fullmatch(two)
    if not first or not second:
        return None
    noun = "study" if second["studies"] else second["noun"]
    if not (first["noun"] or second["studies"] or second["many"]):
        return None  # "the plastic and the kraft paper"
    what = first["what"] or ""
    named = f"{what}{first['name']} {first['noun'] or noun}"
    return named, f"{what}{second['name']} {noun}"


def _asking(thing: str) -> str:
    """Return the question that asks for a thing named in a comparison."""
    if re.match(r"(?:what|which|who|how|when|where|why)\b", thing, re.IGNORECASE):
        return thing
    question = f"what is {thing}"
    return question if kind_of(question) != "other" else thing


def _two_years(plain: str) -> list[str]:
    match = _TWO_YEARS.search(plain)
    if not match or len(years(plain)) != 2:
        return []
    head, tail = plain[: match.start()], plain[match.end() :]
    return [f"{head}{match['one']}{tail}", f"{head}{match['two']}{tail}"]


def _two_things(plain: str) -> list[str]:
    counts = _TWO_COUNTS.match(plain)
    if counts and is_many(counts["one"]) and is_many(counts["two"]):
        return [f"how many {counts[part]} {counts['rest']}" for part in ("one", "two")]
    match = _TWO_THINGS.match(plain)
    if not match:
        return []
    first = match["one"].strip()
    if _BETWEEN.search(first):  # "the link between trade and growth" is one thing
        return []
    one, two = _completed(first, match["two"].strip())
    # "The export volume and the value of the parcels": of the parcels, or by itself? Both are asked.
    alone = [first] if one != first and _WHOLE.match(first) else []
    return [f"{match['opens']} {thing}" for thing in (*alone, one, two)]


def _completed(one: str, two: str) -> tuple[str, str]:
    """Return both things whole: what the one leaves out is taken from the other.

    "the sales in 2018", "2019"; "the size of Rome", "that of Paris"; "import", "export volumes".
    """
    year = re.fullmatch(r"(?:in |for |during )?((?:1[5-9]|20)\d\d)", two, re.IGNORECASE)
    if year and (old := re.search(r"\b(?:1[5-9]|20)\d\d\b", one)):
        return one, f"{one[: old.start()]}{year[1]}{one[old.end() :]}"
    tail, other = _TAIL.search(one), _TAIL.search(two)
    if that := _THAT_OF.match(two):
        return one, f"{one[: tail.start()] if tail else one} {that['rest']}"
    if other and not tail:
        return f"{_headed(one, two[: other.start()])}{other.group()}", two
    if not tail and not other:
        return _headed(one, two), two
    return one, two


def _headed(one: str, two: str) -> str:
    """Return `one` with the last word of `two` where it is but the first of two modifiers."""
    longer = two.split()
    if len(one.split()) > 1 or len(longer) < 2 or _DETERMINED.match(two):
        bare = one.split()
        determined = len(bare) == 2 and _DETERMINED.match(one) and not _DETERMINED.match(two)
        return f"{one} {longer[-1]}" if determined and len(longer) == 2 else one
    return f"{one} {longer[-1]}"
