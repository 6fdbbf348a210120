"""What is asked of the paper that a conversation is on, and what only papers have."""

# ruff: noqa: E501 - the tables of cases read better unbroken

from __future__ import annotations

from pathlib import Path

import pytest

from app.answer import Turn
from app.chatbot import open_chatbot
from app.conversation import resolve
from app.current_paper import spoken_of
from app.language.lexicon import Lexicon
from app.seeking import speaks_of
from index.encoder import Encoder

FROST = (
    "# Frost in the Hills\n\nAda Stone\n\n## 1 Methods\n\nWe asked 40 growers about frost. "
    "Frost came in April.\n"
)
PRICES = (
    "# Prices on the Market\n\nBen Rivers\n\n## 1 Methods\n\nWe asked 77 merchants and 90 growers "
    "about growers and prices. Prices rose in winter.\n\n## Funding\n\nThe study was funded by the Ministry of Trade.\n"
)
BOTH = ("frost", "prices")
FOUND = Turn("What did the frost study find?", "Frost came in April. [1]", ("frost",))
TOOK = Turn("How many people took part?", "40 growers. [1]", ("frost",))


@pytest.mark.parametrize(
    ("question", "searched"),
    [
        ("What are its limitations?", "What are the limitations of the frost study?"),
        ("Who funded it?", "Who funded the frost study?"),
        ("Who paid for it?", "Who paid for the frost study?"),
        ("What data does it use?", "What data does the frost study use?"),
        ("What was its aim?", "What was the aim of the frost study?"),
        ("Who funded the study?", "Who funded the frost study?"),
        ("What are the limitations of the paper?", "What are the limitations of the frost study?"),
        ("What is the sample size?", "What is the sample size of the frost study?"),
        ("How cold was it?", "How cold was it (people took part)?"),
        ("Who funded the survey?", "Who funded the survey?"),  # may be one that it tells of
        ("Who funded the study on plums?", "Who funded the study on plums?"),
    ],
)
def test_a_paper_that_was_named_is_spoken_of_until_another_is_told_from(
    question: str, searched: str
) -> None:
    assert resolve(question, [FOUND, TOOK], ids=BOTH) == searched


def test_a_paper_is_spoken_of_no_more_once_others_are_told_from() -> None:
    other = Turn("When did prices rise?", "In winter. [1]", ("prices",))
    both = Turn("When did prices rise?", "In winter. [1] In April. [2]", BOTH)
    for last in (other, both):
        searched = resolve("Who funded the study?", [FOUND, TOOK, last], ids=BOTH)
        assert searched == "Who funded the study?"


@pytest.mark.parametrize(
    ("before", "question", "searched"),
    [
        ("What is BERT?", "What are its limitations?", "What are its limitations (BERT)?"),
        ("How does the app work?", "What is its aim?", "What is its aim (app work)?"),
        ("What is the Oslo project?", "Who funded it?", "Who funded it (Oslo project)?"),
        ("How common is hay fever?", "Who funded it?", "Who funded the frost study?"),
        ("How many growers had hay fever?", "What are its limitations?", "What are the limitations of the frost study?"),
    ],
)  # fmt: skip
def test_it_is_rather_a_thing_that_was_spoken_of_last(
    before: str, question: str, searched: str
) -> None:
    last = Turn(before, "It is told. [1]", ("frost",))
    assert resolve(question, [FOUND, last], ids=BOTH) == searched


@pytest.mark.parametrize(
    "before",
    [
        "What does it recommend for growers?",
        "How cold was the spring?",
        "Which growers settled in Henan?",
        "What are the causes of frost?",
    ],
)
def test_what_it_says_of_something_else_is_asked_of_the_paper(before: str) -> None:
    told = [Turn(before, "Frost came in April. [1]", ("frost",))]
    for question in ("What does it say about wages?", "And what does it tell us about wages?"):
        searched = resolve(question, told, ids=("frost",))
        assert searched in (
            "What does the paper say about wages?",
            "What does the paper tell us about wages?",
        )


