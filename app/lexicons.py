"""The words of a library, counted for each of its states that questions are answered from."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from app.language.lexicon import Lexicon
from app.language.stored_lexicon import StoredLexicon
from index.library import Library

LARGE = 2_000  # passages from which on words are looked up, not counted at the start
KEPT = 8  # states: while files are added, each question under way may have one of its own


@dataclass(frozen=True, slots=True)
class _Counted:
    """A lexicon, and the documents (id, version) whose words it counts; of none, if it looks up."""

    lexicon: Lexicon
    documents: frozenset[tuple[str, tuple[str, str]]] = frozenset()


class Lexicons:
    """The lexicons of a library's latest states. Safe to share between threads."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._guard = threading.Lock()
        self._kept: dict[int, _Counted] = {}  # by epoch, that asked for last at the end

    def current(self) -> Lexicon:
        """Return the words of the state that this thread reads, counted now if they are not yet."""
        with self._guard:
            epoch = self._library.epoch
            counted = self._kept[epoch] if epoch in self._kept else self._count()
            self._kept.pop(epoch, None)
            self._kept[epoch] = counted
            if len(self._kept) > KEPT:
                del self._kept[next(iter(self._kept))]
            return counted.lexicon

    def _count(self) -> _Counted:
        """Count the words, or for a large library look them up: what is new, if some are known."""
        documents = self._library.documents()
        if sum(item.passages for item in documents) > LARGE:
            return _Counted(StoredLexicon(self._library.state))
        summaries = frozenset((item.id, item.version) for item in documents)
        before = max(
            (one for one in self._kept.values() if one.documents and one.documents <= summaries),
            key=lambda one: len(one.documents),
            default=_Counted(Lexicon()),
        )
        lexicon = before.lexicon.copy()  # others may be asking it
        for identity, _ in sorted(summaries - before.documents):
            for passage in self._library.passages(identity):
                lexicon.add(passage.text)
        return _Counted(lexicon, summaries)
