"""Accuracy under attack, by radius, of the book's networks with and without defences.

`python -m experiments.robustness` attacks the first 2,000 test images. An image counts at a radius if
the defended network is right about it both before the attack and at the attack's last step; where
the defence draws, every evaluation is a fresh draw. Radii are grey levels of 255 (L-infinity), or
Euclidean over all 3,072 numbers with white minus black as the unit (L2).
"""

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from adversary import GREY_LEVEL
from augment import preprocess
from data import load
from experiments.measurement import begin
from experiments.shipped import shipped, there

IMAGES, BATCH = 2000, 2000
GREY_LEVELS = (0, 1, 2, 4, 6, 8, 12, 16)
DISTANCES = (0, 0.1, 0.25, 0.5, 0.75, 1.0)
STEPS = 20
VOTES, SMOOTHING = 100, 0.25

Network = Callable[[Tensor], Tensor]


def quantised(x: Tensor) -> Tensor:
    """Eight levels a channel; a rounding, so PyTorch's gradient of it is zero."""
    return ((x + 1) * 3.5).round() / 3.5 - 1


class Straight(torch.autograd.Function):
    """Eight levels a channel, with the identity's gradient."""

    @staticmethod
    def forward(context, x: Tensor) -> Tensor:
        return quantised(x)

    @staticmethod
    def backward(context, gradient: Tensor) -> Tensor:
        return gradient


def noisy(x: Tensor, levels: float) -> Tensor:
    """Gaussian noise of so many grey levels, not clipped."""
    return x + levels * GREY_LEVEL * torch.randn_like(x)


def votes(network: Network, x: Tensor) -> Tensor:
    """How often each class is the answer to x with the noise of the smoothing."""
    answers = [network(noisy(x, 255 * SMOOTHING)).argmax(1) for _ in range(VOTES)]
    return torch.stack([functional.one_hot(answer, 10) for answer in answers]).sum(0).float()


def gradient(network: Network, x: Tensor, labels: Tensor, draws: int = 1) -> Tensor:
    """Of the summed cross-entropy with respect to x, the mean of so many draws."""
    total = torch.zeros_like(x)
    for _ in range(draws):
        leaf = x.detach().requires_grad_(True)
        loss = functional.cross_entropy(network(leaf), labels, reduction="sum")
        total += torch.autograd.grad(loss, leaf)[0]
    return total / draws


def norms(delta: Tensor) -> Tensor:
    """Euclidean norms [N, 1, 1, 1]."""
    return delta.flatten(1).norm(dim=1)[:, None, None, None]


def random_in_box(network: Network, x: Tensor, labels: Tensor, radius: float) -> Tensor:
    """Any point of the L-infinity ball."""
    return (x + radius * (2 * torch.rand_like(x) - 1)).clamp(-1, 1)


def fgsm(network: Network, x: Tensor, labels: Tensor, radius: float) -> Tensor:
    """One step of the gradient's sign, from the image itself."""
    return (x + radius * gradient(network, x, labels).sign()).clamp(-1, 1)


def pgd(
    network: Network, x: Tensor, labels: Tensor, radius: float, draws: int = 1, steps: int = STEPS
) -> Tensor:
    """Signed steps of 5 radii in all from a random start."""
    low, high = (x - radius).clamp(min=-1), (x + radius).clamp(max=1)
    found = random_in_box(network, x, labels, radius)
    for _ in range(steps):
        step = 5 * radius / steps * gradient(network, found, labels, draws).sign()
        found = torch.clamp(found + step, low, high)
    return found


def pgd_l2(network: Network, x: Tensor, labels: Tensor, radius: float, draws: int = 1) -> Tensor:
    """Steps of a quarter radius along the gradient, projected on the Euclidean ball."""
    start = torch.randn_like(x)
    length = radius * torch.rand(len(x), 1, 1, 1, device=x.device)
    found = (x + start / norms(start) * length).clamp(-1, 1)
    for _ in range(STEPS):
        along = gradient(network, found, labels, draws)
        delta = found + radius / 4 * along / norms(along).clamp(min=1e-20) - x
        found = (x + delta * (radius / norms(delta).clamp(min=1e-20)).clamp(max=1)).clamp(-1, 1)
    return found


@dataclass(frozen=True)
class Curve:
    """One network behind one defence under one attack."""

    network: str
    defence: str
    attack: str
    radii: tuple[float, ...] = GREY_LEVELS
    images: int = IMAGES

    @property
    def euclidean(self) -> bool:
        return self.attack.startswith("pgdL2") or self.attack == "eotL2"


