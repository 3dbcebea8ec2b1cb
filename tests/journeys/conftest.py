"""Browser journeys, in Chromium on the started product: Noorderhaaks, and a first start."""

import os
import re
import shutil
from dataclasses import dataclass
from email import message_from_string, policy
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.product import Product, wait_until

PHONE, TABLET, DESK = 375, 768, 1280
MOST_TABS = 120
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
PATIENCE = 20_000  # milliseconds: a busy machine is no failure
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
_HOW_TO_GET_IT = (
    "the browser journeys need Chromium, and none was found: install Debian's package `chromium` "
    "(apt-get install chromium), or name one in GAANDEWEG_CHROMIUM"
)


@dataclass
class Visit:
    """A browser window of somebody at a running product."""

    page: Page
    url: str
    elsewhere: list[str]
    complaints: list[str]

    def go(self, path: str) -> None:
        """Open a page of the product."""
        self.page.goto(self.url + path)

    def tab_to(self, selector: str) -> None:
        """Press Tab until something is focused that answers to a selector."""
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
                return
        raise AssertionError(f"the keyboard does not come to {selector}")

    def has_no_fault(self) -> None:
        """Hold the page as it stands to axe-core."""
        result = Axe().run(self.page, options=RULES)
        assert result.violations_count == 0, f"{self.page.url}: {result.generate_report()}"


@pytest.fixture(scope="session")
def browser():
    """Chromium where it is installed; else a skip that says how to get it."""
    found = os.environ.get("GAANDEWEG_CHROMIUM") or next(
        filter(None, map(shutil.which, _NAMES)), ""
    )
    if not found:
        if os.environ.get("GAANDEWEG_REQUIRE_BROWSER") == "1":
            pytest.fail(_HOW_TO_GET_IT)
        pytest.skip(_HOW_TO_GET_IT)
    with sync_playwright() as playwright:
        expect.set_options(timeout=PATIENCE)
        chromium = playwright.chromium.launch(executable_path=found, args=_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def noorderhaaks(tmp_path_factory, browser):
    """The demo as a newcomer starts it."""
    product = Product(tmp_path_factory.mktemp("noorderhaaks")).start()
    yield product
    product.stop()


@pytest.fixture
def open_window(browser: Browser):
    """Open browser windows, closed afterwards, that must have nothing to complain of."""
    contexts: list[BrowserContext] = []
    visits: list[Visit] = []

    def open_at(url: str, *, width: int = DESK, language: str = "nl", **options) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, locale="nl-NL", base_url=url, **options
        )
        contexts.append(context)
        if language == "en":
            context.add_cookies([{"name": "language", "value": "en", "url": url}])
        page = context.new_page()
        visit = Visit(page, url, [], [])
        page.on("request", lambda sent: _note_elsewhere(visit, sent.url))
        page.on("console", lambda said: _note_complaint(visit, said))
        page.on("pageerror", lambda error: visit.complaints.append(str(error)))
        visits.append(visit)
        return visit

    yield open_at
    for context in contexts:
        context.close()
    for visit in visits:
        assert visit.elsewhere == [], "a page asked something of another origin"
        assert visit.complaints == [], "a page complained in the console"


@pytest.fixture
def come_in(noorderhaaks, open_window):
    """Come in at Noorderhaaks as one of the cast."""

    def as_member(who: str, **options) -> Visit:
        visit = open_window(noorderhaaks.url, **options)
        visit.go("/noorderhaaks/")
        visit.page.locator(f"button[value={who}]").click()
        visit.page.wait_for_url(f"{noorderhaaks.url}/")
        return visit

    return as_member


def letters(folder: Path, to: str) -> list[str]:
    """Read the words of the letters to an address, oldest first."""
    found = []
    for file in sorted((folder / "mail").glob("*.log"), key=lambda path: path.stat().st_mtime):
        for part in file.read_text("utf-8").split("-" * 79):
            if part.strip():
                message = message_from_string(part.lstrip(), policy=policy.default)
                if to in str(message["To"]):
                    found.append(f"{message['Subject']}\n{message.get_content()}")
    return found


def wait_for_letter(folder: Path, to: str, about: str) -> str:
    """Wait for the letter about something; returns the link in it."""

    def arrived() -> list[str]:
        return [letter for letter in letters(folder, to) if about in letter]

    assert wait_until(arrived), f"no letter to {to} about {about!r}"
    found = re.search(r"https?://\S+", arrived()[-1])
    assert found is not None
    return found.group()


def _note_elsewhere(visit: Visit, url: str) -> None:
    if not url.startswith((visit.url, "data:", "about:")):
        visit.elsewhere.append(url)


def _note_complaint(visit: Visit, said) -> None:
    # A page that answers 404 or 422 on purpose is mentioned in the console; that is no complaint.
    if said.type == "error" and "Failed to load resource" not in said.text:
        visit.complaints.append(said.text)
