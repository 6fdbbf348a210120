"""Small documents and answers by hand, so that every figure can be checked on paper."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest

from app.answer import Answer, Citation, Seconds, Sentence, Support
from app.chatbot import Options
from eval.measures import Outcome, Row
from eval.questions import Question
from eval.relevance import Judge, Place
from eval.report import Report
from index.hits import Hit, Ranks
from ingest.document import Document, Page, Passage, Section

TEXT = (
    "Trade in Henan\n"
    "2.1 Volume\nThe volume was 158.13 billion yuan in 2019. It rose by 25 per cent.\n"
    "2.2 Logistics\nThe air hub is in Zhengzhou. Trains leave it daily.\n"
)


def make_document() -> Document:
    volume, logistics = TEXT.index("2.1"), TEXT.index("2.2")
    return Document(
        id="henan",
        title="Trade in Henan",
        authors=(),
        year=2021,
        affiliations=(),
        abstract=None,
        keywords=(),
        text=TEXT,
        pages=(Page(1, 0, len(TEXT), 0, 0),),
        sections=(
            Section("2.1", "Volume", volume, logistics),
            Section("2.2", "Logistics", logistics, len(TEXT)),
        ),
        references=(),
        mentions=(),
        words=(),
        source="henan.md",
        sha256="0" * 64,
        warnings=(),
    )


def place(words: str) -> Place:
    start = TEXT.index(words)
    document = make_document()
    return Place("henan", document.section_label(start), start, start + len(words))


def make_hit(words: str, score: float = 1.0) -> Hit:
    at = place(words)
    passage = Passage(
        f"p{at.start}", "henan", "body", at.start, at.end, at.section, 1, "Trade in Henan", words
    )
    return Hit(passage, score, Ranks())


def make_answer(
    *quotes: str,
    confidence: float = 0.9,
    abstained: bool = False,
    hits: Sequence[str] = (),
    support: Support = "supported",
) -> Answer:
    cited = []
    for number, quote in enumerate(quotes, start=1):
        at = place(quote)
        cited.append(
            Citation(number, "henan", "Trade in Henan", 1, at.section, quote, at.start, at.end)
        )
    return Answer(
        question="?",
        searched="?",
        sentences=tuple(
            Sentence(quote, (number,), support) for number, quote in enumerate(quotes, start=1)
        ),
        citations=tuple(cited),
        abstained=abstained,
        reason="Nothing found." if abstained else "",
        confidence=confidence,
        mode="extractive",
        hits=tuple(make_hit(words) for words in hits),
        seconds=Seconds(0.0, 0.0, 0.0),
    )


def make_row(id: str, **values: float) -> Row:
    return Row(
        id=id,
        question=f"Question {id}?",
        kind="number",
        document="",
        answerable=True,
        abstained=False,
        confidence=0.5,
        seconds=0.1,
        searched="",
        text="Answer.",
        cited=("2.1",),
        expected=("2.1",),
        error="",
        values=values,
    )


def make_report(rows: Sequence[Row], *, fingerprint: str = "f" * 16) -> Report:
    return Report("set.jsonl", fingerprint, "c" * 16, ("henan",), (), 1.0, tuple(rows))


class ScriptedChatbot:
    """Answers from a table; the library side has one document."""

    def __init__(self, answers: dict[str, Answer | Exception]) -> None:
        self.answers = answers
        self.asked: list[tuple[str, tuple[object, ...], tuple[str, ...]]] = []
        self.library = self
        self.options = Options()
        self.encoder = SimpleNamespace(name="by-hand")

    def __enter__(self) -> ScriptedChatbot:
        return self

    def __exit__(self, *exception: object) -> None:
        pass

    def ask(
        self, question: str, *, history: Sequence[object] = (), documents: Sequence[str] = ()
    ) -> Answer:
        self.asked.append((question, tuple(history), tuple(documents)))
        answer = self.answers.get(question) or make_answer(abstained=True, confidence=0.1)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def documents(self) -> list[Document]:
        return [make_document()]

    def document(self, document_id: str) -> Document:
        assert document_id == "henan"
        return make_document()

    def search(self, query: str, *, top_k: int = 10, documents: Sequence[str] = ()) -> list[Hit]:
        return []


@pytest.fixture
def document() -> Document:
    return make_document()


@pytest.fixture
def judge() -> Judge:
    return Judge(["henan"], lambda document_id: make_document())


@pytest.fixture
def question_file(tmp_path: Path) -> Callable[..., Path]:
    def write(*rows: object) -> Path:
        path = tmp_path / "questions.jsonl"
        lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write


def make_question(id: str = "q", **fields: object) -> Question:
    return Question(
        id=id, **({"question": f"{id}?", "kind": "number", "answerable": True} | fields)
    )


def make_outcome(question: Question, answer: Answer | None, **fields: object) -> Outcome:
    words = [hit.passage.text for hit in answer.hits] if answer else []
    hits = tuple((place(text), text) for text in words)
    return Outcome(question, answer, **({"hits": hits} | fields))


@pytest.fixture
def hand() -> SimpleNamespace:
    """The makers of hand-made things, since test files cannot import each other."""
    return SimpleNamespace(
        place=place,
        answer=make_answer,
        question=make_question,
        outcome=make_outcome,
        row=make_row,
        report=make_report,
        chatbot=ScriptedChatbot,
    )
