"""An answer that the reader does not see in what is shown first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.evidence.candidates import make_query
from app.evidence.chosen import Chosen
from app.language.lexicon import Lexicon
from app.question.questions import analyse
from app.silence.unread import unread
from index.encoder import Encoder
from tests.app.silence.telling import of_one_sentence, sentences

LODGED = "Complaints have been lodged, but nothing came of it."
BY_SHOPS = "Complaints have been lodged by the shops of the valley."


@pytest.mark.parametrize(
    ("question", "sentence", "begins", "marked", "doubted"),
    [
        ("Who lodged the complaints?", LODGED, 0.1, "", True),
        ("Who lodged the complaints?", BY_SHOPS, 0.1, "the shops of the valley", False),
        ("Who lodged the complaints?", BY_SHOPS, 0.6, "", False),  # too long an answer to be marked
        ("Which complaint has been lodged?", LODGED, 0.1, "", True),
        ("How many complaints have been lodged?", LODGED, 0.1, "", True),
        ("What happened to the complaints?", LODGED, 0.1, "", False),  # in any number of sentences
        ("Why have complaints been lodged?", LODGED, 0.1, "", False),  # in any words
    ],
)
def test_a_name_or_value_is_doubted_where_nothing_shown_first_is_one_and_the_reader_sees_none(
    question: str,
    sentence: str,
    begins: float,
    marked: str,
    doubted: bool,
    hashing_encoder: Encoder,
) -> None:
    document = of_one_sentence(sentence)
    query = make_query(analyse(question), hashing_encoder, Lexicon([document.text]))
    at = document.text.index(sentence)
    first = next(one for one in sentences(query, document) if one.start == at)
    start = sentence.index(marked) if marked else 0
    marks = ((start, start + len(marked)),) if marked else ()
    chosen = Chosen(document, first.start, first.end, 1.0, marks)

    doubts = unread(query, [(replace(first, features={"read": begins}), 1.0)], [chosen])

    assert ([doubt.kind for doubt in doubts] == ["unmarked"]) is doubted


@pytest.mark.parametrize(("bears", "doubted"), [(0.05, True), (0.4, False)])
def test_a_claim_is_doubted_where_nothing_shown_says_whether_it_is_so(
    bears: float, doubted: bool, hashing_encoder: Encoder
) -> None:
    document = of_one_sentence(LODGED)
    query = make_query(analyse("Is the valley rich?"), hashing_encoder, Lexicon([document.text]))
    at = document.text.index(LODGED)
    first = next(one for one in sentences(query, document) if one.start == at)
    chosen = Chosen(document, first.start, first.end, 1.0)

    doubts = unread(query, [(replace(first, features={"bears": bears}), 1.0)], [chosen])

    assert ([doubt.kind for doubt in doubts] == ["claim"]) is doubted
