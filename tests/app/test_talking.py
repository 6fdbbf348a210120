"""What is said in a conversation: small talk, follow-ups, more of the same, where it stands."""

from __future__ import annotations

from app.answer import Turn
from app.chatbot import Chatbot
from app.question.smalltalk import OWN_WORDS


def test_small_talk_gets_a_short_reply_without_sources(chatbot: Chatbot) -> None:
    answer = chatbot.ask("Hello!")

    assert answer.mode == "smalltalk"
    assert answer.citations == ()
    assert not answer.abstained


def test_more_of_the_same_is_what_was_not_shown_until_there_is_no_more(chatbot: Chatbot) -> None:
    asked = "Why are transport costs high?"
    history = [Turn(asked, (first := chatbot.ask(asked)).text)]
    shown = [sentence.text for sentence in first.sentences]
    for _ in range(9):
        answer = chatbot.ask("Anything else?", history=history)
        if answer.abstained:
            break
        again = [sentence.text for sentence in answer.sentences]
        assert again
        assert not set(again) & set(shown)
        shown += again
        history.append(Turn("Anything else?", answer.text))

    assert answer.abstained
    assert answer.reason.startswith("These documents say no more on this")


def test_a_follow_up_is_completed_from_the_history(chatbot: Chatbot) -> None:
    history = [Turn("What was the total harvest in 2019?", "48.2 thousand tonnes [1]")]

    answer = chatbot.ask("And the exports?", history=history)

    assert "exports" in answer.searched
    assert "2019" in answer.searched
    assert "12.4 thousand tonnes" in answer.text


def test_what_is_asked_next_of_a_paper_that_was_named_is_asked_of_that_one(
    chatbot: Chatbot,
) -> None:
    chatbot.library.add_bytes(
        b"# Smoking among Pilots\n\nMia Vardavas, Tom Katz\n\nInstitute of the Harbour, Seaport\n\n"
        b"Abstract: This paper asks how many pilots smoke.\n",
        "vardavas-2014.md",
    )
    for named in ("the paper on smoking", "vardavas-2014", "Vardavas et al."):
        history = [Turn(f"What does {named} say?", "This paper asks how many pilots smoke. [1]")]
        wrote = chatbot.ask("Who wrote it?", history=history)
        history.append(Turn("Who wrote it?", wrote.text))
        work = chatbot.ask("Where do they work?", history=history)

        assert wrote.text == "Mia Vardavas, Tom Katz [1]", named
        assert work.text == "Institute of the Harbour, Seaport [1]", named


def test_where_an_answer_stands_is_told_by_its_footnotes(chatbot: Chatbot) -> None:
    asked = Turn("Why are transport costs high?", "The only road crosses a pass. [1]")

    answer = chatbot.ask("On which page?", history=[asked])

    assert answer.mode == "smalltalk"
    assert "footnote" in answer.text
    assert chatbot.ask("How does it work?", history=[asked]).mode == "extractive"


def test_who_wants_plain_words_is_told_that_only_the_papers_words_are_shown(
    chatbot: Chatbot,
) -> None:
    plain = chatbot.ask("Why are transport costs high, in plain words?")

    assert plain.text == chatbot.ask("Why are transport costs high?").text
    assert OWN_WORDS in plain.reason
    assert OWN_WORDS not in chatbot.ask("Why are plums blue, in plain words?").reason


def test_after_a_greeting_the_paper_is_what_is_to_be_explained(chatbot: Chatbot) -> None:
    greeted = [Turn("Hi!", "Hello. Ask me something about the documents in this library.")]

    answer = chatbot.ask("Explain it in simple words.", history=greeted)

    assert answer.text == chatbot.ask("Summarise the paper.").text
    assert OWN_WORDS in answer.reason


def test_a_short_answer_is_the_best_of_the_sentences_that_a_long_one_has(chatbot: Chatbot) -> None:
    asked = "Why are transport costs high and what could lower them?"
    long = chatbot.ask(asked)
    short = chatbot.ask(f"{asked} One sentence please.")

    assert short.searched == long.searched == asked
    assert len(long.sentences) > len(short.sentences) == 1
    assert short.sentences[0].text in [sentence.text for sentence in long.sentences]
    assert [citation.number for citation in short.citations] == [1]


def test_the_last_answer_is_told_again_in_fewer_sentences_where_that_is_wished(
    chatbot: Chatbot,
) -> None:
    asked = Turn("Why are transport costs high and what could lower them?", "… [1] [2]")
    thanks = Turn("Thanks!", "You are welcome.")

    again = chatbot.ask("In one sentence, please", history=[asked, thanks])

    assert (again.mode, again.searched) == ("extractive", asked.question)
    assert len(again.sentences) == 1
    assert chatbot.ask("In one sentence, please").text == OWN_WORDS  # there is none
