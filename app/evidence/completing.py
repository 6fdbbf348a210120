"""What goes along with the sentences that are picked, so that the answer is whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.evidence.answer_form import finds, to_define
from app.evidence.candidates import Candidate, Query
from app.evidence.features import covered
from app.evidence.marks import marks_in
from app.evidence.spans import SEVERAL, announced, leans, points_back
from app.language.defining import leads, only_names
from app.language.lexemes import stems
from app.language.values import Value
from app.question.problems_and_remedies import asks_how_to, asks_remedy, tells_remedy

WORSE = 6.0  # how far behind the best one that has the form of the answer may be
CLOSE = 4.0  # the same for one that tells what the paper found
ON_IT = 0.6  # how far that one must speak of what is asked
LEAST_BESIDE = 0.02  # chance of the one that goes on from the best
ENOUGH_TOLD = 3  # sentences from which on none is added that only goes on
LONGEST = 900  # characters that an answer shows, lists and what is likely excepted
TELLING = 3  # figures of a number that counts one thing only
_ON_TOPIC = 0.25  # how much of what the question is of its section at least has to speak of
_AGAIN = 0.8  # a sentence that shares this much of its words with one shown says nothing new
_WITHIN = re.compile(r"^(?:in|with|under|for|by) ", re.IGNORECASE)  # "In X, we"
_SECOND = re.compile(
    r"\band (?:the |of |for |to |in )*(?P<thing>[^\W\d][\w’'-]+(?: [^\W\d][\w’'-]+)?)"
)


def in_form(
    ranked: Sequence[tuple[Candidate, float]], picked: Sequence[tuple[Candidate, float]]
) -> list[tuple[Candidate, float]]:
    """Return a sentence that has the form of the answer, where none that is shown has it.

    A value beside none of the question's words is one of something else, if others are beside some.
    """
    if any(candidate.values and candidate.features["lexical"] for candidate, _ in picked):
        return []
    best, top = picked[0]
    valued = any(candidate.values for candidate, _ in picked)
    for candidate, score in ranked:
        better = candidate.features["lexical"] > 0 if valued else True
        if candidate.values and _beside(best, candidate) and better and score > top - WORSE:
            return [(candidate, score)]
    return []


def found_itself(
    query: Query,
    ranked: Sequence[tuple[Candidate, float]],
    picked: Sequence[tuple[Candidate, float]],
) -> list[tuple[Candidate, float]]:
    """Return what the paper found itself, where a yes-or-no question meets but what it asks.

    Aims, hypotheses and what others found are worded as such a question is; the finding follows.
    """
    if query.question.kind != "yesno" or any(finds(candidate.text) for candidate, _ in picked):
        return []
    best, top = picked[0]
    for candidate, score in ranked:
        own = candidate.document is best.document and finds(candidate.text)
        if own and score > top - CLOSE and candidate.features["soft"] > ON_IT:
            return [(candidate, score)]
    return []


def going_on(
    query: Query,
    ranked: Sequence[tuple[Candidate, float]],
    chances: Sequence[float],
    picked: Sequence[tuple[Candidate, float]],
    size: int,
) -> list[tuple[Candidate, float]]:
    """Return the sentence further on in the best one's paragraph that tells more of the same.

    Papers name a thing first and say the asked-for about it thereafter. It is the likeliest of
    them; the very next one may be less likely if it points back.
    """
    best = picked[0][0]
    one = wants_one(query)
    if len(picked) >= (2 if one else ENOUGH_TOLD) or (one and best.values):
        return []
    near = [
        (candidate, score)
        for (candidate, score), chance in zip(ranked, chances, strict=True)
        if (_goes_on(query, best, candidate, chance) or _says_what_is_named(query, best, candidate))
        and size + len(candidate.text) <= LONGEST
        and not any(candidate is other for other, _ in picked)
    ]
    return near[:1]


def _goes_on(query: Query, best: Candidate, candidate: Candidate, chance: float) -> bool:
    """Say whether a sentence further on in the paragraph of the best tells more of the same."""
    if not after(best, candidate):
        return False
    if query.question.kind == "definition" and not _of_the_same(candidate):
        return False
    return chance >= LEAST_BESIDE or _points_back(best, candidate)


def _of_the_same(candidate: Candidate) -> bool:
    """Say whether a sentence after a definition is on the same thing, not the next definition."""
    return leans(candidate.text) or candidate.features["lexical"] > 0


def _says_what_is_named(query: Query, best: Candidate, candidate: Candidate) -> bool:
    """Say whether the best sentence gives the thing asked about its name, and the next is on it.

    That one may open a paragraph.
    """
    thing = frozenset(term.stem for term in to_define(query.question))
    if query.question.kind != "definition" or not thing or not only_names(thing, best.text):
        return False
    same = best.document is candidate.document and candidate.start >= best.end
    apart = best.document.text[best.end : candidate.start].strip()
    return same and not apart and leads(thing, _WITHIN.sub("", candidate.text))


def _points_back(best: Candidate, candidate: Candidate) -> bool:
    """Say whether `candidate`, which stands after the best, is the next and leans on it."""
    apart = best.document.text[best.end : candidate.start].strip()
    return not apart and points_back(candidate.text)


def missing_part(
    query: Query,
    ranked: Sequence[tuple[Candidate, float]],
    picked: Sequence[tuple[Candidate, float]],
) -> list[tuple[Candidate, float]]:
    """Return the sentence that speaks of what the others leave out of a question with two parts."""
    shown: set[str] = set()
    for candidate, _ in picked:
        shown |= stems(candidate.text)
    left = {term: weight for term, weight in query.term_weights.items() if term not in shown}
    if len(left) < 2 or covered(query.term_weights, shown) > 0.6:
        return []
    for candidate, score in ranked[len(picked) : 12]:
        if covered(left, set(stems(candidate.text))) > 0.6 and score > picked[0][1] - 2.0:
            return [(candidate, score)]
    return []


def more_of_it(
    query: Query,
    ranked: Sequence[tuple[Candidate, float]],
    picked: Sequence[tuple[Candidate, float]],
    *,
    most: int,
) -> list[tuple[Candidate, float]]:
    """Return what else should be done, where that is asked, in the section that tells it best.

    One of several measures looks like all of the answer. At most `most` of them are shown.
    """
    text = query.question.text
    if not (asks_remedy(text) or asks_how_to(text)):
        return []
    best, top = picked[0]
    size = sum(len(candidate.text) for candidate, _ in picked)
    more: list[tuple[Candidate, float]] = []
    for candidate, score in ranked:
        shown = [each for each, _ in (*picked, *more)]
        told = _beside(best, candidate) and score > top - CLOSE and tells_remedy(candidate.text)
        new = told and not any(repeats(candidate, other) for other in shown)
        if not new or not _as_much_on_it(candidate, best):
            continue
        if sum(each.section == best.section for each in shown) < most and size < LONGEST:
            more.append((candidate, score))
            size += len(candidate.text)
    return more


def _as_much_on_it(candidate: Candidate, best: Candidate) -> bool:
    """Say whether a sentence speaks of what is asked about half as much as the best one does."""
    one, other = candidate.features, best.features
    if one.get("soft", 0.0) >= other.get("soft", 0.0) / 2:
        return True
    return one.get("topic", 0.0) >= max(_ON_TOPIC, other.get("topic", 0.0))


def counted_off(
    query: Query,
    ranked: Sequence[tuple[Candidate, float]],
    picked: Sequence[tuple[Candidate, float]],
) -> list[tuple[Candidate, float]]:
    """Return the rest of what "Three factors matter." counts off, where two of it are shown.

    Where there are "several", what follows may be on other things: it has to come near the best.
    """
    if wants_one(query) or query.question.kind == "yesno" or len(picked) < 2:
        return []
    shown = {(each.document.id, each.start) for each, _ in picked}
    for opening, _ in ranked:
        owed = announced(opening.text)
        if owed < 2 or (opening.document.id, opening.start) in shown:
            continue
        following = sorted(
            (pair for pair in ranked if after(opening, pair[0])), key=lambda pair: pair[0].start
        )[:owed]
        left = [pair for pair in following if (pair[0].document.id, pair[0].start) not in shown]
        if len(following) - len(left) >= 2:
            least = picked[0][1] - WORSE
            return [pair for pair in left if owed != SEVERAL or pair[1] > least]
    return []


def other_of_two(
    query: Query,
    ranked: Sequence[tuple[Candidate, float]],
    picked: Sequence[tuple[Candidate, float]],
) -> list[tuple[Candidate, float]]:
    """Return the sentence on the second of two things, where only the first is spoken of.

    "What do small and innovative firms get?": each may have a sentence of its own.
    """
    best, top = picked[0]
    shown = frozenset().union(*(stems(candidate.text) for candidate, _ in picked))
    for joined in _SECOND.finditer(query.question.text):
        thing = stems(joined["thing"])
        if not thing or thing <= shown:
            continue
        for candidate, score in ranked:
            near = _beside(best, candidate) and score > top - WORSE
            if near and thing <= stems(candidate.text):
                return [(candidate, score)]
    return []


def also_named(
    ranked: Sequence[tuple[Candidate, float]],
    picked: Sequence[tuple[Candidate, float]],
    *,
    most: int,
) -> list[tuple[Candidate, float]]:
    """Return what else the paper says of a thing of which it is asked what is said.

    `ranked` holds only what names it. At most `most` are shown, with those that are `picked`.
    """
    best, top = picked[0]
    size = sum(len(candidate.text) for candidate, _ in picked)
    more: list[tuple[Candidate, float]] = []
    for candidate, score in ranked:
        shown = [each for each, _ in (*picked, *more)]
        told = candidate.document is best.document and score > top - WORSE
        room = len(shown) < most and size + len(candidate.text) <= LONGEST
        if told and room and not any(repeats(candidate, other) for other in shown):
            more.append((candidate, score))
            size += len(candidate.text)
    return more


def _beside(best: Candidate, candidate: Candidate) -> bool:
    """Say whether `candidate` stands in the section of the best sentence."""
    return candidate.document is best.document and candidate.section == best.section


def after(best: Candidate, candidate: Candidate) -> bool:
    """Say whether `candidate` stands after the best sentence, in its paragraph."""
    same = best.document is candidate.document and candidate.start >= best.end
    return same and "\n" not in best.document.text[best.end : candidate.start]


def wants_one(query: Query) -> bool:
    """Say whether one value or name is asked for."""
    return query.question.asks_value or query.question.kind in ("who", "where")


def gives_again(query: Query, candidate: Candidate, other: Candidate) -> bool:
    """Say whether a sentence gives but the value asked for that another of the paper gives.

    A small number may count another thing: there its unit has to be the same.
    """
    if not query.question.asks_value or candidate.document is not other.document:
        return False
    if candidate.features.get("name", 0.0) > other.features.get("name", 0.0):
        return False  # it alone says that the value is of what bears the name asked about
    one, two = (_marked(query, each) for each in (candidate, other))
    if one is None or two is None or (one.kind, one.number) != (two.kind, two.number):
        return False
    return one.unit == two.unit or sum(map(str.isdigit, one.number)) >= TELLING


def _marked(query: Query, candidate: Candidate) -> Value | None:
    """Return the value of a sentence that would be marked, None where there is none."""
    spans = marks_in(query.question, candidate)
    return next((value for value in candidate.values if (value.start, value.end) in spans), None)


def repeats(candidate: Candidate, other: Candidate) -> bool:
    """Say whether a sentence says nothing that the other does not say."""
    one, two = stems(candidate.text), stems(other.text)
    return bool(one) and len(one & two) / min(len(one), len(two) or 1) >= _AGAIN
