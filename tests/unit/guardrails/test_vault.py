from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrails.vault import Expired, NotForThisConversation, Vault

KEY = bytes(range(32))
NOW = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=30)


def test_opens_what_it_sealed_for_the_same_conversation() -> None:
    vault = Vault(KEY)
    assert vault.open(vault.seal("Айгерім", "school", "talk", LATER), "school", "talk", NOW) == "Айгерім"


@pytest.mark.parametrize(
    ("school", "talk"), [("other", "talk"), ("school", "other"), ("schoolt", "alk"), ("", "schooltalk")]
)
def test_opens_for_no_other_school_or_conversation(school: str, talk: str) -> None:
    vault = Vault(KEY)
    sealed = vault.seal("Айгерім", "school", "talk", LATER)
    with pytest.raises(NotForThisConversation):
        vault.open(sealed, school, talk, NOW)


def test_opens_under_no_other_key() -> None:
    sealed = Vault(KEY).seal("Айгерім", "school", "talk", LATER)
    with pytest.raises(NotForThisConversation):
        Vault(bytes(32)).open(sealed, "school", "talk", NOW)


def test_does_not_open_after_its_time() -> None:
    vault = Vault(KEY)
    sealed = vault.seal("Айгерім", "school", "talk", NOW)
    with pytest.raises(Expired):
        vault.open(sealed, "school", "talk", NOW)
    with pytest.raises(NotForThisConversation):
        vault.open(_with_another_expiry(sealed), "school", "talk", NOW)


def test_seals_the_same_value_differently_every_time() -> None:
    vault = Vault(KEY)
    assert vault.seal("Айгерім", "school", "talk", LATER) != vault.seal("Айгерім", "school", "talk", LATER)


@given(st.binary(max_size=60))
def test_takes_nothing_it_did_not_seal(sealed: bytes) -> None:
    with pytest.raises(NotForThisConversation):
        Vault(KEY).open(sealed, "school", "talk", NOW)


def test_wants_a_whole_key() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Vault(b"short")


def _with_another_expiry(sealed: bytes) -> bytes:
    return sealed[:1] + bytes([0, 0, 0, 1]) + sealed[5:]
