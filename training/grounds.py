"""Cuts the grounds that the chapter on segmentation lays its objects on: `public/images/grounds.png`.

    apt-get download python3-skimage && dpkg-deb -x python3-skimage_*.deb DEB
    python grounds.py DEB/usr/lib/python3/dist-packages/skimage/data

Where they come from, and under which licence, is in `public/images/ORIGIN.md`.
"""

import argparse
from pathlib import Path

from PIL import Image, ImageOps

IMAGES = Path(__file__).parent.parent / "public" / "images"
SIDE = 48
# File, left, top, side of the square, and for a grey photograph the colours of black and white.
GROUNDS = [
    ("grass", 0, 0, 384, ("#101c08", "#a8c85a")),
    ("gravel", 0, 0, 480, ("#1c1a18", "#e4ded4")),
    ("brick", 0, 0, 400, ("#33140c", "#dc9a78")),
    ("coffee", 500, 20, 96, None),
    ("chelsea", 128, 0, 80, None),
]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    sheet = Image.new("RGB", (SIDE * len(GROUNDS), SIDE))
    for i, (name, left, top, side, tones) in enumerate(GROUNDS):
        picture = Image.open(folder / f"{name}.png")
        picture = ImageOps.colorize(picture.convert("L"), *tones) if tones else picture.convert("RGB")
        square = picture.crop((left, top, left + side, top + side))
        sheet.paste(square.resize((SIDE, SIDE), Image.Resampling.LANCZOS), (SIDE * i, 0))
    sheet.save(IMAGES / "grounds.png", optimize=True)


if __name__ == "__main__":
    main()
