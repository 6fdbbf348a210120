"""Questions that want to know what is wrong, and the sentences that tell it.

The counterpart of `app.question.remedies`: where a paper states a problem and its remedy in the same words,
what tells the problem is that something is wanting, in the way, or not as it should be.
"""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re

_TROUBLES = (
    r"(?:problems?|challenges?|difficult(?:y|ies)|obstacles?|barriers?|weakness(?:es)?|shortcomings?|bottlenecks?|deficienc(?:y|ies)|"
    r"drawbacks?|hurdles?|issues|gaps?|downsides?|disadvantages?|flaws?|faults?|defects?|impediments?|troubles?|pain points?|complaints?)"
)
_ASKS = re.compile(
    rf"\b(?:what|which|list|name|give|tell|any|are there|is there|where)\b.{{0,60}}\b{_TROUBLES}\b|^(?:the |main |its |their )*{_TROUBLES}\b|"
    r"\b(?:what|which|who|where|how|whose|in what)\b.{0,60}\b(?:hampers?|hinders?|holds? back|slows?|prevents?|stops?|impedes?|obstructs?|"
    r"stands? in the way|gets? in the way|harms?|hurts?|threatens?|weakens?|burdens?|limits?|deters?|discourages?|"
    r"falls? short|lacks?|lacking|missing|deficient|insufficient|inadequate|incomplete|imperfect|outdated|wanting|wrong|"
    r"struggles?|suffers? from|fails?|troubled|bothers?|badly|underdeveloped)\b|"
    r"\bwhere\b.{1,80}\b(?:weak|poor|lags? behind|goes? wrong)\b|"
    r"\bwhat makes? (?:it|things|this|that|\w+ ?\w*) (?:so )?(?:hard|difficult|slow|risky|expensive|costly|complicated)\b",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"\b(?:lack(?:s|ed|ing)?|insufficien\w+|inadequa\w+|imperfect\w*|incomplete\w*|outdated|obsolete|problem\w*|difficult\w*|challeng\w+|"
    r"obstacle\w*|barrier\w*|hinder\w*|hamper\w*|imped\w+|obstruct\w*|bottleneck\w*|shortages?|scarc\w+|shortcoming\w*|weak\w*|poor\w*|deficien\w+|"
    r"fail(?:s|ed|ing|ures?)?|unable|inability|cannot|not yet|limited|slow(?:s|ed|er|ly|ness)?|delay\w*|complex\w*|complicated|cumbersome|"
    r"costly|expensive|high costs?|threat\w*|confus\w+|uncertain\w*|unclear|uneven|inconsisten\w+|vague\w*|loopholes?|fraud\w*|counterfeit\w*|"
    r"suffer\w*|burdens?\w*|struggl\w+|wors\w+|damag\w+|harm(?:s|ed|ing|ful)?|mistrust|distrust|inefficien\w+|unstable|instability|"
    r"vulnerab\w+|absence|absent|missing|too (?:few|little|slow|small|high|low|long)|far from|undermin\w+|underdeveloped|"
    r"no (?:clear|uniform|common|single|unified|sufficient|adequate)|rare(?:ly)?|hardly|seldom|drawbacks?|flaw\w*|faults?|faulty|defects?|gaps?|unfair|disput\w+)\b",
    re.IGNORECASE,
)


def asks_trouble(question: str) -> bool:
    """Say whether it is asked what is wrong with something, or in its way."""
    return bool(_ASKS.search(question))


def tells_trouble(sentence: str) -> bool:
    """Say whether a sentence tells what is wanting, in the way, or not as it should be."""
    return bool(_TELLS.search(sentence))
