"""Questions and claims on passages of papers, written to teach: `eval/data/reading.jsonl`.

A line is a passage with its questions, each with the words of the passage that answer it, or null
where it only seems to answer; and with claims, each with its label. The passage is given itself, or
by the file of the training sets that holds it and its hash. Some passages make up a paper, which is
named: no other passage of it answers the same questions, but it may bear the same claims.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from eval.reader.chats import questions_on, read_chats
from eval.reader.example import Example, fitted, sentences
from eval.reader.hard_negatives import (
    UNRELATED,
    beside_foreign,
    beside_near,
    renamed_within,
    without_answer,
)
from eval.reader.near_texts import NearTexts, alike
from eval.reader.rows import LABELS, ReadingRow, SupportRow, asked_on, kept_back
from ingest.errors import UsageError

QUESTIONS = Path(__file__).parents[1] / "data" / "reading.jsonl"
SET_IN = 0.4  # share of the passages that begin or end with a piece of another
MOST_BESIDE = 3  # sentences of that piece
ELSE = 5  # other passages that are told with a question
NEAR, FAR, CHANGED = 0.25, 0.4, 0.7  # up to which draw a question is set beside what lacks it
ELSEWHERE = 0.4  # share of the claims that are set beside another passage as well
TEXTS = ("context", "passage", "evidence")  # what the training sets call a passage


@dataclass(frozen=True, slots=True)
class Written:
    """The questions and the claims that were written on some passages; `papers` of which."""

    asked: tuple[ReadingRow, ...]
    claimed: tuple[SupportRow, ...]
    papers: Mapping[str, str] = field(default_factory=dict)


def written_on_papers(
    path: Path,
    data: Path,
    *,
    held: bool,
    chats: Path | None = None,
    newest: int = 0,
    seed: int = 0,
) -> Written:
    """Return what the file `path` has on passages, or on those kept back where `held`.

    `data`: the folder of the training sets. With `newest`, only of its last so many lines, and of
    as many of the others, drawn by `seed`. Of the file `chats` whole papers are kept back.
    Raises: UsageError where a passage is not to be found.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [(number, json.loads(line)) for number, line in enumerate(lines, start=1)]
    if newest:
        others = rows[:-newest]
        rng = random.Random(seed)  # noqa: S311 - a repeatable draw
        rows = rows[-newest:] + rng.sample(others, min(newest, len(others)))
    texts = _texts(data, {str(row["set"]) for _, row in rows if "set" in row})
    asked: list[ReadingRow] = []
    claimed: list[SupportRow] = []
    for number, row in rows:
        passage = row.get("passage") or texts.get((row["set"], row["sha256"]))
        if passage is None:
            raise UsageError(
                f"{str(path)!r}, line {number}: {row['set']}.jsonl in {str(data)!r} has no passage "
                f"with the SHA-256 {row['sha256'][:12]}…"
            )
        if kept_back(passage) == held:
            asked += asked_on(passage, row)
            claims = row.get("claims", ())
            claimed += [SupportRow(passage, one["claim"], one["label"]) for one in claims]
    papers = {
        str(row["passage"]): str(row["paper"])
        for _, row in rows
        if "paper" in row and kept_back(row["passage"]) == held
    }
    for talked in read_chats(chats) if chats else ():
        if talked.is_kept_back == held:
            for row in questions_on(talked):
                asked += asked_on(row["passage"], row)
                papers[row["passage"]] = talked.title
    return Written(tuple(asked), tuple(claimed), papers)


