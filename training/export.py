"""Makes `public/models/<name>/` from a finished run: `python export.py base`.

Folds batch norm, rounds the kernels to int8 and measures both on all test images. Writes the
weights, the manifest that the book loads, and the evaluation that its page on the network shows.
"""

import argparse
import datetime
import hashlib
import json
import platform
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from torch import nn

from adversary import robust_accuracy
from augment import preprocess
from configurations import CONFIGURATIONS, Configuration, Recipe
from data import Split, load
from evaluation import all_logits, confident_mistakes, confusion_matrix, share_right
from fetch_cifar10 import ARCHIVE_SHA256, PACKAGE
from network import INPUT_SHAPE, build, fold, parameter_count
from quantise import quantised_copy
from sample_images import test_sample
from sprites import write_sprite
from train import RUNS_FOLDER
from weights_file import pack

MODELS_FOLDER = Path(__file__).parent.parent / "public" / "models"
FORMAT = 1
MISTAKES_SHOWN = 24

DATA_SECTION = {
    "name": "CIFAR-10",
    "author": "Alex Krizhevsky",
    "reference": "Learning Multiple Layers of Features from Tiny Images, technical report, 2009",
    "obtainedFrom": f"npm package {PACKAGE}",
    "archiveSha256": ARCHIVE_SHA256,
    "licence": (
        "The npm package states ISC. The data set's author states no licence and asks that the "
        "technical report be cited."
    ),
}


def finished_run(configuration: Configuration) -> tuple[nn.Sequential, dict[str, Any]]:
    """The folded network of a run that has reached its last epoch, and the run's state."""
    state = torch.load(RUNS_FOLDER / configuration.name / "last.pt", weights_only=True)
    done, wanted = len(state["history"]), configuration.recipe.epochs
    if done < wanted:
        raise SystemExit(f"{configuration.name} has {done} of {wanted} epochs: run train.py first")
    trained = build(configuration.architecture)
    trained.load_state_dict(state["network"])
    return fold(trained.eval()), state


