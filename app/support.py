"""Whether the cited span says what the sentence says: exact rules, and the words it covers.

A verdict is given against exactly the words cited. Numbers, units, years, names, negation and
the direction of a comparison are compared exactly; the rest by the share of content words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from app.answer import Support
from app.language.amounts import is_given
from app.language.exchanged import exchange
from app.language.figures import of_the_contrary, of_the_other_way
from app.language.lexemes import Word, content_words, every_stem, in_order, stems, words
from app.language.measures import alike, measured_in, measures
from app.language.opposites import negations, opposites
from app.language.values import names, values, years
from ingest.sentences import split_sentences

ENOUGH, SOME = 0.7, 0.4  # shares of content words
_REACH = 6  # words after a number among which what it counts stands


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a sentence is supported, and why, in a few words.

    `exact`: found word for word, or found changed. Else the share of words decided, or a name that
    is not there, and who reads both may know better.
    """

    support: Support
    why: str
    exact: bool = False


def verdict(claim: str, evidence: str, around: str = "") -> Verdict:
    """Return whether the words of `evidence` support `claim`.

    `around` is what says of whom and when they tell: the paper's title, the heading, the sentence
    before. A name or a year that only stands there is not made up, but not cited either.
    """
    bare, source = _bare(claim), _bare(evidence)
    known = _marks(_stands(bare, evidence) or evidence)
    if known and (invented := _marks(claim) - known):
        why = f"cites [{min(invented)}], which the source does not"
        return Verdict("unsupported", why, exact=True)
    if not words(bare):
        return Verdict("unsupported", "says nothing that could be checked", exact=True)
    if _squeezed(bare) in _squeezed(source):
        return Verdict("supported", "stands there word for word", exact=True)
    bare, source = _as_others(bare), _as_others(source)
    nearest = _nearest(bare, source)
    wide = f"{around} {source}"
    dated = source if years(nearest) else wide
    problem = _years_rule(bare, dated, nearest)
    for rule in (_numbers, _units, _counted, _negation, _direction):
        problem = problem or rule(bare, source, nearest)
    if problem:
        return Verdict("unsupported", problem, exact=True)
    found = _changed(bare, source, nearest, around)
    if found and found.exact:
        return found
    if unnamed := _names_rule(bare, wide, nearest):
        return Verdict("unsupported", unnamed)
    if in_order(bare) in in_order(source):
        return Verdict("supported", "stands there in another spelling", exact=True)
    found = found or _coverage(bare, source)
    beside = _years_rule(bare, source, nearest) or _names_rule(bare, source, nearest)
    if beside and found.support != "unsupported":
        return Verdict("partial", f"{beside}; the text around it does")
    return found


def _coverage(claim: str, evidence: str) -> Verdict:
    wanted = stems(claim)
    there = every_stem(evidence) | measured_in(evidence)
    # Figures were compared before: each is given, if in another form.
    there |= {stem for stem in wanted if alike(stem) & there or stem[0].isdigit()}
    share = len(wanted & there) / len(wanted) if wanted else 1.0
    if share >= ENOUGH:
        return Verdict("supported", "the cited words cover it")
    missing = [word.text for word in content_words(claim) if word.stem not in there]
    listed = ", ".join(dict.fromkeys(missing[:3]))
    if share >= SOME:
        return Verdict("partial", f"the cited words do not mention {listed}")
    return Verdict("unsupported", f"the cited words do not speak of {listed}")


def _bare(text: str) -> str:
    """Return `text` without marks of citations, and without the "Yes," that a reply opens with."""
    return re.sub(r"\A(?:yes|no), |\s*\[\d[\d,;–\- ]*\]", "", text, flags=re.IGNORECASE)


def _as_others(text: str) -> str:
    """Return `text` with "per cent" and ".05" as most write them: "percent" and "0.05"."""
    plain = re.sub(r"\bper cent\b", "percent", text, flags=re.IGNORECASE)
    return re.sub(r"(?<![\w.,])\.(?=\d)", "0.", plain)


def _squeezed(text: str) -> str:
    return f" {' '.join(word.text.casefold() for word in words(text))} "


def _stands(claim: str, evidence: str) -> str:
    """Return the sentence of `evidence` that holds `claim` word for word, marks left out, or ""."""
    told = _squeezed(claim)
    sentences = (evidence[slice(*span)] for span in split_sentences(evidence))
    return next((text for text in sentences if told in _squeezed(_bare(text))), "")


def _nearest(claim: str, evidence: str) -> str:
    """Return the sentence of `evidence` that shares most words with `claim`."""
    wanted = stems(claim)
    spans = split_sentences(evidence)
    best = max(
        spans,
        key=lambda span: len(wanted & every_stem(evidence[slice(*span)])),
        default=(0, len(evidence)),
    )
    return evidence[slice(*best)]


def _numbers(claim: str, evidence: str, nearest: str) -> str:
    there = {word.stem for word in words(evidence) if word.stem[0].isdigit()}
    for value in values(claim):
        if value.kind == "year" or value.number in there:
            continue
        if not is_given(value, claim, evidence):
            instead = _instead(value.unit, nearest)
            return f"says {claim[value.start : value.end].strip()!r}{instead}"
    return ""


def _instead(unit: str, nearest: str) -> str:
    same = [value for value in values(nearest) if value.kind != "year" and value.unit == unit]
    if len(same) == 1:
        return f", the source has {nearest[same[0].start : same[0].end].strip()!r}"
    return ", which the source does not give"


def _years_rule(claim: str, evidence: str, nearest: str) -> str:
    missing = sorted(
        year for year in years(claim) - years(evidence) if str(year) not in every_stem(evidence)
    )
    if not missing:
        return ""
    there = sorted(years(nearest))
    return (
        f"says {missing[0]}, the source has {there[0]}"
        if there
        else f"the source does not give {missing[0]}"
    )


