"""Linear layers that multiply bytes, several times as fast where the processor can (VNNI).

Each row of the weights and the state of each token are told in steps of a size of their own, 127
each way (row-wise and token-wise: Yao et al. 2022, ZeroQuant, section 4.1). Sums of products of
steps are exact, and what leaves a layer is float32 again.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from index.network.bert import Bert

STEPS = 127  # each way from 0
LEAST = 1e-9  # size of a step, so that zeros have one too


class ByteLinear(nn.Module):
    """What the layer `exact` does, nearly: states (N, in) to (N, out), both float32."""

    columns: Tensor
    step: Tensor
    bias: Tensor

    def __init__(self, exact: nn.Linear) -> None:
        super().__init__()
        steps, step = _in_steps(exact.weight.detach())
        self.register_buffer("columns", steps.t().contiguous())
        self.register_buffer("step", step[:, 0])
        self.register_buffer("bias", exact.bias.detach())

    def forward(self, states: Tensor) -> Tensor:
        """Return the layer's (N, out) for `states` (N, in)."""
        steps, step = _in_steps(states)
        sums = torch._int_mm(steps, self.columns).float()  # noqa: SLF001 - its only name
        return torch.addcmul(self.bias, sums.mul_(step), self.step, out=sums)


def in_bytes(network: Bert) -> None:
    """Let the linear layers of `network` multiply bytes from now on; it can learn no more."""
    network.put_together()  # the state of a token is then told in steps once for the three
    for name, layer in list(network.named_modules()):
        if isinstance(layer, nn.Linear):
            network.set_submodule(name, ByteLinear(layer))


def _in_steps(rows: Tensor) -> tuple[Tensor, Tensor]:
    """Return the rows (R, C) in steps, int8, and the size of a step of each, (R, 1)."""
    # Two passes over the numbers are less than one over the absolute ones, made anew.
    most = torch.maximum(rows.amax(dim=1, keepdim=True), rows.amin(dim=1, keepdim=True).neg_())
    step = most.div_(STEPS).clamp_min_(LEAST)
    return (rows * step.reciprocal()).round_().to(torch.int8), step
