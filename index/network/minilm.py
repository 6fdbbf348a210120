"""The encoder: the packaged all-MiniLM-L6-v2, or any model that sentence-transformers can load.

It imports torch, which costs a second, so it is itself imported only when vectors are needed.
"""

from __future__ import annotations

import os
import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np

from index.encoder import TokenVectors, Vectors
from index.errors import EncoderError
from index.network.allocator import keep_freed_memory
from index.network.imports import quick_imports
from index.network.precision import remembered_precision
from ingest.packaged import PACKAGE, packaged_model, weights_sha256

os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")  # forked readers must not inherit locks
keep_freed_memory()
with quick_imports():
    import torch
    from torch import Tensor
    from torch.nn import functional

    from index.network.model import Batch, Model
    from index.network.packaged_model import PackagedModel
    from index.network.side_by_side import side_by_side

DEFAULT = "all-MiniLM-L6-v2"
HUB_NAME = f"sentence-transformers/{DEFAULT}"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
BATCH = 64  # texts at most
BATCH_TOKENS = 512  # about; more leave the cache, fewer leave the processor waiting
GRAPHICS_TOKENS = 16_384  # the same for a graphics card
TOKEN_CHARACTERS = 5  # about, a word's share of the space before it included
FEW = 4  # texts that are questions, or parts of one, and may be asked for again
REMEMBERED = 16  # of them: search and answer both need a question's vectors
_HUB_NAMED = re.compile(r"(?:\w[\w.-]*/)?\w[\w.-]*", re.ASCII)  # what may be a name on the hub
T = TypeVar("T")
BULK = 8  # texts from which on the faster precision is used


def load_encoder(name: str = "") -> SentenceEncoder:
    """Return the encoder `name`: a sentence-transformers name or folder, "" for the default.

    A name as recorded in a library ("all-MiniLM-L6-v2@53aa51172d14") loads that very revision.
    Raises: EncoderError where the model is absent, or its weights are not what they should be.
    """
    wanted, _, revision = (name or DEFAULT).partition("@")
    folder = packaged_model() if wanted in {DEFAULT, HUB_NAME} else None
    source = HUB_NAME if wanted == DEFAULT else wanted
    digest = weights_sha256(folder or Path(source))
    if wanted in {DEFAULT, HUB_NAME} and digest not in {"", SHA256}:
        raise EncoderError(
            f"{str(folder or source)!r}: the weights have SHA-256 {digest[:12]}…, not "
            f"{SHA256[:12]}…. Install {PACKAGE} again."
        )
    model = PackagedModel(folder) if folder else _any_model(source)
    if revision and digest[:12] != revision:
        raise EncoderError(
            f"{wanted!r} is now another revision ({digest[:12]}) than the library's ({revision}). "
            "Run index rebuild --model with the model to use."
        )
    return SentenceEncoder(model, f"{wanted}@{digest[:12]}" if digest else wanted)


def _any_model(source: str) -> Model:
    if not (_HUB_NAMED.fullmatch(source) or Path(source).is_dir()):
        raise EncoderError(
            f"the model {source!r} cannot be loaded (there is no such folder). "
            "Give the folder of a sentence-transformers model, or its name."
        )
    from index.network.any_model import AnyModel

    return AnyModel(source)


