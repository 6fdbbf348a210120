"""Questions about the library as a whole are told from questions about what a paper holds."""

from __future__ import annotations

import pytest

from app.chatbot import Chatbot
from app.papers.holdings import Asked, asked_of_library, most_pages
from app.papers.topics import names


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("How many papers are in the library?", Asked("count")),
        ("How many documents have you read?", Asked("count")),
        ("List all the papers.", Asked("list")),
        ("What papers do you have?", Asked("list")),
        ("What is in this library?", Asked("list")),
        ("Which papers discuss cold storage?", Asked("on", "cold storage")),
        ("Which of these papers are about frost?", Asked("on", "frost", about=True)),
        ("Are there any papers on the use of hives?", Asked("on", "hives", about=True)),
        ("Find papers that mention “plums”.", Asked("on", "plums")),
        ("Do any of the papers mention bees?", Asked("on", "bees")),
        ("Which papers cite Moss?", Asked("citing", "Moss")),
        ("Who cites Moss?", Asked("citing", "Moss")),
        ("Which papers mention Moss et al.?", Asked("citing", "Moss")),
        ("Which papers mention Moss?", Asked("on", "Moss")),
        ("Who cites the law?", None),
        ("Who mentions Moss?", None),
        (
            "Which papers cite the work of Moss and colleagues (2015)?",
            Asked("citing", "Moss 2015"),
        ),
        ("Do you have papers about cold storage?", Asked("on", "cold storage", about=True)),
        ("Papers on frost", Asked("on", "frost", about=True)),
        ("In which papers is cold storage mentioned?", Asked("on", "cold storage")),
        ("In which document does CBEC appear?", Asked("on", "CBEC")),
        ("Which papers are by Moss?", Asked("by", "Moss")),
        ("Papers by Moss and van der Berg", Asked("by", "Moss and van der Berg")),
        ("What papers did Ada Moss write?", Asked("by", "Ada Moss")),
        ("Which papers have Moss as an author?", Asked("by", "Moss")),
        ("Is there a paper by Moss et al.?", Asked("by", "Moss")),
        ("Which documents were issued by the state?", None),
        ("Can you list all the papers?", Asked("list")),
        ("What are the titles of the papers?", Asked("list")),
        ("Tell me which papers discuss bats.", Asked("on", "bats")),
        ("Which papers in the library discuss bats?", Asked("on", "bats")),
        ("Which papers here discuss bats?", Asked("on", "bats")),
        ("Which papers do you have on bats?", Asked("on", "bats", about=True)),
        ("Find me a paper on vaccines", Asked("on", "vaccines", about=True)),
        ("Do you have a paper on bats?", Asked("on", "bats", about=True)),
        ("I am looking for papers on cold storage.", Asked("on", "cold storage", about=True)),
        ("papers on bats please", Asked("on", "bats", about=True)),
        ("Which papers discuss bats in this library?", Asked("on", "bats")),
        ("Which papers propose a reward model?", Asked("on", "reward model")),
        ("Which articles apply to minors?", None),
        ("How many papers discuss smoking?", Asked("on", "smoking", how_many=True)),
        (
            "How many of the papers are about frost?",
            Asked("on", "frost", how_many=True, about=True),
        ),
        ("In how many papers is frost mentioned?", Asked("on", "frost", how_many=True)),
        ("How many papers cite Moss?", Asked("citing", "Moss", how_many=True)),
        ("How many articles discuss smoking?", None),
        ("How many papers used interviews?", None),
        ("Which papers mention frost but not rain?", None),
        ("How many articles used interviews?", None),
        ("Which articles examined children?", None),
        ("How many articles are included?", None),
        ("How many papers cited retracted work?", None),
        ("How many documents are in the corpus?", None),
        ("Which papers discuss how bees find flowers?", None),
        ("Which studies found that frost harms plums?", None),
        ("What papers do the authors cite?", None),
        ("Which paper reports that growers sold plums and pears early in 2018?", None),
    ],
)
def test_what_is_asked_of_a_library_is_known(question: str, asked: Asked | None) -> None:
    assert asked_of_library(question, papers=3) == asked


def test_of_one_paper_only_what_names_the_library_is_asked_of_it() -> None:
    assert asked_of_library("Which papers discuss storage?", papers=1) is None
    assert asked_of_library("What is in this library?", papers=1) == Asked("list")
    assert asked_of_library("What does the library include?", papers=1) is None
    assert asked_of_library("How many articles?", papers=1) is None  # a review may have read some


def test_how_many_papers_there_are_and_which_is_told_of_a_single_one_too() -> None:
    assert asked_of_library("How many papers are there?", papers=1) == Asked("count")
    assert asked_of_library("List the papers", papers=1) == Asked("list")
    assert asked_of_library("What papers are there?", papers=1) == Asked("list")


