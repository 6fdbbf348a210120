"""What is wanted in other words: "in plain English", "to a child", "Simplify section 3".

Quotes cannot be put otherwise, but they can answer the question behind such a wish.
"""

# ruff: noqa: E501 - the patterns read better unbroken

from __future__ import annotations

import re

from app.language.courtesies import AT_THE_END, LEADS_IN, LISTENER
from app.question.smalltalk import past_courtesy
from app.question.titles_and_authors import PAPER

SUMMARY = "Summarise the paper."
_PLAIN = r"in (?:(?:very|really|more) )?(?:plain|simpler?|easy|everyday|layman['’]?s|non-?technical) (?:words|terms|english|language)"
_AS_TO_A_CHILD = r"(?:like|as if|as though) i(?:['’]?m| am| was| were) (?:(?:only|just) )?(?:five|six|seven|eight|ten|twelve|\d+|(?:an? )(?:\w+[- ]){0,3}?(?:child|kid|beginner|student|layman|layperson|dummy|year[- ]old|idiot))(?: years old)?"
_OPENS = re.compile(rf"^{_PLAIN}{AT_THE_END}[,:]? (?=\w)", re.IGNORECASE)
_CLOSES = re.compile(
    rf"(?<=[\w?])[,.]? (?:{_PLAIN}|{_AS_TO_A_CHILD}){AT_THE_END}(?=\W*$)", re.IGNORECASE
)
_TO_LISTENER = re.compile(  # "Explain hedging to a child", not "Is it safe for children?"
    rf"^(?P<asked>{LEADS_IN}(?:explain|describe|summari[sz]e|sum up|outline|present|break down|introduce)\b.*?) (?:to|for) {LISTENER}{AT_THE_END}\W*$",
    re.IGNORECASE,
)
_WHOLE = rf"(?:(?:the|this|that|your) )?(?:whole |entire |full )?{PAPER}"
_PART = r"(?:(?:the|its) )?(?:(?:abstract|introduction|background|methods?|methodology|results|findings|discussion|conclusions?)(?: section)?|(?:section|chapter|part) [\w.]*\w)"
_SIMPLIFY = re.compile(
    rf"^{LEADS_IN}(?:simplify|paraphrase|rephrase|reword|rewrite|condense|shorten|compress|boil down|break down|dumb down|unpack|distil+) (?P<what>{_WHOLE}|{_PART})(?: for me)?{AT_THE_END}\W*$",
    re.IGNORECASE,
)
_SIMPLIFY_THING = re.compile(  # "Simplify the second point"; of "that", the answer, nothing is left
    rf"^{LEADS_IN}(?:simplify|paraphrase|rephrase|reword|dumb down|unpack) (?P<what>(?!(?:that|this|it|them|these|those|your|(?:the|that) answer)\b).+?){AT_THE_END}\W*$",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"^{LEADS_IN}(?:eli5|explain|(?:summari[sz]e|describe|simplify|break down) (?=it|this|every))(?:(?:(?<= )| )(?:it|this|everything|all (?:of )?(?:it|this)))?(?: to me)?{AT_THE_END}\W*$",
    re.IGNORECASE,
)
_ELI5 = re.compile(r"\beli5\b", re.IGNORECASE)
_OF_IT = rf"(?: (?:of|in|from|for) (?:it|this|{_WHOLE}))?"
_GIST = re.compile(
    rf"^{LEADS_IN}(?:(?:give|tell|show)(?: (?:me|us))? |what(?:['’]s| is| are) )?(?:just |only )?(?:the |some )?(?:gist|essence|crux|nutshell|cliff ?notes|(?:main|key) take-?aways?|highlights)"
    rf"{_OF_IT}(?: (?:in|as) (?:(?:a few|some|three|five|\d) )?(?:short )?(?:bullet(?:ed)? points|bullets|points|a (?:bulleted |short )?list|brief)){AT_THE_END}\W*$",
    re.IGNORECASE,
)
_KEY_SENTENCES = re.compile(
    rf"^{LEADS_IN}(?:(?:highlight|underline|mark|show|list|give|extract|find|pick|quote|name)(?: (?:me|us|out))? |(?:what|which) are )(?:the )?(?:(?:two|three|four|five|ten|few|\d+) )?"
    rf"(?:key|most important|main|central|essential|crucial) (?:sentences|statements|passages|quotes|quotations|lines){_OF_IT}{AT_THE_END}\W*$|"
    rf"^{LEADS_IN}(?:(?:give|find|show|suggest|pick)(?: (?:me|us|out))? )?an? (?:(?:good|short|nice|strong|catchy|memorable) )*(?:quote|quotation)(?:(?: (?:that|which))? (?:i|we) (?:can|could) (?:use|put|show)\b.*| (?:for|from) (?:my|an?|the|this) (?:slides?|talk|presentation|essay|{PAPER})){AT_THE_END}\W*$",
    re.IGNORECASE,
)


def put_plainly(question: str, *, goes_on: bool) -> str:
    """Return what is asked, less the courtesies that it opens with and the wish for other words.

    "Simplify section 3" asks for its summary, and so does "Explain it like I'm five" for that of
    the paper, where it does not go on from what was asked before (`goes_on`).
    """
    rest = _without_wish(past_courtesy(_without_wish(question)))
    if told := _TO_LISTENER.match(rest):
        rest = f"{told['asked']}."
    if part := _SIMPLIFY.match(rest):
        return f"Summarise {part['what']}."
    if thing := _SIMPLIFY_THING.match(rest):
        return f"Explain {thing['what']}."
    if not goes_on and _BARE.match(rest):
        return SUMMARY
    return SUMMARY if _GIST.match(rest) or _KEY_SENTENCES.match(rest) else rest


def wants_plain_words(question: str) -> bool:
    """Say whether an answer is wanted in words of another sort, which quotes cannot be put in."""
    rest = _without_wish(question)
    return rest != question or any(
        way.search(rest) for way in (_TO_LISTENER, _SIMPLIFY, _SIMPLIFY_THING, _ELI5)
    )


def _without_wish(question: str) -> str:
    return _CLOSES.sub("", _OPENS.sub("", question))
