"""What AlexNet's ingredients are worth on a small network: `python -m experiments.alexnet`.

Like AlexNet, the network has many more parameters than training images: 2,500 of CIFAR-10's. Every
arm is trained three times, the one with all ingredients five times, with one recipe but for the
learning rate's peak: a pilot from a seed of its own tries three peaks for ReLU and tanh, with all
ingredients and with none, and takes for each the one that does best on 5,000 images that are kept
apart. The test images are opened after that. Some arms are trained again, four times as long.
"""

from dataclasses import dataclass, replace
from itertools import combinations

import torch
from torch import Tensor

from configurations import Recipe
from experiments.cohort import Cohort
from experiments.learner import Learner
from experiments.log import number
from experiments.pictures import Pictures, draw_crops
from experiments.session import Session, begin
from experiments.small_alexnet import BARE, Ingredients, build

NAME = "alexnet"
IMAGES = 2500
EPOCHS = 20
LONG_EPOCHS = 80
BATCH = 50
SEEDS = (1, 2, 3)
MORE_SEEDS = (1, 2, 3, 4, 5)
PILOT_SEED = 99
PEAKS = (0.01, 0.02, 0.04)
COLOUR_DEVIATION = 0.1

ALL = Ingredients()
ARMS: dict[str, Ingredients] = {
    "all": ALL,
    "bare": BARE,
    "all, tanh": replace(ALL, activation="tanh"),
    "bare, tanh": replace(BARE, activation="tanh"),
    "all without crops and flips": replace(ALL, crops=False),
    "bare with crops and flips": replace(BARE, crops=True),
    "all without dropout": replace(ALL, dropout=False),
    "bare with dropout": replace(BARE, dropout=True),
    "all without response normalisation": replace(ALL, response=None),
    "all with response normalisation, alpha 1": replace(ALL, response=1.0),
    "bare with response normalisation": replace(BARE, response=1e-4),
    "all without colour": replace(ALL, colour=False),
    "bare with colour": replace(BARE, colour=True),
    "all without overlapping windows": replace(ALL, overlap=False),
}
FAMILIES = ("all", "bare", "all, tanh", "bare, tanh")
LONG_ARMS = ("all", "bare", "all without dropout", "bare with crops and flips")


def family(arm: str) -> str:
    """The arm whose pilot sets this arm's learning rate."""
    return arm if arm in FAMILIES else arm.split(" ")[0]


def ensembles_key(arm: str, epochs: int) -> str:
    """Of the row that is written last for an arm."""
    return f"{arm}; ensembles; {epochs}"


def seeds(arm: str) -> tuple[int, ...]:
    """Those from which the arm's networks begin."""
    return MORE_SEEDS if arm == "all" else SEEDS


def principal_components(images: Tensor) -> tuple[Tensor, Tensor]:
    """Standard deviations [3] along the colours' principal components, and these as columns [3, 3].

    Of uint8 images [N, H, W, 3], in the units of preprocessed images.
    """
    colours = images.reshape(-1, 3).double() / 127.5 - 1
    variances, components = torch.linalg.eigh(torch.cov(colours.T))
    return variances.clamp(min=0).sqrt(), components


@dataclass(frozen=True)
class Task:
    """One run."""

    arm: str
    peak: float
    seed: int
    epochs: int

    @property
    def key(self) -> str:
        return f"{self.arm}; {self.peak}; {self.seed}; {self.epochs}"


