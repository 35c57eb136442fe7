"""Is a network worth more than none, on pictures near to and far from those that it was trained on?

`python -m experiments.transfer` takes the network `six` to the four classes of CIFAR-10 that it has
never seen, and to drawn letters, with 5 to 500 examples of each class: as a frozen description, as
the beginning of a training, and as both one after the other; beside it the same network begins at
random. `python -m experiments.collect transfer` makes the record.
"""

import copy
from collections.abc import Iterator
from dataclasses import dataclass, replace

import torch
from torch import Tensor, nn
from torch.nn import functional

from augment import preprocess
from configurations import CIFAR10_CLASSES, CONFIGURATIONS, Recipe
from data import Split, load
from experiments.learner import Learner
from experiments.letters import LETTERS, letters
from experiments.log import Log
from experiments.measurement import Measurement, begin
from experiments.pictures import Pictures, draw_crops
from experiments.shipped import shipped
from network import Architecture, Dense, build
from train import RUNS_FOLDER

NETWORK = "six"
KNOWN = CONFIGURATIONS[NETWORK].classes
HELD_OUT = tuple(name for name in CIFAR10_CLASSES if name not in KNOWN)
ARCHITECTURE: Architecture = (*CONFIGURATIONS[NETWORK].architecture[:-1], Dense(len(HELD_OUT)))
TARGETS = ("near", "far")
STEPS = {5: 40, 20: 60, 50: 80, 500: 120}  # by examples of each class
LONG = 3  # times as many steps
LONG_ARMS = ("long", "longTuned")
BATCH = 32
POINTS = 4  # of a run, at which it is tested
SEEDS = (1, 2, 3)
TEST, CURVE_TEST = 1000, 400
VALIDATION_PER_CLASS = 125
RATES = {"scratch": (0.02, 0.05, 0.1), "tuned": (0.003, 0.01, 0.03)}
PENALTIES = (0.0001, 0.001, 0.01, 0.1, 1.0, 10.0)
PILOT = 50  # examples of each class, for the learning rates; the penalties are tried at every size
RECIPE = Recipe(epochs=1, batch=BATCH, label_smoothing=0.0)


@dataclass(frozen=True)
class Task:
    """One training."""

    arm: str
    target: str
    each: int  # examples of each class
    seed: int

    @property
    def key(self) -> str:
        return f"{self.arm}-{self.target}-{self.each}-{self.seed}"

    @property
    def steps(self) -> int:
        return STEPS[self.each] * (LONG if self.arm in LONG_ARMS else 1)


# The letters end at 50: in the pilot, so many were enough for every one of the validation letters.
ROUNDS = (
    ("near", 20), ("far", 5), ("far", 20), ("near", 5), ("near", 500), ("far", 50), ("near", 50),
)  # fmt: skip
LONG_AT = (("far", 5), ("near", 500))


def tasks() -> list[Task]:
    """All that is recorded, the most needed first."""
    arms = ("probe", "untrained", "tuned", "scratch")
    every = [Task(arm, *which, seed) for which in ROUNDS for seed in SEEDS for arm in arms]
    every += [Task(arm, *which, seed) for arm in LONG_ARMS for which in LONG_AT for seed in SEEDS]
    return every + [Task("probed", *which, seed) for which in ROUNDS[:2] for seed in SEEDS]


def normed(network: nn.Sequential, images: Tensor) -> nn.Sequential:
    """The folded network with batch norm put back, and a new head: the same function of these images.

    A batch norm's scale and shift are what it measures, the deviation and mean of every map over
    preprocessed images [N, 3, 32, 32]; so it changes nothing until the training moves them.
    """
    result = build(ARCHITECTURE).eval()
    with torch.no_grad():
        for (name, layer), old in zip(result.named_children(), network.children()):
            if isinstance(layer, nn.Sequential):
                maps = old.conv(images)
                variance, mean = torch.var_mean(maps, dim=(0, 2, 3), correction=0)
                layer.conv.weight.copy_(old.conv.weight)
                layer.norm.running_mean.copy_(mean - old.conv.bias)
                layer.norm.running_var.copy_(variance)
                layer.norm.weight.copy_((variance + layer.norm.eps).sqrt())
                layer.norm.bias.copy_(mean)
            if name != "logits":
                images = layer(images)
    return result.train()


@torch.no_grad()
def features(network: nn.Sequential, images: Tensor) -> Tensor:
    """Averaged last maps [N, 128] of uint8 images, in evaluation mode."""
    before = network.training
    rows = [network.eval()[:-1](preprocess(part)) for part in images.split(500)]
    network.train(before)
    return torch.cat(rows).double()


