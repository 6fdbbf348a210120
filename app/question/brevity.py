"""A wish for a short answer: "in one sentence", "Briefly:", "just the number, please"."""

# ruff: noqa: E501 - the patterns read better unbroken

from __future__ import annotations

import re

from app.language.courtesies import AT_THE_END

_COUNTS = {
    "one": 1,
    "a": 1,
    "a single": 1,
    "two": 2,
    "a couple of": 2,
    "three": 3,
    "four": 4,
    "five": 5,
}
_COUNT = rf"(?P<count>{'|'.join(sorted(_COUNTS, key=len, reverse=True))}|[1-9]\d?)"
_AT_MOST = r"(?:(?:at most|at the most|no more than|not more than|up to|only|just|max(?:imum|\.)?(?: of)?) )?"
_BRIEF_IN = 3  # sentences, where no number is given
_SHORTER_IN = 2  # the same of an answer that was too long
_THING = r"(?:number|figure|amount|percentage|share|year|date|name|answer|fact)"
_ONE = rf"(?:(?:just|only|simply) (?:(?:give me|tell me|state) )?the {_THING}|(?:answer (?:with|by) )?(?:a )?(?:simple )?yes or no(?: answer)?(?: only)?|one[- ]word answer|(?:answer )?in (?:one|a single) word)"
_BRIEF = r"(?:(?:answer|reply|respond) (?:briefly|concisely|in brief)|(?:a )?(?:short|brief|quick|concise) (?:answer|reply|version)|(?:please )?(?:keep it|keep your answer|be|make it) (?:short|brief|concise)|briefly|in brief|in short|concisely|tl;?dr)"
_SENTENCES = rf"{_AT_MOST}{_COUNT} (?:(?:short|simple|single) )?sentences?(?: (?:only|at most|max(?:imum)?))?"
_WISH = rf"(?:(?P<one>{_ONE})|(?P<brief>{_BRIEF})|{_SENTENCES})"
_OPENS = re.compile(rf"^\W*(?:please,? )?{_WISH}{AT_THE_END} ?[:,.;–—-]+ *(?=\w)", re.IGNORECASE)
_CLOSES = re.compile(
    rf"(?:(?<=[?.!;:,–—-])\s*|\s*\(\s*)(?:please,? )?{_WISH}{AT_THE_END}\W*$",
    re.IGNORECASE,
)
_IN_SENTENCES = re.compile(
    rf"\bin {_AT_MOST}{_COUNT} (?:(?:short|simple|single) )?sentences?\b", re.IGNORECASE
)
_BRIEFLY = re.compile(
    r"\b(?:briefly|in brief|in a nutshell|concisely|(?<=\btell me )shortly)\b", re.IGNORECASE
)
_FEWER = re.compile(
    r"\bin (?P<one>one|a(?: single)?) (?:(?:short|simple|single) )?(?:sentence|word|line)\b|"
    r"\b(?:shorter|briefer|shorten|condense|too long|in short|briefly|concise(?:ly)?|tl;?dr)\b",
    re.IGNORECASE,
)


def fewer_wished(wish: str) -> int:
    """Return in how many sentences a last answer is to be told again, 0 where that is not asked."""
    asked = _FEWER.search(wish)
    return _most(asked, _SHORTER_IN) if asked else 0


def wished(question: str) -> tuple[str, int]:
    """Return the question without a wish for a short answer, and in how many sentences at most.

    That is 0 where as many will do as it takes. What stands in its midst stays there: a section may
    be summed up "in two sentences", too.
    """
    for pattern in (_OPENS, _CLOSES):
        if found := pattern.search(question):
            rest = (question[: found.start()] + question[found.end() :]).rstrip(" ,;:–—-")
            if re.search(r"\w{2}", rest):
                asks = question.rstrip().endswith("?") and rest[-1].isalnum()
                return f"{rest}?" if asks else rest, _most(found)
    return question, sentences_wanted(question) or _BRIEF_IN * bool(_BRIEFLY.search(question))


def sentences_wanted(question: str) -> int:
    """Return in how many sentences something is to be told, 0 where that is not said."""
    asked = _IN_SENTENCES.search(question)
    return _most(asked) if asked else 0


def _most(wish: re.Match[str], few: int = _BRIEF_IN) -> int:
    told = wish.groupdict()
    if count := told.get("count"):
        return _COUNTS.get(count.lower()) or int(count)
    return 1 if told.get("one") else few
