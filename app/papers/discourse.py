"""What a paper says about itself: its limits, aim and findings, who paid for it, whose interests."""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.evidence.chosen import Chosen
from app.evidence.spans import heading, leans, paragraph_at, sentence_spans, whole
from app.language.lexemes import every_stem
from app.language.ordinals import ANY_ORDINAL, ORDINALS
from app.papers.matter_sentences import ARE_LIMITS, saying, speaks_of_limits, stretches
from app.papers.matters import (
    ADVICE,
    AGREEMENT,
    AUDIENCE,
    CONTRIBUTION,
    FINDING,
    FUTURE,
    LIMITATION,
    SURPRISE,
    Matter,
    matter_of,
)
from app.papers.part_spans import spans_of
from app.papers.zones import NOUN, conclusions, zone
from app.question.appraising import asks_contrast, tells_contrast
from app.question.limits_and_outlook import (
    ASPECTS,
    LIMITS,
    UNDONE_ASKED,
    asks_elsewhere,
    asks_how_far,
    asks_if_sound,
    asks_what_is_open,
    asks_what_is_undone,
    tells_elsewhere,
    tells_open,
    tells_plan,
    tells_undone,
)
from app.question.part_named import TOLD_APART
from app.question.questions import Question
from ingest.document import Document
from ingest.sections import CAPTIONED, OF_THE_PAPER, PROCEEDINGS

MOST = 3  # sentences, with what they lean on
BARE = 3  # words of a statement that says nothing without its heading
SURE = 2  # what speaks for a sentence that is shown beside a better one
OWED = 3  # sentences after one that says that there are limitations
_LEADS_UP = re.compile(  # "Our study has some limitations."
    rf"^(?=.{{0,120}}$).*\b(?:ha[sd]|have|some|several|following|noted|acknowledged|are|were|subject to)\b.*\b{LIMITS}\b.*|"
    rf"^(?=.{{0,120}}$).*\b{LIMITS}\b.*\b(?:noted|acknowledged|mentioned|considered|recogni[sz]ed|follows?|following|exist)\b",
    re.IGNORECASE,
)
_ORDINAL = re.compile(  # "Second, ", "The third limitation is", "Finally, "
    rf"(?:(?:The|A|Our) )?(?:(?P<nth>{ANY_ORDINAL})(?:ly)?|(?P<last>finally|last(?:ly)?(?=,)))\b(?!-)",
    re.IGNORECASE,
)
_LOOSELY = {
    FUTURE: FUTURE.said,
    SURPRISE: re.compile(
        r"\b(?:surpris|unexpect|astonish|remarkabl|striking|curious|intriguing|interestingly|puzzl)\w*",
        re.IGNORECASE,
    ),
}
_OF_LIMITS = re.compile(
    rf"\b(?:{LIMITS}|fall(?:s|ing)? short|threats?|leaves? out|(?:is|are) missing (?:from|in) (?:the|this) {NOUN}|not (?:cover|address))\b|"
    rf"{UNDONE_ASKED}",
    re.IGNORECASE,
)
_APART = 8  # sentences on one of them, before the next
_CONTRIBUTES = re.compile(  # what it found is that, where it names none
    r"\bcontribut|\bwhat(?:['’]s| is) (?:new|novel) (?:in|about) (?:the|this) \w+\W*$",
    re.IGNORECASE,
)
_OF_ADVICE = re.compile(
    r"\b(?:suggestions|recommendations|countermeasures|proposals|solutions|paths? (?:of|for)|\w+ path)\b",
    re.IGNORECASE,
)
_CONCLUDES = re.compile(r"\bconclu(?:de|sion)", re.IGNORECASE)
_OF_THEIRS = re.compile(
    r"\b(?:their|its|his|her) own\b|\b(?:their|its|authors['’]|(?:paper|study|author)['’]s) (?:\w+ )?(?:approach|work|analysis|evaluation|methods?)\b",
    re.IGNORECASE,
)
_OF_RESEARCH = re.compile(
    rf"\b(?:{NOUN}|studies|directions?|authors?|researchers?|scientists?|they|team|lab)\b",
    re.IGNORECASE,
)
_NO_SENTENCE = re.compile(r" \| |^\W*\d{0,2}\s*https?://\S+$")
_BESIDE_TEXT = re.compile(  # how footnotes open, "2The general", and captions
    rf"\d{{1,2}}[A-Z][a-z]|(?i:{'|'.join(CAPTIONED)})\s*(?:\d|[IVX])[\w.]*(?:[:.)]|\s+[A-Z(])"
)
_IMPRINT = re.compile(rf"{OF_THE_PAPER.pattern}|{PROCEEDINGS}", re.IGNORECASE)


