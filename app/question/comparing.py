"""The things that a question compares, or puts side by side, and the sides that it asks of."""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re

from app.language.courtesies import LEADS_IN
from app.language.ordinals import ANY_ORDINAL
from app.language.values import YEAR, names, years
from app.question.kinds import kind_of
from app.question.slots import is_many
from app.question.titles_and_authors import NOUNS, PAPER

_ORDERED = rf"the (?:{ANY_ORDINAL}|last|latter|former)"
_ORDINAL_ALONE = re.compile(rf"(?P<name>{_ORDERED})(?P<tail> (?:of|in)\b.*)?", re.IGNORECASE)
_ORDINAL_OF = re.compile(rf"{_ORDERED} (?P<thing>(?!of\b|in\b)[\w’'-]+.*)", re.IGNORECASE)
_ORDINAL = re.compile(rf"^{_ORDERED} (?=\w)", re.IGNORECASE)
_OWNED = re.compile(r"^.*['’]s? (?=\w)")
_NO_PRONOUN = rf"(?!(?:it|them|him|her|this|that|these|those|all|any|every|other|others|(?:this|the|their|these) {PAPER})\b)"
_COMPARED = re.compile(
    rf"^{LEADS_IN}(?:compare|contrast)\s+(?P<one>.+?)\s+(?:with|to|and|versus|vs\.?|against)\s+(?P<two>.+)$|"
    r"\b(?:differences?|similarit(?:y|ies)|comparison|contrast)\s+(?:of|in .{3,40} )?between\s+(?P<a>.+?)\s+and\s+(?P<b>.+)$|"
    r"^how (?:do|does|did|is|are) (?P<c>.+?) (?:differ(?:ent)? from|compared? (?:to|with)) (?P<d>.+)$|"
    rf"^what (?:(?:distinguish|separate|differentiate)(?:e?s|d|ed)? (?P<i>{_NO_PRONOUN}.+?)|sets? (?P<j>{_NO_PRONOUN}.+?) apart) from (?P<k>(?!the (?:rest|others?)\b){_NO_PRONOUN}.+)$|"
    r"^how (?:do|did) (?P<e>.+?) and (?P<f>.+?) (?:differ|compare)\b(?: (?:in|on|regarding|with (?:regard|respect) to|in terms of) (?P<matter>(?!how\b|what\b|that\b).+)|.*)$|"
    r"\b(?:which|what|who) (?:is|are|was|were) (?:more|less|\w+er)\b[^,:]*[,:]\s*(?P<g>.+?) or (?P<h>.+)$",
    re.IGNORECASE,
)
_NO_SIDE = re.compile(  # of which nothing can be asked by itself
    r"(?:(?:all|any|most|many|some|the|those|that) )*(?:of (?:the )?)?(?:others?|rest|elsewhere)\b",
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
    rf"(?<!between )(?<!from )\b(?P<one>{YEAR})(?P<gap>,?\s*(?:and|or|versus|vs\.?|compared (?:to|with))\s+"
    rf"(?:(?:again )?(?:in|for|during|of|that of|those of)\s+)?)(?P<two>{YEAR})\b",
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
_TAIL = re.compile(
    r"\s(?:of|in|for|on|during|from|between|at|by|to|with|among)\s.+$", re.IGNORECASE
)
_CLAUSE = re.compile(r"\b(?:that|which|who|whose|where|when)\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\b(?!.*\band\b)", re.IGNORECASE)
_THAT_OF = re.compile(r"^(?:that|those|the one|the ones)\s+(?P<rest>\w.+)$", re.IGNORECASE)
_WHOLE = re.compile(r"the [\w’'-]+ [\w’'-]+", re.IGNORECASE)
_DETERMINED = re.compile(r"(?:the|an?|its|their|his|her|our|this|these|those)\b", re.IGNORECASE)
_ASKING = r"(?:what|who|whom|when|where|why|how)"
_SIDE = r"(?!(?:which|what|whom|whose|how|case|order|fact|general|turn|addition|particular|example|instance|it|them|that|this|(?:the )?(?:other|first|second|third|former|latter|last|same))\b)[^,;:?]{2,50}?"
_TWO_SIDES = re.compile(  # the link said twice makes two sides of it
    rf"^(?P<asked>(?:{_ASKING}|which|is|are|was|were|do|does|did|can|could|has|have|had|will)\b.+?) "
    rf"(?P<link>in|for|among|at|on|of) (?P<one>{_SIDE}),? and (?:also )?(?P=link) (?P<two>{_SIDE})$",
    re.IGNORECASE,
)
_TOGETHER = re.compile(  # of both at once
    r"\b(?:differ\w*|compar\w+|between|both|either|neither|same|alike|than|together|whether|they|apart|related|more|less|if|when|\w+er)\b.* (?:in|for|among|at|on|of) ",
    re.IGNORECASE,
)
_BOTH_ASKED = re.compile(
    rf"^{LEADS_IN}(?:compare|contrast) (?P<one>[^,;:?]+?) (?:with|to|and|versus|vs\.?|against) (?P<two>[^,;:?]+?)"
    rf"\s?[,;:–—]\s?(?:and )?(?P<asked>(?:{_ASKING}|which)\b.+)$",
    re.IGNORECASE,
)
_OF_EACH = re.compile(
    r",? (?:(?:in|for|of|by|at|among) )?(?:each|both|either|the two|them)(?: (?:one|case|of them))?$",
    re.IGNORECASE,
)
_A_PAPER = re.compile(rf"\b(?:{NOUNS})$", re.IGNORECASE)


def comparison(plain: str) -> list[str]:
    """Return a question for each of two things compared, [] where none are."""
    match = _COMPARED.search(plain)
    if not match:
        return []
    matter = match["matter"]
    one, two = (part.strip(" ,") for part in match.groups() if part and part != matter)
    if _NO_SIDE.match(one) or _NO_SIDE.match(two):
        return []
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


def two_years(plain: str) -> list[str]:
    """Return the question for each of the two years that it names, [] where it names no two."""
    match = _TWO_YEARS.search(plain)
    if not match or len(years(plain)) != 2:
        return []
    head, tail = plain[: match.start()], plain[match.end() :]
    return [f"{head}{match['one']}{tail}", f"{head}{match['two']}{tail}"]


def two_things(plain: str) -> list[str]:
    """Return the question for each of two things that "and" joins, [] where it joins none."""
    counts = _TWO_COUNTS.match(plain)
    if counts and is_many(counts["one"]) and is_many(counts["two"]):
        return [f"how many {counts[part]} {counts['rest']}" for part in ("one", "two")]
    match = _TWO_THINGS.match(plain)
    if not match:
        return []
    first = match["one"].strip()
    if _BETWEEN.search(first):  # "the link between trade and growth" is one thing
        return []
    second = match["two"].strip()
    if both := _of_both(first, second):
        return [f"{match['opens']} {thing}" for thing in both]
    one, two = _completed(first, second)
    # "The export volume and the value of the parcels": of the parcels, or by itself? Both are asked.
    alone = [first] if one != first and _WHOLE.match(first) else []
    return [f"{match['opens']} {thing}" for thing in (*alone, one, two)]


def _of_both(one: str, two: str) -> tuple[str, str] | None:
    """Return "the role of cities", "villages in trade" as the role in trade of each; else None."""
    of_one = re.fullmatch(
        r"(?P<head>the [\w’'-]+ of )(?P<many>(?!the\b)[\w’'-]+)", one, re.IGNORECASE
    )
    of_two = re.fullmatch(r"(?P<many>[\w’'-]+)(?P<tail> (?:in|on|for|to|during|under)\b.+)?", two)
    if not of_one or not of_two or not (is_many(of_one["many"]) and is_many(of_two["many"])):
        return None
    tail = of_two["tail"] or ""
    return f"{one}{tail}", f"{of_one['head']}{of_two['many']}{tail}"


def _completed(one: str, two: str) -> tuple[str, str]:
    """Return both things whole: what the one leaves out is taken from the other.

    "the sales in 2018", "2019"; "the size of Rome", "that of Paris"; "import", "export volumes".
    """
    year = re.fullmatch(rf"(?:in |for |during )?({YEAR})", two, re.IGNORECASE)
    if year and (old := re.search(rf"\b{YEAR}\b", one)):
        return one, f"{one[: old.start()]}{year[1]}{one[old.end() :]}"
    one, two = _both_ordered(one, two), _both_ordered(two, one)
    tail, other = _TAIL.search(one), _TAIL.search(two)
    if that := _THAT_OF.match(two):
        head = one[: tail.start()] if tail else one
        owned = that["rest"].startswith("of ")
        head = _OWNED.sub("the ", head) if owned else _ORDINAL.sub("the ", head)
        return one, f"{head} {that['rest']}"
    if other and not tail and not _CLAUSE.search(two, 0, other.start()):
        return f"{_headed(one, two[: other.start()])}{other.group()}", two
    if not tail and not other:
        return _headed(one, two), two
    return one, two


def _both_ordered(one: str, two: str) -> str:
    """Return "the second" as "the second phase" beside "the third phase"; else `one` as it is."""
    alone, whole = _ORDINAL_ALONE.fullmatch(one), _ORDINAL_OF.fullmatch(two)
    return f"{alone['name']} {whole['thing']}{alone['tail'] or ''}" if alone and whole else one


def _headed(one: str, two: str) -> str:
    """Return `one` with the last word of `two` where it is but the first of two modifiers."""
    longer = two.split()
    if len(one.split()) > 1 or len(longer) < 2 or _DETERMINED.match(two):
        bare = one.split()
        determined = len(bare) == 2 and _DETERMINED.match(one) and not _DETERMINED.match(two)
        return f"{one} {longer[-1]}" if determined and len(longer) == 2 else one
    return f"{one} {longer[-1]}"


def two_sides(plain: str) -> list[str]:
    """Return the question for each of the two sides that it is asked of, [] for one side."""
    match = _TWO_SIDES.match(plain)
    if not match or _TOGETHER.search(plain[: match.start("one")]):
        return []
    return [f"{match['asked']} {match['link']} {match[side]}" for side in ("one", "two")]


def is_asked_of_two(plain: str) -> bool:
    """Say whether a question goes with what is compared: "Compare A and B: how many were tested?"."""
    return bool(_BOTH_ASKED.match(plain))


def compared_sides(plain: str) -> list[str]:
    """Return what is then asked of each of the two, [] where it is asked of both at once."""
    match = _BOTH_ASKED.match(plain)
    if not match or _TOGETHER.search(f"{match['asked']} of "):
        return []
    asked = _OF_EACH.sub("", match["asked"])
    return [f"{asked} {_link(match[side])} {match[side]}" for side in ("one", "two")]


def _link(side: str) -> str:
    """Return "in" before a place, another name or a paper, "for" before a thing."""
    return "in" if names(f"of {side}") or _A_PAPER.search(side) else "for"
