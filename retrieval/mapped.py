"""Arrays in files: mapped read-only, so that all processes share one copy, or written piece by piece."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

_HEADER_BYTES = 128


def map_array(path: Path) -> NDArray[Any]:
    """The array in a ``.npy`` file, whose pages are read when they are used; raises ValueError when it is cut short."""
    try:
        # An empty array cannot be mapped.
        mode = "r" if path.stat().st_size > _HEADER_BYTES else None
        return np.load(path, mmap_mode=mode, allow_pickle=False).view(np.ndarray)
    except EOFError as problem:
        raise ValueError(f"{path} is empty.") from problem


def new_array(path: Path, dtype: DTypeLike, length: int) -> NDArray[Any]:
    """An array of ``length`` values to fill in place; they are in the file once it is let go."""
    if length:
        return np.lib.format.open_memmap(path, "w+", dtype, (length,))
    np.save(path, np.empty(0, dtype), allow_pickle=False)
    return np.empty(0, dtype)


def save_array(path: Path, array: NDArray[Any]) -> None:
    """Write a whole array as a ``.npy`` file."""
    np.save(path, array, allow_pickle=False)
