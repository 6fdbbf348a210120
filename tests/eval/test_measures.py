"""The measures against tables worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from math import log2
from types import SimpleNamespace

import pytest

from app.answer import Answer, Citation, Disagreement, Sentence
from eval.measures import estimates, score
from eval.questions import Evidence, Question
from eval.relevance import Judge
from eval.run import _supporting

VOLUME = "The volume was 158.13 billion yuan in 2019."
HUB = "The air hub is in Zhengzhou."
RISE = "It rose by 25 per cent."


def number_question(hand: SimpleNamespace, **fields: object) -> Question:
    return hand.question(
        "volume", answers=("158.13 billion yuan",), evidence=(Evidence(section="2.1"),), **fields
    )


def values(
    hand: SimpleNamespace, judge: Judge, question: Question, answer: Answer | None, **fields: object
) -> dict[str, float]:
    return score([hand.outcome(question, answer, **fields)], judge)[0].values


def test_a_right_answer_scores_one_everywhere(hand: SimpleNamespace, judge: Judge) -> None:
    answer = hand.answer(VOLUME, hits=[VOLUME, HUB])
    found = values(
        hand, judge, number_question(hand), answer, verbatim=(True,), supporting=((1, 1),)
    )
    ones = {name for name, value in found.items() if value == 1.0}
    assert ones == {
        "accuracy",
        "answer-inclusion",
        "answer-rate",
        "section-accuracy",
        "evidence-cited",
        "quote-fidelity",
        "citation-recall",
        "citation-precision",
        "passage-inclusion@5",
        "nDCG@10",
        "R@10",
        "Success@1",
        "Success@5",
        "RR",
        "sentences",
    }
    assert found.keys() - ones == {"disagreement-notices"}


def test_answers_that_say_that_documents_disagree_are_counted(
    hand: SimpleNamespace, judge: Judge
) -> None:
    answer = hand.answer(VOLUME, hits=[VOLUME])
    [cited] = answer.citations
    notice = replace(answer, disagreements=(Disagreement("158 or 185", (cited, cited)),))
    given = [
        values(hand, judge, number_question(hand), each).get("disagreement-notices")
        for each in (answer, notice, replace(answer, abstained=True), None)
    ]

    assert given == [0.0, 1.0, None, None]


def test_a_wrong_answer_is_wrong_where_it_is_wrong(hand: SimpleNamespace, judge: Judge) -> None:
    answer = hand.answer(HUB, hits=[HUB, "2.2 Logistics", VOLUME])
    found = values(
        hand, judge, number_question(hand), answer, verbatim=(True,), supporting=((1, 0),)
    )
    assert found["answer-rate"] == 1
    assert found["answer-inclusion"] == found["section-accuracy"] == found["evidence-cited"] == 0
    assert found["passage-inclusion@5"] == 1
    assert found["RR"] == pytest.approx(1 / 3)
    assert found["nDCG@10"] == pytest.approx(1 / log2(4))
    assert found["Success@1"] == 0
    assert found["Success@5"] == 1


def test_ndcg_is_over_all_that_there_is_to_find(hand: SimpleNamespace, judge: Judge) -> None:
    question = hand.question(evidence=(Evidence(section="2.1"), Evidence(section="2.2")))
    found = values(hand, judge, question, hand.answer(VOLUME, hits=[VOLUME]))
    assert found["nDCG@10"] == pytest.approx(1 / (1 + 1 / log2(3)))
    assert found["R@10"] == 0.5


def test_the_first_citation_alone_decides_on_the_section(
    hand: SimpleNamespace, judge: Judge
) -> None:
    found = values(hand, judge, number_question(hand), hand.answer(HUB, VOLUME))
    assert found["section-accuracy"] == 0
    assert found["evidence-cited"] == 1


def test_another_papers_section_of_the_same_number_is_not_the_right_one(
    hand: SimpleNamespace, judge: Judge
) -> None:
    elsewhere = hand.question(evidence=(Evidence(document="qinghai", section="2.1"),))
    assert values(hand, judge, elsewhere, hand.answer(VOLUME))["section-accuracy"] == 0
    here = hand.question(evidence=(Evidence(document="henan", section="2.1"),))
    assert values(hand, judge, here, hand.answer(VOLUME))["section-accuracy"] == 1


def test_abstaining_from_an_answerable_question_is_zero_not_absent(
    hand: SimpleNamespace, judge: Judge
) -> None:
    answer = hand.answer(abstained=True, hits=[VOLUME])
    found = values(hand, judge, number_question(hand), answer)
    for name in ("answer-rate", "answer-inclusion", "section-accuracy", "evidence-cited"):
        assert found[name] == 0
    assert found["passage-inclusion@5"] == found["nDCG@10"] == 1
    assert "quote-fidelity" not in found  # there is no quote to be judged


def test_a_failed_question_is_zero_in_every_measure_that_counts_it(
    hand: SimpleNamespace, judge: Judge
) -> None:
    found = values(hand, judge, number_question(hand), None, error="no documents")
    assert set(found.values()) == {0.0}
    assert {"accuracy", "quote-fidelity", "citation-recall", "nDCG@10"} <= found.keys()


def test_an_unanswerable_question_counts_by_abstention_alone(
    hand: SimpleNamespace, judge: Judge
) -> None:
    question = hand.question(answerable=False)
    refused = values(hand, judge, question, hand.answer(abstained=True))
    answered = values(hand, judge, question, hand.answer(VOLUME), verbatim=(True,))
    failed = values(hand, judge, question, None, error="no documents")
    assert refused == {"abstention-rate": 1.0, "accuracy": 1.0}
    assert answered["abstention-rate"] == answered["accuracy"] == 0
    assert answered["quote-fidelity"] == 1
    assert failed == {"abstention-rate": 0.0, "accuracy": 0.0}


def test_a_question_with_evidence_only_is_judged_by_it(hand: SimpleNamespace, judge: Judge) -> None:
    question = hand.question(evidence=(Evidence(section="2.2"),))
    assert values(hand, judge, question, hand.answer(HUB))["accuracy"] == 1
    assert values(hand, judge, question, hand.answer(VOLUME))["accuracy"] == 0


def test_the_answer_may_straddle_two_of_the_five_passages(
    hand: SimpleNamespace, judge: Judge
) -> None:
    question = hand.question(answers=("2019. It rose",))
    found = values(hand, judge, question, hand.answer(HUB, hits=[RISE, HUB, VOLUME]))
    assert found["passage-inclusion@5"] == 1


def test_citation_recall_wants_every_sentence_supported_and_cited(
    hand: SimpleNamespace, judge: Judge
) -> None:
    answer = hand.answer(VOLUME, RISE)
    first, second = answer.sentences
    for broken in (replace(second, support="partial"), replace(second, citations=())):
        half = replace(answer, sentences=(first, broken))
        found = values(hand, judge, number_question(hand), half, supporting=((1, 1), (1, 0)))
        assert found["citation-recall"] == 0.5
        assert found["citation-precision"] == 0.5


def test_an_empty_run_has_no_figures() -> None:
    assert estimates([]) == {}


def test_a_partial_run_keeps_the_missing_in_the_mean(hand: SimpleNamespace, judge: Judge) -> None:
    questions = [
        hand.question(id, answers=("158.13",), evidence=(Evidence(section="2.1"),)) for id in "abcd"
    ]
    answer = hand.answer(VOLUME, hits=[VOLUME])
    outcomes = [hand.outcome(questions[0], answer, verbatim=(True,), supporting=((1, 1),))]
    outcomes += [hand.outcome(question, None, error="timed out") for question in questions[1:]]
    figures = estimates(score(outcomes, judge))
    for name in ("accuracy", "answer-inclusion", "nDCG@10", "RR", "quote-fidelity", "answer-rate"):
        assert figures[name].mean == 0.25
        assert figures[name].n == 4


def test_no_relevant_document_in_the_library_is_zero(hand: SimpleNamespace, judge: Judge) -> None:
    question = hand.question(evidence=(Evidence(document="qinghai"),))
    found = values(hand, judge, question, hand.answer(VOLUME, hits=[VOLUME, HUB]))
    assert found["nDCG@10"] == found["RR"] == found["evidence-cited"] == 0


def test_confidence_separates_answerable_from_unanswerable(
    hand: SimpleNamespace, judge: Judge
) -> None:
    outcomes = [
        hand.outcome(hand.question("a", answers=("158.13",)), hand.answer(VOLUME, confidence=0.9)),
        hand.outcome(hand.question("b", answers=("158.13",)), hand.answer(VOLUME, confidence=0.4)),
        hand.outcome(
            hand.question("c", answerable=False), hand.answer(abstained=True, confidence=0.4)
        ),
        hand.outcome(
            hand.question("d", answerable=False), hand.answer(abstained=True, confidence=0.1)
        ),
    ]
    figures = estimates(score(outcomes, judge))
    assert figures["confidence-auroc"].mean == pytest.approx((1 + 1 + 0.5 + 1) / 4)
    # 0.9 answered: risk 0; 0.4: three answered, one wrong; 0.1: four answered, two wrong.
    assert figures["risk-coverage-area"].mean == pytest.approx(0.5 * (1 / 3) + 0.25 * 0.5)


def test_the_score_of_the_search_alone_is_measured_beside_the_confidence(
    hand: SimpleNamespace, judge: Judge
) -> None:
    outcomes = [
        replace(
            hand.outcome(
                hand.question(
                    name, answers=("158.13",) if answerable else (), answerable=answerable
                ),
                hand.answer(VOLUME, confidence=confidence),
            ),
            score=found,
        )
        for name, answerable, confidence, found in (
            ("a", True, 0.9, 0.2),
            ("b", True, 0.8, 0.6),
            ("c", False, 0.1, 0.4),
        )
    ]
    figures = estimates(score(outcomes, judge))

    assert figures["confidence-auroc"].mean == 1
    assert figures["score-auroc"].mean == 0.5


def test_failing_is_the_worst_confidence_there_is(hand: SimpleNamespace, judge: Judge) -> None:
    outcomes = [
        hand.outcome(hand.question("a", answers=("158.13",)), None, error="x"),
        hand.outcome(hand.question("b", answerable=False), None, error="x"),
    ]
    figures = estimates(score(outcomes, judge))
    assert figures["confidence-auroc"].mean == figures["score-auroc"].mean == 0


def test_without_unanswerable_questions_there_is_no_auroc(
    hand: SimpleNamespace, judge: Judge
) -> None:
    outcomes = [hand.outcome(number_question(hand), hand.answer(VOLUME))]
    figures = estimates(score(outcomes, judge))
    assert "confidence-auroc" not in figures
    assert "abstention-rate" not in figures


def test_latency_is_of_the_questions_that_were_answered_at_all(
    hand: SimpleNamespace, judge: Judge
) -> None:
    outcomes = [
        hand.outcome(hand.question(str(at), answers=("x",)), hand.answer(VOLUME), seconds=at / 10)
        for at in range(1, 12)
    ]
    outcomes.append(hand.outcome(hand.question("failed", answers=("x",)), None, error="x"))
    figures = estimates(score(outcomes, judge))
    assert figures["latency-p50"].mean == pytest.approx(0.6)
    assert figures["latency-p95"].mean == pytest.approx(1.05)


def test_a_made_up_citation_number_supports_nothing(hand: SimpleNamespace, judge: Judge) -> None:
    answer = hand.answer(VOLUME)
    sentence = replace(answer.sentences[0], citations=(1, 9))
    assert _supporting(sentence, answer.citations, lambda claim, quote: True) == (2, 0)


def test_a_citation_that_adds_nothing_is_not_precise() -> None:
    cited = [
        Citation(number, "henan", "", 1, "2.1", quote, 0, 1)
        for number, quote in enumerate(["all of it", "nothing"], start=1)
    ]
    sentence = Sentence("It is so.", (1, 2), "supported")
    alone = _supporting(sentence, cited, lambda claim, quote: "all of it" in quote)
    together = _supporting(sentence, cited, lambda claim, quote: False)
    assert alone == (2, 1)
    assert together == (2, 2)  # neither does it alone, so each is needed
