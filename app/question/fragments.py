"""Fragments that ask more of the question before and take no thing's place: "more than in May?"."""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re

from app.question.slots import LINKS, is_many

_LONGEST = 7  # words of a fragment; a row of more is a search of its own
COMPARATIVE = (
    r"(?:more|less|fewer|better|worse|bigger|larger|smaller|higher|lower|cheaper|dearer|faster|slower|"
    r"longer|shorter|newer|older|younger|sooner|easier|harder|safer|stronger|weaker|quicker|stricter|greater|"
    r"richer|poorer|heavier|lighter|wider|narrower|costlier|riskier|busier)"
)
_ADDS = re.compile(
    rf"(?:(?:much|far|any|even|no|not) )*{COMPARATIVE}(?: than\b.*)?|\w+er than .+|than .+|"
    r"(?:not )?(?:as|too|so|quite|very|enough|still|ever|never|always|already|often|sometimes) \w.*|"
    r"(?:enough|good|bad|true|expensive|cheap|dangerous|safe|legal|illegal|serious|normal)\b(?! (?:of|and)\b)(?: (?:for|in) .+)?|"
    r"(?:because|due to|despite|thanks to|except|if|unless|although) .+|.+ or .+|"
    r"\w+ (?:on|for|by|with|from|of|in|to|against) (?:what|which|whom|whose)(?: \w+)?|(?:by|until) when|"
    r"(?:(?:right |just |back |even |until |since |by |up to )?(?:today|now|then|nowadays|currently|lately|recently|afterwards?|later|earlier|previously|formerly|normally|usually|"
    r"originally|elsewhere|everywhere|anywhere|altogether|overall|quickly|fully|completely|on time|in time|all in all)|before|after|later on|from (?:now|then) on)|"
    r"(?:(?:any|some|no)(?:body|thing)|(?:any|some|no )one)(?: (?:else|hurt|(?-i:\w{3,}(?:ed|er|ing)))\b[^,;:]*)?|(?:any|some)(?:one|body) (?:from|without) [^,;:]+",
    re.IGNORECASE,
)
_DEGREE = re.compile(r"(?:very|still|ever|never|always|often) (?!\w+times$)", re.IGNORECASE)
_HELPS = r"(?:is|are|was|were|would|should|could|has|have|had|must|does|do|did)"
_NOT = rf"(?:{_HELPS}(?:n['’]?t| not)|can['’]?t|cannot|can not|won['’]?t|will not)"
_NO_THING = (
    r"(?!.*\b(?:who|whom|which|that|whose|what|where|when|how|why)\b)"
    rf"(?!(?:{LINKS}|because|due|despite|thanks|except|if|unless|although|once|while|than|more|less|as)\b)"
)
# "No more loans were given?": it tells, and is no thing; nor is it one after "so"
_DENIES = re.compile(
    rf"{_NO_THING}[^,;:?]*\w (?<!\bthe )(?<!\ba ){_NOT}\b.*|no(?: more)? [^,;:?]* {_HELPS} .*"
)
_STATES = re.compile(
    rf"{_NO_THING}[^,;:?]*\w (?<!\bthe )(?<!\ba )(?:{_HELPS}|will|can) [^,;:?]*\w.*"
)
_ASKS_OR_DENIES = re.compile(  # "63 percent of whom", "nothing on teenagers"; the WHO is a thing
    rf"(?:no|nothing(?! (?-i:[A-Z]))|really)(?!-)\b.*|"
    rf"(?:.*\s)?(?:{LINKS}|compared to) (?:(?-i:who)|whom|what|which|when|how (?:many|much))\b(?: [\w’'-]+){{0,2}}|"
    r"(?:.*\s)?(?<!the )(?:(?-i:who)|whom|what|which|when)(?: now| then| next| in| on| at| for)?",
    re.IGNORECASE,
)
_JUDGES = re.compile(  # what was told, and asks for no more of it: "Is that a lot?"
    r"(?:(?:and|but|so|hm+|ok(?:ay)?)\b,? )*(?:(?:is|are|was|were) (?:that|this|it|they|those|these) "
    r"(?:(?:really|very|quite|so|too|actually|considered|any) )*(?:a lot|a little|much|many|few|good|"
    r"bad|high|low|big|small|large|normal|usual|typical|enough|true|right|sure|certain|surprising)|"
    r"when (?:was|did) (?:that|this)(?: happen)?)",
    re.IGNORECASE,
)
_SO = re.compile(r"^(?:and )?(?:so|then|but)\b", re.IGNORECASE)
_SAID_OF_IT = re.compile(r"worth|in (?:use|force|effect|place)\b.*|on sale\b.*", re.IGNORECASE)
_CHOICE = re.compile(r".+ or .+", re.IGNORECASE)
_CLOSING = re.compile(
    r"(?<=\w)(?:,? (?:too|also|as well|even|already|altogether|exactly|instead))+$", re.IGNORECASE
)
_OPENING = re.compile(
    r"^(?:(?i:even|just|only)\b,? )+(?=the |an? |in |from |(?:sub)?section |chapter |[A-Z])|^(?i:just) (?=\w)"
)
_FROM_PART = re.compile(
    r"^from (?=(?:section|chapter) \d|the (?:abstract|introduction|conclusion)\b)"
)


def adds(fragment: str) -> bool:
    """Say whether what is no clause is no thing either: it compares, judges, or lets choose.

    Or it is a time, a manner, or anyone that something may be so of: "today?", "anyone fined?".
    """
    bare = fragment.strip(" ?.!")
    is_thing = _DEGREE.match(bare) and is_many(bare)
    return len(bare.split()) <= _LONGEST and not is_thing and bool(_ADDS.fullmatch(bare))


def judges(question: str) -> bool:
    """Say whether a question that ends in no sign only judges what was told, or asks when it was.

    "Is that a lot" and "When was that" name nothing that "And plums?" could take the place of.
    """
    return bool(_JUDGES.fullmatch(question))


def lets_choose(fragment: str) -> bool:
    """Say whether one of two things is to be chosen: "up or down"."""
    return bool(_CHOICE.fullmatch(fragment))


def is_said_of_it(fragment: str) -> bool:
    """Say whether the fragment is what may be said of a thing: "worth?", "in use already?"."""
    return bool(_SAID_OF_IT.fullmatch(fragment))


def asks_or_denies(fragment: str, before: str) -> bool:
    """Say whether the fragment asks or denies, and names no thing: "63 percent of whom?".

    "By doing what?" is added to a question `before` that has no "by" of its own.
    """
    bare = fragment.strip(" ?.!")
    link = re.match(rf"{LINKS} ", bare, re.IGNORECASE)
    if link and f" {link.group().casefold()}" not in f" {before.casefold()}":
        return False
    return bool(_ASKS_OR_DENIES.fullmatch(bare)) and not adds(bare)


def is_statement(question: str, rest: str) -> bool:
    """Say whether a question only tells something, to be confirmed: "so the shop will go?".

    `rest` is the question without "so". "And services the state has cut?" names a thing.
    """
    bare = rest.strip(" ?.!")
    told = _DENIES.fullmatch(bare) or _SO.match(question.strip()) and _STATES.fullmatch(bare)
    return bool(told) and not adds(rest)


def without_particles(fragment: str) -> str:
    """Return "Amazon" for "Amazon too": what is asked of it is not changed by the rest.

    What shall be "only from section 3" is asked in it.
    """
    return _FROM_PART.sub("in ", _OPENING.sub("", _CLOSING.sub("", fragment)))
