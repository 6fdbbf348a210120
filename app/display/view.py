"""What the page shows of an answer: plain data, ready for the browser, without Streamlit."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from app.answer import Answer, Citation, Sentence, Support
from app.display.words import Words
from app.evidence.sourceview import Located, Source, every_citation
from app.export import Json
from app.kept.standing import Change
from app.language.plain import cited_entry, one_line, visible
from app.language.tongues import OTHER_LANGUAGE, OTHER_SCRIPT
from index.hits import Hit
from ingest.document import Document

Spans = Sequence[tuple[int, int]]
_SIGNS: Mapping[Support, str] = {"supported": "✓", "partial": "≈", "unsupported": "✗"}
_UNJUDGED: dict[str, Json] = {"sign": "", "label": "", "why": ""}
_NEAREST = 3
_LABELLED = re.compile(r"\[\d{1,3}\] |\((?:\d{1,2}|[a-h]|[ivx]{1,4})\) |\d{1,2}[.)] |[•▪◦] ")
_ENDED = re.compile(r"[.!?:;…。！？][\"'“”’»)\]]*(?: ?[\[(][\d, –-]+[\])]|[\d,¹²³⁰-⁹*†‡]+)*$")
_SURE, FAIR = 0.75, 0.45


def pieces(text: str, marks: Spans) -> list[tuple[str, bool]]:
    """Return `text` in pieces (piece, is it marked); joined they are the visible text."""
    found: list[tuple[str, bool]] = []
    at = 0
    for start, end in sorted(marks):
        start, end = max(start, at), min(end, len(text))
        if start >= end:
            continue
        found += [(visible(text[at:start]), False), (visible(text[start:end]), True)]
        at = end
    found.append((visible(text[at:]), False))
    return [piece for piece in found if piece[0]]


def segments(text: str, marks: Spans) -> list[Json]:
    """Return `pieces` as JSON."""
    return [[piece, mark] for piece, mark in pieces(text, marks)]


def place(page: int | None, section: str, words: Words) -> str:
    """Return where a passage stands, in words: "page 5 · section 2.3.1"."""
    where = [words.page_number.format(page)] if page else []
    if section == "0":
        where.append(words.front_matter)
    elif section == "references":
        where.append(words.bibliography)
    elif section:
        where.append(words.section_named.format(one_line(section, limit=80)))
    return " · ".join(where)


def is_talk(answer: Answer) -> bool:
    """Say whether an answer is Footnote's own words, in which there is nothing to check."""
    return answer.mode == "smalltalk"


def confidence_in_words(answer: Answer, words: Words) -> str:
    """Return how sure the answer is, as a phrase."""
    if answer.abstained:
        return words.no_evidence
    if answer.confidence >= _SURE:
        return words.sure
    return words.fairly_sure if answer.confidence >= FAIR else words.unsure


def exchange_view(
    answer: Answer,
    *,
    identity: str,
    titles: Mapping[str, str],
    chosen: str,
    words: Words,
    changed: Mapping[int, Change] | None = None,
    fresh: bool = False,
    last: bool = False,
) -> dict[str, Json]:
    """Return the data of one question and answer.

    `titles` names documents by id; `chosen` is the key of the source on show: "c1" for the
    citation numbered 1, "h0" for the nearest passage of an abstention. `changed` says, by number,
    which citations no longer stand where they stood; `fresh`, that it was answered just now;
    `last`, that it is brought into sight when it is first drawn.
    """
    since = changed or {}
    notes: list[dict[str, Json]] = (
        [_nearest(at, hit, titles, words) for at, hit in enumerate(answer.hits[:_NEAREST])]
        if answer.abstained
        else [_note(one, since.get(one.number), words) for one in every_citation(answer)]
    )
    numbers = ", ".join(str(number) for number in sorted(since))
    known = {citation.number for citation in answer.citations}
    titled = _titles_quoted(answer)
    return {
        "id": identity,
        "lang": words.code,
        "question": visible(answer.question),
        "abstained": answer.abstained,
        "reason": visible(reason(answer, words)),
        "parts": [
            _part(sentence, known, titled, words) | (_UNJUDGED if is_talk(answer) else {})
            for sentence in answer.sentences
        ],
        "notes": {str(note["key"]): note for note in notes},
        "disagreements": [
            {
                "about": words.disagree.format(one_line(disagreement.about)),
                "sides": [f"c{side.number}" for side in disagreement.sides],
            }
            for disagreement in answer.disagreements
        ],
        "changed": words.gone_since.format(numbers) if numbers else "",
        "facts": _facts(answer, titles, words),
        "plain": as_plain_text(answer, words),
        "heard": visible(" ".join(paragraphs(answer, words, numbered=False))),
        "chosen": chosen,
        "fresh": fresh,
        "last": last,
        "open": False,
        "words": {
            "footnote": words.footnote,
            "sources": words.sources.format(len(notes)),
            "nearest": words.nearest,
            "abstained": words.abstained,
            "copy": words.copy,
            "copied": words.copied,
        },
    }