def probe(found: Tensor, labels: Tensor, penalty: float) -> tuple[Tensor, Tensor]:
    """Weights [4, 128] and bias [4] of logistic regression on standardised features.

    Minimises the mean cross-entropy plus half the penalty times the squared weights of the
    standardised features; the weights returned are for the features as they are.
    """
    deviation, mean = torch.std_mean(found, dim=0, correction=0)
    deviation = deviation.clamp(min=1e-3)
    inputs = (found - mean) / deviation
    weights = torch.zeros(len(HELD_OUT), inputs.shape[1], dtype=torch.double, requires_grad=True)
    bias = torch.zeros(len(HELD_OUT), dtype=torch.double, requires_grad=True)
    optimiser = torch.optim.LBFGS([weights, bias], max_iter=300, line_search_fn="strong_wolfe")

    def closure() -> Tensor:
        optimiser.zero_grad()
        loss = functional.cross_entropy(inputs @ weights.T + bias, labels)
        loss = loss + penalty / 2 * weights.square().sum()
        loss.backward()
        return loss

    optimiser.step(closure)
    own = weights.detach() / deviation
    return own, bias.detach() - own @ mean


def right_share(head: tuple[Tensor, Tensor], found: Tensor, labels: Tensor) -> float:
    return round(float(((found @ head[0].T + head[1]).argmax(1) == labels).double().mean()), 4)


class Experiment:
    """The pictures of both targets, the trained network, and what the pilots decided."""

    def __init__(self, run: Measurement, log: Log) -> None:
        self.run, self.log = run, log
        training, everything = load("train"), load("test")
        network, self.checksum = shipped(NETWORK, run.device)
        source = training.only(KNOWN).subset(torch.arange(1000))
        self.trained = normed(network, preprocess(source.images))
        # Never a whole class before the next: the first images are as many of each class.
        order = torch.randperm(len(everything.labels), generator=torch.Generator().manual_seed(0))
        self.pool = {"near": in_turn(training.only(HELD_OUT)), "far": letters(5000, 0)}
        self.test = {"near": in_turn(everything.subset(order).only(HELD_OUT)), "far": letters(1000, 1)}
        self.test = {name: split.subset(torch.arange(TEST)) for name, split in self.test.items()}
        self.described: dict[tuple[str, str, str, int], tuple[Tensor, Tensor]] = {}

    def examples(self, target: str, each: int, seed: int) -> Split:
        """The pool's pictures shuffled within the classes by the seed; a smaller draw begins a larger."""
        pool = self.pool[target].subset(self.learnable())
        generator = torch.Generator().manual_seed(seed)
        count = len(pool.labels) // len(HELD_OUT)
        chosen = torch.randperm(count, generator=generator)[:each] * len(HELD_OUT)
        return pool.subset((chosen[:, None] + torch.arange(len(HELD_OUT))).flatten())

    def learnable(self) -> Tensor:
        return torch.arange(VALIDATION_PER_CLASS * len(HELD_OUT), len(self.pool["near"].labels))

    def validation(self, target: str) -> Split:
        """Pictures that no training sees: the pilots are judged by them."""
        return self.pool[target].subset(torch.arange(VALIDATION_PER_CLASS * len(HELD_OUT)))

    def beginning(self, arm: str, seed: int) -> nn.Sequential:
        """The network before its first step."""
        torch.manual_seed(seed)
        fresh = build(ARCHITECTURE)
        if arm in ("scratch", "long", "untrained"):
            return fresh
        network = copy.deepcopy(self.trained)
        network.logits.load_state_dict(fresh.logits.state_dict())
        return network

    def learner(self, network: nn.Sequential, task: Task, split: Split, rate: float) -> Learner:
        generator = torch.Generator().manual_seed(10_000 + task.seed)
        steps = 2 * POINTS if self.run.smoke else task.steps
        crops = draw_crops(torch.arange(len(split.labels)), steps, BATCH, generator)
        if task.target == "far":
            crops[..., 3] = 0  # the mirror image of a b is a d
        recipe = replace(RECIPE, peak_learning_rate=rate)
        return Learner(network, Pictures(split, self.run.device), crops, recipe, POINTS)

    def description(self, kind: str, target: str, which: str, seed: int) -> tuple[Tensor, Tensor]:
        """Frozen features and labels of the largest lesson of this seed, or of other pictures.

        A smaller lesson is the beginning of it. `kind` is "probe" or "untrained".
        """
        key = (kind, target, which, seed)
        if key not in self.described:
            largest = max(each for of, each in ROUNDS if of == target)
            split = {
                "lesson": lambda: self.examples(target, largest, seed),
                "validation": lambda: self.validation(target),
                "test": lambda: self.test[target],
            }[which]()
            network = self.beginning(kind, seed)
            self.described[key] = (features(network, split.images), split.labels)
        return self.described[key]

    def head(self, kind: str, task: Task, penalty: float) -> tuple[Tensor, Tensor]:
        """The probe on the first of the lesson's pictures."""
        found, labels = self.description(kind, task.target, "lesson", task.seed)
        count = len(HELD_OUT) * task.each
        return probe(found[:count], labels[:count], penalty)

    def chosen(self, kind: str, task: Task) -> float:
        """Of the pilots of this kind the setting with the most right answers; the smaller if equal."""
        rows = [
            row
            for row in self.log.rows
            if row.get("pilot") == kind and row["target"] == task.target
            if row.get("each", task.each) == task.each
        ]
        return max(rows, key=lambda row: (row["accuracy"], -row["value"]))["value"]

    def pilot(self) -> None:
        """Tries the learning rates and penalties with a seed of its own, on pictures kept for it."""
        for target in TARGETS:
            for kind, rates in RATES.items():
                for rate in rates:
                    self.try_out(Task(kind, target, PILOT, 0), rate, {})
        for target, each in ROUNDS:
            for kind in ("probe", "untrained"):
                for penalty in PENALTIES:
                    self.try_out(Task(kind, target, each, 0), penalty, {"each": each})

    def try_out(self, task: Task, setting: float, where: dict[str, object]) -> None:
        key = f"pilot-{task.key}-{setting}"
        if key in self.log.done:
            return
        accuracy = self.tried(task, setting)
        row = {"pilot": task.arm, "target": task.target, **where, "value": setting}
        self.log.write({"key": key, **row, "accuracy": accuracy})
        print(key, accuracy, flush=True)

    def tried(self, task: Task, setting: float) -> float:
        if task.arm not in RATES:
            head = self.head(task.arm, task, setting)
            return right_share(head, *self.description(task.arm, task.target, "validation", task.seed))
        split, judge = self.examples(task.target, task.each, task.seed), self.validation(task.target)
        learner = self.learner(self.beginning(task.arm, task.seed), task, split, setting)
        for _ in range(learner.steps):
            learner.step()
        return learner.right_answers(judge.images, judge.labels) / len(judge.labels)

    def train(self, task: Task) -> dict[str, object]:
        network = self.beginning(task.arm, task.seed)
        split, test = self.examples(task.target, task.each, task.seed), self.test[task.target]
        row: dict[str, object] = {}
        if task.arm in ("probe", "untrained", "probed"):
            kind = "untrained" if task.arm == "untrained" else "probe"
            penalty = self.chosen(kind, task)
            head = self.head(kind, task, penalty)
            if task.arm != "probed":
                found = self.description(kind, task.target, "test", task.seed)
                return {"value": penalty, "test": right_share(head, *found)}
            with torch.no_grad():
                network.logits.weight.copy_(head[0])
                network.logits.bias.copy_(head[1])
        rate = self.chosen("scratch" if task.arm in ("scratch", "long") else "tuned", task)
        learner = self.learner(network, task, split, rate)
        few = test.subset(torch.arange(CURVE_TEST))
        curve = []
        for step in range(1, learner.steps + 1):
            learner.step()
            if step * POINTS // learner.steps > len(curve):
                curve.append(learner.right_answers(few.images, few.labels))
        right = learner.right_answers(test.images, test.labels)
        own = split.subset(torch.arange(min(CURVE_TEST, len(split.labels))))
        training = learner.right_answers(own.images, own.labels) / len(own.labels)
        row |= {"value": rate, "steps": learner.steps, "curve": curve}
        row |= {"loss": learner.curve()["loss"][-1], "training": round(training, 4)}
        return {**row, "test": round(right / len(test.labels), 4)}


