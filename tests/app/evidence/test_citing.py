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
