"""Minutes, a manual, a contract and a page of questions are asked as papers are."""

# ruff: noqa: E501 - the tables of questions read better unbroken

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.chatbot import Chatbot, open_chatbot
from app.papers.metadata import tell
from index.encoder import Encoder
from ingest.parse import parse_bytes

MINUTES = """WILLOW PARISH COUNCIL

Minutes of the Meeting held on Tuesday 3 September 2024

Present: Cllr A. Lind (Chair), Cllr B. Ito, Cllr C. Berg
Apologies: Cllr F. Dahl (illness), Cllr G. Nord (holiday)

1. INTERESTS
Cllr Ito declared an interest in item 3, as her sister owns the field.

2. LAST MEETING
The minutes of the meeting in July were approved.

3. ROOFS
The Clerk reported that three quotes had been received.

4. NEXT MEETING
Tuesday 1 October 2024 at 7 pm.
"""
MANUAL = """# MossMaster 9 – User Manual

Model MM-9, Version 2.1, June 2024

## Safety

Never wet the plug. Keep the lid away from fire.

## What is in the box

- the sprayer
- two nozzles
- a bag of spores

## Spraying

1. Fill the tank.
2. Press the lever.

## Trouble

**No spray comes out.** Check that the tank is full. Rinse the nozzle.

**The lever sticks.** Oil it.

## License

MIT, 2024
"""
LEASE = """# Garden Lease Agreement

This agreement is made on 14 March 2025 between Ms Ada Lind (the Owner) and Mr Ben Ito (the Guest).

## 1 Garden

The Owner lets the garden behind 3 Pear Lane.

## 2 Rent

The rent is 40 coins a month.

## 3 Keys

The Guest receives two keys.
"""
QUESTIONS = """<html><head><title>Frequently Asked Questions</title></head><body>
<h1>Frequently Asked Questions</h1><p>Last updated: 3 February 2025</p>
<h2>Who can join the club?</h2><p>Anyone who lives in Willow can join.</p>
<h2>I have lost my badge. What should I do?</h2>
<p>Tell us at once by telephone. Another costs 5 coins.</p>
<h2>Can I bring a guest?</h2><p>Yes, on Sundays.</p></body></html>
"""


@pytest.fixture
def chatbot(tmp_path: Path, hashing_encoder: Encoder) -> Iterator[Chatbot]:
    with open_chatbot(tmp_path / "library", use_reader=False, encoder=hashing_encoder) as bot:
        bot.library.add_bytes(MINUTES.encode(), "minutes-2024.txt")
        bot.library.add_bytes(MANUAL.encode(), "mossmaster.md")
        bot.library.add_bytes(LEASE.encode(), "lease.md")
        bot.library.add_bytes(QUESTIONS.encode(), "club-faq.html")
        yield bot


def said(bot: Chatbot, question: str) -> str:
    return " ".join(sentence.text for sentence in bot.ask(question).sentences)


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("What is section 2 of the garden lease about?", "The rent is 40 coins a month."),
        ("Who was present at the meeting?", "Present: Cllr A. Lind (Chair), Cllr B. Ito, Cllr C. Berg"),
        ("When was the lease agreement made?", "This agreement is made on 14 March 2025 between"),
        ("When was the FAQ published?", "Last updated: 3 February 2025"),
        ("What is in the box of the MossMaster?", "the sprayer two nozzles a bag of spores"),
        ("What should I do if no spray comes out?", "Check that the tank is full. Rinse the nozzle."),
        ("What do I do if I have lost my club badge?", "Tell us at once by telephone."),
        ("What is the licence of the MossMaster?", "MIT, 2024"),
        ("What does article 2 of the lease say?", "The rent is 40 coins a month."),
    ],
)  # fmt: skip
def test_it_is_told_from_where_such_documents_say_it(
    chatbot: Chatbot, question: str, shown: str
) -> None:
    assert shown in said(chatbot, question)


def test_what_a_manual_is_about_is_told_by_its_title_and_its_headings(chatbot: Chatbot) -> None:
    for question in ("What is the user manual about?", "What kind of document is the manual?"):
        told = said(chatbot, question)
        assert told.startswith(
            "MossMaster 9 – User Manual Model MM-9, Version 2.1, June 2024 Safety"
        )
        assert told.endswith("Spraying Trouble License")


def test_what_was_searched_speaks_of_no_paper(chatbot: Chatbot) -> None:
    answer = chatbot.ask("What is the lease about?")
    assert answer.searched == "What is the document about?"


def test_the_body_that_issued_it_stands_for_authors() -> None:
    report = (
        "Moss in Towns\n\nMinistry of Roofs and Gardens\n\nJune 2024\n\n1. Start\n\nIt grows.\n"
    )
    paper = parse_bytes(report.encode(), "report.txt")
    told = tell("authors", paper, first=1)
    assert [sentence.text for sentence, _ in told] == ["Ministry of Roofs and Gardens"]


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("What are its references?", "No list of references was found."),
        ("How many pages does it have?", "'Garden Lease Agreement' does not say how many pages it has."),
        ("What are its limitations?", "The document states no limitations of its own."),
    ],
)  # fmt: skip
def test_what_it_lacks_is_said_of_a_document(chatbot: Chatbot, question: str, reason: str) -> None:
    answer = chatbot.ask(question, documents=["lease"])
    assert answer.abstained
    assert answer.reason == reason
