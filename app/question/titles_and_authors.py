"""Papers that a question names by their titles or by who wrote them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.language.lexemes import STOP, with_capital
from app.language.values import WORK_YEAR, names
from index.store import DocumentSummary

NOUNS = "paper|study|article|review|report|survey|work|manuscript|publication"
PAPER = r"(?:papers?|articles?|stud(?:y|ies)|documents?|texts?|pdfs?|reports?|publications?)"
PAPERS = "papers|articles|studies|documents|publications"
COLLEAGUES = (
    r" et al\b\.?| (?:and|&) (?:(?:his|her|their) )?"
    r"(?:colleagues|co-?workers|co-?authors|collaborators)\b"
)
SHORTEST_TITLE = 3  # words of a title that names its paper without quotes
# What those who write papers do in questions.
SAYS = (
    r"(?:find|found|say|show|report|conclude|propose|argue|claim|suggest|recommend|state|write|"
    r"publish|think|believe|discover|observe|demonstrate|describe|discuss|define|explain|present|"
    r"introduce|investigate|examine|analy[sz]e|study|assume|estimate|mention|mean by|tell us|use)"
)
# Before a family's name, as part of it: "le Roux", "van der Berg".
PARTICLES = r"(?:(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|ten|ter|el) )*"
_THINGS = (  # that are an author's in the paper: "Stone's parser"
    r"(?:parser|tagger|model|system|method|approach|algorithm|technique|framework|tool|classifier|"
    r"corpus|dataset|data|sample|experiment|trial|results?|findings?|conclusions?|analysis|"
    r"evaluation|participants|patients|limitations?|hypothesis|argument|proposal|definition|"
    r"idea|contribution|claim|theory|thesis|theorem|proof|point)s?\b"
)
_WORD = r"[^\W\d_a-z](?:[\w-]|['’](?=[A-Z]))*[^\W\d_]"
_NAME = rf"{PARTICLES}{_WORD}(?: {_WORD}){{0,2}}"
_WRITERS = re.compile(
    # "What did Stone report?" names a person; "the Stone report", a paper.
    r"(?P<does>\b(?:do|does|did) (?!the\b))?"
    rf"(?P<paper>\b(?:the )?(?:{NOUNS})s? (?:by|of|from) )?"
    rf"(?P<the>\bthe (?:{WORK_YEAR} )?)?"
    r"\b(?:(?:Dr|Prof|Professor)\.? )?"
    rf"\b(?P<names>{_NAME}(?:(?:, {_NAME}){{0,8}},? (?:and|&) {_NAME})?)(?P<own>['’]s)?"
    rf"(?P<others>{COLLEAGUES})?(?P<theirs>['’]s?)?"
    rf"(?P<year>,? \(?{WORK_YEAR}[a-z]?\)?(?!\d))?(?(does)|(?P<noun> (?:{NOUNS})\b)?)",
)
# "In May 2019" names nobody.
_MONTHS = re.compile(
    r"January|February|March|April|May|June|July|August|September|October|November|December"
)
_OPENING = frozenset({"according", "summarise", "summarize", "list", "compare"})
_QUOTED = re.compile(
    r"(?:\bthe (?:paper|article|study|document) )?"
    r"[\"“”«]\s*(?P<told>[^\"“”«»]{3,400}?)\s*(?P<cut>…|\.\.\.)?\s*[\"“”»]"
)
_JOINED = re.compile(r",? (?:and|&) |, ")
_CITED = re.compile(r"\b(?:cit(?:e[sd]?|ing|ations?)|quoted?)\b", re.IGNORECASE)
_CITE = re.compile(r" cite\b")
_BESIDE = re.compile(
    r"\b(?:than|(?:compared?|contrast) (?:to|with)|unlike|over|versus|vs\.?|"
    r"differs? from|different from|similar to|(?:refer(?:s|red)?|respond(?:s|ed)?) to|"
    r"mention(?:s|ed)?)\s*$",
    re.IGNORECASE,
)
_ACCORDING = re.compile(r"\b[Aa]ccording to $")
_SAYS_SO = re.compile(rf" (?:(?:\w+ly|also|then|else) )?{SAYS}\b")
_OWN_THING = re.compile(rf" (?:[\w-]+ ){{0,2}}?{_THINGS}")
_THING_OF = re.compile(rf"\b[Tt]he (?:[\w-]+ ){{0,2}}?{_THINGS} (?:of|by) $")
_OF_A_PAPER = re.compile(
    r"(?:conclusion|limitation|contribution|idea|claim|argument|thesis|hypothesis|proposal)s?$"
)


@dataclass(frozen=True, slots=True)
class Named:
    """The documents that a question names, and the question with "the paper" in their place."""

    documents: tuple[str, ...]
    question: str


def by_its_title(question: str, papers: Sequence[DocumentSummary]) -> Named | None:
    """Return the papers whose title the question has, in quotes or whole, cut off with "…" or not.

    Titles of one or two words are looked for in quotes alone: "Trade" may be what is asked about.
    """
    for match in _QUOTED.finditer(question):
        told = _plain(match["told"]).split()
        cut = bool(match["cut"]) and len(told) > 1
        named = tuple(paper.id for paper in papers if _is_title(told, paper.title, cut=cut))
        if named:
            rest = question[match.end() :]
            return Named(named, f"{question[: match.start()]}the paper{rest}")
    for paper in papers:
        at = question.casefold().find(paper.title.casefold())
        if at >= 0 and len(paper.title.split()) >= SHORTEST_TITLE:
            rest = question[at + len(paper.title) :]
            return Named((paper.id,), f"{question[:at]}the paper{rest}")
    return None


def _is_title(told: list[str], title: str, *, cut: bool) -> bool:
    words = _plain(title).split()
    return bool(told) and (words[: len(told)] if cut else words) == told


def by_its_authors(question: str, papers: Sequence[DocumentSummary]) -> Named | None:
    """Return the papers that are named by who wrote them: "Stone et al.", "Rivers (2012)".

    A name by itself ("What did Stone find?", "Stone's model") is that of one paper or of none.
    None where nobody named so wrote one, where another paper is only compared with it, and where
    it is asked who cites it; "What does Stone cite?" asks that of no one.
    """
    for match in _writers(question):
        if written := _written(match, papers):
            rest = _rest(match)
            made = question[: match.start()] + _instead(match) + rest
            return Named(written, with_capital(made))
    return None


def written_by(question: str, papers: Sequence[DocumentSummary]) -> tuple[str, ...]:
    """Return the papers of which the question names an author, in full or by the last name."""
    told = [_plain(question[start:end]).split() for start, end in names(question)]
    return tuple(
        paper.id
        for paper in papers
        for authors in [[_plain(author).split() for author in paper.authors]]
        if any(_is_author(name, author, in_full=True) for name in told for author in authors)
    )


def by_authors_of(named: str, papers: Sequence[DocumentSummary]) -> tuple[str, ...]:
    """Return the papers that all whose names are `named` wrote, by the family's name or in full."""
    wanted = [_plain(name).split() for name in _JOINED.split(named)]
    return tuple(
        paper.id
        for paper in papers
        for authors in [[_plain(author).split() for author in paper.authors]]
        if all(any(_is_author(name, one, in_full=False) for one in authors) for name in wanted)
    )


