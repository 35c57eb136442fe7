"""Trains one of the book's networks: `python train.py base`.

Progress goes to the terminal and to `.runs/<name>/`; a run that was interrupted goes on from its
last whole epoch. The test set is not opened here: `export.py` evaluates a finished run once.
"""

import argparse
import json
import os
import time
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from augment import add_noise, crop_and_flip, cut_out, enlarge, preprocess, reflect
from configurations import CONFIGURATIONS, Configuration, Recipe
from data import Split, hold_out, load
from network import build

RUNS_FOLDER = Path(__file__).parent / ".runs"


def learning_rate(recipe: Recipe, progress: float) -> float:
    """At `progress` of the run (0..1): linear up to the peak, then linear down to zero."""
    if progress < recipe.warm_up:
        return recipe.peak_learning_rate * progress / recipe.warm_up
    return recipe.peak_learning_rate * (1 - progress) / (1 - recipe.warm_up)


def make_optimiser(network: torch.nn.Module, recipe: Recipe) -> torch.optim.SGD:
    """SGD whose weight decay spares biases and batch norm's scales and shifts."""
    kernels = [p for p in network.parameters() if p.ndim > 1]
    others = [p for p in network.parameters() if p.ndim == 1]
    groups = [
        {"params": kernels, "weight_decay": recipe.weight_decay},
        {"params": others, "weight_decay": 0.0},
    ]
    return torch.optim.SGD(groups, lr=0.0, momentum=recipe.momentum, nesterov=True)


@dataclass
class Run:
    """A network in training, with all that is needed to go on with it."""

    configuration: Configuration
    folder: Path

    def __post_init__(self) -> None:
        torch.manual_seed(self.configuration.seed)
        self.network = build(self.configuration.architecture)
        self.optimiser = make_optimiser(self.network, self.configuration.recipe)
        self.history: list[dict[str, float]] = []
        self.folder.mkdir(parents=True, exist_ok=True)

    def resume(self) -> None:
        """Takes up the last whole epoch, if there is one."""
        file = self.folder / "last.pt"
        if not file.exists():
            return
        state = torch.load(file, weights_only=True)
        self.network.load_state_dict(state["network"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.history = state["history"]
        print(f"resuming after epoch {len(self.history)}", flush=True)

    def save(self) -> None:
        """Writes the state so that an interruption in the middle leaves the previous one whole."""
        state = {
            "network": self.network.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "history": self.history,
        }
        torch.save(state, self.folder / "new.pt")
        os.replace(self.folder / "new.pt", self.folder / "last.pt")
        torch.save(state["network"], self.folder / f"epoch-{len(self.history):03}.pt")
        (self.folder / "history.json").write_text(json.dumps(self.history, indent=1))

    def logits(self, images: Tensor) -> Tensor:
        with torch.autocast("cpu", torch.bfloat16, enabled=self.configuration.recipe.bfloat16):
            return self.network(images).float()

    def epoch(self, padded: Tensor, labels: Tensor) -> dict[str, float]:
        """One pass over the training images; what it measured."""
        recipe, number = self.configuration.recipe, len(self.history)
        generator = torch.Generator().manual_seed(self.configuration.seed * 100_000 + number)
        batches = torch.randperm(len(labels), generator=generator).split(recipe.batch)
        if len(batches[-1]) < recipe.batch:
            batches = batches[:-1]
        wall, processor = time.time(), time.process_time()
        loss_sum = right = 0.0
        rate = 0.0
        self.network.train()
        for step, chosen in enumerate(batches):
            rate = learning_rate(recipe, (number + (step + 1) / len(batches)) / recipe.epochs)
            for group in self.optimiser.param_groups:
                group["lr"] = rate
            images = preprocess(crop_and_flip(padded, chosen, 32, generator))
            images = enlarge(images, recipe.largest_scale, generator)
            images, target = cut_out(images, recipe.cutout, generator), labels[chosen]
            images = add_noise(images, recipe.noise, generator)
            if self.configuration.adversary is not None:
                images = self.configuration.adversary.attack(self.logits, images, target, generator)
            logits = self.logits(images)
            loss = functional.cross_entropy(logits, target, label_smoothing=recipe.label_smoothing)
            self.optimiser.zero_grad(set_to_none=True)
            loss.backward()
            self.optimiser.step()
            loss_sum += float(loss.detach()) * len(chosen)
            right += int((logits.detach().argmax(1) == target).sum())
            if step % 50 == 49:
                print(f"  step {step + 1}/{len(batches)} loss {float(loss.detach()):.3f}", flush=True)
        seen = len(batches) * recipe.batch
        return {
            "epoch": number + 1,
            "learningRate": rate,
            "trainingLoss": loss_sum / seen,
            "trainingAccuracy": right / seen,
            "seconds": time.time() - wall,
            "processorSeconds": time.process_time() - processor,
        }


def accuracy(network: torch.nn.Module, split: Split, batch: int = 500) -> float:
    """Share of images whose largest logit is the label's, no averaging over mirrored images."""
    network.eval()
    right = 0
    with torch.no_grad():
        for images, labels in zip(split.images.split(batch), split.labels.split(batch)):
            right += int((network(preprocess(images)).argmax(1) == labels).sum())
    return right / len(split.labels)


def train(configuration: Configuration, folder: Path, held_out: int) -> None:
    """Trains until the recipe's last epoch."""
    if configuration.restyled:
        raise SystemExit("restyled images are made and trained on by `python -m experiments.cue_conflict`")
    training = load("train").only(configuration.classes)
    validation = None
    if held_out:
        training, validation = hold_out(training, held_out)
    padded = reflect(training.images, configuration.recipe.crop_padding)
    run = Run(configuration, folder)
    run.resume()
    while len(run.history) < configuration.recipe.epochs:
        measured = run.epoch(padded, training.labels)
        if validation is not None:
            measured["validationAccuracy"] = accuracy(run.network, validation)
        run.history.append(measured)
        run.save()
        print(
            f"{configuration.name} epoch {len(run.history)}/{configuration.recipe.epochs}: "
            + ", ".join(f"{key} {value:.4g}" for key, value in measured.items() if key != "epoch"),
            flush=True,
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=CONFIGURATIONS)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--hold-out", type=int, default=0, help="images kept for validation")
    parser.add_argument("--epochs", type=int, help="another length, kept in another folder")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    configuration, folder = CONFIGURATIONS[arguments.name], arguments.name
    if arguments.epochs:
        recipe = replace(configuration.recipe, epochs=arguments.epochs)
        configuration, folder = replace(configuration, recipe=recipe), f"{folder}-{arguments.epochs}"
    if arguments.hold_out:
        folder = f"{folder}-held-out-{arguments.hold_out}"
    train(configuration, RUNS_FOLDER / folder, arguments.hold_out)


if __name__ == "__main__":
    main()
