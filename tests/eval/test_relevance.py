from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from eval.questions import Evidence
from eval.relevance import Judge, Place, judged_run, same_document, within_section
from index.errors import UnknownDocument
from ingest.document import Document


def test_a_quote_decides_where_the_document_has_it(judge: Judge, hand: SimpleNamespace) -> None:
    evidence = Evidence(section="2.1", quote="158.13 Billion yuan")
    assert judge.relevant(hand.place("The volume was 158.13 billion yuan in 2019."), evidence)
    assert not judge.relevant(hand.place("It rose by 25 per cent."), evidence)


def test_the_section_decides_where_the_quote_is_unknown(
    judge: Judge, hand: SimpleNamespace
) -> None:
    evidence = Evidence(section="2.1", quote="as another wording has it")
    assert judge.relevant(hand.place("It rose by 25 per cent."), evidence)
    assert not judge.relevant(hand.place("The air hub is in Zhengzhou."), evidence)


def test_an_unknown_quote_without_a_section_is_never_found(
    judge: Judge, hand: SimpleNamespace
) -> None:
    evidence = Evidence(document="henan", quote="as another wording has it")
    assert not judge.relevant(hand.place("It rose by 25 per cent."), evidence)
    assert not judge.reachable(evidence)


def test_another_document_is_not_relevant(judge: Judge, hand: SimpleNamespace) -> None:
    assert not judge.relevant(hand.place("2.1 Volume"), Evidence(document="qinghai", section="2.1"))
    assert judge.relevant(hand.place("2.1 Volume"), Evidence(document="henan"))


def test_evidence_is_reachable_by_section_quote_or_document(judge: Judge) -> None:
    assert judge.reachable(Evidence(section="2"))
    assert judge.reachable(Evidence(quote="the air hub"))
    assert judge.reachable(Evidence(document="henan"))
    assert not judge.reachable(Evidence(section="7"))
    assert not judge.reachable(Evidence(document="qinghai", section="2.1"))


def test_a_hit_finds_each_evidence_once(judge: Judge, hand: SimpleNamespace) -> None:
    question = hand.question(evidence=(Evidence(section="2.1"), Evidence(section="2.2")))
    places = [
        hand.place("Trade in Henan"),
        hand.place("It rose by 25 per cent."),
        hand.place("The volume was 158.13 billion yuan in 2019."),
        hand.place("The air hub is in Zhengzhou."),
    ]
    assert judged_run(question, places, judge) == ["other-1", "evidence-1", "other-3", "evidence-2"]


def test_a_hit_that_bears_two_takes_two_ranks(judge: Judge, hand: SimpleNamespace) -> None:
    question = hand.question(
        evidence=(Evidence(section="2.1"), Evidence(quote="158.13 billion yuan"))
    )
    places = [hand.place("The volume was 158.13 billion yuan in 2019.")]
    assert judged_run(question, places, judge) == ["evidence-1", "evidence-2"]


def test_cutting_passages_differently_keeps_the_key_valid(
    judge: Judge, hand: SimpleNamespace
) -> None:
    evidence = Evidence(quote="The volume was 158.13 billion yuan in 2019.")
    whole = hand.place("The volume was 158.13 billion yuan in 2019. It rose by 25 per cent.")
    for cut in (whole, replace(whole, end=whole.start + 30), replace(whole, start=0)):
        assert judge.relevant(cut, evidence)


@pytest.mark.parametrize(
    ("label", "section", "within"),
    [
        ("2.3.1", "2.3.1", True),
        ("2.3.1", "2.3", True),
        ("2.3", "2.3.1", False),
        ("2.31", "2.3", False),
        ("Methods ", "methods", True),
        ("2", "", False),
        ("0", "0", True),
    ],
)
def test_a_subsection_is_within_its_section(label: str, section: str, within: bool) -> None:
    assert within_section(label, section) is within


def test_the_digits_that_make_an_id_unique_do_not_count() -> None:
    assert same_document("630", "630")
    assert same_document("630-a1b2c3", "630")
    assert not same_document("630-second", "630")
    assert not same_document("1630", "630")


def test_the_start_of_an_id_names_a_document_where_it_is_that_of_no_other(
    document: Document,
) -> None:
    def named(ids: list[str], name: str) -> list[str]:
        judge = Judge(ids, lambda document_id: document)
        return [document_id for document_id in ids if judge.is_named(document_id, name)]

    assert named(["henan-trade", "hubei-trade"], "henan") == ["henan-trade"]
    assert named(["henan-trade", "henan-ports"], "henan") == []
    assert named(["henan", "henan-ports"], "henan") == ["henan"]


def test_a_document_that_is_no_longer_there_bears_nothing() -> None:
    def gone(document_id: str) -> Document:
        raise UnknownDocument(f"no document {document_id!r}")

    judge = Judge(["henan"], gone)
    assert judge.document("henan") is None
    assert not judge.relevant(Place("henan", "2.1", 0, 9), Evidence(quote="158.13 billion"))
