"""A period that opens a paragraph dates the sentences after it."""

from __future__ import annotations

import pytest

from app.evidence.candidates import Candidate
from app.evidence.context import period_over
from ingest.parse import parse_bytes

OPENS = "The middle stage covers the years 2013 to 2017."
TOLD = "Many firms settled in the province."


def _over(paragraph: str) -> str:
    paper = f"# Trade\n\n## 1 Firms\n\nIt was slow until the period of 2008.\n\n{paragraph}\n"
    document = parse_bytes(paper.encode(), "trade.md")
    start = document.text.index(TOLD)
    found = period_over(Candidate(document, 0, "1", start, start + len(TOLD), TOLD, {}))
    return found.text if found else ""


@pytest.mark.parametrize(
    "paragraph", [f"{OPENS} {TOLD}", f"{OPENS} Growth was gradual. {TOLD} Some left in 2016."]
)
def test_the_period_is_found(paragraph: str) -> None:
    assert _over(paragraph) == OPENS


@pytest.mark.parametrize(
    "paragraph",
    [
        f"{OPENS} In 2015 growth stopped. {TOLD}",
        f"Growth was gradual. {OPENS} {TOLD}",
        f"{OPENS}\n\n{TOLD}",
        f"The stages of 2008 to 2012 and 2013 to 2017 differ. {TOLD}",
        f"Stone (2019) counted them. {TOLD}",
        TOLD,
    ],
)
def test_another_date_or_another_paragraph_leaves_it_undated(paragraph: str) -> None:
    assert _over(paragraph) == ""
