"""What goes along with a measure that is picked: others of its section that are on it, too."""

from __future__ import annotations

import pytest

from app.evidence.candidates import Candidate, make_query
from app.evidence.completing import more_of_it
from app.language.lexicon import Lexicon
from app.question.questions import analyse
from index.encoder import Encoder
from ingest.parse import parse_bytes

TOLD = (
    "Fees can be lowered by cheaper pilots.",
    "Shared boats can be hired at once.",
    "Crews should be trained well.",
)
PAPER = parse_bytes(f"# Ports\n\n## 1 Fees\n\n{' '.join(TOLD)}\n".encode(), "ports.md")


def measure(text: str, soft: float, topic: float) -> Candidate:
    start = PAPER.text.index(text)
    features = {"soft": soft, "topic": topic}
    return Candidate(PAPER, 0, "1 Fees", start, start + len(text), text, features, ())


@pytest.mark.parametrize(
    ("soft", "topic", "more"),
    [(0.5, 0.0, True), (0.1, 0.9, True), (0.1, 0.3, False), (0.1, 0.0, False)],
)
def test_another_measure_is_told_where_it_is_half_as_much_on_what_is_asked(
    soft: float, topic: float, more: bool, hashing_encoder: Encoder
) -> None:
    query = make_query(
        analyse("How can the fees be lowered?"), hashing_encoder, Lexicon([PAPER.text])
    )
    best = (measure(TOLD[0], 0.8, 0.6), 4.0)
    ranked = [best, (measure(TOLD[1], soft, topic), 2.0)]

    told = [each.text for each, _ in more_of_it(query, ranked, [best], most=4)]
    assert told == ([TOLD[1]] if more else [])
