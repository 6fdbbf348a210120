"""Questions about the bibliography: what is cited, where, and for what."""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import islice

from app.evidence.chosen import Chosen
from app.evidence.features import covered
from app.language.lexemes import content_words, stems
from app.language.ordinals import ANY_ORDINAL, ORDINALS
from app.language.values import WORK_YEAR
from app.papers.citations import cited, none_cited, times_cited
from app.papers.metadata import Part, counted
from app.papers.works import (
    MOST_LISTED,
    by_author,
    citing_sentence,
    described,
    entry_of,
    numbered,
)
from app.papers.works_by_year import asks_by_year, none_of_years, of_years, years_of_works
from app.papers.works_in_text import source_named
from app.question.citing_asked import citing_asked
from app.question.metadata import IT, TAIL, THIS
from ingest.document import Document, Reference

LEAST_NAMED = 0.5  # share of the terms, of a sentence that names a source
MOST_WORKS = 3  # by those of one name
_LIST = r"(?:bibliography|references|reference (?:list|section)|list of references|literature(?: list)?|works cited)"
# Of what the works are if they are the paper's own; "sources of infection" are none.
_PAPERS_OWN = rf"(?:{THIS}(?:['’]s? {_LIST})?|it|this(?=\W*$)|(?:the|its|their|your) (?:authors?|{_LIST}|list))\b"
_ITS_OWN = rf"(?:of|in|on|from|for|by) {_PAPERS_OWN}"
_LABEL = re.compile(  # "[18]F-FDG" names no entry
    r"\[(\d{1,3})\](?!-?[^\W\d_])|\b(?:reference|ref\.?|source|citation|entry)\s*(?:no\.?|number|#)?\s*\[?(\d{1,3})\b\]?"
    rf"(?!-?[^\W\d_])(?! of (?!{_PAPERS_OWN}))",
    re.I,
)
_HOW_MANY = re.compile(r"\bhow many\b|\bnumber of\b", re.IGNORECASE)
_COUNTS_OTHERS = re.compile(r"(?:^|[,;:] )(?:\w+ )?how many (?!pages\b|authors\b)", re.IGNORECASE)
_WORKS = r"(?:(?:other|different|distinct|earlier|previous|scientific|cited) )?(?:references|citations|sources|works|papers|publications|articles|entries|studies|books)"
_CITER = rf"(?:{IT}|they|the authors?|(?:the|its|their) {_LIST})"
_CITED_HERE = r"(?:used|cited|listed|given|quoted|printed|mentioned|named|included|referenced)"
_CITER_DOES = rf"(?:(?:does|do|did) )?{_CITER} (?:cites?|uses?|lists?|gives?|names?|quotes?|mentions?|has|have|had|contains?|includes?|cited|used|listed|gave|named|quoted|mentioned)"
_COUNTED_ELSEWHERE = (  # "per article", "to climate", "were screened": no entries of the paper's own list
    rf"(?!.*\b(?:(?:about|on|by|to|of|from|for|in|into|with) (?!{_PAPERS_OWN}|total\b|all\b|(?:this|the) (?:review|survey|thesis|end)\b)|(?:does|do|did) (?!{_CITER}\b|(?:this|the) (?:review|survey|thesis)\b)|than\b|per\b|each\b|published\b|who\b|which\b|that\b|"
    r"receive|gain|earn|attract|accru|collect|screen|retriev|identif|exclu|found\b|remain|remov|import|duplicate|average|typical|need|an? ))"
)
_COUNT = re.compile(
    rf"\bhow many (?:(?:different|distinct|bibliographic|literature|cited|other) )?(?:references|citations)\b{_COUNTED_ELSEWHERE}|"
    # "How many entries did it have?" asks of whatever was spoken of, not of the bibliography.
    rf"\bhow many (?!entries (?:does|do|did) (?!(?:the|its|their) {_LIST}\b)){_WORKS} (?:(?:are|were) (?:cited|referenced|quoted|referred to)(?: {_ITS_OWN}| here)?|"
    rf"(?:are|were) (?:(?:there|listed|given|included) )?in (?:the|its|their) {_LIST}(?: {_ITS_OWN})?|"
    rf"(?:does|do|did) {_CITER} (?:cite|reference|refer to|quote|list|contain|include|have|hold)(?: in (?:the|its|their) {_LIST})?|"
    rf"(?:has|have) {_CITER} (?:cited|referenced|quoted))(?: altogether| in (?:total|all))?{TAIL}",
    re.IGNORECASE,
)
_NOT_OF_A_LIST = (  # "the first reference genome", "the first source of infection"
    rf"(?!-| (?:(?:of|in|on|for|by|to|into|at|with|from(?!\W*$)) (?!{_PAPERS_OWN})|(?:genome|sequence|strain|frame|point|value|level|group|"
    r"line|standard|material|sample|image|model|class|manual|data|system|code|document|language|text|file|domain|fee|barrier|visa|exam|gate|dataset|laboratory|"
    r"interval|range|population|compound|solution|electrode|temperature|year|period|dose|drug|price|rate|case|patient|method|"
    r"scale|cell|node|region|species|apartment|program)(?:e?s)?\b))"
)
_NTH = re.compile(
    rf"\b({ANY_ORDINAL}|last) (?:(?:reference|entry|citation|source)\b{_NOT_OF_A_LIST}|"
    r"cited(?=\W*$| (?:works?|papers?|articles?|sources?|stud(?:y|ies)|references?|publications?|authors?|books?)\b)|work in the bibliography\b)",
    re.I,
)
_EARLIER = r"(?:(?:other|earlier|previous|prior|existing|past|older|scientific|related) )?"
_READ = r"(?:works?|papers|articles|publications|literature|studies|research|books)"  # and no lists or letters, as "sources" may be
_ALL = re.compile(
    r"\b(?:list|show|give|what are|which are|enumerate|print)"
    r"(?: (?:me|us|all|of|the|its|their|your|cited|full|complete|whole|entire|numbered|first|last|two|three|four|five|ten|(?:most )?important|key|relevant|different|"
    rf"{THIS}['’]s?|authors['’]))* (?:references|bibliography|works cited|cited works|sources|citations|reference list)"
    rf"(?: (?:section|page|in (?:full|(?:\w+ )?(?:order|format|style))|as an? (?:\w+ )?list|at the end|(?:(?:that|which) )?(?:(?:are|were|is) )?{_CITED_HERE}|{_ITS_OWN}|(?:(?:that|which) )?{_CITER_DOES}))*{TAIL}|"
    r"^(?:references|bibliography)\W*$|^what(?:['’]s| is) in (?:the|its) (?:bibliography|reference list)\W*$|"
    rf"\b(?:which|what|whose) {_EARLIER}(?:{_READ}|sources|references|authors)"
    rf"(?: (?:are|were|is|was|has|have|been|does|do|did|{_CITER}))* (?:cited|referenced|cite|listed in (?:the|its) {_LIST})(?: {_ITS_OWN})?{TAIL}|"
    rf"\b(?:which|what|whose) {_EARLIER}{_READ} +(?:(?:is|are|was|were|does|do|did|has|have) )?(?:{_CITER} +)?"
    rf"(?:(?:build|built|draws?|drawn?|drew|rel(?:y|ies|ied)|rests?|based|founded) (?:up)?on|refers? to|start(?:s|ed)? from|takes? up){TAIL}",
    re.IGNORECASE,
)
_WHERE = re.compile(
    r"\b(?:where|in (?:which|what) (?:section|part|place|sentence)s?|on (?:which|what) page)\b",
    re.I,
)
_CITES = re.compile(
    r"\b(?:cit(?:e[sd]?|ing|ations?)|referenc(?:e[sd]?|ing)|bibliograph\w*|referred to)\b", re.I
)
_WORK = re.compile(
    r"\b(?:publish\w*|journal|periodical|magazine|article|wrote|written|(?:source|entry|reference)s? (?:is|are|was|were) by|author(?:ed|s)?|title|study by|paper by|"
    r"works? (?:by|of)|research by|appear\w*|piece|page numbers?|c[ao]mes? out|printed)\b",
    re.IGNORECASE,
)
_PRINTED = re.compile(  # what an entry tells of a work
    r"\b(?:journal|magazine|periodical|publish\w*|publication|titled?|called|appear\w*|printed|c[ao]mes? out|year|"
    r"pages?|volume|issue|wrote|written|authors?|entry|reference|source)\b",
    re.IGNORECASE,
)
_WRITE = re.compile(  # "What did Cai write?"
    r"\b(?:do|does|did) [^\W\d_a-z][\w’'-]+(?: (?:and|&) [^\W\d_a-z][\w’'-]+)? write\b"
)
_SAYS = re.compile(  # "What did Cai and Fan (2018) find?"
    r"(?i:what (?:do|does|did|has|have)) [^\W\d_a-z][\w’'-]+(?:(?:,| and| &) [^\W\d_a-z][\w’'-]+)*"
    rf"(?: et al\.?| and (?:colleagues|co-?workers|others))?(?: ?[(\[]?{WORK_YEAR}[)\]]?)? (?:find|found|say|said|show|shown|argue|argued|"
    r"claim|claimed|report|reported|conclude|concluded|suggest|suggested|state|stated|write|written|discover|discovered|"
    r"observe|observed|propose|proposed|study|studied|think)(?: about (?:it|this|that))?\W*$"
)
_OTHERS = r"(?:by|of|on|in|about|from|called|titled)\b"  # "the paper by Stone", and what they wrote
_THE_AUTHORS = re.compile(  # of the paper itself, not of a work that it cites
    rf"\b(?:do|did|does|have|had|would|could|can|to|for) the (?:\w+ )?(?:authors?|writers?|article|study|paper|piece)\b"
    rf"(?: of {THIS}\b)?(?! {_OTHERS})|"
    rf"\bthe (?:\w+ )?(?:authors|writers)\b(?: of {THIS}\b(?! {_OTHERS})|(?! (?:of|who|that|whose|cited|listed|in)\b))|\bthe (?:authors?|writers?)['’]",
    re.IGNORECASE,
)
_DID_WHAT = re.compile(  # of the paper's own work: "Which author did the statistics?"
    r"^(?:which|what) (?:(?:one )?of (?:the|its) )?(?:co-?)?authors? (?:did|does|performed|carried|ran|designed|conceived|initiated|conducted|collected|"
    r"analy[sz]ed|drafted|revised|supervised|contributed|provided|prepared|treated|examined|diagnosed|recruited|coded|(?:was|is|were) (?:responsible|in charge|involved))\b",
    re.IGNORECASE,
)
_WRITTEN_IN = re.compile(
    r"\b(?i:who wrote|who is the author|authors? of|title of|when was|by whom was)\b.{0,30}\b(?i:article|study|paper|research|work|piece)\b"
    r".{0,20}\b(?:in|from) (?:the )?(?P<venue>[A-Z][\w&’'-]+(?: (?:of |and |in |the )*[A-Z][\w&’'-]+){1,7})"
)
_TELLS = re.compile(  # what a work says, not what is printed of it
    r"\b(?:say|says|said|reports?|reported|finds?|found|shows?|showed|shown|argues?|argued|claims?|claimed|concludes?|concluded|"
    r"suggests?|suggested|proposes?|proposed|observes?|observed|demonstrates?|demonstrated|recommends?|recommended|urges?|urged|"
    r"according to|contributes?|discuss(?:es|ed)?|deals? with|cover(?:s|ed)?|studi(?:es|ed)|investigates?|investigated)\b",
    re.IGNORECASE,
)
_CITED_FOR = re.compile(
    r"\bfor what\b|\bwhat\b.{0,30}\bcited for\b|\bwhich (?:sentence|statement|claim)", re.IGNORECASE
)
_FRAME = stems(
    "cite cited citing citation reference referenced references bibliography source work paper article study author "
    "publish published write wrote written writes support claim statement who list entry journal title point research year "
    "appear section name number about regarding idea definition explanation description page pages volume issue printed "
    "piece came come comes out print anything something periodical magazine"
)


