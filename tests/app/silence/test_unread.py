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


def test_where_a_name_stands_with_all_that_is_asked_nothing_is_doubted(
    hashing_encoder: Encoder,
) -> None:
    named = "Complaints that the Valley Fund lodged cost a fee."
    document = of_one_sentence(f"{LODGED} {named}")
    query = make_query(analyse("Who lodged complaints?"), hashing_encoder, Lexicon([document.text]))
    ranked = []
    chosen = []
    for one in sentences(query, document)[-3:-1]:
        lexical = 1.0 if one.text == named else 0.5
        ranked.append((replace(one, features={"read": 0.1, "lexical": lexical}), 1.0))
        chosen.append(Chosen(document, one.start, one.end, 1.0))

    assert [one.text for one, _ in ranked] == [LODGED, named]
    assert unread(query, ranked[:1], chosen[:1])
    assert not unread(query, ranked, chosen)


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
