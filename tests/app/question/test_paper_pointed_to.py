"""A paper that was named once is meant by "it", "they" and "the paper" in what is asked next."""

# ruff: noqa: E501 - the tables of follow-ups read better unbroken

from __future__ import annotations

import pytest

from app.answer import Turn
from app.conversation import resolve
from app.parts import parts_of
from app.question.paper_pointed_to import paper_in

SMOKING = "What is the paper on smoking about?"
VARDAVAS = "What did Vardavas et al. find?"
RIVERS = "What does rivers-2012 propose?"


@pytest.mark.parametrize(
    ("question", "named"),
    [
        (SMOKING, "the paper on smoking"),
        ("Who wrote the paper on drug use?", "the paper on drug use"),
        ("What does the paper on drug use say?", "the paper on drug use"),
        ("When was the paper on used cars published?", "the paper on used cars"),
        ("What does the study on cold storage in Spain say about pears?", "the study on cold storage in Spain"),
        ("Where do the authors of the paper on smoking work?", "the paper on smoking"),
        ("In the paper on smoking, what is asked?", "the paper on smoking"),
        ("What is the smoking study about?", "the smoking study"),
        ("What does the paper by Vardavas et al. say?", "the paper by Vardavas et al."),
        (VARDAVAS, "Vardavas et al."),
        ("Summarise Stone and colleagues.", "Stone and colleagues"),
        ("What did Rivers (2012) find?", "Rivers (2012)"),
        ("What does the study by Stone and Rivers (2012) say?", "the study by Stone and Rivers (2012)"),
        ("What did Stone and Rivers find?", "Stone and Rivers"),
        ("What is Stone’s paper about?", "Stone’s paper"),
        (RIVERS, "rivers-2012"),
        ("What does the paper rivers-2012.pdf say?", "the paper rivers-2012.pdf"),
        ("What does cross-border say?", "cross-border"),
        # no paper, or no one paper
        ("What does the paper say?", ""),
        ("What did the study find?", ""),
        ("How do the authors study smoking?", ""),
        ("Did the authors work from a review of literature?", ""),
        ("Which papers on smoking are there?", ""),
        ("What is the trade between China and Russia?", ""),
        ("What happened in Henan (2019)?", ""),
        ("What is the R0 of SARS-CoV-2?", ""),
        ("What is e-commerce?", ""),
        ("What did Alibaba report?", ""),
    ],
)  # fmt: skip
def test_a_question_names_a_paper_by_its_subject_its_authors_or_its_file(
    question: str, named: str
) -> None:
    paper = paper_in(question, {"cross-border", "smoking"})

    assert (paper.text if paper else "") == named
    if paper:
        assert question[paper.start : paper.end].casefold() == named.casefold()


