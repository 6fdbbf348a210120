"""Linear layers whose weights lie as oneDNN multiplies them.

torch lays them out anew at each call, which is a fifth of what a layer takes in bfloat16 or of few
tokens, and then runs over the states once more for GELU; the operators here do neither. torch's own
compiler uses them, under names that are not promised: where they are absent, the layers stay as
they are.
"""

from __future__ import annotations

import functools

import torch
from torch import Tensor, nn

from index.network.bert import Bert

ROWS = 640  # of states, about, that a layer is given at once: the layout is chosen for these


class PackedLinear(nn.Module):
    """What the layer `plain` does, and `after` it: states (N, in) to (N, out)."""

    def __init__(self, plain: nn.Linear, after: str = "none") -> None:
        super().__init__()
        weight = plain.weight.detach()
        self._weight = torch.ops.mkldnn._reorder_linear_weight(weight, ROWS)  # noqa: SLF001
        self._bias = plain.bias.detach()
        self._after = after
        self._way = "none" if after == "gelu" else ""  # not the approximation by tanh

    def forward(self, states: Tensor) -> Tensor:
        """Return the layer's (N, out) for `states` (N, in)."""
        found: Tensor = torch.ops.mkldnn._linear_pointwise(  # noqa: SLF001
            states, self._weight, self._bias, self._after, [], self._way
        )
        return found


def pack_layers(network: Bert) -> None:
    """Lay out the weights of `network`, all of one type, for good; it can learn no more."""
    if not can_pack(next(network.parameters()).dtype):
        return
    network.replace_wider(lambda layer: PackedLinear(layer, "gelu"))
    for name, layer in list(network.named_modules()):
        if isinstance(layer, nn.Linear):
            network.set_submodule(name, PackedLinear(layer))


@functools.cache
def can_pack(dtype: torch.dtype) -> bool:
    """Return whether this torch, on this processor, lays such weights out and multiplies them."""
    try:
        layer = nn.Linear(32, 32, dtype=dtype).requires_grad_(False)
        states = torch.ones(2, 32, dtype=dtype)
        with torch.inference_mode():
            near = torch.allclose(PackedLinear(layer)(states), layer(states), atol=0.05)
    except (AttributeError, RuntimeError, NotImplementedError):
        return False
    return near
