"""What does a change of look do to the network `base`, and what do fresh statistics repair?

`python -m experiments.look_shift` reads test images in eight looks: accuracy, mean of the largest
probability, and a linear domain classifier on the averaged features; then the same with the mean and
deviation of every channel's z set back to those of the training images, batch by batch, without a
label. `noise`, trained with noise, is read for comparison.
"""

import torch
from torch import Tensor, nn

from augment import preprocess
from data import Split, load
from experiments.looks import LOOKS
from experiments.measurement import begin
from experiments.shipped import shipped

NETWORK = "base"
SEEDS = (1, 2, 3)
BATCH = 100
SIZES = (1, 2, 5, 10, 20, 50, 100, 500)
SWEPT = (None, "edges", "contrast")
ROWS = [(None, 0.0), *((look, 1.0) for look in LOOKS), ("noise", 0.5), ("blur", 0.5)]
COMPARED_ON = (None, "noise", "edges")  # what the network `noise` reads, at the full amount
TEST = 3000  # test images
PART = 600  # of these, for each seed
COMPARED = 1000  # of these, for the network `noise`
SOURCE = 10_000  # training images that the statistics are of
RIDGE = 0.01
EPSILON = 1e-5

Statistics = dict[str, tuple[Tensor, Tensor]]


def walk(network: nn.Sequential, x: Tensor, on_z=None) -> tuple[Tensor, Tensor]:
    """Averaged features and logits; `on_z` may replace each convolution's z."""
    features = x
    for name, layer in network.named_children():
        if isinstance(layer, nn.Sequential):
            z = layer.conv(x)
            x = (on_z(name, z) if on_z else z).clamp(min=0)
        else:
            features = x if name == "logits" else features
            x = layer(x)
    return features, x


def spread(z: Tensor) -> tuple[Tensor, Tensor]:
    """Mean and deviation of each channel over batch and places."""
    return z.mean((0, 2, 3)), (z.var((0, 2, 3), unbiased=False) + EPSILON).sqrt()


def source_statistics(network: nn.Sequential, images: Tensor) -> Statistics:
    sums: dict[str, list[Tensor]] = {}

    def add(name: str, z: Tensor) -> Tensor:
        both = torch.stack((z.double().sum((0, 2, 3)), z.double().square().sum((0, 2, 3))))
        count = torch.tensor(z.numel() / z.shape[1])
        old = sums.get(name)
        sums[name] = [both, count] if old is None else [old[0] + both, old[1] + count]
        return z

    for part in images.split(250):
        walk(network, preprocess(part), add)
    found = {}
    for name, ((total, squares), count) in sums.items():
        mean = total / count
        found[name] = (mean.float(), (squares / count - mean.square() + EPSILON).sqrt().float())
    return found


def aligned_to(source: Statistics):
    def align(name: str, z: Tensor) -> Tensor:
        (mean, deviation), (own_mean, own_deviation) = source[name], spread(z)
        gain = deviation / own_deviation
        return z * gain[:, None, None] + (mean - own_mean * gain)[:, None, None]

    return align


def read(network: nn.Sequential, images: Tensor, size: int, on_z=None) -> tuple[Tensor, Tensor]:
    found = [walk(network, preprocess(part), on_z) for part in images.split(size)]
    return torch.cat([f for f, _ in found]), torch.cat([s for _, s in found])


def quality(logits: Tensor, labels: Tensor) -> list[float]:
    right = (logits.argmax(1) == labels).double().mean().item()
    return [round(right, 4), round(logits.softmax(1).amax(1).double().mean().item(), 4)]


def domain_error(source: Tensor, target: Tensor) -> float:
    """Held-out error of ridge regression on ±1: the first half of the pictures trains, the second tests."""
    half = len(source) // 2
    train = torch.cat((source[:half], target[:half])).double()
    test = torch.cat((source[half:], target[half:])).double()
    mean, deviation = train.mean(0), train.std(0, unbiased=False) + 1e-6
    train, test = (train - mean) / deviation, (test - mean) / deviation
    sides = lambda one, other: torch.cat((-torch.ones(one), torch.ones(other))).double()
    gram = train.T @ train + RIDGE * len(train) * torch.eye(train.shape[1], dtype=torch.float64)
    weights = torch.linalg.solve(gram, train.T @ sides(half, half))
    answers = (test @ weights).sign()
    wrong = (1 - answers * sides(len(source) - half, len(target) - half)) / 2
    return wrong.mean().item()


