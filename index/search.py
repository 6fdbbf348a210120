"""From a query to ranked rows: dense and BM25 fused, late interaction on the best, fair shares.

The one place where ranking is decided: `Library.search`, `Library.explain` and the measurements on
test collections all come through `rank`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.acronyms import acronyms, expansion
from index.encoder import Encoder, TokenVectors
from index.fairness import fairly
from index.hits import Ranks, Signals
from index.late import late_scores, token_weights
from index.lexical import match_expression, quote, terms
from index.store import Reading, Scope
from index.token_bytes import TokenTable, quantise, unpack_tokens

POOL = 100  # passages that each signal hands on
DEPTH = 50  # passages that late interaction looks at
DENSE_SHARE = 0.7  # of the fused score; the rest is BM25
LATE_SHARE = 0.3  # of the final score; the rest is the fused one
SPELLED_SHARE = 0.3  # of BM25, for the words that an acronym stands for
DEFINITIONS = 30  # passages in which these words are looked for
MAX_QUERY = 2_000  # characters; the encoder reads far fewer

Scored = list[tuple[int, float]]


@dataclass(frozen=True, slots=True)
class Ranking:
    """Rows by each signal, best first, each with its score; empty where a signal was not used."""

    dense: Scored
    lexical: Scored
    fused: Scored
    late: Scored
    final: Scored

    def ranks(self) -> dict[int, Ranks]:
        """Return where each signal put each row, from 1."""
        places = [
            {row: place for place, (row, _) in enumerate(scored, start=1)}
            for scored in (self.dense, self.lexical, self.fused, self.late)
        ]
        return {
            row: Ranks(*(place.get(row) for place in places))
            for row in dict.fromkeys(row for place in places for row in place)
        }


def rank(
    reading: Reading,
    encoder: Encoder | None,
    query: str,
    *,
    limit: int,
    signals: Signals,
    scope: Scope,
) -> Ranking:
    """Return how the passages in `scope` rank for `query`; `final` holds at least `limit`, if any.

    `encoder` may be None for the lexical signal alone.
    """
    text = plain(query)
    if not text:
        return Ranking([], [], [], [], [])
    pool = max(POOL, limit)
    lexical = _lexical(reading, text, pool, scope) if signals != "dense" else []
    if signals == "lexical" or encoder is None:
        return Ranking([], lexical, [], [], lexical)
    [tokens] = encoder.encode_tokens([text])
    dense = reading.nearest(tokens.pooled, limit=pool, scope=scope)
    if signals == "dense":
        return Ranking(dense, [], [], [], dense)
    fused = fuse(dense, lexical, reading.similarities(tokens.pooled, _missing(dense, lexical)))
    if signals == "hybrid":
        return Ranking(dense, lexical, fused, [], _fairly(reading, fused, limit))
    late = _late(reading, encoder, text, tokens, [row for row, _ in fused[:DEPTH]])
    return Ranking(dense, lexical, fused, late, _fairly(reading, blend(fused, late), limit))


def _fairly(reading: Reading, ranked: Scored, limit: int) -> Scored:
    def documents_of(rows: Sequence[int]) -> dict[int, str]:
        return {row: passage.document_id for row, passage in reading.passages_at(rows).items()}

    return fairly(ranked, limit, documents_of)


def plain(query: str) -> str:
    """Return the query on one line, short enough, with nothing in it that is no character."""
    return " ".join(query[:MAX_QUERY].encode("utf-8", "replace").decode("utf-8").split())


def full_text(reading: Reading, text: str) -> str:
    """Return what the full-text index is asked for `text`, "" where there is no word in it."""
    counted = reading.frequencies([match.group() for match in terms(text)])
    return match_expression(text, unknown={word for word, held in counted.items() if not held})


def _lexical(reading: Reading, text: str, limit: int, scope: Scope) -> Scored:
    """Return passages by BM25; what an acronym of the text stands for counts as well."""
    expression = full_text(reading, text)
    found = reading.matching(expression, limit=limit, scope=scope) if expression else []
    scores = dict(found)
    for acronym in acronyms(text):
        for row, score in _spelled_out(reading, acronym, limit, scope):
            scores[row] = scores.get(row, 0.0) + SPELLED_SHARE * score
    return _ordered(scores)[:limit]


def _spelled_out(reading: Reading, acronym: str, limit: int, scope: Scope) -> Scored:
    """Return the passages that have an acronym's words, but not the acronym itself."""
    uses = [row for row, _ in reading.matching(quote(acronym), limit=limit, scope=scope)]
    passages = reading.passages_at(uses[:DEFINITIONS])
    words = expansion(acronym, (passages[row].text for row in uses[:DEFINITIONS]))
    if not words:
        return []
    known = set(uses)
    found = reading.matching(quote(words), limit=limit, scope=scope)
    return [(row, score) for row, score in found if row not in known]


def _missing(dense: Scored, lexical: Scored) -> list[int]:
    known = {row for row, _ in dense}
    return [row for row, _ in lexical if row not in known]


def fuse(dense: Scored, lexical: Scored, more_dense: dict[int, float]) -> Scored:
    """Return the convex combination of the cosine and of BM25 as a share of the best BM25.

    `more_dense` holds the similarities of rows that only BM25 found. The cosine is not stretched
    to what this query happened to find: measured, that puts weak neighbours of rare questions too
    high (nDCG@10 on SciFact 0.728 stretched, 0.746 as it is, 0.722 by reciprocal ranks).
    """
    similar = {**dict(dense), **more_dense}
    matched = dict(lexical)
    best = max(matched.values(), default=0.0) or 1.0
    scores = {
        row: DENSE_SHARE * similar.get(row, 0.0) + (1 - DENSE_SHARE) * matched.get(row, 0.0) / best
        for row in {**similar, **matched}
    }
    return _ordered(scores)


def _late(
    reading: Reading, encoder: Encoder, text: str, query: TokenVectors, rows: Sequence[int]
) -> Scored:
    words = [match.group() for match in terms(text)]
    weights = token_weights(text, query, reading.frequencies(words), reading.passage_count())
    tables = token_tables(reading, encoder, rows)
    scores = late_scores(query.vectors, weights, [tables[row] for row in rows])
    return _ordered(dict(zip(rows, scores, strict=True)))


def token_tables(reading: Reading, encoder: Encoder, rows: Sequence[int]) -> dict[int, TokenTable]:
    """Return the token vectors of passages: the stored ones, or made anew where none are."""
    stored = reading.token_vectors(rows)
    tables = {row: table for row in rows if (table := unpack_tokens(stored.get(row, b"")))}
    missing = [row for row in rows if row not in tables]
    if missing:
        passages = reading.passages_at(missing)
        made = encoder.encode_tokens([passages[row].embedded for row in missing])
        for row, tokens in zip(missing, made, strict=True):
            tables[row] = quantise(tokens.vectors, tokens.offsets)
    return tables


def blend(fused: Scored, late: Scored) -> Scored:
    """Return the final order: both scores for those that late interaction saw, then the rest."""
    if not late:
        return fused
    by_late = dict(late)
    seen = {
        row: (1 - LATE_SHARE) * score + LATE_SHARE * by_late[row]
        for row, score in fused
        if row in by_late
    }
    rest = [(row, score) for row, score in fused if row not in by_late]
    if not rest:
        return _ordered(seen)
    # The rest comes after, whatever its fused score: moved down as a block, its order kept.
    drop = max(rest[0][1] - min(seen.values()) + 1e-6, 0.0)
    return [*_ordered(seen), *((row, score - drop) for row, score in rest)]


def _ordered(scores: dict[int, float]) -> Scored:
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))
