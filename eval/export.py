"""A library and its questions as a collection that any search engine can be measured on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from eval.questions import Question
from eval.relevance import Judge, Place
from eval.search.beir import Collection, Item, Qrels
from ingest.document import Passage


def passage_collection(
    questions: Sequence[Question],
    judge: Judge,
    passages: Callable[[str], Sequence[Passage]],
    *,
    name: str,
) -> Collection:
    """Return every passage as an item, and as judged relevant what bears a question's evidence.

    `passages` gives a document's passages. Questions whose evidence stands in no passage are
    left out, as a collection has no place for them; so are those with a history, which ask
    nothing by themselves.
    """
    found = [
        passage
        for document_id in judge.document_ids
        for passage in passages(document_id)
        if passage.kind != "reference"
    ]
    qrels: Qrels = {}
    for question in questions:
        if question.answerable and not question.history:
            grades = {passage.id: 1 for passage in found if _bears(passage, question, judge)}
            if grades:
                qrels[question.id] = grades
    return Collection(
        name,
        tuple(Item(passage.id, passage.context, passage.text) for passage in found),
        {question.id: question.question for question in questions if question.id in qrels},
        qrels,
    )


def _bears(passage: Passage, question: Question, judge: Judge) -> bool:
    if not judge.asked_of(passage.document_id, question):
        return False
    place = Place(passage.document_id, passage.section, passage.start, passage.end)
    return any(judge.relevant(place, item) for item in question.evidence)
