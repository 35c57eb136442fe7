"""Symmetric int8 weights with one scale for every output channel."""

import copy

import torch
from torch import Tensor, nn


def quantise(weight: Tensor) -> tuple[Tensor, Tensor]:
    """int8 weights like `weight` [out, ...] and float32 scales [out]: weight ~ int8 * scale."""
    scale = weight.detach().flatten(1).abs().amax(1) / 127
    scale = torch.where(scale == 0, torch.ones_like(scale), scale)
    return torch.round(weight.detach() / per_channel(scale, weight)).to(torch.int8), scale


def dequantise(quantised: Tensor, scale: Tensor) -> Tensor:
    """The float32 weights that the browser computes with."""
    return quantised.float() * per_channel(scale, quantised)


def per_channel(scale: Tensor, weight: Tensor) -> Tensor:
    """Scales [out] shaped so that they multiply a weight [out, ...]."""
    return scale.reshape(-1, *[1] * (weight.ndim - 1))


def quantised_copy(folded: nn.Module) -> nn.Module:
    """The folded network with every kernel rounded to what int8 can hold; biases stay float32."""
    rounded = copy.deepcopy(folded)
    with torch.no_grad():
        for parameter in rounded.parameters():
            if parameter.ndim > 1:
                parameter.copy_(dequantise(*quantise(parameter)))
    return rounded
