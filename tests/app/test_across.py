"""Several papers side by side: a row for each, which has most, what they share, what they lack."""

from __future__ import annotations

import pytest

from app.answer import Answer, Turn
from app.chatbot import Chatbot

PLUMS = (
    b"# Plums and Frost in Late Spring\n\nAuthors: Ada M. Moss and Jan van der Berg\n\n"
    b"Date: 2018-05-02\n\nAbstract: This review counts plums that froze. We found that every "
    b"second plum froze.\n\n## 1. Orchard\n\nIt froze twice. Cold storage was full.\n\n"
    b"Table 1: Plums by year.\n\n| year | plums |\n| --- | --- |\n| 2017 | 40 |\n\n"
    b"## 2. Limitations\n\nA limitation of this study is that only one orchard was seen.\n\n"
    b"## References\n\n"
    b"[1] Stone, C. (2015). The cold that comes at night. Fruit Trade Review, 1-9.\n\n"
    b"[2] Hill, D. (2011). Ice. Fruit Trade Review, 11-19.\n"
)
BEES = (
    b"# Bees and Blue Flowers in a Garden\n\nAuthors: Ada Moss\n\nDate: 2021-03-04\n\n"
    b"Abstract: This paper counts bees. We found that bees prefer blue flowers.\n\n"
    b"## 1. Garden\n\nTwo hives stood in a garden.\n\n"
    b"## References\n\n"
    b"[1] Stone, C. (2015) The cold that comes at night, Fruit Trade Rev. 3, 1-9.\n\n"
    b"[2] Moss, A. and van der Berg, J. (2018). Plums and frost in late spring. Orchards, 1-4.\n\n"
    b"[3] Marsh, E. (2001). Ice. Winter Letters, 2-4.\n"
)
HIVES = (
    b"# How Hives Are Kept Warm\n\nAuthors: Eva Field\n\n"
    b"## 1. Hives\n\nHives are kept warm by straw.\n"
)


@pytest.fixture
def several(chatbot: Chatbot) -> Chatbot:
    for identity in [paper.id for paper in chatbot.library.documents()]:
        chatbot.library.remove([identity])
    for name, data in (("plums.md", PLUMS), ("bees.md", BEES), ("hives.md", HIVES)):
        chatbot.library.add_bytes(data, name)
    return chatbot


def _told(answer: Answer) -> list[str]:
    return [sentence.text for sentence in answer.sentences]


def test_papers_are_sorted_by_year_and_one_without_comes_last(several: Chatbot) -> None:
    assert _told(several.ask("Sort the papers by year, newest first.")) == [
        "“Bees and Blue Flowers in a Garden”: 2021.",
        "“Plums and Frost in Late Spring”: 2018.",
        "“How Hives Are Kept Warm”: no year given.",
    ]


def test_each_paper_is_told_in_a_row_with_where_it_says_so(several: Chatbot) -> None:
    answer = several.ask("List the papers with authors and number of references.")
    assert _told(answer) == [
        "“Bees and Blue Flowers in a Garden”: Ada Moss; 3 references.",
        "“How Hives Are Kept Warm”: Eva Field; no bibliography that could be read.",
        "“Plums and Frost in Late Spring”: Ada M. Moss, Jan van der Berg; 2 references.",
    ]
    numbers = [number for sentence in answer.sentences for number in sentence.citations]
    assert numbers == [citation.number for citation in answer.citations]
    assert all(sentence.citations for sentence in answer.sentences)


def test_what_each_paper_found_stands_below_its_title_word_for_word(several: Chatbot) -> None:
    answer = several.ask("What is the main finding of each paper?")
    assert _told(answer)[:2] == [
        "“Bees and Blue Flowers in a Garden”:",
        "We found that bees prefer blue flowers.",
    ]
    assert "We found that every second plum froze." in _told(answer)


