"""The questions that one question puts together: two asked at once, things compared, two sides."""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from app.answer import Turn
from app.conversation import resolve
from app.language.courtesies import PLEASE
from app.language.lexemes import content_words, with_capital
from app.language.ordinals import ANY_STAGE
from app.language.values import YEAR, years
from app.question.comparing import (
    compared_sides,
    comparison,
    is_asked_of_two,
    two_sides,
    two_things,
    two_years,
)
from app.question.follow_up import points_back
from app.question.fragments import COMPARATIVE
from app.question.kinds import kind_of
from app.question.topic import parted

MOST = 3  # parts of one question
Split = Callable[[str], list[str]]
_ANOTHER = re.compile(
    r"(?:,\s*|;\s*|\s+)(?:and|but|or)?\s*(?:also\s+)?(?=\b(?:what|which|who|whom|when|where|why|how)\b"
    r"(?!\s+(?:is|are|was|were)?\s*$))|,?\s+and\s+(?=(?:in|on|at|by|with|for|from|to|of|under) (?:what|which|whom|whose)\b)|"
    r"[?;]\s+(?:and\s+)?(?=\w)",
    re.IGNORECASE,
)
_LEADS_UP = re.compile(  # "I write on trade; could you tell me, on the basis of this, what …"
    r"^(?:(?:so|well|hi|hello),? )?(?:(?:i|we|my|our)\b[^?]*?[;:.!,] (?:so |and )?)?"
    rf"{PLEASE}(?:tell|explain to) (?:me|us),? "
    r"(?:[^,;:?]{2,50}, )?(?=(?:what|which|who|when|where|why|how)\b)",
    re.IGNORECASE,
)
_THE_CAUSE = re.compile(
    r"(?:what|which) (?:is|was|are|were) (?:the |its |their )?(?:\w+ )?(?:causes?|reasons?)$|why$",
    re.IGNORECASE,
)
_AUXILIARY = (
    r"(?:does|do|did|is|are|was|were|can|could|has|have|had|will|would|shall|should|must|may|might)"
)
_FRAME = re.compile(
    r"(?:according to|in|from|under|for|on|at|with|given|regarding|concerning|as|besides|among|between|during|"
    r"within|by|of|if|after|before|since|because|while|unlike|despite|apart from|once|whenever|"
    r"wherever|although|though|whereas|provided|assuming|suppose|supposing|unless|until|"
    rf"(?:when|where)(?! (?:exactly|precisely|else|and|or|{_AUXILIARY})\b))\b"
    r"(?!.*\b(?:what|which|who|whom|when|where|why|how)\b)"
    rf"(?!.*, {_AUXILIARY}\b)",
    re.IGNORECASE,
)
_ENDED = re.compile(r"\?|,? and\b", re.IGNORECASE)  # what is before it was a question by itself
_ASKS = r"(?:what|which|who|whom|when|where|how)"
_ALTERNATIVES = re.compile(  # "Which grew faster, what comes in or what goes out?" is one question
    rf"^(?:which|what|who|where)\b[^,:]*\b{COMPARATIVE}\b[^,:]*[,:] ?{_ASKS}\b(?! (?:is|are|was|were|do|does|did|can|could|should) (?:it|they|them)\b).* or {_ASKS}\b|"
    # "Rail or road, which is cheaper?"
    rf"^(?!{_ASKS}\b|why\b|{_AUXILIARY}\b)(?:[\w’'-]+ ){{1,4}}or (?:[\w’'-]+ ?){{1,4}}[,:;] ?(?:which|who|what)\b(?!.*[,;]|.* and (?:{_ASKS}|why)\b)",
    re.IGNORECASE,
)
_AUTHORS = re.compile(r"\bauthors?\b", re.IGNORECASE)
_LINK = r"(?:in|on|at|by|with|for|from|to|under|among|during)"
_GAPPED = re.compile(  # "Which tools are advised for rail and which for road?"
    rf"(?:which|where|how many|how much) (?P<link>{_LINK}) "
    r"(?P<rest>(?!(?:th[eo]se|them|it|that|this|which|whom|example)\b)"
    rf"(?:(?!{_AUXILIARY}\b|\w+ed\b)[\w’'-]+ ?){{1,3}})",
    re.IGNORECASE,
)
_IF_SO = re.compile(
    r",? (?:and|or|but) if (?:so|yes),? (?=(?:what|which|who|when|where|why|how)\b)", re.IGNORECASE
)
_REMARK = re.compile(  # "Give me all of them", "I need every name", "Everything, please"
    r"[?.!;]\s+(?=(?:and )?(?:please )?(?:i|we|my|give|tell|show|list|name|all|every|everything|each|both)\b)"
    r"(?:and )?(?:please )?(?:(?:i|we|my [\w’'-]+) (?:just |really )?(?:need|want)|(?:give|tell|show) (?:me|us)|list|name)?"
    r"(?: ?\b(?:all|every|each|both|everything|the|whole|full|complete|of|them|it|those|these|names?|numbers?|figures?|lists?|ones?|please)\b,?)*$",
    re.IGNORECASE,
)
_THEN = re.compile(
    r"(?<!\bsince )(?<!\bby )(?<!\buntil )(?<!\btill )(?<!\bbefore )(?<!\bafter )(?<!\bfrom )"
    rf"\b(?:then|(?:at|in|during|by) (?:that|the same) (?:time|year|{ANY_STAGE}))$",
    re.IGNORECASE,
)
_WHEN = re.compile(
    rf"\b(?:in|during) (?:(?:the year )?{YEAR}\b|"
    rf"the (?:(?!and\b|or\b)[\w’'-]+ ){{0,3}}(?:{ANY_STAGE}|years?|decade|century)\b)",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?:why|how|when|where)$", re.IGNORECASE)