def test_papers_are_counted_and_listed(several: Chatbot) -> None:
    assert several.ask("How many papers are there?").text == "This library holds 3 documents."
    some = several.ask("How many papers are in the library?", documents=["plums"])
    assert some.text == "This library holds 3 documents."

    listed = several.ask("List the papers.")
    assert [sentence.text for sentence in listed.sentences] == [
        "Bees and Blue Flowers",
        "Plums and Frost",
        "Trade in Apples across the Northern Valley",
    ]
    assert len(listed.citations) == 3


def test_papers_on_a_thing_are_counted_and_shown(
    several: Chatbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = several.ask("How many papers mention bees?")
    assert [sentence.text for sentence in one.sentences][:2] == [
        "1 of 3 documents speaks of it.",
        "Bees and Blue Flowers",
    ]
    assert several.ask("How many papers mention wolverines?").abstained
    monkeypatch.setattr("app.papers.holdings.COUNTED_AMONG", 2)

    assert several.ask("How many papers mention bees?").text.startswith("At least 1 of 3 documents")


def test_that_not_all_papers_are_listed_is_said(
    several: Chatbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert several.ask("List the papers.").reason == ""
    monkeypatch.setattr("app.papers.holdings.MOST_LISTED", 2)

    listed = several.ask("List the papers.")

    assert len(listed.sentences) == 2
    assert "first 2 of 3 documents" in listed.reason
    assert not listed.abstained


def test_that_not_all_papers_were_asked_is_said(
    several: Chatbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert several.ask("Summarise each paper.").reason == ""
    monkeypatch.setattr("app.itself.MOST_PAPERS", 2)

    summed = several.ask("Summarise each paper.")

    assert len({citation.document_id for citation in summed.citations}) == 2
    assert "first 2 of 3 documents" in summed.reason
    assert not summed.abstained


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("Which paper is the newest?", "Bees and Blue Flowers"),
        ("What is the latest document in the library?", "Bees and Blue Flowers"),
        ("Which is the oldest one?", "Plums and Frost"),
        ("Which paper came out first?", "Plums and Frost"),
        ("Which of the papers was published last?", "Bees and Blue Flowers"),
        ("Which document appeared most recently?", "Bees and Blue Flowers"),
        ("Which papers were published in 2018?", "Plums and Frost"),
        ("Are there any papers from 2020 or later?", "Bees and Blue Flowers"),
        ("List the papers published before 2020.", "Plums and Frost"),
    ],
)
def test_papers_of_a_year_are_told_with_it(several: Chatbot, question: str, title: str) -> None:
    answer = several.ask(question)

    assert [sentence.text for sentence in answer.sentences][::2] == [title]
    assert answer.sentences[1].text.startswith("Date: 20")


def test_none_is_the_newest_where_no_paper_gives_its_year(chatbot: Chatbot) -> None:
    for name in ("lamps", "stoves"):
        chatbot.library.add_bytes(f"On {name}\n\nThe {name} burned oil.".encode(), f"{name}.txt")
    narrowed = [each.id for each in chatbot.library.documents() if each.year is None]

    answer = chatbot.ask("Which paper is the newest?", documents=narrowed)

    assert answer.text == f"None of the {len(narrowed)} documents gives its year."


def test_a_year_of_which_there_are_no_papers_is_told_with_theirs(several: Chatbot) -> None:
    answer = several.ask("Which papers were published in 1723?")

    assert answer.abstained
    assert "is from 1723; they are from 2018 to 2021." in answer.reason


@pytest.mark.parametrize(
    "question",
    [
        "Which papers are from 1998?",
        "Which document was published in 1648?",
        "How many papers were published in 2018?",
        "What was the earliest year?",
    ],
)
def test_what_a_paper_may_tell_of_years_is_no_question_for_papers(
    several: Chatbot, question: str
) -> None:
    answer = several.ask(question)

    assert "Plums and Frost" not in [sentence.text for sentence in answer.sentences]


def test_the_oldest_source_is_one_of_the_bibliography(several: Chatbot) -> None:
    assert "Moss" in several.ask("What is the oldest source?").text


def test_what_a_paper_tells_of_a_year_is_no_question_for_papers(several: Chatbot) -> None:
    assert "48.2" in several.ask("Which paper reports the harvest in 2019?").text


@pytest.mark.parametrize(
    "question",
    ["Which papers are by Moss?", "papers by van der berg", "List all papers by Moss and Berg."],
)
def test_papers_of_an_author_are_told_with_their_authors(several: Chatbot, question: str) -> None:
    answer = several.ask(question)

    assert [sentence.text for sentence in answer.sentences] == [
        "Plums and Frost",
        "Ada Moss and Jan van der Berg",
    ]


def test_papers_of_nobody_here_are_sought_like_anything(several: Chatbot) -> None:
    answer = several.ask("Which papers are by Rivers?")

    assert "Plums and Frost" not in [sentence.text for sentence in answer.sentences]


def test_papers_on_a_thing_are_named_with_where_they_speak_of_it(several: Chatbot) -> None:
    answer = several.ask("Which papers mention cold storage?")

    texts = [sentence.text for sentence in answer.sentences]
    assert {"Plums and Frost", "Trade in Apples across the Northern Valley"} < set(texts)
    assert "Cold storage was full." in texts
    assert "Bees and Blue Flowers" not in texts


def test_papers_that_cite_someone_are_named_with_the_entry(several: Chatbot) -> None:
    answer = several.ask("Which papers cite Moss?")

    assert "Plums and Frost" in answer.text
    assert "(2015). Frost." in answer.text
    assert "Bees and Blue Flowers" not in answer.text
    again = several.ask("Which papers cite the work of Moss et al. (2015)?")
    assert "(2015). Frost." in again.text


def test_that_no_paper_speaks_of_a_thing_is_said(several: Chatbot) -> None:
    answer = several.ask("Which papers discuss zinc mines?")

    assert answer.abstained
    assert "zinc" in answer.reason


OATS = (
    b"# Oats in the North\n\nAbstract: This paper weighs oats.\n\n## 1. Field\n\nThe cold winter "
    b"left storage empty. It animates growers. Animals ate the rest.\n\n"
    b"## Acknowledgements\n\nWe are grateful to the Frost Foundation.\n"
)


def test_papers_about_a_thing_are_those_whose_title_or_abstract_names_it(several: Chatbot) -> None:
    several.library.add_bytes(OATS, "oats.md")

    about = several.ask("Which papers are about oats?")
    assert about.sentences[0].text == "Oats in the North"
    assert "weighs oats" in about.sentences[1].text
    assert not about.reason
    frost = several.ask("Which papers mention frost?")
    assert "oats" not in {citation.document_id for citation in frost.citations}
    only = several.ask("Which papers are about animals?")
    assert "mention it" in only.reason
    assert [sentence.text for sentence in only.sentences][1:] == ["Animals ate the rest."]


def test_words_of_a_thing_stand_together_and_words_of_one_stem_are_not_all_one() -> None:
    assert names("language models", "A large language model, and language-model tools.") == 2
    assert not names("language models", "The model knows a language.")
    assert names("animals", "An animal.")
    assert not names("animals", "It animates.")


def test_that_not_all_papers_on_a_thing_are_shown_is_said(
    several: Chatbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.papers.holdings.MOST_ON", 1)

    counted = several.ask("How many papers mention storage?")
    assert counted.text.startswith("2 of 3")
    assert "first 1 of 2" in counted.reason


@pytest.mark.parametrize(
    ("question", "each"),
    [
        ("Summarise all papers in one sentence each", True),
        ("In one sentence, what is each paper about?", True),
        ("Summarise each paper.", False),
        ("Give me a one-sentence summary of each paper", True),
        ("Summarise the paper in one sentence", False),
        ("Summarise each section in one sentence", False),
        ("What are all measures about?", False),
    ],
)
def test_a_sentence_of_each_paper_is_asked_for(question: str, each: bool) -> None:
    wanted = asked_of_library(question, papers=3)

    assert (wanted is not None and wanted.what == "each") == each
    assert asked_of_library(question, papers=1) is None


def test_each_paper_is_summed_up_in_a_sentence_and_the_rest_is_announced(
    several: Chatbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.papers.holdings.MOST_SUMMED_UP", 2)

    told = several.ask("Summarise all papers in one sentence each.")

    assert {citation.document_id for citation in told.citations} == {"bees", "plums"}
    assert len(told.sentences) == 4
    assert "first 2 of 3" in told.reason


def test_two_papers_that_are_compared_are_each_told_under_their_titles(several: Chatbot) -> None:
    told = several.ask("How does the plums paper differ from the bees paper?")
    first = [sentence.text for sentence in told.sentences]

    assert first[0] == "Plums and Frost"
    assert "Bees and Blue Flowers" in first
    assert {citation.document_id for citation in told.citations} == {"bees", "plums"}


def test_that_not_all_papers_with_a_section_of_that_number_were_asked_is_said(
    several: Chatbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.itself.MOST_PAPERS", 2)

    assert "of 3 documents" in several.ask("What does section 1 say?").reason


def test_a_paper_is_asked_for_by_its_pages() -> None:
    assert most_pages("Which paper is the longest?") == "longest"
    assert most_pages("What is the shortest of the papers?") == "shortest"
    assert most_pages("Which of the documents has the most pages?") == "longest"
    assert most_pages("Which river is the longest?") == ""
    assert most_pages("Which paper has the longest title?") == ""
