"""What people send to do harm, or without meaning to: files, names and questions."""

from __future__ import annotations

import importlib.util
import re
import string
import time
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.chatbot import Chatbot, open_chatbot
from index.adding import Adder
from index.library import Library, open_library
from index.sources import Source
from ingest.document import Document
from ingest.errors import FootnoteError, IngestError, UsageError
from ingest.parse import parse_bytes
from ingest.sandbox import Sandbox

HERE = Path(__file__).parent
SECONDS = 8.0
MEGABYTES = 700
spec = importlib.util.spec_from_file_location("hostile", HERE / "hostile.py")
hostile = importlib.util.module_from_spec(spec)
spec.loader.exec_module(hostile)
BOMBS: dict[str, tuple[str, Callable[[], bytes]]] = hostile.BOMBS


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(timeout_s=SECONDS, memory_mb=MEGABYTES) as opened:
        yield opened


@pytest.mark.slow
@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_read_or_refused_in_one_line_within_the_limits(
    sandbox: Sandbox, bomb: str
) -> None:
    name, make = BOMBS[bomb]
    data = make()
    started = time.monotonic()
    try:
        document = sandbox.parse_bytes(data, name)
        assert "root:" not in document.text  # /etc/passwd
        assert len(document.text) < 20_000_000
    except IngestError as exc:
        named = "|".join(map(re.escape, [name, *hostile.MEMBERS]))
        assert re.fullmatch(rf"[^\n]*'({named})'[^\n]*", str(exc))
        if "within" in str(exc):  # its process was ended; tests of the sandbox go on from there
            return
    finally:
        assert time.monotonic() - started < SECONDS + 20
    assert sandbox.parse_bytes(b"Moss grows.", "after.txt").text  # the next file is read as ever


def parse(source: Source) -> Document:
    return parse_bytes(source.data, source.name)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    fakes_at = HERE.parent / "conftest.py"
    found = importlib.util.spec_from_file_location("fakes", fakes_at)
    fakes = importlib.util.module_from_spec(found)
    found.loader.exec_module(fakes)
    folder = tmp_path_factory.mktemp("hostile")
    with open_library(folder / "library", encoder=fakes.HashingEncoder()) as opened:
        add(
            opened,
            "moss.txt",
            b"Moss on Slate\n\n1 Results\n\nParcels of moss were delayed in 2019.",
        )
        yield opened


def add(library: Library, name: str, data: bytes) -> str:
    adder = Adder(library.store, lambda: library.encoder, parse)
    result = adder.add_source(Source(Path(name).name, name, data))
    assert result.status in {"added", "updated", "unchanged"}, result.error
    return result.document


NAMES = [
    "../../../etc/passwd.txt",
    "..\\..\\windows\\system.txt",
    "/absolute/path.txt",
    "nul\x00byte.txt",
    "right\u202eto\u2066left.txt",
    "new\nline\r.txt",
    "\x1b[31mred\x1b[0m.txt",
    "x" * 300 + ".txt",
    "ö" * 300 + ".txt",
    "CON.txt",
    ".txt",
    "   .txt",
    "-rf.txt",
    "%2e%2e%2f.txt",
    "'; DROP TABLE documents; --.txt",
    "<script>alert(1)</script>.txt",
    "🧪" * 100 + ".txt",
    "\ud800.txt".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
]


def expect_a_harmless_id(identifier: str) -> None:
    assert 0 < len(identifier) <= 200
    for letter in identifier:
        assert letter not in "/\\<>\"'"
        assert unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert identifier not in {".", ".."}
    assert not identifier.startswith("-")


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_a_label_and_leads_nowhere(library: Library, name: str) -> None:
    before = {path for path in library.path.parent.rglob("*") if "library" not in path.parts}
    identifier = add(library, name, f"Harmless words number {len(name)} of {name!r}.".encode())
    expect_a_harmless_id(identifier)
    assert library.document(identifier).text.startswith("Harmless")
    assert library.resolve(identifier) == identifier
    library.remove([identifier])
    after = {path for path in library.path.parent.rglob("*") if "library" not in path.parts}
    assert before == after


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(stem=st.text(min_size=1, max_size=40), body=st.text(string.ascii_letters, min_size=3))
def test_any_name_at_all_is_a_label(library: Library, stem: str, body: str) -> None:
    name = stem.encode("utf-8", "replace").decode() + ".txt"
    identifier = add(library, name, f"Some words of {body}.".encode())
    expect_a_harmless_id(identifier)
    library.remove([identifier])


