"""What the page says, in English and in Chinese. A new language is one more `Words`."""

from __future__ import annotations

from app.display.words_chinese import CHINESE
from app.display.words_english import ENGLISH
from app.display.words_shape import Words

__all__ = ["CHINESE", "ENGLISH", "Words", "choose_words", "counted", "words_for_text"]


def words_for_text(text: str) -> Words:
    """Return the words of the language that `text` is in, so that questions about it match it."""
    return CHINESE if any("\u4e00" <= letter <= "\u9fff" for letter in text) else ENGLISH


def counted(text: str, count: int) -> str:
    """Return `text` with a count in it; before a "|" stands what is said of one."""
    one, _, many = text.partition("|")
    return (one if count == 1 else many or one).format(count)


def choose_words(locale: str | None) -> Words:
    """Return the words for a browser's language ("zh-CN"); English where there are none."""
    return CHINESE if (locale or "").lower().startswith("zh") else ENGLISH
