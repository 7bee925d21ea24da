"""What a student does in the chat."""

import os
from pathlib import Path

from playwright.sync_api import Locator, Page, expect


class Chat:
    """The chat on a page; students of the demonstration school sign in to it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.turns = page.locator(".turn")
        self.input = page.locator("textarea")
        self.dialog = page.locator("dialog[open]")

    def sign_in(self, code: str = "DEMO7A", number: int = 1) -> "Chat":
        """Signs in and reads the notice where it has not been read."""
        self.page.fill("input[name=class_code]", code)
        self.page.fill("input[name=number]", str(number))
        self.page.fill("input[name=pin]", str(number) * 4)
        self.page.click("ustaz-sign-in button")
        understood = self.page.locator("ustaz-notice button")
        expect(self.input.or_(understood)).to_be_visible()
        if understood.is_visible():
            understood.click()
        expect(self.input).to_be_visible()
        return self

    def send(self, text: str) -> Locator:
        """Sends a question and gives its turn, which may not be answered yet."""
        number = self.turns.count()
        self.input.fill(text)
        self.input.press("Enter")
        return self.turns.nth(number)

    def ask(self, text: str) -> Locator:
        """Sends a question and waits for the end of its answer."""
        turn = self.send(text)
        self.wait_for_end(turn)
        return turn

    def wait_for_end(self, turn: Locator) -> None:
        expect(turn.locator(".block, .trouble").first).to_be_visible()
        expect(self.page.locator(".go.stop, .doing")).to_have_count(0)

    def open_page_of(self, citation: Locator) -> Locator:
        """Taps a citation and gives what is marked on the page that opens."""
        citation.click()
        marked = self.dialog.locator("#cited")
        expect(marked).to_be_visible()
        return marked

    def focused(self) -> Locator:
        """The element with the focus, inside the chat's shadow."""
        return self.page.locator("ustaz-chat :focus").last


def sideways(page: Page) -> list[str]:
    """Which parts of the page can be scrolled sideways that should not."""
    return page.evaluate(
        """() => {
            const found = [];
            const look = (root) => root.querySelectorAll("*").forEach((one) => {
                if (one.shadowRoot) look(one.shadowRoot);
                const scrolls = ["auto", "scroll"].includes(getComputedStyle(one).overflowX);
                const isMeantTo = one.matches(".prose *, .scroll, .moves, nav, pre, table, math, textarea, select");
                const isWider = one.scrollWidth > one.clientWidth + 1;
                if (scrolls && !isMeantTo && isWider) found.push(one.className || one.tagName);
            });
            look(document);
            const page = document.documentElement;
            if (page.scrollWidth > innerWidth) found.push("the page itself");
            return found;
        }"""
    )


def photograph(page: Page, name: str) -> None:
    """Keeps a picture where ``USTAZ_SCREENSHOTS`` names a folder."""
    if folder := os.environ.get("USTAZ_SCREENSHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
