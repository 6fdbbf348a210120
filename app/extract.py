"""The extractive answer: the few sentences that answer, verbatim, in reading order."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Sequence, Set

from app.evidence.answer_form import gives_number, to_define
from app.evidence.candidates import Candidate, Query
from app.evidence.chosen import Chosen, merge
from app.evidence.completing import (
    CLOSE,
    LONGEST,
    WORSE,
    after,
    also_named,
    counted_off,
    found_itself,
    gives_again,
    going_on,
    in_form,
    missing_part,
    more_of_it,
    other_of_two,
    repeats,
    wants_one,
)
from app.evidence.halves import with_other_halves
from app.evidence.marks import marks_in, row_of_names
from app.evidence.nth_item import at_its_place
from app.evidence.ranking import load_weights
from app.evidence.singled_out import (
    asks_advice,
    bearing,
    is_one_of_all,
    naming,
    of_who_acts,
    of_whom_asked,
    singled_out,
    wants_all,
)
from app.evidence.spans import counts_off, opens_in_the_middle, points_back, whole
from app.language.defining import defines_another, leads
from app.language.lexemes import Word, content_words, every_stem
from app.language.values import years_covered
from app.papers.mentioned import role_of, said_about
from app.question.drivers import moved_in
from app.question.problems_and_remedies import (
    asks_obstacle,
    asks_remedy,
    asks_trouble,
    tells_cure,
    tells_remedy,
    tells_trouble,
)

MOST = 4
WORST_ADVICE = 9.0  # how far behind the best one may be what gives advice, if all of it is wanted
ENOUGH = 0.93  # chance that the answer is among what is shown, from which on no more is
LEAST = 0.04  # chance of a sentence that is shown
LEAST_OF_BEST = 0.25  # of the best one's chance: where no sentence stands out, less will do
ASKS_ONE = ("number", "percent", "money", "year", "who", "where", "which", "yesno")
LIKELY = 0.1  # chance of a sentence that is shown however long the answer grows
TOLD_OTHERWISE = ("year", "where")  # by a condition as well as by a date, by a thing as by a place
NEAR = 2.0  # how far behind the best one may be what is shown with its cause
BETWEEN = 0.5  # how much counts between sections of where in its passage an answer begins


def choose(
    query: Query, ranked: Sequence[tuple[Candidate, float]], *, most: int = MOST
) -> list[Chosen]:
    """Return the spans to show: grouped by section, the best section first, in reading order.

    Where one thing is asked for, what tells it comes first. `most` counts sentences, without what
    they lean on; where all there is of a thing is asked for, twice as many are shown, and where one
    question is asked by itself, the rest of what is counted off or proposed in one section.
    """
    if placed := at_its_place(query, ranked):
        return placed
    ranked = of_whom_asked(query.question, ranked)
    every = wants_all(query.question)
    few = _pick(query, ranked)[: 2 * most if every else most]
    by_itself = most == MOST  # not as one part of several
    if few and not every and by_itself:
        few += more_of_it(query, ranked, few, most=most)
        few += counted_off(query, ranked, few)
    pairs = _by_section(few)
    top = max((score for _, score in pairs), default=0.0)
    picked = [_spans(query, *pair, near=pair[1] > top - NEAR) for pair in pairs]
    if every and asks_advice(query.question):
        return sorted(merge(picked), key=lambda item: (item.document.id, item.start))
    lead = _lead(query, pairs)
    if lead is None:
        shown = merge(picked)
        return sorted(shown, key=_in_the_middle) if shown and _in_the_middle(shown[0]) else shown
    first = {(item.document.id, item.start) for item in picked[lead]}
    return sorted(merge(picked), key=lambda item: (item.document.id, item.start) not in first)


def _lead(query: Query, pairs: Sequence[tuple[Candidate, float]]) -> int | None:
    """Return which sentence comes before all others, None where they stand in reading order."""
    question = query.question
    if holds := singled_out(question):
        bearers = [at for at, (candidate, _) in enumerate(pairs) if holds(candidate)]
        if bearers and len(bearers) < len(pairs):
            return max(bearers, key=lambda at: pairs[at][1])
    if question.kind == "definition":
        return next((at for at, (one, _) in enumerate(pairs) if one.features.get("defines")), None)
    if question.kind == "list" and pairs and row_of_names(pairs[0][0].text):
        return 0  # "Which languages?" is answered by the sentence that counts them off
    if (wrong := _telling_trouble(query, pairs)) is not None:
        return wrong
    if not pairs or question.kind not in ASKS_ONE:
        return None
    if not question.asks_value:
        return 0
    valued = [at for at, (candidate, _) in enumerate(pairs) if candidate.values]
    counts = [at for at in valued if gives_number(question, pairs[at][0].text)]
    named = [at for at in counts if pairs[at][0].features.get("name") == 1]
    return next(iter(named or counts or valued), 0)


def _telling_trouble(query: Query, pairs: Sequence[tuple[Candidate, float]]) -> int | None:
    """Return which tells best what is wrong, where that is asked and what would open tells it not.

    What should be done, or several things, are told in reading order.
    """
    question = query.question
    told = [at for at, (candidate, _) in enumerate(pairs) if candidate.features.get("trouble")]
    asked = question.kind in (*ASKS_ONE, "other") and not question.asks_value
    if not told or not asked or not asks_trouble(question.text):
        return None
    best = pairs[0][0]
    beside = [each for each, _ in pairs if each.section == best.section]
    opens = min(beside, key=lambda each: each.start) if question.kind == "other" else best
    return None if opens.features.get("trouble") else max(told, key=lambda at: pairs[at][1])


def _in_the_middle(item: Chosen) -> bool:
    return opens_in_the_middle(item.text)


def _by_section(
    picked: Sequence[tuple[Candidate, float]],
) -> list[tuple[Candidate, float]]:
    """Return the sentences, those of the section first that most likely holds the answer.

    Two that are together likelier than the best sentence of another speak for theirs. The reader
    sees an answer begin somewhere in every passage, which says less of one passage beside another.
    """
    top = picked[0][1] if picked else 0.0
    within = (1 - BETWEEN) * load_weights().get("begins", 0.0)
    chances: dict[tuple[str, str], float] = defaultdict(float)
    for candidate, score in picked:
        between = score - within * candidate.features.get("begins", 0.0)
        chances[candidate.document.id, candidate.section] += math.exp(between - top)
    return sorted(picked, key=lambda pair: -chances[pair[0].document.id, pair[0].section])


def _spans(query: Query, candidate: Candidate, score: float, *, near: bool) -> list[Chosen]:
    """Return the sentence, marked, with what it leans on, and its cause if `near` the best."""
    question = query.question
    every = wants_all(question) or question.kind == "list" or asks_remedy(question.text)
    asked = frozenset() if every else frozenset(term.stem for term in question.terms)
    return [
        Chosen(
            candidate.document,
            start,
            end,
            score,
            marks_in(question, candidate) if start == candidate.start else (),
        )
        for start, end in with_other_halves(
            candidate.document,
            whole(
                candidate.document,
                candidate.start,
                candidate.end,
                asked=asked,
                causes=near and question.kind == "why",
            ),
        )
    ]


def _pick(query: Query, ranked: Sequence[tuple[Candidate, float]]) -> list[tuple[Candidate, float]]:
    """Return the fewest sentences of which one most likely answers, and what they need."""
    if not ranked:
        return []
    every = _all_of_it(query, ranked) if wants_all(query.question) else []
    if every and asks_advice(query.question):
        return every
    ranked = _remedies(query, _troubles(query, _moving(query, _in_time(query, ranked))))
    ranked = _defining(query, ranked)
    ranked = _opening_a_list(query, ranked)
    about = said_about(query.question) or role_of(query.question)
    said = naming(about.thing, query.question, ranked) if about else ranked
    only_named = said is not ranked
    ranked = bearing(query.question, of_who_acts(query.question, said))
    chances = _chances([score for _, score in ranked])
    picked = _likeliest(query, ranked, chances)
    size = sum(len(candidate.text) for candidate, _ in picked)
    picked += in_form(ranked, picked) or found_itself(query, ranked, picked)
    picked += going_on(query, ranked, chances, picked, size)
    picked += missing_part(query, ranked, picked)
    picked += other_of_two(query, ranked, picked)
    picked += also_named(ranked, picked, most=MOST) if only_named else []
    return picked + [pair for pair in every if all(pair[0] is not other for other, _ in picked)]


def _likeliest(
    query: Query, ranked: Sequence[tuple[Candidate, float]], chances: Sequence[float]
) -> list[tuple[Candidate, float]]:
    """Return the fewest sentences of which one answers with a chance that is ENOUGH.

    `chances` are those of the sentences `ranked`, in their order.
    """
    single = wants_one(query)
    least = min(LEAST, LEAST_OF_BEST * chances[0])
    picked = [ranked[0]]
    size, together = len(ranked[0][0].text), chances[0]
    for (candidate, score), chance in zip(ranked[1:], chances[1:], strict=True):
        if len(picked) == MOST or together >= ENOUGH or chance < least:
            break
        together += chance
        short = size + len(candidate.text) <= LONGEST or chance > LIKELY
        otherwise = not single or (chance > LIKELY and query.question.kind in TOLD_OTHERWISE)
        fits = short and (candidate.values or otherwise)
        again = any(
            repeats(candidate, other) or gives_again(query, candidate, other) for other, _ in picked
        )
        if fits and not again:
            picked.append((candidate, score))
            size += len(candidate.text)
    return picked


def _in_time(
    query: Query, ranked: Sequence[tuple[Candidate, float]]
) -> Sequence[tuple[Candidate, float]]:
    """Return what tells of no other time than the question lets in ("after 2012"), if any does.

    What names none may be of that time.
    """
    asked = query.question
    if asked.bounds:
        return [pair for pair in ranked if pair[0].features["year"] >= 0] or ranked
    return [pair for pair in ranked if not _is_of_other_years(asked.years, pair[0])] or ranked


def _is_of_other_years(asked: Set[int], candidate: Candidate) -> bool:
    told = years_covered(candidate.text)
    return bool(asked and told and not asked & told)


def _moving(
    query: Query, ranked: Sequence[tuple[Candidate, float]]
) -> Sequence[tuple[Candidate, float]]:
    """Return first what drives a thing up, nothing that brings it down, where that is asked."""
    moved = moved_in(query.question.text)
    if moved is None:
        return ranked
    top = ranked[0][1]
    kept = [pair for pair in ranked if not moved.is_turned_in(pair[0].text)]
    told = [pair for pair in kept if pair[1] > top - CLOSE and moved.is_told_in(pair[0].text)]
    first = [(candidate, top) for candidate, _ in told]
    return [*first, *(pair for pair in kept if pair not in told)] or ranked


def _remedies(
    query: Query, ranked: Sequence[tuple[Candidate, float]]
) -> Sequence[tuple[Candidate, float]]:
    """Return only what tells what should be done, where that is asked and told nearby.

    What is to be mended is worded as the question is, and would come first.
    """
    if not asks_remedy(query.question.text):
        return ranked
    least = ranked[0][1] - CLOSE
    return [pair for pair in ranked if pair[1] > least and tells_remedy(pair[0].text)] or ranked


def _troubles(
    query: Query, ranked: Sequence[tuple[Candidate, float]]
) -> Sequence[tuple[Candidate, float]]:
    """Return nothing that tells but how a trouble is taken away, where it is asked what is wrong.

    "Tax incentives lighten the burden" is no obstacle, nor is what should be done. Where no trouble
    is told nearby, all is returned.
    """
    if not asks_obstacle(query.question.text):
        return ranked
    kept = [pair for pair in ranked if not tells_cure(pair[0].text)]
    least = ranked[0][1] - WORSE
    near = any(score > least and tells_trouble(candidate.text) for candidate, score in kept)
    return kept if near else ranked


def _opening_a_list(
    query: Query, ranked: Sequence[tuple[Candidate, float]]
) -> Sequence[tuple[Candidate, float]]:
    """Return first what says that there are several of what is asked for, with the list to follow.

    "Firms can take various measures" bears none of the words that its measures are asked for by.
    """
    if query.question.kind == "definition":
        return ranked
    asked = content_words(query.question.text)
    sorts = {word.stem for word in asked}
    several = {word.stem for word in asked if word.text.endswith("s")}  # not "the third phase"
    best, top = ranked[0]
    for at, (candidate, score) in enumerate(ranked):
        near = score > top - CLOSE and _heads(candidate) >= _heads(best)
        if at and near and counts_off(candidate.text, sorts, several=several):
            return [(candidate, top), *ranked[:at], *ranked[at + 1 :]]
    return ranked


def _heads(candidate: Candidate) -> float:
    """Return how far a sentence, what stands before it and its headings bear the words asked."""
    return candidate.features.get("topic", 0.0)


def _all_of_it(
    query: Query, ranked: Sequence[tuple[Candidate, float]]
) -> list[tuple[Candidate, float]]:
    """Return what tells of the thing of which all is asked for, wherever it stands."""
    least = ranked[0][1] - (WORST_ADVICE if asks_advice(query.question) else WORSE)
    picked: list[tuple[Candidate, float]] = []
    for candidate, score in ranked:
        on_it = score > least and is_one_of_all(query, candidate)
        if on_it and not any(repeats(candidate, other) for other, _ in picked):
            picked.append((candidate, score))
    return picked if len(picked) > 1 else []


def _defining(
    query: Query, ranked: Sequence[tuple[Candidate, float]]
) -> Sequence[tuple[Candidate, float]]:
    """Return what says what a thing is, where that is asked and not told far behind the best.

    What stands in the same section may go along; where the best one is on the thing, only what
    names it, too, or leans on the best.
    """
    if query.question.kind != "definition":
        return ranked
    asked = to_define(query.question)
    thing = frozenset(term.stem for term in asked)
    ranked = [pair for pair in ranked if not defines_another(thing, pair[0].text)] or ranked
    best, top = ranked[0]
    if best.features.get("defines") or (thing and leads(thing, best.text)):
        short = _short(asked)
        return [pair for pair in ranked if _is_on(thing, short, best, pair[0])]
    told = [
        (candidate, score)
        for candidate, score in ranked
        if candidate.features.get("defines")
        and candidate.document is best.document
        and score > top - WORSE
    ]
    if not told:
        return ranked
    beside = (pair for pair in ranked if pair not in told and pair[0].section == told[0][0].section)
    return [*told, *beside]


def _short(thing: Sequence[Word]) -> re.Pattern[str]:
    """Return what finds the initials of several words, "CNN", or those of a longer form of them."""
    initials = "".join(re.escape(word.text[0].upper()) for word in thing)
    return re.compile(rf"\b{initials}[A-Z]*s?\b" if len(thing) > 1 else r"(?!)")


def _is_on(thing: Set[str], short: re.Pattern[str], best: Candidate, candidate: Candidate) -> bool:
    """Say whether a sentence names the thing to be defined, or leans on the best one."""
    text = candidate.text
    named = candidate is best or thing <= every_stem(text) or bool(short.search(text))
    return named or (after(best, candidate) and points_back(text))


def _chances(scores: Sequence[float]) -> list[float]:
    """Return how likely each sentence is the one that answers; scores were learned as log odds."""
    powers = [math.exp(score - scores[0]) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]
