"""Writes what PyTorch computes, for the book's tests to compare with: `python golden.py base`.

The first 32 images of the gallery that are of the network's classes; their logits with the weights before quantisation and as
shipped; and the gradient of one logit with respect to one preprocessed image.
"""

import argparse
import json

import torch
from torch import Tensor, nn

from augment import preprocess
from configurations import CONFIGURATIONS, Configuration
from data import load
from evaluation import all_logits
from export import finished_run
from quantise import quantised_copy
from sample_images import FIXTURES_FOLDER, test_sample
from weights_file import pack

IMAGES = 32


def logit_gradient(network: nn.Module, image: Tensor, logit: int) -> Tensor:
    """Gradient [32, 32, 3] of one logit with respect to one preprocessed image [1, 3, 32, 32]."""
    image = image.clone().requires_grad_(True)
    (gradient,) = torch.autograd.grad(network(image)[0, logit], image)
    return gradient[0].permute(1, 2, 0)


def digits(tensor: Tensor) -> list[float]:
    """The entries in row-major order, to seven significant digits."""
    return [float(f"{value:.7g}") for value in tensor.flatten().tolist()]


def write_golden(configuration: Configuration, with_float_weights: bool) -> None:
    folded, _ = finished_run(configuration)
    shipped = quantised_copy(folded)
    sample = test_sample(load("test")).only(configuration.classes)
    images = sample.subset(torch.arange(IMAGES))
    label = int(images.labels[0])
    first = preprocess(images.images[:1])
    golden = {
        "network": configuration.name,
        "software": f"PyTorch {torch.__version__}",
        "images": "the first of public/images/gallery.png that are of the network's classes",
        "numbers": images.numbers.tolist(),
        "labels": images.labels.tolist(),
        "logitsShape": [IMAGES, len(configuration.classes)],
        "logitsBeforeQuantisation": digits(all_logits(folded, images)),
        "logitsAfterQuantisation": digits(all_logits(shipped, images)),
        "gradient": {
            "of": f"logit {label} of the first image",
            "logit": label,
            "withRespectTo": "the first image after preprocessing",
            "shape": [32, 32, 3],
            "afterQuantisation": digits(logit_gradient(shipped, first, label)),
        },
    }
    FIXTURES_FOLDER.mkdir(parents=True, exist_ok=True)
    if with_float_weights:
        weights, layers = pack(folded, configuration.architecture, int8=False)
        (FIXTURES_FOLDER / f"{configuration.name}.float32.bin").write_bytes(weights)
        golden["float32Weights"] = {"file": f"{configuration.name}.float32.bin", "layers": layers}
    file = FIXTURES_FOLDER / f"{configuration.name}.json"
    file.write_text(json.dumps(golden, separators=(",", ":")) + "\n")
    print(f"{file.name}: {file.stat().st_size:,} bytes")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=CONFIGURATIONS)
    parser.add_argument("--float32-weights", action="store_true", help="also the unrounded weights")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    write_golden(CONFIGURATIONS[arguments.name], arguments.float32_weights)


if __name__ == "__main__":
    main()
