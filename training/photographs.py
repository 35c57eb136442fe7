"""Cuts the photographs in `public/images/` out of their originals.

    apt-get download python3-skimage && dpkg-deb -x python3-skimage_*.deb DEB
    python photographs.py DEB/usr/lib/python3/dist-packages/skimage/data

Where they come from, and under which licence, is in `public/images/ORIGIN.md`.
"""

import argparse
from pathlib import Path

from PIL import Image

IMAGES = Path(__file__).parent.parent / "public" / "images"
SIDE = 224
# Left, top, and the side of the square.
CROPS = {"chelsea": (40, 0, 300), "coffee": (110, 0, 400)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    for name, (left, top, side) in CROPS.items():
        original = Image.open(folder / f"{name}.png").convert("RGB")
        square = original.crop((left, top, left + side, top + side))
        picture = square.resize((SIDE, SIDE), Image.Resampling.LANCZOS)
        picture.save(IMAGES / f"{name}-{SIDE}.png", optimize=True)


if __name__ == "__main__":
    main()
