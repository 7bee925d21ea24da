"""Masked values under lock: AES-256-GCM, bound to one school and one conversation, readable until they expire."""

import secrets
import struct
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_VERSION = b"\x01"
_NONCE_BYTES = 12
_KEY_BYTES = 32
_EXPIRY = struct.Struct(">q")


class VaultError(Exception):
    """A sealed value cannot be opened.

    ├── ``NotForThisConversation``: another key, school or conversation, or a value that was changed
    └── ``Expired``
    """


class NotForThisConversation(VaultError):
    """The value was sealed under another key, for another school or conversation, or has been changed."""


class Expired(VaultError):
    """The value's time is over."""


class VaultStore(Protocol):
    """Where sealed values are kept; storage implements it."""

    def sealed_values(self, school_id: str, conversation_id: str) -> Mapping[str, bytes]:
        """Placeholder → sealed value of one conversation."""
        ...

    def forget_expired(self, now: datetime) -> int:
        """Remove what has expired; returns how many."""
        ...


class Vault:
    """Seals and opens values; ``key`` is 32 bytes from a file outside the database."""

    def __init__(self, key: bytes) -> None:
        if len(key) != _KEY_BYTES:
            raise ValueError(f"The vault key must be {_KEY_BYTES} bytes long, not {len(key)}.")
        derived = HKDF(SHA256(), _KEY_BYTES, salt=None, info=b"ustaz vault values").derive(key)
        self._cipher = AESGCM(derived)

    def seal(self, value: str, school_id: str, conversation_id: str, expires_at: datetime) -> bytes:
        """The value encrypted: version, expiry in seconds, nonce, ciphertext with its tag."""
        header = _VERSION + _EXPIRY.pack(int(expires_at.timestamp()))
        nonce = secrets.token_bytes(_NONCE_BYTES)
        bound = _bound(header, school_id, conversation_id)
        return header + nonce + self._cipher.encrypt(nonce, value.encode(), bound)

    def open(self, sealed: bytes, school_id: str, conversation_id: str, now: datetime) -> str:
        """The value again; raises ``NotForThisConversation`` or ``Expired``."""
        header, rest = sealed[: 1 + _EXPIRY.size], sealed[1 + _EXPIRY.size :]
        try:
            bound = _bound(header, school_id, conversation_id)
            value = self._cipher.decrypt(rest[:_NONCE_BYTES], rest[_NONCE_BYTES:], bound)
        except (InvalidTag, ValueError):
            raise NotForThisConversation("sealed under another key, school or conversation, or changed") from None
        # Read only after the tag has vouched for the header.
        if now >= datetime.fromtimestamp(_EXPIRY.unpack(header[1:])[0], UTC):
            raise Expired("the value's time is over")
        return value.decode()


def _bound(header: bytes, school_id: str, conversation_id: str) -> bytes:
    """Associated data; lengths keep one id from running into the next."""
    parts = (part.encode() for part in (school_id, conversation_id))
    return header + b"".join(struct.pack(">I", len(part)) + part for part in parts)