def asks_of_references(question: str) -> bool:
    """Say whether the question may be one for a bibliography."""
    patterns = (_NTH, _LABEL, _COUNT, _ALL, _CITES, _WORK)
    bare = _DID_WHAT.sub(" ", _THE_AUTHORS.sub(" ", question))
    named = bool(_WRITE.search(question))
    by_pattern = any(pattern.search(bare) for pattern in patterns)
    return named or by_pattern or asks_by_year(question) or bool(citing_asked(question))


def asks_for_all(question: str) -> bool:
    """Say whether all entries of a bibliography are asked for, or how many they are."""
    bare = _THE_AUTHORS.sub(" ", question)
    return bool(_ALL.search(bare) or _COUNT.search(bare))


def describes_works(question: str) -> bool:
    """Say whether the question may mean works by who wrote them or by what they are cited for."""
    patterns = (_NTH, _LABEL, _COUNT, _ALL)
    other = any(pattern.search(question) for pattern in patterns) or asks_by_year(question)
    return not other and not citing_asked(question)


def fit_of_works(question: str, document: Document, rarity: Mapping[str, float]) -> float:
    """Return how well what the document cites fits the works that are described, in [0, 1]."""
    return max((item.score for item in _about(question, document, rarity)), default=0.0)


def ask_references(
    question: str, document: Document, *, rarity: Mapping[str, float], first: int
) -> list[Part]:
    """Return what the bibliography answers; empty where the question is not one for it.

    `rarity` weighs the question's terms; citations are numbered from `first`.
    """
    entries = document.references
    if not entries:
        return []
    wanted = citing_asked(question)
    if wanted and wanted.how != "how often":
        return cited(wanted, question, document, first=first)
    label = _labelled(question, entries)
    if label == -1:
        return []
    if wanted and (works := by_author(question, entries) if label is None else [label]):
        return times_cited(document, works, first=first)
    if label is not None:
        return numbered(_of_entry(question, document, label), first)
    if years := years_of_works(question, entries):
        meant = of_years(years, entries)
        if meant and _HOW_MANY.search(question):
            text = f"{len(meant)} of its {len(entries)} references {_are(meant)} {years.said}."
            last = entry_of(document, meant[-1])
            return [counted(text, last, first, "counted from the bibliography")]
        return numbered(
            [entry_of(document, entry, question) for entry in meant[:MOST_LISTED]], first
        )
    if _COUNT.search(question):
        text = f"It lists {len(entries)} reference{'s' if len(entries) > 1 else ''}."
        last = entry_of(document, entries[-1])
        return [counted(text, last, first, "counted from the bibliography")]
    if _ALL.search(question):
        return numbered([entry_of(document, entry) for entry in entries[:MOST_LISTED]], first)
    if _COUNTS_OTHERS.search(question) and not by_author(question, entries):
        return []
    return numbered(_about(question, document, rarity), first)


