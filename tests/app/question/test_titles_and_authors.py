"""Papers that a question names by their titles or by who wrote them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.question.titles_and_authors import Named, by_its_authors, by_its_title
from index.store import DocumentSummary


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
        ("When did Zar publish?", ("frost",), "When did the authors publish?"),
        (
            "What does the parser of Zar find?",
            ("frost",),
            "What does the parser of the authors find?",
        ),
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
