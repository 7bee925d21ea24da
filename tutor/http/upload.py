"""A file of a form, written to disk while it arrives and never larger than allowed."""

import errno
import os
from collections.abc import AsyncIterator, Callable, Mapping
from http import HTTPStatus
from pathlib import Path

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.concurrency import run_in_threadpool

from tutor.http.errors import Refused

_LONGEST_FIELD = 4096
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class Upload:
    """Takes the one file of a multipart form; ``allow`` judges the fields that stand before it."""

    def __init__(self, path: Path, limit_bytes: int, allow: Callable[[Mapping[str, str]], None]) -> None:
        self._path = path
        self._limit_bytes = limit_bytes
        self._allow = allow
        self.fields: dict[str, str] = {}
        self.file_name = ""
        """The name the person's machine gave the file, as it came: it may hold personal data."""
        self._headers: dict[bytes, bytes] = {}
        self._header, self._value = b"", b""
        self._name, self._field = "", b""
        self._is_file = self._is_whole = False
        self._size_bytes = 0
        self._waiting: list[bytes] = []

    async def take(self, content_type: str, body: AsyncIterator[bytes]) -> None:
        """Writes the file; raises ``Refused`` and leaves nothing behind where it cannot be taken."""
        try:
            await self._write(content_type, body)
            if not self.file_name or self._size_bytes == 0:
                raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, "no_file")
        except BaseException as error:
            self._path.unlink(missing_ok=True)
            if isinstance(error, (Refused, FormParserError, OSError)):
                await _read_to_end(body)
                raise _refusal(error) from error
            raise

    async def _write(self, content_type: str, body: AsyncIterator[bytes]) -> None:
        parser = self._parser(content_type)
        with self._path.open("wb") as sink:
            async for chunk in body:
                parser.write(chunk)
                await run_in_threadpool(sink.writelines, self._waiting)
                self._waiting.clear()
            if not self._is_whole:
                raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, "not_understood")
            await run_in_threadpool(_settle, sink.fileno())

    def _parser(self, content_type: str) -> MultipartParser:
        kind, options = parse_options_header(content_type)
        if kind != b"multipart/form-data" or b"boundary" not in options:
            raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, "not_understood")
        return MultipartParser(
            options[b"boundary"],
            {
                "on_part_begin": self._headers.clear,
                "on_header_field": self._on_header_field,
                "on_header_value": self._on_header_value,
                "on_header_end": self._on_header_end,
                "on_headers_finished": self._on_headers_finished,
                "on_part_data": self._on_part_data,
                "on_part_end": self._on_part_end,
                "on_end": self._on_end,
            },
        )

    def _on_header_field(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]

    def _on_header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _on_header_end(self) -> None:
        self._headers[self._header.lower()] = self._value
        self._header, self._value = b"", b""

    def _on_headers_finished(self) -> None:
        _, options = parse_options_header(self._headers.get(b"content-disposition", b""))
        self._name, self._field = options.get(b"name", b"").decode("utf-8", "replace"), b""
        self._is_file = bool(options.get(b"filename")) and not self.file_name
        if self._is_file:
            self._allow(self.fields)
            self.file_name = options[b"filename"].decode("utf-8", "replace")

    def _on_part_data(self, data: bytes, start: int, end: int) -> None:
        if not self._is_file:
            self._field = (self._field + data[start:end])[:_LONGEST_FIELD]
            return
        self._size_bytes += end - start
        if self._size_bytes > self._limit_bytes:
            raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "upload_too_large", limit=self._limit_bytes // 2**20)
        self._waiting.append(data[start:end])

    def _on_part_end(self) -> None:
        if not self._is_file:
            self.fields[self._name] = self._field.decode("utf-8", "replace")
        self._is_file = False

    def _on_end(self) -> None:
        self._is_whole = True


def _settle(file_number: int) -> None:
    os.fsync(file_number)


async def _read_to_end(body: AsyncIterator[bytes]) -> None:
    """A browser shows our answer only after it has sent everything."""
    async for _ in body:
        pass


def _refusal(error: Exception) -> Exception:
    if isinstance(error, OSError) and error.errno in _FULL:
        return Refused(HTTPStatus.INSUFFICIENT_STORAGE, "disk_full")
    if isinstance(error, FormParserError):
        return Refused(HTTPStatus.UNPROCESSABLE_ENTITY, "not_understood")
    return error
