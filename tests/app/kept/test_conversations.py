from __future__ import annotations

import secrets
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import apsw
import pytest

from app.answer import Answer, Citation, Seconds, Sentence
from app.kept import sqlite_conversations
from app.kept.conversations import ConversationError, ConversationStore
from app.kept.postgres_conversations import PostgresConversations
from app.kept.sqlite_conversations import Conversations
from index.hits import Hit, Ranks
from index.place import place
from ingest.document import Passage


def an_answer(question: str = "How many apples?", text: str = "There are 12 apples.") -> Answer:
    passage = Passage("p1", "fruit", "body", 0, 20, "2.1", 3, "", text)
    return Answer(
        question=question,
        searched=question,
        sentences=(Sentence(text, (1,), "supported", "says so", ((10, 12),)),),
        citations=(
            Citation(
                1, "fruit", "On fruit", 3, "2.1", text, 0, 20, ((3, 1.5, 2, 3, 4),), ((10, 12),), ""
            ),
        ),
        abstained=False,
        reason="",
        confidence=0.9,
        mode="extractive",
        hits=(Hit(passage, 0.7, Ranks(dense=1, late=2)),),
        seconds=Seconds(0.1, 0.2, 0.3),
        id="a1",
    )


@pytest.fixture(params=["folder", "database"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ConversationStore]:
    if request.param == "folder":
        yield Conversations(tmp_path / "conversations.sqlite")
        return
    dsn = request.getfixturevalue("database")
    with closing(PostgresConversations(place(f"{dsn}?collection={secrets.token_hex(6)}"))) as kept:
        yield kept


def test_a_conversation_survives_a_restart(tmp_path: Path) -> None:
    first = Conversations(tmp_path / "c.sqlite")
    conversation = first.create("", "Apples")
    first.append("", conversation, an_answer())
    again = Conversations(tmp_path / "c.sqlite")
    assert [exchange.answer for exchange in again.exchanges("", conversation)] == [an_answer()]
    assert [(row.name, row.exchanges) for row in again.listed("")] == [("Apples", 1)]


def test_the_conversation_last_spoken_in_is_listed_first(store: ConversationStore) -> None:
    old, new = store.create("", "old"), store.create("", "new")
    assert [row.id for row in store.listed("")] == [new, old]
    store.append("", old, an_answer())
    assert [row.id for row in store.listed("")] == [old, new]


@pytest.mark.parametrize("words", ["pear", "PEAR", "12 apples", "trees"])
def test_search_looks_into_names_questions_and_answers(
    store: ConversationStore, words: str
) -> None:
    wanted = store.create("", "Of trees")
    store.create("", "Something else")
    store.append("", wanted, an_answer("Is a pear an apple?"))
    assert [row.id for row in store.listed("", containing=words)] == [wanted]


def test_search_takes_percent_signs_as_they_are(store: ConversationStore) -> None:
    store.create("", "Apples")
    hundred = store.create("", "100% sure")
    assert [row.id for row in store.listed("", containing="%")] == [hundred]


def test_a_renamed_conversation_keeps_its_exchanges(store: ConversationStore) -> None:
    conversation = store.create("", "a")
    store.append("", conversation, an_answer())
    store.rename("", conversation, "  b\nc ")
    found = store.get("", conversation)
    assert found is not None
    assert (found.name, found.exchanges) == ("b c", 1)


def test_an_empty_name_is_refused(store: ConversationStore) -> None:
    with pytest.raises(ConversationError, match="needs a name"):
        store.rename("", store.create("", "a"), " \u200b ")


def test_a_deleted_conversation_is_gone_with_its_exchanges(tmp_path: Path) -> None:
    store = Conversations(tmp_path / "conversations.sqlite")
    conversation = store.create("", "a")
    store.append("", conversation, an_answer())
    store.delete("", conversation)
    assert store.get("", conversation) is None
    db = apsw.Connection(str(tmp_path / "conversations.sqlite"))
    assert db.execute("SELECT count(*) FROM exchange").get == 0


def test_rating_and_comment_are_kept_with_the_answer(store: ConversationStore) -> None:
    conversation = store.create("", "a")
    exchange = store.append("", conversation, an_answer())
    store.rate("", exchange.id, rating="down", comment="wrong year")
    kept = store.exchanges("", conversation)[0]
    assert (kept.rating, kept.comment) == ("down", "wrong year")


def test_a_question_is_kept_from_when_it_is_asked_until_it_is_answered(
    store: ConversationStore,
) -> None:
    conversation = store.create("", "a")
    for question in ("How many pears?", "How many apples?"):
        store.note("", conversation, question)
        found = store.get("", conversation)
        assert found is not None
        assert found.unanswered == question
    store.append("", conversation, an_answer())
    assert [row.unanswered for row in store.listed("")] == [""]


def test_conversations_of_the_first_version_are_brought_to_this_one(tmp_path: Path) -> None:
    path = tmp_path / "conversations.sqlite"
    conversation = Conversations(path).create("", "a")
    db = apsw.Connection(str(path))
    db.execute("ALTER TABLE conversation DROP COLUMN unanswered; PRAGMA user_version = 1")
    db.close()
    store = Conversations(path)
    store.note("", conversation, "How many apples?")
    assert [(row.name, row.unanswered) for row in store.listed("")] == [("a", "How many apples?")]


def test_a_new_file_can_be_opened_by_several_at_once(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as threads:
        for number in range(10):
            path = tmp_path / f"{number}.sqlite"
            stores = list(threads.map(lambda _, path=path: Conversations(path), range(4)))
            stores[0].create("", "a")
            assert [row.name for row in stores[-1].listed("")] == ["a"]


def test_a_file_that_was_half_way_to_a_new_version_comes_to_it_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "c.sqlite"
    conversation = Conversations(path).create("", "a")
    step, steps = "ALTER TABLE conversation ADD COLUMN colour TEXT;", sqlite_conversations._STEPS
    with monkeypatch.context() as stopped:
        stopped.setattr(sqlite_conversations, "_STEPS", (*steps, f"{step} SELECT stopped_here();"))
        with pytest.raises(ConversationError, match="stopped_here"):
            Conversations(path)
    monkeypatch.setattr(sqlite_conversations, "_STEPS", (*steps, step))
    assert [row.id for row in Conversations(path).listed("")] == [conversation]


def test_nobody_reads_or_changes_what_belongs_to_another(store: ConversationStore) -> None:
    mine = store.create("ann", "mine")
    exchange = store.append("ann", mine, an_answer())
    assert store.listed("bob") == []
    assert store.get("bob", mine) is None
    assert store.exchanges("bob", mine) == []
    assert store.owner_of(mine) == "ann"
    assert store.owner_of("no such one") is None
    for forbidden in (
        lambda: store.rename("bob", mine, "his"),
        lambda: store.delete("bob", mine),
        lambda: store.append("bob", mine, an_answer()),
        lambda: store.note("bob", mine, "What?"),
        lambda: store.rate("bob", exchange.id, rating="up", comment=""),
    ):
        with pytest.raises(ConversationError):
            forbidden()
    assert [row.name for row in store.listed("ann")] == ["mine"]


def test_a_file_of_a_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    apsw.Connection(str(path)).execute("PRAGMA user_version = 99")
    with pytest.raises(ConversationError, match="newer Footnote"):
        Conversations(path)


def test_a_file_that_is_no_database_is_one_clear_line(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    path.write_bytes(b"not a database at all" * 100)
    with pytest.raises(ConversationError, match="begin anew"):
        Conversations(path)


def test_a_file_that_was_moved_away_is_begun_anew_by_a_server_that_runs(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    store = Conversations(path)
    store.create("", "Apples")
    path.rename(tmp_path / "moved")
    assert store.listed("") == []
    store.create("", "Pears")
    assert [row.name for row in store.listed("")] == ["Pears"]


@pytest.mark.parametrize("beside", ["-journal", "-wal"])
def test_a_disk_that_refuses_is_one_clear_line(tmp_path: Path, beside: str) -> None:
    store = Conversations(tmp_path / "c.sqlite")
    (tmp_path / f"c.sqlite{beside}").mkdir()
    with pytest.raises(ConversationError, match="See to its disk and its rights"):
        store.create("", "Apples")


def test_a_file_that_another_program_holds_on_to_is_one_clear_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_conversations, "_BUSY_MILLISECONDS", 10)
    path = tmp_path / "c.sqlite"
    store = Conversations(path)
    with closing(apsw.Connection(str(path))) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ConversationError, match="another program is writing to it"):
            store.create("", "a")
