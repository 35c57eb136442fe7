"""Five ways to change the look of a picture and not what it shows; `src/numerics/novelty/alter.ts` does the same."""

import torch
from torch import Tensor
from torch.nn import functional

EDGE_GAIN = 6
BLUR = 2.0  # standard deviation, in pixels
RADIUS = 6


def luminance(images: Tensor) -> Tensor:
    """[N, 32, 32] of uint8 images [N, 32, 32, 3]."""
    return images.double() @ torch.tensor([0.299, 0.587, 0.114], dtype=torch.float64)


def as_bytes(values: Tensor) -> Tensor:
    """Rounded half up, within 0 to 255."""
    return (values + 0.5).floor().clamp(0, 255).to(torch.uint8)


def grey(images: Tensor) -> Tensor:
    return as_bytes(luminance(images))[..., None].expand(-1, -1, -1, 3)


def edges(images: Tensor) -> Tensor:
    """Dark lines on white paper where brightness changes: the length of Sobel's gradient."""
    padded = functional.pad(luminance(images)[:, None], (1, 1, 1, 1), mode="replicate")
    across = torch.tensor([[-1.0, 0, 1], [-2, 0, 2], [-1, 0, 1]], dtype=torch.float64)[None, None] / 8
    slopes = functional.conv2d(padded, torch.cat((across, across.transpose(2, 3))))
    lines = as_bytes(255 - EDGE_GAIN * slopes.square().sum(1).sqrt())
    return lines[..., None].expand(-1, -1, -1, 3)


def blurred(images: Tensor) -> Tensor:
    """Gaussian, the border repeated."""
    weights = torch.exp(-torch.arange(-RADIUS, RADIUS + 1).double().square() / (2 * BLUR**2))
    weights = weights / weights.sum()
    values = images.permute(0, 3, 1, 2).double().flatten(0, 1)[:, None]
    values = functional.pad(values, (RADIUS, RADIUS, RADIUS, RADIUS), mode="replicate")
    values = functional.conv2d(values, weights[None, None, None, :])
    values = functional.conv2d(values, weights[None, None, :, None])
    return as_bytes(values.reshape(len(images), 3, 32, 32).permute(0, 2, 3, 1))


ALTERATIONS = {
    "edges": edges,
    "inverted": lambda images: 255 - images,
    "blurred": blurred,
    "grey": grey,
    "upside down": lambda images: images.flip(1),
}
