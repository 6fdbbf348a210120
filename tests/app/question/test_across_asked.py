"""What is asked of several papers side by side is told from what only looks like it."""

# ruff: noqa: E501 - the tables of questions read better unbroken

from __future__ import annotations

import pytest

from app.question.across_asked import AcrossAsked, across_asked
from app.question.papers_having import Having, papers_having


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Compare the papers in a table", AcrossAsked("rows", ("year", "aim", "method", "finding"))),
        ("How do these papers differ?", AcrossAsked("rows", ("year", "aim", "method", "finding"))),
        ("Sort the papers by year", AcrossAsked("rows", ("year",), "year")),
        ("List the papers from newest to oldest.", AcrossAsked("rows", ("year",), "year", down=True)),
        ("Rank the papers by number of references", AcrossAsked("rows", ("references",), "references", down=True)),
        ("How many references does each paper have?", AcrossAsked("rows", ("references",))),
        ("Number of authors per paper", AcrossAsked("rows", ("author count",))),
        ("Make a table of the papers with year, authors and journal", AcrossAsked("rows", ("year", "authors", "venue"))),
        ("What method does each of these studies use?", AcrossAsked("rows", ("method",))),
        ("Who wrote which paper?", AcrossAsked("rows", ("authors",))),
        ("What are the limitations of the papers?", AcrossAsked("rows", ("limitation",))),
        ("Which study has the largest sample?", AcrossAsked("rows", ("sample",), down=True)),
        ("Which of the papers has the fewest pages?", AcrossAsked("fewest", ("pages",))),
        ("How many references do the papers have on average?", AcrossAsked("average", ("references",))),
        ("How many pages do the papers have in total?", AcrossAsked("total", ("pages",))),
        ("Which papers have fewer than five authors?", AcrossAsked("bound", ("author count",), bound="fewer than", number=5)),
        ("How many of the papers are there per year?", AcrossAsked("years")),
        ("What is the most cited work across all papers?", AcrossAsked("works", down=True)),
        ("Which references do the papers have in common?", AcrossAsked("works")),
        ("Which of these papers cite each other?", AcrossAsked("each other")),
        ("Which papers were written by the same group?", AcrossAsked("authors")),
        ("What does each paper say about masks?", AcrossAsked("said of", thing="masks")),
        ("Can you sort these papers chronologically?", AcrossAsked("rows", ("year",), "year")),
        ("Tell me the publication year of each of the papers.", AcrossAsked("rows", ("year",))),
        ("For each paper, list the authors", AcrossAsked("rows", ("authors",))),
        ("Summarize the methods used in each paper", AcrossAsked("rows", ("method",))),
        ("What does each paper conclude?", AcrossAsked("rows", ("conclusion",))),
        ("Which paper has the longest reference list?", AcrossAsked("most", ("references",))),
        ("Which papers have only one author?", AcrossAsked("bound", ("author count",), bound="exactly", number=1)),
        ("Is any of these papers cited in another one?", AcrossAsked("each other")),
        ("Do the papers have references?", None),
        ("Which paper cites the most authors?", None),
        ("What are the results of the studies?", None),
        ("What are the limitations of the paper?", None),
        ("What sample size did the study have?", None),
        ("How many authors does the plum paper have?", None),
        ("What is the average number of pages per host?", None),
        ("What is the average number of references to frost?", None),
        ("Which hosts have the most pages?", None),
        ("How many documents are in the corpus per year?", None),
        ("Which case studies cite each other?", None),
        ("Which parser is the best?", None),
        ("List the papers", None),
        ("What are the titles of the papers?", None),
    ],
)  # fmt: skip
def test_a_question_on_papers_side_by_side_is_known(
    question: str, asked: AcrossAsked | None
) -> None:
    assert across_asked(question) == asked


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Which papers have a section on limitations?", Having("part", ("limitations",))),
        ("Which of the papers have no conclusion?", Having("part", ("conclusion",), lacking=True)),
        ("Which papers contain tables?", Having("exhibit", ("table",))),
        ("Which papers do not mention cold storage?", Having("named", ("cold storage",), lacking=True)),
        ("Which papers mention both bees and plums?", Having("named", ("bees", "plums"))),
        ("Papers that mention bees but not plums?", Having("named", ("bees",), without="plums")),
        ("Papers mentioning both bees and plums", Having("named", ("bees", "plums"))),
        ("Which papers have no year?", Having("part", ("year",), lacking=True)),
        ("Which papers name a year?", None),
        ("Which papers discuss bees but not plums?", Having("named", ("bees",), without="plums")),
        ("Which of them are reviews?", Having("kind", ("review",))),
        ("Which papers are case studies?", Having("kind", ("case study",))),
        ("Are any of the papers meta-analyses?", Having("kind", ("meta-analysis",))),
        ("Which papers discuss bees and plums?", None),
        ("Which papers do not say why it froze?", None),
        ("What is a meta-analysis?", None),
        ("Which are reviews?", None),
        ("Which reviews were fake?", None),
        ("Which papers have a good model?", None),
        ("How many reviews are there in the data set?", None),
    ],
)  # fmt: skip
def test_a_question_for_papers_that_have_something_is_known(
    question: str, asked: Having | None
) -> None:
    assert papers_having(question) == asked
