"""Small talk gets a short honest reply, and is no part of the question that follows it."""

# ruff: noqa: E501 - tables of questions

from __future__ import annotations

import pytest

from app.answer import Turn
from app.conversation import resolve, told_before
from app.question.smalltalk import (
    ABOUT_ME,
    ELSEWHERE,
    FOOTNOTES,
    MEANT,
    NO_OPINION,
    NO_TEXTS,
    OWN_WORDS,
    TRUST,
    UNKNOWN,
    WELCOME,
    past_courtesy,
    smalltalk,
)


@pytest.mark.parametrize(
    "question",
    [
        "Can you elaborate?",
        "Could you elaborate on that?",
        "Can you explain?",
        "Could you explain that, please?",
        "Explain",
        "Please explain.",
        "Can you give an example?",
        "Give me an example.",
        "Example?",
        "For instance?",
        "I don't understand",
        "I don’t understand that.",
        "Sorry, I still don't get it.",
        "Give me more details.",
    ],
)
def test_who_wants_it_explained_is_told_more(question: str) -> None:
    history = [Turn("What is the prevalence of HBoV1?", "It is 8%. [1]")]

    assert resolve(question, history) == "What is the prevalence of HBoV1?"
    assert told_before(question, history) == "It is 8%. [1]"
    assert smalltalk(question, history) == ""


@pytest.mark.parametrize(
    "question",
    [
        "Source?",
        "Sources?",
        "What is the source of that?",
        "In which section?",
        "Which section?",
        "Section?",
        "On which page?",
        "What page is that on?",
        "Page number, please.",
        "Which paper says that?",
        "Says who?",
        "Where does it say that?",
        "How do you know?",
        "Where did you get that?",
        "Quote it exactly",
        "Can you repeat that word for word?",
        "Show me the passage",
        "Which sentence says that?",
    ],
)
def test_who_asks_where_an_answer_stands_is_shown_to_its_footnotes(question: str) -> None:
    history = [Turn("What is the prevalence of HBoV1?", "It is 8%. [1]")]

    assert smalltalk(question, history) == FOOTNOTES
    assert resolve(question, history) == question
    assert smalltalk(question) == ""
    after = [*history, Turn(question, FOOTNOTES)]
    assert resolve("And of RSV?", after) == "What is the prevalence of RSV?"


@pytest.mark.parametrize(
    "question",
    [
        "What is the source of infection?",
        "What are the sources?",
        "Which sections talk about asthma?",
        "Which page mentions asthma?",
        "Where is that stated?",
        "Who says that?",
        "Section 3.2",
    ],
)
def test_a_question_on_sources_pages_or_sections_is_none_on_the_footnotes(question: str) -> None:
    history = [Turn("What is the prevalence of HBoV1?", "It is 8%. [1]")]

    assert smalltalk(question, history) == ""
    assert resolve(question, history).startswith(question.strip("?"))


@pytest.mark.parametrize(
    "question",
    [
        "Shorter please",
        "Can you make it shorter?",
        "Please shorten it.",
        "A shorter answer, please.",
        "In one sentence?",
        "In simple words?",
        "Make a list of these",
        "As bullet points",
        "Answer in bullet points.",
        "Use bullet points, please",
        "Number them.",
        "Rank them by importance.",
        "Put it in a table, please.",
        "Give me three",
    ],
)
def test_who_wants_it_shorter_listed_or_plainer_is_told_that_answers_are_quotes(
    question: str,
) -> None:
    history = [Turn("What is the prevalence of HBoV1?", "It is 8%. [1]")]

    assert "own sentences" in smalltalk(question, history)
    assert resolve(question, history) == question


@pytest.mark.parametrize(
    "complaint",
    ["That's wrong", "Not helpful.", "too vague", "That’s not what I asked!", "be more specific"],
)
def test_who_complains_is_asked_what_was_meant_and_the_complaint_is_no_question(
    complaint: str,
) -> None:
    history = [Turn("What is the price of pears?", "It is low. [1]")]

    assert smalltalk(complaint, history) == MEANT
    after = [*history, Turn(complaint, MEANT)]
    assert resolve("And of plums?", after) == "What is the price of plums?"


@pytest.mark.parametrize(
    ("typed", "searched"),
    [
        ("No, that's wrong. I meant plums", "What is the price of plums?"),
        ("That's not what I asked, I want the harvest", "What is the harvest of pears?"),
        ("You didn't answer. What do plums cost?", "What do plums cost?"),
        ("I want more details", "What is the price of pears?"),
    ],
)
def test_what_was_meant_may_stand_behind_the_complaint(typed: str, searched: str) -> None:
    history = [Turn("What is the price of pears?", "It is low. [1]")]

    assert resolve(past_courtesy(typed), history) == searched


