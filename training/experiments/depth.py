"""The plain and residual networks of He et al. (2015) for CIFAR-10, of depth 6n + 2."""

import torch
from torch import Tensor, nn
from torch.nn import functional

from experiments.search_space import widen

MAPS = (16, 32, 64)
CLASSES = 10


def conv(inputs: int, outputs: int, stride: int, norm: bool) -> nn.Sequential:
    """A 3x3 convolution with batch norm, or with a bias instead."""
    kernel = nn.Conv2d(inputs, outputs, 3, stride, padding=1, bias=not norm)
    nn.init.kaiming_normal_(kernel.weight, nonlinearity="relu")
    if not norm:
        nn.init.zeros_(kernel.bias)
    return nn.Sequential(kernel, nn.BatchNorm2d(outputs)) if norm else nn.Sequential(kernel)


class Pair(nn.Module):
    """Two convolutions; with `skip`, the input is added before the second ReLU.

    Where the pair halves the resolution, the skip takes every second pixel and widens with zeros:
    it has no parameters.
    """

    def __init__(self, inputs: int, outputs: int, stride: int, norm: bool, skip: bool) -> None:
        super().__init__()
        self.first = conv(inputs, outputs, stride, norm)
        self.second = conv(outputs, outputs, 1, norm)
        self.outputs, self.stride, self.skip = outputs, stride, skip

    def forward(self, x: Tensor) -> Tensor:
        y = self.second(functional.relu(self.first(x)))
        if self.skip:
            y = y + widen(x[:, :, :: self.stride, :: self.stride], self.outputs)
        return functional.relu(y)


class Deep(nn.Module):
    """First convolution, three stages of n pairs, global average, dense layer."""

    def __init__(self, depth: int, norm: bool, skip: bool) -> None:
        super().__init__()
        if (depth - 2) % 6:
            raise ValueError(f"depth is 6n + 2, not {depth}")
        self.first = conv(3, MAPS[0], 1, norm)
        pairs, inputs = [], MAPS[0]
        for stage, maps in enumerate(MAPS):
            for number in range((depth - 2) // 6):
                stride = 2 if stage > 0 and number == 0 else 1
                pairs.append(Pair(inputs, maps, stride, norm, skip))
                inputs = maps
        self.pairs = nn.Sequential(*pairs)
        self.dense = nn.Linear(inputs, CLASSES)

    def forward(self, x: Tensor) -> Tensor:
        x = self.pairs(functional.relu(self.first(x)))
        return self.dense(x.mean(dim=(2, 3)))

    def kernels(self) -> list[Tensor]:
        """The convolutions' kernels, in the order in which an image meets them."""
        return [module.weight for module in self.modules() if isinstance(module, nn.Conv2d)]


def build(depth: int, norm: bool, skip: bool, seed: int) -> Deep:
    """The network as it begins, the same for the same seed."""
    torch.manual_seed(seed)
    return Deep(depth, norm, skip)
