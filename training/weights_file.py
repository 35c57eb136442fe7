"""The binary file of a network's weights, and the list of layers that says where each one is.

All float32 numbers come first (so that they are aligned), then all int8 kernels. Little-endian.
Kernels are [height, width, input channels, output channels]; a dense layer's is [inputs, outputs].
"""

from typing import Any

import numpy as np
from torch import Tensor, nn

from binary_file import Writer
from network import INPUT_SHAPE, Architecture, Conv, Dense, Flatten, GlobalAveragePool, MaxPool
from network import name_layers, output_shapes
from quantise import quantise


def book_order(weight: Tensor) -> np.ndarray:
    """PyTorch's [out, in, height, width] or [out, in] in the book's order, output channels last."""
    array = weight.detach().numpy()
    return array.transpose(2, 3, 1, 0) if array.ndim == 4 else array.T


def weighted(module: nn.Module) -> nn.Module:
    """The convolution inside a folded block, or the dense layer itself."""
    return module.conv if isinstance(module, nn.Sequential) else module


def pack(
    folded: nn.Sequential, architecture: Architecture, *, int8: bool
) -> tuple[bytes, list[dict[str, Any]]]:
    """The weights file and the manifest's `layers`."""
    modules = dict(folded.named_children())
    named = name_layers(architecture)
    with_weights = [name for name, layer in named if isinstance(layer, Conv | Dense)]
    tensors: dict[str, dict[str, Any]] = {name: {} for name in with_weights}
    floats = Writer(0)
    for name in with_weights:
        bias = weighted(modules[name]).bias
        offset = floats.add(bias.detach().numpy(), "<f4")
        tensors[name]["bias"] = {"shape": list(bias.shape), "dtype": "float32", "byteOffset": offset}
    for name in with_weights:
        weight = weighted(modules[name]).weight
        kernel: dict[str, Any] = {"shape": list(book_order(weight).shape)}
        if int8:
            kernel["dtype"] = "int8"
            kernel["scale"] = {
                "shape": [weight.shape[0]],
                "dtype": "float32",
                "byteOffset": floats.add(quantise(weight)[1].numpy(), "<f4"),
            }
        else:
            kernel["dtype"] = "float32"
            kernel["byteOffset"] = floats.add(book_order(weight), "<f4")
        tensors[name]["kernel"] = kernel
    integers = Writer(floats.next_byte)
    if int8:
        for name in with_weights:
            quantised, _ = quantise(weighted(modules[name]).weight)
            tensors[name]["kernel"]["byteOffset"] = integers.add(book_order(quantised), "<i1")
    layers = describe(architecture, tensors)
    return b"".join(floats.chunks + integers.chunks), layers


def describe(architecture: Architecture, tensors: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """Every layer from which the book can build the network, with its shapes and its weights."""
    layers = []
    before: tuple[int, ...] = INPUT_SHAPE
    for (name, layer), after in zip(name_layers(architecture), output_shapes(architecture)):
        entry: dict[str, Any] = {"name": name}
        match layer:
            case Conv(kernel, _):
                size = [kernel, kernel]
                entry |= {"type": "conv", "kernelSize": size, "stride": 1, "padding": "same", "relu": True}
            case MaxPool(size):
                entry |= {"type": "maxPool", "size": size, "stride": size, "padding": "valid"}
            case GlobalAveragePool():
                entry |= {"type": "globalAveragePool"}
            case Flatten():
                entry |= {"type": "flatten"}
            case Dense():
                entry |= {"type": "dense", "relu": False}
        entry |= {"inputShape": list(before), "outputShape": list(after)}
        if name in tensors:
            entry["parameters"] = sum(
                int(np.prod(tensor["shape"])) for tensor in tensors[name].values()
            )
            entry |= {"kernel": tensors[name]["kernel"], "bias": tensors[name]["bias"]}
        layers.append(entry)
        before = after
    return layers
