"""Trains networks of the book on a GPU: `python -m experiments.runs noise`.

The recipe is that of `train.py`, and the run's folder is one that `export.py` takes; the crops, the
order of the images and the noise come from other random numbers than on a processor.
"""

import time

import torch

from configurations import CONFIGURATIONS, Configuration
from data import Split, load
from experiments.cohort import Cohort
from experiments.learner import Learner
from experiments.log import machine
from experiments.measurement import begin
from experiments.pictures import Pictures, draw_crops
from network import build
from train import RUNS_FOLDER, learning_rate


def learner_of(configuration: Configuration, pictures: Pictures, smoke: bool = False) -> Learner:
    """The configuration's network before its first step; every epoch is a part of the run."""
    recipe, count = configuration.recipe, len(pictures.labels)
    torch.manual_seed(configuration.seed)
    network = build(configuration.architecture)
    generator = torch.Generator().manual_seed(configuration.seed)
    steps = recipe.epochs * (1 if smoke else count // recipe.batch)
    crops = draw_crops(torch.arange(count), steps, recipe.batch, generator)
    return Learner(network, pictures, crops, recipe, recipe.epochs)


def trained_weights(learner: Learner) -> dict[str, torch.Tensor]:
    """The network's state as `train.py` would have saved it."""
    state = {name: tensor.detach().cpu().clone() for name, tensor in learner.network.state_dict().items()}
    norms = [name.removesuffix("running_mean") for name in state if name.endswith("running_mean")]
    return {**state, **{f"{norm}num_batches_tracked": torch.tensor(learner.steps) for norm in norms}}


def save_run(configuration: Configuration, learner: Learner, seconds: float, beside: int) -> None:
    """The run's folder, for `export.py`; `seconds` are of all networks trained beside one another."""
    curve, epochs = learner.curve(), learner.parts
    history = [
        {
            "epoch": epoch + 1,
            "learningRate": learning_rate(configuration.recipe, (epoch + 1) / epochs),
            "trainingLoss": curve["loss"][epoch],
            "trainingAccuracy": curve["accuracy"][epoch],
            "seconds": seconds / epochs,
        }
        for epoch in range(epochs)
    ]
    folder = RUNS_FOLDER / configuration.name
    folder.mkdir(parents=True, exist_ok=True)
    where = f"one {machine(learner.device)}"
    if beside > 1:
        where += f", {beside} networks side by side, whose seconds together these are"
    state = {"network": trained_weights(learner), "history": history, "machine": where}
    state["software"] = f"PyTorch {torch.__version__}"
    torch.save(state, folder / "last.pt")


def main() -> None:
    run = begin("runs", __doc__)
    training = load("train")
    if run.smoke:
        training = training.subset(torch.arange(500))
    pictures = Pictures(Split(training.images, training.labels, training.numbers), run.device)
    for name in run.arguments.networks:
        configuration = CONFIGURATIONS[name]
        if configuration.adversary or configuration.restyled or configuration.recipe.largest_scale > 1:
            raise SystemExit(f"{name} is not trained by this script")
        learner = learner_of(configuration, pictures, run.smoke)
        torch.manual_seed(configuration.seed)  # of the noise
        begun = time.monotonic()
        Cohort([learner]).run()
        curve = learner.curve()
        seconds = time.monotonic() - begun
        save_run(configuration, learner, seconds, beside=1)
        print(f"{name}: {seconds:.1f} s, training accuracy {curve['accuracy'][-1]}", flush=True)


if __name__ == "__main__":
    main()
