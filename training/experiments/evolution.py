"""Differential evolution over one pixel (Storn and Price, 1997; Su, Vargas and Sakurai, 2019).

A member is column, row, red, green, blue as real numbers. Each generation's children are made of the
parents of the generation before: x1 + 0.5 (x2 - x3) of three others, without crossover, clipped to
the bounds. A child replaces its own parent if the true class is no likelier with it.
"""

import torch
from torch import Tensor

from experiments.pixel_judge import Judge

FACTOR = 0.5
HIGHEST = (31.999, 31.999, 255.0, 255.0, 255.0)


def start(count: int, population: int, generator: torch.Generator) -> Tensor:
    """[count, population, 5]: places uniform, colours normal around 128 with deviation 127."""
    size, device = (count, population), generator.device
    places = 32 * torch.rand(*size, 2, generator=generator, device=device)
    colours = 128 + 127 * torch.randn(*size, 3, generator=generator, device=device)
    return clipped(torch.cat((places, colours), dim=2))


def clipped(members: Tensor) -> Tensor:
    """Within the image and the colours."""
    return torch.minimum(members.clamp(min=0), torch.tensor(HIGHEST, device=members.device))


def changes_of(members: Tensor) -> Tensor:
    """Row, column, red, green, blue as whole numbers."""
    column, row = members[..., 0].floor(), members[..., 1].floor()
    return torch.cat((row[..., None], column[..., None], members[..., 2:].round()), dim=-1)


def three_others(count: int, population: int, generator: torch.Generator) -> list[Tensor]:
    """For each member three different others of its population, [count, population] each."""
    device = generator.device

    def draw(below: int) -> Tensor:
        return torch.randint(below, (count, population), generator=generator, device=device)

    a, b, c = 1 + draw(population - 1), 1 + draw(population - 2), 1 + draw(population - 3)
    b = b + (b >= a)
    low, high = torch.minimum(a, b), torch.maximum(a, b)
    c = c + (c >= low)
    c = c + (c >= high)
    member = torch.arange(population, device=device)
    return [(member + away) % population for away in (a, b, c)]


def children_of(members: Tensor, generator: torch.Generator) -> Tensor:
    """The next generation's candidates."""
    others = three_others(*members.shape[:2], generator)
    x1, x2, x3 = (members.gather(1, other[..., None].expand_as(members)) for other in others)
    return clipped(x1 + FACTOR * (x2 - x3))


def evolve(
    judge: Judge, images: Tensor, labels: Tensor, right: Tensor, population: int, generations: int
) -> dict[str, list]:
    """Of each image: the first generation with a flip and the queries until the first flip, -1 where
    there is none or the image was wrong from the start; of that generation's flips the one with the
    lowest probability of the true class; and the lowest such probability that was reached.
    """
    count, device = len(images), images.device
    generator = torch.Generator(device).manual_seed(1)
    generation = torch.full((count,), -1, device=device)
    queries = torch.full((count,), -1, device=device)
    found = torch.zeros(count, 5, device=device)
    least = torch.ones(count, device=device)
    left = right.nonzero().flatten()
    members = start(len(left), population, generator)
    fitness = torch.full(members.shape[:2], torch.inf, device=device)
    for number in range(generations + 1):
        tried = members if number == 0 else children_of(members, generator)
        verdict = judge.of_each(images[left], labels[left], changes_of(tried))
        better = verdict.truth <= fitness
        members = torch.where(better[..., None], tried, members)
        fitness = torch.where(better, verdict.truth, fitness)
        least[left] = fitness.min(1).values
        flipped = verdict.answer != labels[left][:, None]
        ends = flipped.any(1)
        over = left[ends]
        generation[over] = number
        queries[over] = number * population + 1 + flipped[ends].long().argmax(1)
        best = torch.where(flipped, verdict.truth, torch.inf)[ends].argmin(1)
        found[over] = changes_of(tried)[ends, best]
        left, members, fitness = left[~ends], members[~ends], fitness[~ends]
        if len(left) == 0:
            break
    rows = found.long().tolist()
    return {
        "generation": generation.tolist(),
        "queries": queries.tolist(),
        "found": [row if first >= 0 else None for row, first in zip(rows, generation.tolist())],
        "least": [round(value, 4) for value in least.tolist()],
    }
