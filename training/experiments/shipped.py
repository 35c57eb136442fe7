"""The book's networks as they are shipped: int8 kernels from `public/models/`, in PyTorch.

A network that has been trained but not exported yet is what `export.py` will make of it, but for
the last digits: folding rounds differently on another processor.
"""

import hashlib
import json
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from configurations import CONFIGURATIONS
from network import build, fold
from quantise import quantised_copy
from train import RUNS_FOLDER
from weights_file import pack

MODELS_FOLDER = Path(__file__).parent.parent.parent / "public" / "models"


def read(weights: bytes, tensor: dict) -> Tensor:
    """One tensor of the weights file; an int8 kernel times its output channels' scales."""
    shape, dtype = tensor["shape"], {"float32": "<f4", "int8": "<i1"}[tensor["dtype"]]
    count = int(np.prod(shape))
    numbers = np.frombuffer(weights, dtype, count, tensor["byteOffset"]).reshape(shape)
    values = torch.from_numpy(numbers.astype(np.float32))
    return values * read(weights, tensor["scale"]) if "scale" in tensor else values


def from_files(name: str) -> tuple[nn.Sequential, str]:
    """The exported network, and the SHA-256 of its weights file."""
    manifest = json.loads((MODELS_FOLDER / name / "manifest.json").read_text())
    weights = (MODELS_FOLDER / name / "weights.bin").read_bytes()
    network = fold(build(CONFIGURATIONS[name].architecture).eval())
    for layer in manifest["layers"]:
        if "kernel" not in layer:
            continue
        module = network.get_submodule(layer["name"])
        module = module.conv if isinstance(module, nn.Sequential) else module
        kernel = read(weights, layer["kernel"])  # [.., inputs, outputs]
        kernel = kernel.permute(3, 2, 0, 1) if kernel.ndim == 4 else kernel.T
        with torch.no_grad():
            module.weight.copy_(kernel)
            module.bias.copy_(read(weights, layer["bias"]))
    return network, hashlib.sha256(weights).hexdigest()


def from_run(name: str) -> tuple[nn.Sequential, str]:
    """The network of a finished run, rounded, and the SHA-256 of the weights file to be."""
    architecture = CONFIGURATIONS[name].architecture
    network = build(architecture)
    network.load_state_dict(torch.load(RUNS_FOLDER / name / "last.pt", weights_only=True)["network"])
    folded = fold(network.eval())
    weights, _ = pack(folded, architecture, int8=True)
    return quantised_copy(folded), hashlib.sha256(weights).hexdigest()


def shipped(name: str, device: torch.device) -> tuple[nn.Sequential, str]:
    """The network on the device, not to be trained, and the SHA-256 of its weights file."""
    exported = (MODELS_FOLDER / name / "weights.bin").exists()
    network, checksum = from_files(name) if exported else from_run(name)
    frozen = network.eval().requires_grad_(False)
    return frozen.to(device).to(memory_format=torch.channels_last), checksum


def there(name: str) -> bool:
    """Whether the network has been exported or trained."""
    folders = (MODELS_FOLDER / name / "weights.bin", RUNS_FOLDER / name / "last.pt")
    return any(file.exists() for file in folders)
