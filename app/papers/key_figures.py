"""The sentences of a paper that give most figures: "What are the key facts and figures?"."""

from __future__ import annotations

import re

from app.evidence.chosen import Chosen
from app.language.courtesies import LEADS_IN
from app.language.values import Value, labels, values
from app.papers.prose import prose
from app.papers.sections import Outlined
from app.papers.zones import zone
from app.question.metadata import IT, TAIL
from ingest.document import Document

MOST = 6  # sentences that are shown
OF_FINDINGS = 3  # what a sentence counts for that tells a finding, as if it gave more figures
_ASKED = re.compile(
    rf"^{LEADS_IN}(?:(?:what are|list|name|give|show|tell|which are)(?: (?:me|us))? )?"
    r"(?:the |its |their |some )?(?:(?:two|three|four|five|six|\d) )?"
    r"(?:most important|key|main|central|headline|essential|important)"
    r" (?:facts and figures|figures|numbers|statistics|stats|quantities|facts and numbers)"
    rf"(?: (?:that )?(?:given |reported |mentioned )?(?:in|of|from|by) {IT})?{TAIL}",
    re.IGNORECASE,
)


def key_figures(question: str, document: Document) -> Outlined | None:
    """Return the sentences with most figures, findings before others; None if none are asked for.

    A figure is a share, an amount of money, or a number with its unit. Small whole numbers count
    things that every paper counts: groups, steps, rows.
    """
    if not _ASKED.match(question):
        return None
    findings = set(zone(document, "finding", most=MOST))
    counted = [
        (sum(map(_weight, figures)) + OF_FINDINGS * (span in findings), span, figures)
        for span in prose(document)
        if (figures := _figures(document.text[slice(*span)]))
    ]
    most = sorted(counted, key=lambda each: (-each[0], each[1]))[:MOST]
    return Outlined(
        [
            Chosen(document, *span, 1.0, tuple((one.start, one.end) for one in figures))
            for _, span, figures in sorted(most, key=lambda each: each[1])
        ]
    )


def _figures(text: str) -> list[Value]:
    """Return the figures of a sentence; numbers of tables, works or the like are none."""
    numbered = labels(text)
    return [
        one
        for one in values(text)
        if _weight(one) and not any(first <= one.start < last for first, last in numbered)
    ]


def _weight(value: Value) -> int:
    """Return what a quantity counts for: 0 where it may be a mere number."""
    if value.kind in ("percent", "money"):
        return 2
    digits = value.number.replace(",", "")
    if value.kind != "number" or not value.unit or not digits[:1].isdigit():
        return 0
    return 1 + ("." in digits) if len(digits) > 1 else 0
