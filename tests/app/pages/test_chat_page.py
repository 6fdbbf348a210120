"""The page without a browser: real stores, a scripted chatbot, Streamlit's own test runner."""

from __future__ import annotations

import dataclasses
import re
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app import shared
from app.answer import Answer, Turn
from app.chatbot import Chatbot
from app.kept.sqlite_conversations import Conversations
from ingest.errors import FootnoteError
from tests.app.conftest import ScriptedChatbot
from tests.app.pages.asking import NUTS, PAGE, ask, shown
from tests.sealing import without_rights


def test_a_question_is_answered_with_a_footnote_and_its_source_beside_it(page: AppTest) -> None:
    ask(page.run(), "How many apples?")
    assert not page.exception
    (answer,) = shown(page)
    assert answer["question"] == "How many apples?"
    assert answer["parts"][0]["notes"] == ["c1"]
    assert answer["chosen"] == "c1"
    (source,) = shown(page, "footnote_source")
    assert "".join(text for text, _ in source["quote"]).strip() == (
        "There are 12 apples in the basket."
    )
    assert source["after"].strip() == "Nobody counted the pears."
    assert source["place"].endswith("section 1")


def test_an_abstention_shows_the_nearest_passages_and_no_source(page: AppTest) -> None:
    ask(page.run(), "Which zebras cross?")
    (answer,) = shown(page)
    assert answer["abstained"] is True
    assert answer["notes"]["h0"]["title"] == "On fruit"
    assert shown(page, "footnote_source") == []


def test_a_conversation_survives_a_reload(page: AppTest, tmp_path: Path) -> None:
    ask(page.run(), "How many apples?")
    link = page.query_params["c"]
    again = AppTest.from_file(str(PAGE), default_timeout=30)
    again.query_params["c"] = link
    again.run()
    assert [row["question"] for row in shown(again)] == ["How many apples?"]


def test_where_the_library_cannot_be_written_one_asks_all_the_same(
    page: AppTest, tmp_path: Path
) -> None:
    (tmp_path / "library").mkdir(exist_ok=True)
    with without_rights(tmp_path / "library"):
        ask(page.run(), "How many apples?")
        page.run()
        assert not page.exception
        assert [row["question"] for row in shown(page)] == ["How many apples?"]
        assert not [button for button in page.button if (button.key or "").startswith("row-")]
    assert not list((tmp_path / "library").glob("conversations*"))


