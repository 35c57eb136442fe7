"""Chooses the test images that the book shows and that its tests use: `python sample_images.py`.

The gallery, and the sample for the tests that begins with it, are drawn by a seed, the same number
of each class, before anybody has looked. The teaching images are chosen by eye among the gallery;
`teaching.json` here records each choice with its reason.
"""

import json
from pathlib import Path
from typing import Any

import torch

from configurations import CIFAR10_CLASSES
from data import Split, load
from sprites import write_sprite

ROOT = Path(__file__).parent.parent
IMAGES_FOLDER = ROOT / "public" / "images"
FIXTURES_FOLDER = ROOT / "tests" / "fixtures" / "golden"
TEACHING_CHOICE = Path(__file__).parent / "teaching.json"
SEED = 20090408
GALLERY_PER_CLASS = 50
SAMPLE_PER_CLASS = 100


def draw(test: Split, per_class: int) -> Split:
    """The first `per_class` images of each class in a shuffled order, classes taking turns.

    A smaller draw is the beginning of a larger one.
    """
    order = torch.randperm(len(test.labels), generator=torch.Generator().manual_seed(SEED))
    by_class = [order[test.labels[order] == label][:per_class] for label in range(len(CIFAR10_CLASSES))]
    return test.subset(torch.stack(by_class, dim=1).flatten())


def gallery(test: Split) -> Split:
    """The 500 images of the book's gallery."""
    return draw(test, GALLERY_PER_CLASS)


def test_sample(test: Split) -> Split:
    """The 1,000 images with which the book's tests reproduce the accuracies; half are the gallery."""
    return draw(test, SAMPLE_PER_CLASS)


def after_gallery(test: Split) -> Split:
    """The sample's second half, which the book does not show."""
    sample = test_sample(test)
    return sample.subset(torch.arange(len(gallery(test).labels), len(sample.labels)))


def teaching(test: Split) -> tuple[Split, list[str]]:
    """The images chosen for teaching, and why each was."""
    choices = json.loads(TEACHING_CHOICE.read_text())["images"]
    split = test.subset(torch.tensor([choice["number"] for choice in choices]))
    for choice, label in zip(choices, split.labels.tolist()):
        if choice["class"] != CIFAR10_CLASSES[label]:
            raise ValueError(f"teaching image {choice['number']} is of class {CIFAR10_CLASSES[label]}")
    return split, [choice["why"] for choice in choices]


def write(file: Path, split: Split, columns: int, **more: Any) -> None:
    """The sprite and, beside it, what is on it. `numbers` are places in CIFAR-10's test set."""
    write_sprite(file, split.images, columns)
    index = {
        "sprite": file.name,
        "width": 32,
        "height": 32,
        "columns": columns,
        "count": len(split.labels),
        "classes": CIFAR10_CLASSES,
        "labels": split.labels.tolist(),
        "numbers": split.numbers.tolist(),
        **more,
    }
    file.with_suffix(".json").write_text(json.dumps(index, separators=(",", ":")) + "\n")
    print(f"{file.relative_to(ROOT)}: {len(split.labels)} images, {file.stat().st_size:,} bytes")


def main() -> None:
    test = load("test")
    write(IMAGES_FOLDER / "gallery.png", gallery(test), 25, seed=SEED)
    write(FIXTURES_FOLDER / "after-gallery.png", after_gallery(test), 25, seed=SEED)
    if TEACHING_CHOICE.exists():
        split, why = teaching(test)
        write(IMAGES_FOLDER / "gallery-teaching.png", split, 8, why=why)


if __name__ == "__main__":
    main()
