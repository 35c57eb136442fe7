"""The layers of the network `photo`, taken out of the detector's graph with batch norm folded.

Of the detector, the backbone and the class predictions are kept; where it draws its boxes is left
out. Of its 91 outputs for an anchor, those of the 80 classes that COCO's images have are kept: one
was for "nothing", ten belong to numbers that COCO never used. Each output has a sigmoid of its own,
so the others do not change by that. Kernels are [height, width, input, output], depthwise ones
[height, width, channels, 1].
"""

from dataclasses import dataclass

import numpy as np

from tfjs_graph import Graph

MOBILENET = "FeatureExtractor/MobilenetV2"
ANCHOR_OUTPUTS = 91
BLOCKS = 17
EXTRAS = ((2, 256, 512), (3, 128, 256), (4, 128, 256), (5, 64, 128))

# COCO's numbers have gaps.
CLASSES = {
    1: "person", 2: "bicycle", 3: "car", 4: "motorcycle", 5: "airplane", 6: "bus", 7: "train",
    8: "truck", 9: "boat", 10: "traffic light", 11: "fire hydrant", 13: "stop sign",
    14: "parking meter", 15: "bench", 16: "bird", 17: "cat", 18: "dog", 19: "horse", 20: "sheep",
    21: "cow", 22: "elephant", 23: "bear", 24: "zebra", 25: "giraffe", 27: "backpack",
    28: "umbrella", 31: "handbag", 32: "tie", 33: "suitcase", 34: "frisbee", 35: "skis",
    36: "snowboard", 37: "sports ball", 38: "kite", 39: "baseball bat", 40: "baseball glove",
    41: "skateboard", 42: "surfboard", 43: "tennis racket", 44: "bottle", 46: "wine glass",
    47: "cup", 48: "fork", 49: "knife", 50: "spoon", 51: "bowl", 52: "banana", 53: "apple",
    54: "sandwich", 55: "orange", 56: "broccoli", 57: "carrot", 58: "hot dog", 59: "pizza",
    60: "donut", 61: "cake", 62: "chair", 63: "couch", 64: "potted plant", 65: "bed",
    67: "dining table", 70: "toilet", 72: "tv", 73: "laptop", 74: "mouse", 75: "remote",
    76: "keyboard", 77: "cell phone", 78: "microwave", 79: "oven", 80: "toaster", 81: "sink",
    82: "refrigerator", 84: "book", 85: "clock", 86: "vase", 87: "scissors", 88: "teddy bear",
    89: "hair drier", 90: "toothbrush",
}  # fmt: skip


@dataclass
class Layer:
    """A layer; without `inputs` it takes what the one before gives."""

    name: str
    type: str
    inputs: tuple[str, ...] = ()
    kernel: np.ndarray | None = None
    bias: np.ndarray | None = None
    stride: int = 1
    relu: bool = False


def convolution(graph: Graph, name: str, node: str, *, relu: bool) -> Layer:
    """A convolution into whose kernel the converter has already folded the factors of batch norm."""
    return Layer(
        name,
        "conv",
        kernel=graph.weights[f"{node}/Conv2D/merged_input"],
        bias=graph.weights[f"{node}/BatchNorm/batchnorm/sub"],
        stride=graph.stride(f"{node}/BatchNorm/batchnorm/mul_1"),
        relu=relu,
    )


def depthwise(graph: Graph, name: str, node: str) -> Layer:
    """A depthwise convolution times the factors of batch norm, plus its shift."""
    factors = graph.weights[f"{node}/BatchNorm/batchnorm/mul"]
    return Layer(
        name,
        "depthwiseConv",
        kernel=graph.weights[f"{node}/depthwise_weights"] * factors[:, np.newaxis],
        bias=graph.weights[f"{node}/BatchNorm/batchnorm/sub"],
        stride=graph.stride(f"{node}/depthwise"),
        relu=True,
    )


def block(graph: Graph, number: int, before: str) -> list[Layer]:
    """An inverted residual block; its values are called after it, whether it has a sum or not."""
    node = f"{MOBILENET}/expanded_conv" + (f"_{number - 1}" if number > 1 else "")
    name = f"block{number}"
    summed = f"{node}/ArithmeticOptimizer/AddOpsRewrite_add" in graph.nodes
    projection = f"{name}.project" if summed else name
    layers = [
        depthwise(graph, f"{name}.depthwise", f"{node}/depthwise"),
        convolution(graph, projection, f"{node}/project", relu=False),
    ]
    if f"{node}/expand/Conv2D/merged_input" in graph.weights:
        layers.insert(0, convolution(graph, f"{name}.expand", f"{node}/expand", relu=True))
    if summed:
        layers.append(Layer(name, "add", (projection, before)))
    return layers


