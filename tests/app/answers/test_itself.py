"""What papers print of themselves, or do not."""

from __future__ import annotations

import pytest

from app.chatbot import Chatbot


@pytest.mark.parametrize(
    ("question", "unsaid"),
    [
        ("Is the paper peer reviewed?", "whether it was peer reviewed"),
        ("Which journal published it?", "where it was published"),
        ("Where was this paper printed?", "where it was published"),
        ("What is in the appendix?", "no appendix"),
    ],
)
def test_what_papers_often_print_and_this_one_does_not_is_named(
    chatbot: Chatbot, question: str, unsaid: str
) -> None:
    answer = chatbot.ask(question)

    assert answer.abstained
    assert unsaid in answer.reason


def test_where_a_paper_was_published_is_told_from_its_front(chatbot: Chatbot) -> None:
    plums = (
        b"# Plums and Frost\n\nJournal of Stone Fruit, Vol. 7, 2018\n\nPeer-reviewed article.\n\n"
        b"Abstract: This paper counts plums that froze.\n\n## 1. Orchard\n\nIt froze twice.\n"
    )
    chatbot.library.add_bytes(plums, "plums.md")

    published = chatbot.ask("Which journal published the paper?", documents=["plums"])
    reviewed = chatbot.ask("Was the paper peer reviewed?", documents=["plums"])
    studies = b"# Reviews\n\n## 1. Search\n\nWe searched for peer-reviewed studies of plums.\n"
    chatbot.library.add_bytes(studies, "reviews.md")
    unsaid = chatbot.ask("Is this paper peer reviewed?", documents=["reviews"])

    assert "Journal of Stone Fruit" in published.text
    assert "Peer-reviewed" in reviewed.text
    assert unsaid.abstained