def asks_what_one_says(question: str) -> bool:
    """Say whether it is asked what somebody with a name found or says, and no more."""
    return bool(_SAYS.match(question))


def works_by(question: str, document: Document, *, first: int) -> list[Part]:
    """Return the entries by those whom the question names, each after a sentence that cites it.

    Citations are numbered from `first`.
    """
    shown: dict[Chosen, None] = {}
    for at in by_author(question, document.references)[:MOST_WORKS]:
        citing = (mention for mention in document.mentions if mention.reference == at)
        shown |= {citing_sentence(document, mention): None for mention in islice(citing, 1)}
        shown[entry_of(document, document.references[at])] = None
    return numbered([*shown], first)


def _are(entries: Sequence[Reference]) -> str:
    return "are" if len(entries) > 1 else "is"


def _labelled(question: str, entries: Sequence[Reference]) -> int | None:
    """Return the index of the entry whose number the question names; -1 if it names none there is."""
    if nth := _NTH.search(question):
        word = nth[1].casefold()
        at = len(entries) - 1 if word == "last" else ORDINALS.index(word)
        return at if at < len(entries) else -1
    match = _LABEL.search(question)
    if not match:
        return None
    label = match[1] or match[2]
    labels = [entry.label.strip("[]().") for entry in entries]
    if not any(labels):
        return int(label) - 1 if 0 < int(label) <= len(entries) else -1
    return labels.index(label) if label in labels else -1


