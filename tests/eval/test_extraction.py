"""The measures of extraction, against small tables worked out by hand."""

import pytest

from eval.extraction import Case, common_subsequence, passes, score, together, words
from eval.typeset_papers import DESIGNS, typeset
from ingest.parse import parse_bytes


def test_words_broken_at_line_ends_are_made_whole() -> None:
    assert words("An exam-\nple of meta-analysis") == ["an", "example", "of", "metaanalysis"]


def test_the_common_subsequence_counts_words_in_order() -> None:
    assert common_subsequence(["a", "b", "c", "d"], ["b", "a", "c", "d"]) == 3
    assert common_subsequence([], ["a"]) == 0


def test_scores_are_shares_of_the_truth_and_of_what_was_found() -> None:
    found = score(["a", "b", "x"], ["b", "a"])
    assert (found.recall, found.precision, found.order) == (1.0, pytest.approx(2 / 3), 0.5)


def test_checks_look_for_lines_and_their_order() -> None:
    case = Case("a", b"", "", present=("one",), absent=("three",), order=(("two", "one"),))
    assert list(passes(case, "One two")) == [True, True, False]


def test_each_paper_counts_alike_in_the_means_of_two_tables() -> None:
    one = {"plain": {"recall": 1.0, "precision": 0.5, "order": 0.4, "checks": 1.0}}
    three = {"plain": {"recall": 0.6, "precision": 0.5, "order": 0.8}}
    found = together(one, three, papers=(1, 3))["plain"]
    assert found == pytest.approx({"recall": 0.7, "precision": 0.5, "order": 0.7})


@pytest.mark.parametrize("number", range(len(DESIGNS)))
def test_each_design_of_typeset_papers_is_read_to_the_word(number: int) -> None:
    text = "# A paper\n\n" + "\n\n".join(
        f"Paragraph {i} says that {' and '.join(f'thing {i}.{j}' for j in range(40))} count."
        for i in range(30)
    )
    paper = typeset(text, name="paper", number=number)
    found = score(words(parse_bytes(paper.data, "paper.pdf").text), words(paper.truth))
    assert min(found.recall, found.precision) > 0.99
    assert found.order > 0.95
