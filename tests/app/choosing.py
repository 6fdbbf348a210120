"""A paper on pears, and which of its sentences are shown."""

from __future__ import annotations

from app.evidence.candidates import Candidate, Query, make_query
from app.evidence.spans import sentence_spans
from app.extract import choose
from app.language.lexicon import Lexicon
from app.language.values import Value
from app.question.questions import analyse
from index.encoder import Encoder
from ingest.document import Document

PAPER = """# Pears

## 1. Storage

Pears keep for months in a cold room. The room must be dry at all times. It costs little to run.

Growers in the south ship pears by river. Merchants weigh every crate twice.

## 2. Prices

Prices rose in winter because crates were scarce.

## 3. Rivers

Three reasons make it dear. Boats need crews. Crates need ice. Locks charge tolls. Ice is scarce.

## 4. Names

Some hold that winter pears are sour. We asked whether they are.

In conclusion, no pear is sour.

Two names are common, and were heard as follows:

Butter pear and winter pear.
"""


PAPER_OPENINGS = (
    "Pears keep", "The room", "It costs", "Growers in", "Merchants", "Prices", "Three", "Boats",
    "Crates", "Locks", "Ice", "Some hold", "We asked", "In conclusion", "Two names", "Butter",
)  # fmt: skip


def asking(text: str, encoder: Encoder) -> Query:
    return make_query(analyse(text), encoder, Lexicon([PAPER]))


def ranked(
    document: Document, scores: dict[str, float], values: tuple[Value, ...] = ()
) -> list[tuple[Candidate, float]]:
    """Return the document's sentences that open with the keys of `scores`, best first."""
    found = []
    for start, end in sentence_spans(document, 0, len(document.text)):
        text = document.text[start:end]
        for opening, score in scores.items():
            if text.startswith(opening):
                section = document.section_label(start)
                features = {"read": 0.0, "soft": 0.8}
                candidate = Candidate(document, 0, section, start, end, text, features, values)
                found.append((candidate, score))
    assert len(found) == len(scores)
    return sorted(found, key=lambda pair: -pair[1])


def shown(document: Document, query: Query, scores: dict[str, float]) -> list[str]:
    return [item.text.split()[0] for item in choose(query, ranked(document, scores))]
