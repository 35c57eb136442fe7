"""CIFAR-10 as tensors, restricted to the classes that a network knows."""

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from configurations import CIFAR10_CLASSES
from fetch_cifar10 import DATA_FILE


@dataclass(frozen=True)
class Split:
    """Images uint8 [N, 32, 32, 3], labels [N], and each image's number in CIFAR-10's own order."""

    images: Tensor
    labels: Tensor
    numbers: Tensor

    def subset(self, chosen: Tensor) -> "Split":
        return Split(self.images[chosen], self.labels[chosen], self.numbers[chosen])

    def only(self, classes: tuple[str, ...]) -> "Split":
        """The images of these classes, labelled by their place in `classes`."""
        place = torch.full((len(CIFAR10_CLASSES),), -1)
        for label, name in enumerate(classes):
            place[CIFAR10_CLASSES.index(name)] = label
        relabelled = Split(self.images, place[self.labels], self.numbers)
        return relabelled.subset(relabelled.labels >= 0)


def load(name: str) -> Split:
    """The 'train' or the 'test' split."""
    if not DATA_FILE.exists():
        raise SystemExit(f"{DATA_FILE} is missing: run `python fetch_cifar10.py` first")
    arrays = np.load(DATA_FILE)
    images = torch.from_numpy(arrays[f"{name}_images"])
    labels = torch.from_numpy(arrays[f"{name}_labels"]).long()
    return Split(images, labels, torch.arange(len(labels)))


def hold_out(split: Split, count: int, seed: int = 0) -> tuple[Split, Split]:
    """The split without `count` images chosen at random, and those images."""
    order = torch.randperm(len(split.labels), generator=torch.Generator().manual_seed(seed))
    return split.subset(order[count:]), split.subset(order[:count])
