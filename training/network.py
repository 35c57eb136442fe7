"""The book's networks as PyTorch modules, and the folding of their batch norm.

Tensors here are NCHW in channels-last memory; kernels are OIHW. The export turns them into the
book's NHWC and HWIO.
"""

from collections import OrderedDict
from dataclasses import dataclass

import torch
from torch import Tensor, nn


@dataclass(frozen=True)
class Conv:
    """Convolution, stride 1, 'same' padding, then batch norm and ReLU."""

    kernel: int
    channels: int


@dataclass(frozen=True)
class MaxPool:
    """Maximum over size x size windows, stride = size."""

    size: int


@dataclass(frozen=True)
class GlobalAveragePool:
    """Mean of every feature map."""


@dataclass(frozen=True)
class Flatten:
    """All entries of all feature maps in one vector, in the order height, width, channel."""


@dataclass(frozen=True)
class Dense:
    """Affine map to `outputs` logits."""

    outputs: int


Layer = Conv | MaxPool | GlobalAveragePool | Flatten | Dense
Architecture = tuple[Layer, ...]

INPUT_SHAPE = (32, 32, 3)


def name_layers(architecture: Architecture) -> list[tuple[str, Layer]]:
    """conv1, pool1, conv2, ..., average or flatten, logits."""
    words = {Conv: "conv", MaxPool: "pool", GlobalAveragePool: "average", Flatten: "flatten", Dense: "logits"}
    counts: dict[str, int] = {}
    named = []
    for layer in architecture:
        word = words[type(layer)]
        counts[word] = counts.get(word, 0) + 1
        named.append((f"{word}{counts[word]}" if word in ("conv", "pool") else word, layer))
    return named


def output_shapes(architecture: Architecture) -> list[tuple[int, ...]]:
    """Shape of every layer's output for one image, [H, W, C] or [N]."""
    shape: tuple[int, ...] = INPUT_SHAPE
    shapes = []
    for layer in architecture:
        match layer:
            case Conv(channels=channels):
                shape = (shape[0], shape[1], channels)
            case MaxPool(size=size):
                shape = (shape[0] // size, shape[1] // size, shape[2])
            case GlobalAveragePool():
                shape = (shape[2],)
            case Flatten():
                shape = (shape[0] * shape[1] * shape[2],)
            case Dense(outputs=outputs):
                shape = (outputs,)
        shapes.append(shape)
    return shapes


class FlattenHeightWidthChannel(nn.Module):
    """Flattens NCHW as the book's NHWC would be flattened."""

    def forward(self, x: Tensor) -> Tensor:
        return x.permute(0, 2, 3, 1).flatten(1)


class GlobalAverage(nn.Module):
    """[N, C, H, W] to [N, C]."""

    def forward(self, x: Tensor) -> Tensor:
        return x.mean(dim=(2, 3))


def build(architecture: Architecture) -> nn.Sequential:
    """The network to train: every convolution followed by batch norm and ReLU."""
    modules: OrderedDict[str, nn.Module] = OrderedDict()
    shape: tuple[int, ...] = INPUT_SHAPE
    for (name, layer), after in zip(name_layers(architecture), output_shapes(architecture)):
        match layer:
            case Conv(kernel, channels):
                modules[name] = nn.Sequential(
                    OrderedDict(
                        conv=nn.Conv2d(shape[2], channels, kernel, padding=kernel // 2, bias=False),
                        norm=nn.BatchNorm2d(channels),
                        relu=nn.ReLU(inplace=True),
                    )
                )
            case MaxPool(size):
                modules[name] = nn.MaxPool2d(size)
            case GlobalAveragePool():
                modules[name] = GlobalAverage()
            case Flatten():
                modules[name] = FlattenHeightWidthChannel()
            case Dense(outputs):
                modules[name] = nn.Linear(shape[0], outputs)
        shape = after
    return nn.Sequential(modules).to(memory_format=torch.channels_last)


def fold(trained: nn.Sequential) -> nn.Sequential:
    """The same function with every batch norm folded into its convolution's kernel and bias.

    With running mean m, variance v, scale g and shift b, norm(K * x) = (g/s) K * x + (b - m g/s),
    where s = sqrt(v + eps).
    """
    modules: OrderedDict[str, nn.Module] = OrderedDict()
    for name, module in trained.named_children():
        if not isinstance(module, nn.Sequential):
            modules[name] = module
            continue
        conv, norm = module.conv, module.norm
        gain = norm.weight / torch.sqrt(norm.running_var + norm.eps)
        folded = nn.Conv2d(conv.in_channels, conv.out_channels, conv.kernel_size, padding=conv.padding)
        with torch.no_grad():
            folded.weight.copy_(conv.weight * gain[:, None, None, None])
            folded.bias.copy_(norm.bias - norm.running_mean * gain)
        modules[name] = nn.Sequential(OrderedDict(conv=folded, relu=nn.ReLU(inplace=False)))
    return nn.Sequential(modules).eval().to(memory_format=torch.channels_last)


def parameter_count(network: nn.Module) -> int:
    """Number of trainable numbers, batch norm's running statistics not counted."""
    return sum(parameter.numel() for parameter in network.parameters())
