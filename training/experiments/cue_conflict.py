"""Does a network go by shape or by texture, and what does its training do to that?

`python -m experiments.cue_conflict` restyles CIFAR-10 with the first layers of the book's `twin`,
trains networks of one architecture and recipe on four versions of the training images, and
measures them and the shipped networks on the test images: as they are, restyled, with the shape of
one class and the texture of another, grey, and with tiles shuffled.

The layers and weights of the restyling were chosen by looking at 24 restyled test images, and at
what `base` and `twin` answered on 300, before any network was trained.
"""

import time
from dataclasses import asdict, replace

import torch
from torch import Tensor, nn

from configurations import CONFIGURATIONS, Configuration
from data import Split, load
from experiments.cohort import Cohort
from experiments.learner import Learner
from experiments.measurement import Measurement, begin
from experiments.pictures import Pictures
from experiments.restyle import Restyling
from experiments.restyled import restyled, styles_of_any_class, styles_of_own_class, with_images
from experiments.runs import learner_of, save_run, trained_weights
from experiments.shape_tests import ShapeTests, answers
from experiments.shipped import shipped, there
from network import build, fold
from sample_images import gallery
from sprites import write_sprite

RESTYLER = "twin"
HOW = Restyling()
WEIGHTS = (0.03, 0.3)  # of the content, for the question how the figure hangs on it
SEEDS = (9, 10, 11)
SHIPPED = ("base", "twin", "robust", "noise", "scale-jitter", "flat-head", "wide-filters")
EXAMPLES = 24


def folded(learner: Learner) -> nn.Sequential:
    """The trained network with its batch norm folded, on the learner's device."""
    network = build(CONFIGURATIONS["stylised"].architecture)
    network.load_state_dict(trained_weights(learner))
    return fold(network.eval()).requires_grad_(False).to(learner.device)


def training_versions(network: nn.Sequential, training: Split, how: Restyling) -> dict[str, Split]:
    """The training images of every arm.

    They are natural; with the texture of any other image; of one of their own class; the first two.
    """
    generator = torch.Generator().manual_seed(1)
    everything = torch.arange(len(training.labels))
    styles = styles_of_any_class(training.labels, generator)
    any_class = with_images(training, restyled(network, training.images, everything, styles, how))
    own = styles_of_own_class(training.labels, generator)
    own_class = with_images(training, restyled(network, training.images, everything, own, how))
    mixed = [torch.cat((a, b)) for a, b in zip(vars(training).values(), vars(any_class).values())]
    return {
        "natural": training,
        "stylised": any_class,
        "stylised within class": own_class,
        "mixed": Split(*mixed),
    }


def train(run: Measurement, versions: dict[str, Split]) -> tuple[dict[tuple[str, int], Learner], float]:
    """Three networks of every arm, side by side and with equally many steps; the seconds."""
    configuration = CONFIGURATIONS["stylised"]
    if run.smoke:
        configuration = replace(configuration, recipe=replace(configuration.recipe, epochs=2, batch=10))
    members = {}
    for arm, split in versions.items():
        pictures = Pictures(split, run.device)
        epochs = configuration.recipe.epochs * len(versions["natural"].labels) // len(split.labels)
        for seed in SEEDS:
            recipe = replace(configuration.recipe, epochs=epochs)
            learner = learner_of(replace(configuration, seed=seed, recipe=recipe), pictures)
            learner.split_into(configuration.recipe.epochs)
            members[arm, seed] = learner
    begun = time.monotonic()
    Cohort(list(members.values())).run()
    members["natural", SEEDS[0]].losses.tolist()  # waits for the device
    return members, time.monotonic() - begun


def write_examples(run: Measurement, test: Split, tests: ShapeTests) -> dict[str, object]:
    """A sheet of conflicts with contents from the gallery, chosen at random; what is on it."""
    shown = test if run.smoke else gallery(test)
    inside = torch.isin(test.numbers[tests.contents], shown.numbers)
    order = torch.randperm(len(inside), generator=torch.Generator().manual_seed(3))
    chosen = order[inside[order]][:EXAMPLES]
    contents, styles = tests.contents[chosen], tests.styles[chosen]
    rows = (test.images[contents], test.images[styles], tests.conflicts[chosen])
    write_sprite(run.arguments.out / "cue-conflict.png", torch.cat(rows), columns=len(chosen))
    return {
        "sheet": "cue-conflict.png",
        "rows": ["content", "style", "conflict"],
        "contents": test.numbers[contents].tolist(),
        "styles": test.numbers[styles].tolist(),
        "classesOfContents": test.labels[contents].tolist(),
        "classesOfStyles": test.labels[styles].tolist(),
        "answers": {},
        "places": chosen.tolist(),
    }


def main() -> None:
    run = begin("cue_conflict", __doc__)
    training, test, how = load("train"), load("test"), HOW
    if run.smoke:
        training, test = training.subset(torch.arange(40)), test.subset(torch.arange(60))
        how = replace(HOW, steps=2)
    run.arguments.out.mkdir(parents=True, exist_ok=True)
    restyler, checksum = shipped(RESTYLER, run.device)
    versions = training_versions(restyler, training, how)
    tests = ShapeTests(run, restyler, test, how)
    others = {weight: tests.conflicts_with(replace(how, content_weight=weight)) for weight in WEIGHTS}
    examples = write_examples(run, test, tests)
    members, seconds = train(run, versions)
    shipped_one = members["stylised", SEEDS[0]]
    save_run(CONFIGURATIONS["stylised"], shipped_one, seconds, beside=len(members))
    body = {
        "restyling": {**asdict(how), "network": RESTYLER, "sha256": checksum, "start": "content"},
        "trainingImages": len(training.labels),
        "testImages": len(test.labels),
        "conflicts": len(tests.contents),
        "otherContentWeights": list(WEIGHTS),
        "training": {
            "steps": shipped_one.steps,
            "batch": shipped_one.recipe.batch,
            "seconds": round(seconds),
        },
        "networks": {},
        "examples": examples,
    }
    networks = {
        f"{arm} {seed}": (arm, seed, folded(learner), None) for (arm, seed), learner in members.items()
    }
    for name in SHIPPED:
        if there(name):
            configuration: Configuration = CONFIGURATIONS[name]
            networks[name] = ("shipped", configuration.seed, *shipped(name, run.device))
    shown: Tensor = tests.conflicts[examples["places"]]
    for name, (kind, seed, network, checksum) in networks.items():
        entry = {"kind": kind, "seed": seed, "sha256": checksum, **tests.measure(network)}
        entry["otherContentWeights"] = [tests.decisions(network, conflicts) for conflicts in others.values()]
        body["networks"][name] = entry
        examples["answers"][name] = answers(network, shown, run.device).tolist()
    run.save(body)


if __name__ == "__main__":
    main()
