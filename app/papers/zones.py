"""The sentences in which a paper tells its aim, its method and what it found.

Zones as in argumentative zoning (Teufel and Moens 2002, Computational Linguistics 28(4)), told by
cue phrases, by the labels of a structured abstract, and by where in the paper a sentence stands.
"""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from app.evidence.answer_form import finds
from app.evidence.spans import announces, sentence_spans
from ingest.document import Document

Zone = Literal["aim", "method", "finding", "advice"]
Place = Literal["abstract", "opening", "discussion", "closing", "end"]
MOST = 3  # sentences of a zone that are shown
OPENING = 0.25  # of an abstract: the background, not what was found
OPENS, CLOSES = 4_000, 4_000  # characters at the start and the end of a text without sections
SHORTEST = 30  # characters of a sentence that tells something
MOSTLY = 0.6  # of the words: with capitals, in a list of names
ENOUGH = 2.5  # what must speak for a sentence
SURE = 4.0  # from which on the abstract tells what was found
_IN_GIST: tuple[tuple[Zone, int], ...] = (("aim", 1), ("method", 1), ("finding", 2))  # sentences
BEHIND = 1.4  # how far behind the best one another may be
NOUN = r"(?:paper|article|study|work|research|review|survey|report|analysis|trial|investigation|letter|commentary|editorial|perspective|contribution|manuscript)"
_THIS = rf"(?:this|the present|the current|our|the) (?:\w+ )?{NOUN}"
_WE = r"\b(?:we|the authors?)(?: (?:also|therefore|here|now|then|first|thus|have|further))*"
_STUDIES = (
    r"(?:stud(?:y|ies|ied)|investigat\w+|examin\w+|analy[sz]\w+|explor\w+|assess\w*|evaluat\w+|compar\w+|review\w*|describ\w+|present\w*|report\w*|"
    r"discuss\w*|propos\w+|introduc\w+|develop\w*|address\w*|ask\w*|test\w*|sketch\w*|tak\w+ stock|summari[sz]\w+|characteri[sz]\w+|determin\w+|estimat\w+|"
    r"identif\w+|us\w+|focus\w*|perform\w*|conduct\w*|aim\w*|seek\w*|sought|argue\w*|consider\w*)"
)
_AIM = re.compile(
    rf"\b(?:our|the|main|overall|primary|specific|general|key|major) (?:\w+ )?(?:aims?|purposes?|goals?|objectives?|questions?)\b(?: of {_THIS}| of our \w+)? (?:was|is|were|are) (?:to|the|whether|how)\b|\b(?:aims?|purposes?|goals?|objectives?) of {_THIS}|"
    rf"(?:{_WE}|\b{_THIS}) (?:aim(?:s|ed)?|set out|sought|seeks?|wanted|want|wish(?:ed)?|intend(?:s|ed)?|attempts?|attempted|tr(?:y|ies|ied)) (?:to|at)\b|"
    rf"\bin {_THIS},? we\b|\b{_THIS} (?:\w+ )?{_STUDIES}|\b{_THIS}(?: was| is| were)? (?:designed|undertaken|carried out|intended)?,? ?to (?:determine|investigate|assess|examine|evaluate|explore|understand|identify|describe|test|compare)\b|"
    rf"\b(?:here|herein),? we\b|^to (?:determine|investigate|assess|examine|evaluate|explore|describe|test|identify|compare|analy[sz]e|estimate|understand|report)\b|"
    rf"{_WE} hypothesi[sz]e",
    re.IGNORECASE,
)
_AIM_TOO = re.compile(rf"{_WE} {_STUDIES}\b", re.IGNORECASE)
_FINDING = re.compile(
    rf"{_WE} (?:find|found|show(?:ed|n)?|demonstrated?|conclude[ds]?|observed?|identif(?:y|ied)|detected|revealed|discovered|establish(?:ed)?|argue[ds]?|confirm(?:ed)?|provide evidence|report that|suggest|learn(?:ed)?|prove[ds]?)\b|"
    rf"\b(?:results?|findings?|data|analyses|evidence|experiments?|observations?|{NOUN}) (?:\w+ ){{0,4}}?(?:shows?|showed|suggest(?:s|ed)?|indicate[sd]?|reveal(?:s|ed)?|demonstrate[sd]?|conclude[sd]?|confirm(?:s|ed)?|support(?:s|ed)?|highlight(?:s|ed)?|point(?:s|ed)? to|argues)\b|"
    r"\bin (?:conclusion|summary|sum)\b|\b(?:to conclude|taken together|conclusively|overall,|collectively)\b|\bconclusions?\b|"
    r"\b(?:was|were|is|are) (?:\w+ )?(?:found|shown|observed|detected|identified|associated|correlated|revealed|confirmed)\b|"
    r"\bsignificant(?:ly)?\b|\b(?:more|less|\w+er) (?:\w+ ){0,3}than\b|\boutperform\w*\b|"
    r"\b(?:plays?|played) (?:an? |the )?\w+ role\b|\btherefore\b|\bthus\b|\bno (?:\w+ )?evidence\b|\b(?:increased|reduced|inhibited|decreased|improved|induced)\b|"
    r"\b(?:authors|paper|study|review) (?:conclude|argue|suggest|judge|find|recommend|propose)s?\b",
    re.IGNORECASE,
)
_WE_DO = re.compile(
    rf"{_WE} \w{{3,}}ed\b|{_WE} (?:use[ds]?|perform|conduct|employ|apply|collect|develop|measure|recruit|analy[sz]e|compare|proposes?|train|review|construct|survey|fit|generate|design|adapt|combine|draw)\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:was|were) (?:\w+ )?(?:performed|conducted|collected|recruited|enrolled|used|measured|analy[sz]ed|tested|sequenced|randomi[sz]ed|assessed|surveyed|obtained|carried out|included|screened|searched|extracted|investigated|determined|examined|evaluated|compared|administered|inoculated|interviewed)\b",
    re.IGNORECASE,
)
_MEANS = re.compile(
    r"\b(?:using|by means of|based on|drawing on|through|via)\b|\b(?:cross-sectional|prospective|retrospective|case[- ]control|cohort|randomi[sz]ed|double-blind|observational|longitudinal|systematic review|meta-analysis|case report|case study|survey|questionnaires?|interviews?|simulations?|experiments?|assays?|literature review|review of)\b",
    re.IGNORECASE,
)
_NOT_OURS = re.compile(
    r"\b(?:previous|prior|earlier|recent|existing|other|several|many|few) (?:\w+ )?(?:stud(?:y|ies)|work|research|reports?|authors|investigat\w+)\b|\bhas been (?:shown|reported|suggested)\b|\bhave been (?:shown|reported|suggested)\b|"
    r"\bit is (?:known|thought|believed)\b|\bet al\b|\bBIBREF\d",
    re.IGNORECASE,
)
_TOLD_OF_OTHERS = re.compile(  # "motivated by recent findings that showed"
    r"\b(?:(?:recent|previous|prior|earlier|existing|other|past) (?:\w+ )?|(?:motivated|inspired|prompted) by (?:\w+ ){0,3}?)"
    r"(?:findings?|results?|stud(?:y|ies)|works?|research|evidence|observations?|reports?|data) (?:\S+ ){0,4}?(?:that|which|who)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_THEY_TELL = re.compile(  # "Zhang et al. presented", after which "The results" are theirs
    r"\bet al\b\.?[^.;]{0,25}?\b(?:presented|reported|studied|described|investigated|examined|analy[sz]ed|conducted|performed|compared|"
    r"assessed|evaluated|included|enrolled|collected|used|reviewed|looked|explored|tested|surveyed|followed)\b",
)
_THEIRS = re.compile(
    r"(?:The (?:results?|findings?|data|analys[ie]s|authors?|study)|They|Their|Results|In (?:this|that|their) study)\b"
)
_OWN_AGAIN = re.compile(
    rf"\b(?:we|our)\b|\b{_THIS}|^(?:in (?:conclusion|summary|sum)|overall|taken together|collectively|to conclude|conclusions?:)\b|"
    r"\bthe (?:above|data presented|present)\b",
    re.IGNORECASE,
)
_CONCLUDES = re.compile(
    rf"\bin conclusion\b|\bto conclude\b|{_WE} conclude\b(?! (?:with|by)\b)|^conclusions?:|\b(?:it|we) (?:is|was|can|may) (?:be )?concluded?\b|"
    rf"\b{_THIS} concludes\b",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"\b(?:future|further) (?:\w+ )?(?:work|research|stud(?:y|ies))\b|\bremains? (?:to be|unclear|unknown)\b|\b(?:are|is|will be) (?:also )?discussed\b",
    re.IGNORECASE,
)
_ADVISES = re.compile(
    rf"{_WE} (?:\w+ )?(?:recommend|urge|advi[sc]e|advocate|call (?:for|on|upon)|suggest (?:\w+ing|that .{{0,80}}\b(?:should|be))|encourage|caution|warn)\b|"
    r"\b(?:it is|is) (?:therefore |thus |also |now )?(?:critical|crucial|essential|vital|imperative|important|necessary|advisable|time) (?:that|to|for .{3,60} to)\b(?! (?:note|emphasi[sz]e|mention|stress|remember|point|recogni[sz]e)\b)|"
    r"(?<!will )(?<!no )(?<!not )\b(?:should|must|ought to|needs? to)(?: not| also| therefore)*(?! \w+s be\b)(?! (?:not )?(?:be )?(?:\w+ly )?(?:noted?|interpreted|possible|able|become|allow|emphasi[sz]ed?|mentioned|stressed|pointed|remembered|acknowledged|"
    r"viewed with|regarded with|expected|have|give|indicate|yield|mean|equal)\b) \w+|"
    r"\b(?:is|are) (?:urgently |therefore |not |also |currently |strongly )*(?:needed|recommended|advised|warranted|indispensable)\b|\bcalls for\b|\bwarning that\b",
    re.IGNORECASE,
)
_ADVICE_OF_OTHERS = re.compile(
    r"\b(?:who|cdc|guidelines?|organi[sz]ations?|association|college|society|committee|ministry|governments?|authorities|programs?)(?: (?:of|for) (?:[\w]+ ){0,2}?\w+)? (?:\w+ )?(?:recommend|advis|urge|suggest|call)\w*|"
    r"\b(?:recommended|advised|suggested|proposed|urged|required) by\b|\brecommend(?:s|ed|ations?) (?:of|from|by|in) the\b|\bit (?:was|has been|had been) (?:recommended|suggested|advised)\b",
    re.IGNORECASE,
)
_MORE_WORK = re.compile(
    r"\b(?:more|additional|further|future)(?: \w+)? (?:research|stud(?:y|ies)|work|data|experiments?|investigations?)\b|^whether\b",
    re.IGNORECASE,
)
_CITES = re.compile(r"\[\d[\d, –-]*\]\W*$|\bet al\b|\bBIBREF\d")
_SO = re.compile(r"\b(?:therefore|thus|hence|in (?:conclusion|summary)|to conclude)\b", re.I)
_LABEL = re.compile(r"(?P<colon>[A-Z][A-Za-z ,/&-]{2,70}?):|(?P<loud>[A-Z][A-Z ,/&-]{3,70}\b)[. ]")
_LABELS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"\b(?:{ways})\b", re.IGNORECASE))
    for name, ways in (
        ("finding", "results?|findings|conclusions?|interpretation"),
        (
            "method",
            "methods?|methodology|design|settings?|participants|patients|measures?|outcomes?|interventions?|data sources?",
        ),
        ("aim", "objectives?|aims?|purpose|goals?"),
        ("other", "background|introduction|importance|context|funding|key ?words|registration"),
    )
)
_FIGURE = re.compile(r"\d ?%|\b[pP] ?[<=>] ?0?\.\d|\d\.\d|\bfold\b")
_CONCLUDING = re.compile(  # "Summary estimates" concludes nothing
    r"\b(?:conclusions?|concluding|final remarks)\b|^[\d.\s]*summary\b(?! \w)|\bsummary (?:and|of (?:the |our |main |key )*"
    r"(?:findings|results|points|contributions))\b|\band summary\b",
    re.IGNORECASE,
)
_DISCUSSING = re.compile(r"\bdiscussion\b", re.IGNORECASE)
_INTRODUCING = re.compile(r"\b(?:introduction|background)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch of a paper: its abstract, what opens, discusses and closes it, where it ends."""

    start: int
    end: int
    what: Place


def zone(document: Document, wanted: Zone, *, most: int = MOST) -> list[tuple[int, int]]:
    """Return the sentences in which the paper tells what is `wanted`, in reading order."""
    abstract: list[tuple[float, tuple[int, int]]] = []
    rest: list[tuple[float, tuple[int, int]]] = []
    for points, inside, span in _scored(document, wanted):
        if points >= ENOUGH:
            (abstract if inside else rest).append((points, span))
    every = abstract + rest if wanted == "advice" else abstract or rest
    told = sorted(every, key=lambda pair: -pair[0])
    if wanted == "finding":
        sure = bool(told) and told[0][0] >= SURE
        if not sure and (lead := _concluding_lead(document, most)):
            return lead
        if len(abstract) == 1:
            told += sorted((pair for pair in rest if pair[0] >= SURE), key=lambda pair: -pair[0])
    return sorted({span for points, span in told[:most] if points >= told[0][0] - BEHIND})


def gist(document: Document) -> list[tuple[int, int]]:
    """Return the sentences of the abstract that tell aim, method and findings, in reading order.

    Empty where it does not tell all of them: then it is too short, or no abstract of results.
    """
    told: dict[Zone, list[tuple[int, int]]] = {}
    for wanted, most in _IN_GIST:
        scored = [
            (points, span)
            for points, inside, span in _scored(document, wanted)
            if inside and points >= ENOUGH
        ]
        best = sorted(scored, key=lambda pair: -pair[0])[:most]
        told[wanted] = [span for _, span in best]
    spans = {span for spans in told.values() for span in spans}
    return sorted(spans) if told["finding"] and len(spans) >= len(_IN_GIST) else []


def conclusions(document: Document) -> list[tuple[int, int]]:
    """Return the sentences that say what is concluded, in the abstract or else at the end.

    Where none says so in words, the abstract's last one does that tells of something found. Empty
    where there is none, and where a section concludes that the abstract does not sum up.
    """
    inside: list[tuple[int, int]] = []
    outside: list[tuple[int, int]] = []
    last: list[tuple[int, int]] = []
    for points, what, span in _placed(document, "finding"):
        text = document.text[slice(*span)]
        said = _CONCLUDES.search(text)
        if what == "abstract":
            last = [span] if points >= ENOUGH else []
            if said or (inside and not _LABEL.match(text)):
                inside.append(span)
        elif said and what != "opening":
            outside = [span]
    if inside:
        return inside[:MOST]
    closes = any(stretch.what == "closing" for stretch in _stretches(document))
    return [] if closes else outside or last


def _concluding_lead(document: Document, most: int) -> list[tuple[int, int]]:
    """Return how the conclusion begins."""
    closing = [stretch for stretch in _stretches(document) if stretch.what == "closing"]
    return sentence_spans(document, closing[-1].start, closing[-1].end)[:most] if closing else []


def _scored(document: Document, wanted: Zone) -> Iterator[tuple[float, bool, tuple[int, int]]]:
    """Yield sentences with what speaks for them and whether they stand in the abstract."""
    for points, what, span in _placed(document, wanted):
        yield points, what == "abstract", span


def _placed(document: Document, wanted: Zone) -> Iterator[tuple[float, Place, tuple[int, int]]]:
    """Yield sentences with what speaks for them and where in the paper they stand."""
    for stretch in _stretches(document):
        spans = sentence_spans(document, stretch.start, stretch.end)
        label = ""
        theirs = False
        for at, (start, end) in enumerate(spans):
            text = document.text[start:end]
            theirs = theirs and bool(_goes_on_of_them(text, stretch))
            label = _label(text, stretch) or label
            place = at / max(1, len(spans) - 1)
            telling = not (theirs or announces(text) or _of_names(text))
            if len(text) >= SHORTEST and telling:
                points = _points(text, wanted, stretch, label, place)
                yield points, stretch.what, (start, end)
            theirs = theirs or bool(_THEY_TELL.search(text))


def _goes_on_of_them(text: str, stretch: _Stretch) -> bool:
    """Say whether a sentence after one on another's study tells of that, too.

    An abstract that tells of several goes on with them until it speaks of itself.
    """
    if stretch.what == "abstract":
        return not _OWN_AGAIN.search(text)
    return bool(_THEIRS.match(text))


def _of_names(text: str) -> bool:
    """Say whether the text is a list of authors rather than a sentence."""
    found = re.findall(r"[^\W\d_]{2,}", text)
    capitals = sum(1 for word in found if str(word)[0].isupper())
    return capitals > MOSTLY * len(found)


def _stretches(document: Document) -> list[_Stretch]:
    found = [_Stretch(*document.abstract, "abstract")] if document.abstract else []
    sections = document.body_sections
    for section in sections:
        later = [other.start for other in sections if other.start > section.start]
        end = min([section.end, *later])
        if _CONCLUDING.search(section.title):
            below = [
                other.end for other in sections if other.number.startswith(f"{section.number}.")
            ]
            found.append(_Stretch(section.start, max([end, *below]), "closing"))
        elif _DISCUSSING.search(section.title):
            found.append(_Stretch(section.start, end, "discussion"))
        elif _INTRODUCING.search(section.title):
            found.append(_Stretch(section.start, end, "opening"))
    if len(sections) < 3:
        low = sections[0].start if sections else 0
        high = sections[-1].end if sections else len(document.text)
        found.append(_Stretch(low, min(low + OPENS, high), "opening"))
        found.append(_Stretch(max(low, high - CLOSES), high, "end"))
    if not document.abstract and len(sections) >= 3:
        summed_up = any(_INTRODUCING.search(one.title) for one in sections[1:])
        longest = 2 * OPENS if summed_up else OPENS
        end = min(sections[0].start + longest, sections[0].end)
        found.append(_Stretch(sections[0].start, end, "opening"))
    return found


def _label(text: str, stretch: _Stretch) -> str:
    """Return the zone that the label before a sentence of an abstract names, else ""."""
    match = _LABEL.match(text) if stretch.what == "abstract" else None
    label = (match["colon"] or match["loud"]) if match else ""
    if len(label.split()) > 6:
        return ""
    return next((name for name, pattern in _LABELS if pattern.search(label)), "")


_WEIGHT = {
    "aim": {"abstract": 2.0, "opening": 1.0, "discussion": -1.0, "closing": -1.0, "end": -1.0},
    "method": {"abstract": 2.0, "opening": 0.5, "discussion": -1.0, "closing": 0.0, "end": -1.0},
    "finding": {"abstract": 2.0, "opening": -1.5, "discussion": 0.5, "closing": 1.2, "end": -0.5},
    "advice": {"abstract": 0.5, "opening": -0.5, "discussion": 0.0, "closing": 1.0, "end": 0.5},
}


def _points(text: str, wanted: Zone, stretch: _Stretch, label: str, place: float) -> float:
    if wanted == "advice":
        late = 3.0 * (place - 0.5) if stretch.what == "abstract" else 0.6 * place
        return _WEIGHT[wanted][stretch.what] + late + _advises(text)
    text = _TOLD_OF_OTHERS.sub("", text)
    aim, does, done = (pattern.search(text) for pattern in (_AIM, _WE_DO, _DONE))
    own = finds(text)
    points = _WEIGHT[wanted][stretch.what]
    points -= 2.0 * bool(_NOT_OURS.search(text) and not (aim or own or does))
    if label:
        points += 3.0 if label == wanted else -2.0
    if wanted == "aim":
        return points + (3.0 if aim else 1.5 if _AIM_TOO.search(text) else 0.0)
    if wanted == "method":
        points += 1.0 * bool(_MEANS.search(text)) + 1.0 * bool(done) + 1.0 * bool(does)
        return points - 1.5 * bool(own)
    points += 1.5 * bool(_FINDING.search(text)) + 2.0 * bool(own) + 0.4 * place
    points -= 1.5 * bool(_LATER.search(text)) + (0.0 if own else 1.5 * bool(aim or does))
    opens = place < OPENING and not label
    points += 1.0 * bool(_FIGURE.search(text) and not done)
    return points - (0.0 if own else 1.0 * bool(done) + 0.7 * opens)


def _advises(text: str) -> float:
    """Return how far the authors themselves advise something in the sentence."""
    whole = text.rstrip()[-1:] in '.!?)]”"'
    if not whole or not _ADVISES.search(text) or _ADVICE_OF_OTHERS.search(text):
        return -ENOUGH
    points = ENOUGH + 0.6 * bool(_SO.search(text)) - 1.0 * bool(_CITES.search(text))
    return points - 2.0 * bool(_MORE_WORK.search(text))
