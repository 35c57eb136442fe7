"""What a training image goes through on its way to the network."""

import torch
from torch import Tensor
from torch.nn import functional


def preprocess(images: Tensor) -> Tensor:
    """uint8 [N, 32, 32, 3] in 0..255 to float [N, 3, 32, 32] in -1..1, channels last in memory."""
    return images.permute(0, 3, 1, 2).float().div_(127.5).sub_(1)


def reflect(images: Tensor, padding: int) -> Tensor:
    """Images [N, H, W, 3] with `padding` mirrored pixels on every side."""
    size = images.shape[1]
    index = torch.arange(-padding, size + padding).abs()
    index = torch.where(index >= size, 2 * (size - 1) - index, index)
    return images[:, index][:, :, index].contiguous()


def crop_and_flip(padded: Tensor, chosen: Tensor, size: int, generator: torch.Generator) -> Tensor:
    """Random size x size windows of the chosen padded images, half of them mirrored."""
    count, slack = len(chosen), padded.shape[1] - size + 1
    top = torch.randint(slack, (count, 1), generator=generator)
    left = torch.randint(slack, (count, 1), generator=generator)
    mirrored = torch.rand(count, 1, generator=generator) < 0.5
    steps = torch.arange(size)
    rows = top + steps
    columns = left + torch.where(mirrored, size - 1 - steps, steps)
    return padded[chosen[:, None, None], rows[:, :, None], columns[:, None, :]]


def enlarge(images: Tensor, largest: float, generator: torch.Generator) -> Tensor:
    """Random windows of preprocessed images [N, 3, H, W], enlarged to H x W: by 1 up to `largest`.

    The logarithm of the factor is uniform, and so is the window's place within its image; between
    pixels the enlarged image is linear.
    """
    if largest == 1:
        return images
    count = len(images)
    side = largest ** -torch.rand(count, generator=generator)  # of the window, as a share
    shift = (1 - side)[:, None] * (2 * torch.rand(count, 2, generator=generator) - 1)
    windows = torch.cat((torch.diag_embed(side[:, None].expand(count, 2)), shift[:, :, None]), dim=2)
    grid = functional.affine_grid(windows, list(images.shape), align_corners=False)
    return functional.grid_sample(images, grid, padding_mode="border", align_corners=False)


def cut_out(images: Tensor, size: int, generator: torch.Generator) -> Tensor:
    """Preprocessed images with one size x size square of each set to grey, in place."""
    if size == 0:
        return images
    count, _, height, width = images.shape
    top = torch.randint(height - size + 1, (count, 1), generator=generator)
    left = torch.randint(width - size + 1, (count, 1), generator=generator)
    rows, columns = torch.arange(height), torch.arange(width)
    in_rows = (rows >= top) & (rows < top + size)
    in_columns = (columns >= left) & (columns < left + size)
    return images.masked_fill_((in_rows[:, :, None] & in_columns[:, None, :])[:, None], 0)


def add_noise(images: Tensor, deviation: float, generator: torch.Generator | None = None) -> Tensor:
    """Preprocessed images with Gaussian noise, its deviation in units of white minus black."""
    if deviation == 0:
        return images
    noise = torch.empty_like(images).normal_(0, 2 * deviation, generator=generator)
    return images + noise
