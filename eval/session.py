"""A run from start to end: a library, a chatbot on it, the questions, and the report."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.chatbot import WARM_UP, Chatbot
from app.model.llm_settings import settings_from_environment
from app.support import verdict
from eval.cache import content_key, fresh_folder, mark_complete
from eval.measures import DEPTH, Outcome, ranked_scores, score
from eval.questions import Question, fingerprint
from eval.relevance import Judge, named_evidence
from eval.report import Report
from eval.run import ask_all
from eval.setup import Setup
from index.hits import Hit
from index.library import open_library
from index.progress import progress_bar
from index.report import add_line
from index.sources import inside
from index.store import DocumentSummary
from ingest.errors import UsageError


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A report, and the ranked results and judgements that its retrieval measures come from.

    `moved` says that the library's documents were others at the end than at the start.
    """

    report: Report
    run: dict[str, dict[str, float]]
    qrels: dict[str, dict[str, int]]
    moved: bool = False


def library_of(folder: Path, *, tell: Callable[[str], None]) -> Path:
    """Return the cached library that holds the papers in `folder`, built if need be.

    It is built anew when a paper or the code that reads papers changes. What cannot be read is
    told, each time. Raises UsageError where there is no such folder, or nothing in it can be read.
    """
    if not folder.is_dir():
        raise UsageError(f"--add {str(folder)!r}: no such folder")
    files = sorted(inside(folder))
    where = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:8]
    key = content_key(files, code=["ingest"])
    cached, complete = fresh_folder(f"library-{folder.name}-{where}", key)
    unread = cached / "unread.txt"
    if complete:
        if unread.is_file():
            tell(unread.read_text(encoding="utf-8"))
        return cached / "library"
    tell(f"adding {len(files)} files of {folder}; the library is kept in {cached}")
    failed = _added(folder, cached / "library", tell=tell)
    if failed:
        unread.write_text("\n".join(failed), encoding="utf-8")
    mark_complete(cached, key)
    return cached / "library"


def _added(folder: Path, to: Path, *, tell: Callable[[str], None]) -> list[str]:
    """Add the papers in `folder` to the library `to`; return what is to be said of the others."""
    failed = []
    added = 0
    with open_library(to) as library, progress_bar(hidden=False) as progress:
        for result in library.add([folder], progress=progress):
            if result.status == "failed":
                failed.append(add_line(result))
                tell(failed[-1])
            else:
                added += 1
    if not added:
        raise UsageError(f"--add {str(folder)!r}: nothing in it can be read as a paper")
    return failed


def evaluate(
    questions: Sequence[Question],
    chatbot: Chatbot,
    *,
    name: str,
    progress: Callable[[int], None],
) -> Evaluation:
    """Return the evaluation of a chatbot. `progress` is told how many questions are done."""
    library = chatbot.library
    summaries = library.documents()
    judge = Judge([summary.id for summary in summaries], library.document)

    def search(query: str, documents: Sequence[str]) -> list[Hit]:
        return library.search(query, top_k=DEPTH, documents=documents)

    chatbot.ask(WARM_UP)  # loads the models, so that the first question's time is like the others'
    started = time.perf_counter()
    outcomes: list[Outcome] = []
    asked = ask_all(questions, chatbot, search=search, supports=_supports, judge=judge)
    for outcome in asked:
        outcomes.append(outcome)
        progress(len(outcomes))
    seconds = time.perf_counter() - started
    report = Report(
        questions=name,
        fingerprint=fingerprint(questions),
        corpus=_corpus(summaries),
        documents=tuple(sorted(judge.document_ids)),
        lost=tuple(_lost(questions, judge)),
        seconds=seconds,
        rows=tuple(score(outcomes, judge)),
        setup=_setup(chatbot),
    )
    judged = [o for o in outcomes if o.question.answerable and o.question.evidence]
    return Evaluation(
        report,
        run={o.question.id: ranked_scores(o, judge) for o in judged},
        qrels={o.question.id: {n: 1 for n, _ in named_evidence(o.question)} for o in judged},
        moved=_corpus(library.documents()) != report.corpus,
    )


def _setup(chatbot: Chatbot) -> Setup:
    options = chatbot.options
    return Setup(
        answerer=options.answerer,
        model=settings_from_environment().model if options.answerer == "llm" else "",
        encoder=chatbot.library.encoder.name,
        reader="yes" if options.use_reader else "no",
        threshold="calibrated" if options.threshold is None else f"{options.threshold:g}",
    )


def _supports(claim: str, quote: str) -> bool:
    return verdict(claim, quote).support == "supported"


def _corpus(summaries: Sequence[DocumentSummary]) -> str:
    hashes = sorted(summary.sha256 for summary in summaries)
    return hashlib.sha256("\n".join(hashes).encode()).hexdigest()[:16]


def _lost(questions: Sequence[Question], judge: Judge) -> list[str]:
    return [
        f"{question.id}: {item.document} {item.section} {item.quote[:60]}".rstrip()
        for question in questions
        for item in question.evidence
        if question.answerable and not judge.reachable(item)
    ]