@pytest.mark.parametrize("question", ["How does it work?", "How does this work?", "What is this?"])
def test_after_a_question_it_is_not_the_bot(question: str) -> None:
    tool = Turn("What is the 3I tool?", "A tool. [1]")

    assert smalltalk(question, [tool]) == ""
    assert smalltalk(question, [tool, Turn("Thanks!", "You are welcome.")]) == ""
    assert smalltalk(question, [Turn("Hello!", "Hello.")]) == ABOUT_ME
    assert smalltalk(question) == ABOUT_ME
    assert smalltalk("Who are you?", [tool]) == ABOUT_ME
    assert smalltalk("Translate it into French.", [tool])


@pytest.mark.parametrize(
    "question",
    [
        "hi",
        "Hello!",
        "thanks",
        "Who are you?",
        "What can you do?",
        "Translate the abstract into French.",
        "Could you write me a short essay on storage?",
    ],
)
def test_small_talk_is_recognised(question: str) -> None:
    assert smalltalk(question)


@pytest.mark.parametrize(
    "question",
    [
        "What is cold storage?",
        "help for growers",
        "Who is Moss?",
        "Write a summary",
        "Can you translate trust scores into percentages?",
        "Is there a shorter way to Rome?",
        "Citations?",
        "In German?",  # of what was told of English
        "List them",
        "Is that wrong?",
        "Show me table 3",
    ],
)
def test_a_question_is_no_small_talk(question: str) -> None:
    assert smalltalk(question) == ""


@pytest.mark.parametrize(
    ("typed", "reply"),
    [
        ("Thanks, that helps", "You are welcome."),
        ("Great, thanks!", "You are welcome."),
        ("That was very helpful.", "You are welcome."),
        ("Ok, got it. Thank you!", "You are welcome."),
        ("ok thanks", "You are welcome."),
        ("ok thank you doctor :)", "You are welcome."),
        ("Thanks so much for your help!", "You are welcome."),
        ("thanks man", "You are welcome."),
        ("thank you so much, professor", "You are welcome."),
        ("Hello! Who are you?", ABOUT_ME),
        ("I see", "Ask on whenever you like."),
    ],
)
def test_several_pieces_of_small_talk_are_small_talk(typed: str, reply: str) -> None:
    assert smalltalk(typed) == reply


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("Thanks! What are the exports?", "What are the exports?"),
        ("Hi, who wrote it?", "who wrote it?"),
        ("Ok, got it. And the exports?", "And the exports?"),
        ("ok thanks. and the exports?", "and the exports?"),
        ("Nice, France: how many people?", "Nice, France: how many people?"),
        ("What are the exports?", "What are the exports?"),
        ("ok forget it. How large are the exports?", "How large are the exports?"),
        ("Never mind that, who wrote it?", "who wrote it?"),
    ],
)
def test_what_is_asked_after_a_greeting_is_asked_without_it(typed: str, asked: str) -> None:
    assert past_courtesy(typed) == asked


@pytest.mark.parametrize(
    ("question", "searched"),
    [
        ("ok, next: what are the tolls?", "What are the tolls?"),
        ("Another question: who are the authors?", "Who are the authors?"),
        ("different question: what are the tolls?", "What are the tolls?"),
        ("New topic: what is a quay?", "What is a quay?"),
        ("Something else: who wrote the paper?", "Who wrote the paper?"),
        ("And the other thing, day ferries?", "What are the risks of day ferries?"),
        ("One more thing, what is a quay?", "What is a quay?"),
        ("Also, who wrote the paper?", "Who wrote the paper?"),
        ("And what are the keywords?", "What are the keywords?"),
        ("So which ferries came to Oslo?", "Which ferries came to Oslo?"),
        ("And in the pilots paper, what is asked?", "In the pilots paper, what is asked?"),
        ("Thanks! And who wrote the paper?", "Who wrote the paper?"),
        ("hm ok. who wrote the paper?", "Who wrote the paper?"),
        ("HMM costs?", "What are the risks of HMM costs?"),
        ("Seriously? Why?", "Why (risks night ferries)?"),
        ("ah no, I meant the costs, sorry", "What are the costs of night ferries?"),
        ("Meaning?", "What does that mean (risks night ferries)?"),
        # what may go on is completed
        ("And when did it open?", "When did it open (risks night ferries)?"),
        ("So why is there fog?", "Why is there fog (risks night ferries)?"),
        ("And next-generation ferries?", "What are the risks of next-generation ferries?"),
    ],
)
def test_a_whole_question_after_and_or_next_takes_nothing_over(
    question: str, searched: str
) -> None:
    history = [Turn("What are the risks of night ferries?", "Fog and ice. [1]")]

    assert resolve(past_courtesy(question), history) == searched


