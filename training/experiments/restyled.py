"""CIFAR-10 with textures exchanged, and pairs whose shape is of one class and whose texture of another."""

import time

import torch
from torch import Tensor, nn

from augment import preprocess
from data import Split
from experiments.restyle import Restyling, restyle

CLASSES = 10
PAIRS_PER_COMBINATION = 100


def bytes_of(images: Tensor) -> Tensor:
    """Preprocessed images [N, 3, H, W] as uint8 [N, H, W, 3]."""
    return ((images + 1) * 127.5).round_().clamp_(0, 255).to(torch.uint8).permute(0, 2, 3, 1).contiguous()


def styles_of_any_class(labels: Tensor, generator: torch.Generator) -> Tensor:
    """For every image another one, each being the style of exactly one: a random cyclic order."""
    order = torch.randperm(len(labels), generator=generator)
    styles = torch.empty_like(order)
    styles[order] = order.roll(1)
    return styles


def styles_of_own_class(labels: Tensor, generator: torch.Generator) -> Tensor:
    """The same within each class."""
    styles = torch.empty_like(labels)
    for label in labels.unique():
        members = (labels == label).nonzero().flatten()
        styles[members] = members[styles_of_any_class(members, generator)]
    return styles


def conflicts(labels: Tensor, per_combination: int, generator: torch.Generator) -> tuple[Tensor, Tensor]:
    """Contents and styles, equally many of each ordered pair of different classes.

    For each pair, contents and styles are drawn without repetition.
    """
    contents, styles = [], []
    members = [(labels == label).nonzero().flatten() for label in range(CLASSES)]
    for content in range(CLASSES):
        for style in range(CLASSES):
            if content == style:
                continue
            for chosen, label in ((contents, content), (styles, style)):
                order = torch.randperm(len(members[label]), generator=generator)
                chosen.append(members[label][order[:per_combination]])
    return torch.cat(contents), torch.cat(styles)


def restyled(
    network: nn.Sequential,
    images: Tensor,
    contents: Tensor,
    styles: Tensor,
    how: Restyling,
    batch: int = 5000,
) -> Tensor:
    """uint8 images [N, 32, 32, 3] of these contents in these styles, both numbers of `images`."""
    begun, device = time.monotonic(), next(network.parameters()).device
    found = []
    for content, style in zip(contents.split(batch), styles.split(batch)):
        pair = [preprocess(images[chosen].to(device)).contiguous() for chosen in (content, style)]
        found.append(bytes_of(restyle(network, *pair, how)).cpu())
    print(f"restyled {len(contents)} images in {time.monotonic() - begun:.1f} s", flush=True)
    return torch.cat(found)


def with_images(split: Split, images: Tensor) -> Split:
    """The same labels and numbers, other images."""
    return Split(images, split.labels, split.numbers)
