"""Questions that want to know what should be done, and the sentences that tell it.

A paper states a problem and its remedy in the same words, often in the same section; what tells
them apart is how the remedy is put: what should be done, is proposed, or can be bettered.
"""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re

_ADVICE = r"(?:remed(?:y|ies)|counter-?measures?|recommendations?|suggestions?|proposals?|advice|cures?|ways? (?:out|forward)|antidotes?)"
_MEANS = r"(?:solutions?|measures?|steps?|policies|actions?|fix(?:es)?|improvements?|changes)"
_VERBS = r"(?:recommend|propose|suggest|advise|advocate|call for|demand|prescribe|urge)"
_ASKS = re.compile(
    rf"\b(?:what|which|any|are there|is there|list|name|give)\b.{{0,50}}\b{_ADVICE}\b|"
    # "Which measures are proposed", not "which outcome measures were used".
    rf"\b(?:what|which|any|are there|is there|list|name|give)\b.{{0,50}}\b{_MEANS} (?:against|do|does|can|could|should|must|might|"
    r"(?:to|for) (?:the )?\w+ing|(?:\w+ ){0,3}(?:proposed|suggested|offered|recommended|put forward|advised|needed))\b|"
    rf"\bwhat (?:else )?(?:do|does|did|would) .{{1,60}}\b{_VERBS}\b|"
    r"\bwhat (?:else )?(?:can|could|should|must|might|ought|needs?)(?: to)? .{0,40}\b(?:do|done|undertake|undertaken|improved?|changed?)\b|"
    r"\bwhat (?:is|are) (?:needed|required|to be done)\b|\bwhat (?:is being|has been|can be) done\b|"
    r"\bhow (?:can|could|should|might|must) .{1,80}\bbe (?:overcome|solved|tackled|addressed|reduced|lowered|shortened|improved|"
    r"prevented|avoided|eased|fought|dealt with|remedied|mitigated|fixed|resolved|strengthened|raised|sped up|cut|brought down|"
    r"countered|made \w+er|made (?:more|less))\b|"
    r"\bwhat (?:would|could|might|can|will) (?:help|improve|ease|solve|fix|cure|remedy|reduce|lower)\b",
    re.IGNORECASE,
)
_HOW = re.compile(r"\bhow (?:can|could|should|might|ought|must|to)\b", re.IGNORECASE)
_TELLS = re.compile(
    r"\b(?:should|ought to|must|needs? to|has to|have to|(?:is|are) to be|recommend\w*|propos\w+|suggest(?:s|ed|ions?)?|"
    r"remed(?:y|ies)|measures?|solutions?|calls? for|called for|advis\w+|advocat\w+|urge[sd]?|encourag\w+)\b|"
    r"\b(?:is|are|be) (?:\w+ )?(?:essential|important|necessary|crucial|advisable|vital|indispensable|needed|required|effective)\b|"
    r"\b(?:can|could|may) (?:also |likewise |best |\w+ly )?be \w+(?:ed|en|t|ut)\b|\b(?:can|could) (?!not\b)\w+|"
    r"\b(?:brings? down|reduces?|lowers?|improves?|strengthens?|cuts?|eases?|relieves?|raises?|more (?:effective|efficient|transparent|visible|secure)|"
    r"speeds? up|simplif(?:y|ies)|prevents?|protects?|safeguards?)\b",
    re.IGNORECASE,
)


def asks_remedy(question: str) -> bool:
    """Say whether it is asked what should or can be done about something."""
    return bool(_ASKS.search(question))


def asks_how_to(question: str) -> bool:
    """Say whether it is asked how something can be done, which is a remedy at times."""
    return bool(_HOW.search(question))


def tells_remedy(sentence: str) -> bool:
    """Say whether a sentence tells what should be done, or what can be bettered and how."""
    return bool(_TELLS.search(sentence))
