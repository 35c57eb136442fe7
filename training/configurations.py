"""What distinguishes the book's networks: architecture, classes, seed and recipe.

Every recipe was written down before its run; none was chosen by looking at the test set.
"""

from dataclasses import dataclass, replace

from adversary import Adversary
from network import Architecture, Conv, Dense, Flatten, GlobalAveragePool, MaxPool

CIFAR10_CLASSES = (
    "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck",
)  # fmt: skip


@dataclass(frozen=True)
class Recipe:
    """One-cycle SGD with Nesterov momentum: linear warm-up to the peak, linear decay to zero.

    Above 1, `largest_scale` enlarges every image by a factor from 1 to it, each octave equally
    likely, and keeps a window of the image's own size, placed at random. `noise` is the standard
    deviation of the Gaussian noise added to every channel of every pixel, black being 0 and white 1;
    the sum is not clipped.
    """

    epochs: int
    batch: int = 250
    peak_learning_rate: float = 0.2
    warm_up: float = 0.15
    momentum: float = 0.9
    weight_decay: float = 5e-4
    label_smoothing: float = 0.1
    crop_padding: int = 4
    cutout: int = 0
    largest_scale: float = 1.0
    noise: float = 0.0
    bfloat16: bool = True


@dataclass(frozen=True)
class Configuration:
    """One network of the book."""

    name: str
    purpose: str
    architecture: Architecture
    classes: tuple[str, ...]
    seed: int
    recipe: Recipe
    adversary: Adversary | None = None
    restyled: bool = False  # trained on images with the textures of others


def trunk(first_kernel: int = 5) -> Architecture:
    """The convolutions of all networks: 32 maps at 32x32, 64 at 16x16, 128 at 8x8."""
    return (
        Conv(first_kernel, 32), MaxPool(2),
        Conv(3, 64), Conv(3, 64), MaxPool(2),
        Conv(3, 128), Conv(3, 128),
    )  # fmt: skip


BASE = Configuration(
    name="base",
    purpose="The book's network.",
    architecture=(*trunk(), GlobalAveragePool(), Dense(10)),
    classes=CIFAR10_CLASSES,
    seed=1,
    recipe=Recipe(epochs=48),
)

# Their four neighbours are left out: deer (horse), dog (cat), truck (automobile), and frog.
SIX_CLASSES = ("airplane", "automobile", "bird", "cat", "horse", "ship")

CONFIGURATIONS = {
    configuration.name: configuration
    for configuration in (
        BASE,
        replace(
            BASE,
            name="twin",
            purpose="The base network from another seed: a judge for images made with base.",
            seed=2,
        ),
        replace(
            BASE,
            name="six",
            purpose="Trained on six classes; deer, dog, frog and truck it has never seen.",
            architecture=(*trunk(), GlobalAveragePool(), Dense(len(SIX_CLASSES))),
            classes=SIX_CLASSES,
            seed=3,
        ),
        replace(
            BASE,
            name="flat-head",
            purpose="Flattened maps and a dense head instead of pooling: parameters, invariance.",
            architecture=(*trunk(), Flatten(), Dense(10)),
            seed=4,
            recipe=replace(BASE.recipe, epochs=30),
        ),
        replace(
            BASE,
            name="wide-filters",
            purpose="7x7 kernels in the first layer, for looking at weights.",
            architecture=(*trunk(first_kernel=7), GlobalAveragePool(), Dense(10)),
            seed=5,
            recipe=replace(BASE.recipe, epochs=30),
        ),
        replace(
            BASE,
            name="robust",
            purpose="Trained against an L-infinity adversary of 8/255.",
            seed=6,
            recipe=replace(BASE.recipe, epochs=30, label_smoothing=0.0),
            adversary=Adversary(radius=8, step=5, steps=2),
        ),
        replace(
            BASE,
            name="scale-jitter",
            purpose="Trained on images enlarged up to twofold; never on shrunk ones.",
            seed=7,
            recipe=replace(BASE.recipe, epochs=12, largest_scale=2.0),
        ),
        replace(
            BASE,
            name="noise",
            purpose="Trained on images with Gaussian noise, for randomised smoothing.",
            seed=8,
            recipe=replace(BASE.recipe, epochs=30, noise=0.25),
        ),
        replace(
            BASE,
            name="stylised",
            purpose="Trained on images that were given the textures of others, of any class.",
            seed=9,
            recipe=replace(BASE.recipe, epochs=30),
            restyled=True,
        ),
    )
}