def no_such_entry(question: str, document: Document) -> str:
    """Return a sentence saying that the entry asked for is not there, else "".

    It is asked for by its number, its year, or where it was printed.
    """
    entries = document.references
    if not entries:
        return "No list of references was found." if asks_for_all(question) else ""
    wanted = citing_asked(question)
    if wanted and (none := none_cited(wanted, question, document)):
        return none
    at = _labelled(question, entries)
    if at is not None and at >= 0 and not _of_entry(question, document, at):
        return "What the paper tells of this work does not say that."
    if at == -1:
        return f"There is no such reference: the list has {len(entries)}."
    written = _WRITTEN_IN.search(question)
    if written and not any(stems(written["venue"]) <= stems(entry.text) for entry in entries):
        return f"The bibliography lists no work in {written['venue']!r}."
    years = years_of_works(question, entries)
    return none_of_years(years, entries) if years and not of_years(years, entries) else ""


def _of_entry(question: str, document: Document, at: int) -> list[Chosen]:
    """Return the entry, after the sentences that cite it where the question asks for those.

    Empty where it is asked what the work says of a thing, and none of them speaks of that.
    """
    citing = [
        citing_sentence(document, mention)
        for mention in document.mentions
        if mention.reference == at
    ]
    entry = entry_of(document, document.references[at], question)
    told = [*dict.fromkeys(citing), entry]
    bare = _NTH.sub(" ", _LABEL.sub(" ", question))
    if _TELLS.search(bare) and not _PRINTED.search(bare):
        thing = stems(_TELLS.sub(" ", bare)) - _FRAME
        return told if not thing or thing & stems(" ".join(item.text for item in told)) else []
    return told if citing and (_WHERE.search(question) or _CITED_FOR.search(question)) else [entry]


