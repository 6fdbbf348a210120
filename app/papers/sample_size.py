"""How large the sample of a study is, and how many took part in it."""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re
from collections.abc import Iterator

from app.evidence.chosen import Chosen
from app.language.courtesies import PLEASE
from app.language.lexemes import stems
from app.language.values import WORK_YEAR
from app.papers.matter_sentences import every_sentence, likeliest
from app.papers.zones import NOUN
from app.question.questions import Question
from ingest.document import Document

MOST = 2  # sentences that tell it
ENOUGH = 4.0  # what must speak for one
_EARLY = 0.25  # of the text, in which a study without sections tells how it was done
_ANYONE = r"participants?|subjects?|people|individuals?|persons?"
_WHO = (
    rf"(?:{_ANYONE}|patients?|volunteers?|respondents?|interviewees?|informants?|children|infants?|adults?|women|men|"
    r"students?|pupils?|households?|samples?|specimens?|swabs)"
)
_IT = rf"(?:(?:the|this|that) (?:(?:present|current|whole) )?{NOUN}|it|they|the (?:authors|researchers))"
_ASKED = re.compile(
    rf"^(?:(?:(?:what|how large|how big|how high) (?:is|was|were)|what['’]s|{PLEASE}(?:tell|give|show) me|state) (?:the |its |their )?(?:total |overall |final |exact )?"
    rf"(?:sample size|size of (?:the|its|their) (?:study )?(?:sample|population|cohort)|number of (?P<number>{_WHO}))|"
    r"how (?:large|big) (?:is|was) (?:the |its |their )?(?:final |study )?(?:sample|population|cohort)(?: size)?)"
    rf"(?: (?:enrolled|included|recruited))?(?: (?:of|in|for|used (?:in|by)) {_IT})?\W*$|"
    rf"^(?:what|which) sample size (?:did|does) {_IT} (?:have|use)\W*$|^(?:in|on) how many (?P<on>{_WHO}) (?:was|is) {_IT} (?:done|based|conducted|carried out)\W*$|"
    rf"^how many (?P<had>{_WHO}) (?:did|does|do|has|have) {_IT} (?:have|ha[sd]|includ|involv|enrol|recruit|use|examin|stud|survey|test|analy[sz]|look at|interview|compris|cover|ask)(?:ed|e|ied|y|l|led)?\W*$|"
    rf"^how many (?P<were>{_WHO}) (?:(?:were|was|are|is|have been) )?(?:there|included|enrolled|recruited|involved|examined|studied|surveyed|tested|analy[sz]ed|interviewed|took part|participated|part|asked)*(?: (?:of|in|for|by) {_IT})\W*$|"
    rf"^how many (?P<part>{_WHO}) (?:took part|participated|were (?:enrolled|recruited))\W*$",
    re.IGNORECASE,
)
_NUMBER = r"(?<![\w.,%/-])(?:\d{1,3}(?:,\d{3})+|\d+|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ hundred)(?![\w%.,]*[\d%])"
_TOLD = re.compile(  # "424 children", "participants (n = 80)", "Final sample n = 2,462"
    rf"{_NUMBER} (?!(?:years?|months?|days?|weeks?|of (?:the|these|whom))\b)(?:(?!(?:years?|months?|days?|weeks?|and|or|to|in|were|was)\b)[\w-]+ ){{0,3}}?{_WHO}\b|"
    rf"\b(?:{_WHO}|population)\b[^.;()]{{0,90}}\(?[nN] ?= ?\d[\d,]*",
    re.IGNORECASE,
)
_A_YEAR = re.compile(
    rf"\b(?:in|since|during|until|to|from|between|and|of|by) {WORK_YEAR}$", re.IGNORECASE
)
_TAKES_IN = re.compile(
    r"\b(?:compris\w+|composed of|consist\w+ of|recruited|includ(?:ed|es)|involv(?:ed|es)|enrolled|selected|sampled|surveyed|interviewed|examined|collected|studied|"
    r"took part|participated|invited)\b",
    re.IGNORECASE,
)
_AS_A_WHOLE = re.compile(
    r"\b(?:study population|the (?:final |total |whole |study )?sample|study participants|(?:a|in) total(?: of)?|(?:the|this|our) (?:\w+ )?study)\b|\bwe\b",
    re.IGNORECASE,
)
_A_PART = re.compile(  # of those studied, or those of others
    r"\bsub-?\s?(?:cohort|group|sample|set)s?\b|\bmissing\b|\bexclu(?:ded|sion)\b|\blost to\b|\bof (?:these|whom|them|those)\b|\b(?:among|amongst)\b|"
    r"\bdeveloped\b|\b\w+ (?:\(\S+\) )?(?:out )?of (?:the|our) \d|\b(?:each|per|every)\b|\bdied\b|\bpositive\b|\bcontrols?\b|\bet al\b|\bBIBREF\d|\b(?:previous|prior|earlier|other|similar|recent) (?:\w+ )?(?:stud|work|report|research)|"
    r"\bavailable for\b|\bfrom the [\w-]+ group\b|\bcompared (?:to|with)\b|\breported by\b| \| |\b[Tt]able \d",
    re.IGNORECASE,
)
_METHODS = re.compile(
    r"\b(?:methods?|participants?|patients|subjects|population|samples?|sampling|design|data)\b",
    re.IGNORECASE,
)


def sample_answer(question: Question, document: Document) -> list[Chosen]:
    """Return the sentences that say how many a study was made of, in reading order.

    Where they are called by what they are ("children"), the sentences do so, too. Empty where
    none says it.
    """
    asked = _ASKED.match(question.text.strip())
    if not asked:
        return []
    called = next(filter(None, asked.groupdict().values()), "")
    wanted = frozenset() if re.fullmatch(_ANYONE, called, re.IGNORECASE) else stems(called)
    return likeliest(_scored(document, wanted), document, most=MOST)


def _scored(document: Document, wanted: frozenset[str]) -> Iterator[tuple[float, tuple[int, int]]]:
    """Yield the sentences that tell how many, with what speaks for each, where that is enough."""
    for start, end in every_sentence(document):
        text = document.text[start:end]
        told = _TOLD.search(text)
        if not told or _is_year(text, told) or not wanted <= stems(text):
            continue
        points = 1.0 + _place(document, start)
        points += 2.0 * bool(_TAKES_IN.search(text)) + 1.5 * bool(_AS_A_WHOLE.search(text))
        points -= 3.0 * bool(_A_PART.search(text))
        if points >= ENOUGH:
            yield points, (start, end)


def _is_year(text: str, told: re.Match[str]) -> bool:
    number = text[: told.start()] + told.group().split()[0]
    return bool(_A_YEAR.search(number))


def _place(document: Document, at: int) -> float:
    """Return how much the place speaks for a sentence: the abstract, or where methods are told."""
    if document.abstract and document.abstract[0] <= at < document.abstract[1]:
        return 2.0
    section = document.section_at(at)
    if section is not None and _METHODS.search(section.title):
        return 1.5
    return 0.5 if at < _EARLY * len(document.text) else 0.0
