"""What a paper says about itself: its limits, aim and findings, who paid for it, whose interests."""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from app.evidence.chosen import Chosen
from app.evidence.spans import announces, heading, leans, sentence_spans, whole
from app.language.lexemes import every_stem
from app.language.ordinals import ANY_ORDINAL, ORDINALS
from app.papers.matters import (
    ADVICE,
    AUDIENCE,
    CONTRIBUTION,
    FINDING,
    FUTURE,
    LIMITATION,
    MINE,
    OTHERS,
    SURPRISE,
    Matter,
    matter_of,
)
from app.papers.part_spans import spans_of
from app.papers.zones import NOUN, conclusions, zone
from app.question.limits_and_outlook import (
    ASPECTS,
    LIMITS,
    asks_elsewhere,
    asks_how_far,
    asks_what_is_open,
    asks_what_is_undone,
    tells_elsewhere,
    tells_open,
    tells_plan,
    tells_undone,
)
from app.question.part_named import TOLD_APART
from app.question.questions import Question
from ingest.document import REFERENCES, Document, Section

MOST = 3  # sentences, with what they lean on
BARE = 3  # words of a statement that says nothing without its heading
SURE = 2  # what speaks for a sentence that is shown beside a better one
OWED = 3  # sentences after one that says that there are limitations
_OWN = re.compile(
    r"\b(?:we|our|us|this (?:\w+ )?(?:paper|article|study|work|research|review|survey|report)|"
    r"the (?:present|current) (?:\w+ )?(?:study|paper|work|article|review)|the authors?|here)\b|"
    rf"(?:\b(?:a|an|the|one|another) (?:\w+ )?|^(?:\w+,? ){{0,2}}){LIMITS} (?:of|to|in) the (?:study|paper|work|research|review|survey|analysis)\b(?! (?:by|of|from)\b)",
    re.IGNORECASE,
)
_ARE_LIMITS = re.compile(  # "Limitations include", "Potential limitations of this study were"
    rf"^(?:[\w-]+,? ){{0,3}}(?:limitations?|{LIMITS}(?= (?:of|to|in) ))(?: (?:of|to|in) (?:{MINE}|the (?:\w+ )?{NOUN}))? "
    r"(?:is|are|was|were|may|might|includes?|included|lies?|lay|concerns?|concerned)\b",
    re.IGNORECASE,
)
_LEADS_UP = re.compile(  # "Our study has some limitations."
    rf"^(?=.{{0,120}}$).*\b(?:ha[sd]|have|some|several|following|noted|acknowledged|are|were|subject to)\b.*\b{LIMITS}\b.*|"
    rf"^(?=.{{0,120}}$).*\b{LIMITS}\b.*\b(?:noted|acknowledged|mentioned|considered|recogni[sz]ed|follows?|following|exist)\b",
    re.IGNORECASE,
)
_ORDINAL = re.compile(  # "Second, ", "The third limitation is", "Finally, "
    rf"(?:(?:The|A|Our) )?(?:(?P<nth>{ANY_ORDINAL})(?:ly)?|(?P<last>finally|last(?:ly)?(?=,)))\b(?!-)",
    re.IGNORECASE,
)
FEW = 2  # sections of a text that is hardly divided
OPENS, CLOSES = 0.2, 0.5  # the share of it before which it opens, and after which it may close
Place = Literal["before", "behind", "late", ""]
_LOOSELY = {
    FUTURE: FUTURE.said,
    SURPRISE: re.compile(
        r"\b(?:surpris|unexpect|astonish|remarkabl|striking|curious|intriguing|interestingly|puzzl)\w*",
        re.IGNORECASE,
    ),
}
_OF_LIMITS = re.compile(rf"\b(?:{LIMITS}|fall(?:s|ing)? short|threats?)\b", re.IGNORECASE)
_LEADS_ON = re.compile(  # "we conclude with directions for future work"
    r"\bwe conclude with\b|\bconcludes? (?:\w+ ){0,3}with (?:\w+ ){0,2}(?:discussion|directions?|remarks?|summary|outlook|suggestions?)\b|"
    r"^(?:in )?(?:the )?(?:(?:last|final|next|following|remaining) )?sections?\b(?: \d| (?:we|i)\b)|\brest of (?:this|the) (?:paper|article)\b|\borgani[sz]ed as\b|"
    r"\b(?:discuss|outline|present|sketch|describe|propose)\w* (?:\w+ ){0,5}(?:directions|avenues|ideas) for (?:future|further)\b",
    re.IGNORECASE,
)
_SUMS_UP = re.compile(r"\b(?:in (?:conclusion|summary)|overall|the above results)\b", re.IGNORECASE)
_AT_HOME = re.compile(rf"\b(?:{LIMITS}|future|outlook)\b", re.IGNORECASE)
_APART = 8  # sentences on one of them, before the next
_OF_OTHERS = re.compile(
    rf"\b(?:address|overcome|avoid|tackle|remedy|circumvent|mitigate|resolve|minimi[sz]e|reduce|prevent)\w* (?:\w+ ){{0,2}}(?:{LIMITS}|bias)|"
    rf"\b{LIMITS} (?:of|in|from|to|with) (?:the |most |many |all )?{OTHERS}|"
    rf"\b(?:examin|identif|analy[sz]|point|reveal|discuss|explor|investigat)(?:e|es|ed|ing|s|y|ies|ied)? (?:out )?(?:\w+ ){{0,3}}{LIMITS}\b"
    rf"(?! (?:of|in|to|with) {MINE})|"
    rf"\b{OTHERS}(?:research|stud(?:y|ies)|works?|papers?|methods?|approaches|systems)\b[^.;]{{0,60}}\b{LIMITS}",
    re.IGNORECASE,
)
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
_DEBRIS = re.compile(r"\S\s[•●▪◦‣]\s| \| ")  # of a list or a table, run together
_FRAMES = re.compile(
    r"\b(?:introduction|discussion|conclusions?|concluding|final|limitations?|future|outlook|summary|"
    r"acknowledge?ments?|funding|competing|conflicts?|interests?|disclosures?|declarations?)\b",
    re.IGNORECASE,
)


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
    saying = sorted(_saying(matter, document), key=lambda each: (-each[0], each[1]))
    spoken = [each for each in saying if focus.speaks(document.text[slice(*each[1:])])]
    saying = spoken or ([] if focus.only else saying)
    most = max((points for points, _, _ in saying), default=0)
    least = min(most, SURE) if matter.may_be_late else most - matter.has_home
    return [(start, end) for points, start, end in saying if points >= least][:MOST]


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
    if _ARE_LIMITS.search(text) and (items := _counted_off(document, end, (start, end))):
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
    if matter is LIMITATION and (
        not _OF_LIMITS.search(question.text) or any(map(_speaks_of_limits, documents))
    ):
        return ""  # whose they are is for the reader to see
    if asks_how_far(question.text) or (matter is LIMITATION and _focus(question, matter).only):
        return ""  # something of it is asked for, not all there is
    if matter is FUTURE and not _OF_RESEARCH.search(question.text):
        return ""  # "What is planned?" may be asked of what the paper is about
    if matter in _LOOSELY and any(_speaks_loosely(matter, paper) for paper in documents):
        return ""
    return matter.silent[len(documents) > 1]


