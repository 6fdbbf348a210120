"""Questions worth asking, made from what the documents are about; only those they can answer."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.display.words import words_for_text
from app.language.plain import one_line
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


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question about a part of a document; `section` is the part's label, "" for the whole."""

    question: str
    section: str = ""


@dataclass(frozen=True, slots=True)
class Proposed:
    """Questions to show now; `are_all` once no more are being tried out.

    They are to be asked of the document `of`, as they were tried out, whatever was asked before;
    "" where they begin a conversation.
    """

    questions: list[str]
    are_all: bool
    of: str = ""


def first_question(title: str) -> list[Suggestion]:
    """Return the one question that can be asked of any document, none where it has no title."""
    shown = one_line(title, limit=_LONGEST)
    return [Suggestion(words_for_text(title).about.format(shown))] if shown else []


def candidates(document: Document) -> Iterator[Suggestion]:
    """Yield questions about `document` in the language of its title, likeliest first."""
    words = words_for_text(document.title)
    yield from first_question(document.title)
    for section in document.sections:
        topic = _topic(section.title)
        if topic and section.number != REFERENCES:
            yield Suggestion(words.what_about.format(topic), section.label)
    if document.references:
        yield Suggestion(words.which_references, REFERENCES)


def follow_ups(
    found: Sequence[Suggestion], *, asked: Iterable[str], sections: Iterable[str], wanted: int
) -> list[str]:
    """Return up to `wanted` questions about other parts than those in `sections`.

    `asked` are the questions so far, which are not proposed again.
    """
    before, seen = set(asked), set(sections)
    return [
        suggestion.question
        for suggestion in found
        if suggestion.section
        and suggestion.section not in seen
        and suggestion.question not in before
    ][:wanted]


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
    suggestions: Iterable[Suggestion],
    *,
    is_answered: Callable[[Suggestion], bool],
    wanted: int,
    tries: int,
) -> list[Suggestion]:
    """Return the first `wanted` suggestions that are answered, among `tries` at most."""
    found: list[Suggestion] = []
    for suggestion in itertools.islice(suggestions, tries):
        if len(found) == wanted:
            break
        if is_answered(suggestion):
            found.append(suggestion)
    return found