@pytest.mark.parametrize(
    "before",
    [
        "What is the Frost Act?",
        "Who wrote the survey of 2018?",
        "What did the World Bank find?",
        "And Malawi?",
    ],
)
def test_what_a_law_or_one_who_is_named_says_is_not_asked_of_the_paper(before: str) -> None:
    told = [Turn(before, "Frost came in April. [1]", ("frost",))]
    assert "paper" not in resolve("What does it say about wages?", told, ids=("frost",))


@pytest.mark.parametrize(
    "question",
    ["What does it do about wages?", "What does it say?", "What does it say about them?"],
)
def test_what_it_does_or_says_at_large_is_rather_asked_of_the_thing(question: str) -> None:
    told = [Turn("How large is the market?", "Large. [1]", ("frost",))]
    assert "paper" not in resolve(question, told, ids=("frost",))


def test_it_is_the_paper_where_nothing_else_was_spoken_of() -> None:
    assert resolve("What are its limitations?", [TOOK], ids=BOTH) == (
        "What are the limitations of the paper?"
    )
    assert (
        resolve("Why do they do it?", [TOOK], ids=BOTH) == "Why do they do it (people took part)?"
    )


@pytest.mark.parametrize(
    ("question", "searched"),
    [
        ("Does it mention plums?", "Does the paper mention plums?"),
        ("Does it also say something about plums?", "Does the paper also say something about plums?"),
        ("Does it say anything on that?", "Does it say anything on that (market)?"),
        ("Who wrote this and where do they work?", "Who wrote this and where do they work?"),
    ],
)  # fmt: skip
def test_what_has_words_is_the_paper(question: str, searched: str) -> None:
    told = [Turn("How large is the market?", "Large. [1]", ("frost",))]
    assert resolve(question, told, ids=("frost",)) == searched


def test_the_journal_is_that_of_the_paper_whatever_was_spoken_of() -> None:
    volume = Turn("What was the import volume?", "It was 3 tonnes. [1]", ("prices",))
    assert resolve("Which journal?", [volume], ids=BOTH) == "Which journal?"
    assert resolve("Which journal published it?", [volume]) == "Which journal published it?"
    assert resolve("Who published it?", [volume]) == "Who published it (import volume)?"


def test_after_a_work_that_is_cited_the_journal_is_that_of_the_work() -> None:
    before = Turn("Which work by Moss is cited?", "[4] Moss, A. (2018). Pears. Fruit, 57.", ("d",))

    assert (
        resolve("In which journal did it appear?", [before], ids=("d",))
        == "In which journal did reference [4] appear?"
    )


@pytest.mark.parametrize(
    ("before", "question", "searched"),
    [
        ("Which papers are about frost?", "Which is the newest?", "Which paper is the newest?"),
        ("How many papers do I have?", "and which one is the longest?", "Which paper is the longest?"),
        ("Which papers do the firms own?", "Which is the newest?", "Which is the newest (firms)?"),
        ("Which boats came?", "Which is the newest?", "Which is the newest (boats came)?"),
        ("Which boats came?", "Which paper is the newest?", "Which paper is the newest?"),
        ("Which paper is the newest?", "Summarise it", "Summarise the paper?"),
    ],
)  # fmt: skip
def test_one_of_the_papers_is_asked_for_after_a_question_on_the_library(
    before: str, question: str, searched: str
) -> None:
    turn = Turn(before, "It is told. [1]", ("frost",))
    assert resolve(question, [turn], ids=BOTH) == searched


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("Who funded the study?", "The paper does not say who funded it."),
        ("How many growers did the study ask?", "40 growers"),
    ],
)
def test_the_study_is_the_one_spoken_of_and_no_other_is_asked(
    question: str, found: str, tmp_path: Path, hashing_encoder: Encoder
) -> None:
    with open_chatbot(tmp_path, encoder=hashing_encoder, use_reader=False, threshold=0.1) as bot:
        bot.library.add_bytes(FROST.encode(), "frost.md")
        bot.library.add_bytes(PRICES.encode(), "prices.md")
        said = bot.ask(question, history=[TOOK])

    assert found in said.text
    assert "Ministry" not in said.text


def told_from(*documents: str) -> list[Turn]:
    return [Turn("When did frost come?", "Frost came in April. [1]", documents)]