_JOINS = re.compile(r"^(?:,|;|\?|\s+(?:and|but|or)\b)", re.IGNORECASE)
_ANOTHER_TIME = re.compile(
    r"\b(?:after|before|later|earlier|next|previous|following|last|first|now|today)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Parts:
    """Questions, each to be understood alone, that together make one; none if it is a single one.

    `how` they are put together says what the answer owes: "questions" and "sides" want each
    answered, things "compared" also what is said of both, and "things" may in truth be one.
    """

    texts: tuple[str, ...] = ()
    how: Literal["questions", "compared", "sides", "things", ""] = ""


def parts_of(text: str) -> Parts:
    """Return the questions that `text` puts together."""
    plain = _REMARK.sub("", _LEADS_UP.sub("", text.strip()).rstrip("?.! "))
    plain = _IF_SO.sub(" and ", plain)
    ways: tuple[tuple[Literal["questions", "compared", "sides", "things"], Split], ...] = (
        ("compared", compared_sides),
        ("questions", _questions),
        ("compared", comparison),
        ("sides", two_years),
        ("sides", two_sides),
        ("things", two_things),
    )
    for how, split in ways[:1] if is_asked_of_two(plain) else ways[1:]:
        found = dict.fromkeys(part for part in split(plain) if _asks_something(part))
        if len(found) > 1:
            texts = tuple(f"{with_capital(part)}?" for part in _on_one_topic(found, plain))
            return Parts(texts[:MOST], how)
    return Parts()


def _on_one_topic(parts: Iterable[str], plain: str) -> Iterator[str]:
    """Yield the parts, each that points back with what the whole question is on.

    Of "How high are they, or when will they fall (fees)?" either part is on fees.
    """
    topic = parted(plain)[1]
    for part in parts:
        lacks = topic and points_back(part) and not parted(part)[1]
        yield f"{part} ({topic})" if lacks else part


def _asks_something(part: str) -> bool:
    """Say whether a part names what it asks for; of a paper, its authors are that too."""
    return bool(content_words(part) or _AUTHORS.search(part))


def _questions(plain: str) -> list[str]:
    """Return questions that follow each other; a later one may lean on the first."""
    if _ALTERNATIVES.match(plain):
        return []
    cuts = [match for match in _ANOTHER.finditer(plain) if _JOINS.match(match.group())]
    pieces: list[str] = []
    start = 0
    for cut in cuts:
        pieces.append(plain[start : cut.start()])
        start = cut.end()
    pieces.append(plain[start:])
    whole = [piece.strip(" ,;?") for piece in pieces]
    if kind_of(whole[0]) == "why":  # "…, what was the cause?" asks the same again
        whole = [whole[0], *(piece for piece in whole[1:] if not _THE_CAUSE.match(piece))]
    if _FRAME.match(whole[0]) and not _ENDED.match(plain, len(whole[0])):
        # "In section 3, what …", "If prices rise, who …", "Once it has grown, which …"
        whole = [
            piece if at and _BARE.match(piece) else f"{whole[0]}, {piece}"
            for at, piece in enumerate(whole[1:])
        ]
    if len(whole) < 2 or any(len(piece.split()) < 2 and not _BARE.match(piece) for piece in whole):
        return []
    first = whole[0]
    return [first, *(_alone(piece, first) for piece in whole[1:])]


def _alone(piece: str, first: str) -> str:
    """Return a later question with what it takes over from the first one."""
    if gapped := _filled(piece, first):
        return gapped
    times = list(_WHEN.finditer(first))
    if times:
        piece = _THEN.sub(times[-1].group(), piece)
    resolved = resolve(piece, [Turn(first, "")]).strip(" ?")
    when = re.search(rf"\b(?:in|during|for|by|since) (?:the year )?{YEAR}\b", first)
    valued = kind_of(resolved) in ("number", "percent", "money")
    if when and valued and not years(resolved) and not _ANOTHER_TIME.search(piece):
        return f"{resolved} {when.group()}"
    return resolved


def _filled(piece: str, first: str) -> str:
    """Return "which for road" with what it leaves out of the first question, "" if it is whole."""
    gapped = _GAPPED.fullmatch(piece)
    if not gapped:
        return ""
    like = [
        there
        for there in re.finditer(
            rf"\b{gapped['link']} (?P<thing>.+?)(?=$| {_LINK}\b)", first, re.IGNORECASE
        )
        if bool(years(there["thing"])) == bool(years(gapped["rest"]))
    ]
    if len(like) != 1:
        return ""
    return f"{first[: like[0].start('thing')]}{gapped['rest']}{first[like[0].end() :]}"
