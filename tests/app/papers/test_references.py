"""What is asked of the bibliography, and what only sounds like it."""

from __future__ import annotations

import pytest

from app.language.lexicon import Lexicon
from app.papers.references import ask_references, asks_of_references, no_such_entry
from app.question.questions import analyse
from ingest.document import Document
from ingest.parse import parse_bytes


@pytest.fixture
def document(apples: str) -> Document:
    return parse_bytes(apples.encode(), "apples.md")


def told(question: str, document: Document) -> str:
    if not asks_of_references(question):
        return ""
    lexicon = Lexicon([document.text])
    rarity = {term.stem: lexicon.rarity(term.stem) for term in analyse(question).terms}
    parts = ask_references(question, document, rarity=rarity, first=1)
    return " ".join(sentence.text for sentence, _ in parts)


@pytest.mark.parametrize(
    "question",
    [
        "List the references.",
        "What are the sources?",
        "Show me all references of this paper.",
        "Give me the bibliography, please.",
        "What is in the bibliography?",
        "Which works are cited in this paper?",
        "What papers do the authors cite?",
        "What sources does the paper cite?",
        "What are the sources used in the paper?",
        "What are the paper's references?",
        "List all the references in order.",
        "Please list the references in full",
        "Give me all references as a list",
        "List the references that the paper gives",
        "List the sources that are cited.",
        "Show me all the sources the paper uses",
        "What are the references they cite?",
        "Show me the references section.",
        "Which earlier works are cited?",
        "Which other studies does the paper build on?",
        "What literature does it draw on?",
        "Whose work do the authors build on?",
        "What previous research is the paper based on?",
        "References",
    ],
)
def test_all_works_are_listed(document: Document, question: str) -> None:
    answer = told(question, document)

    assert "Merchants of the Northern Valley" in answer
    assert "Cold Storage and the Price of Apples" in answer


@pytest.mark.parametrize(
    "question",
    [
        "How many references does the paper have?",
        "How many references are in the paper?",
        "How many references are in it?",
        "How many references are in the list?",
        "How many references are listed at the end of the paper?",
        "How many references were used?",
        "How many citations are in this article?",
        "How many references?",
        "How many sources are cited?",
        "How many articles are in the bibliography?",
        "How many citations are there in the paper?",
        "How many other papers do the authors cite?",
        "How many works are cited in this paper?",
    ],
)
def test_works_are_counted(document: Document, question: str) -> None:
    assert told(question, document) == "It lists 2 references."


@pytest.mark.parametrize(
    "question",
    [
        "What does [2] say?",
        "What is reference 2 of the paper about?",
        "Who wrote source [2]?",
        "What is the last reference?",
        "What does the last reference discuss?",
        "What was the second reference the authors gave?",
        "What is the last reference they cite?",
        "Is the second reference a book?",
        "Who wrote the second source?",
        "When was the second reference published?",
        "What is the last entry in the bibliography?",
        "Which journal is the second reference from?",
        "What is the second source in the paper about?",
    ],
)
def test_one_work_is_told_by_its_number(document: Document, question: str) -> None:
    answer = told(question, document)

    assert "Cold Storage and the Price of Apples" in answer
    assert "Moss" not in answer


@pytest.mark.parametrize(
    "question",
    [
        "What does the first reference discuss?",
        "What was the first reference the authors gave?",
        "What is the first reference they cite?",
        "Is the first reference a book?",
    ],
)
def test_the_first_work_is_told_whatever_is_asked_of_it(document: Document, question: str) -> None:
    answer = told(question, document)

    assert "Merchants of the Northern Valley" in answer
    assert "Reed" not in answer


