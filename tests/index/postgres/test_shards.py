"""One library in several databases: the answers of one library, and no waiting for what is gone."""

from __future__ import annotations

import json
import random
import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

import pytest

import index.network.minilm
from app.chatbot import open_chatbot
from index.__main__ import main
from index.encoder import Encoder, TokenVectors
from index.errors import LibraryError, LibraryUnreachable, UnknownDocument
from index.lexical import match_expression
from index.library import Library, open_library
from index.place import place, shards_of
from index.store import Scope
from ingest.document import Document, Passage
from tests.index.postgres.wire import Wire, wire

Make = Callable[..., Document]
Put = Callable[[Library, Document], list[Passage]]
WORDS = [
    "parcels",
    "exports",
    "customs",
    "late",
    "early",
    "lost",
    "cross-border",
    "158.13",
    "2019",
    "study",
    "of",
    "the",
]
DEADLINE = 2.0
SOON = DEADLINE + 4.0  # with what this process itself does, on a machine that is busy


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing is wrong with a shard, a machine that is busy may take its time."""
    monkeypatch.setenv("FOOTNOTE_SHARD_SECONDS", "60")


@pytest.fixture
def hurried(sharded: Library, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    """The same library again, with little patience, and with all its connections made."""
    monkeypatch.setenv("FOOTNOTE_SHARD_SECONDS", str(DEADLINE))
    with open_library(sharded.path, encoder=sharded.encoder) as library:
        until_whole(library, len(sharded.documents()))
        yield library


def until_whole(library: Library, documents: int) -> None:
    end = time.monotonic() + 60
    while len(library.documents()) < documents or library.missing:
        assert time.monotonic() < end
        time.sleep(0.2)


@pytest.fixture
def wires(database: str) -> Iterator[list[Wire]]:
    port = urlsplit(database).port
    assert port is not None
    with wire(port) as first, wire(port) as second, wire(port) as third:
        yield [first, second, third]


@pytest.fixture
def shards(database: str, wires: list[Wire]) -> Path:
    """Three shards, each behind a wire of its own."""
    port, name = urlsplit(database).port, secrets.token_hex(4)
    return place(",".join(
        f"{database.replace(f':{port}/', f':{one.port}/')}?collection={name}-{number}"
        for number, one in enumerate(wires)
    ))  # fmt: skip


@pytest.fixture
def sharded(shards: Path, hashing_encoder: Encoder, document: Make, put: Put) -> Iterator[Library]:
    with open_library(shards, encoder=hashing_encoder, wait=5) as library:
        fill(library, document, put)
        yield library


def fill(library: Library, document: Make, put: Put) -> None:
    chooser = random.Random(4)  # noqa: S311
    for number in range(12):
        paragraphs = [" ".join(chooser.choices(WORDS, k=chooser.randrange(3, 30))) for _ in "abc"]
        put(library, document(f"d{number:02}", *paragraphs))
    library.remove(["d05"])


def found(library: Library, question: str) -> list[tuple[str, float]]:
    hits = library.search(question, top_k=10)
    return sorted(((hit.passage.id, round(hit.score, 5)) for hit in hits), key=lambda row: row[0])


def test_shards_score_as_one_library_does(
    sharded: Library, shared: Library, document: Make, put: Put
) -> None:
    fill(shared, document, put)
    for one in shards_of(sharded.path):
        with open_library(one) as shard:
            assert 0 < len(shard.documents()) < 11
    for question in ("late parcels", "158.13 cross-border exports", '"customs of"'):
        lists = []
        for library in (sharded, shared):
            with library.store.reading() as reading:
                scored = reading.matching(match_expression(question), limit=50, scope=Scope())
                ids = reading.passages_at([row for row, _ in scored])
                lists.append(sorted((ids[row].id, score) for row, score in scored))
        assert lists[0] == lists[1]
        assert found(sharded, question) == found(shared, question)
    assert sharded.check().clean
    assert sharded.missing == ()


def test_what_is_in_a_shard_is_shown_changed_and_removed_through_all(sharded: Library) -> None:
    for summary in sharded.documents():
        assert sharded.document(summary.id).title == f"On {summary.id}"
        assert len(sharded.passages(summary.id)) == 3
    assert sharded.add_bytes(b"Whales sail.", "whales.txt").status == "added"
    assert sharded.add_bytes(b"Whales sail.", "whales.txt").status == "unchanged"
    assert sharded.add_bytes(b"Whales swim.", "whales.txt").status == "updated"
    assert sharded.search("whales")[0].passage.text == "Whales swim."
    assert sharded.rebuild() == "exact"
    assert sharded.remove(["whales"]) == ["whales"]
    assert sharded.status().documents == 11


def test_shards_named_in_another_order_are_not_filled_any_further(
    sharded: Library, hashing_encoder: Encoder, document: Make, put: Put
) -> None:
    turned = place(",".join(map(str, reversed(shards_of(sharded.path)))))
    with open_library(turned, encoder=hashing_encoder) as library:
        assert len(library.search("late parcels")) == 10
        refused = 0
        for number in (0, 1, 2, 3):
            try:
                put(library, document(f"d{number:02}", "Another text."))
            except LibraryError as error:
                assert "in the order in which they were filled" in str(error)
                refused += 1
        assert refused > 0
    assert len(sharded.documents()) == 11


@pytest.mark.parametrize("trouble", ["slow", "cut"])
def test_nobody_waits_for_a_shard_longer_than_the_deadline(
    hurried: Library, wires: list[Wire], trouble: str
) -> None:
    wires[1].delay, wires[1].cut = (0.5, False) if trouble == "slow" else (0.0, True)
    start = time.monotonic()
    hits = hurried.search("late parcels", top_k=30)
    assert time.monotonic() - start < SOON
    assert hits
    [note] = hurried.missing
    assert note == "This is partial: shard 2 of 3 did not answer within 2 s."
    start = time.monotonic()
    rest = {summary.id for summary in hurried.documents()}  # it is left alone for a while
    assert time.monotonic() - start < 1.0
    assert 0 < len(rest) < 11
    assert {hit.passage.document_id for hit in hits} <= rest
    wires[1].delay, wires[1].cut = 0.0, False
    until_whole(hurried, 11)


def test_a_question_begins_again_without_a_shard_that_goes_away_in_the_middle_of_it(
    hurried: Library, wires: list[Wire], monkeypatch: pytest.MonkeyPatch
) -> None:
    encode = type(hurried.encoder).encode_tokens

    def cut_then_encode(self: Encoder, texts: Sequence[str]) -> list[TokenVectors]:
        wires[0].cut = True  # after the words were looked up, before the vectors are
        return encode(self, texts)

    monkeypatch.setattr(type(hurried.encoder), "encode_tokens", cut_then_encode)
    hits = hurried.search("late parcels", top_k=30)
    assert len(hurried.missing) == 1
    assert {hit.passage.document_id for hit in hits} == {one.id for one in hurried.documents()}


def test_commands_and_answers_say_what_is_missing_and_end_in_time(
    hurried: Library,
    wires: list[Wire],
    hashing_encoder: Encoder,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(index.network.minilm, "load_encoder", lambda name: hashing_encoder)
    with open_chatbot(hurried.path, encoder=hashing_encoder, use_reader=False) as bot:
        until_whole(bot.library, 11)
        assert "partial" not in bot.ask("Were the parcels late?").reason
        wires[2].cut = True
        start = time.monotonic()
        answer = bot.ask("Were the exports lost in 2019?")
        assert time.monotonic() - start < SOON
        assert "This is partial: shard 3 of 3 did not answer" in answer.reason
    start = time.monotonic()
    assert main(["search", "parcels", "--json", "--library", str(hurried.path)]) == 0
    assert time.monotonic() - start < SOON
    out = capsys.readouterr()
    assert json.loads(out.out)
    assert out.err == "This is partial: shard 3 of 3 did not answer within 2 s.\n"


def test_a_document_of_a_shard_that_does_not_answer_is_not_said_to_be_gone(
    hurried: Library, wires: list[Wire]
) -> None:
    every = {summary.id for summary in hurried.documents()}
    wires[2].cut = True
    hurried.search("late parcels")
    [away, *_] = every - {summary.id for summary in hurried.documents()}
    for ask in (hurried.document, hurried.original, hurried.resolve):
        with pytest.raises(LibraryUnreachable, match="shard 3 of 3 did not answer"):
            ask(away)
    wires[2].cut = False
    until_whole(hurried, 11)
    with pytest.raises(UnknownDocument):
        hurried.document("nowhere")


def test_what_must_be_whole_is_refused_while_a_shard_is_gone(
    sharded: Library, wires: list[Wire], database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    wires[0].close()
    gone = str(sharded.path).replace(str(wires[0].port), "1")  # nobody listens there
    assert main(["check", "--library", gone]) == 1
    assert capsys.readouterr().err == "shard 1 does not answer. Check its server.\n"
    to = f"{database}?collection={secrets.token_hex(4)}"
    assert main(["migrate", "--to", to, "--library", gone]) == 1
    with open_library(place(gone)) as library:
        assert 0 < len(library.documents()) < 11
        with pytest.raises(LibraryUnreachable):
            library.remove([library.documents()[0].id])
    with pytest.raises(LibraryUnreachable, match="no shard answers"):
        open_library(place("postgresql://u@127.0.0.1:1/a,postgresql://u@127.0.0.1:1/b"))


def test_each_shard_is_read_from_its_own_replica(
    sharded: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOOTNOTE_READ_DSN", str(shards_of(sharded.path)[0]))
    with pytest.raises(LibraryError, match="names 1 replicas of 3 databases"):
        open_library(sharded.path)
    monkeypatch.setenv("FOOTNOTE_READ_DSN", str(sharded.path))  # each is its own
    with open_library(sharded.path, encoder=sharded.encoder) as library:
        assert len(library.documents()) == 11
        assert library.missing == ()


def test_a_library_moves_to_shards_and_back(
    sharded: Library, shared: Library, database: str, tmp_path: Path, document: Make, put: Put
) -> None:
    fill(shared, document, put)
    name = secrets.token_hex(4)
    to = ",".join(f"{database}?collection={name}-{number}" for number in range(2))
    assert main(["migrate", "--to", to, "--library", str(shared.path)]) == 0
    folder = tmp_path / "back"
    assert main(["migrate", "--to", str(folder), "--library", to]) == 0
    with open_library(folder, encoder=shared.encoder) as back:
        assert found(back, "late parcels") == found(shared, "late parcels")
        assert back.check().clean