def reason(answer: Answer, words: Words) -> str:
    """Return why there is no answer, or what is to be said of one.

    Who asks in a language that the documents are not in is told so in that of the page.
    """
    strange = answer.reason in (OTHER_SCRIPT, OTHER_LANGUAGE)
    return words.other_language if strange else answer.reason


def doubt(sentence: Sentence, words: Words) -> str:
    """Return what is to be said of a sentence that its source does not wholly support, or ""."""
    doubts = {"partial": words.partly_supported, "unsupported": words.unsupported}
    return doubts.get(sentence.support, "")


def remarks(answer: Answer, words: Words) -> list[str]:
    """Return what is said of an answer as a whole: its note, and where documents disagree."""
    found = [answer.reason] if answer.reason else []
    for disagreement in answer.disagreements:
        numbers = " ".join(f"[{side.number}]" for side in disagreement.sides)
        found.append(f"{words.disagree.format(disagreement.about)} {numbers}")
    return found


def paragraphs(answer: Answer, words: Words, *, numbered: bool = True) -> list[str]:
    """Return all that an answer says, with the doubts about it: for where there are no signs.

    Its footnotes' numbers stand in it where it is to be `numbered`.
    """
    if answer.abstained:
        return [f"{words.abstained} {reason(answer, words)}"]

    def told(sentence: Sentence) -> str:
        numbers = [f"[{number}]" for number in sentence.citations if numbered]
        doubted = doubt(sentence, words)
        return " ".join([sentence.text, *numbers, *([f"({doubted})"] if doubted else [])])

    said = "\n".join(" ".join(map(told, line)) for line in lines(answer))
    return [part for part in (said, *remarks(answer, words)) if part]


def lines(answer: Answer) -> list[list[Sentence]]:
    """Return the sentences line by line: what is counted off begins a line each."""
    titled, found = _titles_quoted(answer), list[list[Sentence]]()
    for sentence in answer.sentences:
        if not found or _is_item(sentence, titled):
            found.append([])
        found[-1].append(sentence)
    return found


def _titles_quoted(answer: Answer) -> set[str]:
    return {one.title for one in answer.citations if one.quote == one.title}


def _is_item(sentence: Sentence, titled: set[str]) -> bool:
    return sentence.text in titled or opens_line(sentence.text)


def as_plain_text(answer: Answer, words: Words) -> str:
    """Return the answer with its footnotes as text to paste elsewhere."""
    notes = [
        f"[{citation.number}] {citation.title}, {place(citation.page, citation.section, words)}: "
        f"“{citation.quote}”"
        for citation in every_citation(answer)
    ]
    return visible("\n\n".join([*paragraphs(answer, words), "\n".join(notes)]).strip())


def _facts(answer: Answer, titles: Mapping[str, str], words: Words) -> list[Json]:
    if is_talk(answer):
        return [words.seconds.format(answer.seconds.total)]
    facts: list[Json] = [confidence_in_words(answer, words)]
    if answer.searched and answer.searched.strip() != answer.question.strip():
        facts.append(words.searched.format(one_line(answer.searched, limit=200)))
    if answer.scope:
        asked = "; ".join(one_line(titles.get(name, name), limit=80) for name in answer.scope)
        facts.append(words.asked_only.format(one_line(asked, limit=200)))
    return [*facts, words.seconds.format(answer.seconds.total)]


