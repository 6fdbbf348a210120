"""The reader's network: the base model's trunk, changed by a small file, and four heads on top.

Shapes: B pairs, T tokens, or N tokens of pairs that lie end to end. A pair reads
`[CLS] query [SEP] passage [SEP]`; type 1 marks the passage.
Only this module and its trainer know torch's side of the reader.
"""

from __future__ import annotations

import copy
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file
from torch import Tensor, nn

from index.network.bert import Bert, load_bert
from index.network.byte_linear import in_bytes
from index.network.packed_linear import pack_layers
from index.network.precision import multiplies_bytes, remembered_precision
from index.network.side_by_side import THREADS, side_by_side
from index.network.word_table import NAME as WORDS
from index.network.word_table import look_up_in_file
from ingest.packaged import WEIGHTS

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Pairs = tuple[Ints, Ints, Ints, list[int]]

WIDTH = 384
STEPS = 127  # int8 steps each way that a row's largest change is divided into
BYTES = "bytes"
PADDED = 32  # tokens: in bfloat16 a shape that is new to oneDNN costs as much as reading it


class ReaderModel(nn.Module):
    """Trunk and heads. `forward` gives (B, T, 2) span logits and (B, 5) pair logits.

    The pair logits are: answerable, relevant, then supported, contradicted, unrelated.
    """

    def __init__(self, trunk: Bert) -> None:
        super().__init__()
        self.trunk = trunk
        self.span = nn.Linear(WIDTH, 2)
        self.find = nn.Sequential(nn.Linear(3 * WIDTH, WIDTH), nn.GELU(), nn.Linear(WIDTH, 2))
        self.support = nn.Sequential(nn.Linear(3 * WIDTH, WIDTH), nn.GELU(), nn.Linear(WIDTH, 3))

    def forward(self, ids: Tensor, types: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Return span and pair logits; spans outside passage and [CLS] are -inf-like."""
        texts, tokens = ids.shape
        lengths = [tokens] * texts
        spans, logits = self.end_to_end(ids.flatten(), types.flatten(), mask.flatten(), lengths)
        return spans.view(texts, tokens, 2), logits

    def end_to_end(
        self, ids: Tensor, types: Tensor, mask: Tensor, lengths: Sequence[int]
    ) -> tuple[Tensor, Tensor]:
        """Return span logits (N, 2) and pair logits (B, 5) of pairs of `lengths` tokens."""
        states = self.trunk.end_to_end(ids, types, mask, lengths)
        passage = types * mask
        pair = torch.repeat_interleave(torch.arange(len(lengths)), torch.tensor(lengths))
        first = torch.searchsorted(pair, torch.arange(len(lengths)))
        spans = self.span(states).float().masked_fill(~_allowed(passage, first)[:, None], -1e4)
        sides = (_means(states, weights, pair) for weights in (mask - passage, passage))
        pooled = torch.cat([states[first], *sides], dim=1)
        return spans, torch.cat([self.find(pooled), self.support(pooled)], dim=1).float()


def base_model(folder: Path) -> ReaderModel:
    """Return the packaged model in `folder` with fresh heads."""
    return ReaderModel(load_bert(folder))


def pack(trained: ReaderModel, base: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Return what `trained` adds to the trunk weights `base`, small enough to commit.

    A matrix's change is kept as int8 steps and one fp16 step size a row (`NAME.step`); vectors'
    changes and the heads as fp16. Unchanged tensors are left out.
    """
    packed: dict[str, Tensor] = {}
    for name, value in trained.state_dict().items():
        if not name.startswith("trunk."):
            packed[name] = value.half().contiguous()
            continue
        change = value - base[name]
        if not change.is_floating_point() or not change.any():
            continue
        if change.dim() < 2:
            packed[name] = change.half()
            continue
        step = (change.abs().amax(dim=1, keepdim=True) / STEPS).clamp_min(1e-7).half()
        packed[name] = (change / step.float()).round().clamp(-STEPS, STEPS).to(torch.int8)
        packed[f"{name}.step"] = step
    return packed


def unpack(model: ReaderModel, packed: Mapping[str, Tensor]) -> None:
    """Change `model`, fresh from `base_model`, by what `pack` returned."""
    state = model.state_dict()
    for name, value in packed.items():
        if name.endswith(".step"):
            continue
        if not name.startswith("trunk."):
            state[name].copy_(value)
        elif value.dtype == torch.int8:
            state[name].add_(value.float() * packed[f"{name}.step"].float())
        else:
            state[name].add_(value.float())


def _allowed(passage: Tensor, first: Tensor) -> Tensor:
    """Return where a span may start or end: passage tokens, and [CLS] for "no answer"."""
    allowed = passage.bool()
    # The passage's last token is the closing [SEP].
    ends = torch.cat([allowed[1:], allowed.new_zeros(1)])
    return (allowed & ends).index_fill(0, first, True)


def _means(states: Tensor, weights: Tensor, pair: Tensor) -> Tensor:
    """Return the mean state of each pair, (B, W): those of weight 1 of (N, W) count."""
    of_pair = pair == torch.arange(int(pair[-1]) + 1)[:, None]
    shares = (of_pair * weights).to(states.dtype)
    return shares @ states / shares.sum(dim=1, keepdim=True).clamp_min(1)


class TorchNetwork:
    """The forward pass in the precision that is the fastest one on this machine."""

    def __init__(self, model: ReaderModel) -> None:
        self._model = model.eval()
        self.at_once = THREADS
        self.step = 1
        for parameter in model.parameters():
            parameter.requires_grad_(False)
        key = f"reader torch {torch.__version__} cpu"
        rougher = ("bfloat16", BYTES) if multiplies_bytes() else ("bfloat16",)
        precision = remembered_precision(key, self._seconds, rougher)
        if precision == "bfloat16":
            self._model.bfloat16()
            pack_layers(self._model.trunk)
            self.step = PADDED
        elif precision == BYTES:
            in_bytes(self._model.trunk)

    def run(self, batches: Sequence[Pairs]) -> Iterator[tuple[Floats, Floats]]:
        """Yield (N, 2) span logits and (B, 5) pair logits, float32, of each of `batches`."""
        return side_by_side(self._run, batches)

    def _run(self, batch: Pairs) -> tuple[Floats, Floats]:
        ids, types, mask = (torch.from_numpy(part) for part in batch[:3])
        with torch.inference_mode():
            spans, logits = self._model.end_to_end(ids, types, mask, batch[3])
        return spans.numpy(), logits.numpy()

    def _seconds(self, precision: str) -> float:
        """Return the time that two full pairs take.

        Only this thread's own part counts, so that a busy machine does not decide.
        """
        model = self._model
        if precision == BYTES:
            model = copy.deepcopy(model)
            in_bytes(model.trunk)
        ids = torch.full((2, 256), 2000)
        types = torch.ones_like(ids)
        enabled = precision == "bfloat16"

        def took(pairs: Tensor) -> float:
            start = time.thread_time()
            with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16, enabled=enabled):
                model(pairs, types, types)
            return time.thread_time() - start

        return min(least for _ in range(3) for least in side_by_side(took, [ids]))


def load_network(folder: Path, weights: Path) -> TorchNetwork:
    """Return the base model in `folder`, changed by the file `weights`, ready to run."""
    model = base_model(folder)
    packed = load_file(weights)
    unpack(model, packed)
    network = TorchNetwork(model)
    if f"trunk.{WORDS}" not in packed:
        look_up_in_file(model.trunk.embeddings.word_embeddings, folder / WEIGHTS)
    return network