def test_the_paper_of_the_last_answer_is_meant_until_others_are_asked_for() -> None:
    both = ("frost", "prices")
    later = [*told_from("frost"), Turn("Why?", "The documents do not say.")]

    assert spoken_of("How many growers were asked?", told_from("frost"), both) == "frost"
    assert spoken_of("How many growers were asked?", later, both) == "frost"
    assert spoken_of("Which papers are there?", told_from("frost"), both) == ""
    assert spoken_of("Does another study say so?", told_from("frost"), both) == ""
    assert spoken_of("How many growers were asked?", told_from(*both), both) == ""
    assert spoken_of("How many growers were asked?", told_from("gone"), both) == ""
    assert spoken_of("How many growers were asked?", [], both) == ""


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("How many growers were asked?", "40 growers"),
        ("Who are the authors?", "Ada Stone"),
        ("When did prices rise?", "Prices rose in winter"),
    ],
)
def test_a_follow_up_is_asked_of_the_same_paper_and_of_others_where_that_is_silent(
    question: str, found: str, tmp_path: Path, hashing_encoder: Encoder
) -> None:
    with open_chatbot(tmp_path, encoder=hashing_encoder, use_reader=False, threshold=0.3) as bot:
        bot.library.add_bytes(FROST.encode(), "frost.md")
        bot.library.add_bytes(PRICES.encode(), "prices.md")
        said = bot.ask(question, history=told_from("frost"))

    assert found in said.text
    assert len({citation.document_id for citation in said.citations}) == 1


def test_they_may_have_asked_of_what_another_paper_is_on(
    tmp_path: Path, hashing_encoder: Encoder
) -> None:
    asked = Turn("When did prices rise in winter?", "Prices rose in winter. [1]", ("prices",))
    with open_chatbot(tmp_path, encoder=hashing_encoder, use_reader=False, threshold=0.1) as bot:
        bot.library.add_bytes(FROST.encode(), "frost.md")
        bot.library.add_bytes(PRICES.encode(), "prices.md")
        said = bot.ask("How many growers did they ask about frost?", history=[asked])

    assert "40 growers" in said.text


def test_what_one_tells_of_oneself_silences_no_question(
    tmp_path: Path, hashing_encoder: Encoder
) -> None:
    with open_chatbot(tmp_path, encoder=hashing_encoder, use_reader=False, threshold=0.1) as bot:
        bot.library.add_bytes(FROST.encode(), "frost.md")
        said = bot.ask("I write on zebras in Zanzibar. How many growers were asked about frost?")

    assert "40 growers" in said.text
    assert said.searched == "How many growers were asked about frost?"


@pytest.mark.parametrize("question", ["How did it rise?", "How many merchants had it?"])
def test_what_it_was_is_told_by_no_other_paper_that_is_unsure(
    question: str, tmp_path: Path, hashing_encoder: Encoder
) -> None:
    asked = Turn("Which hills had frost?", "Frost came in April. [1]", ("frost",))
    with open_chatbot(tmp_path, encoder=hashing_encoder, use_reader=False, threshold=0.1) as bot:
        bot.library.add_bytes(FROST.encode(), "frost.md")
        bot.library.add_bytes(PRICES.encode(), "prices.md")
        leaning = bot.ask(question, history=[asked])
        anew = bot.ask("How did prices rise?", history=[asked])

    assert {citation.document_id for citation in leaning.citations} <= {"frost"}
    assert {citation.document_id for citation in anew.citations} == {"prices"}


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Who took part in the merchant study?", "40 growers"),
        ("What did Rivers et al. find?", "half of the frost"),
    ],
)
def test_what_the_paper_spoken_of_tells_of_itself_names_no_other(
    question: str, told: str, tmp_path: Path, hashing_encoder: Encoder
) -> None:
    """The frost study has a "merchant study" of its own, and cites another Rivers."""
    own = f"{FROST}\n## 2 Results\n\nIn the merchant study, 40 growers took part.\n\nRivers et al. find half of the frost in May.\n"
    with open_chatbot(tmp_path, encoder=hashing_encoder, use_reader=False, threshold=0.1) as bot:
        bot.library.add_bytes(own.encode(), "frost.md")
        bot.library.add_bytes(PRICES.replace("Market", "Merchant").encode(), "prices.md")
        bot.library.add_bytes(
            b"# Tolls at Sea\n\nEva Rivers\n\n## 1 Tolls\n\nWe find tolls.\n", "tolls.md"
        )
        spoken = bot.ask(question, history=told_from("frost"))
        anew = bot.ask(question)

    assert told in spoken.text
    assert {citation.document_id for citation in spoken.citations} == {"frost"}
    assert {citation.document_id for citation in anew.citations} != {"frost"}


