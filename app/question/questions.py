"""A question taken apart: the kind of its answer, and what the answer must be about."""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import takewhile

from app.language.lexemes import Word, content_words, stem, words
from app.language.measures import alike
from app.language.nouns import called, is_someone, kin
from app.language.opposites import IS_WANTING
from app.language.places import with_capitals
from app.language.values import names, values, without_bounds, years, years_bounded
from app.question.kinds import VALUES, Kind, blank, kind_of, without_asides
from app.question.part_named import beside_part, part_named, without_part
from ingest.errors import UsageError

MAX_CHARACTERS = 2_000

_QUOTED = re.compile(r"[\"“”«»]([^\"“”«»]{2,120})[\"“”«»]")
# Names of a kind that ask for a form of answer, or point at the document itself.
_FORM_WORDS = """
number count amount figure value year date list name definition define point purpose
rationale meaning term concept reason reasons cause total percentage percent author authors
section chapter table paper according example examples main major key different various kind
type belong time much many long
"""
_FORM = frozenset(map(stem, _FORM_WORDS.split()))
_AUTHORITY = re.compile("authorit", re.IGNORECASE)  # of the stem of "author"
_CHANGES = frozenset(map(stem, ["growth", "rate"]))  # told as "22.1% more" as well
_SECTION_NUMBER = r"\d{1,2}(?:\.\d{1,2}){0,3}+"
NUMBERS_FOLLOW = (  # "sections 3.1 and 3.2"
    r"(?:,? (?:and|or|to|with|versus|vs\.?|&) |, ?| ?[–-] ?)(?:(?:sections?|chapters?|§+) ?)?"
)
_NUMBERED = (
    rf"(?:(?:\b(?:sub-?)?(?:sections|chapters)|§§)\s*({_SECTION_NUMBER})\b(?:{NUMBERS_FOLLOW}{_SECTION_NUMBER}\b(?!\s*%))*+|"
    rf"(?:\b(?:(?:sub-?)?(?:section|chapter)|sec\.|part)|§)\s*({_SECTION_NUMBER})\b(?:(?<=\.\d){NUMBERS_FOLLOW}(?=\d+\.){_SECTION_NUMBER}\b(?!\s*%))*+)"
)
_LAWS = (
    r"(?:acts?|charter|code|laws?|constitution|directive|treat(?:y|ies)|regulations?|convention|statutes?|rules|agreement|bill|ordinance|"
    r"decree|gdpr|trial|experiment|questionnaire)\b"
)
_OF_THE_PAPER = (  # not "section 12 of the Charter", "section 8(a)", "How does chapter 11 bankruptcy work?"
    rf"(?!\()(?!(?:(?:[-–,]| and| or| to) ?\d[\d.]*)* of (?:(?!(?:in|of|on|by|for|to|say|says|mean)\b)[\w’'-]+ ){{0,6}}?{_LAWS})"
    r"(?! (?:bankruptc(?:y|ies)|filings?|protections?|petitions?|housing|vouchers?|tenants?|landlords?|rentals?)\b)"
)
SECTION = re.compile(
    rf"{_NUMBERED}{_OF_THE_PAPER}|\b(\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})\s+sections?\b",
    re.IGNORECASE,
)
_DEGREE = re.compile(  # "how much faster did it grow": how much it grew
    r"(?<=\bhow much )(?:faster|slower|higher|lower|bigger|larger|smaller|greater|longer|shorter|older|younger|better|worse|"
    r"cheaper|stronger|weaker|wider|earlier|later|heavier|lighter|quicker|richer|deeper|more|less)\b",
    re.IGNORECASE,
)
_COUNTS = re.compile(  # "how many of the sampled patients |died"
    r".*?\b(?:how many|(?:what|which) (?:share|proportion|percentage|percent|fraction) of) (?:(?!(?:and|in|on|at|for|with|by|to|from|per|do|did|have|had|are|were|can|could|will|would)\b)[\w’'-]+ ){0,4}?"
    r"(?:(?!(?:does|has|was|this|its|his|(?-i:[A-Z]+))\b)\w{2,}(?<![su])s|people|men|women|children|mice)(?= )(?! of\b)(?! (?:has|have|had|do|does|did|can|could|will|would|is|are|was|were) (?:it|they|he|she|the|an?|this|that|these|there|its|their|we|you)\b)",
    re.IGNORECASE,
)
_CIRCUMSTANCES = re.compile(  # of what those that are counted did
    r"\b(?:because|since|when|while|after|before|until|during|if|as|so that|in order|although|though|"
    r"according)\b",
    re.IGNORECASE,
)

_ENDS = " ?.!"