CURVES = (
    *(Curve("base", "none", attack) for attack in ("random", "fgsm", "pgd")),
    *(Curve("base", "quantise3", attack) for attack in ("random", "fgsm", "pgd", "bpda", "transfer")),
    *(Curve("robust", "none", attack) for attack in ("random", "fgsm", "pgd", "transfer")),
    *(Curve("noise", "none", attack) for attack in ("fgsm", "pgd")),
    *(Curve("base", "noise8", attack) for attack in ("random", "pgd", "transfer", "eot")),
    *(Curve(name, "none", "pgdL2", DISTANCES) for name in ("base", "robust", "noise")),
    *(Curve(name, "none", attack) for name in ("twin", "stylised") for attack in ("fgsm", "pgd")),
    Curve("robust", "none", "pgd50x5", (8,)),
    Curve("noise", "smooth", "eotL2", DISTANCES, 500),
    Curve("noise", "smooth", "eot", GREY_LEVELS, 500),
)


def attacked_through(curve: Curve, bare: Network, base: Network) -> Network:
    """The function whose gradient the attack climbs."""
    if curve.attack == "transfer":
        return base
    if curve.defence == "quantise3":
        return lambda x: bare(Straight.apply(x) if curve.attack == "bpda" else quantised(x))
    if curve.defence == "noise8":
        return lambda x: bare(noisy(x, 8))
    if curve.defence == "smooth":
        return lambda x: bare(noisy(x, 255 * SMOOTHING))
    return bare


def defended(curve: Curve, bare: Network) -> Network:
    """What answers; largest entry wins."""
    wrapped: dict[str, Network] = {
        "none": bare,
        "quantise3": lambda x: bare(quantised(x)),
        "noise8": lambda x: bare(noisy(x, 8)),
        "smooth": lambda x: votes(bare, x),
    }
    return wrapped[curve.defence]


ATTACKS = {
    "random": random_in_box,
    "fgsm": fgsm,
    "pgd": pgd,
    "bpda": pgd,
    "transfer": pgd,
    "eot": lambda *given: pgd(*given, draws=16),
    "pgdL2": pgd_l2,
    "eotL2": lambda *given: pgd_l2(*given, draws=16),
    "pgd50x5": lambda *given: pgd(*given, steps=50),
}


def right_by_radius(curve: Curve, bare: nn.Module, base: nn.Module, x: Tensor, labels: Tensor) -> list[int]:
    """Right answers at every radius."""
    function, answering = attacked_through(curve, bare, base), defended(curve, bare)
    unit = 2.0 if curve.euclidean else GREY_LEVEL
    restarts = 5 if curve.attack == "pgd50x5" else 1
    right = []
    for radius in curve.radii:
        survivors = 0
        for images, truth in zip(x[: curve.images].split(BATCH), labels[: curve.images].split(BATCH)):
            with torch.no_grad():
                alive = answering(images).argmax(1) == truth
            for _ in range(restarts if radius else 0):
                found = ATTACKS[curve.attack](function, images, truth, radius * unit)
                with torch.no_grad():
                    alive &= answering(found).argmax(1) == truth
            survivors += int(alive.sum())
        right.append(survivors)
    return right


def main() -> None:
    run = begin("robustness", __doc__)
    test = load("test").subset(torch.arange(4 if run.smoke else IMAGES))
    x, labels = preprocess(test.images).to(run.device), test.labels.to(run.device)
    base, _ = shipped("base", run.device)
    body = {"test": f"the first {len(labels)} test images", "seed": 0, "networks": {}, "curves": []}
    longest = 0.0
    for curve in CURVES:
        wanted = not run.arguments.networks or curve.network in run.arguments.networks
        if not wanted or not there(curve.network) or not run.time_for(longest):
            continue
        bare, checksum = shipped(curve.network, run.device)
        body["networks"][curve.network] = checksum
        torch.manual_seed(0)
        begun = run.seconds()
        right = right_by_radius(curve, bare, base, x, labels)
        longest = max(longest, run.seconds() - begun)
        body["curves"].append(
            {
                "network": curve.network,
                "defence": curve.defence,
                "attack": curve.attack,
                "norm": "l2" if curve.euclidean else "linf",
                "radii": list(curve.radii),
                "of": min(curve.images, len(labels)),
                "right": right,
                "seconds": round(run.seconds() - begun, 1),
            }
        )
        run.save(body)


if __name__ == "__main__":
    main()
