"""The training images on the device, and the crops that a run takes of them.

A run's crops are drawn before it begins, so that a step needs nothing from the processor.
"""

import torch
from torch import Tensor

from augment import preprocess, reflect
from data import Split

PADDING = 4
SIZE = 32
PADDED = SIZE + 2 * PADDING
CENTRE = PADDING


def draw_crops(
    chosen: Tensor, steps: int, batch: int, generator: torch.Generator, augmented: bool = True
) -> Tensor:
    """What each step sees: int32 [steps, batch, 4] of image, top, left, mirrored or not.

    The images `chosen` come in random order, all of them before any comes again; a crop is placed
    at random within the padded image and half of the crops are mirrored, or all are the image
    itself.
    """
    count = steps * batch
    rounds = -(-count // len(chosen))
    orders = [chosen[torch.randperm(len(chosen), generator=generator)] for _ in range(rounds)]
    image = torch.cat(orders)[:count]
    if augmented:
        corner = torch.randint(2 * PADDING + 1, (count, 2), generator=generator)
        mirrored = torch.randint(2, (count, 1), generator=generator)
    else:
        corner, mirrored = torch.full((count, 2), CENTRE), torch.zeros(count, 1, dtype=torch.long)
    crops = torch.cat((image[:, None], corner, mirrored), dim=1)
    return crops.to(torch.int32).reshape(steps, batch, 4)


class Pictures:
    """Images padded by reflection, and their labels, on a device."""

    def __init__(self, split: Split, device: torch.device) -> None:
        padded = reflect(split.images, PADDING).reshape(-1, 3)
        self.pixels = padded.to(device)
        self.labels = split.labels.to(device)
        self.steps = torch.arange(SIZE, dtype=torch.int32, device=device)

    def crops(self, drawn: Tensor) -> Tensor:
        """The crops [N, 3, 32, 32] in -1..1 that the rows [N, 4] describe."""
        image, top, left, mirrored = drawn.unbind(1)
        rows = top[:, None] + self.steps
        columns = left[:, None] + torch.where(mirrored[:, None] > 0, SIZE - 1 - self.steps, self.steps)
        corner = image[:, None, None] * PADDED**2
        index = corner + rows[:, :, None] * PADDED + columns[:, None, :]
        pixels = self.pixels.index_select(0, index.flatten())
        return preprocess(pixels.view(len(drawn), SIZE, SIZE, 3))

    def targets(self, drawn: Tensor) -> Tensor:
        """The labels [N] of the same rows."""
        return self.labels.index_select(0, drawn[:, 0])
