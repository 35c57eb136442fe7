"""Trains every network of the search space: `python -m experiments.architecture_search`.

Each is trained once, from a seed of its own, on 45,000 training images with the book's recipe and
few epochs. A network is measured on the other 5,000 after each quarter of its run, and on the test
images once, at the end. The table is for searches to be raced on; they may look at the validation
images only. With more `REPLICATES` every network is trained again from other seeds, round by round.
"""

import torch

from configurations import Recipe
from experiments.cohort import Cohort
from experiments.learner import Learner
from experiments.pictures import Pictures, draw_crops
from experiments.search_space import build, space
from experiments.session import Session, begin

NAME = "architecture-search"
EPOCHS = 8
BATCH = 250
REPLICATES = 1
PARTS = 4  # validation is measured after each

Task = tuple[int, int]  # replicate and network


def tasks() -> list[Task]:
    """The networks in random order, a whole table before the next begins."""
    order = torch.randperm(len(space()), generator=torch.Generator().manual_seed(0)).tolist()
    return [(replicate, network) for replicate in range(REPLICATES) for network in order]


def key(task: Task) -> str:
    return f"{task[0]}-{task[1]}"


def seed_of(task: Task) -> int:
    """Every run has its own start and its own order of images."""
    replicate, network = task
    return 1000 * replicate + network


class Experiment:
    """The images on the device, and how a cohort of networks is trained on them."""

    def __init__(self, session: Session) -> None:
        training, validation, test = session.splits()
        self.session, self.pictures = session, Pictures(training, session.device)
        self.validation, self.test = session.on_device(validation), session.on_device(test)
        self.count = len(training.labels)
        self.recipe = Recipe(epochs=session.arguments.epochs, batch=session.arguments.batch)
        self.steps = PARTS if session.smoke else self.recipe.epochs * (self.count // self.recipe.batch)
        session.log.write({"setting": {"images": self.count, "steps": self.steps, "batch": self.recipe.batch}})

    def learner(self, task: Task) -> Learner:
        seed = seed_of(task)
        generator = torch.Generator().manual_seed(seed)
        crops = draw_crops(torch.arange(self.count), self.steps, self.recipe.batch, generator)
        return Learner(build(space()[task[1]], seed), self.pictures, crops, self.recipe, PARTS)

    def train(self, members: list[Task]) -> None:
        """Trains these networks in step and logs what each got right."""
        learners = [self.learner(task) for task in members]
        right: list[list[int]] = [[] for _ in members]

        def validate(over: int) -> None:
            for learner, counts in zip(learners, right):
                counts.append(learner.right_answers(*self.validation))

        Cohort(learners).run(validate)
        for task, learner, counts in zip(members, learners, right):
            self.session.log.write(
                {
                    "key": key(task),
                    "replicate": task[0],
                    "network": task[1],
                    "seed": seed_of(task),
                    "validation": counts,
                    "test": learner.right_answers(*self.test),
                    "trainingAccuracy": learner.curve()["accuracy"][-1],
                }
            )


def main() -> None:
    session = begin(NAME, __doc__, epochs=EPOCHS, batch=BATCH, members=6)
    session.in_cohorts(tasks(), key, Experiment(session).train)


if __name__ == "__main__":
    main()