def processor_name() -> str:
    """What the processor calls itself, where the system tells."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def plain(described: Any) -> dict[str, Any]:
    """A dataclass as the manifest writes it, with names in camelCase."""
    return {
        (words := name.split("_"))[0] + "".join(map(str.capitalize, words[1:])): value
        for name, value in asdict(described).items()
    }


def augmentation(recipe: Recipe) -> str:
    """What the training images went through."""
    always = "random crop after reflect padding, random horizontal flip"
    if recipe.noise:
        return f"{always}; then Gaussian noise of deviation {recipe.noise:g}, white being 1, not clipped"
    if recipe.largest_scale == 1:
        return always
    return f"{always}; then a random window enlarged to 32x32, by a factor of 1 to {recipe.largest_scale:g}"


def trained_on(configuration: Configuration) -> str:
    """The training images."""
    images = f"all 5,000 training images of each of {len(configuration.classes)} classes"
    if not configuration.restyled:
        return images
    return f"{images}, each with the texture of another by Gram matching (training/experiments/restyle.py)"


def duration(state: dict[str, Any]) -> dict[str, Any]:
    """Seconds and the machine; a run on a GPU says itself where it was, and counts no processor time."""
    history = state["history"]
    seconds = {"seconds": round(sum(epoch["seconds"] for epoch in history))}
    if "machine" in state:
        return {**seconds, "machine": state["machine"], "software": state["software"]}
    return {
        **seconds,
        "processorSeconds": round(sum(epoch["processorSeconds"] for epoch in history)),
        "machine": f"{processor_name()}, one thread, shared with other work",
        "software": f"PyTorch {torch.__version__}",
    }


def training_section(configuration: Configuration, state: dict[str, Any]) -> dict[str, Any]:
    """How the weights came about."""
    return {
        "seed": configuration.seed,
        "recipe": plain(configuration.recipe),
        "optimiser": "SGD with Nesterov momentum; rate linear up to the peak, then linear to zero",
        "augmentation": augmentation(configuration.recipe),
        "adversary": plain(configuration.adversary) if configuration.adversary else None,
        "trainedOn": trained_on(configuration),
        "selection": (
            "Recipe and length were fixed before the run and the last epoch's weights taken. "
            "Nothing was selected on the test set."
        ),
        **duration(state),
        "date": datetime.date.today().isoformat(),
    }


def measure_attack(network: nn.Module, split: Split, count: int, restarts: int) -> dict[str, Any]:
    """Accuracy under PGD-20 on the first `count` images of the split."""
    images, labels = preprocess(split.images[:count]), split.labels[:count]
    return {
        "attack": f"PGD, 20 steps of 2/255, {restarts} random starts, L-infinity radius 8/255",
        "images": len(labels),
        "accuracy": robust_accuracy(network, images, labels, radius=8, restarts=restarts),
    }


def write_json(file: Path, content: dict[str, Any], indent: int | None = None) -> None:
    separators = None if indent else (",", ":")
    file.write_text(json.dumps(content, indent=indent, separators=separators) + "\n")


def export(configuration: Configuration, attack_images: int, restarts: int) -> dict[str, Any]:
    """Writes the network's folder; its manifest."""
    folder = MODELS_FOLDER / configuration.name
    folder.mkdir(parents=True, exist_ok=True)
    folded, state = finished_run(configuration)
    shipped = quantised_copy(folded)

    weights, layers = pack(folded, configuration.architecture, int8=True)
    (folder / "weights.bin").write_bytes(weights)

    test = load("test").only(configuration.classes)
    sample = test_sample(load("test")).only(configuration.classes)
    before, after = all_logits(folded, test), all_logits(shipped, test)
    mistakes, described = confident_mistakes(after, test, MISTAKES_SHOWN)
    write_sprite(folder / "mistakes.png", mistakes.images, columns=8)

    manifest = {
        "format": FORMAT,
        "name": configuration.name,
        "purpose": configuration.purpose,
        "input": {
            "shape": list(INPUT_SHAPE),
            "range": [0, 255],
            "preprocessing": {"divideBy": 127.5, "add": -1},
        },
        "classes": list(configuration.classes),
        "parameters": parameter_count(folded),
        "weights": {
            "file": "weights.bin",
            "bytes": len(weights),
            "sha256": hashlib.sha256(weights).hexdigest(),
            "quantisation": "int8 kernels, symmetric, one float32 scale per output channel",
        },
        "layers": layers,
        "accuracy": {
            "images": len(test.labels),
            "beforeQuantisation": share_right(before, test.labels),
            "afterQuantisation": share_right(after, test.labels),
            "largestLogitDifference": round(float((before - after).abs().max()), 5),
            "sample": {
                "files": ["public/images/gallery.png", "tests/fixtures/golden/after-gallery.png"],
                "images": len(sample.labels),
                "afterQuantisation": share_right(all_logits(shipped, sample), sample.labels),
            },
            "underAttack": measure_attack(shipped, test, attack_images, restarts)
            if attack_images
            else None,
        },
        "training": training_section(configuration, state),
        "data": DATA_SECTION,
        "licence": "MIT, like the code of this book",
    }
    write_json(folder / "manifest.json", manifest, indent=1)
    write_json(
        folder / "evaluation.json",
        {
            "confusionMatrix": confusion_matrix(after, test.labels),
            "mistakes": {"sprite": "mistakes.png", "columns": 8, "images": described},
            "trainingCurve": [
                {key: round(epoch[key], 5) for key in ("trainingLoss", "trainingAccuracy", "learningRate")}
                for epoch in state["history"]
            ],
        },
    )
    return manifest


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=CONFIGURATIONS)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--attack-images", type=int, default=1000, help="0 leaves the attack out")
    parser.add_argument("--restarts", type=int, default=3)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    configuration = CONFIGURATIONS[arguments.name]
    manifest = export(configuration, arguments.attack_images, arguments.restarts)
    print(json.dumps({"accuracy": manifest["accuracy"], "weights": manifest["weights"]}, indent=1))


if __name__ == "__main__":
    main()