@pytest.mark.parametrize(
    ("before", "question", "searched"),
    [
        (SMOKING, "Who wrote it?", "Who wrote the paper on smoking?"),
        (SMOKING, "Who wrote this?", "Who wrote the paper on smoking?"),
        (SMOKING, "Is it peer reviewed?", "Is the paper on smoking peer reviewed?"),
        (SMOKING, "What does it say about children?", "What does the paper on smoking say about children?"),
        (SMOKING, "What method did they use?", "What method did the authors of the paper on smoking use?"),
        (SMOKING, "How many references does the paper have?", "How many references does the paper on smoking have?"),
        (SMOKING, "Where do the authors work?", "Where do the authors of the paper on smoking work?"),
        (SMOKING, "What are the limitations?", "What are the limitations of the paper on smoking?"),
        (SMOKING, "And the authors?", "Who are the authors of the paper on smoking?"),
        (SMOKING, "Conflict of interest?", "What is the conflict of interest of the paper on smoking?"),
        (SMOKING, "And its title?", "What is the title of the paper on smoking?"),
        ("Who wrote the paper on smoking?", "When was it published?", "When was the paper on smoking published?"),
        ("Who wrote the paper on smoking?", "And when was it published?", "When was the paper on smoking published?"),
        ("Who wrote the paper on smoking?", "Where do they work?", "Where do the authors of the paper on smoking work?"),
        ("What did the study on cold storage in Spain find?", "Who funded it?", "Who funded the study on cold storage in Spain?"),
        ("Summarise the paper on cold storage.", "Who wrote it?", "Who wrote the paper on cold storage?"),
        ("Summarise the paper on cold storage.", "Tell me more.", "Summarise the paper on cold storage?"),
        (VARDAVAS, "What method did they use?", "What method did Vardavas et al. use?"),
        (VARDAVAS, "When was it published?", "When was the paper by Vardavas et al. published?"),
        (VARDAVAS, "What was their sample size?", "What was the sample size of Vardavas et al.?"),
        (VARDAVAS, "What did their results show?", "What did the results of Vardavas et al. show?"),
        (VARDAVAS, "Where was their study done?", "Where was the study of Vardavas et al. done?"),
        ("What did Stone and Rivers find?", "What data did they use?", "What data did Stone and Rivers use?"),
        ("What did Rivers (2012) find?", "When was it published?", "When was the paper by Rivers (2012) published?"),
        (RIVERS, "What are its limitations?", "What are the limitations of rivers-2012?"),
        (RIVERS, "Does it mention HBoV1?", "Does rivers-2012 mention HBoV1?"),
        # "it" and "they" may be what the paper is asked about
        ("What does the paper on smoking say about children?", "How old were they?", "How old were they (children, the paper on smoking)?"),
        ("What does the paper on smoking say about children?", "Who wrote the paper?", "Who wrote the paper on smoking?"),
        # nothing points to the paper
        (RIVERS, "Is it true that smoking kills?", "Is it true that smoking kills?"),
        (SMOKING, "How many papers are there?", "How many papers are there?"),
        (SMOKING, "Which papers discuss obesity?", "Which papers discuss obesity?"),
        (SMOKING, "What is the paper on obesity about?", "What is the paper on obesity about?"),
        (SMOKING, "Did HBoV1 spread before it was found?", "Did HBoV1 spread before it was found?"),
        ("Which studies does the paper on smoking build on?", "Who are its authors?", "Who are the authors of the paper on smoking?"),
        (SMOKING, "What did the survey show?", "What did the survey show?"),
        # no paper was named
        ("Who wrote this paper?", "When was it published?", "When was it published?"),
        ("What did the authors find?", "How did they go about it?", "How did the authors go about it?"),
        ("What is the trade between China and Russia?", "How has it grown?", "How has it grown (trade China Russia)?"),
    ],
)  # fmt: skip
def test_a_paper_that_was_named_is_meant_by_what_points_to_it(
    before: str, question: str, searched: str
) -> None:
    assert resolve(question, [Turn(before, "")]) == searched


def test_a_paper_is_meant_for_as_long_as_it_is_spoken_of() -> None:
    history = [Turn(SMOKING, ""), Turn("Who wrote it?", ""), Turn("Where do they work?", "")]

    searched = "How many references does the paper on smoking have?"
    assert resolve("How many references does the paper have?", history) == searched


@pytest.mark.parametrize(
    ("before", "question", "searched"),
    [
        ("Which paper is the oldest?", "What is it about?", "What is it about?"),
        ("Which paper discusses hay fever?", "And who wrote it?", "Who wrote it?"),
        ("What is hay fever?", "Who wrote it?", "Who wrote it?"),
        ("Which paper discusses hay fever?", "How common is it?", "How common is it (hay fever)?"),
    ],
)
def test_what_only_papers_have_is_asked_of_the_one_that_was_told_from(
    before: str, question: str, searched: str
) -> None:
    history = [Turn(before, "Frost [1] It is dated 2012. [2]", ("frost-2012",))]

    assert resolve(question, history) == searched


def test_a_file_of_the_library_is_known_by_its_id() -> None:
    history = [Turn("What does Henan-trade propose?", "")]

    known = resolve("Who wrote it?", history, ids=["henan-trade", "smoking"])
    assert known == "Who wrote Henan-trade?"
    assert resolve("Who wrote it?", history) == "Who wrote the Henan-trade paper?"


def test_where_there_is_one_paper_the_paper_is_that_one() -> None:
    history = [Turn("What did Moss (2015) find?", "")]

    question = "How many references does the paper have?"
    assert resolve(question, history, ids=["apples"]) == question


def test_two_questions_in_one_are_on_the_same_paper() -> None:
    assert parts_of("What is the paper on smoking about and who wrote it?").texts == (
        "What is the paper on smoking about?",
        "Who wrote the paper on smoking?",
    )