@pytest.mark.parametrize(
    "question",
    [
        "What are the sources of infection?",
        "How many references were screened?",
        "How many citations were retrieved by the search?",
        "What are the sources the government uses?",
        "What are the sources of uncertainty?",
        "What are the sources of law?",
        "What are the sources of funding?",
        "List the sources of bias",
        "What was the first source of infection?",
        "When was the first entry of the virus?",
        "When was the first entry into Wuhan?",
        "How many articles cited the guideline?",
        "How many citations did the articles receive?",
        "What does [18]F-FDG PET show?",
        "How is [11]C-labelled choline made?",
        "What are the main data sources?",
        "What are energy sources?",
        "Show the sources of error.",
        "What was the last source of income of the growers?",
        "How many sources of infection were found?",
        "When was the first reference genome sequenced?",
        "What is the first source of this outbreak?",
        "What is the last entry of the table?",
        "What is the first entry of the drop-down list?",
        "How many references to climate are there in the poem?",
        "How many papers were cited by the guideline?",
        "Since 2015, how many articles cited the price of apples?",
        "What does entry 3 of Table 2 show?",
        "What is the first source code release?",
        "Which sources does the guideline cite?",
        "What sources of light do bees prefer?",
        "Who was the first source for the journalists?",
        "Give me sources of vitamin D",
        "How many citations per article were counted?",
        "What is the second entry point of the virus?",
        "How many entries did it have?",
    ],
)
def test_sources_entries_and_citations_of_something_else_are_searched(
    document: Document, question: str
) -> None:
    assert told(question, document) == ""
    assert no_such_entry(question, document) == ""


def test_works_of_one_author_are_shown_where_they_are_to_be_counted(document: Document) -> None:
    answer = told("How many articles by Moss are cited?", document)

    assert "Merchants of the Northern Valley" in answer
    assert "Reed" not in answer


@pytest.mark.parametrize(
    "question",
    [
        "How many growers took part in the study by Reed?",
        "Which dose did the paper by Moss recommend?",
        "What did the study by Moss find?",
        "Which markets were searched by the authors?",
        "What sources is the research built on?",  # letters and lists, as often as works
        "Which research does the paper call for?",
        "Who fed the authors?",
        "What do the authors of the paper say about merchants?",
        "Which price do the authors of this study find for apples in cold storage?",
    ],
)
def test_what_a_work_says_is_no_entry_of_the_list(document: Document, question: str) -> None:
    assert told(question, document) == ""


def test_what_is_printed_of_a_work_is_told_by_its_author(document: Document) -> None:
    assert "Merchants of the Northern" in told("When was the paper by Moss published?", document)
    assert "Journal of Orchards" in told("Where did the article by Reed appear?", document)
    assert "Fruit Trade" in told("Wich journal published the article by Moss?", document)


def test_all_works_of_one_bracket_are_told_that_are_cited_for_a_thing() -> None:
    entries = "".join(
        f"[{at}] Field, B. ({1990 + at}). Tale {at}. Plum Review, {at}.\n\n" for at in range(1, 4)
    )
    told_of = "Plums froze [1]. Hedges shelter them [2, 3]."
    text = f"# Plums\n\n## 1. Orchard\n\n{told_of}\n\n## References\n\n{entries}"
    paper = parse_bytes(text.encode(), "plums.md")

    answer = told("Which works are cited for hedges?", paper)

    assert "Tale 2" in answer
    assert "Tale 3" in answer
    assert "Tale 1" not in answer


SOURCES = """# Plums

## 1. Orchard

Research by the Harbour Office is cited for the benefits of hedges. A study of West Plum says
nothing. According to an article in *Sea and Shore*, frost harms buds [1].

## References

[1] Field, B. (1990). Hedges and Plums. Plum Review, 3.
"""


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Whose research is cited on the benefits of hedges?", "Harbour Office"),
        ("Which journal do they cite on frost and buds?", "Sea and Shore"),
        ("Which work is cited on hedges and plums?", "Hedges and Plums"),
    ],
)
def test_a_work_that_only_the_text_names_is_told_by_where_it_is_from(
    question: str, said: str
) -> None:
    assert said in told(question, parse_bytes(SOURCES.encode(), "plums.md"))


@pytest.mark.parametrize(
    "question",
    [
        "Which author did the apple trade statistics?",
        "Which of the authors analysed the price of apples?",
        "What author was responsible for the merchants?",
    ],
)
def test_which_author_of_the_paper_did_a_thing_asks_for_no_work_that_it_cites(
    document: Document, question: str
) -> None:
    assert told(question, document) == ""
    assert told("Which author wrote on merchants of the valley?", document)


def test_of_what_a_work_says_the_sentences_that_cite_it_tell(document: Document) -> None:
    answer = told("What does reference 1 say?", document)

    assert "opened warehouses in the valley. [1]" in answer
    assert "Merchants of the Northern Valley" in answer


def test_what_a_work_is_not_said_to_say_is_not_told(document: Document) -> None:
    question = "What does reference 1 say about submarines?"

    assert told(question, document) == ""
    assert (
        no_such_entry(question, document) == "What the paper tells of this work does not say that."
    )
