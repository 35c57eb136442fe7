"""What one pixel can do to the book's networks as shipped: `python -m experiments.one_pixel`.

For each of the gallery's images, all pixels in the eight corner colours of the RGB cube; Su et al.'s
differential evolution; and random pixels. A change succeeds if the network's answer is not the
label any more; only images that the network gets right are attacked. Rows and columns count from the
top left; a colour's number is 4 red + 2 green + blue.
"""

import torch
from torch import Tensor

from augment import preprocess
from data import load
from experiments.evolution import evolve
from experiments.measurement import Measurement, begin
from experiments.pixel_judge import Judge, changed, median3
from experiments.shipped import shipped, there
from sample_images import gallery

NETWORKS = ("base", "robust", "twin", "flat-head", "wide-filters", "scale-jitter", "noise", "stylised")
SIDE, COLOURS = 32, 8
LARGE, SMALL = (400, 100), (40, 30)  # population, generations
PRECISION = (
    "answers nearer than 0.1 in the logits were computed in float32, others in half precision; "
    "probabilities may be 0.002 off"
)
FEW, MANY = 40 + 40 * 30, 400 + 400 * 100  # queries of the two


def corner_changes() -> Tensor:
    """[8192, 5] of row, column, red, green, blue: by pixel, then by colour."""
    pixel = torch.arange(SIDE * SIDE).repeat_interleave(COLOURS)
    colour = torch.arange(COLOURS).repeat(SIDE * SIDE)
    channels = [255 * (colour >> shift & 1) for shift in (2, 1, 0)]
    return torch.stack((pixel // SIDE, pixel % SIDE, *channels), dim=1)


def exhaustive(judge: Judge, images: Tensor, labels: Tensor, right: Tensor) -> dict[str, list]:
    """All 8,192 changes of every image; counts are of flips, and zero for images wrong from the start."""
    changes = corner_changes().to(images.device)
    flips, pixels, least, at, targets, toward, confidence = [], [], [], [], [], [], []
    count_map = torch.zeros(SIDE * SIDE, dtype=torch.long, device=images.device)
    colours = torch.zeros(COLOURS, dtype=torch.long, device=images.device)
    for image, label, known in zip(images, labels, right):
        found = judge(changed(image, changes), label.expand(len(changes)))
        flipped = (found.answer != label) & known
        grid = flipped.view(SIDE * SIDE, COLOURS)
        count_map += grid.any(1)
        colours += grid.sum(0)
        lowest = found.truth.argmin()
        flips.append(flipped.sum())
        pixels.append(grid.any(1).sum())
        least.append(found.truth[lowest])
        at.append(lowest)
        reached = torch.bincount(found.answer[flipped], minlength=10) > 0
        targets.append((reached.long() << torch.arange(10, device=images.device)).sum())
        toward.append(found.answer[lowest])
        confidence.append((found.top * flipped).max())
    place = torch.stack(at)
    return {
        "flips": torch.stack(flips).tolist(),
        "pixels": torch.stack(pixels).tolist(),
        "least": rounded(torch.stack(least)),
        "at": torch.stack((place // COLOURS // SIDE, place // COLOURS % SIDE, place % COLOURS), 1).tolist(),
        "targets": torch.stack(targets).tolist(),
        "toward": torch.stack(toward).tolist(),
        "confidence": rounded(torch.stack(confidence)),
        "countMap": count_map.tolist(),
        "colours": colours.tolist(),
    }


def rounded(values: Tensor) -> list[float]:
    """To four decimals."""
    return [round(value, 4) for value in values.tolist()]


def random_changes(count: int, queries: int, corners: bool, generator: torch.Generator) -> Tensor:
    """[count, queries, 5]: any pixel, any colour or any corner of the colours."""
    device = generator.device
    pixel = torch.randint(SIDE, (count, queries, 2), generator=generator, device=device)
    colour = torch.randint(2 if corners else 256, (count, queries, 3), generator=generator, device=device)
    return torch.cat((pixel, colour * (255 if corners else 1)), dim=2)


def random_search(
    judge: Judge, images: Tensor, labels: Tensor, right: Tensor, queries: int, corners: bool
) -> list[int]:
    """Queries until the first flip of each image, or -1."""
    generator = torch.Generator(images.device).manual_seed(1)
    first = torch.full((len(images),), -1, device=images.device)
    done = 0
    while done < queries:
        left = (right & (first < 0)).nonzero().flatten()
        if len(left) == 0:
            break
        part = min(queries - done, max(judge.batch // len(left), 50))
        tried = random_changes(len(left), part, corners, generator)
        found = judge.of_each(images[left], labels[left], tried)
        flipped = found.answer != labels[left][:, None]
        number = done + 1 + flipped.long().argmax(1)
        first[left] = torch.where(flipped.any(1), number, first[left])
        done += part
    return first.tolist()


def behind_median(judge: Judge, bare: dict, images: Tensor, labels: Tensor) -> dict[str, object]:
    """The same changes with a 3 x 3 median before the network: those found without it, and all anew."""
    filtered = Judge(judge.network, median3)
    right = filtered(images, labels).answer == labels
    row, column, colour = torch.tensor(bare["at"], device=images.device).unbind(1)
    best = torch.stack((row, column, *(255 * (colour >> shift & 1) for shift in (2, 1, 0))), dim=1)
    blind = filtered.of_each(images, labels, best[:, None]).answer[:, 0] != labels
    everything = exhaustive(filtered, images, labels, right)
    return {
        "right": right.int().tolist(),
        "blind": (blind & right).int().tolist(),
        "exhaustive8": {key: everything[key] for key in ("flips", "pixels")},
    }


def measure(run: Measurement, name: str, images: Tensor, labels: Tensor) -> dict[str, object]:
    """Everything about one network."""
    network, checksum = shipped(name, run.device)
    judge = Judge(network)
    clean = judge(images, labels)
    right = clean.answer == labels
    large, small = ((8, 2), (8, 2)) if run.smoke else (LARGE, SMALL)
    few, many = (60, 120) if run.smoke else (FEW, MANY)
    entry: dict[str, object] = {
        "sha256": checksum,
        "right": right.int().tolist(),
        "clean": rounded(clean.truth),
        "largestErrorOfHalfPrecision": judge.largest_error(images),
        "exhaustive8": exhaustive(judge, images, labels, right),
        "de40x30": {"queries": evolve(judge, images, labels, right, *small)["queries"]},
        "random1240": {"queries": random_search(judge, images, labels, right, few, corners=False)},
        "randomCorner1240": {"queries": random_search(judge, images, labels, right, few, corners=True)},
    }
    print(f"  {name}: exhaustive and short searches after {run.seconds():.1f} s", flush=True)
    entry["de400x100"] = evolve(judge, images, labels, right, *large)
    print(f"  {name}: evolution after {run.seconds():.1f} s", flush=True)
    entry["random40400"] = {"queries": random_search(judge, images, labels, right, many, corners=False)}
    if name in ("base", "robust"):
        entry["median3"] = behind_median(judge, entry["exhaustive8"], images, labels)
    return entry


def main() -> None:
    run = begin("one_pixel", __doc__)
    torch.backends.cudnn.allow_tf32 = False
    split = gallery(load("test"))
    if run.smoke:
        split = split.subset(torch.arange(1))
    images = preprocess(split.images).to(run.device)
    labels = split.labels.to(run.device)
    body = {"seed": 1, "pictures": len(labels), "precision": PRECISION, "networks": {}}
    longest = 0.0
    for name in run.arguments.networks or NETWORKS:
        if not there(name) or not run.time_for(longest):
            continue
        begun = run.seconds()
        body["networks"][name] = measure(run, name, images, labels)
        longest = max(longest, run.seconds() - begun)
        run.save(body)


if __name__ == "__main__":
    main()
