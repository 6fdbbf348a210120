# ruff: noqa: S608 - statements are made of this file's own words
"""Two people, two collections, one database: neither ever sees or changes what is the other's."""

from __future__ import annotations

import contextlib
import json
import random
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import psycopg
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

import index.network.minilm
from app.api import routes
from app.chatbot import open_chatbot
from app.kept.conversations import ConversationError
from app.kept.postgres_conversations import PostgresConversations
from index.__main__ import main
from index.encoder import Encoder
from index.errors import LibraryError
from index.lexical import match_expression
from index.library import Library, open_library
from index.place import place
from index.postgres.members import admit, expel
from index.postgres.queue import Queue
from index.postgres.store import PostgresStore
from index.sources import Source
from index.store import Scope
from ingest.document import Document, Passage

Make = Callable[..., Document]
Put = Callable[[Library, Document], list[Passage]]
SECRET = "quokka"  # in every paragraph of Bob's, and typed by nobody
TABLES = (  # noqa: SIM905 - twelve strings read worse
    "collections members models documents originals passages vectors token_vectors postings jobs"
    " conversations exchanges"
).split()
PARTITIONS = [
    f"{table}_{n}" for table in ("originals", "token_vectors", "postings") for n in range(8)
]


@dataclass(frozen=True, slots=True)
class Two:
    """Alice's place, Bob's place as Alice tries it, and what she has heard of his collection."""

    alice: Path
    bobs_by_alice: Path
    bob: Path
    number: int
    documents: tuple[Document, ...]
    passages: tuple[Passage, ...]
    rows: tuple[int, ...]
    conversation: str
    exchange: int


@pytest.fixture
def roles(database: str) -> Iterator[list[str]]:
    names = [f"footnote_{name}_{secrets.token_hex(4)}" for name in ("alice", "bob", "readers")]
    with contextlib.closing(psycopg.connect(database, autocommit=True)) as owner:
        for name in names:
            owner.execute(f"CREATE ROLE {name}")
        yield names
        for name in names:
            owner.execute(f"DROP OWNED BY {name}")
            owner.execute(f"DROP ROLE {name}")


def as_role(database: str, collection: str, role: str) -> Path:
    return place(f"{database}?collection={collection}&options=-crole%3D{role}")


@pytest.fixture
def two(database: str, roles: list[str], hashing_encoder: Encoder, document: Make, put: Put) -> Two:
    alice, bob, _ = roles
    ours, theirs = f"a-{secrets.token_hex(4)}", f"b-{secrets.token_hex(4)}"
    found: list[tuple[Document, list[Passage]]] = []
    for collection, role in ((ours, alice), (theirs, bob)):
        with open_library(place(f"{database}?collection={collection}"),
                          encoder=hashing_encoder) as library:  # fmt: skip
            assert isinstance(library.store, PostgresStore)
            admit(library.store, role, may_write=True)
            word = "parcels" if role == alice else SECRET
            for number in range(4):
                paper = document(f"{collection}-{number}", f"The {word} sailed on day {number}.",
                                 f"No {word} was lost at sea.")  # fmt: skip
                found.append((paper, put(library, paper)))
            Queue(library.store).put(Source("c.txt", "/papers/c.txt", f"A {word}.".encode()))
            number = library.store.collection
    hidden = found[4:]
    passages = [passage for _, each in hidden for passage in each]
    with open_library(as_role(database, theirs, bob), encoder=hashing_encoder) as library:
        with library.store.reading() as reading:
            rows = [reading.row_of(passage.id) for passage in passages]
        assert len(library.search("sailed", top_k=20)) == 8
    kept = PostgresConversations(as_role(database, theirs, bob))
    conversation = kept.create("", f"About the {SECRET}")
    kept.close()
    return Two(
        alice=as_role(database, ours, alice),
        bobs_by_alice=as_role(database, theirs, alice),
        bob=as_role(database, theirs, bob),
        number=number,
        documents=tuple(paper for paper, _ in hidden),
        passages=tuple(passages),
        rows=tuple(row for row in rows if row is not None),
        conversation=conversation,
        exchange=1,
    )


def test_nobody_opens_what_is_not_open_to_them(two: Two, roles: list[str]) -> None:
    with pytest.raises(LibraryError, match="not open to you"):
        open_library(two.bobs_by_alice)
    stranger = place(str(two.bobs_by_alice).replace(roles[0], roles[2]))
    with pytest.raises(LibraryError, match="does not let you"):
        open_library(stranger)


