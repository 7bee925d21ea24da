"""An old answer still opens the page it was taken from, after the lesson has a newer version."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.chat import Chat, photograph, sideways
from tests.e2e.conftest import Open
from tutor import texts
from tutor.demonstration import PASSWORD
from tutor.language import LANGUAGES

OLD = "Lake Balkhash is half fresh and half salt, because a narrow strait keeps its two halves apart."
NEW = "Lake Balkhash has fresh water in the west and salt water in the east of the Uzynaral strait."
QUESTION = "Why is Lake Balkhash half fresh and half salt?"


def test_a_citation_opens_the_version_that_was_shown_and_leads_to_the_newer_one(opened: Open, tmp_path: Path) -> None:
    _bring(opened, tmp_path, OLD)
    chat = _ask_until_found(opened)
    _bring(opened, tmp_path, NEW)
    chat.page.reload()
    citation = chat.turns.last.locator(".citation").first
    marked = chat.open_page_of(citation)
    expect(marked).to_be_focused()
    expect(marked).to_contain_text(OLD)
    assert chat.dialog.locator(".note").inner_text() in [texts.text("widget.page_old", one) for one in LANGUAGES]
    assert sideways(chat.page) == []
    photograph(chat.page, "old-page")
    chat.dialog.locator(".newer").click()
    expect(chat.dialog.locator("ustaz-html")).to_contain_text(NEW)
    expect(chat.dialog.locator("h3").first).to_be_focused()
    expect(chat.dialog.locator(".note")).to_have_count(0)
    chat.page.keyboard.press("Escape")
    expect(citation).to_be_focused()


def _bring(opened: Open, folder: Path, sentence: str) -> None:
    """Uploads the lesson with this sentence and approves it."""
    file = folder / "balkhash.md"
    head = "title: Lake Balkhash\nbook: Geography 7\nlicence: CC-BY-4.0"
    file.write_text(f"---\n{head}\n---\n\n## The water\n\n{sentence}\n", encoding="utf-8")
    page = opened("/sign-in", width=1280)
    page.fill("#login", "editor")
    page.fill("#password", PASSWORD)
    page.click("button.primary")
    expect(page.locator("body.console")).to_be_visible()
    page.goto("/editor/imports")
    page.fill("input[name=subject]", "geography")
    page.fill("input[name=grades]", "7")
    page.set_input_files("input[type=file]", file)
    page.locator("form[action='/editor/import'] button").click()
    _open_draft(page).click()
    expect(page.locator(".preview")).to_contain_text(sentence)
    page.locator("form[action$='/approve'] button").click()
    expect(page.get_by_role("status")).to_be_visible()


def _open_draft(page: Page) -> Locator:
    for _ in range(60):
        page.goto("/editor?status=draft&title=Balkhash")
        link = page.get_by_role("link", name="Lake Balkhash").first
        if link.count():
            return link
        page.wait_for_timeout(500)
    pytest.fail("the upload did not become a draft")


def _ask_until_found(opened: Open) -> Chat:
    """Asks, each time in a new conversation, until the new index is in use."""
    for _ in range(30):
        chat = Chat(opened()).sign_in("DEMO7A", 3)
        if chat.ask(QUESTION).get_by_text(OLD).count():
            return chat
        chat.page.wait_for_timeout(500)
    pytest.fail("the lesson was not found")
