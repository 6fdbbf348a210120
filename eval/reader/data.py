"""The reader's training mix: one list of `Example` from the reading, ranking and support sets.

A twentieth of each set is kept back, chosen by a hash of the text the questions are about, so that
no text is both trained on and measured. Everything random comes from one seed.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from eval.alterations import OPPOSITES, alter, names_in
from eval.reader.example import CHARACTERS, Example, fitted, sentences
from eval.reader.hard_negatives import (
    beside_foreign,
    beside_near,
    by_ending,
    in_other_words,
    renamed,
    renamed_within,
    without_answer,
    word_swapped,
)
from eval.reader.near_texts import NearTexts
from eval.reader.rows import LABELS, is_set_apart, questions_in_papers, share_of

# How often a row of a set is seen in one pass over the mix; sets not named are left out. Weak sets
# (README of the data) are thinned, small ones of science repeated.
READING = {
    "squadshifts_wiki": 1.5,
    "tydiqa_goldp_en": 1.5,
    "qed_nq": 0.9,
    "bioasq_pre7_12": 1.0,
    "evidence_inference": 0.4,
    "quotesum": 1.0,
    "doc2dial_first_turn": 0.5,
    "tatqa_text": 1.0,
    "qamr": 0.2,
    "qadiscourse": 0.1,
    "constructed_unanswerable": 0.6,
}
RANKING = {
    "bioasq_pre7_12": 0.6,
    "evidence_inference": 0.15,
    "multihop_small": 0.5,
    "qed_nq": 0.2,
    "selqa": 0.2,
    "squad_train_sentences": 0.15,
    "squadshifts_wiki": 0.25,
    "tydiqa_goldp_en": 0.25,
}
SUPPORTING = {
    "vitaminc_real": 1.0,
    "vitaminc_synthetic": 0.5,
    "summedits": 0.4,
    "evidence_inference": 0.8,
    "check_covid": 1.5,
    "fool_me_twice": 0.9,
    "wice": 1.0,
    "cad_snli": 1.0,
    "mnli_dev": 1.0,
    "scitail_dev": 1.0,
    "conjnli": 0.5,
    "fever": 0.6,
    "fever_symmetric": 1.0,
    "fever_adversarial": 1.0,
    "negation_nli": 0.5,
    "snli_dev": 1.0,
    "breaking_nli": 0.15,
}
# Sets of claims of which each may be set beside the nearest evidence of another, and how often.
FOREIGN = {
    "vitaminc_real": 0.2,
    "evidence_inference": 0.8,
    "check_covid": 2.0,
    "fool_me_twice": 0.6,
    "fever": 0.3,
    "summedits": 0.2,
    "scitail_dev": 0.5,
}
NEAR = 0.2  # share of the questions that are set beside the nearest other passage
SQUAD = 3.0
PAPERS = 2  # times that a question about a paper is seen
SOUGHT = 0.3  # share of the longer texts of which a sentence is sought
MADE = 0.3  # share of the sentences of the main sets that claims are made of
LONG = 4  # sentences of a text from which on one of them is sought
SHORT, WHOLE = 30, 320  # characters of a sentence that is a claim
EVIDENCE = 1400  # characters of evidence that a claim is set beside
Row = dict[str, str]


def build(
    data: Path,
    *,
    squad: Path | None,
    rng: random.Random,
    held: bool,
    papers: Path | None = None,
    squad_times: float = SQUAD,
) -> list[Example]:
    """Return the mix from the folder `data`, or what is kept back of it where `held`.

    `squad` is a reading file of which the half that `share_of` calls trained is added, each row
    `squad_times`; so is that half of the papers that `papers`, a question file beside the folder of
    its name, asks about.
    """
    examples: list[Example] = []
    for name, weight in READING.items():
        rows = _rows(data / "reading" / f"{name}.jsonl", "context", held=held)
        examples += _reading(rows, name, weight, rng)
    if squad is not None and not held:
        rows = [row for row in _read(squad) if share_of(row["context"]) == "trained"]
        examples += _reading(rows, "squad2", squad_times, rng)
    if papers is not None and not held:
        examples += _about_papers(papers, rng)
    for name, weight in RANKING.items():
        rows = _rows(data / "ranking" / f"{name}.jsonl", "query", held=held)
        examples += [_ranked(row, f"ranking/{name}", rng) for row in _sample(rows, weight, rng)]
    for name, weight in SUPPORTING.items():
        rows = _rows(data / "support" / f"{name}.jsonl", "evidence", held=held)
        examples += [_judged(row, f"support/{name}") for row in _sample(rows, weight, rng)]
        examples += _beside_foreign(rows, name, rng)
    for name in ("squadshifts_wiki", "tydiqa_goldp_en", "bioasq_pre7_12", "evidence_inference"):
        rows = _rows(data / "reading" / f"{name}.jsonl", "context", held=held)
        examples += _altered_sentences(rows, rng)
        examples += _sought_sentences(rows, rng)
    rng.shuffle(examples)
    return examples


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _rows(path: Path, key: str, *, held: bool) -> list[Row]:
    return [row for row in _read(path) if is_set_apart(row[key]) == held]


def _sample(rows: Sequence[Row], weight: float, rng: random.Random) -> list[Row]:
    whole = int(weight)
    return [*rows] * whole + rng.sample(list(rows), int(len(rows) * (weight - whole)))


def _reading(
    rows: Sequence[Row], name: str, weight: float, rng: random.Random
) -> Iterator[Example]:
    contexts = sorted({row["context"] for row in rows})
    names = sorted({found for row in rows for found in names_in(row["question"])})
    words = by_ending(row["question"] for row in rows)
    near = NearTexts(contexts)
    ways = (without_answer, word_swapped(words), renamed(names), renamed_within)
    for row in _sample(rows, weight, rng):
        example = _read_example(row, f"reading/{name}")
        for _ in range(2 if in_other_words(example) else 1):
            yield fitted(_set_in(example, contexts, rng), rng)
        if example.span is None:
            continue
        if rng.random() < NEAR:
            yield from beside_near(example, near, rng)
        if rng.random() > 0.55:
            continue
        wrong = rng.choice(ways)(example, rng) or renamed(names)(example, rng)
        if wrong is not None:
            yield fitted(wrong, rng)


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
        near = NearTexts(found.others)
        for _ in range(PAPERS):
            yield fitted(right, rng)
            wrong = [other for other in found.others if answer not in other]
            for other in rng.sample(wrong, min(1, len(wrong))):
                yield fitted(
                    Example(found.question, other, answerable=0, relevant=0, source=source), rng
                )
            yield from beside_near(right, near, rng)
            changed = rng.choice((without_answer, renamed_within))(right, rng)
            if changed is not None:
                yield fitted(changed, rng)


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
    return fitted(example, rng)


def _judged(row: Row, source: str) -> Example:
    label = LABELS.index(row["label"])
    relevant = 1 if label < 2 else -1
    passage = row["evidence"][:EVIDENCE]
    return Example(row["claim"], passage, relevant=relevant, support=label, source=source)


def _beside_foreign(rows: Sequence[Row], name: str, rng: random.Random) -> Iterator[Example]:
    share = FOREIGN.get(name, 0.0)
    if share:
        near = NearTexts(sorted({row["evidence"][:EVIDENCE] for row in rows}))
        claims = [(row["claim"], row["evidence"]) for row in _sample(rows, share, rng)]
        yield from beside_foreign(claims, near, f"near/{name}", rng)


def _altered_sentences(rows: Sequence[Row], rng: random.Random) -> Iterator[Example]:
    """Sentences beside their own text: as they stand, altered, and without their evidence."""
    texts = sorted({row["context"] for row in rows})
    names = sorted({found for text in texts for found in names_in(text)})
    for text in texts:
        pieces = sentences(text[:2000])
        for at, piece in enumerate(pieces[:8]):
            if not SHORT < len(piece) < WHOLE or rng.random() > MADE:
                continue
            first = rng.randint(max(0, at - 2), at)
            last = rng.randint(at, min(len(pieces) - 1, at + 2))
            around = pieces[first:at] + pieces[at + 1 : last + 1]
            yield from _claims(
                piece, " ".join(pieces[first : last + 1]), " ".join(around), names, rng
            )


def _sought_sentences(rows: Sequence[Row], rng: random.Random) -> Iterator[Example]:
    """Sentences beside the rest of their text, which is sought, and the nearest other, which isn't.

    The inverse cloze task (Lee, Chang and Toutanova 2019, section 4): so claims are learned to be
    sought where they are spoken of, also where they are not said.
    """
    texts = sorted({row["context"] for row in rows})
    near = NearTexts(texts)
    for text in texts:
        pieces = sentences(text)
        if len(pieces) < LONG or rng.random() > SOUGHT:
            continue
        at = rng.randrange(len(pieces))
        if not SHORT < len(pieces[at]) < WHOLE:
            continue
        rest = " ".join(pieces[:at] + pieces[at + 1 :])
        claim = Example(pieces[at], rest, relevant=1, source="made/sought")
        yield fitted(claim, rng)
        yield from beside_foreign([(claim.query, text)], near, claim.source, rng)


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
