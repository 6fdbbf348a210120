"""What is exported: JSON of the published shape, HTML and Markdown without markup, BibTeX."""

from __future__ import annotations

import dataclasses
import html.parser
import json
import re
from collections.abc import Callable

import pytest

from app.answer import Answer, Disagreement
from app.display.conversation_export import as_bibtex, as_html, as_json, as_markdown
from app.display.view import as_plain_text
from app.display.words import CHINESE, ENGLISH
from app.export import answer_from_json, to_markdown
from app.kept.conversations import Exchange
from app.language.tongues import OTHER_LANGUAGE
from index.library import Library


def an_exchange(answer: Answer) -> Exchange:
    return Exchange(3, 0.0, answer.question, answer, "up", "good")


@pytest.mark.parametrize(
    ("write", "between"),
    [
        (lambda answer: as_plain_text(answer, ENGLISH), r" \[1\]\n"),
        (lambda answer: as_markdown("Fruit", [an_exchange(answer)], words=ENGLISH), r" \[1\]\n\n"),
        (lambda answer: as_html("Fruit", [an_exchange(answer)], words=ENGLISH), r"</sup></p><p>"),
    ],
)
def test_what_is_counted_off_is_taken_away_line_by_line(
    an_answer: Answer, write: Callable[[Answer], str], between: str
) -> None:
    told = ("(a) Sell early.", "(b) Build a road.", "It pays.")
    sentences = tuple(
        dataclasses.replace(an_answer.sentences[0], text=one, marks=()) for one in told
    )
    text = write(dataclasses.replace(an_answer, sentences=sentences)).replace("\\", "")
    assert re.search(rf"Sell early\..*{between}\(b\) Build a road\..* It pays\.", text)


def test_exported_json_is_the_published_shape_with_the_rating(an_answer: Answer) -> None:
    rows = json.loads(as_json([an_exchange(an_answer)]))
    assert answer_from_json(rows[0]).citations == an_answer.citations
    assert (rows[0]["rating"], rows[0]["comment"]) == ("up", "good")


class Tags(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


def test_exported_html_holds_no_markup_of_documents(an_answer: Answer) -> None:
    evil = "<script>alert(1)</script><img src=http://evil.example/x.png>"
    citation = dataclasses.replace(an_answer.citations[0], quote=evil, title=evil, marks=((0, 8),))
    answer = dataclasses.replace(an_answer, question=evil, citations=(citation,))
    page = as_html(evil, [an_exchange(answer)], words=ENGLISH)
    tags = Tags()
    tags.feed(page)
    assert {tag for tag, _ in tags.seen} & {"script", "img", "iframe", "link"} == set()
    links = [attributes["href"] for tag, attributes in tags.seen if tag == "a"]
    assert links == ["#e3-1"]
    assert any(attributes.get("id") == "e3-1" for _, attributes in tags.seen)


def test_exported_markdown_lists_the_footnotes(an_answer: Answer) -> None:
    text = as_markdown("Fruit", [an_exchange(an_answer)], words=ENGLISH)
    assert "There are 12 apples. [1]" in text
    assert "1. *On fruit*, page 3 · section 2.1: “There are 12 apples.”" in text


def test_an_export_tells_where_documents_disagree_and_what_is_left_unanswered(
    an_answer: Answer,
) -> None:
    other = dataclasses.replace(an_answer.citations[0], number=2, quote="There are 15 apples.")
    disagreement = Disagreement("12 apples or 15 apples", (an_answer.citations[0], other))
    answer = dataclasses.replace(
        an_answer, disagreements=(disagreement,), reason="Pears are not spoken of."
    )
    for text in (
        as_markdown("Fruit", [an_exchange(answer)], words=ENGLISH).replace("\\", ""),
        as_html("Fruit", [an_exchange(answer)], words=ENGLISH),
    ):
        assert "The documents disagree: 12 apples or 15 apples [1] [2]" in text
        assert "15 apples." in text or "<mark>15</mark> apples." in text
        assert "Pears are not spoken of." in text


def test_an_export_says_which_sentences_are_doubted_and_where_there_was_no_answer(
    an_answer: Answer,
) -> None:
    [sentence] = an_answer.sentences
    doubted = dataclasses.replace(sentence, support="unsupported")
    told = dataclasses.replace(an_answer, sentences=(doubted,))
    silent = dataclasses.replace(an_answer, sentences=(), abstained=True, reason="No pears here.")
    exchanges = [an_exchange(told), an_exchange(silent)]
    for text in (
        as_markdown("Fruit", exchanges, words=ENGLISH),
        as_html("Fruit", exchanges, words=ENGLISH),
    ):
        assert "(not supported by its source)" in text
        assert "The documents do not say. No pears here." in text


@pytest.mark.parametrize("write", [as_markdown, as_html])
def test_an_export_says_in_the_language_of_the_page_that_a_question_is_in_another(
    an_answer: Answer, write: Callable[..., str]
) -> None:
    silent = dataclasses.replace(an_answer, abstained=True, sentences=(), reason=OTHER_LANGUAGE)
    text = write("果", [an_exchange(silent)], words=CHINESE)
    assert CHINESE.other_language in text
    assert OTHER_LANGUAGE not in text


def test_markdown_of_the_shell_tells_what_is_left_unanswered(an_answer: Answer) -> None:
    answer = dataclasses.replace(an_answer, reason="Pears are not spoken of.")
    assert "\n> Pears are not spoken of.\n" in to_markdown(answer)


def test_bibtex_holds_what_was_cited_only(fruit_library: Library, an_answer: Answer) -> None:
    fruit_library.add_bytes(b"# Zebras & Co_\n\nStripes are black.", "zebra.md")
    entries = as_bibtex([an_exchange(an_answer)], fruit_library.documents())
    assert entries.startswith("@misc{fruit,\n  title = {On fruit},")
    assert "zebra" not in entries
    zebra = dataclasses.replace(an_answer.citations[0], document_id="zebra")
    other = dataclasses.replace(an_answer, citations=(zebra,))
    assert "{Zebras \\& Co\\_}" in as_bibtex([an_exchange(other)], fruit_library.documents())
