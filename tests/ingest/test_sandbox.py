"""The parsing process: documents and errors come through, bad files end it and nothing else."""

import gc
import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.errors import Empty, Encrypted, IngestError, TooLarge
from ingest.parse import parse
from ingest.sandbox import Sandbox
from ingest.wire import decode, encode

PAPER = """# A paper on boxes

## Abstract

Boxes hold things [1].

## 1 Method

We put things into boxes, as Smith (2001) did [1], and counted them twice.

## References

[1] J. Smith. On boxes. Journal of Boxes, 2001.
"""


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as made:
        yield made


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "boxes.md"
    path.write_text(PAPER, encoding="utf-8")
    return path


def pdf(text: str) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(72, 700, text)
    canvas.save()
    return out.getvalue()


def test_a_document_comes_through_unchanged(sandbox: Sandbox, paper: Path) -> None:
    assert sandbox.parse(paper) == parse(paper)


def test_word_boxes_come_through_unchanged(sandbox: Sandbox, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf("Some words in boxes"))
    document = sandbox.parse(path)
    assert document == parse(path)
    assert len(document.words) == 4


def test_bytes_are_parsed_under_the_name_given(sandbox: Sandbox) -> None:
    assert sandbox.parse_bytes(pdf("Uploaded words"), "upload.pdf").source == "upload.pdf"


def test_bytes_larger_than_a_pipe_come_through(sandbox: Sandbox) -> None:
    text = "A sentence that is repeated. " * 20_000
    assert len(sandbox.parse_bytes(text.encode(), "long.txt").text) > 500_000


def test_encoding_and_decoding_give_the_same_document(paper: Path) -> None:
    document = parse(paper)
    assert decode(encode(document)) == document


def test_the_kind_of_error_survives(sandbox: Sandbox, tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").write_bytes(b"")
    with pytest.raises(Empty, match=r"empty\.pdf"):
        sandbox.parse(tmp_path / "empty.pdf")
    with pytest.raises(IngestError, match=r"absent\.pdf"):
        sandbox.parse(tmp_path / "absent.pdf")


def test_a_password_reaches_the_reader(sandbox: Sandbox) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, encrypt="open")
    canvas.drawString(72, 700, "A secret")
    canvas.save()
    with pytest.raises(Encrypted):
        sandbox.parse_bytes(out.getvalue(), "secret.pdf")
    assert "secret" in sandbox.parse_bytes(out.getvalue(), "secret.pdf", password="open").text


def test_one_process_serves_many_files_of_any_kind(paper: Path) -> None:
    with Sandbox() as sandbox:
        assert sandbox.parse(paper).text
        child = sandbox._child
        assert sandbox.parse_bytes(pdf("Uploaded words"), "upload.pdf").text
        assert sandbox.parse(paper).text
        assert sandbox._child is child


@pytest.mark.parametrize("name", ["paper", ".md", "a\0.md", "für.md", "paper.xyz", "paper.\ud83d"])
def test_a_process_may_begin_with_a_file_of_any_name(name: str) -> None:
    with Sandbox() as sandbox:
        assert sandbox.parse_bytes(pdf("Uploaded words"), name).text


def test_a_file_that_takes_too_long_is_given_up_and_the_next_is_read(paper: Path) -> None:
    endless = paper.with_name("endless.txt")
    os.mkfifo(endless)  # opening it waits for a writer that never comes
    with Sandbox(timeout_s=2) as sandbox:
        with pytest.raises(TooLarge, match="'endless.txt' was not read within 2 s"):
            sandbox.parse(endless)
        assert sandbox.parse(paper).title == "A paper on boxes"


def test_a_file_that_takes_too_much_memory_is_given_up_and_the_next_is_read(paper: Path) -> None:
    huge = paper.with_name("huge.txt")
    with huge.open("wb") as file:
        file.truncate(190_000_000)
    with Sandbox(memory_mb=160) as sandbox:
        with pytest.raises(IngestError, match=r"'huge\.txt'.*(memory|MB)"):
            sandbox.parse(huge)
        assert sandbox.parse(paper).title == "A paper on boxes"


def test_a_killed_process_costs_one_file(paper: Path) -> None:
    with Sandbox() as sandbox:
        sandbox.parse(paper)
        child = sandbox._child
        assert child is not None
        child.kill()
        child.wait()
        assert sandbox.parse(paper).title == "A paper on boxes"


def test_closing_ends_the_process(paper: Path) -> None:
    with Sandbox() as sandbox:
        sandbox.parse(paper)
        child = sandbox._child
    assert child is not None
    assert child.poll() is not None


def test_a_process_that_cannot_start_is_one_line_and_leaves_nothing_open() -> None:
    told = r"^the parsing[^\n]+memory limit 1 MB[^\n]+$"
    with Sandbox(memory_mb=1) as sandbox, pytest.raises(IngestError, match=told):
        sandbox.parse_bytes(b"Moss grows.", "moss.txt")
    gc.collect()  # pipes left open would warn here, which fails a test


def test_a_process_that_starts_too_slowly_is_not_put_down_to_its_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("ingest.sandbox._START_S", 0.0)
    told = r"^the parsing process did not start within 0 s: [^\n]+$"
    with Sandbox() as sandbox, pytest.raises(IngestError, match=told) as raised:
        sandbox.parse_bytes(b"Moss grows.", "moss.txt")
    assert "memory" not in str(raised.value)