@pytest.mark.parametrize("typed", ["lol", "hmm", "haha", "yes", "No.", "nope", "hm, ok"])
def test_what_says_neither_this_nor_that_is_small_talk(typed: str) -> None:
    assert smalltalk(typed)
    history = [Turn("What is the price of pears?", "Low. [1]"), Turn(typed, smalltalk(typed))]
    assert resolve("And of plums?", history) == "What is the price of plums?"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("thats not what i asked", "That's not what I asked."),
        ("that didnt help", "That didn't help."),
        ("hows it going", "How's it going?"),
    ],
)
def test_an_apostrophe_that_was_left_out_changes_nothing(typed: str, meant: str) -> None:
    assert smalltalk(typed) == smalltalk(meant) != ""


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (WELCOME, ["Hello there, I'm a student. Can you help me with this paper?", "Can you help me?", "I have a question", "hi im a student", "hey, can you help me understand this paper", "May I ask you something?", "I need help with this article.", "I am a PhD student of logistics", "I've got a quick question about this paper", "I'm new here"]),
        (NO_TEXTS, ["can you do my homework?", "Write my essay for me"]),
        (TRUST, ["how accurate are you?", "How reliable are your answers?", "do you make mistakes?", "Is your answer credible?", "Is this bot convincing?", "Thanks. Are you sure about that?", "you sure?", "But are you really certain of this?", "Can I trust that?"]),
        (OWN_WORDS, ["Explain that more simply", "Can you explain that in simpler terms, please?", "Explain that like I'm five", "ok, in one sentence?", "Summarise that in one sentence", "Simplify that", "Put it simply."]),
        (UNKNOWN, ["You mean you don't know?", "So you don't know that?", "Do you know the answer?", "Why don't you know?"]),
        (ELSEWHERE, ["what's the weather today?", "What time is it?", "Will it rain tomorrow?", "How is the weather where you are?", "Is it raining outside?"]),
        (NO_OPINION, ["what's your opinion on the paper?", "What do you think of this study?", "Is the paper any good?", "Is it worth reading?", "Do you agree with the authors?"]),
    ],
)  # fmt: skip
def test_offers_introductions_and_opinions_get_a_short_reply(reply: str, said: list[str]) -> None:
    assert {smalltalk(each) for each in said} == {reply}


@pytest.mark.parametrize(
    "question", ["Explain it like I'm five.", "Summarise this in one sentence"]
)
def test_the_paper_may_be_explained_before_anything_was_asked(question: str) -> None:
    told = [Turn("What do nets cost?", "Nets are dear.")]
    assert (smalltalk(question), smalltalk(question, told)) == ("", OWN_WORDS)


@pytest.mark.parametrize(
    "question",
    [
        "Can you help me with customs clearance?",
        "Can nets help?",
        "I have a question about late frost",
        "I'm a farmer, what should I do?",
        "How accurate are the figures?",
        "What's the weather in Bergen?",
        "What was the weather like?",
        "How was the weather?",
        "Will it rain?",
        "Is it snowing?",
        "Was the text convincing?",
        "Is this study credible?",
        "Is the answer of the minister credible?",
        "What is the opinion of the authors?",
        "What do you think the authors mean?",
        "Is the paper industry any good?",
        "Is the paper peer reviewed?",
        "Are you sure the exports fell?",
        "Explain customs more simply",
        "Do you know why prices rose?",
        "Do you know anything about frost?",
        "What do students say?",
    ],
)
def test_what_names_a_matter_is_no_small_talk(question: str) -> None:
    assert smalltalk(question) == ""
    assert past_courtesy(question) == question


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("I'm a student. What is frost?", "What is frost?"),
        ("Hello, I study law and I have a question. Why is it slow?", "I study law and I have a question. Why is it slow?"),
        ("Hello, I am a student and I have a question. Why is it slow?", "Why is it slow?"),
        ("Can you help me? what are the stages", "what are the stages"),
        ("Hello. Late frost", "Late frost"),
        ("who wrote this, by the way?", "who wrote this?"),
        ("hey which firms came", "which firms came"),
        ("Great Britain", "Great Britain"),
        ("Hello Kitty stores", "Hello Kitty stores"),
    ],
)  # fmt: skip
def test_what_one_is_and_a_greeting_are_no_part_of_the_question(typed: str, asked: str) -> None:
    assert past_courtesy(typed) == asked


def test_a_courtesy_is_no_topic() -> None:
    hello = Turn("Hi! I'd like to know something about customs.", "Customs are slow. [1]")
    assert resolve("why is it so slow?", [hello]) == "Why is it so slow (customs)?"

    student = Turn("Hello there, I'm a student. Can you help me with this paper?", WELCOME)
    assert resolve("ok so what is it about?", [student]) == "ok so what is it about?"
    curious = Turn("I'm interested in late frost", "Buds freeze. [1]")
    assert resolve("why is it bad?", [curious]) == "Why is it bad (late frost)?"
