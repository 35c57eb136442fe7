"""AlexNet (Krizhevsky et al., 2012) at the book's size, with its ingredients as switches."""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

CLASSES = 10
MAPS = (24, 32, 48, 48)
HIDDEN = 256


@dataclass(frozen=True)
class Ingredients:
    """What AlexNet had and others did not; the defaults are AlexNet's."""

    activation: str = "relu"  # or tanh
    response: float | None = 1e-4  # alpha of local response normalisation
    dropout: bool = True
    overlap: bool = True  # 3x3 windows for pooling by 2, instead of 2x2
    crops: bool = True  # random crops and flips
    colour: bool = True  # colours shifted along their principal components


BARE = Ingredients(response=None, dropout=False, crops=False, colour=False)


def response_normalised(a: Tensor, alpha: float, n: int = 5, k: float = 2) -> Tensor:
    """a / (k + alpha * sum of a^2 over n neighbouring channels)^(3/4), as printed in the paper.

    PyTorch's `local_response_norm` divides alpha by n first.
    """
    a, channels = a.float(), torch.arange(a.shape[1], device=a.device)
    near = (channels[:, None] - channels).abs() <= n // 2
    with torch.autocast(a.device.type, enabled=False):
        total = functional.conv2d(a.square(), alpha * near.float()[:, :, None, None])
    root = (k + total).rsqrt()
    return a * (root * root.sqrt())


class SmallAlexNet(nn.Module):
    """Images are halved; four convolutions, three of them pooled, three dense layers; no batch norm."""

    def __init__(self, ingredients: Ingredients) -> None:
        super().__init__()
        self.ingredients = ingredients
        sizes = (3, *MAPS)
        kernels = (5, 5, 3, 3)
        self.convs = nn.ModuleList(
            nn.Conv2d(sizes[i], sizes[i + 1], kernel, padding=kernel // 2)
            for i, kernel in enumerate(kernels)
        )
        self.dense = nn.ModuleList(
            (nn.Linear(MAPS[-1] * 4, HIDDEN), nn.Linear(HIDDEN, HIDDEN), nn.Linear(HIDDEN, CLASSES))
        )
        for layer in (*self.convs, *self.dense):
            nn.init.kaiming_normal_(layer.weight, nonlinearity=ingredients.activation)
            nn.init.zeros_(layer.bias)
        nn.init.xavier_normal_(self.dense[-1].weight)

    def active(self, x: Tensor) -> Tensor:
        return functional.relu(x) if self.ingredients.activation == "relu" else torch.tanh(x)

    def pooled(self, x: Tensor) -> Tensor:
        if self.ingredients.overlap:
            return functional.max_pool2d(x, 3, 2, padding=1)
        return functional.max_pool2d(x, 2)

    def forward(self, x: Tensor) -> Tensor:
        x = functional.avg_pool2d(x, 2)
        for number, conv in enumerate(self.convs, start=1):
            x = self.active(conv(x))
            if number <= 2 and self.ingredients.response is not None:
                x = response_normalised(x, self.ingredients.response)
            if number != 3:
                x = self.pooled(x)
        x = x.flatten(1)
        for layer in self.dense[:-1]:
            x = self.active(layer(x))
            if self.ingredients.dropout:
                x = functional.dropout(x, 0.5, self.training)
        return self.dense[-1](x)


def build(ingredients: Ingredients, seed: int) -> SmallAlexNet:
    """The network as it begins, the same for the same seed."""
    torch.manual_seed(seed)
    return SmallAlexNet(ingredients)
