"""From what was found to the `Answer` that is shown."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from app.answer import Answer, Citation, Disagreement, Mode, Seconds, Sentence
from app.disagreement import disagreements
from app.evidence.chosen import Chosen
from app.evidence.citing import cite
from app.evidence.duplicates import bare
from app.extract import ASKS_ONE
from app.model.replies import Told
from app.papers.metadata import Part, counted
from app.papers.sections import Outlined, is_heading
from app.papers.works import numbered
from app.weighing import Found
from index.library import Library


@dataclass(slots=True)
class Clock:
    """When a question came, and how long searching took."""

    started: float = field(default_factory=time.perf_counter)
    search: float = 0.0

    def read(self) -> Seconds:
        """Return the seconds spent so far by stage."""
        total = time.perf_counter() - self.started
        return Seconds(self.search, max(0.0, total - self.search), total)


def streamed(answer: Answer) -> Iterator[str | Answer]:
    """Yield the answer in pieces, sentence by sentence, then the answer itself."""
    if answer.abstained or not answer.sentences:
        yield answer.reason
    for at, sentence in enumerate(answer.sentences):
        yield f"{' ' if at else ''}{sentence.text}{sentence.footnotes}"
    yield answer


def make(
    sentences: tuple[Sentence, ...],
    citations: tuple[Citation, ...],
    clock: Clock,
    *,
    confidence: float,
    abstained: bool = False,
    why: str = "",
    mode: Mode = "extractive",
) -> Answer:
    """Return an answer whose question is still to be named."""
    return Answer(
        question="",
        searched="",
        sentences=sentences,
        citations=citations,
        abstained=abstained,
        reason=why,
        confidence=confidence,
        mode=mode,
        hits=(),
        seconds=clock.read(),
    )


def named(answer: Answer, question: str, searched: str) -> Answer:
    """Return the answer with the question it answers and the query that was searched."""
    return replace(answer, question=question, searched=searched)


def rightly_called(answer: Answer, library: Library) -> str:
    """Return what was searched, with "the document" for what is no paper nor was called one."""
    told = {citation.document_id for citation in answer.citations}
    so_called = "paper" in answer.question.casefold()
    if so_called or not told or any(library.document(one).is_paper for one in told):
        return answer.searched
    return answer.searched.replace("the paper", "the document")


def said(question: str, reply: str, clock: Clock) -> Answer:
    """Return small talk as an answer without sources."""
    sentence = Sentence(reply, (), "supported", "not from the documents")
    reply_only = make((sentence,), (), clock, confidence=1.0, mode="smalltalk")
    return replace(reply_only, question=question, searched="")


def silent(why: str, clock: Clock) -> Answer:
    """Return an answer that gives none, and says why."""
    return make((), (), clock, confidence=0.02, abstained=True, why=why)


def from_parts(parts: Sequence[Part], clock: Clock) -> Answer:
    """Return an answer about papers as such; what copies of one paper say alike is said once."""
    told: dict[tuple[str, str], Sentence] = {}
    for sentence, cited in parts:
        key = bare(sentence.text), bare(cited.title)
        before = told.get(key)
        numbers = (*before.citations, *sentence.citations) if before else sentence.citations
        told[key] = replace(before or sentence, citations=numbers)
    citations = tuple(cited for _, cited in parts)
    return make(tuple(told.values()), citations, clock, confidence=0.98)


def from_chosen(chosen: Sequence[Chosen], clock: Clock) -> Answer:
    """Return an answer made of spans of a paper."""
    sentences, citations = cite(chosen)
    return make(sentences, citations, clock, confidence=0.95)


def from_outlined(told: Sequence[Outlined], clock: Clock, *, most_each: int) -> Answer:
    """Return what is shown of the parts of one paper, or `most_each` of each of several.

    Where what is said of a part is the answer, that comes first, and what it is taken from.
    """
    each = None if len(told) == 1 else most_each
    if not all(one.answers for one in told):
        return from_chosen([item for one in told for item in one.chosen[:each]], clock)
    parts: list[Part] = []
    for one in told:
        first = one.chosen[0]
        said = one.note if each is None else f"“{first.document.title}”: {one.note}"
        parts.append(counted(said, first, len(parts) + 1, "counted or gathered from the text"))
        if first.marks and not is_heading(first):
            parts += numbered(one.chosen[:each], len(parts) + 1)
    return from_parts(parts, clock)


def extracted(question: str, searched: str, found: Found, clock: Clock) -> Answer:
    """Return the answer in the words of what was found."""
    sentences, citations = cite(found.chosen)
    why = _left(found.unanswered)
    answer = make(sentences, citations, clock, confidence=found.estimate.probability, why=why)
    return replace(
        answer,
        question=question,
        searched=searched,
        hits=found.hits,
        disagreements=disagreements(found.query, found.ranked, citations),
    )


def shortened(answer: Answer, found: Found, most: int, clock: Clock) -> Answer:
    """Return `answer`, extracted from `found`, in the best of its sentences, `most` of them.

    Where one thing is asked for, what tells it comes first, and is kept.
    """
    leads = found.query.question.kind in ASKS_ONE
    ranked = sorted(
        range(len(found.chosen)),
        key=lambda at: (leads and at == 0, found.chosen[at].score),
        reverse=True,
    )
    kept = tuple(found.chosen[at] for at in sorted(ranked[:most]))
    few = extracted(answer.question, answer.searched, replace(found, chosen=kept), clock)
    return replace(
        answer,
        sentences=few.sentences,
        citations=few.citations,
        disagreements=few.disagreements,
    )


def joined(answers: Sequence[Answer], questions: Sequence[str], clock: Clock) -> Answer:
    """Return the answers to the parts of one question, one after the other, as one answer.

    What is left unanswered is said; where nothing is answered, why.
    """
    told = [answer for answer in answers if not answer.abstained]
    hits = tuple({hit.passage.id: hit for answer in answers for hit in answer.hits}.values())
    if not told:
        reasons = dict.fromkeys(answer.reason for answer in answers)
        return replace(silent(" ".join(reasons), clock), hits=hits)
    sentences: list[Sentence] = []
    citations: list[Citation] = []
    for answer in told:
        more, theirs = shifted(answer, len(citations))
        sentences += more
        citations += theirs
    left = [text for text, one in zip(questions, answers, strict=True) if one.abstained]
    least = min(answer.confidence for answer in told)
    answer = make(tuple(sentences), tuple(citations), clock, confidence=least, why=_left(left))
    return replace(answer, hits=hits)


def _left(unanswered: Sequence[str]) -> str:
    """Return what says which questions are not answered, or of which thing compared that is."""
    asked = " or ".join(f"“{text}”" for text in unanswered if text.endswith("?"))
    things = " or ".join(text for text in unanswered if not text.endswith("?"))
    if things:
        return f"These documents do not say this of {things}."
    return f"These documents do not answer {asked}." if asked else ""


def abstained(question: str, searched: str, found: Found, why: str, clock: Clock) -> Answer:
    """Return no answer, with the nearest passages."""
    answer = make((), (), clock, confidence=found.estimate.probability, abstained=True, why=why)
    return replace(answer, question=question, searched=searched, hits=found.hits)


def written(extracted: Answer, told: Told, clock: Clock, *, strict: bool) -> Answer:
    """Return the LLM's answer; in strict mode the extracted one where a sentence has no support."""
    unsupported = [item for item in told.sentences if item.support == "unsupported"]
    if not told.sentences or (strict and len(unsupported) == len(told.sentences)):
        note = "The documents do not support the model's answer; these are their own words."
        return replace(extracted, reason=note, seconds=clock.read())
    sentences, citations, why = told.sentences, told.citations, told.note
    if strict and unsupported:
        kept, kept_citations = _supported(told)
        more, more_citations = shifted(extracted, len(kept_citations))
        sentences, citations = kept + more, kept_citations + more_citations
        count = f"{len(unsupported)} unsupported sentence{'s' if len(unsupported) > 1 else ''}"
        why = f"{count} replaced by the documents' own words. {why}".strip()
    answer = make(sentences, citations, clock, confidence=extracted.confidence, why=why, mode="llm")
    return replace(
        answer,
        question=extracted.question,
        searched=extracted.searched,
        hits=extracted.hits,
        disagreements=_under_new_numbers(extracted.disagreements, citations),
    )


