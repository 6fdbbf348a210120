from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import asdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import Document, Passage
from ingest.parse import parse_bytes
from ingest.passages import cut
from ingest.tokens import default_counter


def count(text: str) -> int:
    return len(re.findall(r"\w+|[^\w\s]", text)) + 2


def pieces(document: Document, max_tokens: int = 60, target_tokens: int = 45) -> list[Passage]:
    return cut(document, count_tokens=count, max_tokens=max_tokens, target_tokens=target_tokens)


WORDS = ["moss", "slate", "grows", "e.g.", "3.5", "Fig.", "and,", "(see)", "Some.", "The", "苔藓。"]
word = st.sampled_from(WORDS)
sentence = st.lists(word, min_size=1, max_size=40).map(" ".join)
heading = st.integers(1, 9).map(lambda n: f"## {n} Heading {n}")
table = st.just("| a | b |\n|---|---|\n" + "| slate | 3 |\n" * 12)
caption = st.just("Table 1. Slates that were counted.")
part = st.one_of(sentence, sentence, sentence, heading, table, caption)
markdown = st.lists(part, min_size=1, max_size=12).map("\n\n".join)


def sentence_document(text: str) -> Document:
    return parse_bytes(f"# Title of it\n\nFirst.\n\n{text}".encode(), "a.md")


@given(markdown, st.integers(24, 120))
@settings(max_examples=60, deadline=None)
def test_passages_are_slices_in_order_within_the_budget_and_leave_nothing_out(
    text: str, max_tokens: int
) -> None:
    document = sentence_document(text)
    passages = pieces(document, max_tokens, max_tokens * 3 // 4)
    at = 0
    left_out = ""
    for passage in passages:
        assert passage.text == document.text[passage.start : passage.end]
        assert passage.text.strip() == passage.text != ""
        assert passage.start >= at
        assert count(passage.embedded) <= max_tokens
        left_out += document.text[at : passage.start]
        at = passage.end
    left_out += document.text[at:]
    headings = {line.strip().rstrip(".") for line in left_out.split("\n")} - {""}
    assert headings <= {f"{each.number} {each.title}".strip() for each in document.sections}


@given(markdown)
@settings(max_examples=40, deadline=None)
def test_no_passage_crosses_a_section_and_each_names_its_own(text: str) -> None:
    document = sentence_document(text)
    for passage in pieces(document):
        assert document.section_at(passage.start) == document.section_at(passage.end - 1)
        assert passage.section == document.section_label(passage.start)


@given(markdown)
@settings(max_examples=20, deadline=None)
def test_cutting_again_gives_the_same_passages_and_ids_are_unique(text: str) -> None:
    document = sentence_document(text)
    passages = pieces(document)
    assert passages == pieces(document)
    assert len({passage.id for passage in passages}) == len(passages)


def test_each_entry_of_the_bibliography_is_one_passage(paper: Document) -> None:
    found = [each.text for each in pieces(paper) if each.kind == "reference"]
    assert found == [each.text for each in paper.references]


def test_front_matter_and_body_are_never_in_one_passage(paper: Document) -> None:
    body = paper.sections[0].start
    kinds = {each.kind for each in pieces(paper, 240, 180) if each.end <= body}
    assert kinds == {"front"}
    assert all(each.section == "0" for each in pieces(paper) if each.kind == "front")


def test_a_caption_is_a_passage_of_its_own(paper: Document) -> None:
    found = [each.text for each in pieces(paper) if each.kind == "caption"]
    assert found == ["Table 1. Roofs counted by each person."]


def test_a_table_stays_whole_with_the_caption_above_it() -> None:
    document = sentence_document(
        "## 1 Start\n\nText of it.\n\nTable 1. Slates.\n\n| roof | slates |\n|---|---|\n| a | 3 |\n"
    )
    table = [each for each in pieces(document) if each.kind == "table"]
    assert [each.text for each in table] == ["Table 1. Slates.\n\nroof | slates\na | 3"]


def test_the_later_parts_of_a_long_table_carry_its_header_in_their_context() -> None:
    rows = "".join(f"| roof {n} | {n} |\n" for n in range(30))
    document = sentence_document(f"## 1 Start\n\nText.\n\n| roof | slates |\n|---|---|\n{rows}")
    tables = [each for each in pieces(document) if each.kind == "table"]
    assert len(tables) > 1
    assert all(each.context.endswith("roof | slates") for each in tables[1:])
    assert not tables[0].context.endswith("roof | slates")


def test_a_sentence_longer_than_the_budget_is_cut_between_words() -> None:
    document = sentence_document("## 1 Start\n\n" + "moss grows on slate " * 60)
    bodies = [each for each in pieces(document) if each.kind == "body"]
    assert len(bodies) > 3
    assert all(each.text.split()[0] in {"moss", "grows", "on", "slate"} for each in bodies)


def test_no_tiny_tail_is_left_where_it_fits_before() -> None:
    long = "Moss grows on slate roofs in wet places and loosens them over the years. " * 4
    document = sentence_document(f"## 1 Start\n\n{long}Yes.")
    assert [each.text.endswith("Yes.") for each in pieces(document, 90, 70)][-1]
    assert min(count(each.text) for each in pieces(document, 90, 70) if each.kind == "body") > 10


def test_the_packaged_tokenizer_counts_both_markers() -> None:
    counter = default_counter()
    assert counter("") == 2
    assert counter("moss grows") == 4


def test_the_passages_of_the_paper_are_as_they_were(
    paper: Document, check_golden: Callable[[str, object], None]
) -> None:
    rows = [asdict(each) for each in pieces(paper, 120, 80)]
    check_golden("moss-roofs.passages", rows)


@pytest.mark.parametrize("text", ["word", "# Only a heading", "A. B. C."])
def test_the_shortest_documents_have_one_passage(text: str) -> None:
    document = parse_bytes(text.encode(), "a.md")
    assert len(pieces(document)) == 1
