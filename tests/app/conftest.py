"""Small papers in libraries, a chatbot over one, and another that answers by script."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.answer import Answer, Citation, Seconds, Sentence, Turn
from app.chatbot import Chatbot, open_chatbot
from index.encoder import Encoder
from index.hits import Hit, Ranks
from index.library import Library, open_library
from ingest.document import Passage
from tests.app.replies import client_of

FRUIT = """# On fruit

Ann Orchard, Ben Field

## 1 Counting

There are 12 apples in the basket. Nobody counted the pears.

## 2 Tasting of pears

Pears are sweet in October.
"""
HOSTILE = """# <img src=x onerror=alert(1)> ![p](http://evil.example/p.png)

## 1 [Click](javascript:alert(1)) :material/delete: :red[x] $$y$$

Plums cost 7 coins <script>alert(1)</script> ![x](http://evil.example/x.png) www.evil.example now.
"""


@pytest.fixture(autouse=True)
def quick(reading_in_one_pool: None) -> None:
    """The files of these tests are read by processes that have been started."""


class ScriptedChatbot:
    """Cites the first sentence in which a long word of the question stands, else abstains."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.asked: list[tuple[str, tuple[Turn, ...], tuple[str, ...]]] = []

    def ask(
        self, question: str, *, history: Sequence[Turn] = (), documents: Sequence[str] = ()
    ) -> Answer:
        self.asked.append((question, tuple(history), tuple(documents)))
        words = re.findall(r"\w{4,}", question.lower())
        ids = documents or [row.id for row in self.library.documents()]
        for name in ids:
            text = self.library.document(name).text
            for match in re.finditer(r"[^.\n]+\.", text):
                if any(word in match.group().lower() for word in words):
                    return self._found(question, name, match.start(), match.end())
        hits = tuple(
            Hit(passage, 0.1, Ranks(lexical=1))
            for name in ids
            for passage in self.library.passages(name)[:1]
        )
        seconds = Seconds(0.01, 0.01, 0.02)
        reason = "Nothing in these documents speaks of it."
        return Answer(
            question, question, (), (), True, reason, 0.1, "extractive", hits, seconds, "none"
        )

    def stream(
        self, question: str, *, history: Sequence[Turn] = (), documents: Sequence[str] = ()
    ) -> Iterator[str | Answer]:
        answer = self.ask(question, history=history, documents=documents)
        answer = replace(answer, scope=tuple(documents))
        yield answer.text
        yield answer

    def _found(self, question: str, name: str, start: int, end: int) -> Answer:
        document = self.library.document(name)
        quote = document.text[start:end]
        return Answer(
            question=question,
            searched=question,
            sentences=(Sentence(quote.strip(), (1,), "supported"),),
            citations=(
                Citation(
                    number=1,
                    document_id=name,
                    title=document.title,
                    page=document.page_at(start),
                    section=document.section_label(start),
                    quote=quote,
                    start=start,
                    end=end,
                    marks=((0, 5),),
                ),
            ),
            abstained=False,
            reason="",
            confidence=0.9,
            mode="extractive",
            hits=(),
            seconds=Seconds(0.01, 0.01, 0.02),
            id="found",
        )


@pytest.fixture
def fruit_library(tmp_path: Path, hashing_encoder: Encoder) -> Iterator[Library]:
    with open_library(tmp_path / "library", encoder=hashing_encoder) as opened:
        opened.add_bytes(FRUIT.encode(), "fruit.md")
        yield opened


@pytest.fixture
def scripted(fruit_library: Library) -> ScriptedChatbot:
    return ScriptedChatbot(fruit_library)


@pytest.fixture
def client(scripted: ScriptedChatbot) -> Iterator[TestClient]:
    """The HTTP API over the scripted chatbot."""
    with client_of(scripted) as opened:
        yield opened


@pytest.fixture
def hostile() -> bytes:
    return HOSTILE.encode()


@pytest.fixture
def an_answer() -> Answer:
    text = "There are 12 apples."
    passage = Passage("p1", "fruit", "body", 0, 20, "2.1", 3, "", text)
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


@pytest.fixture
def apples() -> str:
    return (Path(__file__).parent / "apples.md").read_text(encoding="utf-8")


@pytest.fixture
def chatbot(tmp_path: Path, apples: str, hashing_encoder: Encoder) -> Iterator[Chatbot]:
    """A chatbot over one small paper, with a bag-of-words encoder and no reader."""
    with open_chatbot(
        tmp_path / "library", encoder=hashing_encoder, use_reader=False, threshold=0.3
    ) as bot:
        bot.library.add_bytes(apples.encode(), "apples.md")
        yield bot
