"""The part of a paper that a question limits itself to: a numbered section, or one by its name."""

# ruff: noqa: E501 - the patterns read better unbroken

from __future__ import annotations

import re
from collections.abc import Sequence

from app.language.lexemes import stems
from app.question.part_named import CLOSING, OPENING
from app.question.questions import Question
from index.hits import Hit
from ingest.counts import counted
from ingest.document import Document, Section

_CALLED = {OPENING: "introduction", CLOSING: "conclusion"}
_ALIKE = tuple(  # what papers call the same part
    map(
        stems,
        (
            "conclusion concluding",
            "method methodology",
            "appendix appendices",
            "acknowledgment acknowledgement",
        ),
    )
)
_ELSE = {"introduction": "background", "conclusion": "summary", "conclusions": "summary"}
_HOLDS_OTHERS = re.compile(
    r"(?:\w+ (?:and|&) )?(?:methods?|methodology|results|findings|discussion|experiments|appendix|appendices)(?: (?:and|&) \w+)?\W*",
    re.IGNORECASE,
)
_MAIN = re.compile(r"(?:introduction|background|summary|conclusions?|concluding remarks)\W*", re.I)
_APART = re.compile(  # what stands before and after the sections of a paper
    r"(?:abstract|key ?words|highlights|acknowledge?ments?|funding|(?:financial |grant )?disclosures?|declarations?|"
    r"additional (?:files?|information)(?: and declarations)?|grant information|disclaimer|"
    r"(?:conflicts? of|competing|declaration of) .*interests?|author(?:s['’´]?|['’]s)? .*|about the authors?|"
    r"data (?:and \w+ )?(?:availability|sharing).*|availability of .*|ethic.*|(?:patient )?consent.*|supplement.*|"
    r"provenance and peer review|description of authors.*|"
    r"supporting information|abbreviations|appendi.*|references|bibliography|(?:end)?notes)\W*",
    re.IGNORECASE,
)


def in_numbered(number: str, label: str) -> bool:
    """Say whether a section's label is that number, "III" for 3, or that of a part of it."""
    first, point, rest = number.partition(".")
    as_letters = f"{counted(int(first), 'I')}{point}{rest}" if first.isdigit() else number
    return any(label == each or label.startswith(f"{each}.") for each in (number, as_letters))


def in_part(asked: Question, hits: Sequence[Hit], papers: dict[str, Document]) -> list[Hit]:
    """Return the hits within the part that the question names; [] where it names none."""
    if asked.section:
        return [hit for hit in hits if in_numbered(asked.section, hit.passage.section)]
    if not asked.part:
        return []
    spans = {name: spans_of(asked.part, paper) for name, paper in papers.items()}
    return [
        hit
        for hit in hits
        if any(
            start < hit.passage.end and hit.passage.start < end
            for start, end in spans[hit.passage.document_id]
        )
    ]


def spans_of(part: str, paper: Document) -> list[tuple[int, int]]:
    """Return where in its text the part of a paper stands, with the sections under it.

    The part is called as papers call it ("related work"), or as this one does ("Study population").
    """
    body = paper.body_sections
    if part == "abstract":
        front = (0, body[0].start) if body else (0, len(paper.text))
        return [paper.abstract or front]
    own = _called(part, body) or _called(_ELSE.get(part, ""), body)
    if not own and body and part in (OPENING, CLOSING):
        top = [section for section in body if "." not in section.number]
        own = [(top or body)[0 if part == OPENING else -1]]
    trees = [tree_of(section, paper) for section in own]
    return [(each.start, each.end) for each in body if any(each in tree for tree in trees)]


def _called(part: str, sections: Sequence[Section]) -> list[Section]:
    """Return the sections that are called so and no more, or else all whose titles say so."""
    wanted = stems(_CALLED.get(part, part))
    alike = next((group for group in _ALIKE if wanted and wanted <= group), frozenset())
    titles = [(section, stems(section.title)) for section in sections]
    alone = [one for one, title in titles if title and (title == wanted or title <= alike)]
    return alone or [one for one, title in titles if alike & title or (wanted and wanted <= title)]


def tree_of(section: Section, paper: Document) -> list[Section]:
    """Return a section with those below it.

    Where headings have no numbers, what follows "Methods" up to "Results" stands below it.
    """
    if section.number:
        return [each for each in paper.sections if in_numbered(section.number, each.number)]
    tree = [section]
    if _HOLDS_OTHERS.fullmatch(section.title):
        for each in paper.body_sections:
            below = not each.number or _stands_apart(section)  # "Appendix": A, B
            if below and each.start == tree[-1].end and not _is_main(each):
                tree.append(each)
    return tree


def text_proper(paper: Document) -> list[Section]:
    """Return the sections of a paper without acknowledgements, funding, appendices and the like."""
    apart = [tree_of(section, paper) for section in paper.body_sections if _stands_apart(section)]
    return [one for one in paper.body_sections if not any(one in tree for tree in apart)]


def _stands_apart(section: Section) -> bool:
    return bool(_APART.fullmatch(section.title.strip(" .:")))


def _is_main(section: Section) -> bool:
    title = section.title
    return bool(_HOLDS_OTHERS.fullmatch(title) or _MAIN.fullmatch(title)) or _stands_apart(section)
