from __future__ import annotations

from types import SimpleNamespace

from app.answer import Turn
from eval.export import passage_collection
from eval.questions import Evidence
from eval.relevance import Judge
from ingest.document import Passage


def test_passages_become_items_and_evidence_becomes_judgements(
    hand: SimpleNamespace, judge: Judge
) -> None:
    def passages(document_id: str) -> list[Passage]:
        words = ["The volume was 158.13 billion yuan in 2019.", "The air hub is in Zhengzhou."]
        places = [hand.place(text) for text in words]
        return [
            Passage(
                f"p{at}", document_id, kind, place.start, place.end, place.section, 1, "Trade", text
            )
            for at, (place, text, kind) in enumerate(
                zip(places, words, ["body", "table"], strict=True)
            )
        ] + [Passage("r", document_id, "reference", 0, 5, "references", 1, "Trade", "Trade")]

    questions = [
        hand.question("volume", evidence=(Evidence(quote="158.13 billion"),)),
        hand.question("lost", evidence=(Evidence(quote="nowhere said"),)),
        hand.question("none", answerable=False),
        hand.question(
            "next", evidence=(Evidence(quote="158.13 billion"),), history=(Turn("How much?", ""),)
        ),
        hand.question(
            "elsewhere", evidence=(Evidence(quote="158.13 billion"),), documents=("qinghai",)
        ),
    ]
    collection = passage_collection(questions, judge, passages, name="small")
    assert [item.id for item in collection.items] == ["p0", "p1"]
    assert collection.items[0].title == "Trade"
    assert collection.queries == {"volume": "volume?"}
    assert collection.qrels == {"volume": {"p0": 1}}
