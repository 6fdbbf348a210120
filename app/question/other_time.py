"""The question before, asked of another time: what "and after that?" and "since 2018?" ask."""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re
from collections.abc import Set

from app.language.courtesies import AND
from app.language.ordinals import ANY_STAGE, ORDINALS
from app.language.values import YEAR, years
from app.question.topic import parted
from ingest.sentences import split_sentences

_TIME = re.compile(
    r"(?<![\w-])(?P<link>(?:between|from|in|during|since|until|by|after|before|around|of|for) )?(?:the )?(?:years? )?"
    rf"(?P<years>{YEAR}(?: ?(?:and|to|until|through|[-–—]) ?{YEAR})?)\b",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"(?:right |just |even |until |by |up to )?(?:today|now|nowadays|currently)", re.IGNORECASE
)
_GOES_ON = (
    rf"^{AND}"
    r"(?:what (?:happened|happens|came|comes|followed|follows|was there|did they do) )?"
)
_PERIOD = r"(?:in |during )?(?:the )?(?:next|following) (?:stage|period|phase)"
_AFTER = re.compile(
    rf"{_GOES_ON}(?:then|next|after(?: (?:that|this|it|then))?|afterwards?|later(?: on)?|thereafter|"
    rf"since(?: then)?|from then on|{_PERIOD})\W*$",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"{_GOES_ON}(?:before(?: (?:that|this|it|then))?|earlier|previously|until then|(?:in |during )?the (?:(?:time|stage|period|phase) before(?: that)?|(?:previous|preceding|earlier) (?:time|stage|period|phase)))\W*$",
    re.IGNORECASE,
)
_STEP = re.compile(
    rf"{_GOES_ON}(?:in )?(?:(?:the|a|one) )?(?:(?P<earlier>(?:year (?:before|earlier)(?: that)?|(?:previous|preceding) year))|"
    r"year (?:after(?:wards)?(?: that)?|later)|(?:next|following) year)\W*$",
    re.IGNORECASE,
)

_WHEN = re.compile(
    r"(?:and )?(?:(?:(?:until|till|since|by|from) )?when|(?:in |during |since |until )?(?:which|what) (?:years?|period|decade|time))\b",
    re.IGNORECASE,
)
_STAGE = re.compile(
    rf"\bthe (?P<which>[\w’'-]+(?: (?!(?:in|of|at|for|to|this|that)\b)[\w’'-]+){{0,2}}?) (?P<noun>{ANY_STAGE})\b",
    re.IGNORECASE,
)
_NO_STAGE = ("same", "whole", "entire", "next", "previous", "following", "long", "short", "study")
_NEXT_ONE = re.compile(
    rf"^{AND}(?:(?:what|how) about |what (?:was|is) |when was )?the "
    rf"(?:(?:next|following|(?P<previous>previous|preceding)) (?:one|{ANY_STAGE})|"
    rf"(?:one|{ANY_STAGE}) (?:after|(?P<before>before))(?: (?:that|this|it))?)\W*$",
    re.IGNORECASE,
)
_CAME_NEXT = re.compile(rf"which (?:{ANY_STAGE}) came (?:after|before) ", re.IGNORECASE)
_THAT_TIME = re.compile(
    r"(?:\b(?:in|during|over|within|at) )(?:that|this) (?:period|time|stage|phase|year|era|decade)\b|"
    # "Who came then?", but not "What should they do then?"
    r"^(?=(?:and )?(?:who|what|which|where|how|did|was|were)\b(?!.*\b(?:is|are|am|do|does|has|have|can|could|will|would|shall|should|may|might|must)\b))(?P<asks>.+\w) then(?=\W*$)",
    re.IGNORECASE,
)


def moved_in_time(question: str, before: str) -> str:
    """Return what `question` asks after the question `before`, "" where it asks no such thing."""
    later, earlier, step = (each.match(question) for each in (_AFTER, _BEFORE, _STEP))
    asked, topic = parted(before)
    if (later or earlier) and years(topic) and not years(asked):  # "Why was it slow (2008 2012)"
        return f"What happened {_beside(years(topic), after=bool(later))}?"
    named, told = years(before), [*_TIME.finditer(before)]
    if not named or not (later or earlier or step):
        return ""
    if len(told) != 1 or not told[0]["link"]:  # a month's, a plan's or a citation's year, or two
        return ""
    if step:
        when = f"in {min(named) - 1}" if step["earlier"] else f"in {max(named) + 1}"
    else:
        when = f"after {max(named)}" if later else f"before {min(named)}"
    return f"{_TIME.sub(when, before, count=1).rstrip(' ?.!')}?"


