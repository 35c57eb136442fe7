"""Arrays one after the other in a binary file, little-endian."""

import numpy as np


class Writer:
    """Collects arrays and remembers where each will lie."""

    def __init__(self, first_byte: int) -> None:
        self.first_byte = first_byte
        self.chunks: list[bytes] = []

    @property
    def next_byte(self) -> int:
        return self.first_byte + sum(map(len, self.chunks))

    def add(self, array: np.ndarray, dtype: str) -> int:
        """Appends the array; its byte offset in the file."""
        offset = self.next_byte
        self.chunks.append(np.ascontiguousarray(array, dtype=dtype).tobytes())
        return offset
