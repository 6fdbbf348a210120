"""An answer to show, for the tests of the page and its parts."""

from __future__ import annotations

import pytest

from app.answer import Answer, Citation, Seconds, Sentence
from index.hits import Hit, Ranks
from ingest.document import Passage


@pytest.fixture
def an_answer() -> Answer:
    text = "There are 12 apples."
    passage = Passage("p1", "fruit", "body", 0, 20, "2.1", 3, "Fruit > Counting", text)
    return Answer(
        question="How many apples?",
        searched="How many apples?",
        sentences=(Sentence(text, (1,), "supported", "says so", ((10, 12),)),),
        citations=(
            Citation(
                number=1,
                document_id="fruit",
                title="On fruit",
                page=3,
                section="2.1",
                quote=text,
                start=0,
                end=20,
                boxes=((3, 1.5, 2, 3, 4),),
                marks=((10, 12),),
            ),
        ),
        abstained=False,
        reason="",
        confidence=0.9,
        mode="extractive",
        hits=(Hit(passage, 0.7, Ranks(dense=1, late=2)),),
        seconds=Seconds(0.1, 0.2, 0.3),
        id="a1",
    )
