"""The packaged model, all-MiniLM-L6-v2, in the form that the encoder runs: tokens, layers, mean."""

from __future__ import annotations

import functools
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from index.network.bert import Bert, load_bert
from index.network.model import PADDED, Batch
from index.network.packed_linear import pack_layers
from index.network.word_table import look_up_in_file
from ingest.packaged import TOKENIZER, WEIGHTS

LIMITS = "sentence_bert_config.json"


class PackagedModel:
    """What sentence-transformers makes of the same folder, to the last bit but one."""

    def __init__(self, folder: Path) -> None:
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        limits = json.loads((folder / LIMITS).read_text(encoding="utf-8"))
        self.max_tokens = int(limits["max_seq_length"])
        self._folder = folder
        self._exact = self._network(torch.float32)
        self._whole = Tokenizer.from_file(str(folder / TOKENIZER))
        self._whole.no_padding()
        self._whole.no_truncation()
        self._cutting = Tokenizer.from_str(self._whole.to_str())
        self._cutting.enable_truncation(self.max_tokens)

    def _network(self, dtype: torch.dtype) -> Bert:
        network = load_bert(self._folder).requires_grad_(False).to(self.device, dtype)
        if self.device.type == "cpu":  # the reader's table is the same
            look_up_in_file(network.embeddings.word_embeddings, self._folder / WEIGHTS)
            pack_layers(network)
        return network.eval()

    @functools.cached_property
    def _fast(self) -> Bert:
        return self._network(torch.bfloat16)

    def count(self, text: str) -> int:
        """Return the number of tokens of `text`, markers included, before any cutting."""
        return len(self._whole.encode(text).ids)

    def tokenise(self, texts: Sequence[str]) -> Batch:
        """Return the tokens of `texts`, each cut to `max_tokens`."""
        found = self._cutting.encode_batch(list(texts))
        longest = max(len(one.ids) for one in found)
        if len(found) > 1:
            longest = -(-longest // PADDED) * PADDED
        ids, mask = (np.zeros((len(found), longest), np.int64) for _ in range(2))
        offsets = np.zeros((len(found), longest, 2), np.int64)
        keep = np.zeros((len(found), longest), bool)
        for row, one in enumerate(found):
            tokens = len(one.ids)
            ids[row, :tokens], mask[row, :tokens] = one.ids, 1
            offsets[row, :tokens] = one.offsets
            keep[row, :tokens] = np.equal(one.special_tokens_mask, 0)
        return Batch({"ids": torch.from_numpy(ids), "mask": torch.from_numpy(mask)}, offsets, keep)

    def run(self, batch: Batch, *, fast: bool) -> tuple[Tensor, Tensor]:
        """Return the states of the tokens, (B, T, D), and their mean for each text, (B, D)."""
        ids, mask = (batch.features[name].to(self.device) for name in ("ids", "mask"))
        states = (self._fast if fast else self._exact)(ids, torch.zeros_like(ids), mask).float()
        weights = mask[..., None].float()
        return states, (states * weights).sum(dim=1) / weights.sum(dim=1).clamp_min(1)
