"""Trains plain and residual networks over depth: `python -m experiments.depth_degradation`.

All on the 50,000 training images with one recipe: batches of 125, one-cycle SGD with a peak of 0.1
(0.02 without batch norm), weight decay 1e-4, crops and flips. Nothing is chosen, so the test set is
measured along the way; the training error at the end is measured on the images as they are, with
batch norm's running statistics.
"""

from dataclasses import dataclass

import torch
from torch.nn import functional

from configurations import Recipe
from data import load
from experiments.cohort import Cohort
from experiments.depth import build
from experiments.learner import Learner
from experiments.log import number
from experiments.pictures import Pictures, draw_crops
from experiments.session import Session, begin

NAME = "depth-degradation"
EPOCHS = 20
BATCH = 125
SEEDS = (1, 2, 3)
DEPTHS = (56, 20, 8, 32, 44, 14)
DEPTHS_WITHOUT_NORM = (20, 56, 8)
PROBE = 500  # training images on which gradients are measured


@dataclass(frozen=True)
class Task:
    """One run."""

    kind: str  # plain, residual, or plain-without-norm
    depth: int
    seed: int

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.depth}-{self.seed}"


def tasks() -> list[Task]:
    """In the order in which they are wanted if time runs out."""
    with_norm = [Task(kind, d, s) for d in DEPTHS for kind in ("plain", "residual") for s in SEEDS]
    without = [Task("plain-without-norm", d, s) for d in DEPTHS_WITHOUT_NORM for s in SEEDS]
    return with_norm + without


class Experiment:
    """The images on the device, and how a cohort of networks is trained on them."""

    def __init__(self, session: Session) -> None:
        training, test = load("train"), load("test")
        if session.smoke:
            few = torch.arange(500)
            training, test = training.subset(few), test.subset(few)
        self.session, self.pictures = session, Pictures(training, session.device)
        self.training, self.test = session.on_device(training), session.on_device(test)
        self.count = len(training.labels)
        self.parts, self.batch = session.arguments.epochs, session.arguments.batch
        self.steps = self.parts * (1 if session.smoke else self.count // self.batch)
        session.log.write({"setting": {"images": self.count, "steps": self.steps, "batch": self.batch}})

    def learner(self, task: Task) -> Learner:
        norm, skip = task.kind != "plain-without-norm", task.kind == "residual"
        recipe = Recipe(
            epochs=self.parts,
            batch=self.batch,
            peak_learning_rate=0.1 if norm else 0.02,
            weight_decay=1e-4,
            label_smoothing=0.0,
        )
        generator = torch.Generator().manual_seed(1000 * task.depth + task.seed)
        crops = draw_crops(torch.arange(self.count), self.steps, self.batch, generator)
        network = build(task.depth, norm, skip, task.seed)
        return Learner(network, self.pictures, crops, recipe, self.parts)

    def gradient_norms(self, learner: Learner) -> list[float | None]:
        """Of the loss on a few training images by every convolution's kernel."""
        before = [buffer.clone() for buffer in learner.network.buffers()]
        drawn = draw_crops(torch.arange(PROBE), 1, PROBE, torch.Generator(), augmented=False)[0]
        drawn = drawn.to(learner.device)
        logits = learner.logits(self.pictures.crops(drawn))
        loss = functional.cross_entropy(logits, self.pictures.targets(drawn))
        gradients = torch.autograd.grad(loss, learner.network.kernels())
        for buffer, value in zip(learner.network.buffers(), before):
            buffer.copy_(value)
        norms = torch.stack([gradient.float().norm() for gradient in gradients]).tolist()
        return [number(float(f"{norm:.3g}")) for norm in norms]

    def train(self, members: list[Task]) -> None:
        learners = [self.learner(task) for task in members]
        norms: list[list[list[float | None]]] = [[self.gradient_norms(l)] for l in learners]
        right: list[list[int]] = [[] for _ in members]

        def measure(over: int) -> None:
            for learner, counts, gradients in zip(learners, right, norms):
                counts.append(learner.right_answers(*self.test))
                if over in (1, self.parts):
                    gradients.append(self.gradient_norms(learner))

        Cohort(learners).run(measure)
        for task, learner, counts, gradients in zip(members, learners, right, norms):
            curve = learner.curve()
            self.session.log.write(
                {
                    "key": task.key,
                    "kind": task.kind,
                    "depth": task.depth,
                    "seed": task.seed,
                    "parameters": sum(p.numel() for p in learner.flat.parameters),
                    "loss": [number(loss) for loss in curve["loss"]],
                    "accuracy": curve["accuracy"],
                    "training": learner.right_answers(*self.training),
                    "test": counts,
                    "gradients": gradients,
                }
            )


def main() -> None:
    session = begin(NAME, __doc__, epochs=EPOCHS, batch=BATCH, members=6)
    session.in_cohorts(tasks(), lambda task: task.key, Experiment(session).train)


if __name__ == "__main__":
    main()
