import asyncio
import errno
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import pytest

from tutor.http.errors import Refused
from tutor.http.upload import Upload

BOUNDARY = "edge"
TYPE = f"multipart/form-data; boundary={BOUNDARY}"


def _part(name: str, content: bytes, file_name: str = "") -> bytes:
    named = f'; filename="{file_name}"' if file_name else ""
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{named}\r\n\r\n'
    return head.encode() + content + b"\r\n"


def _body(*parts: bytes) -> bytes:
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()


class Line:
    """A browser that sends a body in small pieces and notes how much of it was taken."""

    def __init__(self, body: bytes, piece: int = 7) -> None:
        self._body, self._piece, self.sent = body, piece, 0

    async def stream(self) -> AsyncIterator[bytes]:
        while self.sent < len(self._body):
            chunk = self._body[self.sent : self.sent + self._piece]
            self.sent += len(chunk)
            yield chunk

    @property
    def is_done(self) -> bool:
        return self.sent == len(self._body)


def _allow(fields: Mapping[str, str]) -> None:
    if fields.get("csrf") != "ours":
        raise Refused(403, "form_expired")  # type: ignore[arg-type]


def _take(path: Path, line: Line, limit_bytes: int = 100, content_type: str = TYPE) -> Upload:
    upload = Upload(path, limit_bytes, _allow)
    asyncio.run(upload.take(content_type, line.stream()))
    return upload


OURS = _part("csrf", b"ours")


@pytest.mark.parametrize("piece", [1, 7, 4096])
def test_a_file_is_written_as_it_was_sent(tmp_path: Path, piece: int) -> None:
    content = b"line\r\n--edg\r\n\x00\xff" + bytes(range(60))
    body = _body(OURS, _part("subject", "физика".encode()), _part("file", content, "Физика 7.zip"))
    upload = _take(tmp_path / "file", Line(body, piece))
    assert (tmp_path / "file").read_bytes() == content
    assert upload.file_name == "Физика 7.zip"
    assert upload.fields["subject"] == "физика"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (_body(OURS, _part("file", b"x" * 101, "a.zip")), "upload_too_large"),
        (_body(_part("file", b"x", "a.zip"), OURS), "form_expired"),
        (_body(_part("csrf", b"theirs"), _part("file", b"x", "a.zip")), "form_expired"),
        (_body(OURS), "no_file"),
        (_body(OURS, _part("file", b"", "")), "no_file"),
        (_body(OURS, _part("file", b"", "empty.zip")), "no_file"),
        (b"no multipart at all", "not_understood"),
        (_body(OURS, _part("file", b"cut off", "a.zip"))[:-20], "not_understood"),
        (_body(OURS, _part("file", b"cut off", "a.zip"))[:-12], "not_understood"),
    ],
)
def test_what_cannot_be_taken_is_refused_leaves_nothing_and_is_read_to_its_end(
    tmp_path: Path, body: bytes, code: str
) -> None:
    line = Line(body)
    with pytest.raises(Refused, match=code):
        _take(tmp_path / "file", line)
    assert not (tmp_path / "file").exists()
    assert line.is_done


def test_a_body_that_is_no_form_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="not_understood"):
        _take(tmp_path / "file", Line(b"{}"), content_type="application/json")


def test_a_full_disk_is_said_in_a_sentence(tmp_path: Path) -> None:
    class FullDisk(Upload):
        async def _write(self, content_type: str, body: AsyncIterator[bytes]) -> None:
            raise OSError(errno.ENOSPC, "no space left")

    with pytest.raises(Refused, match="disk_full"):
        asyncio.run(FullDisk(tmp_path / "file", 100, _allow).take(TYPE, Line(_body(OURS)).stream()))


def test_a_broken_line_leaves_nothing(tmp_path: Path) -> None:
    async def broken() -> AsyncIterator[bytes]:
        yield _body(OURS, _part("file", b"half", "a.zip"))[:-15]
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        asyncio.run(Upload(tmp_path / "file", 100, _allow).take(TYPE, broken()))
    assert not (tmp_path / "file").exists()
