"""Questions for what is wrong or for what should be done, and the sentences that tell it.

A paper states a problem and its remedy in the same words, often in the same section. The remedy is
told by how it is put: what should be done, is proposed, or can be bettered. What tells the problem
is that something is wanting, in the way, or not as it should be.
"""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re
from functools import lru_cache

# After a noun that stands alone, not as in "cure rate" or "region proposals of the network".
_ADVICE = r"(?:remed(?:y|ies)|counter-?measures?|recommendations?|suggestions?|proposals?|advice|ways? (?:out|forward)|antidotes?)"
_ENDS = r"(?= (?:for|to|against|do|does|are|is|were|was|can|has|have|on|in|there)\b)"
_MEANS = r"(?:solutions?|measures?|steps?|policies|actions?|improvements?|changes)"
_GIVEN = r"(?:proposed|suggested|offered|recommended|put forward|advised|needed|called for)"
_WHO = r"(?:the |this |that |these )?(?:\w+ )?(?:authors?|papers?|stud(?:y|ies)|articles?|reports?|researchers?|reviews?|they|it|(?:sections?|chapters?)(?: [\d.]+(?:(?:,? and|,| or) [\d.]+)*)?)"
_WHICH = r"\b(?:what|which|any|are there|is there|list|name|give)\b.{0,40}\b"
_ASKS = re.compile(
    rf"{_WHICH}{_ADVICE}{_ENDS}|"
    rf"\b(?:what|which|list|name|give)\b.{{0,30}}\b(?:the|its|their|any|all|main|key|policy|which|what|\w+['’]s?) {_ADVICE}\W*$|"
    # "Which measures are proposed", not "which outcome measures were used".
    rf"{_WHICH}{_MEANS} (?:against|(?:can|could|should|must|might) (?:be )?"
    rf"(?:taken|take|help|reduce|improve|ease|solve|lower)|(?:\w+ ){{0,3}}{_GIVEN})\b|"
    r"\bwhat (?:is|are) (?:the|a|their|its) solutions? (?:to|for|of)\b|\bwhat solutions? (?:exist|are there)\b|"
    rf"\b(?:what|which) (?:else |(?:\w+ ){{0,2}}{_MEANS} |{_ADVICE} )?(?:do|does|did|would) {_WHO} "
    r"(?:recommend|propose|suggest|advise|advocate|call for|demand|prescribe|urge)(?! that\b)|"
    r"\bwhat (?:else )?(?:can|could|should|must|might|ought|needs?)(?: to)? .{0,40}\b(?:do|done|undertake|undertaken|improved?|changed?)\b|"
    r"\bwhat (?:is|are) to be done\b|\bwhat (?:is being|has been|can be) done (?:about|against|to)\b|"
    r"\bhow (?:can|could|should|might|must) .{1,80}\bbe (?:overcome|solved|tackled|addressed|handled|reduced|lowered|shortened|improved|"
    r"prevented|avoided|eased|fought|dealt with|remedied|mitigated|fixed|resolved|strengthened|raised|sped up|cut|brought down|"
    r"countered|made \w+er|made (?:more|less))\b|"
    r"\bwhat (?:would|could|might|can|will) (?:make .{1,60} (?:less|more|\w{2,}er)\b|help|improve|ease|solve|fix|cure|remedy|reduce|lower)\b",
    re.IGNORECASE,
)
HARMS = (  # "How can delays hurt a firm?" asks what they do; not "How can such damage be prevented?"
    r"(?: (?!avoid|prevent|stop|reduce|lower|keep|limit|protect|ease|overcome|without|before|if|when|(?:that|which|who|i|we|you|one)\b)[\w’'-]+){1,6}? "
    r"(?:hurt|harm|damage|endanger|threaten|hinder|hamper|undermine|impair|affect|disrupt|happen|arise|go wrong|backfire)\b(?!.* be\b)"
)
_HOW = re.compile(
    rf"\bhow (?:(?:should|ought|must|to)\b|(?:can|could|might)\b(?!{HARMS}))", re.IGNORECASE
)
_TELLS = re.compile(
    r"\b(?:should|ought to|must|needs? to|(?:is|are) to be|recommend\w*|propos\w+|suggest(?:s|ed|ions?)?|"
    r"remed(?:y|ies)|measures?|solutions?|calls? for|called for|advis\w+|advocat\w+|urge[sd]?|encourag\w+)\b|"
    r"\b(?:is|are|be) (?:\w+ )?(?:essential|important|necessary|crucial|advisable|vital|indispensable|needed|required|effective)\b|"
    r"\b(?:can|could|may) (?:also |likewise |best |\w+ly )?be \w+(?:ed|en|t|ut)\b|\b(?:can|could) (?!not\b)\w+|"
    r"\b(?:brings? down|reduces?|lowers|improves?|strengthens?|cuts?|eases?|relieves?|raises?|more (?:effective|efficient|transparent|visible|secure)|"
    r"speeds? up|simplif(?:y|ies)|prevents?|protects?)\b",
    re.IGNORECASE,
)
_IF = re.compile(r"(?:If|Once|By) (?P<does>(?!.* not\b)[^,;]{5,120}), (?P<then>.+)")
_BETTER = re.compile(
    r"\b(?:shrinks?|diminish(?:es)?|decreases?|disappears?|falls? away|healthier|better|safer|easier|faster|cheaper|smoother|fewer)\b",
    re.IGNORECASE,
)
_TROUBLES = (
    r"(?:problems?|challenges?|difficult(?:y|ies)|obstacles?|barriers?|weakness(?:es)?|shortcomings?|bottlenecks?|deficienc(?:y|ies)|"
    r"drawbacks?|hurdles?|issues|gaps?|downsides?|disadvantages?|flaws?|faults?|defects?|impediments?|troubles?|pain points?|complaints?)"
)
_ASKS_WRONG = re.compile(
    rf"\b(?:what|which|list|name|give|tell|any|are there|is there|where)\b.{{0,60}}\b{_TROUBLES}\b|^(?:the |main |its |their )*{_TROUBLES}\b|"
    r"\b(?:what|which|who|where|how|whose|in what)\b.{0,60}\b(?:hamper(?:s|ed)?|hinder(?:s|ed)?|(?:holds?|held) (?:[\w’'-]+ ){0,6}?back|"
    r"slow(?:s|ed)?|prevents?|stops?|imped(?:es?|ed)|obstruct(?:s|ed)?|(?:stands?|stood|gets?|got) in the way|harms?|hurts?|threaten(?:s|ed)?|weakens?|burdens?|limits?|deter(?:s|red)?|discouraged?s?|"
    r"falls? short|lacks?|lacking|missing|deficient|insufficient|inadequate|incomplete|imperfect|outdated|wanting|wrong|"
    r"struggle[sd]?|suffer(?:s|ed)? from|fail(?:s|ed)?|went wrong|fell short|lacked|troubled|bothers?|bothered|badly|underdeveloped|disappoints?|lets? (?:(?:the|its|their) )?\w+ down)\b|"
    r"\bwhat (?:do|does|did|should|would) .{1,40}\b(?:fear|worry about|warn (?:of|about|against))\b|"
    r"\bwhere\b.{1,80}\b(?:weak|poor|lags? behind|goes? wrong|breaks? down(?=\W*$))\b|"
    r"\bwhat makes? (?:it|things|this|that|\w+ ?\w*) (?:so )?(?:hard|difficult|slow|risky|expensive|costly|complicated)\b",
    re.IGNORECASE,
)
_ASKS_OBSTACLE = re.compile(  # not "What prevents fraud?", whose answer is a remedy
    rf"\b(?:what|which|list|name|give)\b.{{0,60}}\b(?:{_TROUBLES}\b|(?:stands?|stood|gets?|got) in the way\b|hamper(?:s|ed)?\b|hinder(?:s|ed)?\b|(?:holds?|held) (?:[\w’'-]+ ){{0,6}}?back\b)",
    re.IGNORECASE,
)
_ASKS_MEANS = re.compile(
    r"\b(?:solutions?|remed\w+|measures?|address\w*|solv\w+|tackl\w+|overc[ao]m\w+|deal\w*|handl\w+|resolv\w+|propos\w+|suggest\w*|recommend\w*|done|do about|help\w*|"
    r"eas(?:e|es|ed)|reduc\w+|avoid\w*|prevent\w*|stop\w*|cope|fix\w*|should|could|can)\b",
    re.IGNORECASE,
)
_TELLS_WRONG = re.compile(
    r"\b(?:lack(?:s|ed|ing)?|insufficien\w+|inadequa\w+|imperfect\w*|incomplete\w*|outdated|obsolete|problem\w*|troubl\w+|difficult\w*|challeng\w+|"
    r"obstacle\w*|barrier\w*|hinder\w*|hamper\w*|imped\w+|obstruct\w*|bottleneck\w*|shortages?|scarc\w+|shortcoming\w*|weak\w*|poor\w*|deficien\w+|"
    r"fail(?:s|ed|ing|ures?)?|unable|inability|cannot|not yet|limited|slow(?:s|ed|er|ly|ness)?|delay\w*|complex\w*|complicated|cumbersome|"
    r"costly|expensive|high costs?|threat\w*|confus\w+|uncertain\w*|unclear|uneven|inconsisten\w+|vague\w*|loopholes?|fraud\w*|counterfeit\w*|"
    r"suffer\w*|burdens?\w*|struggl\w+|wors\w+|damag\w+|harm(?:s|ed|ing|ful)?|mistrust|distrust|inefficien\w+|unstable|instability|"
    r"vulnerab\w+|absence|absent|missing|too (?:few|little|slow|small|high|low|long)|far from|undermin\w+|underdeveloped|"
    r"no (?:clear|uniform|common|single|unified|sufficient|adequate)|rare(?:ly)?|hardly|seldom|drawbacks?|flaw\w*|faults?|faulty|defects?|gaps?|unfair|disput\w+|"
    r"(?:over|under)(?:estimat|stat|fit|report)\w*|mislead\w*|error-prone)\b",
    re.IGNORECASE,
)
_NOTHING_WRONG = re.compile(  # what is wanting is itself bad, or what is wrong is taken away
    r"\b(?:lack(?:s|ed|ing)?(?: of)?|absence of|absent|missing) (?:any )?(?:bias|errors?|faults?|flaws?|defects?|noise|conflicts?)\b|"
    r"\b(?:lighten|eas(?:e|es|ed|ing)\b|reliev|alleviat|lessen|overc[ao]m|remov|remed|resolv|mitigat)\w* (?:[\w’'-]+ ){0,3}?"
    rf"(?:burdens?|delays?|uncertaint(?:y|ies)|shortages?|{_TROUBLES})\b",
    re.IGNORECASE,
)
_ADVISES = re.compile(  # not "fees raise costs", which may be the trouble
    r"\b(?:should|ought to|must|needs? to|recommend\w*|propos\w+|suggest(?:s|ed|ions?)?|remed(?:y|ies)|solutions?|calls? for|called for|advis\w+|advocat\w+|urge[sd]?|encourag\w+|"
    r"(?:can|could) (?:also |likewise |best |\w+ly )?(?:be \w+(?:ed|en)|help))\b",
    re.IGNORECASE,
)
_ILLS = rf"burdens?|delays?|uncertaint(?:y|ies)|risks?|shortages?|errors|fraud(?:ulent)?|damages?|{_TROUBLES}"
_CURED = re.compile(  # the same of anything bad, in more words
    rf"{_NOTHING_WRONG.pattern}|\b(?:reduc|prevent|avoid|eliminat|minimi[sz]|shorten|cut(?:s|ting)?\b)\w* (?:[\w’'-]+ ){{0,3}}?(?:(?:{_ILLS}) and )?(?:{_ILLS})\b|"
    rf"\b(?:(?:{_ILLS}) and )?(?:{_ILLS})(?: (?:for|of|in) (?:\w+ )?\w+| activities)? "
    r"(?:(?:is|are|can be|could be|will be|be) (?:\w+ly )?(?:eased|relieved|alleviated|lessened|overcome|removed|remedied|resolved|solved|mitigated|reduced|prevented|avoided|eliminated)|shrinks?|diminish(?:es)?|disappears?)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=64)  # asked anew for each sentence
def asks_remedy(question: str) -> bool:
    """Say whether it is asked what should or can be done about something."""
    return bool(_ASKS.search(question))


@lru_cache(maxsize=64)  # asked anew for each sentence
def asks_how_to(question: str) -> bool:
    """Say whether it is asked how something can be done, which is a remedy at times."""
    return bool(_HOW.search(question))


def tells_remedy(sentence: str) -> bool:
    """Say whether a sentence tells what should be done, or what can be bettered and how.

    So does what would get better if something were done.
    """
    return bool(_TELLS.search(sentence)) or _is_better_if(sentence)


def _is_better_if(sentence: str) -> bool:
    told = _IF.match(sentence)
    return bool(told and _BETTER.search(told["then"]) and not _TELLS_WRONG.search(told["does"]))


@lru_cache(maxsize=64)  # asked anew for each sentence
def asks_trouble(question: str) -> bool:
    """Say whether it is asked what is wrong with something, or in its way."""
    return bool(_ASKS_WRONG.search(question))


@lru_cache(maxsize=64)  # asked anew for each sentence
def asks_obstacle(question: str) -> bool:
    """Say whether it is asked what is wrong or in the way, and not what is done about it."""
    return bool(_ASKS_OBSTACLE.search(question) and not _ASKS_MEANS.search(question))


def tells_cure(sentence: str) -> bool:
    """Say whether a sentence tells of no trouble, but of how one is or should be taken away."""
    rest = _CURED.sub("", sentence)
    return not _TELLS_WRONG.search(rest) and (rest != sentence or bool(_ADVISES.search(sentence)))


def tells_trouble(sentence: str) -> bool:
    """Say whether a sentence tells what is wanting, in the way, or not as it should be."""
    return bool(_TELLS_WRONG.search(_NOTHING_WRONG.sub("", sentence)))
