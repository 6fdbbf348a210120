"""The small papers of `eval/data`, asked their own questions, to learn weights from.

Each is a document of a few passages whose questions were written in words of their readers; a third
of these has no answer in it, though it speaks of the same things. Those of `chats.jsonl` are asked
what was said about them, follow-ups as the bot takes them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from app.finding import Finder
from app.question.questions import analyse
from eval.matching import find_quote
from eval.reader.chats import Asked, read_chats
from eval.reader.rows import kept_back
from eval.weights.examples import Example, lexicons, right_at
from index.library import Library

EACH = 60  # questions of a paper at most
BESIDE = 4  # every fourth is asked of another paper as well
_ASKED, _TALKED = "small", "talk"


@dataclass(frozen=True, slots=True)
class SmallPaper:
    """A paper, its passages in their order, and what is asked of it."""

    title: str
    passages: tuple[str, ...]
    asked: tuple[Asked, ...]
    kind: str = _ASKED

    @property
    def name(self) -> str:
        """The file that it is added as."""
        return f"{_plain(self.title)}.md"

    @property
    def text(self) -> str:
        """The paper in Markdown, its title at the head."""
        return "\n\n".join((f"# {self.title}", *self.passages)) + "\n"


def _plain(title: str) -> str:
    return "".join(c if c.isalnum() else "-" for c in title.casefold())[:80]


def unread(paper: SmallPaper) -> SmallPaper:
    """Return the paper with the questions on passages that no reader learns from.

    On the others it knows too much.
    """
    return replace(paper, asked=tuple(one for one in paper.asked if kept_back(one.passage)))


def small_papers(path: Path) -> list[SmallPaper]:
    """Return the papers whose passages stand in the file."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if "paper" in row:
            rows.setdefault(row["paper"], []).append(row)
    return [
        SmallPaper(
            title,
            tuple(row["passage"] for row in passages),
            tuple(
                Asked(one["question"], row["passage"], one["answer"] or "")
                for row in passages
                for one in row["questions"]
            ),
        )
        for title, passages in sorted(rows.items())
    ]


def talked_papers(path: Path) -> list[SmallPaper]:
    """Return the papers of a file of chats that no reader learns from, asked what was said."""
    return [
        SmallPaper(one.title, one.passages, one.asked, _TALKED)
        for one in read_chats(path)
        if one.is_kept_back
    ]


def of_small_papers(library: Library, papers: Sequence[SmallPaper]) -> Iterator[Example]:
    """Yield at most `EACH` questions of each paper, asked of that paper; some of two at once."""
    finder = Finder(library)
    order = np.random.default_rng(0)
    known = {Path(summary.source).name: summary.id for summary in library.documents()}
    there = [paper for paper in papers if paper.name in known]
    lexicon_of = lexicons(library)
    for paper in there:
        own = known[paper.name]
        drawn = sorted(order.permutation(len(paper.asked))[:EACH])
        for at, asked in enumerate(paper.asked[place] for place in drawn):
            other = known[there[int(order.integers(len(there)))].name]
            scope = tuple(sorted({own, other} if at % BESIDE == 0 else {own}))
            found = finder.find(
                analyse(asked.question, recalled=asked.recalled), scope, lexicon=lexicon_of(scope)
            )
            span = _span(library.document(own).text, asked) if asked.answer else None
            if asked.answer and span is None:
                continue
            right = right_at(found, {own: [span]}) if span else ()
            answered = bool(asked.answer)
            yield Example(paper.kind, paper.title, answered, found, lexicon_of(scope), right)


def _span(text: str, asked: Asked) -> tuple[int, int] | None:
    """Return where the answer stands in the document, inside the passage that it was asked on."""
    start = text.find(asked.passage)
    if start >= 0:
        start += asked.passage.index(asked.answer)
        return start, start + len(asked.answer)
    spans = find_quote(text, asked.answer)  # a passage with a table is set anew
    return spans[0] if len(spans) == 1 else None
