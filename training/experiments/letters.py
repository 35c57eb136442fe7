"""Pen strokes as pictures: the letters b, d, p and q, which are one shape and its mirror images.

The page draws its letters by the same rules, in `src/numerics/transfer/letters.ts`, from other
random numbers.
"""

import torch
from torch import Tensor

from data import Split

LETTERS = "bdpq"
SIZE = 32


def uniform(count: int, low: float, high: float, generator: torch.Generator) -> Tensor:
    return low + (high - low) * torch.rand(count, 1, 1, generator=generator)


def letters(per_class: int, seed: int) -> Split:
    """So many of each letter, uint8 [N, 32, 32, 3], the letters taking turns.

    A stem and a bowl, dark on light paper: leaning, large or small, narrow or wide, thin or thick,
    not in the middle, and grainy. The bowl is at the right for b and p, at the foot for b and d.
    """
    generator = torch.Generator().manual_seed(seed)
    count = len(LETTERS) * per_class
    labels = torch.arange(count) % len(LETTERS)
    side = torch.tensor([1.0, -1.0, 1.0, -1.0])[labels][:, None, None]
    foot = torch.tensor([1.0, 1.0, -1.0, -1.0])[labels][:, None, None]
    height = uniform(count, 7, 11, generator)  # half of the stem's, pixels
    radius = height * uniform(count, 0.45, 0.6, generator)  # of the bowl, upwards
    width = uniform(count, 0.7, 1.1, generator)  # of the bowl, over its height
    pen = uniform(count, 0.6, 1.6, generator)  # half of the line's width, pixels
    angle = uniform(count, -0.45, 0.45, generator)
    centre = [15.5 + uniform(count, -3, 3, generator) for _ in range(2)]
    paper, ink = uniform(count, 150, 250, generator), uniform(count, 0, 90, generator)
    grid = torch.arange(SIZE, dtype=torch.float32)
    x, y = grid[None, None, :] - centre[0], grid[None, :, None] - centre[1]
    across = x * angle.cos() + y * angle.sin()
    down = y * angle.cos() - x * angle.sin()
    # The letter's own middle is that of its box, not its stem.
    across = across * side + radius * width
    to_stem = torch.hypot(across, (down.abs() - height).clamp(min=0))
    bowl = torch.hypot(across / width - radius, down - foot * (height - radius))
    to_bowl = (bowl - radius).abs() * width.clamp(max=1)
    darkness = (pen + 0.5 - torch.minimum(to_stem, to_bowl)).clamp(0, 1)
    grain = 12 * torch.randn(count, SIZE, SIZE, generator=generator)
    grey = (paper + darkness * (ink - paper) + grain).round().clamp(0, 255).to(torch.uint8)
    images = grey[..., None].expand(count, SIZE, SIZE, 3).contiguous()
    return Split(images, labels, torch.arange(count))
