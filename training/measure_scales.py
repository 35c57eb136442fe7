"""What a run makes of all test images in other sizes: `python measure_scales.py base --epochs 12`.

The chapter on scale compares `scale-jitter`, which had 12 epochs, with `base`, which had 48. This
measures what a network of base's recipe makes of the same images after 12, and writes shares of
right answers to `content/chapters/scale-invariance/same-epochs.json` beside what it already holds.
`sha256` there is of the `weights.bin` that `export.py` would write.
"""

import argparse
import hashlib
import json
from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from augment import preprocess
from configurations import CONFIGURATIONS
from data import Split, load
from network import build, fold
from quantise import quantised_copy
from train import RUNS_FOLDER
from weights_file import pack

FILE = Path(__file__).parent.parent / "content" / "chapters" / "scale-invariance" / "same-epochs.json"
SIDES = (16, 24, 32, 40, 48, 64, 80)


def resize(images: Tensor, side: int) -> Tensor:
    """Linear where the images grow, under a triangle one new pixel wide where they shrink."""
    if side == images.shape[-1]:
        return images
    return functional.interpolate(images, (side, side), mode="bilinear", antialias=True)


def in_disc(images: Tensor) -> Tensor:
    """Grey outside the largest disc around the centre, as the book's `inDisc`."""
    size = images.shape[-1]
    from_centre = torch.arange(size) + 0.5 - size / 2
    return images * (from_centre[:, None] ** 2 + from_centre**2 <= (size / 2) ** 2)


def share_right(network: nn.Module, split: Split, change, batch: int = 250) -> float:
    """Share of images that are still right after `change` of the preprocessed batch."""
    right = 0
    with torch.no_grad():
        for images, labels in zip(split.images.split(batch), split.labels.split(batch)):
            right += int((network(change(preprocess(images))).argmax(1) == labels).sum())
    return right / len(split.labels)


def measure(network: nn.Module, split: Split) -> dict[str, object]:
    """Shares of right answers in other sizes, halved and restored, and turned by quarters."""
    return {
        "sides": list(SIDES),
        "right": [share_right(network, split, lambda x, s=side: resize(x, s)) for side in SIDES],
        "restored": share_right(network, split, lambda x: resize(resize(x, 16), 32)),
        "disc": share_right(network, split, in_disc),
        "quarterTurns": [
            share_right(network, split, lambda x, t=turn: in_disc(torch.rot90(x, t, (2, 3))))
            for turn in (1, -1)
        ],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=CONFIGURATIONS)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--epochs", type=int, help="as given to train.py")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    configuration, folder = CONFIGURATIONS[arguments.name], arguments.name
    if arguments.epochs:
        recipe = replace(configuration.recipe, epochs=arguments.epochs)
        configuration, folder = replace(configuration, recipe=recipe), f"{folder}-{arguments.epochs}"
    state = torch.load(RUNS_FOLDER / folder / "last.pt", weights_only=True)
    done, wanted = len(state["history"]), configuration.recipe.epochs
    if done < wanted:
        raise SystemExit(f"{folder} has {done} of {wanted} epochs: run train.py first")
    network = build(configuration.architecture)
    network.load_state_dict(state["network"])
    folded = fold(network.eval())
    weights, _ = pack(folded, configuration.architecture, int8=True)
    test = load("test").only(configuration.classes)
    entry = {
        "epochs": wanted,
        "seed": configuration.seed,
        "sha256": hashlib.sha256(weights).hexdigest(),
        "largestScale": configuration.recipe.largest_scale,
        "images": len(test.labels),
        **measure(quantised_copy(folded), test),
    }
    known = json.loads(FILE.read_text()) if FILE.exists() else {}
    FILE.write_text(json.dumps({**known, folder: entry}, indent=1) + "\n")
    print(json.dumps(entry, indent=1))


if __name__ == "__main__":
    main()
