"""The queue: files wait in the database, workers take them, and each takes effect once."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

import index.network.minilm
from index.__main__ import main
from index.adding import Adder
from index.encoder import Encoder, TokenVectors
from index.library import Library, open_library
from index.postgres.fencing import FencedStore, LeaseLost
from index.postgres.queue import Job, Queue
from index.postgres.store import PostgresStore
from index.sources import Source
from index.workers import add_by_queue, work
from ingest.document import Document
from ingest.errors import TooLarge
from ingest.parse import parse_bytes


@pytest.fixture(autouse=True)
def the_encoder(monkeypatch: pytest.MonkeyPatch, hashing_encoder: Encoder) -> None:
    monkeypatch.setattr(index.network.minilm, "load_encoder", lambda name: hashing_encoder)


def parse(source: Source) -> Document:
    return parse_bytes(source.data, source.name)


def store_of(library: Library) -> PostgresStore:
    assert isinstance(library.store, PostgresStore)
    return library.store


def source(text: str = "Parcels were late.", name: str = "parcels.txt") -> Source:
    return Source(name, f"/papers/{name}", text.encode())


def add(library: Library, job: Job) -> str:
    adder = Adder(FencedStore(store_of(library), job), lambda: library.encoder, parse)
    return adder.add_source(job.source).status


def test_add_says_of_each_file_what_the_contract_has(
    shared_place: Path, papers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["add", str(papers), "--library", str(shared_place), "--json"]
    assert main(command) == 1
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(Path(row["path"]).name, row["status"]) for row in rows] == [
        ("boats.md", "added"),
        ("letters.md", "added"),
        ("parcels.md", "added"),
        ("torn.pdf", "failed"),
    ]
    assert rows[0]["passages"] == rows[0]["embedded"] > 0
    assert "torn.pdf" in rows[3]["error"]
    assert main([*command[:1], str(papers / "boats.md"), *command[2:]]) == 0
    assert json.loads(capsys.readouterr().out)["status"] == "unchanged"


def test_files_can_be_left_to_workers(
    shared_place: Path, papers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = ["--library", str(shared_place)]
    (papers / "torn.pdf").unlink()
    assert main(["add", str(papers), "--no-wait", "--json", *place]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {row["status"] for row in rows} == {"queued"}
    assert main(["add", str(papers / "boats.md"), "--no-wait", *place]) == 0
    assert capsys.readouterr().out == f"queued     {papers / 'boats.md'}\n"
    assert main(["queue", "--json", *place]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["waiting"], shown["done"], shown["dead"]) == (3, 0, 0)
    assert main(["work", "--jobs", "2", "--until-empty", *place]) == 0
    assert capsys.readouterr().out.count("added") == 3
    assert main(["queue", *place]) == 0
    assert capsys.readouterr().out.strip() == "0 waiting, 0 running, 3 done, 0 dead"
    assert main(["check", *place]) == 0


def test_a_file_that_can_never_be_read_is_tried_once_and_listed_with_the_reason(
    shared_place: Path, papers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = ["--library", str(shared_place)]
    assert main(["add", str(papers / "torn.pdf"), *place]) == 1
    capsys.readouterr()
    assert main(["queue", "--json", *place]) == 0
    [row] = json.loads(capsys.readouterr().out)["jobs"]
    assert (row["state"], row["tries"]) == ("dead", 1)
    assert "torn.pdf" in row["problem"]
    assert main(["queue", "--retry", "--json", *place]) == 0
    assert json.loads(capsys.readouterr().out)["waiting"] == 1
    assert main(["work", "--until-empty", *place]) == 1
    assert main(["queue", "--forget", *place]) == 0
    assert capsys.readouterr().out.endswith("0 waiting, 0 running, 0 done, 0 dead\n")


def test_a_file_whose_failure_may_pass_is_tried_three_times(
    shared: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_slow(*given: object, **also: object) -> Document:
        raise TooLarge("'parcels.txt' was not read within 30 s.")

    monkeypatch.setattr("index.parsing.SandboxPool.parse", too_slow)
    waiting = Queue(store_of(shared))
    waiting.put(source())
    results = list(work(shared, until_empty=True))
    assert [result.error.endswith("tried again.") for result in results] == [True, True, False]
    [row] = waiting.rows()
    assert (row.state, row.tries) == ("dead", 3)


def test_a_folder_has_no_queue(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["queue", "--library", str(tmp_path / "library")]) == 1
    assert "this needs --library postgresql://" in capsys.readouterr().err
    assert main(["add", ".", "--no-wait", "--library", str(tmp_path / "library")]) == 2


def test_a_worker_that_wakes_after_its_lease_commits_nothing(shared: Library) -> None:
    slow, quick = Queue(store_of(shared), lease=2.0), Queue(store_of(shared), lease=30)
    slow.put(source())
    first = slow.take()
    assert first is not None
    assert quick.take() is None  # it is held
    time.sleep(2.2)
    with pytest.raises(LeaseLost, match="another worker's"):
        add(shared, first)
    assert shared.documents() == []
    second = quick.take()
    assert second is not None
    assert second.token > first.token
    with pytest.raises(LeaseLost):
        add(shared, first)
    assert not slow.renew(first)
    assert add(shared, second) == "added"
    assert add(shared, first) == "unchanged"
    assert slow.fail(first, "too late") == "lost"
    assert [document.id for document in shared.documents()] == ["parcels"]
    assert quick.counts() == {"waiting": 0, "running": 0, "done": 1, "dead": 0}


def test_a_job_that_takes_long_is_held_by_its_heartbeat(
    shared_place: Path, hashing_encoder: Encoder
) -> None:
    class SlowEncoder(type(hashing_encoder)):  # type: ignore[misc]
        def encode_tokens(self, texts: Sequence[str]) -> list[TokenVectors]:
            time.sleep(4.5)
            return super().encode_tokens(texts)  # type: ignore[no-any-return]

    with open_library(shared_place, encoder=SlowEncoder()) as library:
        Queue(store_of(library)).put(source())
        results = list(work(library, jobs=3, lease=3.0, until_empty=True))
        assert [result.status for result in results] == ["added"]
        assert Queue(store_of(library)).rows() == []


def test_versions_of_one_file_are_added_in_the_order_in_which_they_came(shared: Library) -> None:
    waiting = Queue(store_of(shared))
    for version in range(4):
        waiting.put(source(f"Version {version} of the parcels."))
    assert waiting.counts()["waiting"] == 4
    first = waiting.take()
    assert first is not None
    assert waiting.take() is None
    waiting.give_back(first)
    list(work(shared, jobs=4, until_empty=True))
    [document] = shared.documents()
    assert shared.document(document.id).text.startswith("Version 3")


def test_the_same_file_waits_only_once(shared: Library) -> None:
    waiting = Queue(store_of(shared))
    assert waiting.put(source()) == waiting.put(source())
    assert waiting.counts()["waiting"] == 1


def test_what_was_given_up_of_a_file_is_forgotten_when_it_is_queued_again(
    shared: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = Queue(store_of(shared))
    with monkeypatch.context() as patched:
        patched.setattr("index.postgres.queue.TRIES", 1)
        waiting.put(source("An older version."))
        older = waiting.take()
        assert older is not None
        assert waiting.fail(older, "too slow") == "dead"
    waiting.put(source("A newer version."))
    list(work(shared, until_empty=True))
    assert waiting.retry() == 0
    assert waiting.counts() == {"waiting": 0, "running": 0, "done": 1, "dead": 0}
    assert shared.document("parcels").text == "A newer version."
    assert waiting.outcomes([older.id])[older.id].status == "failed"


def test_what_was_given_up_of_a_file_is_looked_up_and_not_sought_among_all_that_wait(
    shared: Library,
) -> None:
    store = store_of(shared)
    with store.connections.borrowed() as connection:
        connection.execute(
            "INSERT INTO jobs (collection, source, sha256, name, data) SELECT %s, i::text, '', '',"
            " '' FROM generate_series(1, 5000) i",
            (store.collection,),
        )
        connection.execute("ANALYZE jobs")
        plan = connection.execute(
            "EXPLAIN DELETE FROM jobs WHERE collection = 1 AND source = '7' AND state = 'dead'"
        ).fetchall()
    assert "jobs_given_up" in str(plan)
    assert "Seq Scan" not in str(plan)


def test_whoever_waits_for_a_file_that_is_taken_out_of_the_queue_is_told(
    shared: Library, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = Queue(store_of(shared))
    put = Queue.put

    def taken_out(queue: Queue, file: Source) -> int:
        number = put(queue, file)
        waiting.withdraw([number])
        return number

    monkeypatch.setattr(Queue, "put", taken_out)
    [result] = add_by_queue(shared, [papers / "boats.md"])
    assert (result.status, result.error.split(";")[0]) == (
        "failed",
        "it was taken out of the queue before it was added",
    )


def test_a_file_is_given_up_when_its_workers_vanish_again_and_again(shared: Library) -> None:
    waiting = Queue(store_of(shared), lease=0.01)
    waiting.put(source())
    taken = 0
    while waiting.take() is not None:
        taken += 1
        time.sleep(0.03)
    assert taken == 6
    [row] = waiting.rows()
    assert row.state == "dead"
    assert "stopped without a word" in row.problem


def test_what_nobody_waits_for_any_more_leaves_the_queue(shared: Library, papers: Path) -> None:
    adding = add_by_queue(shared, [papers])
    assert next(adding).status == "added"
    adding.close()  # type: ignore[attr-defined]
    counts = Queue(store_of(shared)).counts()
    assert (counts["waiting"], counts["running"]) == (0, 0)
