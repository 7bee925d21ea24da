"""Settings of an installation, read once at the edge from ``USTAZ_…`` variables and ``.env``."""

import secrets
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class SettingsInvalid(Exception):
    """A setting is missing or unsafe; the message says which one and what to do."""


class Settings(BaseSettings):
    """Every secret is read from a file of its own, so that none stands in the environment or in this record."""

    model_config = SettingsConfigDict(env_prefix="USTAZ_", env_file=".env", extra="ignore", frozen=True)

    mode: Literal["demonstration", "production"] = "demonstration"
    folder: Path = Path("var")
    """Database, models, indexes, uploads and secrets live here unless a setting says otherwise."""
    database_url: str = ""
    """Empty: SQLite in ``folder``. PostgreSQL: ``postgresql+psycopg://user@host/name``."""
    database_password_file: Path | None = None
    redis_url: str = ""
    """Empty: jobs on a SQLite file in ``folder``."""
    worker: Literal["inside", "outside"] = "inside"
    """Whether ``ustaz serve`` works on background jobs itself or leaves them to ``ustaz worker``."""
    embedding_model: str = ""
    """Empty: the packaged multilingual-e5-small. Else a folder or hub id of a sentence-transformers model."""
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65535)
    public_url: str = ""
    """The address people use, e.g. https://ustaz.school.example; https makes cookies secure."""
    frame_ancestors: str = "'self'"
    """Pages that may show the widget, as in the Content-Security-Policy header."""
    time_zone: ZoneInfo = ZoneInfo("Asia/Almaty")
    """The school's: times on pages are said in it, and its days begin at its midnight."""
    threads: int = Field(default=40, ge=4, le=400)
    """Requests served at once."""
    answers_at_once: int = Field(default=16, ge=1, le=400)
    vault_key_file: Path | None = None
    keep_values_days: int = Field(default=30, ge=1, le=365)
    """How long a masked value can be opened again by an adult with a reason."""
    child_line: str = "150"
    """The telephone numbers that support texts name; the defaults are Kazakhstan's. Check them every year."""
    state_line: str = "111"
    emergency_line: str = "112"
    ambulance_line: str = "103"
    upload_limit_bytes: int = Field(default=100 * 2**20, ge=2**20)

    @property
    def database(self) -> str:
        """The database's address with its password put in."""
        if not self.database_url:
            return f"sqlite:///{self.folder / 'ustaz.db'}"
        password = self.database_password_file and self.database_password_file.read_text(encoding="utf-8").strip()
        return self.database_url.replace("@", f":{password}@", 1) if password else self.database_url

    @property
    def has_secure_cookies(self) -> bool:
        return self.public_url.startswith("https://")

    @property
    def vault_key_path(self) -> Path:
        return self.vault_key_file or self.folder / "secrets" / "vault.key"

    def vault_key(self) -> bytes:
        """The 32-byte key of the vault; made on first use for a demonstration, demanded in production."""
        path = self.vault_key_path
        if not path.exists():
            if self.mode == "production":
                raise SettingsInvalid(
                    f"The vault key {path} is missing: put 32 random bytes there, readable only by Ustaz."
                )
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            path.touch(mode=0o600)
            path.write_bytes(secrets.token_bytes(32))
        key = path.read_bytes()
        if len(key) != 32:
            raise SettingsInvalid(f"The vault key {path} must be exactly 32 bytes long.")
        return key