class SentenceEncoder:
    """A model behind the `Encoder` protocol.

    Queries run in float32. Many texts at once run in the precision that was measured to be the
    faster one on this machine (cosine 0.998 or better between the two).
    """

    def __init__(self, model: Model, name: str) -> None:
        self._model = model
        self._name = name
        self._guard = threading.Lock()
        self._questions: OrderedDict[str, TokenVectors] = OrderedDict()
        self._dimension = len(self._encoded(["dimension"])[0].pooled)
        self._bulk_is_fast: bool | None = None

    @property
    def name(self) -> str:
        """The model and the start of its weights' hash."""
        return self._name

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return self._dimension

    @property
    def max_tokens(self) -> int:
        """How many tokens the model reads, its two markers included."""
        return self._model.max_tokens

    def count_tokens(self, text: str) -> int:
        """Return the number of tokens of `text`, markers included, before any cutting."""
        return self._model.count(text)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return pooled vectors, (len(texts), dimension) float32, unit rows."""
        if len(texts) == 1:
            return self._few(texts)[0].pooled[None, :]
        out = np.empty((len(texts), self._dimension), np.float32)
        for indices, pooled in self._forward(texts, _pooled_alone):
            out[indices] = pooled
        return out

    def encode_tokens(self, texts: Sequence[str]) -> list[TokenVectors]:
        """Return token vectors, markers left out, and pooled vectors, in the order of `texts`."""
        return self._few(texts) if len(texts) <= FEW else self._encoded(texts)

    def _few(self, texts: Sequence[str]) -> list[TokenVectors]:
        """Return what a few texts give, from memory where they were asked for a moment ago."""
        with self._guard:
            found = {text: self._questions.pop(text, None) for text in texts}
        new = [text for text, made in found.items() if made is None]
        for text, made in zip(new, self._encoded(new) if new else [], strict=True):
            for array in (made.vectors, made.offsets, made.pooled):
                array.flags.writeable = False  # it is given to all who ask
            found[text] = made
        told = {text: made for text, made in found.items() if made is not None}
        with self._guard:
            self._questions.update(told)
            while len(self._questions) > REMEMBERED:
                self._questions.popitem(last=False)
        return [told[text] for text in texts]

    def _encoded(self, texts: Sequence[str]) -> list[TokenVectors]:
        out: list[TokenVectors | None] = [None] * len(texts)
        for indices, made in self._forward(texts, _of_each):
            for index, item in zip(indices, made, strict=True):
                out[index] = item
        return [item for item in out if item is not None]

    def _forward(
        self, texts: Sequence[str], finish: Callable[[Tensor, Vectors, Batch], T]
    ) -> Iterator[tuple[list[int], T]]:
        """Yield, batch by batch, indices into `texts` and what `finish` makes.

        `finish` gets the hidden states, the pooled vectors and the tokens.
        """
        order = sorted(range(len(texts)), key=lambda index: -len(texts[index]))
        fast = len(texts) >= BULK and self._fast()

        def run(indices: list[int]) -> tuple[list[int], T]:
            batch = self._model.tokenise([texts[index] for index in indices])
            with torch.inference_mode():
                states, vectors = self._model.run(batch, fast=fast)
                pooled = functional.normalize(vectors, dim=-1)
                return indices, finish(states, pooled.cpu().numpy(), batch)

        batches = list(self._batches(order, texts))
        on_processor = self._model.device.type == "cpu"
        yield from side_by_side(run, batches) if on_processor else map(run, batches)

    def _batches(self, order: Sequence[int], texts: Sequence[str]) -> Iterator[list[int]]:
        """Yield `order`, longest first, in runs of about as many tokens as are best at once."""
        budget = BATCH_TOKENS if self._model.device.type == "cpu" else GRAPHICS_TOKENS
        start = 0
        while start < len(order):
            longest = min(len(texts[order[start]]) // TOKEN_CHARACTERS + 2, self._model.max_tokens)
            count = max(1, min(BATCH, budget // longest))
            yield list(order[start : start + count])
            start += count

    def _fast(self) -> bool:
        """Return whether many texts are faster made in bfloat16 on this machine."""
        if self._bulk_is_fast is None:
            key = f"{self._name} held, torch {torch.__version__} {self._model.device.type}"
            self._bulk_is_fast = remembered_precision(key, self._seconds) == "bfloat16"
        return self._bulk_is_fast

    def _seconds(self, precision: str) -> float:
        """Return the time that one batch of full passages takes.

        Of a processor's time only its own part counts, so that a busy machine does not decide.
        """
        batch = self._model.tokenise(["the imports and exports of a province in a year " * 18] * 8)
        clock = time.thread_time if self._model.device.type == "cpu" else time.perf_counter

        def took(passages: Batch) -> float:
            start = clock()
            with torch.inference_mode():
                self._model.run(passages, fast=precision == "bfloat16")
            return clock() - start

        return min(least for _ in range(3) for least in side_by_side(took, [batch]))


def _pooled_alone(_states: Tensor, pooled: Vectors, _batch: Batch) -> Vectors:
    return pooled


def _of_each(states: Tensor, pooled: Vectors, batch: Batch) -> list[TokenVectors]:
    """Return the token vectors of each text, unit rows, with its pooled vector."""
    normal = functional.normalize(states, dim=-1).cpu().numpy()
    return [
        TokenVectors(vectors[keep], offsets[keep], row)
        for vectors, keep, offsets, row in zip(
            normal, batch.keep, batch.offsets, pooled, strict=True
        )
    ]
