"""Zip archives from strangers, unpacked only when every member is harmless."""

import stat
import zipfile
from pathlib import Path, PurePosixPath

from content.importers.refusals import ImportRefused

MEMBERS = 5_000
TOTAL_BYTES = 500_000_000
RATIO = 100
RATIO_FROM_BYTES = 1_000_000
"""A ratio says nothing about small archives: a page of spaces packs well."""
_ARCHIVES = (".zip", ".7z", ".rar", ".gz", ".tgz", ".bz2", ".xz", ".tar")
_ENCRYPTED_BIT = 0x1
_PIECE = 1 << 20


def unpack(archive: Path, into: Path) -> None:
    """Write the archive's files under ``into``; raises `ImportRefused` and then leaves nothing half judged."""
    try:
        with zipfile.ZipFile(archive) as opened:
            members = [member for member in opened.infolist() if not member.is_dir()]
            _judge(members)
            budget = TOTAL_BYTES
            for member in members:
                budget -= _write(opened, member, into, budget)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, OSError, NotImplementedError, RuntimeError) as fault:
        raise ImportRefused("corrupt", str(fault)) from None


def _judge(members: list[zipfile.ZipInfo]) -> None:
    if not members:
        raise ImportRefused("empty")
    if len(members) > MEMBERS:
        raise ImportRefused("bomb")
    for member in members:
        _judge_member(member)
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if unpacked > TOTAL_BYTES or (unpacked > RATIO_FROM_BYTES and unpacked > RATIO * max(packed, 1)):
        raise ImportRefused("bomb")


def _judge_member(member: zipfile.ZipInfo) -> None:
    if member.flag_bits & _ENCRYPTED_BIT:
        raise ImportRefused("encrypted")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise ImportRefused("path_traversal", member.filename)
    name = member.filename
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name or not path.parts:
        raise ImportRefused("path_traversal", name)
    if name.lower().endswith(_ARCHIVES):
        raise ImportRefused("nested", name)


def _write(opened: zipfile.ZipFile, member: zipfile.ZipInfo, into: Path, budget: int) -> int:
    """Write one member and return its true size: what the archive's list says may be a lie."""
    target = into / PurePosixPath(member.filename)
    if not target.resolve().is_relative_to(into.resolve()):
        raise ImportRefused("path_traversal", member.filename)
    target.parent.mkdir(parents=True, exist_ok=True)
    size = 0
    with opened.open(member) as source, target.open("wb") as sink:
        while piece := source.read(_PIECE):
            size += len(piece)
            if size > min(budget, max(member.file_size, 0)):
                raise ImportRefused("bomb")
            sink.write(piece)
    return size
