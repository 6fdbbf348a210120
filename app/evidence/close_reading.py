"""What is read closely: the hits that come near, and once more the likeliest sentences alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from app.evidence.answer_form import fitting, gives_number, to_define
from app.evidence.candidates import Candidate
from app.evidence.ranking import rank
from app.language.lexemes import content_words, every_stem, stem, stems
from app.language.nouns import same_body
from app.language.short_forms import TwoForms, WrittenOut, spelled_out, written_out
from app.question.questions import Question
from app.question.restating import as_claim
from index.hits import Hit
from index.readings import Judgement, Reading, log_odds
from index.rereading import Reads
from index.store import DEFAULT_KINDS
from ingest.document import Document, Passage
from ingest.sentences import split_sentences

DEEP = 12  # hits that are read at most
NEAR = 0.15  # how far behind the first one a hit may be that is read
READ = 6  # hits that are read in any case
AGAIN = 8  # sentences that are read once more by themselves
HELD_AGAINST = 5  # sentences that are held against what a yes-or-no question asks whether it is so
SURE = 0.9999  # chances beyond are as good as sure
BEHIND = 4.0  # how far behind the best one such a sentence may be


class Judge(Protocol):
    """What is needed of the reader to hold claims against evidence."""

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Judgement]:
        """Return for each pair of evidence and claim whether the one supports the other."""
        ...


def worth_reading(
    hits: Sequence[Hit],
    asked: Question,
    *,
    least: int = READ,
    near: float = NEAR,
    most: int = DEEP,
) -> list[Hit]:
    """Return the first few hits, and those of the next that come close behind the best one.

    Where the search is sure, the rest is rarely the answer; where it is not, the answer may stand
    well down. So may the one that gives a number of what "how many" counts.
    """
    further = [
        hit
        for hit in hits[least:most]
        if hit.score > hits[0].score - near or gives_number(asked, hit.passage.text)
    ]
    return [*hits[:least], *further]


def says_what(asked: Question, passage: Passage) -> bool:
    """Say whether a passage tells what the thing is that is to be defined."""
    if not all(term.text.casefold() in passage.text.casefold() for term in to_define(asked)):
        return False
    sentences = (passage.text[start:end] for start, end in split_sentences(passage.text))
    return passage.kind in DEFAULT_KINDS and any(fitting(asked, text) for text in sentences)


def read_written_out(
    question: str, texts: Sequence[str], papers: Sequence[Document], reader: Reads
) -> list[Reading]:
    """Return the readings of texts, each of one of `papers`, with the words for its letters.

    "Could small firms be helped?" is hardly read to be answered by what is said of "SMEs".
    """
    written = [
        written_out(text, _touched(question, spelled_out(paper.text)))
        for text, paper in zip(texts, papers, strict=True)
    ]
    readings = reader.read(question, [one.text for one in written])
    return [_as_it_was(reading, one) for reading, one in zip(readings, written, strict=True)]


def _touched(question: str, forms: Sequence[TwoForms]) -> list[TwoForms]:
    """Return the forms of whose words the question has one, or "firms" for "enterprises".

    Others would only make the texts longer; so would those whose letters it has itself.
    """
    bodies = (body for word in content_words(question) for body in same_body(word.text))
    asked = every_stem(question) | {stem(body) for body in bodies}
    return [each for each in forms if each.short not in question and asked & stems(each.long)]


def _as_it_was(reading: Reading, written: WrittenOut) -> Reading:
    """Return a reading with its places in the text that has the letters still."""
    start, end = written.before(reading.start, reading.end)
    starts = tuple((written.before(at, at + 1)[0], chance) for at, chance in reading.starts)
    return replace(reading, start=start, end=end, starts=starts)


def looked_at_again(
    question: str, candidates: Sequence[Candidate], reader: Reads
) -> list[Candidate]:
    """Return the candidates, the likeliest of which the reader has read by themselves, too.

    A passage lends its sentences what stands around them; one that answers does so alone. The rest
    are given what the worst of those that were read says.
    """
    ranked = rank(candidates)[:AGAIN]
    likeliest = [each for each, score in ranked if score > ranked[0][1] - BEHIND]
    texts = [candidate.text for candidate in likeliest]
    papers = [candidate.document for candidate in likeliest]
    readings = read_written_out(question, texts, papers, reader)
    alone = {
        id(candidate): log_odds(reading.answerable, sure=SURE) / 5
        for candidate, reading in zip(likeliest, readings, strict=True)
    }
    least = min(alone.values(), default=0.0)
    return [
        replace(each, features={**each.features, "alone": alone.get(id(each), least)})
        for each in candidates
    ]


def held_against_claim(
    asked: Question, candidates: Sequence[Candidate], judge: Judge
) -> list[Candidate]:
    """Return the candidates; of a yes-or-no question, how far the best bear on its claim.

    A sentence on the same things may seem to answer it and say neither that it is so nor that it
    is not ("bears", in [0, 1]).
    """
    claim = as_claim(asked.text) if asked.kind == "yesno" else ""
    if not claim:
        return list(candidates)
    best = [candidate for candidate, _ in rank(candidates)[:HELD_AGAINST]]
    judged = judge.judge([(candidate.text, claim) for candidate in best])
    bears = {
        id(candidate): 1.0 - one.unrelated for candidate, one in zip(best, judged, strict=True)
    }
    return [
        replace(each, features={**each.features, "bears": bears[id(each)]})
        if id(each) in bears
        else each
        for each in candidates
    ]
