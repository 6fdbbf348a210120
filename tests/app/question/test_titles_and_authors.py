"""Papers that a question names by what they are about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.question.paper_subjects import (
    called,
    named_paper,
    names_a_paper,
    names_two,
    papers_called,
)
from app.question.titles_and_authors import Named, by_its_authors, by_its_title
from index.store import DocumentSummary

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


def paper(name: str, authors: tuple[str, ...], year: int | None) -> DocumentSummary:
    return DocumentSummary(name, "Title", authors, year, 1, 1, 0, f"{name}.md", "", "", ())


PAPERS = [
    paper("storage", ("Ada Stone", "Ben Rivers"), 2012),
    paper("roads", ("Zoë Hale-Moss", "Jiang Xiaorong"), 2019),
    paper("bees", ("Ada Stone",), 2020),
    paper("tides", ("Fay May", "Roy O’Brien"), 2018),
    paper("stars", ("Ana Robles Vega", "Luz M. Parra Soto"), 2008),
    paper("frost", ("David M. le Roux", "Eva Zar"), 2017),
]


@pytest.mark.parametrize(
    ("question", "documents", "without"),
    [
        (
            "What learning rate did Hale-Moss et al. use?",
            ("roads",),
            "What learning rate did the authors use?",
        ),
        ("What did Rivers and colleagues find?", ("storage",), "What did the authors find?"),
        (
            "According to Stone (2020), why do bees fly?",
            ("bees",),
            "According to the authors, why do bees fly?",
        ),
        (
            "What do Stone and Rivers say about rent?",
            ("storage",),
            "What do the authors say about rent?",
        ),
        ("Summarise the paper by Rivers.", ("storage",), "Summarise the paper."),
        ("What are the limits of Jiang's study?", ("roads",), "What are the limits of the paper?"),
        (
            "What are the limits of O’Brien’s study?",
            ("tides",),
            "What are the limits of the paper?",
        ),
        (
            "How large was Zoe Hale-Moss et al.'s sample?",
            ("roads",),
            "How large was the authors’ sample?",
        ),
        ("What did Stone et al. measure?", ("storage", "bees"), "What did the authors measure?"),
        ("What do Robles and Parra assume?", ("stars",), "What do the authors assume?"),
        (
            "What do Robles and Parra cite for frost?",
            ("stars",),
            "What do the authors cite for frost?",
        ),
        ("Which works does Rivers cite?", ("storage",), "Which works do the authors cite?"),
        ("What do Vega and Soto assume?", ("stars",), "What do the authors assume?"),
        # One name alone, of one paper, does what authors do.
        ("What does Hale-Moss conclude?", ("roads",), "What do the authors conclude?"),
        (
            "What did Rivers report for plums?",
            ("storage",),
            "What did the authors report for plums?",
        ),
        ("Why did Zar use ice?", ("frost",), "Why did the authors use ice?"),
        ("According to Dr. Zar, why?", ("frost",), "According to the authors, why?"),
        ("What did le Roux and Zar conclude?", ("frost",), "What did the authors conclude?"),
        ("What does le Roux say about ice?", ("frost",), "What do the authors say about ice?"),
        ("Does Zar mention ice?", ("frost",), "Do the authors mention ice?"),
        ("What does the paper by le Roux say?", ("frost",), "What does the paper say?"),
        # So does what is an author's own.
        (
            "What did Zar's ice model reach for plums?",
            ("frost",),
            "What did the ice model reach for plums?",
        ),
        ("What is Zar's main idea?", ("frost",), "What is the main idea of the paper?"),
        ("What are Hale-Moss’s results?", ("roads",), "What are the results?"),
        # An article goes with the name.
        (
            "Which journal published the Hale-Moss paper?",
            ("roads",),
            "Which journal published the paper?",
        ),
        ("In the Zar study, who froze?", ("frost",), "In the paper, who froze?"),
        ("What did the 2017 le Roux study find?", ("frost",), "What did the paper find?"),
        ("How good is the Hale-Moss et al. model?", ("roads",), "How good is the authors’ model?"),
    ],
)
def test_papers_are_known_by_who_wrote_them(
    question: str, documents: tuple[str, ...], without: str
) -> None:
    assert by_its_authors(question, PAPERS) == Named(documents, without)


@pytest.mark.parametrize(
    "question",
    [
        "What did Moss et al. find?",  # nobody of that name wrote one
        "What did Stone et al. (2013) find?",  # no such year
        "Is storage cheaper than in 2012?",
        "How much smaller is it than Rivers et al. report?",  # only compared with
        "What is Stone made of?",
        "Which school does Ben Rivers work at?",
        "What was measured in May 2018?",
        "Where is Rivers et al. (2012) cited?",
        "Which paper does the paper by Moss cite by Rivers et al.?",
        "Do the authors cite Rivers et al.?",
        "Who are Ada and Ben?",
        "What did Ben et al. count?",  # the first name of one who is not the first author
        "What did Rivers et al. report?",  # it is the first author who goes before others
        "What did Stone find?",  # two papers are by one of that name
        "What did Ada find?",
        "What did Paris report?",
        "What does May say?",
        "What did Zar export?",
        "What is Zar's disease?",
        "Who refers to Stone et al.?",
        "Which paper mentions Stone et al.?",
    ],
)
def test_other_names_are_left_where_they_are(question: str) -> None:
    assert by_its_authors(question, PAPERS) is None


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


TITLED = [
    replace(paper("apples", (), None), title="The Trade in Apples across the Valley"),
    replace(paper("again", (), None), title="The Trade in Apples across the Valley"),
    replace(paper("frost", (), None), title="Frost"),
]


@pytest.mark.parametrize(
    ("question", "documents", "without"),
    [
        (
            "What is “The Trade in Apples across the Valley” about?",
            ("apples", "again"),
            "What is the paper about?",
        ),
        ('What is "the trade in apples…" about?', ("apples", "again"), "What is the paper about?"),
        ("Who wrote the paper «Frost»?", ("frost",), "Who wrote the paper?"),
        (
            "What does the trade in apples across the valley conclude?",
            ("apples",),
            "What does the paper conclude?",
        ),
    ],
)
def test_a_paper_is_named_by_its_title(
    question: str, documents: tuple[str, ...], without: str
) -> None:
    assert by_its_title(question, TITLED) == Named(documents, without)


@pytest.mark.parametrize(
    "question", ["What does frost do?", 'What is meant by "trade"?', 'Who says "the trade in …"?']
)
def test_other_words_in_quotes_name_no_paper(question: str) -> None:
    assert by_its_title(question, TITLED[2:]) is None
