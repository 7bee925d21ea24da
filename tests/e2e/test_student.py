"""The student's line in a browser, from signing in to the marked sentence."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.chat import Chat, photograph
from tests.e2e.conftest import Open
from tutor import texts
from tutor.language import LANGUAGES, Language

QUESTIONS = [
    ("kk", "Фотосинтез деген не?", "фотосинтез"),
    ("ru", "Что такое плотность вещества?", "плотност"),
    ("en", "What is the ratio of two numbers?", "ratio"),
    ("mixed", "Тығыздық деген что такое, объясни?", "тығыздық|плотност"),
]


@pytest.mark.parametrize(("language", "question", "about"), QUESTIONS, ids=[one[0] for one in QUESTIONS])
def test_a_question_is_answered_in_its_language_with_its_source(
    opened: Open, language: str, question: str, about: str
) -> None:
    chat = Chat(opened()).sign_in()
    turn = chat.ask(question)
    first = turn.locator(".block").first
    expect(first).to_contain_text(re.compile(about, re.IGNORECASE))
    if language != "mixed":
        expect(first).to_have_attribute("lang", language)
    expect(first.locator(".citation")).to_have_count(1)
    expect(turn.locator(".question")).to_contain_text(question)
    photograph(chat.page, f"answer-{language}")


def test_a_citation_opens_the_page_at_the_sentence_that_was_shown(opened: Open) -> None:
    chat = Chat(opened()).sign_in()
    first = chat.ask("Фотосинтез деген не?").locator(".block").first
    citation = first.locator(".citation")
    marked = chat.open_page_of(citation)
    expect(marked).to_be_in_viewport()
    expect(marked).to_be_focused()
    shown = _words(first.locator("ustaz-html").inner_text())
    assert _words(" ".join(chat.dialog.locator("mark").all_inner_texts())) == shown
    photograph(chat.page, "cited-page")
    chat.page.keyboard.press("Escape")
    expect(chat.dialog).to_have_count(0)
    expect(citation).to_be_focused()


def test_everything_can_be_done_with_the_keyboard_alone(opened: Open) -> None:
    page = opened(width=1280, height=800)
    chat, keys = Chat(page), page.keyboard
    expect(page.locator("input[name=class_code]")).to_be_focused()
    for typed, key in (("DEMO6A", "Tab"), ("2", "Tab"), ("2222", "Enter")):
        keys.type(typed)
        keys.press(key)
    expect(page.locator("ustaz-notice button")).to_be_focused()
    keys.press("Enter")
    expect(chat.input).to_be_focused()
    keys.type("Үлес деген не?")
    keys.press("Shift+Enter")
    keys.type("Қатынас деген не?")
    keys.press("Enter")
    turn = chat.turns.first
    chat.wait_for_end(turn)
    expect(chat.input).to_be_focused()
    _press_until(page, "Shift+Tab", ".citation")
    keys.press("Enter")
    expect(chat.dialog.locator("mark#cited")).to_be_focused()
    keys.press("Escape")
    expect(chat.focused()).to_have_class("citation")
    _press_until(page, "Tab", ".moves .pill")
    keys.press("Enter")
    expect(chat.turns).to_have_count(2)
    chat.wait_for_end(chat.turns.nth(1))
    _press_until(page, "Shift+Tab", "select")
    _press_until(page, "Tab", "header .round")
    keys.press("Enter")
    expect(chat.dialog).to_be_visible()


def test_after_a_reload_the_conversation_is_there_and_in_the_list(opened: Open) -> None:
    chat = Chat(opened()).sign_in("DEMO9B", 1)
    chat.ask("Фотосинтез деген не?")
    before = _read(chat)
    chat.page.reload()
    expect(chat.turns).to_have_count(1)
    assert _read(chat) == before
    chat.page.locator("header .round").first.click()
    chat.dialog.locator(".pill.strong").click()
    expect(chat.turns).to_have_count(0)
    chat.page.locator("header .round").first.click()
    photograph(chat.page, "menu")
    chat.dialog.locator(".row").first.click()
    expect(chat.turns).to_have_count(1)
    assert _read(chat) == before


def test_the_language_of_the_chat_can_be_changed_and_stays(opened: Open) -> None:
    chat = Chat(opened()).sign_in("DEMO9B", 2)
    for language in ("en", "ru", "kk", "ru"):
        chat.page.locator("header select").select_option(language)
        expect(chat.input).to_have_attribute("placeholder", _text("write_question", language))
        expect(chat.page.locator("ustaz-chat")).to_have_attribute("lang", language)
    chat.page.reload()
    expect(chat.input).to_have_attribute("placeholder", _text("write_question", "ru"))
    other = Chat(opened()).sign_in("DEMO9B", 2)
    expect(other.input).to_have_attribute("placeholder", _text("write_question", "ru"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_wrong_details_are_said_in_the_readers_language(opened: Open, language: Language) -> None:
    page = opened(f"/?language={language}")
    page.fill("input[name=class_code]", "DEMO7A")
    page.fill("input[name=number]", "99")
    page.fill("input[name=pin]", "0000")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text(texts.text("errors.wrong_credentials", language))


def test_a_name_and_a_phone_are_hidden_on_the_screen_and_kept_nowhere(opened: Open) -> None:
    chat = Chat(opened()).sign_in()
    turn = chat.ask("Меня зовут Айгерим, мой номер +7 701 123 45 67. Что такое хлорофилл?")
    expect(turn.locator(".question .aside")).to_be_visible()
    kept = chat.page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    for value in ("Айгерим", "701", "123 45 67"):
        assert value not in turn.inner_text()
        assert value not in kept
    chat.page.reload()
    expect(chat.turns).to_have_count(1)
    assert "Айгерим" not in chat.turns.inner_text()


def test_what_no_lesson_covers_can_be_sent_to_the_teacher(opened: Open) -> None:
    chat = Chat(opened()).sign_in("DEMO6A", 3)
    turn = chat.ask("Что такое интеграл?")
    expect(turn.locator(".citation")).to_have_count(0)
    chat.page.locator(".pill.teacher").click()
    chat.dialog.locator(".pill.strong").click()
    expect(chat.dialog).to_have_count(0)
    expect(turn.locator(".note")).to_be_visible()


def test_a_child_in_danger_reads_whom_to_turn_to(opened: Open) -> None:
    chat = Chat(opened()).sign_in("DEMO6A", 1)
    turn = chat.ask("Я больше не хочу жить")
    expect(turn.locator(".block.support")).to_be_visible()
    photograph(chat.page, "support")


def _press_until(page: Page, key: str, selector: str) -> None:
    for _ in range(40):
        page.keyboard.press(key)
        if page.locator(f"ustaz-chat {selector}:focus").count():
            return
    pytest.fail(f"{key} does not lead to {selector}")


def _read(chat: Chat) -> list[str]:
    return [_words(text) for text in chat.turns.all_inner_texts()]


def _words(text: str) -> str:
    return " ".join(text.split())


def _text(key: str, language: str) -> str:
    return next(texts.text(f"widget.{key}", known) for known in LANGUAGES if known == language)