def _speaks_of_limits(document: Document) -> bool:
    """Say whether limitations are what any sentence is about."""
    return any(
        _ARE_LIMITS.search(text) and not _OF_OTHERS.search(text)
        for low, high in _stretches(document)
        for first, last in sentence_spans(document, low, high)
        for text in [document.text[first:last]]
    )


def _speaks_loosely(matter: Matter, document: Document) -> bool:
    """Say whether any sentence may tell of the matter, in a way that is not foreseen."""
    said = _LOOSELY[matter]
    return any(said.search(document.text, *span) for span in _stretches(document))


def _saying(matter: Matter, document: Document) -> Iterator[tuple[int, int, int]]:
    """Yield sentences that say it, with how much speaks for each."""
    for start, end in _stretches(document):
        section = document.section_at(start)
        late = section is None or bool(_FRAMES.search(section.title))
        of_all = matter.silent or matter.anywhere
        if not (late or of_all or section is None) and section.number[:1].isdigit():
            continue  # the aim or the findings of a step, not of the paper
        for first, last in sentence_spans(document, start, end):
            text = document.text[first:last]
            if _OF_OTHERS.search(text) or _DEBRIS.search(text) or _announces(text):
                continue
            place = "late" if late else _place(document, first)
            if points := _points(matter, text, section, place):
                yield points, first, last


def _points(matter: Matter, text: str, section: Section | None, place: Place) -> int:
    """Return how much speaks for a sentence, 0 where it says nothing of the matter.

    `place`: "late" where its section frames the paper, else how far on it stands.
    """
    own, named = bool(_OWN.search(text)), bool(matter.asked.search(text))
    surely = bool(matter.said.search(text)) or (matter is LIMITATION and own and named)
    closes = place in ("late", "behind")
    opens = section is not None and "introduction" in section.title.casefold()
    may_hedge = place == "late" or (closes and (own or bool(_SUMS_UP.search(text))))
    may_hedge = may_hedge and section is not None and not opens
    if not surely and not (may_hedge and matter.late.search(text)):
        return 0
    at_all = matter.anywhere or (closes and matter.silent)
    by_name = named and surely and matter.may_be_late and place != "before"
    if not (own or by_name or (at_all and not opens)):
        return 0
    at_home = section is not None and bool(_AT_HOME.search(section.title))
    more = surely + at_home if matter.may_be_late else int(matter.anywhere)
    return closes + own + named + more


def _announces(text: str) -> bool:
    """Say whether a sentence only tells what will be said further on."""
    return announces(text) or bool(_LEADS_ON.search(text))


def _place(document: Document, at: int) -> Place:
    """Return where a place is in a text that is hardly divided, "" in one that has sections."""
    if len(document.sections) > FEW:
        return ""
    share = at / len(document.text)
    return "before" if share < OPENS else "behind" if share >= CLOSES else ""


def _stretches(document: Document) -> list[tuple[int, int]]:
    """Return the abstract and the sections without the bibliography."""
    body = [section for section in document.sections if section.number != REFERENCES]
    front = [document.abstract] if document.abstract else []
    return [*front, *(_own_text(document, section) for section in body)]


def _own_text(document: Document, section: Section) -> tuple[int, int]:
    later = [other.start for other in document.sections if other.start > section.start]
    return section.start, min([section.end, *later])


def section_lead(document: Document, start: int, end: int, count: int) -> list[Chosen]:
    """Return the first `count` sentences of the section `[start, end)`.

    Rows of a table and addresses that stand before its text are left out where there is any.
    """
    body = heading(document, start)[1]
    spans = sentence_spans(document, body, end)
    told = [span for span in spans if not _NO_SENTENCE.search(document.text[slice(*span)])] or spans
    return [Chosen(document, first, last, 1.0) for first, last in told[:count]]
