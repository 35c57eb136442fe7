"""Images with one pixel changed, and what a network answers to very many of them."""

import copy
from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor, nn

UNDECIDED = 0.1  # logits nearer to each other than this are computed again in float32


def changed(image: Tensor, changes: Tensor) -> Tensor:
    """The preprocessed image [3, H, W] once for each row of row, column, red, green, blue (0..255)."""
    copies = image.expand(len(changes), *image.shape).clone()
    row, column = changes[:, 0].long(), changes[:, 1].long()
    number = torch.arange(len(changes), device=image.device)
    copies[number, :, row, column] = changes[:, 2:].float() / 127.5 - 1
    return copies


def sorted3(a: Tensor, b: Tensor, c: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Least, middle and greatest of three, entry by entry."""
    low, high = torch.minimum(a, b), torch.maximum(a, b)
    return torch.minimum(low, c), torch.maximum(low, torch.minimum(high, c)), torch.maximum(high, c)


def median3(images: Tensor) -> Tensor:
    """Medians over 3 x 3 windows, channel by channel, the edges repeated outwards.

    The median of nine is the median of the greatest least, the middle middle and the least greatest
    of the three columns.
    """
    padded = nn.functional.pad(images, (1, 1, 1, 1), mode="replicate")
    lows, middles, highs = sorted3(padded[:, :, :-2], padded[:, :, 1:-1], padded[:, :, 2:])
    columns = [[part[..., :-2], part[..., 1:-1], part[..., 2:]] for part in (lows, middles, highs)]
    greatest_least = torch.maximum(torch.maximum(columns[0][0], columns[0][1]), columns[0][2])
    middle = sorted3(*columns[1])[1]
    least_greatest = torch.minimum(torch.minimum(columns[2][0], columns[2][1]), columns[2][2])
    return sorted3(greatest_least, middle, least_greatest)[1]


@dataclass(frozen=True)
class Verdict:
    """Of each image: the answer, its probability, and that of the true class."""

    answer: Tensor
    top: Tensor
    truth: Tensor


class Judge:
    """A network that answers in half precision where the answer is clear and in float32 where it is not."""

    def __init__(self, network: nn.Module, before: Callable[[Tensor], Tensor] = lambda x: x) -> None:
        self.network, self.before = network, before
        on_gpu = next(network.parameters()).device.type == "cuda"
        self.fast = copy.deepcopy(network).half() if on_gpu else network
        self.batch = 65_536 if on_gpu else 256
        self.dtype = next(self.fast.parameters()).dtype

    @torch.no_grad()
    def logits(self, images: Tensor) -> Tensor:
        """[N, 10], those of undecided images in float32."""
        images = self.before(images)
        found = self.fast(images.to(self.dtype, memory_format=torch.channels_last)).float()
        first, second = found.topk(2).values.unbind(1)
        unclear = (first - second < UNDECIDED).nonzero().flatten()
        for some in unclear.split(8192):
            found[some] = self.network(images[some])
        return found

    @torch.no_grad()
    def largest_error(self, images: Tensor) -> float:
        """Of any logit in half precision."""
        fast = self.fast(images.to(self.dtype, memory_format=torch.channels_last)).float()
        return round(float((fast - self.network(images)).abs().max()), 5)

    def __call__(self, images: Tensor, labels: Tensor) -> Verdict:
        """Of preprocessed images [N, 3, H, W]."""
        logits = torch.cat([self.logits(part) for part in images.split(self.batch)])
        top, answer = logits.softmax(1).max(1)
        return Verdict(answer, top, logits.softmax(1).gather(1, labels[:, None])[:, 0])

    def of_each(self, images: Tensor, labels: Tensor, changes: Tensor) -> Verdict:
        """Of images [N, 3, H, W] with each of their changes [N, M, 5]: entries [N, M]."""
        count, each = changes.shape[:2]
        parts: list[Verdict] = []
        step = max(1, self.batch // each)
        for start in range(0, count, step):
            some = slice(start, start + step)
            copies = images[some].repeat_interleave(each, 0)
            rows = changes[some].flatten(0, 1)
            number = torch.arange(len(rows), device=rows.device)
            copies[number, :, rows[:, 0].long(), rows[:, 1].long()] = rows[:, 2:].float() / 127.5 - 1
            parts.append(self(copies, labels[some].repeat_interleave(each)))
        joined = [torch.cat([getattr(part, key) for part in parts]) for key in ("answer", "top", "truth")]
        return Verdict(*(entries.view(count, each) for entries in joined))