def test_papers_that_do_not_say_it_are_counted(several: Chatbot) -> None:
    answer = several.ask("What are the limitations of each paper?")
    assert _told(answer)[0] == "“Plums and Frost in Late Spring”:"
    assert answer.reason == "2 of the 3 documents asked do not say it in so many words."


def test_the_paper_with_the_most_references_is_named(several: Chatbot) -> None:
    answer = several.ask("Which paper has the most references?")
    assert _told(answer) == ["“Bees and Blue Flowers in a Garden”: 3 references."]
    assert answer.reason == "1 document has no bibliography that could be read."
    fewest = several.ask("Which paper cites the fewest works?")
    assert _told(fewest) == ["“Plums and Frost in Late Spring”: 2 references."]


def test_an_average_leaves_out_papers_of_which_it_is_not_known(several: Chatbot) -> None:
    (told,) = _told(several.ask("What is the average number of references per paper?"))
    assert told.startswith("2 documents have 5 references in all, 2.5 on average, from 2 (“Plums")


def test_papers_with_more_than_a_number_are_counted(several: Chatbot) -> None:
    answer = several.ask("How many papers have more than 2 references?")
    assert _told(answer) == [
        "1 of 3 documents has more than 2 references.",
        "“Bees and Blue Flowers in a Garden”: 3 references.",
    ]
    none = several.ask("Which papers have at least ten authors?")
    assert none.abstained and none.reason == "None of 3 documents has at least 10 authors."


def test_papers_of_a_year_are_counted(several: Chatbot) -> None:
    answer = several.ask("How many papers are from after 2019?")
    assert _told(answer)[0] == "1 of 3 documents is from after 2019."
    assert answer.reason == "1 gives no year."
    assert _told(several.ask("How many papers are there per year?"))[0].startswith(
        "2018, 1: “Plums"
    )


def test_works_that_several_papers_cite_are_found_however_they_are_printed(
    several: Chatbot,
) -> None:
    answer = several.ask("Which works do several papers cite?")
    (told,) = _told(answer)
    assert told.startswith("2 documents cite “The cold that comes at night”: ")
    assert {citation.document_id for citation in answer.citations} == {"plums", "bees"}
    assert _told(several.ask("Do any two papers share a reference?")) == [told]


def test_two_works_of_one_short_title_are_not_taken_for_one(several: Chatbot) -> None:
    told = " ".join(_told(several.ask("Which references are cited by more than one paper?")))
    assert "“Ice”" not in told


def test_a_paper_that_cites_another_of_the_library_is_named(several: Chatbot) -> None:
    answer = several.ask("Do any of the papers cite each other?")
    assert _told(answer) == [
        "“Bees and Blue Flowers in a Garden” cites “Plums and Frost in Late Spring”."
    ]
    assert "Orchards" in answer.citations[0].quote


def test_who_wrote_several_papers_is_told_whatever_the_initials(several: Chatbot) -> None:
    (told,) = _told(several.ask("Did any author write more than one of the papers?"))
    assert "Moss wrote 2 of them: " in told


def test_papers_with_a_section_or_a_table_are_told_from_those_without(several: Chatbot) -> None:
    having = several.ask("Which papers have a section on limitations?")
    assert _told(having)[1:] == ["“Plums and Frost in Late Spring”:", "2. Limitations"]
    lacking = several.ask("Which papers have no tables?")
    assert _told(lacking)[1:] == [
        "“Bees and Blue Flowers in a Garden”.",
        "“How Hives Are Kept Warm”.",
    ]


def test_papers_that_do_not_name_a_thing_are_found_by_its_very_words(several: Chatbot) -> None:
    answer = several.ask("Which papers do not mention hives?")
    assert _told(answer) == [
        "1 of 3 documents does not name “hives”.",
        "“Plums and Frost in Late Spring”.",
    ]
    assert "very words" in answer.reason


def test_papers_that_name_both_of_two_things_are_found(several: Chatbot) -> None:
    both = several.ask("Which papers mention both bees and hives?")
    assert _told(both)[0] == "1 of 3 documents names “bees” and “hives”."
    one = several.ask("Which papers mention hives but not bees?")
    assert _told(one)[1] == "“How Hives Are Kept Warm”."


