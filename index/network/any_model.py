"""Any model that sentence-transformers can load, by its name or folder.

The only module that imports sentence_transformers; that costs seconds, so it is itself imported
only for a model that is not the packaged one.
"""

from __future__ import annotations

import contextlib
import functools
import io
import os
import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer
from torch import Tensor

from index.errors import EncoderError
from index.network.imports import quick_imports
from index.network.model import PADDED, Batch
from ingest.packaged import PACKAGE

os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")  # a model by name may be looked for there
with quick_imports():
    import torch
    from sentence_transformers import SentenceTransformer


class AnyModel:
    """A sentence-transformers model, in the form that the encoder runs."""

    def __init__(self, source: str) -> None:
        self._model = _load(source)
        self._tokenizer = self._model.tokenizer
        self._cutting = threading.Lock()  # the tokenizer keeps how it is to cut in itself
        self.device = self._model.device
        self.max_tokens = int(self._model.max_seq_length or 512)

    def count(self, text: str) -> int:
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

    def tokenise(self, texts: Sequence[str]) -> Batch:
        """Return the tokens of `texts`, each cut to `max_tokens`."""
        with self._cutting:
            encoding = self._tokenizer(
                list(texts),
                padding=True,
                pad_to_multiple_of=PADDED if len(texts) > 1 else None,
                truncation=True,
                max_length=self.max_tokens,
                return_offsets_mapping=True,
                return_special_tokens_mask=True,
                return_tensors="np",
            )
        special = encoding.pop("special_tokens_mask")
        offsets = encoding.pop("offset_mapping").astype(np.int64)
        features = {key: torch.from_numpy(value) for key, value in encoding.items()}
        return Batch(features, offsets, (special == 0) & (encoding["attention_mask"] == 1))

    def run(self, batch: Batch, *, fast: bool) -> tuple[Tensor, Tensor]:
        """Return the states of the tokens, (B, T, D), and a vector for each text, (B, D)."""
        given = {name: value.to(self.device) for name, value in batch.features.items()}
        with torch.autocast(self.device.type, torch.bfloat16, enabled=fast):
            made = self._model(given)
        return made["token_embeddings"].float(), made["sentence_embedding"].float()


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
    return model.eval()
