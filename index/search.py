"""From a query to ranked rows: dense and BM25 fused, late interaction on the best, fair shares.

The one place where ranking is decided: `Library.search`, `Library.explain` and the measurements on
test collections all come through `rank`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.acronyms import acronyms, expansion
from index.encoder import Encoder, TokenVectors
from index.fairness import fairly
from index.hits import Ranks, Signals
from index.late import bm25_weight, late_scores, rarities, sentence_scores, token_weights
from index.lexical import match_expression, quote, terms
from index.store import Reading, Scope
from index.token_bytes import TokenTable, quantise, unpack_tokens
from index.windows import encode_passages
from ingest.document import Passage

POOL = 100  # passages that each signal hands on
DEPTH = 50  # passages that late interaction looks at
DENSE_SHARE = 0.7  # of the fused score; the rest is BM25
LATE_SHARE = 0.3  # of the final score; the rest is the fused one
FOUND = 0.4  # of the query's words, by rarity: where fewer are found, sentences' meaning counts
MEANING_SLOPE = 2.0  # how fast it takes over
MEANING_SHARE = 1.0  # of the final score, at most
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
    frequencies = reading.frequencies([match.group() for match in terms(text)])
    passages = reading.passage_count()
    telling = rarities(text, frequencies, passages)
    weight = bm25_weight([frequencies.get(word, 0) for word in telling], passages)
    meaning = meaning_share(lexical, weight)
    rows = [row for row, _ in fused[:DEPTH]]
    late, share = _late(reading, encoder, Query(text, tokens, telling, meaning), rows)
    return Ranking(dense, lexical, fused, late, _fairly(reading, blend(fused, late, share), limit))


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


def meaning_share(lexical: Scored, weight: float) -> float:
    """Return how much of the final score is for the meaning of a passage's nearest sentence.

    The best BM25 score, as a share of `weight`, which is what all the query's words would score,
    says how much of the query the library has in the same words. Where it is little, the query is
    a paraphrase: that two words of it are somewhere means nothing, and a passage as a whole is
    about much else. Where it is more, sentences alone are a worse guide than all the rest
    (figures: docs/evaluation.md).
    """
    if weight <= 0:
        return 0.0
    found = max((score for _, score in lexical), default=0.0) / weight
    return min(MEANING_SHARE, max(0.0, MEANING_SLOPE * (1 - found / FOUND)))


@dataclass(frozen=True, slots=True)
class Query:
    """What late interaction needs of a query; `meaning`: the share of the nearest sentences."""

    text: str
    tokens: TokenVectors
    rarities: Mapping[str, float]
    meaning: float


def _late(
    reading: Reading, encoder: Encoder, query: Query, rows: Sequence[int]
) -> tuple[Scored, float]:
    """Return the rows by their tokens, or sentences, and what share of the final score that is."""
    by_row = token_tables(reading, encoder, rows)
    tables = [by_row[row] for row in rows]
    weights = token_weights(query.text, query.tokens, query.rarities)
    scores = late_scores(query.tokens.vectors, weights, tables)
    share = LATE_SHARE
    if query.meaning > 0 and rows:
        passages = reading.passages_at(rows)
        near = sentence_scores(query.tokens.pooled, tables, [passages[row] for row in rows])
        share = LATE_SHARE + query.meaning - LATE_SHARE * query.meaning
        by_tokens = (1 - query.meaning) * LATE_SHARE
        scores = [
            (by_tokens * token + query.meaning * sentence) / share
            for token, sentence in zip(scores, near, strict=True)
        ]
    return _ordered(dict(zip(rows, scores, strict=True))), share


def token_tables(reading: Reading, encoder: Encoder, rows: Sequence[int]) -> dict[int, TokenTable]:
    """Return the token vectors of passages: the stored ones, or made anew where none are."""
    stored = reading.token_vectors(rows)
    tables = {row: table for row in rows if (table := unpack_tokens(stored.get(row, b"")))}
    missing = [row for row in rows if row not in tables]
    if missing:
        passages = reading.passages_at(missing)
        made = made_tables(encoder, [passages[row] for row in missing])
        tables |= zip(missing, made, strict=True)
    return tables


def made_tables(encoder: Encoder, passages: Sequence[Passage]) -> list[TokenTable]:
    """Return the token vectors of passages, made anew."""
    made = encode_passages(encoder, passages) if passages else []
    return [quantise(tokens.vectors, tokens.offsets) for tokens in made]


def blend(fused: Scored, late: Scored, share: float) -> Scored:
    """Return the final order: both scores for those that late interaction saw, then the rest.

    `share` is that of the late score in the final one.
    """
    if not late:
        return fused
    by_late = dict(late)
    seen = {
        row: (1 - share) * score + share * by_late[row] for row, score in fused if row in by_late
    }
    rest = [(row, score) for row, score in fused if row not in by_late]
    if not rest:
        return _ordered(seen)
    # The rest comes after, whatever its fused score: moved down as a block, its order kept.
    drop = max(rest[0][1] - min(seen.values()) + 1e-6, 0.0)
    return [*_ordered(seen), *((row, score - drop) for row, score in rest)]


def _ordered(scores: dict[int, float]) -> Scored:
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))