def test_who_may_only_read_changes_nothing(
    two: Two, roles: list[str], hashing_encoder: Encoder
) -> None:
    owner = place(str(two.bob).replace(f"role%3D{roles[1]}", "search_path%3Dpublic"))
    with open_library(owner) as opened:
        assert isinstance(opened.store, PostgresStore)
        admit(opened.store, roles[2], may_write=False)
    with open_library(place(str(two.bob).replace(roles[1], roles[2])),
                      encoder=hashing_encoder) as library:  # fmt: skip
        assert len(library.search("sailed", top_k=20)) == 8
        with pytest.raises(LibraryError, match="reading only"):
            library.remove([two.documents[0].id])
        with pytest.raises(LibraryError, match="does not let you"):
            library.add_bytes(b"Boats sail.", "boats.txt")
        assert len(library.documents()) == 4


def test_members_of_a_group_get_in_and_out_with_it(
    two: Two, database: str, roles: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    alice, bob, readers = roles
    owner = str(two.bob).replace(f"role%3D{bob}", "search_path%3Dpublic")
    assert main(["members", "--library", owner, "--add", readers, "--json"]) == 0
    assert {"name": readers, "may_write": False} in json.loads(capsys.readouterr().out)
    with contextlib.closing(psycopg.connect(database, autocommit=True)) as connection:
        connection.execute(f"GRANT {readers} TO {alice}")
    with open_library(two.bobs_by_alice) as library:
        assert len(library.documents()) == 4
    assert main(["members", "--library", owner, "--remove", readers]) == 0
    with pytest.raises(LibraryError, match="not open to you"):
        open_library(two.bobs_by_alice)
    assert main(["members", "--library", owner, "--add", "nobody-like-this"]) == 1
    assert "CREATE ROLE" in capsys.readouterr().err
    assert main(["members", "--library", str(two.alice), "--add", bob]) == 1  # no owner


def test_a_collection_that_nobody_was_let_into_is_said_to_be_its_owners(
    shared_place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["members", "--library", str(shared_place)]) == 0
    assert capsys.readouterr().err == "open to its owner only: --add ROLE lets others in.\n"


def test_conversations_are_their_owners_even_within_a_collection(
    two: Two, roles: list[str]
) -> None:
    owner = place(str(two.bob).replace(f"role%3D{roles[1]}", "search_path%3Dpublic"))
    with open_library(owner) as opened:
        assert isinstance(opened.store, PostgresStore)
        admit(opened.store, roles[0], may_write=True)
        kept = PostgresConversations(two.bobs_by_alice)
        try:
            assert kept.listed("") == []
            assert kept.get("", two.conversation) is None
            with pytest.raises(ConversationError):
                kept.delete("", two.conversation)
        finally:
            kept.close()
            expel(opened.store, roles[0])
    kept = PostgresConversations(two.bob)
    assert [one.id for one in kept.listed("")] == [two.conversation]
    kept.close()


Attempt = Callable[[random.Random], object]


def by_the_store(two: Two, library: Library) -> Attempt:
    def attempt(chooser: random.Random) -> object:
        paper, passage = chooser.choice(two.documents), chooser.choice(two.passages)
        row = chooser.choice(two.rows)
        word = chooser.choice(["sailed", "lost", "sea", passage.text])
        with library.store.reading() as reading:
            model = reading.model()
            assert model is not None
            vector = library.encoder.encode([word])[0]
            scope = Scope(documents=(paper.id,))
            asked = [
                lambda: reading.document(paper.id),
                lambda: reading.original(paper.id),
                lambda: reading.passages(paper.id),
                lambda: reading.passages_at(two.rows),
                lambda: reading.row_of(passage.id),
                lambda: reading.summary_by("sha256", paper.sha256),
                lambda: reading.similarities(vector, two.rows),
                lambda: reading.token_vectors(two.rows),
                lambda: reading.vectors_of(model, np.array([row]))[0].tolist(),
                lambda: reading.forms(paper.id)[0].tolist(),
                lambda: reading.word_rows([row]),
                lambda: reading.nearest(vector, limit=9, scope=scope),
                lambda: reading.matching(match_expression(word), limit=9, scope=scope),
                lambda: set(two.rows) & {row for row, _ in reading.nearest(
                    vector, limit=99, scope=Scope())},
                lambda: set(two.rows) & {row for row, _ in reading.matching(
                    match_expression(word), limit=99, scope=Scope())},
            ]  # fmt: skip
            return chooser.choice(asked)()

    return attempt


def by_sql(two: Two, connection: psycopg.Connection) -> Attempt:
    def attempt(chooser: random.Random) -> object:
        table = chooser.choice(TABLES + PARTITIONS)
        column = "number" if table == "collections" else "collection"
        verb = chooser.choice(["SELECT FROM", "DELETE FROM", "UPDATE", "INSERT INTO"])
        which = chooser.choice([f" WHERE {column} = {two.number}", f" WHERE {column} <> 0"])
        kept = "passages" if table in ("collections", "documents") else column
        statement = {
            "SELECT FROM": f"SELECT 1 FROM {table} WHERE {column} = {two.number}",
            "DELETE FROM": f"DELETE FROM {table} WHERE {column} = {two.number}",
            "UPDATE": f"UPDATE {table} SET {kept} = {kept}{which} AND {column} = {two.number}",
            "INSERT INTO": f"INSERT INTO models (collection, name, dimension)"
            f" VALUES ({two.number}, '{secrets.token_hex(4)}', 64)",
        }[verb]
        try:
            return connection.execute(statement).rowcount
        except psycopg.errors.InsufficientPrivilege:
            return 0

    return attempt


def by_a_command(two: Two, capsys: pytest.CaptureFixture[str]) -> Attempt:
    def attempt(chooser: random.Random) -> object:
        paper = chooser.choice(two.documents).id
        here, there = ["--library", str(two.alice)], ["--library", str(two.bobs_by_alice)]
        command, expected = chooser.choice([
            (["show", paper, *here], 1),
            (["show", paper, "--json", *there], 1),
            (["search", "sailed lost sea", *here], 0),
            (["search", "sailed", "--document", paper, *here], 1),
            (["search", "sailed", *there], 1),
            (["remove", paper, *here], 1),
            (["remove", paper, *there], 1),
            (["list", "--json", *here], 0),
            (["list", *there], 1),
            (["queue", "--json", *here], 0),
            (["queue", "--retry", *there], 1),
            (["members", *here], 0),
            (["members", *there], 1),
            (["check", *there], 1),
            (["rebuild", *there], 1),
            (["status", *there], 1),
        ])  # fmt: skip
        assert main(command) == expected, command
        out = capsys.readouterr().out
        return SECRET in out or paper in out

    return attempt


def by_the_api(two: Two, client: TestClient) -> Attempt:
    def attempt(chooser: random.Random) -> object:
        paper = chooser.choice(two.documents).id
        question = {"question": chooser.choice(["Who sailed?", "Was any lost at sea?"])}
        method, path, body = chooser.choice([
            ("GET", "/api/documents", None),
            ("DELETE", f"/api/documents/{paper}", None),
            ("POST", "/api/search", question),
            ("POST", "/api/search", {**question, "documents": [paper]}),
            ("POST", "/api/ask", question),
            ("POST", "/api/ask", {**question, "documents": [paper]}),
        ])  # fmt: skip
        reply = client.request(method, path, json=body)
        aimed = method == "DELETE" or (body is not None and "documents" in body)
        assert (reply.status_code in (404, 429)) if aimed else reply.status_code in (200, 429)
        return SECRET in reply.text

    return attempt


def by_the_page(two: Two, kept: PostgresConversations) -> Attempt:
    def attempt(chooser: random.Random) -> object:
        asked: list[Callable[[], object]] = [
            lambda: kept.listed("", containing=chooser.choice(["", "About"])),
            lambda: kept.get("", two.conversation),
            lambda: kept.exchanges("", two.conversation),
            lambda: kept.rename("", two.conversation, "Mine"),
            lambda: kept.delete("", two.conversation),
            lambda: kept.rate("", two.exchange, rating="up", comment=""),
        ]
        with contextlib.suppress(ConversationError):
            return chooser.choice(asked)()
        return None

    return attempt


@pytest.mark.slow
def test_a_thousand_attempts_to_get_at_what_is_anothers_return_nothing(
    two: Two,
    hashing_encoder: Encoder,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(index.network.minilm, "load_encoder", lambda name: hashing_encoder)
    chooser = random.Random(13)  # noqa: S311
    with contextlib.ExitStack() as stack:
        library = stack.enter_context(open_library(two.alice, encoder=hashing_encoder))
        assert isinstance(library.store, PostgresStore)
        connection = stack.enter_context(library.store.connections.borrowed())
        kept = stack.enter_context(contextlib.closing(PostgresConversations(two.alice)))
        bot = stack.enter_context(
            open_chatbot(two.alice, encoder=hashing_encoder, use_reader=False)
        )
        client = stack.enter_context(TestClient(Starlette(routes=routes(lambda: bot))))
        ways = [
            (by_the_store(two, library), 400),
            (by_sql(two, connection), 300),
            (by_the_api(two, client), 100),
            (by_the_page(two, kept), 100),
            (by_a_command(two, capsys), 100),
        ]
        plan = [way for way, count in ways for _ in range(count)]
        chooser.shuffle(plan)
        assert len(plan) == 1000
        for way in plan:
            assert not way(chooser)
    with open_library(two.bob, encoder=hashing_encoder) as library:
        assert len(library.documents()) == 4
        assert len(library.search("sailed", top_k=20)) == 8
        assert isinstance(library.store, PostgresStore)
        assert Queue(library.store).counts()["waiting"] == 1
    kept = PostgresConversations(two.bob)
    assert [one.name for one in kept.listed("")] == [f"About the {SECRET}"]
    kept.close()