def drawn(split: Split, seed: int, count: int) -> Split:
    order = torch.randperm(len(split.labels), generator=torch.Generator().manual_seed(seed))
    return split.subset(order[:count])


@torch.no_grad()
def main() -> None:
    run = begin("look_shift", __doc__)
    network, checksum = shipped(NETWORK, torch.device("cpu"))
    noisy, _ = shipped("noise", torch.device("cpu"))
    test, training = load("test"), load("train")
    part, kept = (200, 200) if run.smoke else (PART, SOURCE)
    test = drawn(test, 0, 400 if run.smoke else TEST)
    source = source_statistics(network, drawn(training, 0, kept).images)
    align = aligned_to(source)
    clean_features, _ = read(network, test.images, 250)
    body = {
        "network": NETWORK,
        "sha256": checksum,
        "images": len(test.labels),
        "part": part,
        "seeds": list(SEEDS),
        "batch": BATCH,
        "source": {
            name: [[round(v, 4) for v in values.tolist()] for values in both]
            for name, both in source.items()
        },
        "columns": "share right, mean of the largest probability; domain: held-out error",
        "compared": COMPARED,
        "looks": {},
        "sizes": {},
        "sorted": [],
    }
    compared = drawn(test, 0, COMPARED)

    def adapted(look: str | None, t: float, seed: int, size: int):
        chosen = drawn(test, seed, part)
        images = chosen.images if look is None else LOOKS[look](chosen.images, t)
        return chosen, read(network, images, size, align)

    # The adapted features of each seed's own photographs, to tell the restyled ones from.
    photographs = {seed: adapted(None, 0.0, seed, BATCH)[1][0] for seed in SEEDS}
    # The errors of drawing: each seed has other images and other batches.
    for look, t in ROWS:
        rows = {}
        images = test.images if look is None else LOOKS[look](test.images, t)
        features, logits = read(network, images, 250)
        rows["plain"] = quality(logits, test.labels)
        rows["domain"] = round(domain_error(clean_features, features), 4)
        if look in COMPARED_ON and t != 0.5:
            these = LOOKS[look](compared.images, t) if look else compared.images
            rows["noise"] = quality(read(noisy, these, 250)[1], compared.labels)
        rows["adapted"], rows["adaptedDomain"] = [], []
        for seed in SEEDS:
            chosen, (own, scores) = adapted(look, t, seed, BATCH)
            rows["adapted"].append(quality(scores, chosen.labels))
            rows["adaptedDomain"].append(round(domain_error(photographs[seed], own), 4))
        body["looks"][f"{look or 'clean'} {t}"] = rows
        print(look, t, rows, flush=True)
        run.save(body)
    for look in SWEPT:
        name = look or "clean"
        body["sizes"][name] = {}
        for size in SIZES:
            body["sizes"][name][str(size)] = [
                quality(scores, chosen.labels)
                for chosen, (_, scores) in (adapted(look, 1.0, seed, size) for seed in SEEDS)
            ]
            print(name, size, body["sizes"][name][str(size)], flush=True)
        run.save(body)
    # The photographs class by class: every batch is of one class alone.
    for seed in SEEDS:
        everything = drawn(test, seed, len(test.labels))
        right = 0.0
        for label in everything.labels.unique():
            images = everything.images[everything.labels == label]
            answers = read(network, images, BATCH, align)[1].argmax(1)
            right += (answers == label).sum().item()
        body["sorted"].append(round(right / len(everything.labels), 4))
        print("by class", body["sorted"], flush=True)
    run.save(body)


if __name__ == "__main__":
    main()