def _texts(data: Path, sets: set[str]) -> Mapping[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for name in sorted(sets):
        with (data / f"{name}.jsonl").open(encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                text = next(row[key] for key in TEXTS if key in row)
                found[name, hashlib.sha256(text.encode()).hexdigest()] = text
    return found


def examples_of(written: Written, rng: random.Random) -> list[Example]:
    """Return pairs to learn from: all beside their passages, some beside what lacks them."""
    texts = sorted({a.context for a in written.asked} | {c.evidence for c in written.claimed})
    near = NearTexts(texts)

    def akin(one: str, other: str) -> bool:
        paper = written.papers.get(one)
        return alike(one, other) or (paper is not None and paper == written.papers.get(other))

    kin = _kin(written.papers)
    made: list[Example] = []
    for one in written.asked:
        example = replace(_example(one), beside=_beside(one, kin.get(one.context, ()), near, rng))
        made += _of_question(example, texts, near, rng)
    for claimed in written.claimed:
        made += _of_claim(claimed, texts, near, akin, rng)
    return made


def _kin(papers: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the other passages of its paper for each passage of one."""
    together: dict[str, list[str]] = {}
    for passage, paper in papers.items():
        together.setdefault(paper, []).append(passage)
    return {
        passage: [other for other in together[paper] if other != passage]
        for passage, paper in papers.items()
    }


def _beside(
    asked: ReadingRow, kin: Sequence[str], near: NearTexts, rng: random.Random
) -> tuple[str, ...]:
    """Return passages without the answer: of the same paper, or else the nearest ones.

    Whether another paper answers what its own does not is not known.
    """
    answers = [answer.casefold() for answer in asked.answers]
    if kin:
        lacking = [text for text in kin if not any(a in text.casefold() for a in answers)]
        return tuple(rng.sample(lacking, min(len(lacking), ELSE)))
    near_ones = (
        text
        for text in (near.nearest(asked.question) if answers else ())
        if not alike(text, asked.context) and not any(a in text.casefold() for a in answers)
    )
    return tuple(itertools.islice(near_ones, ELSE))


def _of_question(
    example: Example, texts: Sequence[str], near: NearTexts, rng: random.Random
) -> Iterator[Example]:
    yield fitted(_cut_elsewhere(example, texts, rng), rng)
    drawn = rng.random()
    if example.span is None or drawn > CHANGED:
        return
    if drawn < NEAR:
        yield from beside_near(example, near, rng)
    elif drawn < FAR:
        other = rng.choice(texts)
        if other != example.passage:
            away = replace(example, passage=other, span=None, answerable=0, relevant=0)
            yield fitted(away, rng)
    else:
        changed = rng.choice((without_answer, without_answer, renamed_within))(example, rng)
        if changed is not None:
            yield fitted(changed, rng)


def _of_claim(
    claimed: SupportRow,
    texts: Sequence[str],
    near: NearTexts,
    akin: Callable[[str, str], bool],
    rng: random.Random,
) -> Iterator[Example]:
    label = LABELS.index(claimed.label)
    relevant = -1 if label == UNRELATED else 1
    source = "support/written"
    example = Example(
        claimed.claim, claimed.evidence, relevant=relevant, support=label, source=source
    )
    yield fitted(_cut_elsewhere(example, texts, rng), rng)
    if rng.random() < ELSEWHERE:
        claims = [(claimed.claim, claimed.evidence)]
        yield from beside_foreign(claims, near, source, rng, akin=akin)


def _example(asked: ReadingRow) -> Example:
    source = "reading/written"
    if not asked.answers:  # it speaks of what is asked, so it may be as relevant as any
        return Example(asked.question, asked.context, answerable=0, source=source)
    start = asked.context.index(asked.answers[0])
    span = (start, start + len(asked.answers[0]))
    return Example(
        asked.question, asked.context, span=span, answerable=1, relevant=1, source=source
    )


def _cut_elsewhere(example: Example, texts: Sequence[str], rng: random.Random) -> Example:
    """Let a passage begin with the end of another, or end with its beginning, as cutting does."""
    if rng.random() > SET_IN:
        return example
    pieces, count = sentences(rng.choice(texts)), rng.randint(1, MOST_BESIDE)
    if rng.random() < 0.5:
        return replace(example, passage=f"{example.passage} {' '.join(pieces[:count])}")
    before = " ".join(pieces[-count:]) + " "
    span = example.span and (example.span[0] + len(before), example.span[1] + len(before))
    return replace(example, passage=before + example.passage, span=span)
