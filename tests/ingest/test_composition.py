from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.cleaning import Vocabulary, joint
from ingest.layout import Block, Layout, Line, PageSize, Word
from ingest.structure import compose

SHA = "0" * 64


def line(text: str, *, page: int = 1, size: float = 10.0, bold: bool = False) -> Line:
    words: list[Word] = []
    at = 0
    for word in text.split():
        start = text.index(word, at)
        at = start + len(word)
        words.append(Word(start, at, float(start), 0.0, float(at), 10.0))
    return Line(text, page=page, words=tuple(words), size=size, bold=bold)


def block(*lines: Line, continues: bool = False) -> Block:
    return Block("paragraph", lines, continues=continues)


def layout(*blocks: Block, pages: int = 1) -> Layout:
    return Layout(blocks, pages=tuple(PageSize(at + 1, 600, 800) for at in range(pages)))


@pytest.mark.parametrize(
    ("left", "right", "elsewhere", "joined"),
    [
        ("the implemen-", "tation of", "", "the implementation of"),
        ("for face-to-", "face talks", "", "for face-to-face talks"),
        ("for face-to-", "face talks", "face-to-face", "for face-to-face talks"),
        ("an e-", "commerce site", "", "an e-commerce site"),
        ("of the cross-", "border trade", "cross-border", "of the cross-border trade"),
        ("of the cross-", "bow", "crossbow", "of the crossbow"),
        ("the decision-", "making here", "a decision is making news", "the decision-making here"),
        ("the re-", "sults are", "results", "the results are"),
        ("by Anglo-", "Saxon kings", "", "by Anglo-Saxon kings"),
        ("in COVID-", "19 times", "", "in COVID-19 times"),
        ("from 2010-", "2015 on", "", "from 2010-2015 on"),
        ("IMPLEMEN-", "TATION", "", "IMPLEMENTATION"),
        ("a state-", "of-the-art tool", "", "a state-of-the-art tool"),
        ("soft\u00ad", "ware", "", "software"),
        ("two", "words", "", "two words"),
        ("a dash -", "here", "", "a dash - here"),
        ("see https://example.org/a/", "b/c", "", "see https://example.org/a/b/c"),
        ("跨境电子商务的发", "展很快", "", "跨境电子商务的发展很快"),
        ("pages 3–", "7", "", "pages 3–7"),
    ],
)
def test_lines_are_joined_as_one_would_read_them(
    left: str, right: str, elsewhere: str, joined: str
) -> None:
    cut, glue = joint(left, right, Vocabulary([elsewhere, left, right]))
    assert left[: len(left) - cut] + glue + right == joined


def test_a_paragraph_cut_by_a_page_end_is_one_paragraph() -> None:
    first = block(line("This sentence runs over the end of a whole"))
    second = block(line("page and stops there. The next one does not.", page=2))
    document = compose(layout(first, second, pages=2), name="a.pdf", data_sha256=SHA)
    assert document.text == (
        "This sentence runs over the end of a whole page and stops there. The next one does not."
    )
    assert document.page_at(document.text.index("page and")) == 2
    assert document.page_at(document.text.index("whole")) == 1


def test_a_footnote_between_the_halves_of_a_paragraph_moves_out_of_it() -> None:
    first = block(line("This sentence runs over the end of a whole"))
    note = Block("footnote", (line("1 A note."),))
    second = block(line("page and stops there.", page=2))
    document = compose(layout(first, note, second, pages=2), name="a.pdf", data_sha256=SHA)
    assert document.text.split("\n\n") == [
        "1 A note.",
        "This sentence runs over the end of a whole page and stops there.",
    ]
    assert document.page_at(document.text.index("page and")) == 2


def test_paragraphs_that_end_with_a_stop_stay_apart() -> None:
    blocks = [block(line("It ends here.")), block(line("and this begins in small letters."))]
    document = compose(layout(*blocks), name="a.pdf", data_sha256=SHA)
    assert document.text.count("\n\n") == 1


words = st.text(alphabet="abcdeXY-éß,.1展", min_size=1, max_size=9)
texts = st.lists(st.lists(words, min_size=1, max_size=6).map(" ".join), min_size=1, max_size=5)
spaces = st.sampled_from(["", " ", "  "])


@given(st.lists(st.tuples(texts, spaces), min_size=1, max_size=6), st.booleans())
def test_the_text_under_every_word_box_is_the_word(
    paragraphs: list[tuple[list[str], str]], turns: bool
) -> None:
    blocks = [
        block(*(line(space + text, page=at + 1 if turns else 1) for text in lines))
        for at, (lines, space) in enumerate(paragraphs)
    ]
    document = compose(layout(*blocks, pages=len(blocks)), name="a.pdf", data_sha256=SHA)
    printed = [
        (each.page, word.x0, each.text[word.start : word.end])
        for part in blocks
        for each in part.lines
        for word in each.words
    ]
    boxed = [(box.page, box.x0, document.text[box.start : box.end]) for box in document.words]
    # A hyphen that only marked the end of a line is no longer there, nor is a box around it.
    assert sorted(each[2].rstrip("-") for each in boxed) == sorted(
        each[2].rstrip("-") for each in printed if each[2] != "-" or each in boxed
    )
    assert list(document.words) == sorted(document.words)


@given(st.lists(texts, min_size=1, max_size=6))
def test_pages_cover_the_whole_text_without_gap_or_overlap(paragraphs: list[list[str]]) -> None:
    blocks = [
        block(*(line(text, page=at + 1) for text in lines)) for at, lines in enumerate(paragraphs)
    ]
    document = compose(layout(*blocks, pages=len(blocks)), name="a.pdf", data_sha256=SHA)
    at = 0
    for page in document.pages:
        assert page.start == at
        at = page.end
    assert at == len(document.text)


def test_half_a_surrogate_pair_becomes_a_replacement_mark() -> None:
    document = compose(layout(block(line("bad \ud835 glyph"))), name="a.pdf", data_sha256=SHA)
    assert document.text.encode() == "bad \ufffd glyph".encode()
