"""What a network does on the test set."""

from typing import Any

import torch
from torch import Tensor, nn

from augment import preprocess
from data import Split


def all_logits(network: nn.Module, split: Split, batch: int = 500) -> Tensor:
    """Logits [N, classes] of every image."""
    with torch.no_grad():
        return torch.cat([network(preprocess(images)) for images in split.images.split(batch)])


def share_right(logits: Tensor, labels: Tensor) -> float:
    """Share of images whose largest logit is the label's."""
    return float((logits.argmax(1) == labels).double().mean())


def confusion_matrix(logits: Tensor, labels: Tensor) -> list[list[int]]:
    """Entry [true class][predicted class] counts images."""
    classes = logits.shape[1]
    cells = labels * classes + logits.argmax(1)
    return torch.bincount(cells, minlength=classes**2).reshape(classes, classes).tolist()


def confident_mistakes(logits: Tensor, split: Split, count: int) -> tuple[Split, list[dict[str, Any]]]:
    """The wrongly classified images about which the network is surest, surest first."""
    probability, predicted = logits.softmax(1).max(1)
    wrong = probability * (predicted != split.labels)
    worst = torch.argsort(wrong, descending=True)[:count]
    described = [
        {
            "number": int(split.numbers[i]),
            "label": int(split.labels[i]),
            "prediction": int(predicted[i]),
            "probability": round(float(probability[i]), 4),
        }
        for i in worst
    ]
    return split.subset(worst), described
