"""The shipped paper: its PDF is what its Markdown says, and its words are our own."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pypdf
import pytest

from corpus.typeset import read_paper, typeset

ROOT = Path(__file__).resolve().parents[2]
MARKDOWN = ROOT / "corpus" / "henan-cross-border-ecommerce.md"
PDF = MARKDOWN.with_suffix(".pdf")
SEEDS = ROOT.parent / "shared" / "seeds"


def _letters(pdf: bytes) -> str:
    """Return the text of a PDF without white space and hyphens, which line breaks change."""
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return re.sub(r"[\s-]+", "", "".join(page.extract_text() for page in pages))


def _original() -> str:
    originals = sorted(SEEDS.glob("*.txt"))
    if not originals:
        pytest.skip("the original paper is not here")
    return originals[0].read_text(encoding="utf-8")


def _runs(text: str) -> set[str]:
    words = re.findall(r"[a-z0-9]+", text.lower())
    return {" ".join(words[at : at + 9]) for at in range(len(words) - 8)}


def test_the_pdf_holds_the_text_of_the_markdown() -> None:
    assert _letters(PDF.read_bytes()) == _letters(typeset(MARKDOWN.read_text(encoding="utf-8")))


def test_the_same_markdown_gives_the_same_bytes() -> None:
    markdown = MARKDOWN.read_text(encoding="utf-8")
    assert typeset(markdown) == typeset(markdown)


def test_the_pdf_names_title_and_authors_and_says_that_it_is_a_digest() -> None:
    about = pypdf.PdfReader(PDF).metadata
    assert about is not None
    assert about.title == read_paper(MARKDOWN.read_text(encoding="utf-8")).title
    assert about.author == "Kang Wang and Christi Blandina M. Aldave"
    assert "digest" in str(about.subject)


def test_running_heads_and_page_numbers_are_on_every_later_page() -> None:
    for number, page in enumerate(pypdf.PdfReader(PDF).pages[1:], start=2):
        lines = page.extract_text().splitlines()
        assert str(number) in lines[:2] + lines[-2:]
        assert any(head in " ".join(lines[:3]) for head in ("Kang Wang and", "Exploration on"))


def test_every_figure_of_the_original_is_in_the_digest() -> None:
    figures = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)*%?")
    own = set(figures.findall(MARKDOWN.read_text(encoding="utf-8")))
    assert not set(figures.findall(_original())) - own


def test_no_nine_words_in_a_row_are_those_of_the_original() -> None:
    original = _original().split("References")[0]
    markdown = MARKDOWN.read_text(encoding="utf-8")
    own = markdown.removeprefix("# " + read_paper(markdown).title).split("## References")[0]
    assert not _runs(own) & _runs(original)
