"""Where the time of a search goes, and how far that is from what the machine can do.

Two limits matter: how fast it multiplies matrices (encoding), and how fast it reads memory
(comparing a question with every vector). Both are measured here, with plain PyTorch and NumPy.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch

from index.late import late_scores, rarities, token_weights
from index.lexical import terms
from index.search import DEPTH, POOL, full_text, fuse, plain, token_tables
from index.store import Scope

if TYPE_CHECKING:
    from index.encoder import Encoder
    from index.library import Library
    from index.reader import Reader
    from ingest.document import Passage

READ = 8  # passages that an answer has the reader read in any case
SIDE = 1_024  # of the matrices that are multiplied
LARGE = 1 << 26  # float32 numbers that are read: more than any cache holds
TIMES = 5
# Of all-MiniLM-L6-v2: six layers of 384 and 1,536; two operations a weight and token.
PER_TOKEN = 2 * 6 * (4 * 384 * 384 + 2 * 384 * 1536)
PER_PAIR = 2 * 2 * 6 * 384  # of tokens that look at each other

Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of a search, or of reading what it found: median milliseconds."""

    name: str
    ms: float


@dataclass(frozen=True, slots=True)
class Reached:
    """What is done of something in a second, and what the machine can do; both in `unit`."""

    name: str
    unit: str
    done: float
    limit: float


def stages(library: Library, questions: Sequence[str], reader: Reader | None) -> list[Stage]:
    """Return the stages of a search with late interaction, and of reading its first passages."""
    times: dict[str, list[float]] = {}
    for question in questions:
        start = time.perf_counter()
        for name in _steps(library, plain(question), reader):
            now = time.perf_counter()
            times.setdefault(name, []).append(now - start)
            start = time.perf_counter()
    return [Stage(name, 1000 * statistics.median(each)) for name, each in times.items()]


def _steps(library: Library, text: str, reader: Reader | None) -> Iterator[str]:
    """Do the stages one after another; yield each one's name when it is done."""
    scope, encoder = Scope(), library.encoder
    with library.store.reading() as reading:
        [query] = encoder.encode_tokens([text])
        yield "encoding the question"
        dense = reading.nearest(query.pooled, limit=POOL, scope=scope)
        yield "comparing it with every vector"
        lexical = reading.matching(full_text(reading, text), limit=POOL, scope=scope)
        yield "BM25"
        known = {row for row, _ in dense}
        lacking = [row for row, _ in lexical if row not in known]
        fused = fuse(dense, lexical, reading.similarities(query.pooled, lacking))
        yield "putting both together"
        rows = [row for row, _ in fused[:DEPTH]]
        tables = token_tables(reading, encoder, rows)
        yield f"fetching the token vectors of {DEPTH} passages"
        held = reading.frequencies([match.group() for match in terms(text)])
        weights = token_weights(text, query, rarities(text, held, reading.passage_count()))
        late_scores(query.vectors, weights, [tables[row] for row in rows])
        yield "late interaction"
        best = reading.passages_at(rows[:READ])
    if reader is not None:
        reader.read(text, [passage.text for passage in best.values()])
        yield f"the reader, on {READ} passages"


def reached(library: Library, encoder: Encoder, question: str) -> list[Reached]:
    """Return encoding and comparing beside what the machine can do."""
    some = [passage.embedded for passage in _some_passages(library)]
    tokens = [min(encoder.count_tokens(text), 256) for text in some]
    operations = sum(PER_TOKEN * count + PER_PAIR * count * count for count in tokens)
    encoder.encode(some)
    encoded = _best(lambda: encoder.encode(some))
    with library.store.reading() as reading:
        [vector] = encoder.encode([question])
        compared = _best(lambda: reading.nearest(vector, limit=10, scope=Scope()))
        read = reading.passage_count() * encoder.dimension * 2  # half precision
    fast = max(_multiplied(torch.float32), _multiplied(torch.bfloat16))
    return [
        Reached("encoding passages", "GFLOP/s", operations / encoded / 1e9, fast / 1e9),
        Reached("comparing vectors", "GB/s", read / compared / 1e9, _memory() / 1e9),
    ]


def _some_passages(library: Library) -> list[Passage]:
    found: list[Passage] = []
    for summary in library.documents():
        found += library.passages(summary.id)
        if len(found) >= 64:
            break
    return found[:64]


def _multiplied(dtype: torch.dtype) -> float:
    """Return operations a second of multiplying matrices in this precision."""
    one = torch.randn(SIDE, SIDE).to(dtype)
    return float(2 * SIDE**3 / _best(lambda: one @ one))


def _memory() -> float:
    """Return bytes a second of reading memory by one thread."""
    numbers = np.ones(LARGE, np.float32)
    return float(numbers.nbytes / _best(lambda: numbers @ numbers))


def _best(work: Work) -> float:
    times = []
    for _ in range(TIMES):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def as_markdown(found: Sequence[Stage], limits: Sequence[Reached]) -> str:
    """Return both tables."""
    total = sum(stage.ms for stage in found)
    rows = [f"| {one.name} | {one.ms:.1f} | {one.ms / total:.0%} |" for one in found]
    shares = [
        f"| {one.name} | {one.done:,.1f} {one.unit} | {one.limit:,.1f} {one.unit} "
        f"| {one.done / one.limit:.0%} |"
        for one in limits
    ]
    return "\n".join(
        [
            "| stage | median ms | share |", "| --- | ---: | ---: |", *rows, "",
            "| work | reached | the machine's limit | share |", "| --- | ---: | ---: | ---: |",
            *shares,
        ]
    )  # fmt: skip
