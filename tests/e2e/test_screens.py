"""Nothing runs off the screen, on a phone and on a desk, in any language."""

import pytest
from playwright.sync_api import expect

from tests.e2e.chat import Chat, photograph, sideways
from tests.e2e.conftest import Open
from tutor.language import LANGUAGES, Language

WIDTHS = [360, 1280]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_chat_has_no_sideways_scroll(opened: Open, language: Language, width: int) -> None:
    page = opened(f"/?language={language}", width=width)
    chat = Chat(page)
    expect(page.locator("ustaz-sign-in")).to_be_visible()
    assert sideways(page) == []
    photograph(page, f"sign-in-{language}-{width}")
    chat.sign_in("DEMO9B", 1)
    page.locator("header select").select_option(language)
    turn = chat.ask("Что такое хлорофилл?")
    assert sideways(page) == []
    photograph(page, f"chat-{language}-{width}")
    chat.open_page_of(turn.locator(".citation").first)
    assert sideways(page) == []
    page.keyboard.press("Escape")
    page.locator("header .round").first.click()
    expect(chat.dialog).to_be_visible()
    assert sideways(page) == []


def test_a_long_word_and_large_letters_stay_inside(opened: Open) -> None:
    page = opened(width=360)
    chat = Chat(page).sign_in("DEMO9B", 2)
    chat.ask("ы" * 400)
    assert sideways(page) == []
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    chat.ask("Фотосинтез деген не?")
    assert sideways(page) == []
