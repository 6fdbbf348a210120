"""The packaged model's network, BERT (Devlin et al. 2019), written out in torch.

sentence-transformers would run the same layers, but takes more than a second of every start to
import what other models need. A test compares the two. Modules bear the names of the model's file.
Shapes: B texts, T tokens, H heads, W the width of a state. Inside, the texts of a batch lie end to
end, N tokens in all, and each looks at its own tokens alone: so a text that is shorter than the
others costs less, too ("unpadding", Portes et al. 2023, MosaicBERT, section 2.1).
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from index.network.attention import attend
from ingest.packaged import CONFIG, WEIGHTS


@dataclass(frozen=True, slots=True)
class Shape:
    """What a BERT's config.json says of its sizes."""

    vocab_size: int
    max_position_embeddings: int
    type_vocab_size: int
    hidden_size: int
    intermediate_size: int
    num_attention_heads: int
    num_hidden_layers: int
    layer_norm_eps: float


class Bert(nn.Module):
    """From tokens to states. Nothing is dropped while it learns, unless a trainer sees to it."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.embeddings = _Embeddings(shape)
        self.encoder = _Layers(shape)

    def forward(self, ids: Tensor, types: Tensor, mask: Tensor) -> Tensor:
        """Return the states (B, T, W) of `ids`, with `types` and `mask` of 0 and 1, all (B, T)."""
        texts, tokens = ids.shape
        states = self.end_to_end(ids.flatten(), types.flatten(), mask.flatten(), [tokens] * texts)
        return states.view(texts, tokens, -1)

    def end_to_end(
        self, ids: Tensor, types: Tensor, mask: Tensor, lengths: Sequence[int]
    ) -> Tensor:
        """Return the states (N, W) of texts of `lengths` tokens; the tensors are (N,)."""
        runs = _runs(mask.bool(), lengths)
        places = torch.cat([torch.arange(length, device=ids.device) for length in lengths])
        states = self.embeddings(ids, types, places)
        found: Tensor = self.encoder(states, runs)
        return found

    def replace_wider(self, make: Callable[[nn.Linear], nn.Module]) -> None:
        """Let what `make` returns for a layer do what it does with GELU after it."""
        for part in self.modules():
            if isinstance(part, _Layer) and isinstance(part.intermediate, _Wider):
                part.intermediate = make(part.intermediate.dense)

    def put_together(self) -> None:
        """Let one layer make query, key and value from now on, so that a state is read once.

        Weights no longer bear the names of the model's file.
        """
        for part in self.modules():
            if isinstance(part, _Heads):
                part.put_together()


@dataclass(frozen=True, slots=True)
class _Run:
    """Texts of one length that follow each other: (B, T), and which tokens are looked at.

    `seen` is None where all are.
    """

    texts: int
    tokens: int
    seen: Tensor | None


def _runs(seen: Tensor, lengths: Sequence[int]) -> list[_Run]:
    found, start = [], 0
    for tokens, same in itertools.groupby(lengths):
        texts = len(list(same))
        part = seen[start : start + texts * tokens].view(texts, tokens)
        found.append(_Run(texts, tokens, None if part.all() else part))
        start += texts * tokens
    return found


def load_bert(folder: Path) -> Bert:
    """Return the network of the model in `folder` with its weights, float32."""
    config = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
    network = Bert(Shape(**{name: config[name] for name in Shape.__slots__}))
    held = load_file(folder / WEIGHTS)
    network.load_state_dict({name: held[name] for name in network.state_dict()}, assign=True)
    return network


class _Linear(nn.Linear):
    def reset_parameters(self) -> None:
        """Draw no weights: they come from the file."""


class _Table(nn.Embedding):
    def reset_parameters(self) -> None:
        """Draw no weights: they come from the file."""


class _Embeddings(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        width = shape.hidden_size
        self.word_embeddings = _Table(shape.vocab_size, width)
        self.position_embeddings = _Table(shape.max_position_embeddings, width)
        self.token_type_embeddings = _Table(shape.type_vocab_size, width)
        self.LayerNorm = nn.LayerNorm(width, shape.layer_norm_eps)

    def forward(self, ids: Tensor, types: Tensor, places: Tensor) -> Tensor:
        states = self.word_embeddings(ids) + self.token_type_embeddings(types)
        normal: Tensor = self.LayerNorm(states + self.position_embeddings(places))
        return normal


class _Layers(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.layer = nn.ModuleList(_Layer(shape) for _ in range(shape.num_hidden_layers))

    def forward(self, states: Tensor, runs: Sequence[_Run]) -> Tensor:
        for layer in self.layer:
            states = layer(states, runs)
        return states


class _Layer(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.attention = _Attention(shape)
        self.intermediate: nn.Module = _Wider(shape.hidden_size, shape.intermediate_size)
        self.output = _Output(shape.intermediate_size, shape)

    def forward(self, states: Tensor, runs: Sequence[_Run]) -> Tensor:
        states = self.attention(states, runs)
        found: Tensor = self.output(self.intermediate(states), states)
        return found


class _Attention(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.self = _Heads(shape)
        self.output = _Output(shape.hidden_size, shape)

    def forward(self, states: Tensor, runs: Sequence[_Run]) -> Tensor:
        found: Tensor = self.output(self.self(states, runs), states)
        return found


class _Heads(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self._heads = shape.num_attention_heads
        self._width = shape.hidden_size
        self.query, self.key, self.value = (_Linear(self._width, self._width) for _ in range(3))
        self.three: nn.Module | None = None  # in their stead, once put together

    def put_together(self) -> None:
        sides = (self.query, self.key, self.value)
        three = _Linear(self._width, 3 * self._width)
        three.weight = nn.Parameter(torch.cat([side.weight for side in sides]))
        three.bias = nn.Parameter(torch.cat([side.bias for side in sides]))
        self.three = three.requires_grad_(False)
        del self.query, self.key, self.value

    def forward(self, states: Tensor, runs: Sequence[_Run]) -> Tensor:
        sides = (
            self.three(states).split(self._width, dim=1)
            if self.three is not None
            else [side(states) for side in (self.query, self.key, self.value)]
        )
        sizes = [run.texts * run.tokens for run in runs]
        parts = zip(runs, *(side.split(sizes) for side in sides), strict=True)
        return torch.cat([self._attend(run, *part) for run, *part in parts])

    def _attend(self, run: _Run, *sides: Tensor) -> Tensor:
        """Return the states (B x T, W) of one run."""
        shape = (run.texts, run.tokens, self._heads, -1)
        query, key, value = (side.view(shape).transpose(1, 2) for side in sides)
        return attend(query, key, value, run.seen).flatten(0, 1).flatten(1)


class _Wider(nn.Module):
    """To a greater width, and through the Gaussian error linear unit."""

    def __init__(self, width: int, wider: int) -> None:
        super().__init__()
        self.dense = _Linear(width, wider)

    def forward(self, states: Tensor) -> Tensor:
        return functional.gelu(self.dense(states))


class _Output(nn.Module):
    """Back to a state's width, and onto the state."""

    def __init__(self, inner: int, shape: Shape) -> None:
        super().__init__()
        self.dense = _Linear(inner, shape.hidden_size)
        self.dropout = nn.Identity()  # where a trainer may drop some
        self.LayerNorm = nn.LayerNorm(shape.hidden_size, shape.layer_norm_eps)

    def forward(self, inner: Tensor, states: Tensor) -> Tensor:
        normal: Tensor = self.LayerNorm(self.dropout(self.dense(inner)) + states)
        return normal
