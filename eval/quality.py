"""Every figure of quality that Footnote is held to, each with its interval and what it must be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from eval.bootstrap import Estimate, mean_estimate
from eval.quality_figures import Figure
from eval.search.quality import ABSTRACTS, RIVALS, Tell, load_rivals, search_figures
from eval.search.retrieval import Progress

if TYPE_CHECKING:
    from eval.verdicts import Line

OWN = Path(__file__).with_name("data") / "henan.jsonl"
PARTS = ("search", "papers", "own", "verdicts")
_QUESTIONS = ("papers/covidqa", "papers/covidqa.jsonl", "papers/qasper", "papers/qasper.jsonl")
NEEDED = {  # of a test bed, for each part
    "search": (f"retrieval/{ABSTRACTS}", *_QUESTIONS),
    "papers": _QUESTIONS,
    "own": (),
    "verdicts": ("papers/qasper",),
}
PAIRS = 200  # of each kind


@dataclass(frozen=True, slots=True)
class Asked:
    """A question file, the papers that it is about, and what must come of it.

    `papers` is a folder of papers, or `library` one that holds them already.
    """

    part: str
    questions: Path
    papers: Path | None
    library: Path | None
    must: Mapping[str, float]
    at_most: Mapping[str, float] = field(default_factory=dict)
    use_reader: bool = True


def quality_figures(
    testbed: Path,
    library: Path,
    *,
    parts: Sequence[str],
    limit: int,
    tell: Tell,
    progress: Progress,
) -> Iterator[Figure]:
    """Yield the figures of the parts named; `limit` keeps each question file to its first N."""
    if "search" in parts:
        rivals = load_rivals(RIVALS)
        yield from search_figures(testbed, rivals=rivals, limit=limit, tell=tell, progress=progress)
    for asked in asked_of(testbed, library):
        if asked.part in parts:
            yield from _answers(asked, limit=limit, tell=tell, progress=progress)
    if "verdicts" in parts:
        yield from _verdicts(testbed / "papers" / "qasper")


def asked_of(testbed: Path, library: Path) -> list[Asked]:
    """Return what is asked, of which papers."""
    papers = testbed / "papers"
    covidqa = Asked("papers", papers / "covidqa.jsonl", papers / "covidqa", None, _COVIDQA)
    return [
        replace(covidqa, at_most={"latency-p95": 0.4}),
        replace(covidqa, must={}, at_most={"latency-p95": 0.15}, use_reader=False),
        Asked("papers", papers / "qasper.jsonl", papers / "qasper", None, _QASPER),
        Asked("own", OWN, None, library, _OWN),
    ]


_COVIDQA = {"answer-inclusion": 0.60, "passage-inclusion@5": 0.85, "quote-fidelity": 1.0}
_QASPER = {"quote-fidelity": 1.0}
_OWN = {
    "answer-inclusion": 0.97,
    "section-accuracy": 0.97,
    "abstention-rate": 0.92,
    "answer-rate": 0.97,
    "quote-fidelity": 1.0,
}


def _answers(asked: Asked, *, limit: int, tell: Tell, progress: Progress) -> Iterator[Figure]:
    """Yield what answering the questions gives."""
    from app.chatbot import open_chatbot
    from eval.questions import load_questions
    from eval.session import evaluate, library_of

    questions = load_questions(asked.questions)[: limit or None]
    name = asked.questions.stem + ("" if asked.use_reader else ", no reader")
    where = asked.library or library_of(asked.papers or Path(), tell=tell)
    with (
        open_chatbot(where, use_reader=asked.use_reader) as chatbot,
        progress(f"asking {name}", len(questions)) as told,
    ):
        measures = evaluate(questions, chatbot, name=name, progress=told).report.measures
    for measure in dict.fromkeys([*measures, *asked.must, *asked.at_most]):
        under = measure in asked.at_most
        must = asked.at_most.get(measure, asked.must.get(measure))
        yield Figure(asked.part, f"{name}: {measure}", measures.get(measure), must, under)


def _verdicts(papers: Path) -> Iterator[Figure]:
    """Yield how many true and changed sentences are judged rightly."""
    from eval import verdicts

    lines = verdicts.measure(verdicts.made_pairs(verdicts.read_papers(papers), each=PAIRS))
    for line in lines:
        yield Figure("verdicts", f"{line.kind}: judged rightly", right_share([line]))
    for name, true in (("all true ones: supported", True), ("all changed: not supported", False)):
        own = [line for line in lines if (line.kind in verdicts.TRUE) == true]
        yield Figure("verdicts", name, right_share(own), 0.95)


def right_share(lines: Sequence[Line]) -> Estimate:
    """Return the share of pairs that were judged rightly."""
    pairs = sum(line.pairs for line in lines)
    right = round(sum(line.right * line.pairs for line in lines))
    return mean_estimate([1.0] * right + [0.0] * (pairs - right))
