"""Which data a study works with: the corpora, data sets, benchmarks or databases that it names."""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re
from collections.abc import Iterator

from app.evidence.chosen import Chosen
from app.language.courtesies import PLEASE
from app.papers.matter_sentences import every_sentence, likeliest
from app.papers.zones import NOUN
from app.question.questions import Question
from ingest.document import Document

MOST = 3  # sentences that tell it
ENOUGH = 4.0  # what must speak for one
_SETS = r"(?:data ?-?sets?|corpus|corpora|benchmarks?|treebanks?)"
_SORT = rf"(?:(?:benchmark|test|training|evaluation|text|standard|public) )?{_SETS}|(?:training|test|evaluation|benchmark|source) data|data sources?|sources? of (?:the |their )?data"
_SAID_OF_ANY = (  # what may be said of any data that a study works with
    rf"(?:do|does|did|have|has|are|is|was|were|been|be|being|that|here|in|by|for|on|with|to|and|it|they|them|their|its|the|this|{NOUN}|authors?|researchers|"
    r"models?|method|systems?|approach|experiments?|used?|using|employed|train(?:ed|ing)?|evaluat(?:e|ed|ion)|test(?:ed|ing)?|experiment|work(?:ed)?|rely|relied|run|ran)"
)
_ASKED = re.compile(
    rf"^(?:{PLEASE})?(?:and )?(?:(?:on|with|from) )?(?:(?:(?:which|what)(?: (?:are|were|is|was) the)?|the) )?(?:{_SORT})(?: {_SAID_OF_ANY})*\W*$|"
    rf"^(?:on |with |from )?(?:what|which) data(?: {_SAID_OF_ANY})+\W*$",
    re.IGNORECASE,
)
_DATA = re.compile(
    rf"\b(?:{_SETS}|collections?|data|articles|reviews|tweets|documents|texts|poems)\b|\b[A-Z]\w*(?:Bank|Net|Text|QA|Corpus)\b|\bTreebank\b",
)
_WORKS_ON = re.compile(
    r"\b(?:we|our)\b[^.;]{0,80}?\b(?:use[ds]?|employ(?:ed)?|train(?:ed)?|evaluated?|test(?:ed)?|conduct(?:ed)?|perform(?:ed)?|experiment(?:ed)?|collect(?:ed)?|compiled?|construct(?:ed)?|obtain(?:ed)?|extract(?:ed)?|rel(?:y|ied)|introduced?|dr[ae]w|choose|chose|appl(?:y|ied))\b|"
    rf"\b(?:trained|evaluated|tested|carried out|conducted|experiments|results) (?:\w+ )?(?:on|with|from|using)\b|\b(?:our|the) (?:\w+ ){{0,2}}(?:{_SETS}|data) (?:is|are|was|were|consists?|comprises?|contains?|comes?|includes?)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(  # "the Yelp Challenge dataset", "on Penn Treebank"
    rf"(?<!^)(?<![.:;] )\b[A-Z][\w/.-]*(?: [\w/.-]+){{0,2}} {_SETS}\b|^The [A-Z]\w+ {_SETS}\b|\b(?:on|from|called|with|website) (?:the |all )?[A-Z]\w+",
)
_OF_OTHERS = re.compile(
    r"^(?:BIBREF|\[\d|In BIBREF|This section|[A-Z][\w-]+ (?:et al|and [A-Z]))|\b(?:previous|prior|earlier|related|other|existing) (?:\w+ )?(?:work|stud|approach|research)|\b(?:future|could|would|might|reported for|better than|higher than|lower than)\b| \| ",
)
_HOME = re.compile(
    r"\b(?:data\w*|corpus|corpora|experiment\w*|set-?up|settings?|evaluation|materials?|benchmarks?|resources?|training)\b",
    re.IGNORECASE,
)
_MARK = re.compile(r"BIBREF\d+|TABREF\d+|FIGREF\d+|SECREF\d+")


def data_answer(question: Question, document: Document) -> list[Chosen]:
    """Return the sentences that name the data a study works with, in reading order.

    Empty where none names it.
    """
    if not _ASKED.match(question.text.strip()):
        return []
    return likeliest(_scored(document), document, most=MOST)


def _scored(document: Document) -> Iterator[tuple[float, tuple[int, int]]]:
    """Yield the sentences that name data, with what speaks for each, where that is enough."""
    for start, end in every_sentence(document):
        text = _MARK.sub("", document.text[start:end])
        if not (_DATA.search(text) and _WORKS_ON.search(text) and _NAMED.search(text)):
            continue
        section = document.section_at(start)
        points = 3.0 + bool(re.search(rf"\b{_SETS}\b", text, re.IGNORECASE))
        points += 1.5 * bool(section is not None and _HOME.search(section.title))
        points += 0.5 * bool(re.search(r"\b(?:we|our)\b", text, re.IGNORECASE))
        points += 0.5 * any(map(str.isdigit, text)) - 3.0 * bool(_OF_OTHERS.search(text))
        if points >= ENOUGH:
            yield points, (start, end)
