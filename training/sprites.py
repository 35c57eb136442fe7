"""Many small images in one PNG."""

from pathlib import Path

import numpy as np
from PIL import Image
from torch import Tensor


def write_sprite(file: Path, images: Tensor, columns: int) -> None:
    """Lays images uint8 [N, 32, 32, 3] in rows of `columns`, first image at the top left."""
    count, height, width, channels = images.shape
    rows = -(-count // columns)
    tiles = np.zeros((rows * columns, height, width, channels), dtype=np.uint8)
    tiles[:count] = images.numpy()
    sheet = tiles.reshape(rows, columns, height, width, channels).transpose(0, 2, 1, 3, 4)
    picture = Image.fromarray(sheet.reshape(rows * height, columns * width, channels))
    file.parent.mkdir(parents=True, exist_ok=True)
    picture.save(file, optimize=True)
