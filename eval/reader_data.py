"""The reader's training mix: one list of `Example` from the reading, ranking and support sets.

A twentieth of each set is kept back, chosen by a hash of the text the questions are about, so that
no text is both trained on and measured. Everything random comes from one seed.
"""

from __future__ import annotations

import json
import random
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from eval.alterations import OPPOSITES, alter, names_in
from eval.reader_rows import LABELS, questions_in_papers, share_of

# How often a row of a set is seen in one pass over the mix; sets not named are left out. Weak sets
# (README of the data) are thinned, small ones of science repeated.
READING = {
    "squadshifts_wiki": 1.5,
    "tydiqa_goldp_en": 1.3,
    "qed_nq": 0.7,
    "bioasq_pre7_12": 1.0,
    "evidence_inference": 0.4,
    "quotesum": 1.0,
    "doc2dial_first_turn": 0.5,
    "tatqa_text": 1.0,
    "qamr": 0.2,
    "qadiscourse": 0.1,
    "constructed_unanswerable": 0.4,
}
RANKING = {
    "bioasq_pre7_12": 0.4,
    "evidence_inference": 0.15,
    "multihop_small": 0.5,
    "qed_nq": 0.2,
    "selqa": 0.2,
    "squad_train_sentences": 0.15,
    "squadshifts_wiki": 0.25,
    "tydiqa_goldp_en": 0.25,
}
SUPPORTING = {
    "vitaminc_real": 0.6,
    "vitaminc_synthetic": 0.3,
    "summedits": 0.4,
    "evidence_inference": 0.8,
    "check_covid": 1.5,
    "fool_me_twice": 0.9,
    "wice": 1.0,
    "cad_snli": 0.5,
    "mnli_dev": 0.6,
    "scitail_dev": 1.0,
    "conjnli": 0.2,
    "fever": 0.3,
    "fever_symmetric": 1.0,
    "fever_adversarial": 1.0,
    "negation_nli": 0.5,
    "snli_dev": 0.4,
    "breaking_nli": 0.15,
}
SQUAD = 2.5
PAPERS = 2  # times that a question about a paper is seen
MADE = 0.3  # share of the sentences of the main sets that claims are made of
HELD_OUT = 20  # one text in so many
CHARACTERS = 900  # of a passage, about 200 tokens
_WORD = re.compile(r"(?<=[a-z,] )[a-z]{5,}\b")
_ENDINGS = (
    "tion",
    "ing",
    "ity",
    "ment",
    "ness",
    "ance",
    "ence",
    "est",
    "ed",
    "er",
    "ly",
    "al",
    "s",
)
_SENTENCE_END = re.compile(r"(?<=[a-z0-9)\]%][.!?])\s+(?=[A-Z(\[])")


@dataclass(frozen=True, slots=True)
class Example:
    """A query (question or claim) and a passage, with what is known of them.

    `span` is (start, end) in characters of the passage, None where there is none to learn.
    `answerable` and `relevant` are 1, 0 or -1 (unknown); `support` indexes `LABELS` or is -1.
    """

    query: str
    passage: str
    span: tuple[int, int] | None = None
    answerable: int = -1
    relevant: int = -1
    support: int = -1
    source: str = ""


def build(
    data: Path,
    *,
    squad: Path | None,
    rng: random.Random,
    held: bool,
    papers: Path | None = None,
) -> list[Example]:
    """Return the mix from the folder `data`, or what is kept back of it where `held`.

    `squad` is a reading file of which the half that `share_of` calls trained is added; so is that
    half of the papers that `papers`, a question file beside the folder of its name, asks about.
    """
    examples: list[Example] = []
    for name, weight in READING.items():
        rows = _rows(data / "reading" / f"{name}.jsonl", "context", held=held)
        examples += _reading(rows, name, weight, rng)
    if squad is not None and not held:
        rows = [row for row in _read(squad) if share_of(row["context"]) == "trained"]
        examples += _reading(rows, "squad2", SQUAD, rng)
    if papers is not None and not held:
        examples += _about_papers(papers, rng)
    for name, weight in RANKING.items():
        rows = _rows(data / "ranking" / f"{name}.jsonl", "query", held=held)
        examples += [_ranked(row, f"ranking/{name}", rng) for row in _sample(rows, weight, rng)]
    for name, weight in SUPPORTING.items():
        rows = _rows(data / "support" / f"{name}.jsonl", "evidence", held=held)
        examples += [_judged(row, f"support/{name}") for row in _sample(rows, weight, rng)]
    for name in ("squadshifts_wiki", "tydiqa_goldp_en", "bioasq_pre7_12", "evidence_inference"):
        rows = _rows(data / "reading" / f"{name}.jsonl", "context", held=held)
        examples += _altered_sentences(rows, rng)
    rng.shuffle(examples)
    return examples