def test_papers_are_of_the_kind_that_they_call_themselves(several: Chatbot) -> None:
    answer = several.ask("Which of the papers are reviews?")
    assert _told(answer)[1:] == [
        "“Plums and Frost in Late Spring”:",
        "This review counts plums that froze.",
    ]
    assert several.ask("Which papers are case reports?").abstained


def test_what_is_no_matter_of_fact_is_declined_in_one_line(several: Chatbot) -> None:
    for question in (
        "Which papers contradict each other?",
        "Which paper should I read first?",
        "Group the papers by topic.",
    ):
        answer = several.ask(question)
        assert answer.abstained and answer.reason.startswith("Footnote ")


def test_papers_that_may_disagree_on_a_thing_are_shown_where_they_speak_of_it(
    several: Chatbot,
) -> None:
    answer = several.ask("Which papers disagree on hives?")
    assert len(answer.told_from) == 2
    assert answer.reason.startswith("Footnote does not judge which documents agree")


def test_the_second_paper_is_one_of_those_listed_side_by_side(several: Chatbot) -> None:
    question = "Sort the papers by year."
    listed = several.ask(question)
    history = [Turn(question, listed.text, listed.told_from)]
    answer = several.ask("Who wrote the second paper?", history=history)
    assert _told(answer) == ["Ada Moss"]


def _talk(chatbot: Chatbot, *questions: str) -> Answer:
    """Return the answer to the last of these questions, asked one after the other."""
    history: list[Turn] = []
    for question in questions:
        answer = chatbot.ask(question, history=history)
        history.append(Turn(question, answer.text, answer.told_from))
    return answer


def test_they_and_them_are_the_papers_that_were_listed(several: Chatbot) -> None:
    listed = "Which papers mention hives?"
    assert _told(_talk(several, listed, "Which of them have tables?")) == []
    assert _told(_talk(several, listed, "How many authors do they have?")) == [
        "“Bees and Blue Flowers in a Garden”: 1 author.",
        "“How Hives Are Kept Warm”: 1 author.",
    ]


def test_after_a_row_for_each_paper_another_is_asked_of_each(several: Chatbot) -> None:
    answer = _talk(several, "What is the main finding of each paper?", "And their authors?")
    assert answer.searched == "List the papers with their authors."
    assert len(answer.sentences) == 3
    tables = _talk(several, "How many pages does each paper have?", "Which of them have tables?")
    assert _told(tables)[0] == "1 of 3 documents has a table that could be read."


def test_the_third_one_after_the_second_paper_is_a_paper(several: Chatbot) -> None:
    questions = ("Sort the papers by title.", "Who wrote the second paper?", "And the third one?")
    assert _told(_talk(several, *questions)) == ["Ada M. Moss and Jan van der Berg"]


def test_them_after_another_question_are_no_papers(several: Chatbot) -> None:
    answer = _talk(several, "Where did two hives stand?", "How many pages do they have?")
    assert answer.searched != "How many pages do the papers have?"


def test_a_question_is_asked_again_of_one_of_the_papers_that_were_listed(several: Chatbot) -> None:
    question = "Which papers mention hives?"
    answer = _talk(several, question, "Only from the second paper.")
    assert answer.told_from == ("bees",)
    assert answer.reason == "This was asked of “Bees and Blue Flowers in a Garden” only."
    without = _talk(several, question, "Leave out the second paper.")
    assert without.told_from == ("hives",)


def test_a_question_is_asked_again_of_the_other_papers(several: Chatbot) -> None:
    question = "What does the paper on bees say about hives?"
    answer = _talk(several, question, "And what do the other papers say?")
    assert answer.searched == "What does the paper say about hives?"
    assert answer.told_from == ("hives",)
    assert answer.reason.endswith("This was asked without “Bees and Blue Flowers in a Garden”.")
