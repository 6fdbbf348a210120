"""What is taken for evidence: enough of it, of all parts, the surer of two searches."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Sequence, Set
from dataclasses import replace

from app.abstain import reason, tells
from app.abstain import threshold as calibrated_threshold
from app.answer import Turn
from app.conversation import otherwise
from app.current_paper import Talk
from app.evidence.candidates import Candidate, Query, weighted
from app.evidence.context import period_over
from app.evidence.spans import paragraph_at
from app.finding import Finder
from app.language.lexemes import every_stem, stem
from app.language.lexicon import Lexicon
from app.language.nouns import kin
from app.language.values import names
from app.parts import parts_of
from app.question.contrary import contrary_of
from app.question.follow_up import may_ask_of_authors, points_back
from app.question.foreign_trade import as_exports_and_imports
from app.question.paper_place import as_its_place
from app.question.paper_pointed_to import points_to_paper
from app.question.prefaced import asked_last
from app.question.questions import Question, analyse
from app.question.restating import without_empty_noun
from app.question.topic import parted
from app.question.years_retold import lies_in, without_time
from app.weighing import Found, probability
from app.whole_question import alone
from ingest.errors import UsageError

OWN = 0.15  # how far what the paper spoken of says may be less sure than what all say
UNSURE, SURER = 0.5, 0.3  # confidence in a question, and how far it otherwise must be above that
TELLS = 0.75  # of a question's words that a sentence speaks of which names what is asked about
_COMES = every_stem("come came arrive enter settle move")  # which firms do to a place
_DENIED = frozenset(("contrary", "direction"))  # the lacking of what is told otherwise
_EXHIBIT = re.compile(r"\b(?:table|figure)\b", re.IGNORECASE)


def threshold_set() -> float | None:
    """Return what `FOOTNOTE_THRESHOLD` says, None where it says nothing. Raises: UsageError."""
    typed = os.environ.get("FOOTNOTE_THRESHOLD", "")
    if not typed:
        return None
    try:
        value = float(typed)
    except ValueError:
        value = -1.0
    if not 0.0 <= value <= 1.0:
        raise UsageError(f"FOOTNOTE_THRESHOLD is {typed!r}; set a number from 0 to 1.")
    return value


class Seeker:
    """Seeks evidence and says whether it suffices. Safe to share between threads.

    `threshold` is the confidence below which it does not; None is as calibrated.
    """

    def __init__(self, finder: Finder, *, threshold: float | None) -> None:
        self.finder = finder
        self._fixed = threshold

    def suffices(self, found: Found) -> bool:
        """Say whether the evidence is good enough to answer from."""
        return found.estimate.probability >= self._threshold()

    def _threshold(self) -> float:
        if self._fixed is not None:
            return self._fixed
        return calibrated_threshold(read=self.finder.reader() is not None)

    def found(self, asked: Question, documents: Sequence[str], *, told: str = "") -> Found:
        """Return the evidence for the question, or for the questions that make it up.

        Where something was `told` before, the question is taken whole: what else is there of it?
        """
        parts = parts_of(asked.text)
        if parts.texts and not told:
            least = self._threshold()
            return self.finder.find_parts(asked, parts, documents, threshold=least)
        return self.finder.find(asked, documents, told=told)

    def found_after(
        self, asked: Question, talk: Talk, documents: Sequence[str], *, told: str = ""
    ) -> Found:
        """Return what the paper spoken of says, where that suffices, else what all papers say.

        "The study" is that paper, which is asked alone, as for a table that it may have. Where the
        question bears a name, it may be of another paper, if that says more of what bears it. What
        "it" was is hardly told by another paper, unless that is sure.
        """
        if not talk.paper:
            return self.found(asked, documents, told=told)
        own = self.found(asked, (talk.paper,), told=told)
        speaks = self._speaks(own, asked, talk)
        if (speaks and not names(talk.typed)) or points_to_paper(talk.typed):
            return own
        if self.suffices(own) and _EXHIBIT.search(talk.typed):
            return own
        found = self.found(asked, documents, told=told)
        if speaks and found.ranked and found.ranked[0][0].document.id == talk.paper:
            return replace(own, seconds=found.seconds + own.seconds)
        near = speaks and probability(own) > probability(found) - OWN
        chosen = own if near else found
        of_it = points_back(talk.typed) and not may_ask_of_authors(talk.typed)
        if of_it and not near and probability(found) < UNSURE:
            chosen = own if probability(own) >= UNSURE else min(own, found, key=probability)
        return replace(chosen, seconds=found.seconds + own.seconds)

    def _speaks(self, own: Found, asked: Question, talk: Talk) -> bool:
        lexicon = self.finder.lexicon()
        unspoken = own.estimate.unspoken
        return self.suffices(own) and speaks_of(unspoken, asked.text, talk.typed, lexicon)

    def surest(
        self,
        asked: Question,
        found: Found,
        talk: Talk,
        documents: Sequence[str],
        history: Sequence[Turn],
        *,
        ids: Collection[str],
        again: bool,
    ) -> tuple[Question, Found]:
        """Return the question and what was found, or those of another reading of it, if surer.

        It may be one by itself, one on what was told before, one without a noun that says nothing,
        or one in the words of trade. `again`: more is asked of what was told, which is no other
        thing.
        """
        if history and (by_itself := alone(talk.typed)):
            asked, found = self.surer(asked, found, by_itself, talk, documents)
        if again:
            return asked, found
        if history and not self.suffices(found):
            meant = otherwise(talk.typed, history, ids=ids)
            asked, found = self.sufficing(asked, found, meant, talk, documents)
        if history and may_ask_of_authors(talk.typed):
            asked, found = self.surer(asked, found, talk.typed, talk, documents)
        if last := asked_last(talk.typed):
            asked, found = self.sufficing(asked, found, last, talk, documents)
        if bare := without_empty_noun(asked.text):
            asked, found = self.likelier(asked, found, bare, talk, documents)
        if told := as_exports_and_imports(asked.text, self.finder.lexicon()):
            asked, found = self.surer(asked, found, told, talk, documents)
        return asked, found

    def surer(
        self, asked: Question, found: Found, otherwise: str, talk: Talk, documents: Sequence[str]
    ) -> tuple[Question, Found]:
        """Return the question and what was found, or those of it put `otherwise`, if surer.

        "And what is the primary index?" may ask of the thing spoken of, or of another.
        """
        if otherwise == asked.text or found.estimate.probability >= UNSURE:
            return asked, found
        return self.likelier(asked, found, otherwise, talk, documents, by=SURER)

    def likelier(
        self,
        asked: Question,
        found: Found,
        otherwise: str,
        talk: Talk,
        documents: Sequence[str],
        *,
        by: float = 0.0,
    ) -> tuple[Question, Found]:
        """Return the question and what was found, or those of it put `otherwise`, if likelier."""
        single = analyse(otherwise, recalled=asked.recalled)
        other = self.found_after(single, talk, documents)
        likelier = other.estimate.probability > found.estimate.probability + by
        return (single, other) if likelier else (asked, found)

    def sufficing(
        self, asked: Question, found: Found, otherwise: str, talk: Talk, documents: Sequence[str]
    ) -> tuple[Question, Found]:
        """Return the question and what was found, or those of it put `otherwise`, if that suffices.

        What was taken over from before may be what the documents do not say.
        """
        if not otherwise or otherwise == asked.text or self.suffices(found):
            return asked, found
        single = analyse(otherwise)
        other = self.found_after(single, talk, documents)
        return (single, other) if self.suffices(other) else (asked, found)

    def read_otherwise(self, asked: Question, found: Found, documents: Sequence[str]) -> Found:
        """Return what was found, or what is where the question is read as a paper may put it."""
        found = self.of_its_place(asked, found)
        return self.contrary(asked, self.dated(asked, found, documents), documents)

    def of_its_place(self, asked: Question, found: Found) -> Found:
        """Return what was found, or where that is too little, of the place that a paper is on.

        What a paper on Henan Province says of "the province" is asked of it so. Where something
        is lacking, it is not the place's name.
        """
        if self.suffices(found) or not found.ranked or found.estimate.lacking:
            return found
        paper = found.ranked[0][0].document
        told = as_its_place(asked.text, paper.title, paper.text)
        if not told:
            return found
        single = analyse(told, recalled=asked.recalled)
        other = self.finder.find(single, (paper.id,))
        told_there = self.suffices(other) and tells_of(single, single, other.ranked[0][0])
        return replace(other if told_there else found, seconds=found.seconds + other.seconds)

    def dated(self, asked: Question, found: Found, documents: Sequence[str]) -> Found:
        """Return what was found, or if that is unsure, what is told without a date of its own.

        A period that opens its paragraph dates it: "The middle stage covers the years 2013 to
        2017. Many firms settled in the province."
        """
        told = without_time(asked.text) if probability(found) < UNSURE else ""
        if not told:
            return found
        single = analyse(told, recalled=asked.recalled)
        other = self.of_its_place(single, self.finder.find(single, documents))
        best = other.ranked[0][0] if self.suffices(other) and not other.estimate.lacking else None
        told_of = best and (
            tells_of(asked, other.query.question, best) or tells_of_named(asked, other.query, best)
        )
        period = period_over(best) if best and told_of else None
        if best is None or period is None or not lies_in(asked.text, period.text):
            return found
        high = paragraph_at(best.document, best.start)[1]
        several = asked.kind in ("which", "list", "who")
        shown = [
            item
            for item in other.chosen
            if item.document is best.document
            and (item.start == best.start or (several and period.end <= item.start < high))
        ]
        return replace(other, query=found.query, chosen=(period, *shown))

    def contrary(self, asked: Question, found: Found, documents: Sequence[str]) -> Found:
        """Return what was found, or where a yes-or-no question is denied, the sentence that does.

        It says just the contrary of the thing that is asked about, and comes first.
        """
        denied = _DENIED.intersection(found.estimate.lacking)
        if not (self.suffices(found) or denied):
            return found
        told = " ".join(item.text for item in found.chosen)
        put = contrary_of(asked, told)
        if put is None:
            return found
        if self.suffices(found) and put.is_settled_by(found.ranked[0][0].text):
            return found
        single = analyse(put.question, recalled=asked.recalled)
        other = self.of_its_place(single, self.finder.find(single, documents))
        if not self.suffices(other) or other.estimate.lacking:
            return found
        if probability(other) < probability(found):
            return found
        best = other.ranked[0][0]
        told_of = tells_under_heading(single, other.query.question, best, besides={put.stem})
        denies = told_of and put.is_said_in(best.text)
        return replace(other, query=found.query) if denies else found

    def why_not(self, found: Found) -> str:
        """Return one sentence that says what the evidence lacks."""
        headings = {stem for hit in found.hits for stem in every_stem(hit.passage.context)}
        return reason(found.query, found.estimate, self.finder.lexicon(), headings)


def tells_of(
    asked: Question, read: Question, best: Candidate, *, besides: Set[str] = frozenset()
) -> bool:
    """Say whether a sentence tells of all that is asked about, under its own words or their kin.

    What is said of coffee answers no question about tea. `read` is what was `asked` as it was
    searched. A name may stand in the title alone. The stems `besides` are not looked for.
    """
    said = every_stem(best.text)
    named = {stem for name in asked.names for stem in every_stem(name)}
    wanted = {word.stem for word in read.terms} - named - besides
    titled = every_stem(best.document.title)
    return named <= said | titled and all(_alike(stem) & said for stem in wanted)


def tells_under_heading(
    asked: Question, read: Question, best: Candidate, *, besides: Set[str]
) -> bool:
    """Say the same where the title of the section says a part of it for all its sentences.

    "Three factors keep these costs high" tells of logistics costs under "Logistics". The sentence
    itself says the rest, or some of what the title says again.
    """
    section = best.document.section_at(best.start)
    above = every_stem(section.title) if section else frozenset()
    said = every_stem(best.text)
    here = any(_alike(word.stem) & said for word in read.terms if word.stem not in besides)
    return tells_of(asked, read, best, besides=besides | above if here else besides)


def tells_of_named(asked: Question, query: Query, best: Candidate) -> bool:
    """Say whether a sentence that bears the names asked about tells of the rest in like words."""
    said = every_stem(best.text)
    named = [every_stem(name) for name in asked.names]
    there = said | every_stem(best.document.title)
    names_it = any(name <= said for name in named) and all(name <= there for name in named)
    return names_it and weighted(best.soft, query.term_weights) >= TELLS


def _alike(stem: str) -> Set[str]:
    return _COMES if stem in _COMES else kin(stem)


def speaks_of(unspoken: Iterable[str], question: str, typed: str, library: Lexicon) -> bool:
    """Say whether a paper speaks of what a follow-up asks about, in whatever words.

    `unspoken` are the words of `question` that what comes nearest there does not speak of. They do
    not count where the question took them over from the conversation, and they were not `typed`,
    where the `library` has them nowhere, or where they are as common as "thing".
    """
    new = every_stem(f"{parted(question.strip(' ?.!'))[0]} {typed}")
    named = every_stem(" ".join(typed[start:end] for start, end in names(typed)))
    missed = {stem(word) for word in unspoken if tells(word)}
    return not any(word in named or library.knows(word) for word in missed & new)
