"""What the reader may do to the order of hits."""

from __future__ import annotations

from collections.abc import Sequence

from index.hits import Hit, Ranks
from index.readings import Judgement, Reading
from index.rereading import reordered, reread
from ingest.document import Passage


class Scripted:
    """A reader that finds relevant what it was told to."""

    def __init__(self, relevance: dict[str, float]) -> None:
        self.relevance = relevance
        self.read_texts: list[str] = []

    def read(self, question: str, passages: Sequence[str]) -> list[Reading]:
        self.read_texts += passages
        return [reading(self.relevance.get(text, 0.0)) for text in passages]


def reading(relevance: float, *, against: float = 0.0) -> Reading:
    said = Judgement(relevance, against, 1 - relevance - against)
    return Reading(0, 1, 0.0, answerable=0.5, relevance=relevance, judgement=said)


def hit(name: str, score: float) -> Hit:
    passage = Passage(
        id=name,
        document_id="d",
        kind="body",
        start=0,
        end=len(name),
        section="",
        page=None,
        context="",
        text=name,
    )
    return Hit(passage, score, Ranks(fused=1))


def names(hits: Sequence[Hit]) -> list[str]:
    return [one.passage.id for one in hits]


HITS = [hit("a", 0.9), hit("b", 0.8), hit("c", 0.7), hit("d", 0.6)]


def test_what_the_reader_finds_relevant_moves_up() -> None:
    again = reread("?", HITS, Scripted({"c": 0.9, "b": 0.1}))
    assert names(again) == ["c", "a", "b", "d"]
    assert {one.passage.id: one.ranks.reader for one in again} == {"c": 1, "b": 2, "a": 3, "d": 4}
    assert all(one.ranks.fused == 1 for one in again)


def test_what_tells_against_a_claim_bears_on_it_as_well() -> None:
    again, readings = reordered(HITS[2:], [reading(0.1), reading(0.1, against=0.9)])
    assert names(again) == ["d", "c"]
    assert readings[0].judgement.contradicted == 0.9


def test_what_was_not_read_stays_behind_in_its_order() -> None:
    reader = Scripted({"b": 0.9, "d": 1.0})
    again = reread("?", HITS, reader, depth=2)
    assert names(again) == ["b", "a", "c", "d"]
    assert reader.read_texts == ["a", "b"]
    scores = [one.score for one in again]
    assert scores == sorted(scores, reverse=True)


def test_equally_relevant_hits_keep_their_order() -> None:
    assert names(reread("?", HITS, Scripted({}))) == ["a", "b", "c", "d"]
    assert reread("?", [], Scripted({})) == []