def extra(graph: Graph, number: int) -> list[Layer]:
    """One of the detector's own layers behind MobileNet, each halving the side of the maps."""
    count, narrow, wide = EXTRAS[number - 1]
    squeeze = f"{MOBILENET}/layer_19_1_Conv2d_{count}_1x1_{narrow}"
    expand = f"{MOBILENET}/layer_19_2_Conv2d_{count}_3x3_s2_{wide}"
    name = f"extra{number}"
    return [
        convolution(graph, f"{name}.squeeze", squeeze, relu=True),
        depthwise(graph, f"{name}.depthwise", f"{expand}_depthwise"),
        convolution(graph, name, expand, relu=True),
    ]


def head(graph: Graph, number: int, source: str) -> list[Layer]:
    """The class predictions from one set of maps."""
    node = f"BoxPredictor_{number - 1}"
    norm = f"{node}/ClassPredictor_depthwise/BatchNorm"
    gamma, beta, mean, variance = (
        graph.weights[f"{norm}/{part}"]
        for part in ("gamma", "beta", "moving_mean", "moving_variance")
    )
    factors = gamma / np.sqrt(variance + np.float32(graph.epsilon(f"{norm}/FusedBatchNorm")))
    kernel = graph.weights[f"{node}/ClassPredictor_depthwise/depthwise_weights"]
    return [
        Layer(
            f"head{number}.depthwise",
            "depthwiseConv",
            (source,),
            kernel=kernel * factors[:, np.newaxis],
            bias=beta - mean * factors,
            relu=True,
        ),
        Layer(
            f"head{number}",
            "conv",
            kernel=of_known_classes(graph.weights[f"{node}/ClassPredictor/weights"]),
            bias=of_known_classes(graph.weights[f"{node}/ClassPredictor/biases"]),
        ),
    ]


def of_known_classes(array: np.ndarray) -> np.ndarray:
    """[..., anchors * 91] without the outputs that have no class: [..., anchors * 80]."""
    by_anchor = array.reshape(*array.shape[:-1], -1, ANCHOR_OUTPUTS)
    return by_anchor[..., list(CLASSES)].reshape(*array.shape[:-1], -1)


def photo_layers(graph: Graph) -> list[Layer]:
    """All layers in the order in which they can be computed, heads last."""
    layers = [convolution(graph, "conv1", f"{MOBILENET}/Conv", relu=True)]
    for number in range(1, BLOCKS + 1):
        layers += block(graph, number, layers[-1].name)
    layers.append(convolution(graph, "conv2", f"{MOBILENET}/Conv_1", relu=True))
    for number in range(1, len(EXTRAS) + 1):
        layers += extra(graph, number)
    sources = ["block14.expand", "conv2", "extra1", "extra2", "extra3", "extra4"]
    for number, source in enumerate(sources, 1):
        layers += head(graph, number, source)
    heads = tuple(f"head{number}" for number in range(1, len(sources) + 1))
    layers += [Layer("anchors", "anchors", heads), Layer("logits", "strongestAnchor", ("anchors",))]
    return layers


def output_shapes(layers: list[Layer], side: int) -> dict[str, tuple[int, ...]]:
    """Shapes without the batch, by layer, for a square image of this side, and 'input' itself."""
    shapes: dict[str, tuple[int, ...]] = {"input": (side, side, 3)}
    before = "input"
    for layer in layers:
        sources = [shapes[name] for name in layer.inputs or (before,)]
        match layer.type:
            case "conv" | "depthwiseConv":
                assert layer.bias is not None
                height, width = (-(-size // layer.stride) for size in sources[0][:2])
                shapes[layer.name] = (height, width, len(layer.bias))
            case "add":
                shapes[layer.name] = sources[0]
            case "anchors":
                total = sum(int(np.prod(shape)) for shape in sources)
                shapes[layer.name] = (total // len(CLASSES), len(CLASSES))
            case "strongestAnchor":
                shapes[layer.name] = (len(CLASSES),)
        before = layer.name
    return shapes