def discourse_answer(question: Question, document: Document) -> list[Chosen]:
    """Return what the paper says about itself, in reading order; empty where it says nothing."""
    matter = matter_of(question, document.title)
    if matter is None or (matter is ADVICE and _advises_by_heading(question, document)):
        return []
    told = _concluded(document) if _asks_what_it_concludes(question, matter) else []
    told = told or _told(matter, document, _focus(question, matter))
    if matter is CONTRIBUTION and _CONTRIBUTES.search(question.text):
        told = told or main_findings(document)
    if question.part not in TOLD_APART:
        return told
    places = spans_of(question.part, document)
    if not places:
        return told  # what closes it bears no such heading
    return [each for each in told if any(low <= each.start < high for low, high in places)]


def _advises_by_heading(question: Question, document: Document) -> bool:
    """Say whether the search finds the advice better: sections give it, or it names who is asked.

    "What do they urge governments to do?" is answered by what says that governments should.
    """
    if any(_OF_ADVICE.search(section.title) for section in document.sections):
        return True
    whom = AUDIENCE.search(question.text)
    if whom is None:
        return False
    named = re.escape(whom[0].rstrip("s"))
    acts = rf"\b{named}(?:s|es)? (?:[\w’'-]+ ){{0,3}}(?:should|must|ought|needs? to)\b"
    return bool(re.search(acts, document.text, re.IGNORECASE))


def _asks_what_it_concludes(question: Question, matter: Matter) -> bool:
    """Say whether conclusions are asked for, not all that the paper found."""
    return matter is FINDING and bool(_CONCLUDES.search(question.text))


def _concluded(document: Document) -> list[Chosen]:
    """Return the sentences in which the paper says what it concludes, with what they lean on."""
    spans = {span for found in conclusions(document) for span in whole(document, *found)}
    return [Chosen(document, *span, 1.0) for span in sorted(spans)]


def main_findings(document: Document) -> list[Chosen]:
    """Return what the paper says that it found or concludes, in reading order."""
    return _told(FINDING, document, _Focus())


@dataclass(frozen=True, slots=True)
class _Focus:
    """What of a matter is asked for: what `speaks` of it, and whether `only` that will do."""

    speaks: Callable[[str], bool] = bool
    only: bool = False


def _focus(question: Question, matter: Matter) -> _Focus:
    """Return what of the matter is asked for.

    "The shortcomings of the evaluation" are those of it; "their own approach" is all they did.
    """
    if matter is FUTURE:
        is_open = asks_what_is_open(question.text)
        return _Focus(tells_open) if is_open else _Focus(tells_plan, only=True)
    if matter is AGREEMENT and asks_contrast(question.text):
        return _Focus(tells_contrast, only=True)
    if matter is not LIMITATION:
        return _Focus()
    if asks_elsewhere(question.text):
        return _Focus(tells_elsewhere, only=True)
    if asks_what_is_undone(question.text):
        return _Focus(tells_undone)
    aspects = ASPECTS & {term.stem for term in question.terms}
    of_all = asks_how_far(question.text)
    if not aspects or not (of_all or _OF_LIMITS.search(question.text)):
        return _Focus()
    of_all = of_all or bool(_OF_THEIRS.search(question.text))
    return _Focus(lambda text: bool(aspects & every_stem(text)), only=not of_all)


def _told(matter: Matter, document: Document, focus: _Focus) -> list[Chosen]:
    if at_home := _at_home(matter, document):
        return at_home
    spans: dict[int, Chosen] = {}
    told = [_with_its_own(matter, document, *span) for span in _found(matter, document, focus)]
    for stretch in told:
        if any(_left_out(stretch[0], other) for other in told):
            continue
        for first, last in stretch:
            said = matter.said.search(document.text, first, last)
            marks = ((said.start() - first, said.end() - first),) if said else ()
            spans.setdefault(first, Chosen(document, first, last, 1.0, marks))
    return [spans[start] for start in sorted(spans)]


def _at_home(matter: Matter, document: Document) -> list[Chosen]:
    """Return what the section says that is there for it; the heading goes with a bare "None."."""
    for section in document.sections:
        lead = section_lead(document, section.start, section.end, MOST)
        if lead and matter.home.fullmatch(section.title.strip(" .:")):
            bare = len(lead[0].text.split()) <= BARE
            start = section.start if bare else lead[0].start
            return [Chosen(document, start, lead[0].end, 1.0), *lead[1:]]
    return []


def _found(matter: Matter, document: Document, focus: _Focus) -> list[tuple[int, int]]:
    """Return the sentences that say it best, and those near them that are sure enough."""
    if matter.zone:
        return zone(document, matter.zone, most=MOST)
    told = sorted(saying(matter, document), key=lambda each: (-each[0], each[1]))
    spoken = [each for each in told if focus.speaks(document.text[slice(*each[1:])])]
    told = spoken or ([] if focus.only else told)
    most = max((points for points, _, _ in told), default=0)
    least = min(most, SURE) if matter.may_be_late else most - matter.has_home
    return [(start, end) for points, start, end in told if points >= least][:MOST]


