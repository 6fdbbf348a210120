"""A document that is no paper, named by what it is: "the tenancy agreement", "the minutes"."""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re
from dataclasses import dataclass

from app.language.lexemes import stems

# Each row is one kind, under the names that people give it.
_KINDS = tuple(
    frozenset(row.split())
    for row in (
        "agreement contract lease",
        "licence license",
        "manual handbook guide instructions",
        "minutes protocol",
        "agenda",
        "faq faqs",
        "readme",
        "report",
        "policy",
        "newsletter",
        "act statute ordinance",
        "slides presentation",
        "brochure leaflet",
    )
)
_NOUNS = "|".join(sorted({noun for kind in _KINDS for noun in kind}))
_ANY = "document|file|page|text"  # which says nothing of the kind
_VERB = (
    r"(?:say|state|tell|mention|list|name|give|show|cover|contain|include|recommend|require|define|"
    r"describe|explain|provide|end|begin|start|expire|run|last|apply|take|need)s?"
)
_COMPOUND = r" (?:fees?|periods?|holders?|numbers?|keys?|plates?|terms?|dates?|cards?|costs?|prices?|length|size)\b"
_CALLED = re.compile(
    r"(?P<under>\bunder )?(?P<be>\b(?:is|are|was|were) )?(?P<aux>\b(?:do|does|did|can|could|will|would|should|may|might|must) )?"
    r"\b(?:the|this|that|our|my|your) "
    r"(?P<before>(?:(?!(?:the|of|in|on|an?|and|or|is|are|was|were|this|that)\b)[\w’'-]+ ){0,4}?)"
    rf"(?P<noun>{_NOUNS}|{_ANY})\b(?P<number> (?:v(?:ersion)? ?)?\d[\d.]*)?(?![’'-]|{_COMPOUND})"
    r"(?(be)(?P<done>(?= (?:last |first )?\w{2,}(?:ed|en|made)\b))?|)"
    r"(?(aux)(?! (?:of|on|by|from|for)\b)|(?(done)|"
    rf"(?=\W*$|[,;:.?!)]| about\W*$| (?:is|are|was|were|be|has|have|had|do|does|did|can|could|will|"
    rf"would|should|may|might|must|and|or|when|if|who|what|which|{_VERB})\b)))",
    re.IGNORECASE,
)
_ASKED_QUESTIONS = re.compile(r"frequently asked questions", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Called:
    """What a question calls a document, "the tenancy agreement", and the question without it."""

    before: frozenset[str]
    noun: str
    phrase: str
    question: str

    def fits(self, *names: str) -> bool:
        """Say whether a document with such `names` (title, file, front) may be called so."""
        text = " ".join(re.sub(r"[-_.]", " ", name) for name in names)
        held = stems(text)
        kind = next((kind for kind in _KINDS if self.noun in kind), frozenset())
        is_faq = "faq" in kind and bool(_ASKED_QUESTIONS.search(text))
        named = is_faq or any(stems(noun) & held for noun in kind)
        return self.before <= held and (named if kind else bool(self.before))


def called_by_kind(question: str) -> Called | None:
    """Return how the question calls a document by its kind, None where it does not."""
    match = _CALLED.search(question)
    if match is None:
        return None
    noun = match["noun"].casefold()
    before = stems(match["before"])
    if not before and noun in _ANY.split("|"):
        return None
    opens = "in " if match["under"] else match["be"] or match["aux"] or ""
    made = f"{question[: match.start()]}{opens}the paper{question[match.end() :]}"
    phrase = f"{match['before']}{match['noun']}"
    return Called(before, noun, phrase, made)