def _units(claim: str, evidence: str, nearest: str) -> str:
    """Return a problem where a number that the source gives stands with another unit."""
    given: dict[str, set[str]] = {}
    for value in values(evidence):
        given.setdefault(value.number, set()).update(value.unit.split())
    for value in values(claim):
        units, source = set(value.unit.split()), given.get(value.number, set())
        other = units - source.union(*map(alike, source))  # "7 ms" are "7 milliseconds"
        if value.kind == "year" or not source or not other:
            continue
        if other <= _known_units() and source & _known_units():
            return f"gives {value.number} in {value.unit}, the source in {' '.join(sorted(source))}"
    return ""


def _counted(claim: str, evidence: str, nearest: str) -> str:
    """Return a problem where the source counts something else with the number, as "12 children"."""
    source = words(nearest)
    for value in values(claim):
        thing = value.unit.split()[-1:] if value.kind == "number" else []
        given = [v.number for v in values(nearest) if v.unit.split()[-1:] == thing]
        near = [
            {other.stem for other in source[at : at + _REACH]}
            for at, word in enumerate(source)
            if word.stem == value.number
        ]
        bare = any(v.number == value.number and not v.unit for v in values(nearest))
        if (
            thing
            and thing[0].isalpha()
            and given
            and near
            and not bare  # "5.2 days (4.1 to 7.0)"
            and not any(thing[0] in stems for stems in near)
        ):
            return f"says {value.number} {thing[0]}, the source says {given[0]}"
    return ""


@lru_cache(maxsize=1)
def _known_units() -> frozenset[str]:
    others = "million billion thousand trillion times point points patients people"
    return frozenset(word.stem for word in words(others)) | measures()


def _names_rule(claim: str, evidence: str, nearest: str) -> str:
    spelled = {word.text for word in words(evidence)}
    there = {text.casefold() for text in spelled} | every_stem(evidence)
    for start, end in names(claim):
        missing = [
            word.text
            for word in words(claim[start:end])
            if word.text[0].isupper()
            and word.text not in spelled
            and word.is_content
            and not {word.text.casefold(), word.stem, *alike(word.stem)} & there
        ]
        if missing and not _abbreviates(claim[start:end], evidence):
            return f"names {' '.join(missing)!r}, which the source does not"
    # "WHO" is not the "who" of the source
    shouted = [] if claim.isupper() else [word for word in words(claim) if _is_acronym(word)]
    foreign = [word.text for word in shouted if word.text not in spelled and not word.is_content]
    return f"names {foreign[0]!r}, which the source does not" if foreign else ""


def _is_acronym(word: Word) -> bool:
    return len(word.text) > 1 and word.text.isupper() and word.text.isalpha()


def _abbreviates(name: str, evidence: str) -> bool:
    """Say whether `name` is made of the initials of words that follow each other in `evidence`."""
    letters = re.sub(r"[^A-Za-z]", "", name).lower().removesuffix("s")
    if not name.isupper() and not name.rstrip("s").isupper():
        return False
    initials = "".join(word.text[0].lower() for word in words(evidence))
    return len(letters) > 1 and letters in initials


def _negation(claim: str, evidence: str, nearest: str) -> str:
    told = nearest if "(" in claim else re.sub(r"\([^()]*\)", "", nearest)  # "(not shown)"
    here, there = negations(claim), negations(told)
    if here % 2 == there % 2:
        return ""
    if there and not here and _ratio(claim, nearest) < 0.5:
        return ""  # a paraphrase may leave out a part that was negated
    return "denies what the source says" if here > there else "leaves out a “not” of the source"


def _direction(claim: str, evidence: str, nearest: str) -> str:
    source = {word.stem: word.text for word in words(nearest)}
    for word in words(claim):
        if word.stem in source:
            continue
        turned = opposites().get(word.stem, frozenset()) & source.keys()
        if turned:
            return f"says {word.text!r}, the source says {source[min(turned)]!r}"
    for otherwise in (of_the_other_way, of_the_contrary):
        if found := otherwise(claim, nearest):
            return f"says {found[0]!r}, the source says {found[1]!r}"
    return ""


def _changed(claim: str, evidence: str, nearest: str, around: str) -> Verdict | None:
    """Return a verdict where the claim is a sentence of the source but for words exchanged.

    A figure in another form was compared before; what stands around the source is doubted after.
    """
    found = exchange(claim, nearest)
    if not found or _same_unit(found.said, found.source):
        return None
    compared = {value.number for value in values(claim)} - every_stem(evidence)
    new = stems(found.said) - every_stem(nearest)
    if new and new <= compared | every_stem(around):
        return None
    support: Support = "unsupported" if found.grave else "partial"
    instead = f"the source says {found.source!r}" if found.source else "which the source does not"
    why = f"says {found.said!r}, {instead}"
    return Verdict(support, why, exact=found.grave)


def _same_unit(one: str, two: str) -> bool:
    said, told = ([word.stem for word in words(text)] for text in (one, two))
    return len(said) == len(told) == 1 and said[0] in alike(told[0])


def _marks(text: str) -> frozenset[str]:
    """Return the numbers of the citation marks in `text`."""
    groups = re.findall(r"\[(\d[\d,;–\- ]*)\]", text)
    return frozenset(number for group in groups for number in re.findall(r"\d+", group))


def _ratio(claim: str, nearest: str) -> float:
    one, two = [word.stem for word in words(claim)], [word.stem for word in words(nearest)]
    return SequenceMatcher(None, one, two, autojunk=False).ratio()
