"""What a paper's text cites: in one of its parts, how often, most often, or never."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from app.evidence.chosen import Chosen
from app.papers.metadata import Part, counted
from app.papers.part_meant import no_part_called, part_called, section_called, spans_meant
from app.papers.sections import chapters_of, heading_of
from app.papers.works import MOST_LISTED, citing_sentence, entry_of, numbered
from app.papers.works_in_text import sources_told
from app.question.citing_asked import CitingAsked
from ingest.document import REFERENCES, Document, Mention, Section

IN_FULL = 4  # works that are shown each with the sentence that cites it
PLACES = 3  # sentences that cite a work, of all that do
COUNTED = "counted from the citations in the text"


def cited(wanted: CitingAsked, question: str, document: Document, *, first: int) -> list[Part]:
    """Return what the text cites, as is `wanted`; [] where it does not, or marks no citations.

    Citations are numbered from `first`.
    """
    if wanted.how in ("which", "how many"):
        return _in_part(wanted, question, document, first)
    if not document.mentions:
        return []
    if wanted.how == "where":
        return _citing_most(document, first)
    text, works = _by_times(wanted, document)
    return _counted(text, _bibliography(document), works, document, first)


def none_cited(wanted: CitingAsked, question: str, document: Document) -> str:
    """Return a sentence that says that the text, or the part that is named, cites nothing."""
    if not document.references:
        return ""
    if not document.mentions:
        return "The text marks no citations that lead to its bibliography."
    if wanted.how not in ("which", "how many"):
        return ""
    if not spans_meant(question, wanted.part, document):
        return no_part_called(wanted.part) if wanted.part else ""
    called = part_called(question, wanted.part, document)
    return f"{called} cites no work of the {len(document.references)} in the bibliography."


def times_cited(document: Document, works: Sequence[int], *, first: int) -> list[Part]:
    """Return how often the text cites these works (from 0), and the first places that do."""
    places = [mention for mention in document.mentions if mention.reference in works]
    who = "It is" if len(works) == 1 else f"These {len(works)} works are"
    text = f"{who} cited {_times(len(places))}." if places else f"{who} not cited in the text."
    shown = dict.fromkeys(citing_sentence(document, one) for one in places[:PLACES])
    shown |= dict.fromkeys(entry_of(document, document.references[at]) for at in works)
    proof, *others = shown
    return [counted(text, proof, first, COUNTED), *numbered(others, first + 1)]


def _in_part(wanted: CitingAsked, question: str, document: Document, first: int) -> list[Part]:
    """Return the works that a part of the text cites, and whose work it tells of by name."""
    spans = spans_meant(question, wanted.part, document)
    places = [one for one in document.mentions if _within(one.start, spans)]
    works = dict.fromkeys(mention.reference for mention in places)
    if wanted.how == "how many" and works:
        called = part_called(question, wanted.part, document)
        text = f"{called} cites {len(works)} of the {_works(document)}."
        return _counted(text, citing_sentence(document, places[0]), [*works], document, first)
    told = [item for item in sources_told(document) if _within(item.start, spans)]
    return numbered(_in_order(question, document, places, told), first)


def _in_order(
    question: str, document: Document, places: Sequence[Mention], told: Sequence[Chosen]
) -> list[Chosen]:
    """Return the works that are cited in these places, and the sentences that tell of one.

    A few stand each after the sentence that cites it first.
    """
    first_places = {mention.reference: mention for mention in reversed(places)}
    shown: dict[Chosen, None] = {}
    for at, mention in sorted(first_places.items(), key=lambda each: (each[1].start, each[0])):
        citing = citing_sentence(document, mention)
        if len(first_places) <= IN_FULL and all(one.start != citing.start for one in shown):
            shown[citing] = None
        shown[entry_of(document, document.references[at], question)] = None
    cited_in = {one.start for one in shown}
    shown |= dict.fromkeys(item for item in told if item.start not in cited_in)
    return [*shown][:MOST_LISTED]


def _citing_most(document: Document, first: int) -> list[Part]:
    """Return which chapter cites most works, and how many; [] where there are no chapters."""
    works: dict[Section, set[int]] = {}
    for tree in chapters_of(document):
        spans = [(one.start, one.end) for one in tree]
        works[tree[0]] = {one.reference for one in document.mentions if _within(one.start, spans)}
    most = max(map(len, works.values()), default=0)
    best = [section for section, cites in works.items() if len(cites) == most]
    if not most or len(works) < 2:
        return []
    which = " and ".join(map(section_called, best))
    cite, each = ("cites", "") if len(best) == 1 else ("cite", " each")
    text = f"{which} {cite} most: {most} of the {_works(document)}{each}."
    proof, *others = [heading_of(document, section) for section in best]
    return [counted(text, proof, first, COUNTED), *numbered(others, first + 1)]


def _by_times(wanted: CitingAsked, document: Document) -> tuple[str, list[int]]:
    """Return a sentence on how often works are cited, and those it tells of."""
    times = Counter(mention.reference for mention in document.mentions)
    every = range(len(document.references))
    most = max(times.values())
    if len(every) == 1:
        return f"The only work in the bibliography is cited {_times(most)}.", [0]
    if wanted.how == "never":
        works = [at for at in every if not times[at]]
        if not works:
            return f"All {_works(document)} are cited in the text.", []
        return f"{_some(works, document)} not found cited in the text.", works
    if wanted.how == "once":
        works = [at for at in every if times[at] == 1]
        return f"{_some(works, document)} cited once.", works
    if most == 1:
        return f"None of the {_works(document)} is cited more than once.", []
    if wanted.how == "repeatedly":
        works = [at for at in every if times[at] > 1]
        return f"{_some(works, document)} cited more than once.", works
    works = [at for at in every if times[at] == most]
    which, each = ("This is", "") if len(works) == 1 else ("These are", " each")
    return f"{which} cited most often: {_times(most)}{each}.", works


def _counted(
    text: str, proof: Chosen, works: Sequence[int], document: Document, first: int
) -> list[Part]:
    """Return a sentence on how many works there are, and the first of them."""
    shown = [entry_of(document, document.references[at]) for at in works[:MOST_LISTED]]
    return [counted(text, proof, first, COUNTED), *numbered(shown, first + 1)]


def _bibliography(document: Document) -> Chosen:
    """Return the heading of the bibliography; where it has none, its last entry."""
    headed = [one for one in document.sections if one.number == REFERENCES and one.title]
    if headed:
        return heading_of(document, headed[0])
    return entry_of(document, document.references[-1])


def _some(works: Sequence[int], document: Document) -> str:
    return f"{len(works)} of the {_works(document)} {'is' if len(works) == 1 else 'are'}"


def _works(document: Document) -> str:
    return f"{len(document.references)} works in the bibliography"


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _within(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)
