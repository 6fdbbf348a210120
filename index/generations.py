"""FAISS files on disk: immutable generations, each proven by its manifest before it is used.

    index/CURRENT                   the name of the generation in use, replaced atomically
    index/gen-000001/rows.i64       which passage each vector belongs to
    index/gen-000001/vectors.faiss  the vectors
    index/gen-000001/manifest.json  model, dimension, count, and the hash and size of each file

A generation is derived from the store and can always be made again, so any doubt about it is
answered by doing without it. FAISS itself checks sizes, not contents: the hashes do that.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import shutil
from collections.abc import Collection
from dataclasses import asdict, dataclass
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors
from index.files import sync_folder, write_whole
from index.store import Rows

FORMAT = 2
KEEP = 2  # readers may still be opening the one before
MAX_BYTES = 1 << 36
log = logging.getLogger(__name__)

faiss.omp_set_num_threads(1)  # FAISS works in parallel over queries; one query is slower with two


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
    index: faiss.Index

    def search(self, vector: Vectors, limit: int, mask: NDArray[np.bool_]) -> tuple[Rows, Vectors]:
        """Return positions and scores of the best vectors that `mask` (count,) admits."""
        bits = np.packbits(mask, bitorder="little")
        selector = faiss.IDSelectorBitmap(len(bits), faiss.swig_ptr(bits))
        parameters = faiss.SearchParameters()
        parameters.sel = selector
        wanted = min(limit, int(mask.sum()))
        # Ties are broken by row afterwards, so those at the edge must all be there to be broken.
        scores, positions = self.index.search(
            vector[None, :], min(wanted + 8, len(mask)), params=parameters
        )
        found = positions[0] >= 0  # -1 stands for "no more"
        return positions[0][found].astype(np.int64), scores[0][found]


def publish(folder: Path, *, rows: Rows, vectors: Vectors, model: str, store: str) -> str:
    """Write a new generation, make it the current one, and return its name.

    `vectors` (n, dim) float32; they are kept in half precision, which is how the store has them.
    `store` is the token under which the store that the rows belong to knows of it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    name = f"gen-{_last_number(folder) + 1:06d}"
    temporary = folder / f"{name}.{os.getpid()}.tmp"
    temporary.mkdir()
    try:
        _write_files(temporary, name, rows, vectors, model, store)
        temporary.rename(folder / name)
    except OSError:
        shutil.rmtree(temporary, ignore_errors=True)
        raise
    sync_folder(folder)
    write_whole(folder / "CURRENT", name.encode())
    _drop_old(folder, name)
    return name


def _write_files(
    folder: Path, name: str, rows: Rows, vectors: Vectors, model: str, store: str
) -> None:
    factory = "SQfp16"
    index = faiss.index_factory(vectors.shape[1], factory, faiss.METRIC_INNER_PRODUCT)
    index.train(vectors[:1] if len(vectors) else np.zeros((1, vectors.shape[1]), np.float32))
    index.add(np.ascontiguousarray(vectors, dtype=np.float32))
    write_whole(folder / "vectors.faiss", faiss.serialize_index(index).tobytes())
    write_whole(folder / "rows.i64", rows.astype("<i8").tobytes())
    manifest = Manifest(
        format=FORMAT,
        name=name,
        model=model,
        dimension=vectors.shape[1],
        count=len(rows),
        store=store,
        factory=factory,
        faiss=faiss.__version__,
        files={name: _fingerprint(folder / name) for name in ("vectors.faiss", "rows.i64")},
    )
    write_whole(folder / "manifest.json", json.dumps(asdict(manifest), indent=1).encode())


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
    if not index.ntotal == len(rows) == manifest.count or index.d != manifest.dimension:
        raise ValueError("counts differ")
    return Generation(name, rows, index)


def holds(generation: Generation, rows: Rows, vectors: Vectors) -> bool:
    """Return whether the generation has exactly these vectors for these of its rows."""
    positions = np.searchsorted(generation.rows, rows)
    held = generation.index.reconstruct_batch(positions) if len(rows) else vectors
    return bool(np.array_equal(held, vectors))


def _last_number(folder: Path) -> int:
    numbers = [path.name[4:10] for path in folder.glob("gen-*")]
    return max((int(number) for number in numbers if number.isdigit()), default=0)


def _drop_old(folder: Path, name: str) -> None:
    """Remove all but the newest generations, and what an interrupted publication left behind."""
    whole = sorted(path for path in folder.glob("gen-??????") if path.name != name)
    for path in [*whole[: max(len(whole) - KEEP + 1, 0)], *folder.glob("gen-*.tmp")]:
        shutil.rmtree(path, ignore_errors=True)
