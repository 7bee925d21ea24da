import re
from datetime import UTC
from enum import StrEnum
from pathlib import Path

import pytest

from content.editing import STEPS
from content.model import Status, UnitKind
from content.problems import Severity
from guardrails.recognizers.finding import Kind
from guardrails.verdict import Action, Category
from tests.samples import AT
from tutor import texts
from tutor.dialogue.model import Move, Outcome
from tutor.http import pages
from tutor.http.wording import Wording
from tutor.language import LANGUAGES
from tutor.people import Role

HERE = Path(pages.__file__).parent
ROOT = HERE.parents[1]
GROUPS: dict[str, type[StrEnum] | tuple[str, ...]] = {
    "status": Status,
    "unit": UnitKind,
    "severity": Severity,
    "action": Action,
    "category": Category,
    "move": Move,
    "outcome": Outcome,
    "role": Role,
    "step": tuple(STEPS),
    "stepped": tuple(STEPS),
    "deed": tuple(f"lesson.{step}" for step in STEPS),
    "change": ("added", "changed", "removed"),
    "import": ("waiting", "running", "finished", "failed"),
}


def test_every_text_a_template_or_a_route_asks_for_is_there() -> None:
    asked = {
        key
        for path in [*HERE.glob("templates/*.html"), *HERE.glob("*.py")]
        for key in re.findall(r"""(?:\bt|\.text)\(["']([a-z_]+)["'][,)]""", path.read_text(encoding="utf-8"))
    }
    assert len(asked) > 200
    assert asked <= set(texts.area("pages"))


def test_every_refusal_has_a_sentence() -> None:
    refused = {
        code
        for path in HERE.glob("*.py")
        for code in re.findall(r"""Refused\(\s*HTTPStatus\.\w+, "([a-z_]+)\"""", path.read_text(encoding="utf-8"))
    }
    assert len(refused) > 8
    assert refused <= set(texts.area("errors"))


@pytest.mark.parametrize("group", GROUPS)
def test_every_value_of_a_group_has_a_name(group: str) -> None:
    assert {f"{group}_{value}".replace(".", "_") for value in GROUPS[group]} <= set(texts.area("pages"))


def test_every_deed_that_is_recorded_has_a_name() -> None:
    sources = [
        path.read_text(encoding="utf-8") for part in ("storage", "tutor") for path in ROOT.glob(f"{part}/**/*.py")
    ]
    recorded = {deed for source in sources for deed in re.findall(r'Deed\([^"\n]*"([a-z_.]+)"', source)}
    assert {"transcript.read", "person.secret", "alert.acknowledge"} <= recorded
    assert {f"deed_{deed}".replace(".", "_") for deed in recorded} <= set(texts.area("pages"))


def test_every_page_text_is_written_in_three_languages() -> None:
    assert not [one for one in texts.missing() if one.startswith("pages.")]


def test_the_texts_of_one_key_have_the_same_places() -> None:
    places = re.compile(r"\{[a-z_]+\}")
    for key, entry in texts.area("pages").items():
        assert len({frozenset(places.findall(str(entry[language]))) for language in LANGUAGES}) == 1, key


def test_every_kind_of_personal_data_is_named_in_words() -> None:
    say = Wording("ru", AT, UTC)
    assert all(say.hidden(kind) not in (kind, say.hidden("SOMETHING_NEW")) for kind in Kind)
