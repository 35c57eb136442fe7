"""Makes `public/models/photo/` from what `fetch_photo.py` has fetched: `python export_photo.py`.

Folds batch norm, rounds the kernels to int8, and compares the network before and after on images
that the book has. COCO's images are not here, so its accuracy on them is neither measured nor
claimed.
"""

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import torch
from PIL import Image

from fetch_photo import ARCHIVE_SHA256, FOLDER, PACKAGE
from photo_forward import as_shipped, class_logits
from photo_layers import CLASSES, Layer, photo_layers
from photo_weights import pack
from tfjs_graph import Graph

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "public" / "images"
SIDE = 300
SIDES = (128, 224, 300)
GALLERY_IMAGES = 50
PHOTOGRAPHS = ("chelsea-224.png", "coffee-224.png")
LICENCE_FILE = "LICENSE.txt"
BATCH = 10

ORIGIN = {
    "name": "SSD MobileNet V2 (ssdlite_mobilenet_v2), as a TensorFlow.js graph model",
    "obtainedFrom": f"npm package {PACKAGE}",
    "archiveSha256": ARCHIVE_SHA256,
    "trainedOn": "COCO (80 classes), by others",
    "references": [
        "Sandler, Howard, Zhu, Zhmoginov and Chen, MobileNetV2: Inverted Residuals and Linear Bottlenecks, CVPR 2018",
        "Liu, Anguelov, Erhan, Szegedy, Reed, Fu and Berg, SSD: Single Shot MultiBox Detector, ECCV 2016",
        "Lin, Maire, Belongie, Hays, Perona, Ramanan, Dollár and Zitnick, Microsoft COCO: Common Objects in Context, ECCV 2014",
    ],
    "licence": "The npm package states Apache-2.0.",
    "licenceFile": LICENCE_FILE,
    "changes": [
        "Batch norm is folded into the convolutions.",
        "The box predictions, the anchors' places and non-maximum suppression are left out.",
        "Of the 91 outputs for an anchor, the 80 of COCO's classes are kept.",
        "For each class the highest logit of all anchors is the network's output.",
        "Kernels are rounded to int8, with one scale for each output channel, except those of depthwise layers and of the first six blocks.",
    ],
}


def enlarged(images: list[Image.Image], side: int) -> np.ndarray:
    """Pixels [N, side, side, 3]."""
    size = (side, side)
    return np.stack([np.asarray(image.resize(size, Image.Resampling.BICUBIC)) for image in images])


def gallery() -> list[Image.Image]:
    """The first images of the book's gallery, five of each class of CIFAR-10."""
    index = json.loads((IMAGES / "gallery.json").read_text())
    width, height, columns = index["width"], index["height"], index["columns"]
    sheet = Image.open(IMAGES / "gallery.png").convert("RGB")
    corners = ((i % columns * width, i // columns * height) for i in range(GALLERY_IMAGES))
    return [sheet.crop((x, y, x + width, y + height)) for x, y in corners]


def all_logits(layers: list[Layer], images: np.ndarray) -> torch.Tensor:
    with torch.no_grad():
        parts = [class_logits(layers, images[i : i + BATCH]) for i in range(0, len(images), BATCH)]
    return torch.cat(parts)


def agreement(layers: list[Layer], images: list[Image.Image], what: str, side: int) -> dict[str, Any]:
    """What rounding changes on some images."""
    pixels = enlarged(images, side)
    before, after = all_logits(layers, pixels), all_logits(as_shipped(layers), pixels)
    difference = (before - after).abs()
    entry = {
        "images": what,
        "count": len(images),
        "side": side,
        "largestLogitDifference": round(float(difference.max()), 4),
        "meanLogitDifference": round(float(difference.mean()), 4),
        "largestProbabilityDifference": round(
            float((before.sigmoid() - after.sigmoid()).abs().max()), 4
        ),
        "sameTopClass": float((before.argmax(1) == after.argmax(1)).double().mean()),
    }
    names = list(CLASSES.values())
    print(entry)
    if len(images) <= len(PHOTOGRAPHS):
        for row in after:
            top = row.sigmoid().topk(3)
            print("  ", [(names[i], round(p, 3)) for p, i in zip(*map(torch.Tensor.tolist, top))])
    return entry


def main() -> None:
    torch.set_num_threads(2)
    layers = photo_layers(Graph(FOLDER))
    content, described = pack(layers, SIDE)
    folder = ROOT / "public" / "models" / "photo"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "weights.bin").write_bytes(content)
    shutil.copyfile(FOLDER / "LICENSE", folder / LICENCE_FILE)

    photographs = [Image.open(IMAGES / name).convert("RGB") for name in PHOTOGRAPHS]
    manifest = {
        "format": 1,
        "name": "photo",
        "purpose": "For photographs: a detector that others trained, of which the book keeps what says which classes are in an image.",
        "input": {
            "shape": [SIDE, SIDE, 3],
            "sides": [SIDES[0], SIDES[-1]],
            "range": [0, 255],
            "preprocessing": {"divideBy": 127.5, "add": -1},
        },
        "classes": list(CLASSES.values()),
        "scores": "sigmoid",
        "parameters": sum(entry.get("parameters", 0) for entry in described),
        "weights": {
            "file": "weights.bin",
            "bytes": len(content),
            "sha256": hashlib.sha256(content).hexdigest(),
            "quantisation": "int8 kernels, symmetric, one float32 scale per output channel; float32 kernels in depthwise layers and up to block6",
        },
        "layers": described,
        "origin": ORIGIN,
        "agreement": {
            "measured": [
                agreement(layers, images, what, side)
                for images, what in (
                    (gallery(), "the first of public/images/gallery.png, enlarged from 32 pixels"),
                    (photographs, " and ".join(f"public/images/{name}" for name in PHOTOGRAPHS)),
                )
                for side in SIDES
            ],
            "notMeasured": "Accuracy, before or after: COCO's images are not at hand. The network was made for images of 300 pixels; on other sizes nobody has measured how good it is.",
            "software": f"PyTorch {torch.__version__}",
        },
        "licence": "Apache-2.0, like the package that it was made from",
    }
    text = json.dumps(manifest, indent=1, ensure_ascii=False)
    (folder / "manifest.json").write_text(text + "\n")
    print(f"photo: {manifest['parameters']:,} parameters, {len(content):,} bytes")


if __name__ == "__main__":
    main()
