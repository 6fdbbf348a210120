"""Questions that ask which one comes first, and the sentences that put one first."""

from __future__ import annotations

import re
from functools import lru_cache

from app.language.opposites import without_set_phrases
from app.question.fragments import COMPARATIVE

# "Strictest" and the like, but no "harvest".
_MOST = (
    r"(?!(?:(?:rain)?forest|(?:mid|\w+th)?west|harvest|interest|contest|protest|arrest|digest|priest|invest|behest|"
    r"tempest)\b)(?:\w{2,}[^\Waeiou]est|\w{2,}iest)|largest|best|worst|least|freest"
)
_COMES_FIRST = (
    r"(?:came|comes|was|were|is|arrived|entered|started|began) (?:in )?first"
    r"(?=\W*$| (?:of|among|in|to)\b)"
)
# "Which is cheaper, rail or road?", "Rail or road, which is cheaper?": of some that are named.
_HIGHER = rf"(?:is|are|was|were|['’]s) (?:the )?{COMPARATIVE}\b"
_CHOICE = re.compile(r"[,:] .+ or |^[^,?]{2,} or [^,?]{2,}[,:;] ", re.IGNORECASE)
_ASKS = re.compile(
    rf"\b(?:which|what|who|whose|where)\b.{{0,60}}\b(?:{_MOST}|most|{_COMES_FIRST})\b",
    re.IGNORECASE,
)
_ASKS_OF_TWO = re.compile(rf"\b(?:which|who|what) ?(?:[\w-]+ ){{0,3}}?{_HIGHER}", re.IGNORECASE)
# "Which sector leads" too, but a text that lacks it is not silent on that: it may be a guide.
_ASKS_ALSO = re.compile(
    r"\b(?:which|what|who|where)\b.{0,60}\b(?:leads|dominates?|ranks?|tops|prevails|main|top|"
    r"leading|number one|above all)\b",
    re.IGNORECASE,
)
_COUNTED_OFF = (  # "the first six months", "first of all", "in the last decade", "the first half"
    r"(?:,| (?:\d|(?:two|three|four|five|six|seven|eight|nine|ten|few|several|couple|of all|time|"
    r"step|phase|line|report|quarter|half|stage|round|author|and foremost|and last|"
    r"(?:\w+ )?(?:hours?|days?|weeks?|months?|years?|decades?|century|centuries))\b))"
)
_MORE = (
    r"(?:more|less|fewer|better|worse|(?:high|low|great|larg|small|long|short|strong|weak|fast|slow|"
    r"old|young|few|light|heavi|deep|wid|rich|poor|earli|lat|easi|hard|cheap|saf|clos)e?r)"
)
_RANKS = re.compile(
    rf"\b(?:{_MOST}|most|mostly|(?:first|last)(?!{_COUNTED_OFF})|initial\w*|top|leading|dominan\w+|dominat\w+|mainly|"
    r"main|majority|primar\w+|predominan\w+|chief\w*|outperform\w*|exceed\w*|surpass\w*|rank\w*|"
    r"(?!(?:rath|oth)er\b)\w+er than|maximum|minimum|peak\w*|"
    rf"especially|particularly|above all|{_MORE} (?:[\w’'-]+ ){{1,6}}than)\b",
    re.IGNORECASE,
)
# "Which cities grew the most?" is answered by those that grew by more than some figure; "which of
# the six", where they are the six, is not.
_ASKS_SOME = re.compile(
    r"\b(?:which|what) (?!of\b|these\b|those\b)(?:[\w’'-]+ )??[\w’'-]{3,}(?<![si])s\b",
    re.IGNORECASE,
)
_SET_APART = re.compile(
    r"\b(?:with|having|whose|by|of|at) (?:[\w’'-]+ ){0,8}?"
    r"(?:over|above|more than|at least|upwards of|in excess of|exceeding) (?:[$€£¥] ?)?\d"
    r".* (?:are|were|include[ds]?|such as)\b",
    re.IGNORECASE,
)

_LATER = {
    "second": r"second|2nd|runner-up",
    "third": r"third|3rd",
    "fourth": r"fourth|4th",
    "fifth": r"fifth|5th",
}
_ASKS_LATER = re.compile(
    rf"\b(?P<rank>{'|'.join(_LATER)})[ -](?:{_MOST}|most|least)\b|"
    rf"\b(?:c[ao]mes?|ranks?|ranked|place[ds]?) (?:in )?(?P<place>{'|'.join(_LATER)})"
    r"(?=\W*$| (?:in|among|after|behind|of)\b)",
    re.IGNORECASE,
)
_AFTER_THE_FIRST = r"followed|next|then|after|behind|ahead|before|lastly|finally"


def asks_first(question: str) -> bool:
    """Say whether it is asked which of several is the largest, the best, the least."""
    of_two = offers_choice(question) and _ASKS_OF_TWO.search(question)
    return bool(of_two or _ASKS.search(question))


def offers_choice(question: str) -> bool:
    """Say whether the things that one is to be chosen from are named: "…, rail or road?"."""
    return bool(_CHOICE.search(question))


@lru_cache(maxsize=64)  # asked anew for each sentence
def asks_leading(question: str) -> bool:
    """Say whether it is asked which one comes first, in whatever words."""
    return asks_first(question) or bool(_ASKS_ALSO.search(question))


def puts_first(text: str) -> bool:
    """Say whether a text puts one thing before others."""
    return bool(_RANKS.search(without_set_phrases(text)))


def sets_apart(question: str, text: str) -> bool:
    """Say whether several are asked for, and a text names those above a figure."""
    return bool(_ASKS_SOME.search(question) and _SET_APART.search(text))


def later_rank(question: str) -> str:
    """Return "second" where it is asked which is the second largest or came second, else ""."""
    asked = _ASKS_LATER.search(question)
    return (asked["rank"] or asked["place"]).lower() if asked else ""


def tells_later(text: str, rank: str) -> bool:
    """Say whether a text puts something after what comes first, or counts as far as `rank`."""
    return bool(re.search(rf"\b(?:{_LATER[rank]}|{_AFTER_THE_FIRST})\b", text, re.IGNORECASE))