def _about(question: str, document: Document, rarity: Mapping[str, float]) -> list[Chosen]:
    """Return the entry that the question describes by author, title, or what it is cited for."""
    bare = _THE_AUTHORS.sub(" ", question)
    cites, works = bool(_CITES.search(bare)), bool(_WORK.search(bare) or _WRITE.search(bare))
    if not cites and not works:
        return []
    named = by_author(question, document.references)
    terms = {word.stem for word in content_words(question)} - _FRAME
    terms -= {
        stem for at in named for name in document.references[at].authors for stem in stems(name)
    }
    weights = {term: rarity[term] for term in terms if term in rarity}
    by_title = {
        at: covered(weights, stems(f"{entry.title} {entry.venue} {entry.year or ''}"))
        for at, entry in enumerate(document.references)
    }
    if named:
        best = max(by_title[at] for at in named)
        if terms and not best and not cites and not _PRINTED.search(bare):
            return []  # "How many patients did the study by Stone have?"
        shown = [at for at in named if by_title[at] >= best - 0.01]
        return _entries_and_places(question, document, shown[:3])
    told = described(question, document, weights, by_title, cites=cites)
    source = source_named(document, weights) if cites else None
    fits = _fit(told, weights)
    return [source] if source and source.score >= LEAST_NAMED and source.score > fits else told


def _fit(told: Sequence[Chosen], weights: Mapping[str, float]) -> float:
    """Return the share of the terms that one of the entries has, or the sentence that cites it."""
    return max((covered(weights, stems(each.text)) for each in told), default=0.0)


def _entries_and_places(question: str, document: Document, shown: Sequence[int]) -> list[Chosen]:
    if _WHERE.search(question) and _CITES.search(question) and len(shown) == 1:
        return _of_entry(question, document, shown[0])
    return [entry_of(document, document.references[at], question) for at in shown]
