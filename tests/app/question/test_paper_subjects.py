"""Papers that a question names by what they are about."""

from __future__ import annotations

import pytest

from app.question.paper_subjects import (
    called,
    named_paper,
    names_a_paper,
    names_two,
    papers_called,
)
from app.question.titles_and_authors import Named

TITLES = {
    "storage": "Cold Storage of Apples in the Northern Valley",
    "roads": "Mountain Roads and the Price of Apples",
    "bees": "Do Bees Prefer Blue Flowers?",
    "reviews": "Fake Restaurant Reviews by a Neural Language Model",
    "nurses": "Symptoms of Health Care Workers: a Survey",
    "smoking": "A Survey of Smoking Among Teachers",
    "output": "Office Productivity in the Age of Remote Work",
}
VERBS = (
    "observe",
    "discover",
    "determine",
    "establish",
    "achieve",
    "highlight",
    "emphasise",
    "illustrate",
    "stress",
    "last",
    "recruit",
    "run",
    "have",
    "indicate",
    "note",
    "outperform",
)


@pytest.mark.parametrize(
    ("question", "document", "without"),
    [
        ("Summarise the paper on cold storage.", "storage", "Summarise the paper."),
        (
            "What does the study of mountain roads conclude?",
            "roads",
            "What does the paper conclude?",
        ),
        (
            "What are the limitations of the cold storage study in the Northern Valley?",
            "storage",
            "What are the limitations of the paper?",
        ),
        ("Who wrote the article about bees and flowers?", "bees", "Who wrote the paper?"),
        ("What does the cold storage paper say?", "storage", "What does the paper say?"),
        (
            "What does the cold storage study find about rent?",
            "storage",
            "What does the paper find about rent?",
        ),
        (
            "What is the cold storage study's main finding?",
            "storage",
            "What is the paper's main finding?",
        ),
        ("How does the fake review paper end?", "reviews", "How does the paper end?"),
        (
            "What does the report on mountain roads say?",
            "roads",
            "What does the paper say?",
        ),
        (
            "Which method does the survey of health care workers use?",
            "nurses",
            "Which method does the paper use?",
        ),
        ("What did the work on cold storage find?", "storage", "What did the paper find?"),
        ("What does the smoking survey find?", "smoking", "What does the paper find?"),
        ("Who wrote the smoking survey?", "smoking", "Who wrote the paper?"),
        *(
            (f"What did the productivity study {verb}?", "output", f"What did the paper {verb}?")
            for verb in VERBS
        ),
        (
            "What did the productivity study count as success?",
            "output",
            "What did the paper count as success?",
        ),
    ],
)
def test_a_paper_is_known_by_the_words_of_its_title(
    question: str, document: str, without: str
) -> None:
    assert named_paper(question, TITLES) == Named((document,), without)


@pytest.mark.parametrize(
    "question",
    [
        "Summarise the paper on apples.",  # two are on apples
        "Summarise the paper.",
        "Summarise the paper on tides.",
        "Who took part in the household study on cold storage?",  # a study within a paper
        "How cold is the storage?",
        "What does the restaurant review say?",
        "What is the fake review about?",
        "Who wrote the restaurant review?",
        "How does the fake review generator work?",
        "How does the neural language model work?",
        "What symptoms did the health care workers report?",
        "What did the health care workers report about symptoms?",
        "Would the health care workers report symptoms?",
        "Where is the cold storage study area?",
        "How large is the cold storage paper industry?",
        "How does the cold storage paper industry make money?",
        "How does the fake review generator learn?",
    ],
)
def test_a_question_that_names_none_or_several_is_left_as_it_is(question: str) -> None:
    assert named_paper(question, TITLES) is None


def test_what_somebody_reports_does_not_name_a_paper() -> None:
    assert names_a_paper("What does the report on roads say?")
    assert not names_a_paper("What did the nurses report?")


@pytest.mark.parametrize(
    ("question", "two"),
    [
        ("What do the frost paper and the bee paper say?", True),
        ("How does the paper on frost differ from the study on bees?", True),
        ("What is the difference between the frost and bee studies, and the roads paper?", False),
        ("What does the frost paper say about bees?", False),
        ("What does the paper say about the bee study?", False),
    ],
)
def test_a_question_may_name_two_papers(question: str, two: bool) -> None:
    assert names_two(question) is two


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("Who wrote the cold storage paper?", "cold storage"),
        ("Who wrote the first paper?", ""),
        ("Who wrote the whole original article?", ""),
        ("Who wrote the paper on storage?", ""),
        ("How many references does the frost review have?", "frost"),
        ("What did the pilot study find?", ""),  # may be one that a paper tells of
    ],
)
def test_what_a_paper_is_called_by_is_its_subject(question: str, subject: str) -> None:
    assert called(question) == subject


def test_a_review_is_known_by_what_its_front_speaks_of_if_its_title_says_that_it_is_one() -> None:
    titles = {"plums": "Plums in Winter: a Review", "inns": "Inns and their Guests"}
    fronts = {name: f"{title}\n\nA review of frost." for name, title in titles.items()}

    named = papers_called("How many references does the frost review have?", fronts, titles)

    assert named == Named(("plums",), "How many references does the paper have?")


@pytest.mark.parametrize(
    ("question", "without"),
    [
        ("What does the report on frost in orchards estimate?", "What does the paper estimate?"),
        (
            "What does the report on frost in orchards estimate for May?",
            "What does the paper estimate for May?",
        ),
        (
            "What does the report estimating frost say?",
            "What does the report estimating frost say?",
        ),
        ("What does the report on estimating frost find?", "What does the paper find?"),
    ],
)
def test_what_a_paper_does_is_no_word_of_its_title(question: str, without: str) -> None:
    named = named_paper(question, {"frost": "Estimating Frost in Orchards: a Report"})

    assert (named.question if named else question) == without
