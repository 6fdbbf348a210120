"""Whatever is done to a library, in whatever order, it is what a dictionary says it should be."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from index.adding import Adder, AddResult
from index.encoder import Encoder
from index.library import Library, open_library
from index.sources import Source
from ingest.document import Document
from ingest.parse import parse_bytes

EXAMPLES = int(os.environ.get("FOOTNOTE_EXAMPLES", "12"))  # `make soak`: 400
WORDS = ["parcels", "letters", "customs", "rivers", "boats", "bread", "spring", "delayed"]
names = st.sampled_from(["a.txt", "b.txt", "c.txt", "deep/a.txt"])
texts = st.lists(st.lists(st.sampled_from(WORDS), min_size=2, max_size=6), min_size=1, max_size=4)
queries = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)


def paper(paragraphs: list[list[str]]) -> bytes:
    return "\n\n".join(" ".join(words).capitalize() + "." for words in paragraphs).encode()


class PowerCut(Exception):
    """What ends a change without an end of its own."""


def parse(source: Source) -> Document:
    return parse_bytes(source.data, source.name)


class AnyOrder(RuleBasedStateMachine):
    """A library, and beside it a dictionary from ids to (where the file lies, its bytes)."""

    hashing_encoder: type

    def __init__(self) -> None:
        super().__init__()
        self.top = Path(tempfile.mkdtemp(prefix="any-order-"))
        self.papers, self.turn = self.top / "papers", 0
        (self.papers / "deep").mkdir(parents=True)
        self.model: dict[str, tuple[str, bytes]] = {}
        self.copies: dict[str, bytes] = {}  # what files held when they were added as copies
        self.encoder: Encoder = self.hashing_encoder()
        self.library: Library

    @initialize()
    def begin(self) -> None:
        self.open(self.top / "library-0")

    def open(self, folder: Path) -> None:
        self.library = open_library(folder, encoder=self.encoder)

    def teardown(self) -> None:
        assert self.library.check().findings == ()
        self.library.close()
        shutil.rmtree(self.top)

    # What a user does

    def put(self, path: Path) -> AddResult:
        data = path.read_bytes()
        adder = Adder(self.library.store, lambda: self.encoder, parse)
        result = adder.add_source(Source(path.name, str(path), data))
        self.expect_added(path, data, result)
        return result

    def expect_added(self, path: Path, data: bytes, result: AddResult) -> None:
        before = next((one for one, (at, _) in self.model.items() if at == str(path)), None)
        same = next((one for one, (_, held) in self.model.items() if held == data), None)
        self.copies.pop(str(path), None)
        if same is None:
            before = None if before and self.moved_to_copy(before) else before
            identity = before or path.stem
            digits = hashlib.sha256(data).hexdigest()
            names = (identity, *(f"{identity}-{digits[:count]}" for count in range(6, 64)))
            if before is None:
                identity = next(name for name in names if name not in self.model)
            assert (result.document, result.status) == (identity, "updated" if before else "added")
            self.model[identity] = (str(path), data)
            return
        assert (result.document, result.status) == (same, "unchanged")
        place = Path(self.model[same][0])
        stays = place.exists() and place.read_bytes() == data
        if before not in (None, same):
            self.leave(before, "" if stays else str(place))
        if not stays:
            self.model[same] = (str(path), data)  # it was moved
        elif place != path:
            self.copies[str(path)] = data

    def leave(self, identity: str, swapped: str) -> None:
        """Expect a document to be gone from a file that has other bytes now, or to be elsewhere."""
        _, data = self.model[identity]
        if swapped and Path(swapped).exists() and Path(swapped).read_bytes() == data:
            self.model[identity] = (swapped, data)
        elif not self.moved_to_copy(identity):
            del self.model[identity]

    def moved_to_copy(self, identity: str) -> bool:
        _, data = self.model[identity]
        for place in sorted(self.copies):
            there = Path(place).exists() and Path(place).read_bytes()
            if self.copies[place] == data == there:
                del self.copies[place]
                self.model[identity] = (place, data)
                return True
        return False

    @rule(name=names, text=texts)
    def add_or_change(self, name: str, text: list[list[str]]) -> None:
        (self.papers / name).write_bytes(paper(text))
        self.put(self.papers / name)

    @rule(name=names)
    def add_again(self, name: str) -> None:
        if (self.papers / name).exists():
            self.put(self.papers / name)

    @rule(name=names, to=names)
    def rename(self, name: str, to: str) -> None:
        if (self.papers / name).exists() and name != to:
            (self.papers / name).replace(self.papers / to)
            self.put(self.papers / to)

    @precondition(lambda self: self.model)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        identity = data.draw(st.sampled_from(sorted(self.model)))
        assert self.library.remove([identity]) == [identity]
        _, data = self.model.pop(identity)
        self.copies = {place: held for place, held in self.copies.items() if held != data}

    @rule()
    def publish(self) -> None:
        self.library.store.publish(force=True)

    @rule()
    def rebuild(self) -> None:
        self.library.rebuild()

    @rule()
    def change_model(self) -> None:
        encoder = self.hashing_encoder()
        encoder.name = "hashing-b" if self.encoder.name == "hashing-64" else "hashing-64"
        if encoder.name == "hashing-b":
            word = encoder._word
            encoder._word = lambda text: -np.roll(word(text), 7)
        self.library.close()
        self.encoder = encoder
        self.open(self.library.path)
        self.library.rebuild(change_model=True)

    # What happens to it

    @rule()
    def reopen(self) -> None:
        self.library.close()
        self.open(self.library.path)

    @rule(data=st.data(), half_published=st.booleans())
    def crash_amid_a_change(self, data: st.DataObject, half_published: bool) -> None:  # noqa: FBT001
        """Go on with what lies on the disk at a moment when a change was under way."""
        self.turn += 1
        image = self.top / f"library-{self.turn}"
        victim = data.draw(st.sampled_from(sorted(self.model) or [""]))
        with pytest.raises(PowerCut), self.library.store.writing() as writing:
            writing.use_model(self.encoder.name, self.encoder.dimension)
            writing.remove(victim)
            shutil.copytree(
                self.library.path, image, ignore=shutil.ignore_patterns("*-shm", "writer.lock")
            )
            raise PowerCut
        if half_published:  # the new generation was being written, or only to be pointed at
            (image / "index" / "gen-000998").mkdir(parents=True, exist_ok=True)
            (image / "index" / f"gen-000999.{self.turn}.tmp").mkdir()
        self.library.close()
        self.open(image)

    # What must hold

    @invariant()
    def it_holds_what_the_dictionary_holds(self) -> None:
        if not hasattr(self, "library"):
            return
        there = {
            summary.id: (summary.source, self.library.original(summary.id))
            for summary in self.library.documents()
        }
        assert there == self.model
        status = self.library.status()
        assert status.documents == len(self.model)

    @rule(query=queries, limit=st.sampled_from([1, 3, 10]))
    def search(self, query: str, limit: int) -> None:
        passages = [one for name in self.model for one in self.library.passages(name)]
        found = self.library.search(query, top_k=limit, signals="dense")
        if not passages:
            assert found == []
            return
        vectors = self.encoder.encode([one.embedded for one in passages])
        scores = sorted((vectors @ self.encoder.encode([query])[0]).tolist(), reverse=True)
        assert [hit.score for hit in found] == pytest.approx(scores[:limit], abs=4e-3)
        self.expect_words(query, limit)

    def expect_words(self, query: str, limit: int) -> None:
        wanted = set(query.split())
        for hit in self.library.search(query, top_k=limit, signals="lexical"):
            assert wanted & set(re.findall(r"\w+", hit.passage.embedded.lower()))
        for hit in self.library.search(query, top_k=limit):
            text = self.library.document(hit.passage.document_id).text
            assert text[hit.passage.start : hit.passage.end] == hit.passage.text


def test_any_order_of_changes_crashes_and_searches_agrees_with_a_dictionary(
    hashing_encoder: Encoder,
) -> None:
    AnyOrder.hashing_encoder = type(hashing_encoder)
    run_state_machine_as_test(
        AnyOrder,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=30,
            deadline=None,
            derandomize="FOOTNOTE_EXAMPLES" not in os.environ,  # CI does the same every time
            suppress_health_check=list(HealthCheck),
        ),
    )