def around_the_told(question: str, before: str, answer: str) -> str:
    """Return what "and before?" asks once it was told when: "What happened before 2013?"; or "".

    Where the sentence that told it is on a stage, that which came before the stage is asked for.
    """
    later, earlier = _AFTER.match(question), _BEFORE.match(question)
    told = years(answer)
    asked = parted(before)[0].rpartition(": ")[2]  # "Why was it slow: until when"
    if not (later or earlier) or not told or not _WHEN.match(asked):
        return ""
    sentences = (answer[start:end] for start, end in split_sentences(answer))
    stage = _STAGE.search(next(filter(years, sentences), ""))
    if stage and stage["which"].split()[0].lower() not in _NO_STAGE:
        way = "after" if later else "before"
        return f"Which {stage['noun'].lower()} came {way} the {stage['which']} {stage['noun']}?"
    return f"What happened {_beside(told, after=bool(later))}?"


def _beside(named: Set[int], *, after: bool) -> str:
    return f"after {max(named)}" if after else f"before {min(named)}"


def next_stage(question: str, before: str, answer: str) -> str:
    """Return what "and the next one?" asks after a question on a stage; "" where it asks else.

    After one on what came next, or on the first, that which is gone on from is named by the answer.
    """
    pointed = _NEXT_ONE.match(question)
    later = earlier = None
    if _CAME_NEXT.match(before):
        later, earlier = _AFTER.match(question), _BEFORE.match(question)
    named = _STAGE.search(before)
    if _CAME_NEXT.match(before) or (named and named["which"].lower() in ORDINALS):
        named = _STAGE.search(answer)
    if (
        not (pointed or later or earlier)
        or named is None
        or named["which"].split()[0].lower() in _NO_STAGE
    ):
        return ""
    back = earlier or (pointed and (pointed["previous"] or pointed["before"]))
    way = "before" if back else "after"
    return f"Which {named['noun'].lower()} came {way} the {named['which']} {named['noun']}?"


def at_that_time(question: str, before: str) -> str:
    """Return the question with the time that `before` names for "that period"; "" where none is."""
    asked = parted(before)[0]
    told, stage = [*_TIME.finditer(asked)], _STAGE.search(asked)
    if told:
        time = f"{told[-1]['link'] or 'in '}{told[-1]['years']}"
    elif stage and stage["which"].split()[0].lower() not in _NO_STAGE:
        time = f"in {stage.group()}"
    else:
        return ""
    pointed = _THAT_TIME.search(question)
    if pointed is None:
        return ""
    opening = f"{pointed['asks']} " if pointed["asks"] else ""
    return f"{question[: pointed.start()]}{opening}{time}{question[pointed.end() :]}"


def at_another_time(frame: str, rest: str) -> str:
    """Return the question `frame` of the time that `rest` is; "" where it is none.

    "2018" takes the place of the year alone, so that "since 2019" becomes "since 2018"; "today"
    that of "by 2010" at the end, where no other year is named.
    """
    new, old = _TIME.fullmatch(rest), _TIME.search(frame)
    if old and _NOW.fullmatch(rest):
        alone = (old["link"] or "").strip().lower() in ("in", "by", "until", "before", "around")
        alone = alone and old.end() == len(frame) and len(years(frame)) == 1
        return f"{frame[: old.start()]}{rest}" if alone else ""
    if new is None:
        return ""
    link = (new["link"] or "in ").strip().lower()
    is_point = not new["link"] or link in ("in", "of", "for", "during")
    when = (
        f"in {new['years']}" if link in ("of", "for") else f"{'' if new['link'] else 'in '}{rest}"
    )
    if _CAME_NEXT.match(frame):  # "And in 2023?" asks for no stage
        return f"What happened {when}"
    if old is None:
        return f"{frame} {when}"
    opening, ending = frame[: old.start("years")], frame[old.end() :]
    one_each = all(re.fullmatch(YEAR, each["years"]) for each in (old, new))
    if one_each and (not new["link"] or (is_point and not old["link"])):
        return f"{opening}{new['years']}{ending}"
    if old["link"]:
        return f"{frame[: old.start()]}{when}{ending}"
    # "the 2019 harvest", but "Stone (2012)" stays
    return f"{frame} {when}" if opening.endswith("(") else f"{opening}{ending.lstrip()} {when}"