@dataclass(frozen=True, slots=True)
class Question:
    """A question taken apart.

    `terms` are its content words; `years`, `names` (places with their capital) and `numbers` are what an answer
    must be about; `bounds` are the first and last year that a "before 2010" or "since 2010" lets
    in; `section` is the section number it names, or ""; `part` a part such as
    "introduction" that it limits itself to; `units` are the stems of the
    words that a "how many" counts, and of their kin; `recalled` are words of the answer before that
    a follow-up may be about, which no answer has to bear.
    """

    text: str
    kind: Kind
    terms: tuple[Word, ...]
    years: frozenset[int]
    bounds: tuple[tuple[int, int], ...]
    names: tuple[str, ...]
    numbers: frozenset[str]
    quoted: tuple[str, ...]
    section: str
    part: str
    units: frozenset[str]
    recalled: str = ""

    @property
    def as_read(self) -> str:
        """The question as the reader reads it, with what was recalled."""
        return as_read(beside_part(self.text), self.recalled)

    @property
    def asks_value(self) -> bool:
        """Whether the answer is a quantity or a date."""
        return self.kind in VALUES


def check(question: str) -> str:
    """Return `question` without control characters and surplus space. Raises UsageError."""
    if len(question) > MAX_CHARACTERS:
        raise UsageError(
            f"The question has {len(question):,} characters; ask in at most {MAX_CHARACTERS:,}."
        )
    kept = "".join(
        " " if character.isspace() else character
        for character in question
        if character.isspace()
        or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    plain = " ".join(kept.split())
    if not any(character.isalnum() for character in plain):
        raise UsageError("The question is empty; type what you want to know.")
    return plain


def as_read(text: str, recalled: str) -> str:
    """Return a question with what is recalled of the answer: "Who pays (ice – frozen ponds)?"."""
    end = len(text.rstrip(_ENDS)) - 1
    return f"{text[:end]} – {recalled}{text[end:]}" if recalled else text


def analyse(text: str, *, recalled: str = "") -> Question:
    """Return what the question `text` asks for.

    What is `recalled` of the answer before counts where the question took a topic over.
    """
    section = SECTION.search(text)
    number = next(filter(None, section.groups())) if section else ""
    bare = without_bounds(without_part(SECTION.sub(blank, without_asides(text)), blank))
    bare = IS_WANTING.sub(blank, _DEGREE.sub(blank, bare))
    spelled = with_capitals(text)
    named = tuple(spelled[start:end] for start, end in names(spelled))
    kind = kind_of(text)
    bounds = years_bounded(text)
    return Question(
        text=text,
        kind=kind,
        terms=_terms(bare, kind),
        years=years(text) - bounds.keys(),
        bounds=tuple(bounds.values()),
        names=named,
        numbers=frozenset(value.number for value in values(bare) if value.kind != "year"),
        quoted=tuple(_QUOTED.findall(text)),
        section=number,
        part=part_named(text),
        units=_units(text) if kind == "number" else frozenset(),
        recalled=recalled if text.rstrip(_ENDS).endswith(")") else "",
    )


def _terms(text: str, kind: Kind) -> tuple[Word, ...]:
    """Return the content words without those that open the question and only name its form."""
    opening = [word.start for word in words(text)][:4]
    found = content_words(text)
    kept = [
        word
        for word in found
        if word.start not in opening or word.stem not in _FORM or _AUTHORITY.match(word.text)
    ]
    if kind == "percent":
        kept = [word for word in kept if word.stem not in _CHANGES] or kept
    return tuple(kept or found)


def _units(text: str) -> frozenset[str]:
    """Return the stems of what "how many" counts, and of what counts the same."""
    counted = [word.stem for word in counted_in(text)]
    return frozenset(stem for each in counted for stem in kin(each) | called(each) | alike(each))


def said_of_counted(text: str) -> tuple[tuple[Word, ...], bool]:
    """Return what those that are counted, or a share of them, shall be or have done: "died".

    And whether they are people, or animals. The circumstances ("after the trial") are none of it.
    """
    match = _COUNTS.match(text)
    if not match:
        return (), False
    around = _CIRCUMSTANCES.search(text, match.end())
    end = around.start() if around else len(text)
    deed = content_words(blank(match) + text[match.end() : end])  # where they stand in `text`
    return deed, is_someone(match.group())


def counted_in(text: str) -> list[Word]:
    """Return the words after "how many" or "number of", up to one that says nothing."""
    match = re.search(
        r"\b(?:how many|number of)\s+(?:the )?((?:[\w’'-]+\s*){1,4})", text, re.IGNORECASE
    )
    return list(takewhile(lambda word: word.is_content, words(match[1]))) if match else []
