"""Where the text cites the bibliography."""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from ingest.composition import Composition
from ingest.document import Mention, Reference

_PLACES = (  # of a work, behind its number: [4, Sec. II]
    r"(?:pp?|pages?|secs?|sections?|ch|chaps?|chapters?|figs?|figures?|tabs?|tables?|eqs?|equations?"
    r"|theorem|thm|lemma|prop|proposition|cor|corollary|def|definition|app|appendix|part|vol|alg"
    r"|algorithm|ex|example|remark|line|note|lecture|art|§+)(?![^\W\d_])"
)
_BRACKETS = re.compile(
    r"[\[［]\s*(?:(?:see|cf\.?|e\.g\.|also),?\s+){0,3}(\d{1,4}(?:\s*[,;，–—-]\s*\d{1,4})*)"
    rf"(?:\s*,\s*{_PLACES}\.?\s?[\w(][^\[\]［］]{{0,40}})?\s*[\]］]",
    re.I,
)
_THROUGH = re.compile(r"\s?[–—-]\s?")  # [3]–[5]
_LETTERED = re.compile(
    r"\[([A-Z][\w+]{1,12}\d{0,4}[a-z]?(?:\s*[,;]\s*[A-Z][\w+]{1,12}\d{0,4}[a-z]?)*)\]"
)
_GROUP = re.compile(r"\(([^()]{3,400}?\d{4}[a-z]?[^()]{0,60})\)")
_YEAR = r"(?:1[6-9]\d\d|20[0-4]\d)"
_NAME = r"(?:(?:van|von|der|den|de|del|di|da|du|la|le)\s)*[^\W\d_a-z][\w'’-]{0,40}"
# Bounded, since each name of a long list may start a shorter one.
_NAMES = (
    rf"{_NAME}(?:(?:,\s+|,?\s+(?:and|&)\s+|\s+et\s+){_NAME}){{0,8}}"
    r"(?:,?\s+et\s+al\.?|,?\s+and\s+(?:others|colleagues))?"
)
_TEXTUAL = re.compile(
    rf"(?P<names>{_NAMES})(?:['’]s)?,?\s+[(\[](?P<years>{_YEAR}[a-z]?(?:\s*[,;]\s*{_YEAR}?[a-z]?)*)(?:,\s*pp?\.[^)]*)?[)\]]"
)
_INSIDE = re.compile(
    rf"(?P<names>{_NAMES}),?\s+(?P<years>{_YEAR}[a-z]?(?:\s*,\s*(?:{_YEAR}[a-z]?|[a-z]\b))*)"
)
_APART = 1500  # characters
_SUPERSCRIPT = re.compile(r"\d{1,3}(?:\s*[,–—-]\s*\d{1,3})*")
# What a raised number is a power of: a number, a unit of length, "R" or "χ".
_MEASURED = re.compile(r"(?:\d|(?<![^\W\d_])(?:[kcdmnµμ]?m|ft|[Rrχ]))$")


def find_mentions(composed: Composition, references: Sequence[Reference]) -> tuple[Mention, ...]:
    """Return the marks and names in the running text that stand for `references`, in text order."""
    if not references:
        return ()
    named = set(_by_name(composed.text, references))
    found = named | set(_by_label(composed, references, len({each.reference for each in named})))
    starts = [reference.start for reference in references]
    outside = [
        each
        for each in found
        if (at := bisect.bisect_right(starts, each.start) - 1) < 0
        or each.start >= references[at].end
    ]
    return tuple(sorted(outside, key=lambda each: (each.start, each.end, each.reference)))


def _by_label(
    composed: Composition, references: Sequence[Reference], named: int
) -> Iterator[Mention]:
    start = 0
    for first, past in _lists(references):
        end = references[past - 1].end if past < len(references) else len(composed.text)
        span = (start, end)
        yield from _by_label_within(composed, references, range(first, past), span, named)
        start = end


def _lists(references: Sequence[Reference]) -> Iterator[tuple[int, int]]:
    """Yield the range of each bibliography: where much text lies between, a new one begins."""
    first = 0
    for at in range(1, len(references)):
        if references[at].start - references[at - 1].end > _APART:
            yield first, at
            first = at
    yield first, len(references)


def _by_label_within(
    composed: Composition,
    references: Sequence[Reference],
    entries: range,
    span: tuple[int, int],
    named: int,
) -> Iterator[Mention]:
    """Yield the numeric marks in `span`, the text that this bibliography closes.

    `named` is how many entries are cited by name.
    """
    labels = {references[at].label: at for at in reversed(entries) if references[at].label}
    # An unlabelled list that is cited by number is in the order of its numbers.
    order = labels or {str(at - entries.start + 1): at for at in entries}
    bracketed, raised = set(_brackets(composed.text, order)), set(_superscripts(composed, order))
    within = [
        {each for each in found if span[0] <= each.start < span[1]} for found in (bracketed, raised)
    ]
    cited = [len({each.reference for each in found}) for found in within]
    if not labels:
        if not _is_cited_by_number(composed.text[slice(*span)], len(entries)):
            cited[0] = -1
        if not _is_cited_by_raised(cited[1], len(entries), named):
            cited[1] = -1
    # A paper uses one of the two ways; in the other, numbers are footnotes, units or powers.
    if max(cited) > 0:
        yield from within[0] if cited[0] >= cited[1] else within[1]


