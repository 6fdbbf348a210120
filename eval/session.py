"""A run from start to end: a library, a chatbot on it, the questions, and the report."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.chatbot import WARM_UP, Chatbot
from app.model.llm_settings import settings_from_environment
from app.support import verdict
from eval.cache import content_key, fresh_folder, mark_complete
from eval.measures import DEPTH, ranked_scores, score
from eval.questions import Question, fingerprint
from eval.relevance import Judge, named_evidence
from eval.report import Report
from eval.run import ask_all
from eval.setup import Setup
from eval.unfinished import Answered, keep, of_today, taken_up
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
    kept_in: Path | None = None,
) -> Evaluation:
    """Return the evaluation of a chatbot. `progress` is told how many questions are done.

    What is answered is kept in the file `kept_in` at once, and not asked again by a run that finds
    it there; what failed is. Raises: FootnoteError where it cannot be kept.
    """
    library = chatbot.library
    summaries = library.documents()
    judge = Judge([summary.id for summary in summaries], library.document)
    asked, corpus, setup = fingerprint(questions), _corpus(summaries), _setup(chatbot)
    about = of_today({"questions": asked, "corpus": corpus, "setup": setup.to_json()})
    done = taken_up(kept_in, about) if kept_in else {}
    chatbot.ask(WARM_UP)  # loads the models, so that the first question's time is like the others'
    left = [question for question in questions if question.id not in done]
    for one in _answered(left, chatbot, judge):
        done[one.row.id] = one
        if kept_in and not one.row.error:
            keep(kept_in, about, one)
        progress(len(done))
    report = Report(
        questions=name,
        fingerprint=asked,
        corpus=corpus,
        documents=tuple(sorted(judge.document_ids)),
        lost=tuple(_lost(questions, judge)),
        seconds=sum(one.seconds for one in done.values()),
        rows=tuple(done[question.id].row for question in questions),
        setup=setup,
    )
    judged = [question for question in questions if question.answerable and question.evidence]
    return Evaluation(
        report,
        run={question.id: done[question.id].run for question in judged},
        qrels={question.id: {n: 1 for n, _ in named_evidence(question)} for question in judged},
        moved=_corpus(library.documents()) != corpus,
    )


def _answered(questions: Sequence[Question], chatbot: Chatbot, judge: Judge) -> Iterator[Answered]:
    def search(query: str, documents: Sequence[str]) -> list[Hit]:
        return chatbot.library.search(query, top_k=DEPTH, documents=documents)

    started = time.perf_counter()
    for outcome in ask_all(questions, chatbot, search=search, supports=_supports, judge=judge):
        [row] = score([outcome], judge)
        now = time.perf_counter()
        yield Answered(row, ranked_scores(outcome, judge), now - started)
        started = now


def _setup(chatbot: Chatbot) -> Setup:
    options = chatbot.options
    return Setup(
        answerer=options.answerer,
        model=settings_from_environment().model if options.answerer == "llm" else "",
        encoder=chatbot.library.encoder.name,
        reader="yes" if options.use_reader else "no",
        threshold="calibrated" if options.threshold is None else f"{options.threshold:g}",
        strict="yes" if options.strict and options.answerer == "llm" else "",
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