def test_a_question_is_kept_before_it_is_answered_so_that_a_reload_can_ask_it_again(
    page: AppTest, scripted: ScriptedChatbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Conversations(tmp_path / "library" / "conversations.sqlite")

    def fail(*question: object, **others: object) -> Iterator[str | Answer]:
        raise FootnoteError("The model is away.")

    with monkeypatch.context() as patched:
        patched.setattr(scripted, "stream", fail)
        ask(page.run(), "How many apples?")
    assert [row.value for row in page.error] == ["The model is away\\."]
    assert [row.unanswered for row in store.listed("")] == ["How many apples?"]
    again = AppTest.from_file(str(PAGE), default_timeout=30)
    again.query_params["c"] = page.query_params["c"]
    again.run()
    assert [row["question"] for row in shown(again)] == ["How many apples?"]
    assert "This was not answered yet." in [row.value for row in again.caption]
    next(button for button in again.button if button.label == "Try again").click().run()
    (answer,) = shown(again)
    assert answer["parts"]
    assert [row.unanswered for row in store.listed("")] == [""]


def test_a_question_that_is_too_long_is_told_so_and_begins_no_conversation(
    page: AppTest, tmp_path: Path
) -> None:
    ask(page.run(), "Why? " * 500)
    (error,) = page.error
    told = error.value.replace("\\", "")
    assert told == "The question has 2,499 characters; ask in at most 2,000."
    store = Conversations(tmp_path / "library" / "conversations.sqlite")
    assert store.listed("") == []


@pytest.mark.parametrize(("keeper", "opens"), [("browser|x", True), ("https://issuer|ann", False)])
def test_a_link_opens_what_another_browser_kept_but_nothing_of_people_who_signed_in(
    page: AppTest, scripted: Chatbot, tmp_path: Path, keeper: str, opens: bool
) -> None:
    (tmp_path / "library").mkdir(exist_ok=True)
    store = Conversations(tmp_path / "library" / "conversations.sqlite")
    link = store.create(keeper, "Of apples")
    store.append(keeper, link, scripted.ask("How many apples?"))
    page.query_params["c"] = link
    page.run()
    assert [row["question"] for row in shown(page)] == ["How many apples?"] * opens
    ask(page, "How many apples?")
    assert len(store.exchanges(keeper, link)) == 1 + opens
    assert len(store.listed("")) == 1 - opens


def test_a_link_to_nothing_begins_a_new_conversation_and_says_so(page: AppTest) -> None:
    page.query_params["c"] = "unknown"
    page.run()
    assert [toast.value for toast in page.toast] == [
        "There is no such conversation here. A new one was begun."
    ]
    assert "c" not in page.query_params


def test_a_follow_up_is_asked_with_the_history(page: AppTest, scripted: Chatbot) -> None:
    ask(page.run(), "How many apples?")
    ask(page, "Are pears sweet?")
    question, history, _ = next(row for row in scripted.asked if row[0] == "Are pears sweet?")
    assert [turn.question for turn in history] == ["How many apples?"]
    assert len(shown(page)) == 2


Asked = tuple[str, tuple[Turn, ...], tuple[str, ...]]


def asked_for(scripted: ScriptedChatbot, question: str) -> list[Asked]:
    """Return how a question was asked each time; meanwhile others are tried out, to be proposed."""
    return [row for row in scripted.asked if row[0] == question]


def test_what_is_proposed_next_is_asked_as_it_was_tried_out(
    page: AppTest, scripted: ScriptedChatbot
) -> None:
    scripted.library.add_bytes(NUTS, "nuts.md")
    ask(page.run(), "How many apples?")
    page.session_state["asking"] = ("What does it say about shells?", "nuts")  # its button
    page.run()
    [(_, history, documents)] = asked_for(scripted, "What does it say about shells?")[-1:]
    assert (history, documents) == ((), ("nuts",))
    ask(page, "Who ate them?")
    [(_, history, documents)] = asked_for(scripted, "Who ate them?")
    assert documents == ()
    assert len(history) == 2


def test_only_the_chosen_documents_are_asked(page: AppTest, scripted: Chatbot) -> None:
    scripted.library.add_bytes(b"# Nuts\n\nNuts are hard.", "nuts.md")
    page.run()
    page.multiselect(key="only").set_value(["nuts"]).run()
    ask(page, "Are nuts hard?")
    assert [row[2] for row in scripted.asked if row[0] == "Are nuts hard?"] == [("nuts",)]


def test_an_answer_says_which_documents_were_asked_and_offers_all_where_they_do_not_say(
    page: AppTest, scripted: ScriptedChatbot
) -> None:
    scripted.library.add_bytes(b"# Nuts\n\nNuts are hard.", "nuts.md")
    page.run()
    page.multiselect(key="only").set_value(["nuts"]).run()
    ask(page, "Are pears sweet?")
    (silence,) = shown(page)
    assert silence["abstained"]
    assert "Asked only: Nuts" in silence["facts"]
    page.button(key="ask-all").click().run()
    answer = shown(page)[-1]
    assert not answer["abstained"]
    assert [fact for fact in answer["facts"] if "only" in fact] == []
    assert page.multiselect(key="only").value == []


def test_documents_of_one_title_are_told_apart_where_they_are_chosen(
    page: AppTest, scripted: Chatbot
) -> None:
    for name in ("nuts.md", "more.md"):
        scripted.library.add_bytes(f"# Nuts\n\nThis is {name}.".encode(), name)
    page.run()
    options = page.multiselect(key="only").options
    assert sorted(options) == ["Nuts (more)", "Nuts (nuts)", "On fruit"]


def starters(page: AppTest) -> list[str]:
    """Return the questions to begin with, once all have been tried out."""
    page.run()
    for _ in range(100):
        library, chosen = shared.library_path(), page.multiselect(key="only").value
        if shared.starter_questions(library, chosen).are_all:
            break
        time.sleep(0.05)
    page.run()
    return [
        row.label.replace("\\", "") for row in page.button if str(row.key).startswith("starter-")
    ]


def test_questions_to_begin_with_name_their_document_where_several_are_asked(
    page: AppTest, scripted: Chatbot
) -> None:
    scripted.library.add_bytes(NUTS, "nuts.md")
    # What “On fruit” is about is not answered.
    assert starters(page) == ["What is “Nuts” about?"]


def test_questions_to_begin_with_are_about_what_is_asked(page: AppTest, scripted: Chatbot) -> None:
    scripted.library.add_bytes(NUTS, "nuts.md")
    scripted.library.add_bytes(b"# Berries\n\nBerries are soft.", "berries.md")
    page.run()
    page.multiselect(key="only").set_value(["nuts"])
    assert starters(page) == ["What is “Nuts” about?", "What does it say about shells?"]


def test_a_question_that_is_answered_with_low_confidence_is_not_proposed(
    page: AppTest, scripted: Chatbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered = scripted.ask

    def unsure(question: str, *, documents: Sequence[str] = ()) -> Answer:
        answer = answered(question, documents=documents)
        return dataclasses.replace(answer, confidence=0.2)

    scripted.library.add_bytes(NUTS, "nuts.md")
    monkeypatch.setattr(scripted, "ask", unsure)
    assert starters(page) == []


def test_conversations_are_listed_opened_renamed_and_deleted(page: AppTest, tmp_path: Path) -> None:
    ask(page.run(), "How many apples?")
    first = page.query_params["c"]
    first = first[0] if isinstance(first, list) else first
    new = next(button for button in page.button if button.label == "New conversation")
    new.click().run()
    assert shown(page) == []
    page.button(key=f"open-{first}").click().run()
    assert [row["question"] for row in shown(page)] == ["How many apples?"]
    page.text_input(key=f"name-{first}").set_value("Orchard").run()
    store = Conversations(tmp_path / "library" / "conversations.sqlite")
    assert [row.name for row in store.listed("")] == ["Orchard"]
    page.button(key="delete-conversation").click().run()
    assert len(store.listed("")) == 1
    page.button(key="delete-for-good").click().run()
    assert store.listed("") == []
    assert shown(page) == []


def test_thumbs_and_comments_are_kept(page: AppTest, tmp_path: Path) -> None:
    ask(page.run(), "How many apples?")
    page.feedback(key="thumb-1").set_value(0).run()
    page.session_state["note-1"] = True  # as if "Comment" had been opened
    page.run()
    page.text_area(key="comment-1").set_value("not all of them").run()
    store = Conversations(tmp_path / "library" / "conversations.sqlite")
    (row,) = store.listed("")
    (exchange,) = store.exchanges("", row.id)
    assert (exchange.rating, exchange.comment) == ("down", "not all of them")


def test_an_answer_that_is_gone_by_the_time_it_is_rated_is_told_so_over_the_page(
    page: AppTest, tmp_path: Path
) -> None:
    ask(page.run(), "How many apples?")
    store = Conversations(tmp_path / "library" / "conversations.sqlite")
    store.delete("", store.listed("")[0].id)
    page.feedback(key="thumb-1").set_value(0).run()
    assert not page.exception
    assert [row.value for row in page.toast] == [
        "There is no answer 1 to rate\\. Reload the page\\."
    ]


def test_a_hostile_document_reaches_the_page_as_text_only(
    page: AppTest, scripted: Chatbot, hostile: bytes
) -> None:
    scripted.library.remove(["fruit"])
    scripted.library.add_bytes(hostile, "evil ![x](http://evil.example/y.png).md")
    ask(page.run(), "What do plums cost?")
    assert not page.exception
    for element in (*page.markdown, *page.caption, *page.button, *page.subheader):
        text = str(getattr(element, "value", None) or getattr(element, "label", ""))
        assert not re.search(r"(?<!\\)(!\[|\]\(|<\w|:\w+\[|\$\$)|(?<![\\\u2060])://", text), text
    (answer,) = shown(page)
    assert any("<script>" in text for text, _ in answer["parts"][0]["text"])


def test_an_empty_library_says_how_to_begin(page: AppTest, scripted: Chatbot) -> None:
    scripted.library.remove(["fruit"])
    page.run()
    assert not page.exception
    assert "Begin with a document" in [row.value for row in page.subheader]


def test_who_asks_an_empty_library_is_told_how_to_begin_and_begins_no_conversation(
    page: AppTest, scripted: ScriptedChatbot, tmp_path: Path
) -> None:
    scripted.library.remove(["fruit"])
    ask(page.run(), "How many apples?")
    assert not page.exception
    assert not page.error
    assert page.info[0].value.startswith("Drop papers into the box below")
    assert scripted.asked == []
    assert Conversations(tmp_path / "library" / "conversations.sqlite").listed("") == []


def test_under_small_talk_there_is_nothing_to_judge(
    page: AppTest, scripted: ScriptedChatbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered = scripted.ask

    def talk(question: str, **rest: object) -> Answer:
        return dataclasses.replace(answered(question, **rest), mode="smalltalk")  # type: ignore[arg-type]

    ask(page.run(), "How many apples?")
    assert page.button(key="row-1")
    monkeypatch.setattr(scripted, "ask", talk)
    ask(page, "Thanks!")
    keys = [button.key for button in page.button]
    assert "row-1" in keys
    assert "row-2" not in keys


def test_the_last_answer_is_brought_into_sight_and_only_a_new_one_is_read_out(
    page: AppTest,
) -> None:
    ask(page.run(), "How many apples?")
    ask(page, "When are pears sweet?")
    assert [answer["last"] for answer in shown(page)] == [False, True]
    assert [answer["fresh"] for answer in shown(page)] == [False, True]
    again = AppTest.from_file(str(PAGE), default_timeout=30)
    again.query_params["c"] = page.query_params["c"]
    assert [answer["last"] for answer in shown(again.run())] == [False, True]
    assert [answer["fresh"] for answer in shown(again)] == [False, False]


def test_the_60th_turn_draws_the_last_twenty_and_offers_the_rest(
    page: AppTest, scripted: Chatbot, tmp_path: Path
) -> None:
    store = Conversations(tmp_path / "library" / "conversations.sqlite")
    conversation = store.create("", "long")
    for number in range(60):
        store.append("", conversation, scripted.ask(f"How many apples, {number}?"))
    page.query_params["c"] = conversation
    page.run()
    assert len(shown(page)) == 20
    next(row for row in page.button if row.label == "Show earlier questions (40)").click().run()
    assert len(shown(page)) == 60


def test_an_error_of_the_store_is_one_line(page: AppTest, tmp_path: Path) -> None:
    (tmp_path / "library" / "conversations.sqlite").write_bytes(b"no database" * 100)
    page.run()
    assert not page.exception
    assert len(page.error) == 1
    assert "\n" not in page.error[0].value


def test_too_many_questions_in_a_minute_are_told_to_wait(
    page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.shared.QUESTIONS_A_MINUTE", 1)
    ask(page.run(), "How many apples?")
    ask(page, "Are pears sweet?")
    assert len(page.warning) == 1
    assert len(shown(page)) >= 1


@pytest.mark.parametrize("name", ["library", "evaluation"])
def test_the_other_pages_open(page: AppTest, name: str) -> None:
    page.run()
    page.switch_page(f"pages/{name}.py").run()
    assert not page.exception
    assert page.title
