"""Writes what PyTorch makes of the attribution methods: `python golden_attribution.py`.

The base network as shipped, read back from public/models/base; the first image of the gallery; the
logit of its class. Every method is written here anew, with PyTorch's own automatic differentiation,
for the book's tests to compare with.
"""

import json
import math
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from augment import preprocess
from data import load
from golden import digits
from sample_images import FIXTURES_FOLDER, test_sample

MODEL = Path(__file__).parent.parent / "public" / "models" / "base"
IG_STEPS = 8
NOISE = {"sigma": 0.3, "samples": 3, "seed": 7}
SQUARE = {"size": 8, "stride": 4}


class Rectified(torch.autograd.Function):
    """ReLU with another rule on the way back."""

    @staticmethod
    def forward(ctx, z: Tensor, rule: str) -> Tensor:
        ctx.save_for_backward(z)
        ctx.rule = rule
        return z.clamp(min=0)

    @staticmethod
    def backward(ctx, signal: Tensor):
        (z,) = ctx.saved_tensors
        gate = {
            "gradient": z > 0,
            "deconvnet": signal > 0,
            "guided": (z > 0) & (signal > 0),
        }[ctx.rule]
        return signal * gate, None


class ShippedNetwork:
    """The chain of layers of a manifest, with its int8 kernels spread out to float32."""

    def __init__(self, folder: Path) -> None:
        manifest = json.loads((folder / "manifest.json").read_text())
        data = (folder / manifest["weights"]["file"]).read_bytes()
        self.layers = manifest["layers"]
        self.weights: dict[str, tuple[Tensor, Tensor]] = {}
        for layer in self.layers:
            if "kernel" not in layer:
                continue
            kernel = self.read(data, layer["kernel"]) * self.read(data, layer["kernel"]["scale"])
            order = (3, 2, 0, 1) if kernel.ndim == 4 else (1, 0)
            bias = torch.from_numpy(self.read(data, layer["bias"]))
            self.weights[layer["name"]] = (torch.from_numpy(kernel.transpose(order).copy()), bias)

    @staticmethod
    def read(data: bytes, entry: dict) -> np.ndarray:
        dtype = {"int8": "<i1", "float32": "<f4"}[entry["dtype"]]
        count = math.prod(entry["shape"])
        flat = np.frombuffer(data, dtype, count, entry["byteOffset"]).astype(np.float32)
        return flat.reshape(entry["shape"])

    def values(self, x: Tensor, rule: str = "gradient") -> dict[str, Tensor]:
        """The values of every layer, of images [N, 3, 32, 32]."""
        found = {}
        for layer in self.layers:
            name = layer["name"]
            match layer["type"]:
                case "conv":
                    kernel, bias = self.weights[name]
                    x = functional.conv2d(x, kernel, bias, padding=kernel.shape[-1] // 2)
                    x = Rectified.apply(x, rule)
                case "maxPool":
                    x = functional.max_pool2d(x, layer["size"])
                case "globalAveragePool":
                    x = x.mean((2, 3))
                case "dense":
                    x = functional.linear(x, *self.weights[name])
            found[name] = x
        return found


def mulberry32(seed: int) -> Iterator[float]:
    """The book's random numbers, `src/numerics/random.ts`."""
    mask = 0xFFFFFFFF
    state = seed & mask
    while True:
        state = (state + 0x6D2B79F5) & mask
        t = ((state ^ (state >> 15)) * (state | 1)) & mask
        t ^= (t + (((t ^ (t >> 7)) * (t | 61)) & mask)) & mask
        yield ((t ^ (t >> 14)) & mask) / 4294967296


def normal(random: Iterator[float]) -> Callable[[], float]:
    """The book's normal numbers, `src/numerics/normal.ts`."""
    return lambda: math.sqrt(-2 * math.log(1 - next(random))) * math.cos(2 * math.pi * next(random))


def main() -> None:
    torch.set_num_threads(1)
    network = ShippedNetwork(MODEL)
    sample = test_sample(load("test"))
    label = int(sample.labels[0])
    image = preprocess(sample.images[:1])

    def score(x: Tensor, rule: str = "gradient") -> Tensor:
        return network.values(x, rule)["logits"][:, label].sum()

    def signal(x: Tensor, rule: str = "gradient") -> Tensor:
        x = x.clone().requires_grad_(True)
        return torch.autograd.grad(score(x, rule), x)[0]

    def last(map_: Tensor) -> list[float]:
        return digits(map_[0].permute(1, 2, 0))

    path = [(i + 0.5) / IG_STEPS for i in range(IG_STEPS)]
    integrated = image * sum(signal(image * alpha) for alpha in path) / IG_STEPS

    draw = normal(mulberry32(NOISE["seed"]))
    smooth = torch.zeros_like(image)
    for _ in range(NOISE["samples"]):
        noise = torch.tensor([NOISE["sigma"] * draw() for _ in range(image.numel())])
        smooth += signal(image + noise.reshape(1, 32, 32, 3).permute(0, 3, 1, 2))
    smooth /= NOISE["samples"]

    def grad_cam(layer: str, rectify: bool = True, counterfactual: bool = False) -> Tensor:
        values = network.values(image.clone().requires_grad_(True))
        (gradient,) = torch.autograd.grad(values["logits"][0, label], values[layer])
        alpha = gradient.mean((2, 3), keepdim=True) * (-1 if counterfactual else 1)
        map_ = (alpha * values[layer]).sum(1, keepdim=True)
        return (map_.clamp(min=0) if rectify else map_).detach()

    weights, _ = network.weights["logits"]
    with torch.no_grad():
        maps = network.values(image)["conv5"]
    cam = torch.einsum("k,nkij->nij", weights[label], maps)[:, None]
    larger = functional.interpolate(
        grad_cam("conv5"), (32, 32), mode="bilinear", align_corners=False
    )

    drops, times = torch.zeros(1, 1, 32, 32), torch.zeros(1, 1, 32, 32)
    size, stride = SQUARE["size"], SQUARE["stride"]
    with torch.no_grad():
        whole = score(image)
        for row in range(0, 32 - size + 1, stride):
            for column in range(0, 32 - size + 1, stride):
                covered = image.clone()
                covered[:, :, row : row + size, column : column + size] = 0
                drops[:, :, row : row + size, column : column + size] += whole - score(covered)
                times[:, :, row : row + size, column : column + size] += 1

    golden = {
        "network": "base, as shipped",
        "software": f"PyTorch {torch.__version__}",
        "of": f"logit {label} of the first image of public/images/gallery.png",
        "logit": label,
        "integratedGradientsSteps": IG_STEPS,
        "smoothGradNoise": NOISE,
        "occlusionSquare": SQUARE,
        "maps": {
            "gradient": last(signal(image)),
            "gradientTimesInput": last(image * signal(image)),
            "smoothGrad": last(smooth),
            "integratedGradients": last(integrated),
            "deconvnet": last(signal(image, "deconvnet")),
            "guidedBackpropagation": last(signal(image, "guided")),
            "cam": last(cam),
            "gradCam": last(grad_cam("conv5")),
            "gradCamOfConv3": last(grad_cam("conv3")),
            "gradCamUnrectified": last(grad_cam("conv5", rectify=False)),
            "gradCamCounterfactual": last(grad_cam("conv5", counterfactual=True)),
            "guidedGradCam": last(signal(image, "guided") * larger),
            "occlusion": last(drops / times),
        },
    }
    file = FIXTURES_FOLDER / "attribution.json"
    file.write_text(json.dumps(golden, separators=(",", ":")) + "\n")
    print(f"{file.name}: {file.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
