"""Attacks inside an L-infinity ball: for training, and for measuring what is left of accuracy.

Images are x/127.5 - 1; radii and steps are in grey levels of 0..255, so 8 means 8/255.
"""

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

GREY_LEVEL = 1 / 127.5


@dataclass(frozen=True)
class Adversary:
    """Projected gradient ascent of the loss with signed steps, from a random start.

    Madry et al. 2018. With one step it is FGSM with a random start (Wong et al. 2020).
    """

    radius: float
    step: float
    steps: int

    def attack(
        self,
        network: Callable[[Tensor], Tensor],
        images: Tensor,
        labels: Tensor,
        generator: torch.Generator,
    ) -> Tensor:
        """Images within the radius of `images`, and within [-1, 1], that the network finds harder."""
        radius, step = self.radius * GREY_LEVEL, self.step * GREY_LEVEL
        low, high = (images - radius).clamp(min=-1), (images + radius).clamp(max=1)
        noise = torch.empty_like(images).uniform_(-radius, radius, generator=generator)
        adversarial = torch.clamp(images + noise, low, high)
        for _ in range(self.steps):
            adversarial.requires_grad_(True)
            loss = functional.cross_entropy(network(adversarial).float(), labels)
            (gradient,) = torch.autograd.grad(loss, adversarial)
            adversarial = torch.clamp(adversarial.detach() + step * gradient.sign(), low, high)
        return adversarial


def robust_accuracy(
    network: Callable[[Tensor], Tensor],
    images: Tensor,
    labels: Tensor,
    *,
    radius: float = 8,
    restarts: int = 3,
    seed: int = 0,
    batch: int = 500,
) -> float:
    """Share of images still classified right after PGD-20 (step radius/4), in the worst restart.

    An image counts only if the network is right about it unattacked and in every restart.
    """
    adversary = Adversary(radius=radius, step=radius / 4, steps=20)
    generator = torch.Generator().manual_seed(seed)
    survivors = 0
    for image_batch, label_batch in zip(images.split(batch), labels.split(batch)):
        with torch.no_grad():
            alive = network(image_batch).argmax(1) == label_batch
        for _ in range(restarts):
            x, y = image_batch[alive], label_batch[alive]
            if len(y) == 0:
                break
            adversarial = adversary.attack(network, x, y, generator)
            with torch.no_grad():
                still_right = network(adversarial).argmax(1) == y
            alive[alive.clone()] = still_right
        survivors += int(alive.sum())
    return survivors / len(labels)
