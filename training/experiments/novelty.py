"""How well do scores of the network `six` tell known pictures from altered, new and random ones?

`python -m experiments.novelty` reads all test images: those of the six classes as they are and
altered in five ways, those of the four classes that the network has never seen, and noise. It
records the areas under the curve of four scores, and the mean features of the training images.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional

from augment import preprocess
from configurations import CIFAR10_CLASSES, CONFIGURATIONS
from data import load
from experiments.alterations import ALTERATIONS
from experiments.measurement import begin
from experiments.shipped import shipped
from sample_images import gallery

NETWORK = "six"
NEIGHBOURS = 10
RANDOM_PICTURES = 2000
SURE = 0.9


def read(network: nn.Sequential, images: Tensor) -> tuple[Tensor, Tensor]:
    """Averaged last maps [N, 128] and logits [N, 6] of uint8 images."""
    features, logits = [], []
    with torch.no_grad():
        for part in images.split(500):
            values = preprocess(part)
            for name, layer in network.named_children():
                if name == "logits":
                    features.append(values)
                values = layer(values)
            logits.append(values)
    return torch.cat(features).double(), torch.cat(logits).double()


class Scores:
    """Four scores of pictures, each the higher the more familiar a picture looks."""

    def __init__(self, means: Tensor, bank: Tensor, bank_numbers: Tensor) -> None:
        self.means, self.bank, self.numbers = means, functional.normalize(bank), bank_numbers

    def of(self, features: Tensor, logits: Tensor, numbers: Tensor) -> dict[str, Tensor]:
        """`numbers` of the test images that pictures are made of: these are left out of the bank."""
        away = torch.cdist(functional.normalize(features), self.bank)
        away[numbers[:, None] == self.numbers] = torch.inf
        return {
            "softmax": logits.softmax(1).amax(1),
            "energy": logits.logsumexp(1),
            "mean": -torch.cdist(features, self.means).amin(1),
            "neighbours": -away.topk(NEIGHBOURS, largest=False).values[:, -1],
        }


def placements(inside: Tensor, outside: Tensor) -> Tensor:
    """For each score inside, the share of those outside that it exceeds; equal ones count half."""
    ordered = outside.sort().values
    below = torch.searchsorted(ordered, inside)
    not_above = torch.searchsorted(ordered, inside, right=True)
    return (below + not_above) / (2 * len(outside))


def compare(inside: Tensor, outside: Tensor) -> list[float]:
    """Area under the curve, its standard error (DeLong), and the share let in where 95 % inside are."""
    own, other = placements(inside, outside), 1 - placements(outside, inside)
    error = (own.var() / len(own) + other.var() / len(other)).sqrt()
    # As many as there must be, and no more, are at or above this one.
    threshold = inside.sort(descending=True).values[-(-95 * len(inside) // 100) - 1]
    let_in = (outside >= threshold).double().mean()
    return [round(value.item(), 4) for value in (own.mean(), error, let_in)]


def all_compared(inside: dict[str, Tensor], outside: dict[str, Tensor]) -> dict[str, list[float]]:
    return {name: compare(inside[name], outside[name]) for name in inside}


def main() -> None:
    run = begin("novelty", __doc__)
    classes = CONFIGURATIONS[NETWORK].classes
    network, checksum = shipped(NETWORK, torch.device("cpu"))
    everything, training = load("test"), load("train").only(classes)
    shown = gallery(everything).numbers
    if run.smoke:
        everything = everything.subset(torch.isin(everything.numbers, shown))
        training = training.subset(torch.arange(200))
    known = everything.only(classes)
    is_new = ~torch.isin(everything.numbers, known.numbers)
    new = everything.subset(is_new)
    features, _ = read(network, training.images)
    means = torch.stack([features[training.labels == label].mean(0) for label in range(len(classes))])
    in_bank = torch.isin(known.numbers, shown)
    known_features, known_logits = read(network, known.images)
    scores = Scores(means.round(decimals=4), known_features[in_bank], known.numbers[in_bank])
    as_known = scores.of(known_features, known_logits, known.numbers)

    def those(of: dict[str, Tensor], chosen: Tensor) -> dict[str, Tensor]:
        return {name: values[chosen] for name, values in of.items()}

    right = known_logits.argmax(1) == known.labels
    in_gallery = those(as_known, in_bank)
    kinds = {}
    for name, alter in ALTERATIONS.items():
        found_features, logits = read(network, alter(known.images))
        found = scores.of(found_features, logits, known.numbers)
        still = logits.argmax(1) == known.labels
        kinds[name] = {
            "right": round(still.double().mean().item(), 4),
            "all": all_compared(as_known, found),
            "rightOnly": all_compared(as_known, those(found, still)),
            "gallery": all_compared(in_gallery, those(found, in_bank)),
        }
        print(name, kinds[name], flush=True)

    new_features, logits = read(network, new.images)
    found = scores.of(new_features, logits, new.numbers)
    sure = found["softmax"] > SURE
    kinds["new"] = {
        "all": all_compared(as_known, found),
        "gallery": all_compared(in_gallery, those(found, torch.isin(new.numbers, shown))),
    }
    by_class = {}
    for label in new.labels.unique().tolist():
        chosen = new.labels == label
        answers = logits[chosen].argmax(1).bincount(minlength=len(classes))
        by_class[CIFAR10_CLASSES[label]] = {
            "all": all_compared(as_known, those(found, chosen)),
            "answers": answers.tolist(),
            "sure": round(sure[chosen].double().mean().item(), 4),
        }
    generator = torch.Generator().manual_seed(1)
    size = (RANDOM_PICTURES, 32, 32, 3)
    noise = torch.randint(0, 256, size, generator=generator, dtype=torch.uint8)
    found = scores.of(*read(network, noise), torch.full((RANDOM_PICTURES,), -1))
    kinds["noise"] = {"all": all_compared(as_known, found)}
    run.save(
        {
            "network": NETWORK,
            "sha256": checksum,
            "classes": list(classes),
            "known": len(known.labels),
            "new": len(new.labels),
            "noise": RANDOM_PICTURES,
            "neighbours": NEIGHBOURS,
            "scores": "area under the curve against the known, its standard error, let in at 95 %",
            "right": round(right.double().mean().item(), 4),
            "sure": {
                "above": SURE,
                "known": round((as_known["softmax"] > SURE).double().mean().item(), 4),
                "new": round(sure.double().mean().item(), 4),
            },
            "mistakes": all_compared(those(as_known, right), those(as_known, ~right)),
            "kinds": kinds,
            "byClass": by_class,
            "means": [[round(value, 4) for value in row] for row in means.tolist()],
        }
    )


if __name__ == "__main__":
    main()
