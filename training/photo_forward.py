"""Runs the layers of `photo` in PyTorch, to measure what rounding its weights changes."""

from dataclasses import replace

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from photo_layers import CLASSES, Layer
from photo_weights import rounded


def as_shipped(layers: list[Layer]) -> list[Layer]:
    """The layers with every kernel rounded to what int8 can hold."""
    return [
        layer if layer.kernel is None else replace(layer, kernel=rounded(layer)) for layer in layers
    ]


def class_logits(layers: list[Layer], images: np.ndarray) -> Tensor:
    """Pixels 0..255 [N, H, W, 3] -> for each class the highest logit of any anchor, [N, 80]."""
    values: dict[str, Tensor] = {}
    before = torch.from_numpy(images.astype(np.float32) / 127.5 - 1).permute(0, 3, 1, 2)
    for layer in layers:
        sources = [values[name] for name in layer.inputs] or [before]
        values[layer.name] = before = apply(layer, sources)
    return before


def apply(layer: Layer, sources: list[Tensor]) -> Tensor:
    match layer.type:
        case "add":
            return sources[0] + sources[1]
        case "anchors":
            return torch.cat([by_anchor(maps) for maps in sources], dim=1)
        case "strongestAnchor":
            return sources[0].amax(1)
    assert layer.kernel is not None and layer.bias is not None
    kernel = torch.from_numpy(np.array(layer.kernel))
    depthwise = layer.type == "depthwiseConv"
    kernel = kernel.permute(2, 3, 0, 1) if depthwise else kernel.permute(3, 2, 0, 1)
    z = functional.conv2d(
        same_padding(sources[0], kernel.shape[-1], layer.stride),
        kernel,
        torch.from_numpy(np.array(layer.bias)),
        layer.stride,
        groups=len(kernel) if depthwise else 1,
    )
    return z.clamp(0, 6) if layer.relu else z


def by_anchor(maps: Tensor) -> Tensor:
    """A head's maps [N, anchors * classes, H, W] as a list [N, H * W * anchors, classes]."""
    return maps.permute(0, 2, 3, 1).reshape(len(maps), -1, len(CLASSES))


def same_padding(x: Tensor, kernel: int, stride: int) -> Tensor:
    """TensorFlow's 'SAME': an odd pixel of padding goes below and to the right."""
    pads: list[int] = []
    for size in (x.shape[3], x.shape[2]):
        total = max((-(-size // stride) - 1) * stride + kernel - size, 0)
        pads += [total // 2, total - total // 2]
    return functional.pad(x, pads)
