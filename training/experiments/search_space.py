"""The space of small networks that the chapter on architecture search explores.

Three stages at 32x32, 16x16 and 8x8 with C, 2C and 4C maps, then a global average and a dense
layer. A stage is one or two convolutions, each with batch norm and ReLU; a skip adds the stage's
input, with channels of zeros where it has too few, before the stage's last ReLU.
"""

from dataclasses import dataclass
from itertools import product

import torch
from torch import Tensor, nn
from torch.nn import functional

STAGES = 3
CLASSES = 10
SIZE = 32

# The decisions, in the order in which their options count up: the last one changes fastest.
DECISIONS: dict[str, tuple] = {
    "kernel1": (1, 3, 5),
    "kernel2": (1, 3, 5),
    "kernel3": (1, 3, 5),
    "convolutions": (1, 2),
    "skip": (False, True),
    "pooling": ("max", "average"),
    "maps": (8, 16),
}


@dataclass(frozen=True)
class Choice:
    """One network of the space."""

    kernel1: int
    kernel2: int
    kernel3: int
    convolutions: int
    skip: bool
    pooling: str
    maps: int

    @property
    def stages(self) -> list[tuple[int, int]]:
        """Kernel size and number of maps of every stage."""
        kernels = (self.kernel1, self.kernel2, self.kernel3)
        return [(kernel, self.maps << stage) for stage, kernel in enumerate(kernels)]


def space() -> list[Choice]:
    """All 432 networks, in the order of their numbers."""
    return [Choice(*options) for options in product(*DECISIONS.values())]


def parameters_and_multiply_adds(choice: Choice) -> tuple[int, int]:
    """Of the trained network, each batch norm counted as the scale and shift it becomes."""
    parameters = multiply_adds = 0
    inputs, side = 3, SIZE
    for kernel, maps in choice.stages:
        for _ in range(choice.convolutions):
            weights = kernel * kernel * inputs * maps
            parameters += weights + 2 * maps
            multiply_adds += weights * side * side
            inputs = maps
        side //= 2
    parameters += (inputs + 1) * CLASSES
    return parameters, multiply_adds + inputs * CLASSES


def widen(x: Tensor, channels: int) -> Tensor:
    """Channels of zeros after those of x, up to so many."""
    return functional.pad(x, (0, 0, 0, 0, 0, channels - x.shape[1]))


class Stage(nn.Module):
    """Convolutions of one resolution."""

    def __init__(self, inputs: int, maps: int, kernel: int, convolutions: int, skip: bool) -> None:
        super().__init__()
        self.maps, self.skip = maps, skip
        sizes = [inputs] + [maps] * convolutions
        self.convs = nn.ModuleList(
            nn.Conv2d(before, maps, kernel, padding=kernel // 2, bias=False) for before in sizes[:-1]
        )
        self.norms = nn.ModuleList(nn.BatchNorm2d(maps) for _ in range(convolutions))

    def forward(self, x: Tensor) -> Tensor:
        y = x
        for number, (conv, norm) in enumerate(zip(self.convs, self.norms), start=1):
            y = norm(conv(y))
            if self.skip and number == len(self.convs):
                y = y + widen(x, self.maps)
            y = functional.relu(y)
        return y


class Searched(nn.Module):
    """A network of the space."""

    def __init__(self, choice: Choice) -> None:
        super().__init__()
        self.pool = functional.max_pool2d if choice.pooling == "max" else functional.avg_pool2d
        stages, inputs = [], 3
        for kernel, maps in choice.stages:
            stages.append(Stage(inputs, maps, kernel, choice.convolutions, choice.skip))
            inputs = maps
        self.stages = nn.ModuleList(stages)
        self.dense = nn.Linear(inputs, CLASSES)

    def forward(self, x: Tensor) -> Tensor:
        for number, stage in enumerate(self.stages):
            x = stage(self.pool(x, 2) if number else x)
        return self.dense(x.mean(dim=(2, 3)))


def build(choice: Choice, seed: int) -> Searched:
    """The network as it begins, the same for the same seed."""
    torch.manual_seed(seed)
    return Searched(choice)
