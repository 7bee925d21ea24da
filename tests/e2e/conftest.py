"""The installed product in a real browser: one server process with the real models, one Chromium for all tests."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

ROOT = Path(__file__).parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
START_SECONDS = 400
SERVE = "from tutor.cli import main; main()"
NO_FAULTS = ("net::ERR_INTERNET_DISCONNECTED", "status of 401")
"""What the browser notes when a test has cut the line or typed a wrong PIN."""

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh installation's folder; what is slow to make and always the same comes from the checkout's own."""
    made = tmp_path_factory.mktemp("ustaz")
    shared = ROOT / "var"
    for name, place in (("models", "models"), ("vectors", "index/demonstration/vectors")):
        kept, wanted = shared / name, made / place
        kept.mkdir(parents=True, exist_ok=True)
        wanted.parent.mkdir(parents=True, exist_ok=True)
        wanted.symlink_to(kept.resolve())
    return made


@pytest.fixture(scope="session")
def address(folder: Path) -> Iterator[str]:
    """A server as an administrator starts it."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("USTAZ_")}
    settings = {"USTAZ_FOLDER": str(folder), "USTAZ_DATABASE_URL": "", "USTAZ_REDIS_URL": "", "OMP_NUM_THREADS": "1"}
    log = folder / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-c", SERVE, "serve", "--port", str(port)],
            cwd=ROOT,
            env=surroundings | settings,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_until_ready(f"http://127.0.0.1:{port}", process, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(30)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium of this machine."""
    executable = next(filter(None, map(shutil.which, BROWSERS)), None)
    if executable is None:
        reason = f"no browser: none of {', '.join(BROWSERS)} is installed"
        if os.environ.get("USTAZ_REQUIRE_DATA"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=executable, args=OPTIONS)
        yield made
        made.close()


@pytest.fixture
def opened(browser: Browser, address: str) -> Iterator[Open]:
    """Opens pages, each in a browser profile of its own; at the end none may have complained."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def complain(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not any(known in message.text for known in NO_FAULTS):
            complaints.append(message.text)

    def open_page(path: str = "/", width: int = 360, height: int = 740, language: str = "kk") -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, locale=language, base_url=address)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("console", complain)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def _wait_until_ready(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=5):  # noqa: S310 - our own address
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.25)
    pytest.fail(f"the server did not become ready:\n{log.read_text(encoding='utf-8', errors='replace')[-2000:]}")
