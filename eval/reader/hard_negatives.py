"""Pairs that look answered and are not: half of what a reader must learn.

The question changed for what the passage does not tell, the answer cut out of the passage, and
questions and claims beside the nearest text that lacks the answer.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from eval.alterations import alter, names_in, years_and_numbers_in
from eval.reader.example import Example, fitted, sentences
from eval.reader.near_texts import NearTexts, alike, stems
from eval.reader.rows import LABELS

UNRELATED = LABELS.index("unrelated")
FIRST = 3  # of the nearest texts, to draw from
FEW_SHARED = 0.34  # of a question's words with the text around its answer

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

Change = Callable[[Example, random.Random], Example | None]


def without_answer(example: Example, _rng: random.Random) -> Example | None:
    """Cut the answering sentence out, where nothing else in the passage gives the answer."""
    if example.span is None:
        return None
    answer = example.passage[slice(*example.span)]
    pieces = sentences(example.passage)
    kept = [piece for piece in pieces if answer.casefold() not in piece.casefold()]
    if len(kept) != len(pieces) - 1 or not kept:
        return None
    return replace(example, passage=" ".join(kept), span=None, answerable=0, relevant=-1)


def renamed(names: Sequence[str]) -> Change:
    """Change a number, name or direction of the question, so that the passage has no answer."""

    def change(example: Example, rng: random.Random) -> Example | None:
        found = alter(example.query, rng, names=names)
        if found is None or found.text.casefold() == example.query.casefold():
            return None
        return replace(example, query=found.text, span=None, answerable=0, relevant=-1)

    return change


def renamed_within(example: Example, rng: random.Random) -> Example | None:
    """Change a name or number of the question for another one of the passage, far from the answer.

    A reader that only looks whether the question's words stand in the passage is fooled by it.
    """
    if example.span is None:
        return None
    passage, start = example.passage, 0
    answer = passage[slice(*example.span)].casefold()
    for piece in sentences(passage):
        at = passage.find(piece, start)
        if at <= example.span[0] < at + len(piece):
            break
        start = at + len(piece)
    else:
        return None
    for find in rng.sample((names_in, years_and_numbers_in), 2):
        old = [one for one in find(example.query) if one in piece]
        elsewhere = sorted(set(find(passage.replace(piece, " "))))
        new = [
            one
            for one in elsewhere
            if one not in example.query and one not in piece and one.casefold() not in answer
        ]
        if old and new:
            query = example.query.replace(rng.choice(old), rng.choice(new), 1)
            return replace(example, query=query, span=None, answerable=0, relevant=-1)
    return None


def beside_near(example: Example, near: NearTexts, rng: random.Random) -> Iterator[Example]:
    """Yield the question beside the nearest passage that is not its own and lacks the answer."""
    if example.span is None:
        return
    answer = example.passage[slice(*example.span)].casefold()
    wrong = [
        text
        for text in near.nearest(example.query)
        if answer not in text.casefold() and not alike(text, example.passage)
    ][:FIRST]
    if wrong:
        made = replace(example, passage=rng.choice(wrong), span=None, answerable=0, relevant=0)
        yield fitted(made, rng)


def beside_foreign(
    claims: Sequence[tuple[str, str]],
    near: NearTexts,
    source: str,
    rng: random.Random,
    *,
    akin: Callable[[str, str], bool] = alike,
) -> Iterator[Example]:
    """Yield claims beside the nearest evidence of other claims: unrelated, and not sought.

    `claims` are pairs of a claim and its own evidence; what is `akin` to that may bear it as well.
    """
    for claim, evidence in claims:
        wrong = [text for text in near.nearest(claim) if not akin(text, evidence)][:FIRST]
        if wrong:
            made = Example(claim, rng.choice(wrong), relevant=0, support=UNRELATED, source=source)
            yield fitted(made, rng)


def in_other_words(example: Example) -> bool:
    """Say whether the question shares few words with the sentence around its answer."""
    if example.span is None:
        return False
    around = example.passage[max(0, example.span[0] - 120) : example.span[1] + 120]
    asked = {word for word in stems(example.query) if len(word) > 3}
    return bool(asked) and len(asked & stems(around)) <= FEW_SHARED * len(asked)


def word_swapped(words: Mapping[str, Sequence[str]]) -> Change:
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


def by_ending(texts: Iterable[str]) -> dict[str, list[str]]:
    """Return the plain words of `texts` by their endings, which tell their part of speech."""
    found: dict[str, list[str]] = {}
    for word in sorted({word for text in texts for word in _WORD.findall(text)}):
        found.setdefault(_ending(word), []).append(word)
    return found


def _ending(word: str) -> str:
    return next((end for end in _ENDINGS if word.endswith(end)), "")