def _supported(told: Told) -> tuple[tuple[Sentence, ...], tuple[Citation, ...]]:
    """Return the sentences that have support, and the citations they use, numbered from 1."""
    kept = [item for item in told.sentences if item.support != "unsupported"]
    used = {number for item in kept for number in item.citations}
    cited = [citation for citation in told.citations if citation.number in used]
    numbers = {citation.number: at for at, citation in enumerate(cited, start=1)}
    sentences = tuple(
        replace(item, citations=tuple(numbers[number] for number in item.citations))
        for item in kept
    )
    return sentences, tuple(replace(one, number=numbers[one.number]) for one in cited)


def _under_new_numbers(
    found: Sequence[Disagreement], citations: Sequence[Citation]
) -> tuple[Disagreement, ...]:
    """Return the disagreements, their sides numbered as the citations that hold them, or after."""
    free = max((citation.number for citation in citations), default=0)
    renumbered = []
    for disagreement in found:
        sides = []
        for side in disagreement.sides:
            number = next((other.number for other in citations if _holds(other, side)), 0)
            free += not number
            sides.append(replace(side, number=number or free))
        renumbered.append(replace(disagreement, sides=(sides[0], sides[1])))
    return tuple(renumbered)


def _holds(citation: Citation, side: Citation) -> bool:
    same = citation.document_id == side.document_id
    return same and citation.start <= side.start and side.end <= citation.end


def shifted(answer: Answer, by: int) -> tuple[tuple[Sentence, ...], tuple[Citation, ...]]:
    """Return the sentences and citations of `answer` with their numbers raised."""
    sentences = tuple(
        replace(item, citations=tuple(number + by for number in item.citations))
        for item in answer.sentences
    )
    return sentences, tuple(replace(item, number=item.number + by) for item in answer.citations)
