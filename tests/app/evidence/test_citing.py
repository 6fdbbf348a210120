"""What a citation says about the place it points to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.evidence.chosen import Chosen
from app.evidence.citing import cite
from ingest.document import Page
from ingest.parse import parse_bytes


@pytest.mark.parametrize("ocr", [True, False])
def test_a_citation_says_that_its_page_was_read_from_a_picture(ocr: bool) -> None:
    plain = parse_bytes(b"# On fruit\n\n## 1 Counting\n\nThere are 12 apples.\n", "fruit.md")
    page = Page(1, 0, len(plain.text), 600.0, 800.0, ocr=ocr)
    document = replace(plain, pages=(page,))
    start = document.text.index("There")

    _, (citation,) = cite([Chosen(document, start, len(document.text), 1.0)])

    assert citation.ocr is ocr


def test_the_label_of_a_part_is_no_word_of_its_first_sentence() -> None:
    paper = parse_bytes(b"# Plums\n\nAbstract: Plums froze in the north twice.\n", "plums.md")
    start = paper.text.index("Abstract")
    item = Chosen(paper, start, paper.text.index("twice.") + 6, 1.0, ((10, 15),))
    (sentence,), (cited,) = cite([item])

    assert sentence.text == cited.quote == "Plums froze in the north twice."
    assert paper.text[cited.start : cited.end] == cited.quote
    assert sentence.marks == ((0, 5),)


def test_a_word_that_labels_nothing_stays() -> None:
    paper = parse_bytes(b"# Plums\n\nText is read. It is art of the north.\n", "plums.md")
    start = paper.text.index("Text is")

    assert cite([Chosen(paper, start, start + 13, 1.0)])[0][0].text == "Text is read."
