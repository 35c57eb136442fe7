"""The test images in the forms that tell shape, texture and colour apart."""

import torch
from torch import Tensor, nn

from augment import preprocess
from data import Split
from experiments.measurement import Measurement
from experiments.restyle import Restyling
from experiments.restyled import CLASSES, conflicts, restyled, styles_of_any_class, styles_of_own_class

PAIRS_PER_COMBINATION = 100
TILES = (1, 2, 4, 8, 16)  # along each side


def shuffled(images: Tensor, tiles: int, generator: torch.Generator) -> Tensor:
    """uint8 images [N, 32, 32, 3] cut into tiles x tiles squares, put together in any order, each its own."""
    count, size = len(images), 32 // tiles
    parts = images.reshape(count, tiles, size, tiles, size, 3).transpose(2, 3)
    parts = parts.reshape(count, tiles * tiles, size, size, 3)
    order = torch.rand(count, tiles * tiles, generator=generator).argsort(1)
    parts = parts[torch.arange(count)[:, None], order]
    return parts.reshape(count, tiles, tiles, size, size, 3).transpose(2, 3).reshape(images.shape)


def grey(images: Tensor) -> Tensor:
    """uint8 images [N, 32, 32, 3] with every channel the mean of the three."""
    return images.float().mean(3, keepdim=True).round().to(torch.uint8).expand(images.shape).contiguous()


@torch.no_grad()
def answers(network: nn.Module, images: Tensor, device: torch.device, batch: int = 2500) -> Tensor:
    """The class that the network finds likeliest, for uint8 images [N, 32, 32, 3]."""
    parts = [network(preprocess(part.to(device))).argmax(1).cpu() for part in images.split(batch)]
    return torch.cat(parts)


def by_class(kinds: list[Tensor], labels: Tensor) -> list[list[int]]:
    """For each class, in how many of its conflicts the answer was of each kind."""
    return [[int((kind & (labels == label)).sum()) for kind in kinds] for label in range(CLASSES)]


class ShapeTests:
    """Test images restyled, in conflict, grey and shuffled; and what a network answers on them."""

    def __init__(self, run: Measurement, restyler: nn.Sequential, test: Split, how: Restyling) -> None:
        self.device, self.restyler, self.test = run.device, restyler, test
        generator = torch.Generator().manual_seed(2)
        everything = torch.arange(len(test.labels))
        styles = styles_of_any_class(test.labels, generator)
        own = styles_of_own_class(test.labels, generator)
        pairs = 1 if run.smoke else PAIRS_PER_COMBINATION
        self.contents, self.styles = conflicts(test.labels, pairs, generator)
        self.conflicts = self.conflicts_with(how)
        self.forms = {
            "natural": test.images,
            "restyled": restyled(restyler, test.images, everything, styles, how),
            "restyledWithinClass": restyled(restyler, test.images, everything, own, how),
            "grey": grey(test.images),
        }
        self.shuffled = {tiles: shuffled(test.images, tiles, generator) for tiles in TILES}

    def conflicts_with(self, how: Restyling) -> Tensor:
        """The conflicts' pictures under this restyling."""
        return restyled(self.restyler, self.test.images, self.contents, self.styles, how)

    def kinds(self, found: Tensor) -> list[Tensor]:
        """Which of these answers to the conflicts are for the shape, for the texture, for neither."""
        shape, texture = (found == self.test.labels[chosen] for chosen in (self.contents, self.styles))
        return [shape, texture, ~(shape | texture)]

    def decisions(self, network: nn.Module, conflicts: Tensor) -> list[int]:
        """How many of these pictures of the conflicts are answered by shape, texture, neither."""
        return [int(kind.sum()) for kind in self.kinds(answers(network, conflicts, self.device))]

    def measure(self, network: nn.Module) -> dict[str, object]:
        """Right answers on every form, and the answers to the conflicts.

        `both` counts only those whose content and style the network gets right unstyled.
        """
        labels = self.test.labels
        right = {
            form: answers(network, images, self.device) == labels for form, images in self.forms.items()
        }
        found = answers(network, self.conflicts, self.device)
        kinds = self.kinds(found)
        known = right["natural"][self.contents] & right["natural"][self.styles]
        return {
            **{form: int(which.sum()) for form, which in right.items()},
            "conflict": [int(kind.sum()) for kind in kinds],
            "both": [int((kind & known).sum()) for kind in kinds],
            "byContent": by_class(kinds, labels[self.contents]),
            "byStyle": by_class(kinds, labels[self.styles]),
            "answers": torch.bincount(found, minlength=CLASSES).tolist(),
            "shuffled": {
                str(tiles): int((answers(network, images, self.device) == labels).sum())
                for tiles, images in self.shuffled.items()
            },
        }
