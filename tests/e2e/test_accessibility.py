"""No serious fault that axe-core knows, in the chat and on every page of the consoles, by day and by night."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.chat import Chat
from tests.e2e.conftest import Open
from tutor.demonstration import PASSWORD

AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
CONSOLES = {
    "teacher": (
        "/teacher",
        "/teacher/questions",
        "/teacher/not-covered",
        "/teacher/classes/demo-demo7a",
        "/teacher/classes/demo-demo7a/sources",
    ),
    "editor": (
        "/editor",
        "/editor/not-covered",
        "/editor/disagreements",
        "/editor/imports",
        "/editor/search?question=density",
    ),
    "admin": ("/admin", "/admin/safeguarding", "/admin/audit", "/admin/health", "/admin/classes/demo-demo7a"),
}
FAULTS = """() => axe.run(document, {resultTypes: ["violations"]}).then(({violations}) => violations
    .filter(({impact}) => impact === "serious" || impact === "critical")
    .flatMap(({id, nodes}) => nodes.map(({target}) => `${id}: ${target}`)))"""

pytestmark = pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed: run `npm ci` in web/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_chat_has_no_serious_fault(opened: Open, scheme: str) -> None:
    page = opened()
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    expect(page.locator("ustaz-sign-in input").first).to_be_visible()
    assert _faults(page) == []
    chat = Chat(page).sign_in("DEMO9B", 3)
    turn = chat.ask("Чем фотосинтез отличается от дыхания?")
    assert _faults(page) == []
    chat.open_page_of(turn.locator(".citation").first)
    assert _faults(page) == []
    page.keyboard.press("Escape")
    chat.ask("Что такое интеграл?")
    page.locator(".pill.teacher").click()
    expect(chat.dialog).to_be_visible()
    assert _faults(page) == []
    page.keyboard.press("Escape")
    page.locator("header .round").first.click()
    expect(chat.dialog.locator(".row").first).to_be_visible()
    assert _faults(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("login", CONSOLES)
def test_the_consoles_have_no_serious_fault(opened: Open, login: str, scheme: str) -> None:
    page = opened("/sign-in", width=1280, height=800)
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    assert _faults(page) == []
    page.fill("#login", login)
    page.fill("#password", PASSWORD)
    page.click("button.primary")
    expect(page).to_have_url(re.compile(f"/{login}$"))
    for path in CONSOLES[login]:
        page.goto(path)
        assert _faults(page) == [], path


def _faults(page: Page) -> list[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    return page.evaluate(FAULTS)
