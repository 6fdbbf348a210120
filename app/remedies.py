"""Questions that want to know what should be done, and the sentences that tell it.

A paper states a problem and its remedy in the same words, often in the same section; what tells
them apart is how the remedy is put: what should be done, is proposed, or can be bettered.
"""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re

_NOUNS = (
    r"(?:solutions?|remed(?:y|ies)|(?:counter-?)?measures?|recommendations?|suggestions?|proposals?|"
    r"advice|cures?|fix(?:es)?|ways? (?:out|forward)|antidotes?|improvements?)"
)
_VERBS = r"(?:recommend|propose|suggest|advise|advocate|call for|demand|prescribe|urge)"
_ASKS = re.compile(
    rf"\b(?:what|which|any|are there|is there|list|name|give)\b.{{0,50}}\b{_NOUNS}\b|"
    rf"\bwhat (?:else )?(?:do|does|did|would) .{{1,60}}\b{_VERBS}\b|"
    r"\bwhat (?:else )?(?:can|could|should|must|might|ought|has|have|needs?|is|are)(?: to)? .{0,40}"
    r"\b(?:do|done|undertake|undertaken|improved?|changed?|needed|required)\b|"
    r"\bhow (?:can|could|should|might|must) .{1,80}\bbe (?:overcome|solved|tackled|addressed|reduced|"
    r"lowered|shortened|improved|prevented|avoided|eased|fought|dealt with|remedied|mitigated|fixed|"
    r"resolved|strengthened|raised|sped up|cut|brought down|countered|made \w+er|made (?:more|less))\b|"
    r"\bwhat (?:would|could|might|can|will) (?:help|improve|ease|solve|fix|cure|remedy|reduce|lower)\b",
    re.IGNORECASE,
)
_HOW = re.compile(r"\bhow (?:can|could|should|might|ought|must|to)\b", re.IGNORECASE)
_TELLS = re.compile(
    r"\b(?:should|ought to|must|needs? to|has to|have to|recommend\w*|propos\w+|suggest(?:s|ed|ions?)?|"
    r"remed(?:y|ies)|measures?|solutions?|(?:essential|important|necessary|crucial|advisable|vital) to|"
    r"calls? for|called for|advis\w+|advocat\w+|urge[sd]?|be encouraged|are (?:needed|required))\b|"
    r"\b(?:can|could|may) (?:\w+ )?(?:be \w+ed|help|improve|reduce|lower|raise|strengthen|solve|ease|"
    r"speed|simplify|cut|cope|prevent|increase|enhance|bring down)\b|"
    r"\b(?:brings? down|reduces?|lowers?|improves?|strengthens?|cuts?|eases?|relieves?|raises?|"
    r"speeds? up|simplif(?:y|ies)|prevents?|protects?)\b",
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
