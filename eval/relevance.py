"""Which hits bear the answer: judged on documents, sections and quotes, never on passage ids.

A question's evidence items are what there is to find. A hit finds an item once; passages may be
cut in any way, and the key stays valid.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from eval.matching import find_quote, overlaps
from eval.questions import Evidence, Question
from index.errors import UnknownDocument
from ingest.document import Document

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a document, and the label of its section."""

    document_id: str
    section: str
    start: int
    end: int


@dataclass(slots=True)
class Judge:
    """Judges places against evidence; keeps the documents read and the quotes found.

    `document_ids` are the library's documents and `read` gives one of them.
    """

    document_ids: Sequence[str]
    read: Callable[[str], Document]
    _documents: dict[str, Document] = field(default_factory=dict)
    _found: dict[tuple[str, str], Spans] = field(default_factory=dict)

    def document(self, document_id: str) -> Document | None:
        """Return a document of the library, None if it has none of that id, or no longer has it."""
        if document_id not in self.document_ids:
            return None
        if document_id not in self._documents:
            try:
                self._documents[document_id] = self.read(document_id)
            except UnknownDocument:  # taken out while the questions are asked
                return None
        return self._documents[document_id]

    def relevant(self, place: Place, evidence: Evidence) -> bool:
        """Say whether `place` bears `evidence`.

        In the evidence's document it must overlap the quote. Without a quote, or where the
        document does not have it, it must stand in the section or below it. Where only a
        document is given, all of it bears the evidence.
        """
        if not self.in_document(place.document_id, evidence):
            return False
        spans = self.spans(place.document_id, evidence.quote)
        if spans:
            return overlaps(spans, place.start, place.end)
        if evidence.section:
            return within_section(place.section, evidence.section)
        return not evidence.quote

    def in_document(self, document_id: str, evidence: Evidence) -> bool:
        """Say whether a document is the one that `evidence` names, if it names one."""
        return not evidence.document or self.is_named(document_id, evidence.document)

    def asked_of(self, document_id: str, question: Question) -> bool:
        """Say whether a question is asked of a document, as it is of all by itself."""
        return not question.documents or any(
            self.is_named(document_id, name) for name in question.documents
        )

    def is_named(self, document_id: str, name: str) -> bool:
        """Say whether a document of the library is the one called `name`.

        As everywhere, the start of an id names a document where it is that of no other.
        """
        if same_document(document_id, name):
            return True
        if any(same_document(other, name) for other in self.document_ids):
            return False
        return [other for other in self.document_ids if other.startswith(name)] == [document_id]

    def in_section(self, place: Place, evidence: Evidence) -> bool:
        """Say whether `place` stands in the section that `evidence` names, or below it."""
        return self.in_document(place.document_id, evidence) and within_section(
            place.section, evidence.section
        )

    def spans(self, document_id: str, quote: str) -> Spans:
        """Return where `quote` stands in a document, in order; empty if nowhere."""
        if not quote:
            return ()
        key = (document_id, quote)
        if key not in self._found:
            document = self.document(document_id)
            self._found[key] = tuple(find_quote(document.text, quote)) if document else ()
        return self._found[key]

    def reachable(self, evidence: Evidence) -> bool:
        """Say whether any document of the library has the quote or the section."""
        for document_id in self.document_ids:
            if not self.in_document(document_id, evidence):
                continue
            document = self.document(document_id)
            if document is None:
                continue
            labels = ["0", *(section.label for section in document.sections)]
            by_section = any(within_section(label, evidence.section) for label in labels)
            if self.spans(document_id, evidence.quote) or (evidence.section and by_section):
                return True
            if not evidence.quote and not evidence.section:
                return True
        return False


def judged_run(question: Question, places: Iterable[Place], judge: Judge) -> list[str]:
    """Return what a ranked list found, best first: names of evidence items, or "other-N".

    A hit that bears several items takes a rank for each; one that bears only items found before
    takes a rank and finds nothing new.
    """
    ranked: list[str] = []
    for place in places:
        new = [
            name
            for name, evidence in named_evidence(question)
            if name not in ranked and judge.relevant(place, evidence)
        ]
        ranked.extend(new or [f"other-{len(ranked) + 1}"])
    return ranked


def named_evidence(question: Question) -> list[tuple[str, Evidence]]:
    """Return the evidence items with the names that they have in runs and qrels."""
    return [(f"evidence-{at}", item) for at, item in enumerate(question.evidence, start=1)]


def same_document(document_id: str, name: str) -> bool:
    """Say whether a library's id is that of the document called `name`.

    A library adds six digits to an id that two files would share.
    """
    if document_id == name:
        return True
    stem, _, digits = document_id.rpartition("-")
    return stem == name and len(digits) == 6 and all(c in "0123456789abcdef" for c in digits)


def within_section(label: str, section: str) -> bool:
    """Say whether the section called `label` is `section` or stands below it."""
    own, wanted = _plain(label), _plain(section)
    return bool(wanted) and (own == wanted or own.startswith(f"{wanted}."))


def _plain(label: str) -> str:
    return " ".join(label.casefold().split()).rstrip(".")
