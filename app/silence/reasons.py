"""The doubt that a "why" is left open: no reason is given, or that of another thing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.evidence.answer_form import REASON
from app.evidence.candidates import Candidate, Query, spoken_share
from app.evidence.chosen import Chosen, shown_of
from app.evidence.spans import leans
from app.question.answer_wordings import tells_merit
from app.question.problems_and_remedies import tells_trouble
from app.silence.belonging import gives_no
from app.silence.doubts import GRAVE, PLAIN, Doubt

_NEAREST = 12  # sentences among which the one that states what is asked about is sought
_STATES = 0.85  # of the best one's share of the question's words: it states it as well
_OF_IT = 0.7  # the same for a sentence with a reason: it is the reason of that
_LITTLE = 0.5  # less than this, and it is one of another thing, though it stand next to that
_SHOULD = re.compile(
    r"\bwhy (?:should|must|ought)\b|\bmatters?\b|"
    r"\bwhy (?:is|are) .{0,60}\b(?:good|important|needed|necessary|crucial|vital|useful|"
    r"recommended|essential)\b|"
    r"\bwhat (?:(?:is|are|was|were) the (?:point|purpose|good)|is the use) of\b(?!.* for\W*$)",
    re.IGNORECASE,
)
_BAD = re.compile(
    r"\bwhy (?:is|are|was|were|would|can|does|do)\b.{0,60}\b(?:problem\w*|bad|harm\w*|dangerous|"
    r"danger|risky|risk|concern|worr\w+|trouble\w*|wrong|burden\w*)\b",
    re.IGNORECASE,
)
_HARM = re.compile(  # what comes of a thing that is bad, beside what is wrong with it
    r"\b(?:risk|danger|harm|hurt|loss|lose|lost|rais|increas|high|dear|lower|declin|reduc|threat|"
    r"infect|spread|die[sd]?\b|death|fatal|lethal|sever|serious|disrupt|penalt|exploit)\w*|"
    r"\b(?:cost|pay|take|last)s? (?:[\w’'-]+ ){0,3}(?:more|longer)\b",
    re.IGNORECASE,
)
_IMPLIED = re.compile(  # a reason where one is asked for; elsewhere as often mere company
    r", which (?:makes|made|leaves|left|renders|rendered)\b|"
    r", (?:\w+ly )?(?:reducing|limiting|lowering|lessening|raising|increasing|improving|making|"
    r"allowing|enabling|permitting|preventing|avoiding|hindering|hampering|ensuring|facilitating|"
    r"forcing)\b|"
    r"\b(?:consequently|accordingly|(?:this|that|which) is why)\b|"
    r"\b(?:that|which) (?:can|could) be (?:easily|readily|quickly|cheaply|safely|directly)\b|"
    r"^with (?!(?:the )?(?:regard|respect|exception|reference|help|aim|purpose)\b)"
    r"(?:\w+ ){0,5}\w+[^,]*, "
    r"(?=.*\b(?:is|are|was|were|will|becomes?|have|has|can|cannot|could)\b)",
    re.IGNORECASE,
)
# Why something was not done, or not in full, is told by what was wanting, and of what was left.
_NOT_IN_FULL = re.compile(
    r"\b(?:only|just|few|fewer|less|not|no|never|none|nothing|without|instead|stop(?:ped)?|"
    r"skip(?:ped)?|drop(?:ped)?|exclude[sd]?|omit(?:ted)?|(?:leave|left) out|abandon(?:ed)?|"
    r"discard(?:ed)?|g[ia]ven? up)\b|n['’]t\b",
    re.IGNORECASE,
)
_WANTING = re.compile(
    r"\b(?:inadequa\w+|insufficien\w+|not (?:enough|sufficient\w*|available|possible|feasible|"
    r"suitable|large|reliable|known)|too \w+|lack(?:s|ed|ing)?|shortages?|scarc\w+|"
    r"limited|unavailab\w+|unable|fail(?:s|ed|ures?)?|can ?not|could not|difficult\w*|impossible|"
    r"beyond|absen(?:ce|t)|constraints?|convenien(?:ce|t)|remaining|the (?:others?|rest)|"
    r"no (?:\w+ ){0,2}(?:data|information|records?|samples?|evidence|funds?|means|way))\b",
    re.IGNORECASE,
)
_GOOD = re.compile(
    r"\b(?:reduc|improv|help|benefit|crucial|essential|important|necessary|enhanc|vital|support|"
    r"promot|strengthen|protect|lower|ensur)\w*",
    re.IGNORECASE,
)


def reason_lacking(
    query: Query, ranked: Sequence[tuple[Candidate, float]], chosen: Sequence[Chosen]
) -> list[Doubt]:
    """Find a "why" that the text leaves open.

    It is surely open where no sentence shown gives any reason, and not where the best sentence
    tells it in other words than one that states it: then a reason may be told so as well. A reason
    in a sentence that speaks of little that is asked is one of another thing, wherever it stands,
    unless the sentence points back ("This is because …").
    What is bad about a thing is what comes of it, for which there are many words: it is open where
    none of them is shown.
    """
    question = query.question
    if question.kind != "why":
        return []
    if _BAD.search(question.text):
        return [] if _tells_what_is_bad(shown_of(ranked, chosen)) else [_open(GRAVE)]
    near = [spoken_share(query, candidate) for candidate, _ in ranked[:_NEAREST]]
    reasons = [each for each in shown_of(ranked, chosen) if _reasons(query, each.text)]
    if not reasons:
        return [_open(GRAVE)]
    least = _LITTLE * max(near)
    if not any(leans(each.text) or spoken_share(query, each) >= least for each in reasons):
        return [_open(PLAIN)]
    told = near[0] < _STATES * max(near) or _gives_reason(query, ranked, reasons)
    return [] if told else [_open(PLAIN)]


def _open(factor: float) -> Doubt:
    return Doubt("reason", factor, gives_no("why"), general=True)


def _tells_what_is_bad(shown: Sequence[Candidate]) -> bool:
    """Say whether a sentence shown, best first, tells of harm, or the best one of a reason."""
    bad = any(tells_trouble(each.text) or _HARM.search(each.text) for each in shown)
    return bad or (bool(shown) and bool(REASON.search(shown[0].text)))


def _gives_reason(
    query: Query, ranked: Sequence[tuple[Candidate, float]], reasons: Sequence[Candidate]
) -> bool:
    """Say whether one of the sentences shown that give `reasons` gives that of what is asked about.

    The reason stands in a sentence that speaks of that, or next to one that states it. A paper
    states many things without saying why.
    """
    near = [candidate for candidate, _ in ranked[:_NEAREST]]
    best = max((spoken_share(query, candidate) for candidate in near), default=0.0)
    stating = [candidate for candidate in near if spoken_share(query, candidate) >= _STATES * best]
    return any(
        spoken_share(query, candidate) >= _OF_IT * best
        or any(_beside(candidate, s) for s in stating)
        for candidate in reasons
    )


def _reasons(query: Query, text: str) -> bool:
    """Say whether the sentence gives a reason.

    Why a thing should be, or was chosen, is what is good about it; why it was not done in full,
    what was wanting.
    """
    asked = query.question.text
    if REASON.search(text) or _IMPLIED.search(text) or tells_merit(asked, text):
        return True
    good = _SHOULD.search(asked) and _GOOD.search(text)
    return bool(good or (_NOT_IN_FULL.search(asked) and _WANTING.search(text)))


def _beside(one: Candidate, other: Candidate) -> bool:
    """Say whether two sentences follow each other in one paragraph."""
    if one.document is not other.document or one.start == other.start:
        return False
    first, second = sorted((one, other), key=lambda candidate: candidate.start)
    between = one.document.text[first.end : second.start]
    return "\n" not in between and not between.strip()