class Experiment:
    """The images on the device, and how a cohort of networks is trained on them."""

    def __init__(self, session: Session) -> None:
        training, validation, test = session.splits()
        training = training.subset(torch.arange(min(IMAGES, len(training.labels))))
        self.session, self.pictures = session, Pictures(training, session.device)
        self.validation, self.test = session.on_device(validation), session.on_device(test)
        self.count = len(training.labels)
        self.deviations, self.components = principal_components(training.images)
        self.batch = session.arguments.batch
        self.steps_per_epoch = 1 if session.smoke else self.count // self.batch
        setting = {
            "images": self.count,
            "stepsPerEpoch": self.steps_per_epoch,
            "batch": self.batch,
            "deviations": [round(float(d), 4) for d in self.deviations],
        }
        session.log.write({"setting": setting})

    def learner(self, task: Task) -> Learner:
        ingredients = ARMS[task.arm]
        recipe = Recipe(
            epochs=task.epochs, batch=self.batch, peak_learning_rate=task.peak, label_smoothing=0.0
        )
        steps = task.epochs * self.steps_per_epoch
        generator = torch.Generator().manual_seed(task.seed)
        chosen = torch.arange(self.count)
        crops = draw_crops(chosen, steps, self.batch, generator, augmented=ingredients.crops)
        shifts = None
        if ingredients.colour:
            alphas = torch.randn(steps, self.batch, 3, generator=generator) * COLOUR_DEVIATION
            shifts = (alphas * self.deviations.float()) @ self.components.float().T
        network = build(ingredients, task.seed)
        return Learner(network, self.pictures, crops, recipe, task.epochs, shifts)

    def train(self, members: list[Task]) -> None:
        """Trains these networks in step and logs them; all seeds of an arm also as an ensemble."""
        learners = [self.learner(task) for task in members]
        Cohort(learners).run()
        pilot = members[0].seed == PILOT_SEED
        for task, learner in zip(members, learners):
            curve = learner.curve()
            row = {
                "key": task.key,
                "arm": task.arm,
                "peak": task.peak,
                "seed": task.seed,
                "epochs": task.epochs,
                "parameters": sum(p.numel() for p in learner.flat.parameters),
                "loss": [number(loss) for loss in curve["loss"]],
                "accuracy": curve["accuracy"],
            }
            split = "validation" if pilot else "test"
            row[split] = learner.right_answers(*(self.validation if pilot else self.test))
            self.session.log.write(row)
        for arm in () if pilot else dict.fromkeys(task.arm for task in members):
            same = [learner for task, learner in zip(members, learners) if task.arm == arm]
            self.log_ensembles(arm, members[0].epochs, same)

    def log_ensembles(self, arm: str, epochs: int, learners: list[Learner]) -> None:
        """For every number of members, what each choice of so many gets right together."""
        images, labels = self.test
        each = torch.stack([learner.probabilities(images) for learner in learners])
        right = [
            [
                int((each[list(chosen)].mean(0).argmax(1) == labels).sum())
                for chosen in combinations(range(len(learners)), size)
            ]
            for size in range(1, len(learners) + 1)
        ]
        row = {"key": ensembles_key(arm, epochs), "arm": arm, "epochs": epochs, "ensembles": right}
        self.session.log.write(row)

    def peaks(self) -> dict[str, float]:
        """For every family the peak whose pilot did best on the validation images."""
        pilots = [row for row in self.session.log.rows if row.get("seed") == PILOT_SEED]
        best = {
            arm: max((row for row in pilots if row["arm"] == arm), key=lambda row: row["validation"])
            for arm in FAMILIES
        }
        return {arm: row["peak"] for arm, row in best.items()}


def train_arms(experiment: Experiment, arms: list[str], epochs: int, peaks: dict[str, float]) -> None:
    """Every seed of these arms that is not trained yet."""

    def train(chosen: list[str]) -> None:
        runs = [Task(arm, peaks[family(arm)], s, epochs) for arm in chosen for s in seeds(arm)]
        experiment.train(runs)

    experiment.session.in_cohorts(arms, lambda arm: ensembles_key(arm, epochs), train)


def main() -> None:
    session = begin(NAME, __doc__, epochs=EPOCHS, batch=BATCH, members=1)
    experiment = Experiment(session)
    epochs = session.arguments.epochs
    pilots = [Task(arm, peak, PILOT_SEED, epochs) for arm in FAMILIES for peak in PEAKS]
    session.in_cohorts(pilots, lambda task: task.key, experiment.train)
    if not session.smoke and any(task.key not in session.log.done for task in pilots):
        return
    peaks = dict.fromkeys(FAMILIES, PEAKS[0]) if session.smoke else experiment.peaks()
    train_arms(experiment, list(ARMS), epochs, peaks)
    train_arms(experiment, list(LONG_ARMS), epochs * LONG_EPOCHS // EPOCHS, peaks)


if __name__ == "__main__":
    main()
