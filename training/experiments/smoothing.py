"""Certified accuracy by randomised smoothing (Cohen, Rosenfeld and Kolter, 2019).

`python -m experiments.smoothing`: for the gallery's images, the answer that most of N0 noisy copies
get, and how many of N others get it too. Convolutions run in half precision, so what is certified
is the smoothed version of the network as computed so. Noise is in units of white minus black and
not clipped; radii are Euclidean, in the same units, over all 3,072 numbers of an image.
"""

import copy
import math
from statistics import NormalDist

import numpy as np
import torch
from torch import Tensor, nn

from augment import preprocess
from data import load
from experiments.measurement import begin
from experiments.shipped import shipped, there
from sample_images import gallery

PAIRS = (("noise", 0.25), ("base", 0.25), ("noise", 0.12), ("base", 0.12), ("noise", 0.5), ("robust", 0.25))
N0, N, ALPHA = 100, 10_000, 0.001
RADII = [round(0.05 * i, 2) for i in range(21)]
BATCH = 10_000


def at_least(k: int, n: int, p: float) -> float:
    """Probability of k or more successes in n trials of probability p."""
    if p <= 0:
        return float(k <= 0)
    j = np.arange(k, n + 1)
    logs = np.cumsum(np.log(np.arange(1, n + 1)))
    factorial = np.concatenate(([0.0], logs))
    terms = factorial[n] - factorial[j] - factorial[n - j] + j * math.log(p) + (n - j) * math.log1p(-p)
    return float(np.exp(terms).sum())


def lower_bound(k: int, n: int, alpha: float) -> float:
    """Clopper and Pearson's one-sided bound: the p at which k or more of n have probability alpha."""
    if k == 0:
        return 0.0
    low, high = 0.0, k / n if k < n else 1 - 1e-15
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if at_least(k, n, middle) < alpha else (low, middle)
    return low


def radius(k: int, n: int, alpha: float, sigma: float) -> float:
    """Within which the smoothed answer cannot change, at confidence 1 - alpha; 0 where it abstains."""
    p = lower_bound(k, n, alpha)
    return sigma * NormalDist().inv_cdf(p) if p > 0.5 else 0.0


@torch.no_grad()
def counts(network: nn.Module, image: Tensor, sigma: float, draws: int, generator: torch.Generator) -> Tensor:
    """How often each class is the answer to the preprocessed image [1, 3, 32, 32] with noise."""
    total = 0
    for start in range(0, draws, BATCH):
        size = (min(BATCH, draws - start), *image.shape[1:])
        noise = torch.empty(size, device=image.device).normal_(0, 2 * sigma, generator=generator)
        noisy = (image + noise).half().to(memory_format=torch.channels_last)
        total = total + torch.bincount(network(noisy).argmax(1), minlength=10)
    return total


def main() -> None:
    run = begin("smoothing", __doc__)
    split, n = gallery(load("test")), N
    if run.smoke:
        split, n = split.subset(torch.arange(3)), 20
    images = preprocess(split.images).to(run.device)
    wanted = [pair for pair in PAIRS if not run.arguments.networks or pair[0] in run.arguments.networks]
    body = {"n0": N0, "n": n, "alpha": ALPHA, "of": len(split.labels), "radii": RADII, "certified": {}}
    for name, sigma in wanted:
        if not there(name) or not run.time_for(25):
            continue
        network, checksum = shipped(name, run.device)
        half = copy.deepcopy(network).half()
        generator = torch.Generator(run.device).manual_seed(0)
        rows = []
        for image, label in zip(images.split(1), split.labels.tolist()):
            top = counts(half, image, sigma, N0, generator).argmax()
            rows.append((label, top, counts(half, image, sigma, n, generator)[top]))
        rows = [(label, int(top), int(k)) for label, top, k in rows]
        pictures = [
            [label, top if radius(k, n, ALPHA, sigma) > 0 else -1, k, round(radius(k, n, ALPHA, sigma), 4)]
            for label, top, k in rows
        ]
        right = [found for label, answer, _, found in pictures if answer == label]
        with torch.no_grad():
            bare = int((network(images).argmax(1).cpu() == split.labels).sum())
        body["certified"][f"{name} {sigma:g}"] = {
            "network": name,
            "sigma": sigma,
            "sha256": checksum,
            "rightWithoutNoise": bare,
            "right": [sum(found >= r for found in right) for r in RADII],
            "abstains": sum(answer == -1 for _, answer, _, _ in pictures),
            "pictures": pictures,
        }
        run.save(body)


if __name__ == "__main__":
    main()