def test_a_paper_that_tells_of_a_supermarket_study_has_no_market_study_of_its_own(
    tmp_path: Path, hashing_encoder: Encoder
) -> None:
    own = f"{FROST}\n## 2 Results\n\nIn the supermarket study, 40 growers took part.\n"
    with open_chatbot(tmp_path, encoder=hashing_encoder, use_reader=False, threshold=0.1) as bot:
        bot.library.add_bytes(own.encode(), "frost.md")
        bot.library.add_bytes(PRICES.encode(), "prices.md")
        said = bot.ask("Who took part in the market study?", history=told_from("frost"))

    assert {citation.document_id for citation in said.citations} == {"prices"}


def test_it_is_the_paper_spoken_of_though_another_names_its_authors(
    tmp_path: Path, hashing_encoder: Encoder
) -> None:
    with open_chatbot(tmp_path, encoder=hashing_encoder, use_reader=False, threshold=0.3) as bot:
        bot.library.add_bytes(FROST.replace("Ada Stone\n", "").encode(), "frost.md")
        bot.library.add_bytes(PRICES.encode(), "prices.md")
        said = bot.ask("Who wrote it?", history=told_from("frost"))

    assert said.abstained
    assert "Rivers" not in said.text


def test_what_the_paper_spoken_of_says_nothing_of_is_asked_of_all() -> None:
    library = Lexicon([FROST, PRICES, "A merchant said this thing of software."])

    def speaks(question: str, *unspoken: str, typed: str = "") -> bool:
        return speaks_of(unspoken, question, typed or question, library)

    assert speaks("How many growers were asked?")
    assert not speaks("How many merchants were asked?", "merchants")
    assert speaks("Were zebras asked?", "zebras")  # no paper has these
    assert not speaks("and what about Zebraland?", "Zebraland")
    assert speaks("What was the worst thing?", "thing")
    assert speaks("Who said so (merchants)?", "merchants", typed="who said so?")
    assert not speaks("Who said so (merchants)?", "merchants", typed="and merchants?")


@pytest.mark.parametrize(
    ("question", "found"),
    [("Which thing came?", "April"), ("How many growers were asked about things?", "40 growers")],
)
def test_the_paper_spoken_of_goes_first_though_another_has_more_of_the_words(
    question: str, found: str, tmp_path: Path, hashing_encoder: Encoder
) -> None:
    other = f"{PRICES}\nEvery thing came to a market. We asked growers about these things.\n"
    with open_chatbot(tmp_path, encoder=hashing_encoder, use_reader=False, threshold=0.1) as bot:
        bot.library.add_bytes(FROST.encode(), "frost.md")
        bot.library.add_bytes(other.encode(), "prices.md")
        said = bot.ask(question, history=told_from("frost"))

    assert found in said.text
    assert {citation.document_id for citation in said.citations} == {"frost"}


def test_a_file_that_is_named_is_no_slip_of_the_keyboard(
    tmp_path: Path, hashing_encoder: Encoder
) -> None:
    with open_chatbot(tmp_path, encoder=hashing_encoder, use_reader=False, threshold=0.3) as bot:
        bot.library.add_bytes(FROST.encode(), "grwers-hils.md")
        bot.library.add_bytes(PRICES.encode(), "prices.md")
        said = bot.ask("who wrote grwers-hils?")

    assert "Ada Stone" in said.text
    assert {citation.document_id for citation in said.citations} == {"grwers-hils"}
