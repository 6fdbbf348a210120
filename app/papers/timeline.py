"""What a paper tells of each year, the earliest first: "Give me a timeline"."""

from __future__ import annotations

import re

from app.evidence.chosen import Chosen
from app.language.courtesies import LEADS_IN
from app.language.lexemes import stems
from app.language.values import dates
from app.papers.prose import places_of_works, prose
from app.papers.sections import Outlined
from app.question.metadata import IT, TAIL
from ingest.document import Document

MOST = 12  # sentences that are shown
_ASKED = re.compile(
    rf"^{LEADS_IN}(?:(?:give|show|make|draw(?: up)?|create|write|build|provide)(?: (?:me|us))? |"
    r"what(?:['’]s| is) )?(?:an? |the |its )?(?:short |brief |rough |quick |simple )?"
    rf"(?:time ?line|chronology)(?: (?:of|for|in|from) (?:{IT}|(?P<of>.+?)))?{TAIL}",
    re.IGNORECASE,
)
_OF_ALL = stems(
    "event development history growth stage phase period course date year main key important all"
)


def timeline(question: str, document: Document) -> Outlined | None:
    """Return the sentences that first tell of a year, by the years; None if that is not asked.

    None, too, where it is asked of something that the title does not name.
    """
    asked = _ASKED.match(question)
    if not asked or stems(asked["of"] or "") - _OF_ALL - stems(document.title):
        return None
    told = sorted(_of_years(document).items())
    return Outlined([item for _, item in told[:MOST]]) if told else None


def _of_years(document: Document) -> dict[int, Chosen]:
    """Return the first sentence for each year, which is marked, each sentence once.

    The year of a work that is cited is none.
    """
    told: dict[int, Chosen] = {}
    shown: set[int] = set()
    for start, end in prose(document):
        cited = places_of_works(document, start, end)
        for date in dates(document.text[start:end]):
            at = start + date.start
            if any(first <= at < last for first, last in cited) or not date.number.isdigit():
                continue
            year = int(date.number)
            if year not in told and start not in shown:
                told[year] = Chosen(document, start, end, 1.0, ((date.start, date.end),))
                shown.add(start)
    return told
