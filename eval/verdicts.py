"""How far the verdicts can be trusted: true sentences, and the same with one thing changed.

Each pair is a sentence of a paper beside the words it would cite: itself and its neighbours. True
are the sentence as it stands, without its opening or a bracket, and with a sign or word for another
that means the same; changed has another number, unit, year or name, a number of its neighbour,
two numbers or names in each other's place, or says the contrary.

Or each is a row of a file of claims beside evidence, labelled by people.
"""

from __future__ import annotations

import logging
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.answer import Sentence
from app.evidence.close_reading import Judge as Reader
from app.export import Json
from app.model.judging import is_open, second
from app.support import verdict
from eval.alterations import KINDS, alter, borrow, exchange, names_in, reword
from eval.reader.rows import LABELS, SupportRow, load_rows
from ingest.document import Document
from ingest.errors import IngestError, UsageError
from ingest.names import printed
from ingest.parse import SUFFIXES, parse_bytes
from ingest.sentences import split_sentences

log = logging.getLogger(__name__)
TRUE = ("as it stands", "shortened", "reworded")
OVERALL = ("true supported", "changed not supported")
CHANGED = (*KINDS, "borrowed", "exchanged")
_SUPPORTED = (*TRUE, LABELS[0])
_BRACKET = re.compile(r" \([^()]{3,80}\)")
_OPENING = re.compile(
    r"^(?:In|However|Moreover|For|At|After|During|On|According to)\b[^,.;]{0,60}, "
)
_SENTENCE = re.compile(r"[A-Z].{40,300}[a-z0-9)%][.]", re.DOTALL)
Judge = Callable[[str, str], str]  # claim and evidence to a verdict


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim and the words cited for it; `kind` says what was changed, or is the claim's label."""

    claim: str
    evidence: str
    kind: str

    @property
    def true(self) -> bool:
        """Whether the evidence says what is claimed."""
        return self.kind in _SUPPORTED


@dataclass(frozen=True, slots=True)
class Line:
    """Of the `pairs` of a kind, how many were called supported, partial or unsupported."""

    kind: str
    pairs: int
    supported: int
    partial: int
    unsupported: int

    @property
    def right(self) -> float:
        """The share judged rightly: true ones supported, changed ones not."""
        good = self.supported if self.kind in _SUPPORTED else self.pairs - self.supported
        return good / self.pairs if self.pairs else 0.0


def read_papers(folder: Path) -> list[Document]:
    """Return the papers in a folder; those that cannot be read are told and left out.

    Raises: UsageError where none can be read.
    """
    if not folder.is_dir():
        raise UsageError(f"{str(folder)!r}: no such folder, and no such file.")
    files = sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES)
    papers: list[Document] = []
    for path in files:
        try:
            papers.append(parse_bytes(path.read_bytes(), path.name))
        except (IngestError, OSError) as exc:
            log.warning("%s is left out: %s", printed(str(path)), exc)
    if not papers:
        raise UsageError(f"{str(folder)!r}: no papers that can be read; give a folder with some.")
    return papers


def made_pairs(papers: Sequence[Document], *, each: int, seed: int = 3) -> list[Pair]:
    """Return at most `each` pairs of every kind."""
    rng = random.Random(seed)  # noqa: S311 - repeatable draws, not secrets
    spans = [found for paper in papers for found in _with_neighbours(paper)]
    rng.shuffle(spans)
    names = sorted({name for sentence, _ in spans for name in names_in(sentence)})
    left = dict.fromkeys((*TRUE, *CHANGED), each)
    pairs: list[Pair] = []
    for sentence, evidence in spans:
        for kind in [kind for kind, wanted in left.items() if wanted]:
            around = evidence.replace(sentence, "", 1)
            claim = _claim(sentence, around, kind, rng, names)
            if claim and claim not in around:
                pairs.append(Pair(claim, evidence, kind))
                left[kind] -= 1
    return pairs


def _with_neighbours(paper: Document) -> Iterator[tuple[str, str]]:
    for section in paper.sections:
        text = paper.text[section.start : section.end]
        if section.title.casefold().startswith(("references", "bibliography")):
            continue
        spans = split_sentences(text)
        for at, (start, end) in enumerate(spans):
            if _SENTENCE.fullmatch(text[start:end]) and "\n" not in text[start:end]:
                low, high = spans[max(0, at - 1)][0], spans[min(len(spans) - 1, at + 1)][1]
                yield text[start:end], text[low:high]


