"""The part of a paper that a question asks for: a section, a table, its limits, a list."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.evidence.chosen import Chosen
from app.papers.discourse import discourse_answer
from app.papers.exhibits import exhibit_answer, no_such_exhibit
from app.papers.outline import (
    list_answer,
    named_section,
    no_such_part,
    section_answer,
    summary_answer,
    titled_answer,
)
from app.papers.sequence import sequence_answer
from app.question.questions import Question
from ingest.document import Document


def part_asked_for(asked: Question, paper: Document) -> list[Chosen]:
    """Return the part of a paper that is asked for, or what it says there; empty if none is."""
    if asked.section and named_section(asked, paper):
        return section_answer(asked, paper)  # empty where something in that section is asked for
    return (
        exhibit_answer(asked, paper)
        or sequence_answer(asked, paper)
        or discourse_answer(asked, paper)
        or titled_answer(asked, paper)
        or list_answer(asked, paper)
        or summary_answer(asked, paper)
    )


def no_part_asked_for(asked: Question, papers: Sequence[Document]) -> str:
    """Return one sentence that says that no paper has the part that is asked for, else ""."""
    if asked.section and not any(named_section(asked, paper) for paper in papers):
        return _no_section(asked.section, papers)
    return no_such_exhibit(asked, papers) or no_such_part(asked, papers)


def _no_section(number: str, papers: Sequence[Document]) -> str:
    numbers = [section.number for section in papers[0].sections if section.number[:1].isdigit()]
    numbers.sort(key=lambda one: [int(part) for part in re.findall(r"\d+", one)])
    there = f" It has {numbers[0]} to {numbers[-1]}." if len(papers) == 1 and numbers else ""
    return f"There is no section {number}.{there}"
