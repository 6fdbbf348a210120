"""Questions worth asking, made from what the documents are about; only those they can answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from app.plain import one_line
from app.words import words_for_text
from index.store import DocumentSummary
from ingest.document import REFERENCES, Document

# Headings that nearly every paper has: a question about them is a question about nothing.
_COMMON = re.compile(
    r"(?:the )?(?:introduction|background|related work|literature review|methods?|methodology|"
    r"materials and methods|results?|results and discussion|discussions?|conclusions?|summary|"
    r"conclusions? and .*|abstract|acknowledge?ments?|appendix.*|references|bibliography|funding|"
    r"conflicts? of interest|author contributions?|data availability.*|supplementary.*|"
    r"引言|绪论|前言|背景|方法|结果|讨论|结论|摘要|致谢|参考文献|附录)",
    re.IGNORECASE,
)
_ASKING = re.compile(r"(?:what|why|how|when|where|who|which)\b", re.IGNORECASE)
_LONGEST = 90  # characters of a heading that still reads as a topic


def starters(
    summaries: Sequence[DocumentSummary], document: Callable[[str], Document]
) -> Iterator[str]:
    """Yield questions to begin with, about the documents added last, likeliest first.

    Each is in the language of its document's title.
    """
    latest = sorted(summaries, key=lambda row: (row.added, row.id), reverse=True)[:3]
    for row in latest:
        if row.title:
            yield words_for_text(row.title).about.format(one_line(row.title, limit=_LONGEST))
    for row in latest:
        yield from _about_topics(document(row.id))
    for row in latest[:1]:
        words = words_for_text(row.title)
        if row.authors and row.title:
            yield words.who_wrote.format(one_line(row.title, limit=_LONGEST))
        if row.references:
            yield words.which_references


def follow_ups(
    document: Document, *, asked: Iterable[str], sections: Iterable[str]
) -> Iterator[str]:
    """Yield questions about the parts of `document` that were not answered from yet.

    `asked` are the questions so far; `sections` are the labels of the sections cited so far.
    """
    words = words_for_text(document.title)
    before = " ".join(asked).casefold()
    seen = set(sections)
    for section in document.sections:
        topic = _topic(section.title)
        if topic and section.label not in seen and topic.casefold() not in before:
            yield words.what_about.format(topic)
    for keyword in document.keywords:
        if keyword.casefold() not in before:
            yield words.what_is.format(one_line(keyword, limit=_LONGEST))


def _about_topics(document: Document) -> Iterator[str]:
    words = words_for_text(document.title)
    for section in document.sections:
        topic = _topic(section.title)
        if topic and section.number != REFERENCES:
            yield words.what_about.format(topic)


def _topic(heading: str) -> str:
    """Return a heading as it reads inside a question, "" for one that names no topic."""
    topic = one_line(heading).strip(" .:;")
    if not 4 <= len(topic) <= _LONGEST or _COMMON.fullmatch(topic) or _ASKING.match(topic):
        return ""
    topic = re.sub(r"^(?:The|A|An)(?= )", lambda match: match.group().lower(), topic)
    first = topic.split(" ", 1)[0]
    # "Overview of exports" becomes "overview of exports"; "COVID-19" and "Henan" keep their case
    # only where the rest of the heading shows that capitals mean something in it.
    if first.istitle() and not any(word[:1].isupper() for word in topic.split()[1:]):
        return topic[0].lower() + topic[1:]
    return topic


def answerable(
    questions: Iterable[str], *, is_answered: Callable[[str], bool], wanted: int, tries: int
) -> list[str]:
    """Return the first `wanted` different questions that are answered, among `tries` at most."""
    found: list[str] = []
    for at, question in enumerate(dict.fromkeys(questions)):
        if at >= tries or len(found) == wanted:
            break
        if is_answered(question):
            found.append(question)
    return found
