"""What the doctor says, in the reader's language."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tutor import doctor, texts
from tutor.cli import app
from tutor.doctor import Finding, findings
from tutor.language import LANGUAGES
from tutor.settings import Settings
from tutor.wiring import Service


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Service]:
    """An installation for production of which only the folder is there."""
    service = Service(Settings.model_validate({"folder": tmp_path, "mode": "production", "database_url": ""}))
    yield service
    service.close()


def test_everything_that_is_looked_at_has_a_text_and_a_remedy() -> None:
    keys = set(re.findall(r'Finding\("([a-z_]+)"', Path(doctor.__file__).read_text(encoding="utf-8")))
    assert len(keys) >= 8
    assert keys | {f"{key}_mend" for key in keys} == set(texts.area("doctor"))


def test_a_bare_installation_is_told_what_it_lacks(bare: Service, tmp_path: Path) -> None:
    found = {finding.key: finding for finding in findings(bare)}
    assert [key for key, finding in found.items() if not finding.is_good] == ["vault_key", "schema", "models"]
    for language in LANGUAGES:
        assert str(tmp_path / "secrets" / "vault.key") in found["vault_key"].mend(language)
        assert "ustaz migrate" in found["schema"].mend(language)
        assert found["database"].mend(language) == ""


def test_a_key_of_the_wrong_length_is_found(bare: Service, tmp_path: Path) -> None:
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "vault.key").write_bytes(b"short")
    assert Finding("vault_key", False, {"path": tmp_path / "secrets" / "vault.key"}) in list(findings(bare))


@pytest.mark.parametrize(
    ("options", "terminal", "said"),
    [
        ([], "C.UTF-8", "Structure of the database"),
        ([], "kk_KZ.UTF-8", "Дерекқордың құрылымы"),
        (["--lang", "ru"], "kk_KZ.UTF-8", "Структура базы данных"),
    ],
)
def test_the_command_speaks_the_language_asked_for_or_that_of_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], terminal: str, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("USTAZ_FOLDER", str(tmp_path))
    monkeypatch.setenv("USTAZ_DATABASE_URL", "")
    monkeypatch.setenv("LC_ALL", terminal)
    result = CliRunner().invoke(app, ["doctor", *options])
    assert result.exit_code == 1
    assert f"✗ {said}\n    " in result.stdout