def _claim(sentence: str, around: str, kind: str, rng: random.Random, names: Sequence[str]) -> str:
    if kind == "as it stands":
        return sentence
    if kind == "shortened":
        short = _OPENING.sub("", _BRACKET.sub("", sentence))
        return short[0].upper() + short[1:] if short != sentence else ""
    if kind == "reworded":
        return reword(sentence, rng)
    if kind == "borrowed":
        return borrow(sentence, around, rng)
    if kind == "exchanged":
        return exchange(sentence, rng)
    changed = alter(sentence, rng, names=names, kinds=(kind,))
    return changed.text if changed else ""


def claimed_in(file: Path, *, held_out: bool = False) -> list[Pair]:
    """Return the pairs of a file with `claim`, `evidence` and `label`. Raises: UsageError.

    `held_out`: only those of texts that no reader learned from (see `is_set_apart`).
    """
    rows = [row for row in load_rows(file, held_out=held_out) if isinstance(row, SupportRow)]
    if not rows:
        kept = ", none of a text held out" if held_out else "; its rows need claim, evidence, label"
        raise UsageError(f"{str(file)!r}: no claims{kept}.")
    return [Pair(row.claim, row.evidence, row.label) for row in rows]


def by_rules(claim: str, evidence: str) -> str:
    """Return the verdict that an answer carries where there is no reader."""
    return verdict(claim, evidence).support


def with_reader(reader: Reader) -> Judge:
    """Return what gives the verdict that a language model's sentence carries."""

    def judge(claim: str, evidence: str) -> str:
        found = verdict(claim, evidence)
        sentence = Sentence(claim, (), found.support, found.why)
        if is_open(claim, evidence):
            sentence = second(sentence, reader.judge([(evidence, claim)])[0])
        return sentence.support

    return judge


def measure(pairs: Sequence[Pair], judge: Judge = by_rules) -> list[Line]:
    """Return a line for each kind, and two for all true and all changed ones."""
    verdicts = [(pair, judge(pair.claim, pair.evidence)) for pair in pairs]
    kinds = dict.fromkeys(pair.kind for pair in pairs)
    lines = [_line(kind, [v for pair, v in verdicts if pair.kind == kind]) for kind in kinds]
    return sorted(lines, key=lambda line: (line.kind not in _SUPPORTED, line.kind))


def _line(kind: str, verdicts: Sequence[str]) -> Line:
    counts = [sum(v == word for v in verdicts) for word in ("supported", "partial", "unsupported")]
    return Line(kind, len(verdicts), *counts)


def overall(lines: Sequence[Line]) -> dict[str, float]:
    """Return the share of true ones called supported, and of changed ones that are not.

    Of which there is no pair, there is no share.
    """
    shares = {}
    for name, true in zip(OVERALL, (True, False), strict=True):
        own = [line for line in lines if (line.kind in _SUPPORTED) == true]
        total = sum(line.pairs for line in own)
        if total:
            shares[name] = sum(line.right * line.pairs for line in own) / total
    return shares


def as_text(lines: Sequence[Line]) -> str:
    """Return the table for the shell."""
    head = f"{'sentence':<14}{'pairs':>7}{'supported':>11}{'partial':>9}{'unsupported':>13}"
    head += f"{'right':>8}"
    rows = [
        f"{line.kind:<14}{line.pairs:>7}{line.supported:>11}{line.partial:>9}"
        f"{line.unsupported:>13}{line.right:>8.3f}"
        for line in lines
    ]
    shares = overall(lines)
    totals = [
        f"{name}: {f'{shares[name]:.3f}' if name in shares else 'there is none'}"
        for name in OVERALL
    ]
    return "\n".join([head, *rows, "", *totals])


def as_json(lines: Sequence[Line]) -> dict[str, Json]:
    """Return the table as one object."""
    kinds: dict[str, Json] = {
        line.kind: {
            "pairs": line.pairs,
            "supported": line.supported,
            "partial": line.partial,
            "unsupported": line.unsupported,
            "right": round(line.right, 4),
        }
        for line in lines
    }
    shares = overall(lines)
    return {
        "kinds": kinds,
        **{name: round(shares[name], 4) if name in shares else None for name in OVERALL},
    }