def sentences(text: str) -> list[str]:
    """Return the sentences of plain prose, roughly: enough to make examples from."""
    return [piece for piece in _SENTENCE_END.split(text) if piece.strip()]


Row = dict[str, str]


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _rows(path: Path, key: str, *, held: bool) -> list[Row]:
    return [row for row in _read(path) if (zlib.crc32(row[key].encode()) % HELD_OUT == 0) == held]


def _sample(rows: Sequence[Row], weight: float, rng: random.Random) -> list[Row]:
    whole = int(weight)
    return [*rows] * whole + rng.sample(list(rows), int(len(rows) * (weight - whole)))


def _reading(
    rows: Sequence[Row], name: str, weight: float, rng: random.Random
) -> Iterator[Example]:
    contexts = sorted({row["context"] for row in rows})
    names = sorted({found for row in rows for found in names_in(row["question"])})
    words = _by_ending(row["question"] for row in rows)
    for row in _sample(rows, weight, rng):
        example = _read_example(row, f"reading/{name}")
        yield _fitted(_set_in(example, contexts, rng), rng)
        if example.span is None or rng.random() > 0.55:
            continue
        wrong = rng.choice((_without_answer, _word_swapped(words), _renamed(names)))(example, rng)
        wrong = wrong or _renamed(names)(example, rng)
        if wrong is not None:
            yield _fitted(wrong, rng)


def _about_papers(questions: Path, rng: random.Random) -> Iterator[Example]:
    """Questions about papers: beside the passage that answers, and beside others of the paper."""
    for found in questions_in_papers(questions, questions.with_suffix("")):
        answer = next((one for one in found.answers if one in found.holder), found.quote)
        start = found.holder.find(answer)
        if share_of(found.document) != "trained" or start < 0:
            continue
        span = (start, start + len(answer))
        source = f"papers/{questions.stem}"
        right = Example(found.question, found.holder, span, answerable=1, relevant=1, source=source)
        for _ in range(PAPERS):
            yield _fitted(right, rng)
            wrong = [other for other in found.others if answer not in other]
            for other in rng.sample(wrong, min(1, len(wrong))):
                yield _fitted(
                    Example(found.question, other, answerable=0, relevant=0, source=source), rng
                )


def _read_example(row: Row, source: str) -> Example:
    answers = row["answers"]
    start = row["context"].find(answers[0]) if answers else -1
    at = row.get("start", start)
    start = int(at) if int(at) >= 0 else start
    if not row["answerable"] or not answers or start < 0:
        relevant = 0 if "constructed" in source else -1
        return Example(
            row["question"], row["context"], answerable=0, relevant=relevant, source=source
        )
    span = (start, start + len(answers[0]))
    return Example(
        row["question"], row["context"], span=span, answerable=1, relevant=1, source=source
    )


def _set_in(example: Example, contexts: Sequence[str], rng: random.Random) -> Example:
    """Put a short context inside a longer one, as passages of papers are longer than these."""
    if len(example.passage) > 500 or rng.random() > 0.35:
        return example
    before = rng.choice(contexts)[: rng.randint(0, 400)].rsplit(" ", 1)[0]
    after = rng.choice(contexts)[: rng.randint(0, 400)].rsplit(" ", 1)[0]
    shift = len(before) + 1
    span = example.span and (example.span[0] + shift, example.span[1] + shift)
    return replace(example, passage=f"{before} {example.passage} {after}", span=span)


Change = Callable[[Example, random.Random], Example | None]


def _without_answer(example: Example, _rng: random.Random) -> Example | None:
    """Cut the answering sentence out, where nothing else in the passage gives the answer."""
    if example.span is None:
        return None
    answer = example.passage[slice(*example.span)]
    pieces = sentences(example.passage)
    kept = [piece for piece in pieces if answer.casefold() not in piece.casefold()]
    if len(kept) != len(pieces) - 1 or not kept:
        return None
    return replace(example, passage=" ".join(kept), span=None, answerable=0, relevant=-1)


