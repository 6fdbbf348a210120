"""Sections: what headings are called, and the stretches of text that they open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import dropwhile

from ingest import numbering
from ingest.composition import Composition, Piece
from ingest.document import REFERENCES, Section
from ingest.layout import Block

ABSTRACT = re.compile(
    r"(?:(?:structured\s+)?abstract|summary|摘\s*要|résumé|zusammenfassung|resumen)"
    r"\s*[.:：—–-]?",
    re.I,
)
KEYWORDS = re.compile(
    r"(?:key\s?-?words?(?:\s+and\s+phrases)?|index\s+terms|关键词|關鍵詞"
    r"|mots[- ]clés|schlüsselwörter"
    r"|palabras\s+clave)"
    r"\s*[.:：—–-]?",
    re.I,
)
_LABEL = re.compile(  # of what manuscripts tell above their abstract
    r"(?:list\s+of\s+)?authors?(?:\s+(?:names?|list))?|(?:authors?['’]?s?\s+)?affiliations?"
    r"|authors?(?:['’]?s?\s+names?)?\s*(?:,|and|&)\s*(?:their\s+)?affiliations?"
    r"|(?:corresponding\s+authors?|correspondence)(?:\s+(?:address|details))?"
    r"|running\s+(?:title|head)|short\s+title|word\s+counts?",
    re.I,
)
BIBLIOGRAPHY = re.compile(
    r"(?:references?(?:\s+(?:and\s+notes|cited))?|bibliography|literature(?:\s+cited)?"
    r"|works\s+cited"
    r"|list\s+of\s+references|参考文献|參考文獻|références(?:\s+bibliographiques)?|literatur"
    r"(?:verzeichnis)?"
    r"|referencias|bibliografía|список литературы|литература)\s*[.:：]?",
    re.I,
)
DECLARATION = re.compile(  # what stands at the end of a paper, often in the line of its heading
    r"(?:acknowledge?ments?|funding|conflicts?\s+of\s+interests?"
    r"|competing\s+(?:financial\s+)?interests?"
    r"|data\s+availability(?:\s+statement)?|availability\s+of\s+data(?:\s+and\s+materials?)?"
    r"|data\s+sharing(?:\s+statement)?"
    r"|authors?[’'´]?\s+(?:contributions?|details|information)|contributors|additional\s+files?"
    r"|ethic(?:s|al)\s+(?:statement|approval|considerations)|disclosures?"
    r"|declarations?\s+of\s+(?:competing\s+)?interests?"
    r"|consent\s+for\s+publication|patient\s+consent"
    r"|provenance\s+and\s+peer\s+review)\s*[.:：]?",
    re.I,
)
OF_THE_PAPER = re.compile(  # what opens a paragraph beside an abstract that is no part of it
    r"categories and subject|general terms|ccs concepts|acm reference|permission to|keywords?\b"
    r"|\bmsc\b|(?:\d{4} )?(?:ams |mathematics )subject class|pacs\b|jel (?:class|codes?)"
    r"|(?:how to cite|cite this|citation:|(?:academic |handling )?editors?:|edited by)"
    r"|copyright:? (?:©|\(c\)|\d{4})|©|(?:received|submitted|accepted|published):? (?:\w+ )?\d"
    r"|open access\s*(?:\n|$)|distributed under (?:the terms|(?:a )?creative)"
    r"|(?:\S+ ){0,3}doi:? ?10\.|(?:19|20)\d\d [\w’'-]+ et al\.\s*(?:\n|$)"
    r"|[^\n@.]{0,40}[ ,]\S+@\S+\s*(?:\n|$)"
    r"|additional information and declarations can be found"
    r"|address(?:es)? (?:for )?(?:correspondence|reprint)"
    r"|correspond(?:ing author|ence(?::| to\b| should\b))"
    r"|(?:this (?:paper|article) is )?dedicated to (?:the memory|professor|prof\.)|in memory of",
    re.I,
)
CAPTIONED = (  # how captions begin: "Fig. 3", "Figure. 3", "Table 2"
    r"fig(?:ure)?\.?",
    "table",
    r"tab\.",
    "scheme",
    "algorithm",
    "listing",
)
PROCEEDINGS = r"(?i:(?:in |published in |appears in )?proceedings of)\b"
MEETING_YEAR = r"[ ’'](?:’|')?(?:19|20)?\d\d, "  # "STOC’07, ", "ACL 2004, "
VENUE = re.compile(  # "Proceedings of the 30th …", "STOC’07, June 11–13, 2007, San Diego"
    rf"{PROCEEDINGS}|"
    rf"[A-Z][A-Za-z&/+ -]{{1,24}}{MEETING_YEAR}(?:\d{{1,2}}[^\d,]{{0,9}})?[A-Z][a-z]{{2,8}}\b"
)
_NAMED = re.compile(
    r"(?:(?:general\s+)?introduction|(?:materials?\s+and\s+)?methods?(?:\s+and\s+materials?)?"
    r"|methodology|related\s+works?"
    r"|background|results?(?:\s+and\s+discussions?)?|discussions?(?:\s+and\s+conclusions?)?"
    r"|(?:concluding\s+)?(?:remarks|conclusions?)(?:\s+and\s+(?:future\s+work|outlook"
    r"|discussion))?|future\s+work"
    r"|declarations?|limitations"
    r"|supplementary\s+(?:materials?|information|data)|supporting\s+information|abbreviations"
    r"|nomenclature"
    r"|appendix|appendices|experiments?|evaluation|case\s+(?:report|presentation)"
    r"|引\s*言|前\s*言|绪\s*论|结\s*论|结\s*语|致\s*谢|附\s*录)\s*[.:：]?",
    re.I,
)

_APPENDIX = re.compile(r"appendix|appendices|附\s*录", re.I)
_ENDING = re.compile(  # appendices stand behind these
    rf"{BIBLIOGRAPHY.pattern}|{_APPENDIX.pattern}|acknowledge?ments?[.:]?|致\s*谢", re.I
)
_CLOSING = re.compile(  # and so do bare letters, where the bibliography is the very last
    r"(?:.* and )?(?:conclusions?|concluding remarks|limitations?|future work)(?: and .*)?[.:]?",
    re.I,
)
_SENTENCE = re.compile(r"[^\s.]{2}[.?!:][\"”’)\]]*(?:\s+[A-Z\"“(]|$)|[\u3400-\u9fff][。！？]")
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"^(?:\d{1,2}\.?|[IVX]+\.)\s+")
_INTRODUCTION = 800  # characters of prose that stand between an abstract and the first heading
_Start = tuple[int, str, str]  # of a section: its place, its number, its title


def text_of(block: Block) -> str:
    """Return the lines of `block` as one string."""
    return " ".join(line.text.strip() for line in block.lines)


def is_named(text: str) -> bool:
    """Say whether `text` is a heading that papers have without a number."""
    return any(
        pattern.fullmatch(text.strip())
        for pattern in (ABSTRACT, KEYWORDS, BIBLIOGRAPHY, DECLARATION, _NAMED)
    )


def is_front(heading: str) -> bool:
    """Say whether `heading` is, above the first section, that of the abstract or of the authors."""
    bare = heading.strip().rstrip(":")
    return any(label.fullmatch(bare) for label in (ABSTRACT, KEYWORDS, _LABEL))


def ends_text(heading: str) -> bool:
    """Say whether only the last sections of a paper follow, as its acknowledgements."""
    bare = _NUMBER.sub("", heading.strip())
    return bool(_ENDING.fullmatch(bare) or DECLARATION.fullmatch(bare))


def lists_names(text: str) -> bool:
    """Say whether most words have a capital, as in a list of authors or of addresses."""
    found: list[bool] = [word[0].isupper() for word in _WORD.findall(text)]
    return 2 * sum(found) > len(found)


def is_bibliography(block: Block) -> bool:
    """Say whether `block` is the heading of a bibliography, numbered or not."""
    return bool(BIBLIOGRAPHY.fullmatch(_NUMBER.sub("", text_of(block).strip())))


def bibliographies_at(blocks: Sequence[Block]) -> list[int]:
    """Return where the headings of bibliographies stand.

    The covers that archives put in front of a paper may have the heading too, for a link: there,
    no prose stands above it, and the bibliography is still to come.
    """
    found = [at for at, block in enumerate(blocks) if is_bibliography(block)]
    if len(found) > 1 and not any(_is_prose(text_of(block)) for block in blocks[: found[0]]):
        return found[1:]
    return found


def before_bibliography(blocks: Sequence[Block]) -> Sequence[Block]:
    """Return the blocks before the last bibliography, whose small print may be half of a paper."""
    last = next((at for at in range(len(blocks) - 1, 0, -1) if is_bibliography(blocks[at])), 0)
    before = blocks[:last]
    return before if sum(len(text_of(block)) for block in before) > 2000 else blocks


def sections_of(composed: Composition) -> tuple[Section, ...]:
    """Return the sections that the headings of `composed` open.

    Much running text before the first heading is a section too, without a heading in the text:
    its title is "Text". What stands behind a bibliography without one is "Tables and figures".
    """
    headings = [
        (piece.start, composed.text_of(piece))
        for piece in composed.pieces
        if piece.block.kind == "heading"
    ]
    headings = [
        each
        for each in dropwhile(lambda heading: is_front(heading[1]), headings)
        if not _is_abstract(each[1])
    ]
    starts = _with_bare_letters(_numbered(headings))
    unnamed = _text_before(composed, starts[0] if starts else None)
    if unnamed is not None:
        starts.insert(0, (unnamed, "", "Text"))
    entries = [piece.start for piece in composed.pieces if piece.block.kind == "reference"]
    if entries and not any(number == REFERENCES for _, number, _ in starts):
        starts = sorted([*starts, (entries[0], REFERENCES, "References")])
    if not starts:
        return ()
    starts = _with_exhibits_behind(starts, composed)
    ends = [start for start, _, _ in starts[1:]] + [len(composed.text)]
    return tuple(
        _section(composed, start, number, title, end)
        for (start, number, title), end in zip(starts, ends, strict=True)
    )


def _numbered(headings: Sequence[tuple[int, str]]) -> list[_Start]:
    """Return where each heading starts, its number and its title."""
    texts = [text for _, text in headings]
    ends = (at for at, text in enumerate(texts) if _ENDING.fullmatch(_NUMBER.sub("", text)))
    numbers = numbering.parse_all(texts, appendices_from=next(ends, len(texts)))
    return [
        (start, *_number_and_title(text, number))
        for (start, text), number in zip(headings, numbers, strict=True)
    ]


def _with_bare_letters(starts: list[_Start]) -> list[_Start]:
    """Return `starts` with the letters of appendices read: "A Proofs", "B Data", in this order.

    That takes a second letter, or the word "Appendix" above: "A Simple Model" alone is words.
    """
    found: list[int] = []
    borne_out = ending = False
    for at, (_, number, title) in enumerate(starts):
        expected = chr(ord("A") + len(found))
        if ending and not number and numbering.bare_letter(title) == expected:
            borne_out |= bool(found) or bool(_APPENDIX.fullmatch(starts[at - 1][2]))
            found.append(at)
        borne_out |= bool(found) and number.startswith("A.")
        ends = _ENDING.fullmatch(title) or _CLOSING.fullmatch(title)
        ending = ending or number == REFERENCES or bool(ends)
    lettered = set(found) if borne_out else set()
    return [
        (start, title[0], title[1:].strip()) if at in lettered else (start, number, title)
        for at, (start, number, title) in enumerate(starts)
    ]


def _with_exhibits_behind(starts: Sequence[_Start], composed: Composition) -> list[_Start]:
    """Return `starts` with the first table or caption after the last entry of a bibliography."""
    placed = [*starts]
    ends = [*(start for start, _, _ in starts[1:]), len(composed.text)]
    for (start, number, _), end in zip(starts, ends, strict=True):
        inside = [piece for piece in composed.pieces if start <= piece.start < end]
        entries = [piece.start for piece in inside if piece.block.kind == "reference"]
        behind = [piece for piece in inside if entries and piece.start > entries[-1]]
        exhibits = [p.start for p in behind if p.block.kind in ("caption", "table")]
        if number == REFERENCES and any(p.block.kind == "caption" for p in behind):
            placed.append((exhibits[0], "", "Tables and figures"))
    return sorted(placed)


def _section(composed: Composition, start: int, number: str, title: str, end: int) -> Section:
    """Return the section; one that is called "References" but has none keeps its own number."""
    if number == REFERENCES:
        heading = next((p for p in composed.pieces if p.start == start), None)
        printed = numbering.parse(composed.text_of(heading)) if heading else None
        filled = any(
            p.block.kind == "reference" and start <= p.start < end for p in composed.pieces
        )
        if printed and not filled:
            number = printed.printed
    return Section(number, title, start, end)


def _text_before(composed: Composition, heading: _Start | None) -> int | None:
    """Return where running text begins that no heading opens, None where there is little of it.

    What stands above the first heading of a text may be its abstract; above one that ends it, as
    the acknowledgements, it is the text, and so are three paragraphs, and two below an abstract.
    """
    first = heading[0] if heading else len(composed.text)
    running = [
        piece
        for piece in composed.pieces
        if piece.end <= first and piece.block.kind in ("unknown", "paragraph", "list", "table")
    ]
    abstract = [piece.end for piece in composed.pieces if piece.block.kind == "abstract"]
    if abstract:
        running = [piece for piece in running if piece.start >= min(abstract)]
    prose = [piece for piece in running if _is_prose(composed.text_of(piece))]
    length, enough = _length(running), 2500 if heading else 300
    if heading is not None and (heading[1] == REFERENCES or ends_text(heading[2])):
        running, length, enough = prose, _length(prose), 300
    elif abstract and len(prose) > 1 and _length(prose) > _INTRODUCTION:
        running, enough = prose, _INTRODUCTION
    elif not abstract:
        running = [piece for piece in running if piece.end - piece.start > 150]
        length = _length(running)
    return running[0].start if running and (length >= enough or len(prose) > 2) else None


def _length(pieces: Sequence[Piece]) -> int:
    return sum(piece.end - piece.start for piece in pieces)


def _is_prose(text: str) -> bool:
    declared = DECLARATION.match(text)
    if OF_THE_PAPER.match(text) or (declared is not None and declared.group()[-1] in ".:："):
        return False
    running = len(text) > 150 and "@" not in text and not lists_names(text)
    return running and _SENTENCE.search(text) is not None


def _is_abstract(text: str) -> bool:
    return bool(ABSTRACT.fullmatch(text.strip()) or KEYWORDS.fullmatch(text.strip()))


def _number_and_title(text: str, number: numbering.Number | None) -> tuple[str, str]:
    title = (number.title if number else text).strip()
    if BIBLIOGRAPHY.fullmatch(title):
        return REFERENCES, title
    return (number.printed if number else "", title.rstrip(".: ") or title)
