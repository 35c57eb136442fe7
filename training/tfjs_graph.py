"""Reads a TensorFlow.js graph model: its nodes, and its weights as arrays."""

import json
from pathlib import Path
from typing import Any

import numpy as np


class Graph:
    """The nodes of a `model.json` by name, and the float32 and int32 arrays of its shards."""

    def __init__(self, folder: Path) -> None:
        model = json.loads((folder / "model.json").read_text())
        self.nodes: dict[str, dict[str, Any]] = {
            node["name"]: node for node in model["modelTopology"]["node"]
        }
        self.weights: dict[str, np.ndarray] = {}
        for group in model["weightsManifest"]:
            content = b"".join((folder / path).read_bytes() for path in group["paths"])
            offset = 0
            for weight in group["weights"]:
                dtype = {"float32": "<f4", "int32": "<i4"}[weight["dtype"]]
                count = int(np.prod(weight["shape"]))
                array = np.frombuffer(content, dtype, count, offset).reshape(weight["shape"])
                self.weights[weight["name"]] = array
                offset += array.nbytes
            if offset != len(content):
                raise ValueError(f"expected {offset} bytes of weights, found {len(content)}")

    def stride(self, name: str) -> int:
        """The stride of a convolution that has the same along rows and columns."""
        _, rows, columns, _ = map(int, self.nodes[name]["attr"]["strides"]["list"]["i"])
        if rows != columns:
            raise ValueError(f"{name}: expected one stride, found {rows} and {columns}")
        return rows

    def epsilon(self, name: str) -> float:
        """What a batch norm adds to the variance."""
        return float(self.nodes[name]["attr"]["epsilon"]["f"])