def _renamed(names: Sequence[str]) -> Change:
    """Change a number, name or direction of the question, so that the passage has no answer."""

    def change(example: Example, rng: random.Random) -> Example | None:
        found = alter(example.query, rng, names=names)
        if found is None or found.text.casefold() == example.query.casefold():
            return None
        return replace(example, query=found.text, span=None, answerable=0, relevant=-1)

    return change


def _word_swapped(words: Mapping[str, Sequence[str]]) -> Change:
    """Ask for another thing: one plain word of the question changed for one of like ending.

    The passage must hold the old word's stem and not the new one's, so that the change counts.
    """

    def change(example: Example, rng: random.Random) -> Example | None:
        passage = example.passage.casefold()
        plain = [word for word in _WORD.findall(example.query) if word[:5] in passage]
        if not plain:
            return None
        old = rng.choice(plain)
        new = rng.choice(words.get(_ending(old), [old]))
        if new[:5] in passage or new[:4] == old[:4]:
            return None
        query = re.sub(rf"\b{old}\b", new, example.query, count=1)
        return replace(example, query=query, span=None, answerable=0, relevant=-1)

    return change


def _by_ending(texts: Iterable[str]) -> dict[str, list[str]]:
    """Return the plain words of `texts` by their endings, which tell their part of speech."""
    found: dict[str, list[str]] = {}
    for word in sorted({word for text in texts for word in _WORD.findall(text)}):
        found.setdefault(_ending(word), []).append(word)
    return found


def _ending(word: str) -> str:
    return next((end for end in _ENDINGS if word.endswith(end)), "")


def _fitted(example: Example, rng: random.Random) -> Example:
    """Cut a long passage to a window that holds the answer, if there is one."""
    length = len(example.passage)
    if length <= CHARACTERS:
        return example
    start, end = example.span or (rng.randrange(length),) * 2
    low = max(0, min(end - CHARACTERS, length - CHARACTERS))
    high = max(low, min(start, length - CHARACTERS))
    at = rng.randint(low, high)
    if at:
        space = example.passage.find(" ", at, max(start, at))
        at = space + 1 if space >= 0 else at
    passage = example.passage[at : at + CHARACTERS]
    span = example.span and (max(0, start - at), min(end - at, len(passage)))
    return replace(example, passage=passage, span=span)


def _ranked(row: Row, source: str, rng: random.Random) -> Example:
    relevant = int(row["relevant"])
    # A passage judged not relevant does not answer; one judged relevant need not answer in a span.
    example = Example(
        row["query"],
        row["passage"],
        answerable=-1 if relevant else 0,
        relevant=relevant,
        source=source,
    )
    return _fitted(example, rng)


def _judged(row: Row, source: str) -> Example:
    label = LABELS.index(row["label"])
    relevant = 1 if label < 2 else -1
    passage = row["evidence"][:1400]
    return Example(row["claim"], passage, relevant=relevant, support=label, source=source)


def _altered_sentences(rows: Sequence[Row], rng: random.Random) -> Iterator[Example]:
    """Sentences beside their own text: as they stand, altered, and without their evidence."""
    texts = sorted({row["context"] for row in rows})
    names = sorted({found for text in texts for found in names_in(text)})
    for text in texts:
        pieces = sentences(text[:2000])
        for at, piece in enumerate(pieces[:8]):
            if not 30 < len(piece) < 320 or rng.random() > MADE:
                continue
            first = rng.randint(max(0, at - 2), at)
            last = rng.randint(at, min(len(pieces) - 1, at + 2))
            around = pieces[first:at] + pieces[at + 1 : last + 1]
            yield from _claims(
                piece, " ".join(pieces[first : last + 1]), " ".join(around), names, rng
            )


def _claims(
    sentence: str, evidence: str, around: str, names: Sequence[str], rng: random.Random
) -> Iterator[Example]:
    made = Example(sentence, evidence[:CHARACTERS], relevant=1, source="made/sentences")
    yield replace(made, query=_clause(sentence, rng), support=0)
    changed = alter(sentence, rng, names=names)
    if changed is not None:
        yield replace(made, query=changed.text, support=1, source=f"made/{changed.kind}")
    if len(around) > 40 and rng.random() < 0.4:
        yield replace(made, passage=around[:CHARACTERS], relevant=-1, support=2)


def _clause(sentence: str, rng: random.Random) -> str:
    """Return the sentence, or for one in four its first clause where that can stand alone."""
    head = sentence.split(", ", 1)[0]
    if rng.random() < 0.25 and len(head) > 50 and not set(head.lower().split()) & set(OPPOSITES):
        return head + "."
    return sentence
