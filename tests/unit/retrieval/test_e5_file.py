import struct
from pathlib import Path

import numpy as np
import pytest

from retrieval.e5_file import UnreadableWeights, read_packed, unpack_q4


def test_low_nibbles_are_the_first_half_of_a_block() -> None:
    scale = np.float16(0.5).tobytes()
    nibbles = bytes([0x0F | (8 << 4)] + [0x88] * 15)
    weights = unpack_q4(scale + nibbles)
    assert weights.shape == (32,)
    assert weights[0] == pytest.approx((15 - 8) * 0.5)
    assert not weights[1:].any()


def test_high_nibbles_are_the_second_half_of_a_block() -> None:
    weights = unpack_q4(np.float16(2).tobytes() + bytes([0x18] + [0x88] * 15))
    assert weights[16] == pytest.approx((1 - 8) * 2)
    assert not weights[:16].any()


def test_reads_shape_vocabulary_and_tensors(tmp_path: Path) -> None:
    path = tmp_path / "tiny.bin"
    path.write_bytes(packed())
    model = read_packed(path)
    assert (model.shape.hidden, model.shape.layers, model.shape.vocabulary) == (32, 1, 2)
    assert model.vocabulary.pieces == (("<s>", 0.0), ("▁мұз", -2.5))
    assert (model.vocabulary.bos, model.vocabulary.unk) == (0, 3)
    assert model.tensors["emb.ln.w"].tolist() == [1.0, 2.0]
    assert model.tensors["l0.q.w"].shape == (32,)


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.bin"
    path.write_bytes(b"GGUF" + bytes(64))
    with pytest.raises(UnreadableWeights):
        read_packed(path)


def packed() -> bytes:
    pieces = [b"<s>", "▁мұз".encode()]
    head = b"E5S1" + struct.pack("<I7ifi", 1, 32, 1, 2, 64, 2, 8, 2, 1e-12, 32)
    words = struct.pack("<5iQ", 2, 0, 2, 1, 3, sum(map(len, pieces)))
    words += struct.pack("<3I2f", 0, len(pieces[0]), sum(map(len, pieces)), 0.0, -2.5) + b"".join(pieces)
    code_points = struct.pack("<iI", 1, 9) + struct.pack("<IBI", 0xA0, 1, 0x20)
    names = [(b"emb.ln.w", 0, 2, 8), (b"l0.q.w", 1, 32, 18)]
    start = len(head + words + code_points) + 4 + sum(2 + len(name) + 21 for name, *_ in names)
    directory = struct.pack("<i", 2)
    for name, kind, count, size in names:
        directory += struct.pack("<H", len(name)) + name + struct.pack("<BIQQ", kind, count, start, size)
        start += size
    data = struct.pack("<2f", 1, 2) + np.float16(1).tobytes() + bytes([0x88] * 16)
    return head + words + code_points + directory + data
