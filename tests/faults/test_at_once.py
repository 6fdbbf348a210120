"""Several at once: readers and a writer in processes of their own, and people while files come."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

import app.api
from app.chatbot import Chatbot, open_chatbot
from app.server.guard import Guard
from index.encoder import Encoder
from index.errors import LibraryBusy
from index.library import open_library

HERE = Path(__file__).parent
SECONDS = float(os.environ.get("FOOTNOTE_AT_ONCE", "5"))  # `make soak`: 60
READERS = 4
PEOPLE = 8
FILES = 30


def run(script: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, str(HERE / script), *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def wait_for(words: str, file: Path) -> None:
    end = time.monotonic() + 120
    while words not in file.read_text():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.mark.slow
def test_every_hit_is_what_was_embedded_while_another_process_writes(
    tmp_path: Path, hashing_encoder: Encoder
) -> None:
    command = [sys.executable, str(HERE / "killed_child.py"), str(tmp_path / "library"), "a", "1"]
    said = tmp_path / "said"
    with said.open("w") as file, subprocess.Popen(command, stdout=file) as writer:
        wait_for("added ", said)
        place = tmp_path / "library"
        readers = [run("at_once_child.py", "read", place, SECONDS) for _ in range(READERS)]
        outcomes = [reader.communicate(timeout=SECONDS + 300) for reader in readers]
        assert writer.poll() is None  # it wrote all the time
        writer.kill()
    assert [reader.returncode for reader in readers] == [0] * READERS, outcomes
    done = said.read_text()
    rows = [json.loads(said) for said, _ in outcomes]
    assert done.count("added ") > 3
    assert sum(row["hits"] for row in rows) > 0
    assert max(row["states"] for row in rows) > 2  # they saw the library change
    with open_library(place, encoder=hashing_encoder) as library:
        assert library.check().findings == ()


def test_a_writer_in_another_process_is_waited_for_and_named(
    tmp_path: Path, hashing_encoder: Encoder
) -> None:
    script = (
        "import sys, time; sys.argv = ['add.py', 'papers']\n"
        "from pathlib import Path\n"
        "from index.opening import open_store\n"
        f"store = open_store(Path({str(tmp_path)!r}))\n"
        "with store.writing():\n"
        "    print('writing', flush=True); sys.stdin.readline()\n"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=HERE.parents[1],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert other.stdin is not None
    assert other.stdout is not None
    assert other.stdout.readline() == "writing\n"
    with open_library(tmp_path, encoder=hashing_encoder, wait=0.2) as impatient:
        with pytest.raises(LibraryBusy, match=rf"process {other.pid} \(add.py papers\)"):
            impatient.add_bytes(b"Boats sail on the river.", "boats.txt")
        assert impatient.search("boats") == []  # reading goes on
    with open_library(tmp_path, encoder=hashing_encoder, wait=60) as patient:
        threading.Timer(0.5, lambda: other.communicate("\n")).start()
        assert patient.add_bytes(b"Boats sail on the river.", "boats.txt").status == "added"


class Person(threading.Thread):
    """Asks one question after the other, and looks at the list of documents in between."""

    def __init__(self, server: Starlette, number: int, done: threading.Event) -> None:
        super().__init__()
        self._server, self._number, self._finished = server, number, done
        self.answers: list[dict[str, object]] = []
        self.counts: list[int] = []
        self.refused: list[str] = []

    def run(self) -> None:
        with TestClient(self._server) as client:
            turn = self._number
            while not self._finished.is_set():
                turn = turn % FILES + 1
                question = f"When was the {turn}th lighthouse painted?"
                for reply in (
                    client.post("/api/ask", json={"question": question}),
                    client.get("/api/documents"),
                ):
                    if reply.status_code != 200:
                        self.refused.append(reply.text)
                    elif "documents" in reply.json():
                        self.counts.append(len(reply.json()["documents"]))
                    else:
                        self.answers.append(reply.json())


@pytest.fixture
def bot(tmp_path: Path, hashing_encoder: Encoder) -> Chatbot:
    run("at_once_child.py", "add", tmp_path / "library", 1).communicate(timeout=120)
    return open_chatbot(
        tmp_path / "library", encoder=hashing_encoder, use_reader=False, threshold=0.0
    )


@pytest.mark.slow
def test_eight_people_get_answers_while_a_folder_is_being_added(
    bot: Chatbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.api, "QUESTIONS_A_MINUTE", 100_000)  # they all come from one address
    server = Starlette(
        routes=app.api.routes(lambda: bot),
        middleware=[Middleware(Guard, allowed_hosts=("testserver",))],
    )
    finished = threading.Event()
    people = [Person(server, number, finished) for number in range(PEOPLE)]
    adding = run("at_once_child.py", "add", bot.library.path, FILES)
    for person in people:
        person.start()
    adding.communicate(timeout=300)
    finished.set()
    for person in people:
        person.join(120)
    assert adding.returncode == 0
    for person in people:
        assert person.refused == []
        assert person.answers
        assert person.counts == sorted(person.counts)  # nothing that was there has gone
    texts = {row.id: bot.library.document(row.id).text for row in bot.library.documents()}
    assert len(texts) == FILES
    for answer in (answer for person in people for answer in person.answers):
        for citation in answer["citations"]:
            text = texts[citation["document"]]
            assert text[citation["start"] : citation["end"]] == citation["quote"]
    ids = [answer["id"] for person in people for answer in person.answers]
    assert len(set(ids)) == len(ids)  # no two answers were given under one id
    assert all(re.fullmatch(r"[0-9a-f]{8}", str(one)) for one in ids)
