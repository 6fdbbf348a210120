"""FAISS files on disk: immutable generations, each proven by its manifest before it is used.

    index/CURRENT                   the name of the generation in use, replaced atomically
    index/gen-000001/rows.i64       which passage each vector belongs to
    index/gen-000001/vectors.faiss  the vectors
    index/gen-000001/manifest.json  model, dimension, count, and the hash and size of each file

A generation is derived from the store and can always be made again, so any doubt about it is
answered by doing without it. FAISS itself checks sizes, not contents: the hashes do that.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors
from index.files import sync_folder, write_whole
from index.store import Rows

FORMAT = 2
EXACT = "SQfp16"  # as the store has them
SMALL = "SQ8"  # half of that; what it finds is scored again with the store's own vectors
SMALL_FROM = 400_000  # vectors
TRAINED_ON = 20_000  # vectors, at most
SPARE = 8  # more than wanted, so that ties at the edge are all there to be broken
SPARE_SHARE = 0.5  # more than wanted of the small ones, so that scoring again has a choice
KEEP = 2  # readers may still be opening the one before


@contextlib.contextmanager
def one_thread() -> Iterator[None]:
    """Let FAISS use one thread: it works in parallel over queries, and there is one.

    The number is put back at once, as it is the one that torch goes by too.
    """
    threads = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(1)
    try:
        yield
    finally:
        faiss.omp_set_num_threads(threads)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation must be. `files` maps names to (SHA-256, bytes).

    `store` is the token under which the store knows of it.
    """

    format: int
    name: str
    model: str
    dimension: int
    count: int
    store: str
    factory: str
    faiss: str
    files: dict[str, tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Generation:
    """A proven generation: `rows` (count,) ascending, and the FAISS index of their vectors."""

    name: str
    rows: Rows
    index: faiss.IndexScalarQuantizer
    exact: bool

    def search(
        self, vector: Vectors, limit: int, bits: NDArray[np.uint8] | None
    ) -> tuple[Rows, Vectors]:
        """Return positions and scores of the best vectors of those that `bits` admits.

        `bits` is a bitmap of the positions, the lowest bit first; None admits all.
        """
        wanted = limit + SPARE + (0 if self.exact else int(SPARE_SHARE * limit))
        parameters = None
        if bits is not None:
            selector = faiss.IDSelectorBitmap(len(bits), faiss.swig_ptr(bits))
            parameters = faiss.SearchParameters()
            parameters.sel = selector
        with one_thread():
            scores, positions = self.index.search(
                vector[None, :], min(wanted, len(self.rows)), params=parameters
            )
        found = positions[0] >= 0  # -1 stands for "no more"
        return positions[0][found].astype(np.int64), scores[0][found]


@dataclass(frozen=True, slots=True)
class Vectorised:
    """What a generation is made of: `batches` of rows, ascending, with their vectors.

    `sample` (any number, dim) float32 shows what the vectors are like; `count` is about how many
    there will be.
    """

    batches: Iterable[tuple[Rows, Vectors]]
    sample: Vectors
    count: int


def publish(folder: Path, made_of: Vectorised, *, model: str, store: str) -> str:
    """Write a new generation, make it the current one, and return its name.

    `store` is the token under which the store that the rows belong to knows of it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    name = f"gen-{_last_number(folder) + 1:06d}"
    temporary = folder / f"{name}.{os.getpid()}.tmp"
    temporary.mkdir()
    try:
        _write_files(temporary, name, made_of, model, store)
        temporary.rename(folder / name)
    except OSError:
        shutil.rmtree(temporary, ignore_errors=True)
        raise
    sync_folder(folder)
    write_whole(folder / "CURRENT", name.encode())
    _drop_old(folder, name)
    return name


def _write_files(folder: Path, name: str, made_of: Vectorised, model: str, store: str) -> None:
    factory = SMALL if made_of.count >= SMALL_FROM else EXACT
    index, rows = _index_of(made_of, factory)
    write_whole(folder / "vectors.faiss", faiss.serialize_index(index).tobytes())
    write_whole(folder / "rows.i64", rows.astype("<i8").tobytes())
    manifest = Manifest(
        format=FORMAT,
        name=name,
        model=model,
        dimension=index.d,
        count=len(rows),
        store=store,
        factory=factory,
        faiss=faiss.__version__,
        files={name: _fingerprint(folder / name) for name in ("vectors.faiss", "rows.i64")},
    )
    write_whole(folder / "manifest.json", json.dumps(asdict(manifest), indent=1).encode())


def _index_of(made_of: Vectorised, factory: str) -> tuple[faiss.Index, Rows]:
    """Return the index of the vectors, and their rows."""
    dimension = made_of.sample.shape[1]
    index = faiss.index_factory(dimension, factory, faiss.METRIC_INNER_PRODUCT)
    index.train(made_of.sample if len(made_of.sample) else np.zeros((1, dimension), np.float32))
    rows = [np.empty(0, np.int64)]
    for batch_rows, vectors in made_of.batches:
        index.add(np.ascontiguousarray(vectors, dtype=np.float32))
        rows.append(batch_rows)
    return index, np.concatenate(rows)


def _fingerprint(path: Path) -> tuple[str, int]:
    data = path.read_bytes()
    return hashlib.sha256(data).hexdigest(), len(data)


def current(folder: Path) -> str:
    """Return the name of the generation in use, "" where there is none."""
    try:
        return (folder / "CURRENT").read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def load(folder: Path, *, model: str, stores: Collection[str]) -> tuple[Generation | None, str]:
    """Return the current generation, or None and why it cannot be trusted ("" if there is none).

    `stores` are the tokens of the generations that the store knows of.
    """
    name = current(folder)
    if not name:
        return None, ""
    try:
        generation = _load_proven(folder / name, name, model=model, stores=stores)
    except (OSError, ValueError, KeyError, TypeError, RuntimeError, AssertionError) as exc:
        return None, f"index generation {name!r} is not usable ({exc})"
    return generation, ""


def _load_proven(path: Path, name: str, *, model: str, stores: Collection[str]) -> Generation:
    if not name.startswith("gen-") or "/" in name:
        raise ValueError("its name is not one of ours")
    fields = json.loads((path / "manifest.json").read_text(encoding="utf-8"))
    wanted = {"format": FORMAT, "name": name, "model": model}
    for key, value in wanted.items():
        if fields[key] != value:
            raise ValueError(f"{key} is {fields[key]!r}, not {value!r}")
    manifest = Manifest(**fields)
    if manifest.store not in stores:
        raise ValueError("this state of the library knows nothing of it")
    data = {file: (path / file).read_bytes() for file in ("vectors.faiss", "rows.i64")}
    for file, content in data.items():
        if list(manifest.files[file]) != [hashlib.sha256(content).hexdigest(), len(content)]:
            raise ValueError(f"{file} is not what was written")
    rows = np.frombuffer(data["rows.i64"], dtype="<i8").astype(np.int64)
    index = faiss.deserialize_index(np.frombuffer(data["vectors.faiss"], dtype=np.uint8))
    if not isinstance(index, faiss.IndexScalarQuantizer):
        raise ValueError("it is of a kind that is never written")
    if not index.ntotal == len(rows) == manifest.count or index.d != manifest.dimension:
        raise ValueError("counts differ")
    return Generation(name, rows, index, manifest.factory == EXACT)


def holds(generation: Generation, rows: Rows, vectors: Vectors) -> bool:
    """Return whether the generation has exactly these vectors for these of its rows."""
    if not len(rows):
        return True
    index = generation.index
    codes = faiss.vector_to_array(index.codes).reshape(-1, index.sa_code_size())
    positions = np.searchsorted(generation.rows, rows)
    made = index.sa_encode(np.ascontiguousarray(vectors, dtype=np.float32))
    return bool(np.array_equal(codes[positions], made))


def _last_number(folder: Path) -> int:
    numbers = [path.name[4:10] for path in folder.glob("gen-*")]
    return max((int(number) for number in numbers if number.isdigit()), default=0)


def _drop_old(folder: Path, name: str) -> None:
    """Remove all but the newest generations, and what an interrupted publication left behind."""
    whole = sorted(path for path in folder.glob("gen-??????") if path.name != name)
    for path in [*whole[: max(len(whole) - KEEP + 1, 0)], *folder.glob("gen-*.tmp")]:
        shutil.rmtree(path, ignore_errors=True)