QUESTIONS = [
    "Wie viele Pakete wurden verspätet?",
    "Сколько посылок было задержано в 2019 году?",
    "有多少包裹被延误？",
    "كم عدد الطرود التي تأخرت؟",
    "כמה חבילות התעכבו?",
    "कितने पार्सल देरी से आए?",
    "どのくらいの小包が遅れましたか",
    "얼마나 많은 소포가 지연되었습니까?",
    "Πόσα δέματα καθυστέρησαν;",
    "எத்தனை பார்சல்கள் தாமதமாகின?",
    "พัสดุกี่ชิ้นล่าช้า",
    "ꦥꦏꦺꦠ꧀ 𐤀𐤁 𓀀 𒀀?",
    "moss\u202e evil \u2066 marks\u2069 \u200b?",
    "\x00\x01\x02 moss \x1b[31m \x7f",
    "\ud83d moss \udc00",
    "M\u0301o\u0301s\u0301s\u0301 " * 50,
    "a\u0300" * 500,
    "?" * 3000,
    "moss " * 700,
    "🧪🪨🌿?",
    "\ufeffmoss\ufffe\uffff",
    "{moss} {0} %s %n ${moss} {{moss}} #{moss}",
    "../../../etc/passwd",
    "<script>alert('moss')</script>",
    "section 99999999999999999999 of moss",
    "What does [999999999] say about 1e999 and -0 and NaN?",
    "In 9999999999999999999999 how many in the year 0000?",
]


@pytest.fixture(scope="module")
def bot(library: Library) -> Chatbot:
    return open_chatbot(library.path, encoder=library.encoder, use_reader=False)


def ask(bot: Chatbot, question: str) -> None:
    try:
        answer = bot.ask(question)
    except UsageError as exc:
        assert re.fullmatch(r"[^\n]+", str(exc))
        return
    answer.text.encode("utf-8")  # no half characters come back
    for citation in answer.citations:
        text = bot.library.document(citation.document_id).text
        assert text[citation.start : citation.end] == citation.quote


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_in_any_script_is_answered_or_refused_in_one_line(
    bot: Chatbot, question: str
) -> None:
    ask(bot, question)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(question=st.text(max_size=80))
def test_any_text_at_all_may_be_asked(bot: Chatbot, question: str) -> None:
    ask(bot, question)


SYNTAX = [
    "moss' OR '1'='1",
    'moss" OR "1"="1',
    "moss; DROP TABLE passages; --",
    "moss UNION SELECT data FROM originals",
    "moss AND NOT slate",
    "NEAR(moss slate, 5)",
    "context : moss",
    "{context text} : moss",
    "^moss",
    "moss*",
    "mo.s",
    "moss + slate",
    "(moss",
    "moss) OR (1",
    "[moss]",
    "moss|slate",
    "moss\\",
    "m(o+)+s{2,}",
    "(?P<x>moss)",
    "moss%",
    "moss_",
    "\\x6d\\x6f",
    "MATCH moss bm25(words)",
    "-moss",
    "moss -- comment",
    "/* moss */",
    "rank:moss rowid:1",
]


@pytest.mark.parametrize("question", SYNTAX)
def test_what_means_something_to_a_database_is_just_words(library: Library, question: str) -> None:
    documents = library.documents()
    for signals in ("lexical", "dense", "full"):
        found = library.search(question, signals=signals)
        if signals == "lexical":  # by its words only, whatever stands between them
            words = " ".join(re.findall(r"\w+", question))
            assert {hit.passage.id for hit in found} >= {
                hit.passage.id
                for hit in library.search(words, signals=signals)
                if "moss" in words.split()
            }
    assert library.documents() == documents
    assert library.check().findings == ()


def test_a_name_in_a_request_is_just_a_name(library: Library) -> None:
    for name in ("moss' OR 1=1", "../moss", "moss%", "m_ss", "*", "", "\x00"):
        with pytest.raises(FootnoteError, match=r"^[^\n]+$"):
            library.search("moss", documents=[name])
    assert [row.id for row in library.documents()] == ["moss"]