def _with_its_own(
    matter: Matter, document: Document, start: int, end: int
) -> list[tuple[int, int]]:
    """Return a sentence with what it leans on and what it leads up to."""
    text = document.text[start:end]
    if matter.zone and not leans(text):
        return [(start, end)]
    spans = whole(document, start, end)
    leads_up = _LEADS_UP.search(text)
    if leads_up and (items := _counted_off(document, end)):
        return [(start, end), *items]
    if ARE_LIMITS.search(text) and (items := _counted_off(document, end, (start, end))):
        return items
    if not leads_up:
        return spans
    if len(spans) > 1:
        return spans
    paragraph = document.text.find("\n", end)
    after = sentence_spans(document, end, paragraph if paragraph >= 0 else len(document.text))
    return [*spans, *after[:OWED]]


def _counted_off(
    document: Document, end: int, first: tuple[int, int] | None = None
) -> list[tuple[int, int]]:
    """Return the sentences after `end` that count off: "First, ", "Second, ", "Finally, ".

    What is said of each in between is left out. Empty where "First" does not follow at once, or
    alone. Where limits are told in the sentence itself, those are the first.
    """
    section = document.section_at(end - 1)
    items: list[tuple[int, int]] = [first] if first else []
    apart = 0 if first else _APART
    for start, last in sentence_spans(document, end, section.end if section else end):
        ordinal = _ORDINAL.match(document.text, start, last)
        nth = ORDINALS[len(items)] if len(items) < len(ORDINALS) else ""
        if ordinal and (items or ordinal["nth"]) and (ordinal["nth"] or nth).lower() == nth:
            items.append((start, last))
            apart = 0
        apart += 1
        if apart > _APART or (ordinal and ordinal["last"]):
            break
    return items if len(items) > 1 else []


def _left_out(span: tuple[int, int], stretch: Sequence[tuple[int, int]]) -> bool:
    """Say whether a sentence stands between those of a stretch, such as what is said of an item."""
    return stretch[0] < span < stretch[-1] and span not in stretch


def says_nothing(question: Question, documents: Sequence[Document]) -> str:
    """Return one sentence that says that no paper speaks of what is asked, else ""."""
    matter = matter_of(question, documents[0].title)
    if matter is None or not matter.silent:
        return ""
    if any(discourse_answer(question, paper) for paper in documents):
        return ""
    whole = asks_if_sound(question.text)
    if (
        matter is LIMITATION
        and not whole
        and (not _OF_LIMITS.search(question.text) or any(map(speaks_of_limits, documents)))
    ):
        return ""  # whose they are is for the reader to see
    only_some = matter in (LIMITATION, AGREEMENT) and _focus(question, matter).only
    if not whole and (asks_how_far(question.text) or only_some):
        return ""  # something of it is asked for, not all there is
    of_research = _OF_RESEARCH.search(question.text) or asks_what_is_open(question.text)
    if matter is FUTURE and not of_research:
        return ""  # "What is planned?" may be asked of what the paper is about
    if matter in _LOOSELY and any(_speaks_loosely(matter, paper) for paper in documents):
        return ""
    is_paper = any(paper.is_paper or paper.abstract for paper in documents)
    if matter.anywhere and not is_paper:
        return ""  # "Where can I get the software?" is asked of what a manual is about
    unsaid = matter.silent[len(documents) > 1]
    return unsaid if is_paper else unsaid.replace("The paper", "The document")


def _speaks_loosely(matter: Matter, document: Document) -> bool:
    """Say whether any sentence may tell of the matter, in a way that is not foreseen."""
    said = _LOOSELY[matter]
    return any(said.search(document.text, *span) for span in stretches(document))


def section_lead(document: Document, start: int, end: int, count: int) -> list[Chosen]:
    """Return the first `count` sentences of the section `[start, end)`.

    Rows of a table, captions, footnotes and addresses are left out where there is other text.
    """
    spans = sentence_spans(document, heading(document, start)[1], end)
    told = [span for span in spans if in_text(document, span)] or spans
    return [Chosen(document, first, last, 1.0) for first, last in told[:count]]


def in_text(document: Document, span: tuple[int, int]) -> bool:
    """Say whether a sentence is of the running text: no row, no footnote, no caption, no address."""
    if _NO_SENTENCE.search(document.text[slice(*span)]) or in_imprint(document, span):
        return False
    return not _BESIDE_TEXT.match(document.text, paragraph_at(document, span[0])[0])


def in_imprint(document: Document, span: tuple[int, int]) -> bool:
    """Say whether a sentence tells where and when the paper was printed, or how to write to whom."""
    return bool(_IMPRINT.match(document.text, paragraph_at(document, span[0])[0]))
