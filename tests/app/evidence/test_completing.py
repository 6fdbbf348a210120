"""What goes along with a measure that is picked: others of its section that are on it, too."""

from __future__ import annotations

import pytest

from app.evidence.candidates import Candidate, make_query
from app.evidence.completing import going_on, more_of_it
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


NAMED = "We argue for slow rules, which we call lazy pricing."


@pytest.mark.parametrize(
    ("first", "then", "more"),
    [
        (NAMED, "In lazy pricing, fees stay.", True),
        (NAMED, "In our port, fees stay.", False),
        ("Lazy pricing is a rule by which fees stay.", "Lazy pricing was tried in May.", False),
    ],
)  # fmt: skip
def test_what_only_gives_a_thing_its_name_is_gone_on_with_by_what_it_is(
    first: str, then: str, more: bool, hashing_encoder: Encoder
) -> None:
    paper = parse_bytes(f"# Ports\n\n## 1 Fees\n\n{first}\n\n{then}\n".encode(), "ports.md")
    query = make_query(analyse("What is lazy pricing?"), hashing_encoder, Lexicon([paper.text]))
    at = [paper.text.index(text) for text in (first, then)]
    ranked = [
        (Candidate(paper, 0, "1", start, start + len(text), text, {"lexical": 1.0}), score)
        for start, text, score in zip(at, (first, then), (4.0, 0.0), strict=True)
    ]

    told = going_on(query, ranked, [0.99, 0.01], ranked[:1], len(first))
    assert [each.text for each, _ in told] == ([then] if more else [])
