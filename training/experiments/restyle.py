"""Images given the texture of others, by matching Gram matrices (Gatys, Ecker and Bethge, 2016).

The features are those of a trained network's first layers. An image begins as the content and
descends, by Adam, along the sum of two losses: the distance of its Gram matrices from the style's,
relative to the style's, and of its deeper features from the content's, relative to the content's.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn


@dataclass(frozen=True)
class Restyling:
    """Which layers say what texture is and what content is, and how long to descend."""

    style_layers: tuple[str, ...] = ("conv1", "conv2", "conv3")
    content_layer: str = "conv4"
    content_weight: float = 0.1
    steps: int = 60
    rate: float = 0.05  # of Adam, images being -1..1


def features(network: nn.Sequential, images: Tensor, names: tuple[str, ...]) -> dict[str, Tensor]:
    """Outputs [N, C, H, W] of these layers, all of them after their ReLU."""
    found: dict[str, Tensor] = {}
    for name, layer in network.named_children():
        images = layer(images)
        if name in names:
            found[name] = images
        if len(found) == len(names):
            break
    return found


def gram(maps: Tensor) -> Tensor:
    """Means over all positions of the products of two channels: [N, C, H, W] to [N, C, C]."""
    flat = maps.flatten(2)
    return flat @ flat.transpose(1, 2) / flat.shape[2]


def relative(found: Tensor, wanted: Tensor) -> Tensor:
    """Squared distance of each image's tensor from the wanted one, relative to the latter's square: [N]."""
    distance = (found - wanted).square().flatten(1).sum(1)
    return distance / wanted.square().flatten(1).sum(1).clamp(min=1e-8)


def restyle(network: nn.Sequential, contents: Tensor, styles: Tensor, how: Restyling) -> Tensor:
    """Preprocessed images [N, 3, H, W] of the contents with the textures of the styles."""
    names = (*how.style_layers, how.content_layer)
    with torch.no_grad():
        wanted = features(network, styles, names)
        grams = {name: gram(wanted[name]) for name in how.style_layers}
        content = features(network, contents, names)[how.content_layer]
    images = contents.clone().requires_grad_(True)
    mean, square = torch.zeros_like(contents), torch.zeros_like(contents)
    for step in range(1, how.steps + 1):
        found = features(network, images, names)
        style = sum(relative(gram(found[name]), grams[name]) for name in how.style_layers)
        loss = style / len(grams) + how.content_weight * relative(found[how.content_layer], content)
        (gradient,) = torch.autograd.grad(loss.sum(), images)
        with torch.no_grad():
            mean.lerp_(gradient, 0.1)
            square.lerp_(gradient.square(), 0.001)
            size = (square / (1 - 0.999**step)).sqrt_().add_(1e-12)
            images.sub_(how.rate * (mean / (1 - 0.9**step)) / size).clamp_(-1, 1)
    return images.detach()
