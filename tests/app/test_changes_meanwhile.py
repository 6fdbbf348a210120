"""A question is answered from one state of the library, whatever changes while it is answered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.chatbot import Chatbot, open_chatbot
from index.encoder import Encoder
from index.hits import Hit
from index.library import Library, open_library

PLUMS = (
    "# Plums\n\n## 1 Storage\n\nThe plums in room 7 were kept for 43 days in the winter of 1999.\n"
)
PEARS = "# Pears\n\n## 1 Storage\n\nPears were sold in 2004.\n"
ASKED = "How long were the plums in room 7 kept?"


def removed(library: Library) -> None:
    library.remove(["plums"])


def changed(library: Library) -> None:
    library.add_bytes(f"A new beginning.\n\n{PLUMS}".replace("43", "44").encode(), "plums.md")


def with_another_model(library: Library) -> None:
    encoder = library.encoder
    encoder.name, encoder.dimension = "hashing-8", 8
    whole = encoder._word  # type: ignore[attr-defined]
    encoder._word = lambda text: whole(text)[:8] / 2  # type: ignore[attr-defined]
    library.rebuild(change_model=True)


@pytest.fixture
def bot(tmp_path: Path, hashing_encoder: Encoder) -> Chatbot:
    bot = open_chatbot(tmp_path / "library", encoder=hashing_encoder, use_reader=False)
    bot.library.add_bytes(PLUMS.encode(), "plums.md")
    bot.library.add_bytes(PEARS.encode(), "pears.md")
    return bot


@pytest.mark.parametrize("change", [removed, changed, with_another_model])
@pytest.mark.parametrize("at", ["documents", "search"])
def test_a_change_in_the_middle_of_a_question_does_not_matter(
    bot: Chatbot, monkeypatch: pytest.MonkeyPatch, change: Callable[[Library], None], at: str
) -> None:
    before = bot.ask(ASKED)
    assert "43 days" in before.text
    ask, left = getattr(bot.library, at), [change]

    def interrupted(*given: object, **also: object) -> list[Hit]:
        found = ask(*given, **also)
        while left:
            with open_library(bot.library.path, encoder=type(bot.library.encoder)()) as other:
                left.pop()(other)
        return found  # type: ignore[no-any-return]

    monkeypatch.setattr(bot.library, at, interrupted)
    answer = bot.ask(ASKED)
    assert (answer.text, answer.citations) == (before.text, before.citations)
    assert not left