def _brackets(text: str, labels: dict[str, int]) -> Iterator[Mention]:
    for marks, start, end in _numbers(text):
        if len(set(marks)) == len(marks) and all(label in labels for label in marks):
            yield from (Mention(labels[label], start, end) for label in marks)
    for match in _LETTERED.finditer(text):
        for label in re.split(r"\s*[,;]\s*", match.group(1)):
            if label in labels:
                yield Mention(labels[label], *match.span())


def _numbers(text: str) -> Iterator[tuple[list[str], int, int]]:
    """Yield the labels in brackets and where they stand; "[3]–[5]" has 4 between the two."""
    before: re.Match[str] | None = None
    for match in _BRACKETS.finditer(text):
        yield _expanded(match.group(1)), *match.span()
        if before and _THROUGH.fullmatch(text, before.end(), match.start()):
            between = _expanded(f"{before.group(1)}-{match.group(1)}")[1:-1]
            if between and (before.group(1) + match.group(1)).isdigit():
                yield between, before.start(), match.end()
        before = match


def _is_cited_by_number(text: str, count: int) -> bool:
    cited = {label for labels, _, _ in _numbers(text) for label in labels}
    fitting = sum(label.isdigit() and 1 <= int(label) <= count for label in cited)
    return fitting >= min(3, (count + 1) // 2) and fitting * 10 >= len(cited) * 9


def _is_cited_by_raised(cited: int, count: int, named: int) -> bool:
    """Say whether so many of `count` entries are cited that raised numbers are no powers."""
    return cited > named and cited >= min(3, count) and 2 * cited >= count


def _superscripts(composed: Composition, labels: dict[str, int]) -> Iterator[Mention]:
    opening = (p.start for p in composed.pieces if p.block.kind in ("abstract", "heading"))
    front = next(opening, 0)  # above it, raised numbers lead from authors to their institutes
    for piece in composed.pieces:
        if piece.start < front or piece.block.kind in ("title", "authors", "reference"):
            continue
        for start, end in piece.superscripts:
            mark = composed.text[start:end].strip(" ,")
            before = composed.text[max(piece.start, start - 5) : start]
            if not _SUPERSCRIPT.fullmatch(mark) or not before or _MEASURED.search(before):
                continue
            for label in _expanded(mark):
                if label in labels:
                    yield Mention(labels[label], start, end)


def _expanded(numbers: str) -> list[str]:
    """Return the labels in "3, 5–7": 3, 5, 6, 7."""
    labels: list[str] = []
    for part in re.split(r"\s*[,;，]\s*", numbers.strip()):
        low, _, high = (each.strip() for each in re.sub(r"[–—]", "-", part).partition("-"))
        if high.isdigit() and low.isdigit() and 0 < int(high) - int(low) < 100:
            labels.extend(str(number) for number in range(int(low), int(high) + 1))
        else:
            labels.extend(label for label in (low, high) if label)
    return labels


# By author and year ----------------------------------------------------------------------------


def _by_name(text: str, references: Sequence[Reference]) -> Iterator[Mention]:
    index = _by_family_and_year(references)
    for match in _TEXTUAL.finditer(text):
        yield from _resolved(match, 0, index, references)
    for group in _GROUP.finditer(text):
        for match in _INSIDE.finditer(group.group(1)):
            yield from _resolved(match, group.start(1), index, references)


def _by_family_and_year(references: Sequence[Reference]) -> dict[tuple[str, int], list[int]]:
    index: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    for at, reference in enumerate(references):
        if reference.authors and reference.year:
            index[_family(reference.authors[0]), reference.year].append(at)
    return index


def _family(name: str) -> str:
    words = name.split()
    return words[-1].lower() if words else ""


def _resolved(
    match: re.Match[str],
    offset: int,
    index: dict[tuple[str, int], list[int]],
    references: Sequence[Reference],
) -> Iterator[Mention]:
    names = re.findall(r"[^\W\d_a-z][\w'’-]+", match["names"])
    first = _first_family(names, index)
    previous = ""
    for year, suffix in re.findall(r"(\d{4})?([a-z])?(?:\s*[,;]\s*|$)", match["years"]):
        previous = year or previous
        if not previous or not (year or suffix):
            continue
        options = index.get((first, int(previous)), [])
        chosen = _narrowed(options, suffix, names, references)
        for at in chosen:
            yield Mention(at, match.start() + offset, match.end() + offset)


def _first_family(names: list[str], index: dict[tuple[str, int], list[int]]) -> str:
    known = {family for family, _ in index}
    for name in names:
        plain = re.sub(r"['’]s$", "", name).lower()
        if plain in known:
            return plain
    return ""


def _narrowed(
    options: list[int], suffix: str, names: list[str], references: Sequence[Reference]
) -> list[int]:
    """Return those of `options` that the suffix of the year, then the second author, leave."""
    if suffix:
        lettered = [at for at in options if re.search(rf"\d{{4}}{suffix}\b", references[at].text)]
        options = lettered or options[ord(suffix) - ord("a") :][:1]
    if len(options) > 1 and len(names) > 1:
        second = names[1].lower()
        both = [
            at for at in options if any(_family(a) == second for a in references[at].authors[1:])
        ]
        options = both or options
    return options[:1] if len(options) > 1 and not suffix else options
