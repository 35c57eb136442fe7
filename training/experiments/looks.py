"""Eight ways to change the look of pictures, each by an amount; `src/numerics/shift/look.ts` does the same.

Images are uint8 [N, 32, 32, 3], amounts from 0 (not at all) to 1.
"""

import math

import torch
from torch import Tensor
from torch.nn import functional

from experiments.alterations import as_bytes, edges, grey

BLUR = 2.5  # largest standard deviation, in pixels
RADIUS = 8
NOISE = 64  # largest standard deviation, in levels of 255
KEPT = 0.1  # of contrast, or of light, at the full amount
HALF_TURN = math.pi


def mixed(images: Tensor, changed: Tensor, t: float) -> Tensor:
    return as_bytes((1 - t) * images.double() + t * changed.double())


def blur(images: Tensor, t: float) -> Tensor:
    """Gaussian, the border repeated."""
    if t == 0:
        return images
    weights = torch.exp(-torch.arange(-RADIUS, RADIUS + 1).double().square() / (2 * (BLUR * t) ** 2))
    weights = weights / weights.sum()
    values = images.permute(0, 3, 1, 2).double().flatten(0, 1)[:, None]
    values = functional.pad(values, (RADIUS, RADIUS, RADIUS, RADIUS), mode="replicate")
    values = functional.conv2d(values, weights[None, None, None, :])
    values = functional.conv2d(values, weights[None, None, :, None])
    return as_bytes(values.reshape(len(images), 3, 32, 32).permute(0, 2, 3, 1))


def noise(images: Tensor, t: float) -> Tensor:
    """Gaussian, for every pixel and colour by itself; cut off at 0 and 255."""
    generator = torch.Generator().manual_seed(1)
    drawn = torch.randn(images.shape, generator=generator)
    return as_bytes(images.double() + NOISE * t * drawn)


def contrast(images: Tensor, t: float) -> Tensor:
    """Drawn towards the picture's own mean."""
    values = images.double()
    mean = values.mean((1, 2, 3), keepdim=True)
    return as_bytes(mean + (1 - (1 - KEPT) * t) * (values - mean))


def dark(images: Tensor, t: float) -> Tensor:
    return as_bytes((1 - (1 - KEPT) * t) * images.double())


def hue(images: Tensor, t: float) -> Tensor:
    """Colours turned about the axis of greys, by up to half a turn."""
    angle = HALF_TURN * t
    same = math.cos(angle) + (1 - math.cos(angle)) / 3
    after = (1 - math.cos(angle)) / 3 - math.sin(angle) / math.sqrt(3)
    before = (1 - math.cos(angle)) / 3 + math.sin(angle) / math.sqrt(3)
    turn = [[same, after, before], [before, same, after], [after, before, same]]
    return as_bytes(images.double() @ torch.tensor(turn, dtype=torch.float64).T)


LOOKS = {
    "edges": lambda images, t: mixed(images, edges(images), t),
    "inverted": lambda images, t: mixed(images, 255 - images, t),
    "blur": blur,
    "noise": noise,
    "contrast": contrast,
    "dark": dark,
    "hue": hue,
    "grey": lambda images, t: mixed(images, grey(images), t),
}