def in_turn(split: Split) -> Split:
    """The same pictures, the classes taking turns."""
    by_class = [torch.nonzero(split.labels == label)[:, 0] for label in range(len(HELD_OUT))]
    least = min(len(chosen) for chosen in by_class)
    return split.subset(torch.stack([chosen[:least] for chosen in by_class], dim=1).flatten())


def waiting(log: Log) -> Iterator[Task]:
    return (task for task in tasks() if task.key not in log.done)


def main() -> None:
    run = begin("transfer", __doc__)
    log = Log(RUNS_FOLDER / "transfer" / "log.jsonl", "transfer", run.device)
    experiment = Experiment(run, log)
    setting = {
        "network": NETWORK,
        "sha256": experiment.checksum,
        "near": list(HELD_OUT),
        "far": list(LETTERS),
        "steps": STEPS,
        "batch": BATCH,
        "long": LONG,
        "testImages": TEST,
        "curveImages": CURVE_TEST,
        "pilot": PILOT,
    }
    log.write({"setting": setting})
    experiment.pilot()
    for task in waiting(log):
        about = {"arm": task.arm, "target": task.target, "each": task.each, "seed": task.seed}
        row = {"key": task.key, **about, **experiment.train(task)}
        log.write(row)
        print(row, f"{run.seconds():.0f} s", flush=True)


if __name__ == "__main__":
    main()
