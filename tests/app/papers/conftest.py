"""A library of two papers."""

from __future__ import annotations

import pytest

from app.chatbot import Chatbot
from tests.app.papers.plums_and_bees import BEES, PLUMS


@pytest.fixture
def several(chatbot: Chatbot) -> Chatbot:
    chatbot.library.add_bytes(PLUMS, "plums.md")
    chatbot.library.add_bytes(BEES, "bees.md")
    return chatbot
