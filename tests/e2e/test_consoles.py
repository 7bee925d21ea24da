"""What adults do in a browser: find a conversation, reply, bring a lesson to students."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.chat import Chat, photograph, sideways
from tests.e2e.conftest import Open
from tutor.demonstration import PASSWORD
from tutor.language import LANGUAGES, Language

LESSON = """---
title: The Aral Sea
book: Geography 7
section: "12"
licence: CC-BY-4.0
---

## What the Aral Sea is

The Aral Sea is a salt lake between Kazakhstan and Uzbekistan. It was once the fourth largest lake in the world.
Fishermen lived in the towns on its shore.

## Why the Aral Sea shrinks

The Aral Sea shrinks because the water of the Syr Darya and the Amu Darya is led away to fields of cotton and rice.
Less water flows in than dries up in the sun.
"""
QUESTION = "Why does the Aral Sea shrink?"
CLASS_PAGE = "/teacher/classes/demo-demo7a"
PAGES = {
    "teacher": ("/teacher", CLASS_PAGE, f"{CLASS_PAGE}/sources", "/teacher/questions", "/teacher/not-covered"),
    "editor": (
        "/editor",
        "/editor/imports",
        "/editor/not-covered",
        "/editor/disagreements",
        "/editor/search?question=density",
    ),
    "admin": ("/admin", "/admin/safeguarding", "/admin/audit", "/admin/health", "/admin/classes/demo-demo7a"),
}


def test_the_teacher_finds_what_was_said_with_names_masked(opened: Open) -> None:
    chat = Chat(opened()).sign_in("DEMO7A", 2)
    chat.ask("Меня зовут Айгерим Сериккызы. Что такое плотность вещества?")
    page = _sign_in(opened(width=1280, height=900), "teacher")
    page.goto(CLASS_PAGE)
    photograph(page, "teacher-class")
    page.get_by_role("link", name=re.compile("плотность")).first.click()
    expect(page.locator(".asked").first).to_contain_text("плотность")
    expect(page.locator(".block").first).to_be_visible()
    assert "Айгерим" not in page.content()
    photograph(page, "teacher-conversation")
    page.locator(".block .chip").first.click()
    expect(page.locator("mark#cited")).to_be_visible()


def test_a_reply_of_the_teacher_reaches_the_student(opened: Open) -> None:
    chat = Chat(opened()).sign_in("DEMO7A", 3)
    question = "Что такое дифракция света?"
    turn = chat.ask(question)
    chat.page.locator(".pill.teacher").click()
    chat.dialog.locator(".pill.strong").click()
    expect(chat.dialog).to_have_count(0)
    page = _sign_in(opened(width=1280, height=900), "teacher")
    page.goto("/teacher/questions")
    card = page.locator("li, article, section").filter(has_text=question).filter(has=page.locator("textarea")).last
    card.locator("textarea").fill("Мы разберём это в **11 классе**.")
    photograph(page, "teacher-question")
    card.locator("button").last.click()
    expect(page.get_by_role("status")).to_be_visible()
    chat.page.reload()
    reply = turn.locator(".block.teacher_reply")
    expect(reply).to_contain_text("Мы разберём это в 11 классе.")
    photograph(chat.page, "teacher-reply")


def test_an_uploaded_lesson_is_approved_and_then_answers(opened: Open, tmp_path: Path) -> None:
    chat = Chat(opened()).sign_in("DEMO7A", 1)
    expect(chat.ask(QUESTION).locator(".citation")).to_have_count(0)
    file = tmp_path / "aral.md"
    file.write_text(LESSON, encoding="utf-8")
    page = _sign_in(opened(width=1280, height=900), "editor")
    page.goto("/editor/imports")
    page.fill("input[name=subject]", "geography")
    page.fill("input[name=grades]", "7-8")
    page.set_input_files("input[type=file]", file)
    page.locator("form[action='/editor/import'] button").click()
    _reload_until(page, ".badge.good")
    photograph(page, "editor-imports")
    page.goto("/editor?status=draft")
    page.get_by_role("link", name="The Aral Sea").click()
    expect(page.locator(".preview")).to_contain_text("salt lake")
    photograph(page, "editor-lesson")
    page.locator("form[action$='/approve'] button").click()
    expect(page.get_by_role("status")).to_be_visible()
    turn = _ask_until_found(opened)
    expect(turn.locator(".block").first).to_contain_text("Syr Darya")
    photograph(turn.page, "answer-from-uploaded-lesson")


@pytest.mark.parametrize("login", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_consoles_have_no_sideways_scroll(opened: Open, login: str, language: Language) -> None:
    page = _sign_in(opened(width=1280, height=900), login)
    origin = page.url.partition("/" + login)[0]
    page.context.add_cookies([{"name": "language", "value": language, "url": origin}])
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for path in PAGES[login]:
            page.goto(path)
            expect(page.locator("html")).to_have_attribute("lang", language)
            assert sideways(page) == [], path
            photograph(page, f"{path.strip('/').partition('?')[0].replace('/', '-')}-{language}-{width}")


def test_a_wrong_password_is_said_and_nothing_is_opened(opened: Open) -> None:
    page = opened("/sign-in")
    page.fill("#login", "teacher")
    page.fill("#password", "wrong")
    page.click("button.primary")
    expect(page.get_by_role("alert")).to_be_visible()
    page.goto("/teacher")
    expect(page).to_have_url(re.compile("/sign-in$"))


def _sign_in(page: Page, login: str) -> Page:
    page.goto("/sign-in")
    page.fill("#login", login)
    page.fill("#password", PASSWORD)
    page.click("button.primary")
    expect(page.locator("body.console main")).to_be_visible()
    expect(page).to_have_url(re.compile(f"/{login}$"))
    return page


def _ask_until_found(opened: Open) -> Locator:
    """Asks, each time in a new conversation, until the new index is in use."""
    for _ in range(30):
        turn = Chat(opened()).sign_in("DEMO7A", 1).ask(QUESTION)
        if turn.locator(".citation").count():
            return turn
    pytest.fail("the lesson was not found")


def _reload_until(page: Page, selector: str) -> None:
    for _ in range(60):
        if page.locator(selector).count():
            return
        page.wait_for_timeout(250)
        page.reload()
    pytest.fail(f"{selector} did not appear")