def names_authors(question: str) -> bool:
    """Say whether the question may name papers by who wrote them."""
    return any(True for _ in _writers(question))


def _writers(question: str) -> Iterator[re.Match[str]]:
    """Yield where the question has names as papers are named by them."""
    cited = bool(_CITED.search(question))
    for match in _WRITERS.finditer(without_capital(question)):
        cite = bool(match["does"] and _CITE.match(match.string, match.end()))
        joined = cite or _JOINED.search(match["names"]) or not _by_names_alone(match)
        joined = joined or _alone(match)
        beside = _BESIDE.search(question[: match.start()])
        if cite == cited and joined and not beside and not _MONTHS.fullmatch(match["names"]):
            yield match


def _alone(match: re.Match[str]) -> bool:
    """Say whether one name stands where an author's does: "did Stone find", "Stone's parser"."""
    if _JOINED.search(match["names"]) or not _by_names_alone(match):
        return False
    if match["own"]:
        return bool(_OWN_THING.match(match.string, match.end()))
    says = match["does"] and _SAYS_SO.match(match.string, match.end())
    before = match.string[: match.start()]
    return bool(says or _ACCORDING.search(before) or _THING_OF.search(before))


def _by_names_alone(match: re.Match[str]) -> bool:
    return not any(match[part] for part in ("paper", "others", "year", "noun"))


def without_capital(question: str) -> str:
    """Return the question with its first word small, if that is no name."""
    first = re.match(r"\w+", question)
    said = first is not None and first.group().casefold() in STOP | _OPENING
    return question[:1].lower() + question[1:] if said else question


def _written(match: re.Match[str], papers: Sequence[DocumentSummary]) -> tuple[str, ...]:
    """Return the papers that those who are named wrote; by a name alone, the only one there is.

    The first author's goes before what others of that name wrote with somebody else.
    """
    wrote = [paper for paper in papers if _wrote(match, paper)]
    if _alone(match):
        led = [paper for paper in wrote if _wrote(match, replace(paper, authors=paper.authors[:1]))]
        wrote = led or wrote
        wrote = wrote if len(wrote) == 1 else []
    return tuple(paper.id for paper in wrote)


def _wrote(match: re.Match[str], paper: DocumentSummary) -> bool:
    """Say whether all who are named are authors of the paper, and the year, if any, is its own.

    Where nothing but names tells that authors are meant, first names do not count. Before "et al."
    one name is the first author's, whose family's name may be put first.
    """
    in_full = _by_names_alone(match)
    one_first = "et al" in (match["others"] or "")
    authors = [_plain(author).split() for author in paper.authors]
    named = [_plain(name).split() for name in _JOINED.split(match["names"])]
    authors = authors[:1] if one_first and len(named) == 1 else authors
    year = re.search(r"\d{4}", match["year"] or "")
    if year and paper.year and int(year.group()) != paper.year:
        return False
    return all(
        any(
            _is_author(name, author, in_full or (one_first and at > 0))
            for at, author in enumerate(authors)
        )
        for name in named
    )


def _is_author(name: list[str], author: list[str], in_full: bool) -> bool:
    """Say whether a name is the author's whole one, or a family's, which may come first."""
    if len(name) > 1 or len(author) < 2:
        return set(name) <= set(author)
    return name[0] in author[1:] or (name[0] == author[0] and not in_full)


def _plain(name: str) -> str:
    bare = name.replace(".", " ").casefold()
    return "".join(c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c))


def _rest(match: re.Match[str]) -> str:
    """Return what comes after the names: "main idea of the paper" where it is its author's."""
    rest = match.string[match.end() :]
    thing = _OWN_THING.match(rest) if match["own"] and _alone(match) else None
    if thing and _OF_A_PAPER.search(thing.group()):
        return f"{thing.group()} of the paper{rest[thing.end() :]}"
    return rest


def _instead(match: re.Match[str]) -> str:
    does = match["does"] or ""
    if match["paper"] or match["noun"]:
        return f"{does}the paper"
    if match["own"] and _alone(match):
        return f"{does}the"
    do = does.replace("oes", "o")
    whose = match["own"] or match["theirs"] or match["the"]  # "the Stone et al. model"
    return f"{do}the authors’" if whose else f"{do}the authors"
