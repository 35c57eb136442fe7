"""One large kernel against stacks of small ones, with ReLUs between and without.

`python -m experiments.vgg_stacks` trains small networks that differ in their middle only: it takes
16 maps of 16x16 and gives 16 of 10x10, and every output sees 7x7 of its input. The pictures are
shrunk to 16x16 by averaging. No middle pads, so that a stack without ReLUs is exactly one 7x7
kernel; it is composed after the training and asked for its answers, too. A pilot of the large
kernel, from a seed of its own, chooses the learning rate of all on 1,000 images that are held out;
the test images are opened after that.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from augment import preprocess
from configurations import CIFAR10_CLASSES
from data import Split, hold_out, load
from experiments.log import number
from experiments.measurement import begin

MAPS = 16
IMAGES, HELD_OUT = 5_000, 1_000
EPOCHS, BATCH = 6, 50
RATES = (0.002, 0.006)
PILOT, PILOT_SEED, SEEDS = "7", 99, (1, 2, 3, 4, 5)


@dataclass(frozen=True)
class Middle:
    """The kernels' sides one after the other, the maps between them, and whether there are ReLUs."""

    sides: tuple[int, ...]
    between: int = MAPS
    relu: bool = True


MIDDLES = {
    "7": Middle((7,)),
    "3-3-3": Middle((3, 3, 3)),
    "3-3-3 linear": Middle((3, 3, 3), relu=False),
    "7-1-1": Middle((7, 1, 1)),
    "3-3-3 wide": Middle((3, 3, 3), between=24),
}


def conv(inputs: int, outputs: int, side: int, rectified: bool, padding: int = 0) -> nn.Conv2d:
    """Drawn so that the variance stays, through the ReLU behind it if there is one."""
    layer = nn.Conv2d(inputs, outputs, side, padding=padding)
    nn.init.kaiming_normal_(layer.weight, nonlinearity="relu" if rectified else "linear")
    nn.init.zeros_(layer.bias)
    return layer


class Contestant(nn.Module):
    """Convolution, the middle, ReLU, global average, dense layer."""

    def __init__(self, middle: Middle) -> None:
        super().__init__()
        self.first, self.relu = conv(3, MAPS, 3, True, padding=1), middle.relu
        last = len(middle.sides) - 1
        self.middle = nn.ModuleList(
            conv(
                MAPS if place == 0 else middle.between,
                MAPS if place == last else middle.between,
                side,
                middle.relu or place == last,
            )
            for place, side in enumerate(middle.sides)
        )
        self.dense = nn.Linear(MAPS, len(CIFAR10_CLASSES))

    def forward(self, x: Tensor) -> Tensor:
        x = functional.relu(self.first(x))
        for place, layer in enumerate(self.middle):
            if place > 0 and self.relu:
                x = functional.relu(x)
            x = layer(x)
        return self.dense(functional.relu(x).mean(dim=(2, 3)))


def compose(first: nn.Conv2d, second: nn.Conv2d) -> nn.Conv2d:
    """The one convolution that two without padding are, with nothing between."""
    k1, k2 = first.weight, second.weight
    margin = k2.shape[-1] - 1
    # Each input channel's kernels, as maps that the second one slides over, turned to be correlated.
    kernel = functional.conv2d(functional.pad(k1.transpose(0, 1), [margin] * 4), k2.flip(2, 3))
    fused = nn.Conv2d(k1.shape[1], k2.shape[0], kernel.shape[-1])
    with torch.no_grad():
        fused.weight.copy_(kernel.transpose(0, 1))
        fused.bias.copy_(second.bias + k2.sum(dim=(2, 3)) @ first.bias)
    return fused


def composed(network: Contestant) -> Contestant:
    """The same function with one large kernel. Throws if there are ReLUs between the small ones."""
    if network.relu:
        raise ValueError("only what has no ReLU between collapses")
    fused = network.middle[0]
    for layer in network.middle[1:]:
        fused = compose(fused, layer)
    whole = Contestant(Middle((fused.weight.shape[-1],)))
    whole.first, whole.dense = network.first, network.dense
    whole.middle = nn.ModuleList([fused])
    return whole


def shrunk(split: Split) -> Tensor:
    """The pictures as the networks take them: [N, 3, 16, 16]."""
    return functional.avg_pool2d(preprocess(split.images), 2)


def logits(network: Contestant, split: Split) -> Tensor:
    with torch.no_grad():
        return torch.cat([network(part) for part in shrunk(split).split(500)])


def right(network: Contestant, split: Split) -> int:
    return int((logits(network, split).argmax(1) == split.labels).sum())


def train(name: str, rate: float, seed: int, split: Split, epochs: int) -> tuple[Contestant, list[float]]:
    """Adam, its rate falling linearly to zero. Returns the losses by epoch, too."""
    torch.manual_seed(seed)
    network = Contestant(MIDDLES[name])
    images, steps = shrunk(split), epochs * (len(split.labels) // BATCH)
    optimiser = torch.optim.Adam(network.parameters(), lr=rate)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: 1 - step / steps)
    losses = []
    for _ in range(epochs):
        total, parts = 0.0, torch.randperm(len(split.labels)).split(BATCH)
        for chosen in parts:
            x, flip = images[chosen], torch.rand(len(chosen)) < 0.5
            x = torch.where(flip[:, None, None, None], x.flip(3), x)
            loss = functional.cross_entropy(network(x), split.labels[chosen])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            total += loss.item()
        losses.append(number(round(total / len(parts), 4)))
    return network, losses


def main() -> None:
    run = begin("vgg_stacks", __doc__)
    drawn, test = load("train").subset(torch.arange(IMAGES + HELD_OUT)), load("test")
    if run.smoke:
        drawn, test = drawn.subset(torch.arange(HELD_OUT + 200)), test.subset(torch.arange(200))
    training, held_out = hold_out(drawn, HELD_OUT)
    epochs = 1 if run.smoke else EPOCHS
    names = run.arguments.networks or list(MIDDLES)
    pilots, runs = [], []

    def save() -> None:
        setting = {"maps": MAPS, "images": len(training.labels), "heldOut": HELD_OUT}
        setting |= {"epochs": epochs, "batch": BATCH, "test": len(test.labels)}
        run.save({"setting": setting, "pilots": pilots, "runs": runs})

    for rate in RATES:
        network, losses = train(PILOT, rate, PILOT_SEED, training, epochs)
        found = {"middle": PILOT, "rate": rate, "right": right(network, held_out), "loss": losses[-1]}
        pilots.append(found)
        print(found, f"{run.seconds():.0f} s", flush=True)
    rate = max(pilots, key=lambda pilot: pilot["right"])["rate"]
    for seed in SEEDS:
        for name in names:
            network, losses = train(name, rate, seed, training, epochs)
            found = {
                "middle": name,
                "seed": seed,
                "rate": rate,
                "parameters": sum(p.numel() for p in network.parameters()),
                "loss": losses,
                "training": right(network, training),
                "right": right(network, test),
            }
            if len(network.middle) > 1 and not network.relu:
                before, after = logits(network, test), logits(composed(network), test)
                found["composed"] = {
                    "right": int((after.argmax(1) == test.labels).sum()),
                    "sameAnswers": int((after.argmax(1) == before.argmax(1)).sum()),
                    "largestDifference": float(f"{(after - before).abs().max():.3g}"),
                    "largestLogit": float(f"{before.abs().max():.3g}"),
                }
            runs.append(found)
            print(found, f"{run.seconds():.0f} s", flush=True)
        save()


if __name__ == "__main__":
    main()