def _part(sentence: Sentence, known: set[int], titled: set[str], words: Words) -> dict[str, Json]:
    return {
        "text": segments(sentence.text, sentence.marks),
        "item": _is_item(sentence, titled),
        "titled": sentence.text in titled,
        "notes": [f"c{number}" for number in sentence.citations if number in known],
        "verdict": sentence.support,
        "sign": _SIGNS[sentence.support],
        "label": doubt(sentence, words) or words.supported,
        "why": visible(sentence.why),
    }


def opens_line(text: str) -> bool:
    """Say whether a part of an answer is one of a list: a heading, a caption, an entry."""
    first = text.strip().split("\n", 1)[0].rstrip()
    return bool(_LABELLED.match(first)) or not _ENDED.search(first)


def _note(citation: Citation, change: Change | None, words: Words) -> dict[str, Json]:
    changes = {"moved": words.moved, "vanished": words.vanished, "gone": words.document_gone}
    return {
        "key": f"c{citation.number}",
        "number": citation.number,
        "title": one_line(citation.title, limit=160),
        "place": place(citation.page, citation.section, words),
        "quote": segments(citation.quote, citation.marks),
        "reference": one_line(cited_entry(citation.reference, citation.quote), limit=300),
        "changed": changes[change] if change else "",
        "ocr": words.by_ocr if citation.ocr else "",
        "show": False,
    }


def _nearest(at: int, hit: Hit, titles: Mapping[str, str], words: Words) -> dict[str, Json]:
    passage = hit.passage
    return {
        "key": f"h{at}",
        "number": at + 1,
        "title": one_line(titles.get(passage.document_id, passage.document_id), limit=160),
        "place": place(passage.page, passage.section, words),
        "quote": [[one_line(passage.text, limit=180), False]],
        "reference": "",
        "changed": "",
        "ocr": "",
        "show": True,
    }


def pending_view(question: str, *, words: Words) -> dict[str, Json]:
    """Return the data of a question that has no answer yet."""
    return {
        "id": "pending",
        "lang": words.code,
        "question": visible(question),
        "abstained": False,
        "reason": "",
        "parts": [],
        "notes": {},
        "disagreements": [],
        "changed": "",
        "facts": [],
        "plain": "",
        "heard": "",
        "chosen": "",
        "fresh": False,
        "last": True,
        "open": False,
        "words": {"copy": "", "copied": ""},
    }


def source_view(
    source: Source,
    document: Document | None,
    located: Located | None,
    *,
    words: Words,
    key: str,
    cited: tuple[str, str] = ("", ""),
) -> dict[str, Json]:
    """Return the data of a source without a picture of its page.

    `document` and `located` are None where it is no longer in the library: the quote as it was
    when the answer was given is all there is to show. `cited` is the id and the title of the
    document of the library that the source's bibliography entry names.
    """
    page = located.page if located else source.page
    before = after = ""
    if document and located:
        before = visible(document.text[located.paragraph_start : located.start])
        after = visible(document.text[located.end : located.paragraph_end])
    return {
        "key": key,
        "title": one_line(source.title or (document.title if document else ""), limit=200)
        or source.document_id,
        "place": place(page, source.section, words),
        "warning": _warning(located, words),
        "ocr": words.by_ocr if document and located and _read_by_ocr(document, page) else "",
        "before": before,
        "quote": segments(source.quote, source.marks),
        "after": after,
        "reference": visible(cited_entry(source.reference, source.quote)),
        "cited": words.in_library.format(one_line(cited[1], limit=160)) if cited[0] else "",
        "citedKey": cited[0],
        "picture": "",
        "boxes": [],
        "marks": [],
        "page": page or 0,
        "pages": 0,
        "pageLabel": ["", ""],
        "alt": "",
        "words": {
            "source": words.source,
            "page": words.page,
            "previous": words.previous,
            "next": words.next,
            "larger": words.larger,
            "smaller": words.smaller,
        },
    }


def _read_by_ocr(document: Document, page: int | None) -> bool:
    return any(one.ocr for one in document.pages if one.number == page)


def page_label(last: int, words: Words) -> list[Json]:
    """Return what stands before and after the number in "page 2 of 6"."""
    before, after = words.page_of.format("\0", last).split("\0")
    return [before, after]


def _warning(located: Located | None, words: Words) -> str:
    if located is None:
        return words.document_gone
    return {"stands": "", "moved": words.moved, "vanished": words.vanished}[located.standing]
