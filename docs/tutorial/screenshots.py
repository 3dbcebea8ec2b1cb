"""Make the pictures of the tutorial: begin with an empty installation, walk through the first day.

    uv run --group docs python docs/tutorial/screenshots.py

Each `--import` gives a file and the options with which it is imported; without one, the twelve
questions beside this script are imported.
"""

import argparse
import io
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT))

from tests.journeys.conftest import letters  # noqa: E402 after the path to it
from tests.product import Product, wait_until  # noqa: E402

IMAGES = HERE / "images"
DESK, PHONE = (1280, 800), (375, 760)
COLOURS = 64
MOST_BYTES = 120_000
PASSWORD = "fietsbel-onder-de-regenjas"  # noqa: S105 of an installation that is thrown away
DOMAIN = "gemeente.example"
ADDRESSES = "\n".join(f"{name}@{DOMAIN}" for name in ("karin", "fatima", "sara", "noor", "bas"))
RUN_INTO = "kind zonder eigen paspoort op vakantie"
UNKNOWN = "Hoe krijgt iemand in het ziekenhuis een paspoort?"


class Walk:
    """The first day of an organisation, and its pictures."""

    def __init__(self, product: Product, browser: Browser) -> None:
        self._product = product
        self._browser = browser

    def window(self, size: tuple[int, int] = DESK) -> Page:
        """Open a browser of one more colleague."""
        width, height = size
        context = self._browser.new_context(
            viewport={"width": width, "height": height},
            locale="nl-NL",
            base_url=self._product.url,
            reduced_motion="reduce",
        )
        return context.new_page()

    def first_administrator(self) -> Page:
        """Ruben opens the link of the first start."""
        said = next(line for line in self._product.output if "/begin/" in line)
        ruben = self.window()
        ruben.goto(_link_in(said))
        _fill(ruben, organisation="Gemeente Voorbeeld", name="Ruben Meijer")
        _fill(ruben, mail=f"ruben@{DOMAIN}")
        keep(ruben, "1-begin", is_whole=True)
        _fill(ruben, password=PASSWORD, password_again=PASSWORD)
        _send(ruben)
        return ruben

    def role_hrd(self, ruben: Page) -> Page:
        """Ruben invites Mark and gives him the role HRD; Mark comes in."""
        ruben.goto("/beheer/uitnodigen/")
        _fill(ruben, mail=f"mark@{DOMAIN}")
        _send(ruben)
        mark = self.joined("mark", "Mark Reitsma")
        ruben.goto("/beheer/")
        ruben.locator("tr", has_text="Mark").get_by_role("button").first.click()
        ruben.locator("input[value=hrd]").check()
        keep(ruben, "2-role-hrd", is_whole=True)
        ruben.locator("button[name=save]").click()
        return mark

    def begin_team(self, mark: Page) -> None:
        """Mark begins with a team: a name, a process, five addresses."""
        mark.goto("/begin-met-een-team/")
        _fill(mark, name="Burgerzaken", mails=ADDRESSES)
        process = mark.locator("[name=process] option", has_text="aspoort").first
        mark.locator("[name=process]").select_option(value=process.get_attribute("value"))
        mark.locator("[name=council_knows]").check()
        keep(mark, "3-begin-with-a-team", is_whole=True)
        _send(mark)

    def joined(self, who: str, name: str, size: tuple[int, int] = DESK) -> Page:
        """Somebody opens the invitation and comes in."""
        mail = f"{who}@{DOMAIN}"
        found = wait_until(lambda: letters(self._product.folder, mail))
        assert found, f"no letter to {who}"  # noqa: S101 a script of our own
        page = self.window(size)
        page.goto(_link_in(letters(self._product.folder, mail)[-1]))
        _fill(page, name=name, password=PASSWORD)
        _send(page)
        return page

    def until_it_is_found(self, page: Page) -> None:
        """Wait until the index has taken in what was imported."""
        page.goto(f"/zoek/?q={RUN_INTO}")
        while not page.locator("main a[href^='/vragen/']").count():
            page.wait_for_timeout(500)
            page.reload()

    def find(self, page: Page, name: str) -> None:
        """Type what one runs into, and see what is known."""
        page.goto("/")
        page.locator("#box").press_sequentially(RUN_INTO, delay=15)
        page.locator("#box-known .things a").first.wait_for()
        page.wait_for_load_state("networkidle")
        keep(page, name)

    def read_what_is_known(self, page: Page) -> None:
        """Open what is known about a child."""
        page.goto(f"/zoek/?q={RUN_INTO}")
        page.locator("main a[href^='/vragen/']", has_text="kind").first.click()
        page.wait_for_load_state("networkidle")
        keep(page, "5-known")

    def ask(self, page: Page) -> None:
        """Ask what nobody answered yet."""
        page.goto(f"/zoek/?q={UNKNOWN}")
        page.locator("#share").scroll_into_view_if_needed()
        page.evaluate("document.querySelector('#share').scrollIntoView()")
        keep(page, "6-ask")
        page.locator("#share form").get_by_role("button", name="Vraag het").click()
        page.wait_for_url("**/vragen/**")

    def answer(self, page: Page) -> None:
        """Answer it on a phone, as a colleague."""
        page.goto("/")
        page.locator("main a", has_text="ziekenhuis").first.click()
        page.locator("textarea[name=body]").last.fill(
            "Bel Sara. Zij gaat langs met de koffer voor vingerafdrukken, op dinsdag en donderdag."
        )
        page.evaluate("document.querySelector('h1').scrollIntoView()")
        keep(page, "8-answer-on-a-phone")


def keep(page: Page, name: str, *, is_whole: bool = False) -> None:
    """Keep a picture of what is on the screen, in few colours."""
    taken = page.screenshot(animations="disabled", full_page=is_whole)
    shot = Image.open(io.BytesIO(taken)).convert("RGB")
    small = shot.quantize(COLOURS, dither=Image.Dither.NONE)
    path = IMAGES / f"{name}.png"
    small.save(path, optimize=True)
    assert path.stat().st_size < MOST_BYTES, f"{path.name} is too large"  # noqa: S101
    sys.stdout.write(f"{path.name}: {path.stat().st_size} bytes\n")


@contextmanager
def fresh_installation(folder: Path) -> Iterator[Product]:
    """Run an installation without anything in it."""
    product = Product(folder, command="serve")
    product.settings = {"GAANDEWEG_URL": product.url}
    product.start()
    try:
        yield product
    finally:
        product.stop()


def import_questions(product: Product, given: str) -> None:
    """Import a file as an administrator of the server does."""
    command = [sys.executable, "-m", "gaandeweg", "import_questions", *shlex.split(given)]
    environment = product._environment()  # noqa: SLF001 the folder and settings of this product
    done = subprocess.run(  # noqa: S603 our own command
        command, env=environment, check=True, stdout=subprocess.PIPE, text=True
    )
    sys.stdout.write(done.stdout.splitlines()[-1] + "\n")


def _link_in(words: str) -> str:
    found = re.search(r"https?://\S+", words)
    assert found is not None, words  # noqa: S101
    return found.group()


def _fill(page: Page, **fields: str) -> None:
    for name, words in fields.items():
        page.locator(f"main [name={name}]").fill(words)


def _send(page: Page) -> None:
    page.locator("main form button").last.click()
    page.wait_for_load_state("networkidle")


def main() -> None:
    """Walk through the first day."""
    parser = argparse.ArgumentParser(description="Make the pictures of the tutorial.")
    parser.add_argument("--import", dest="imports", action="append", default=[])
    given = parser.parse_args().imports
    sample = f'{shlex.quote(str(HERE / "questions.csv"))} --source "Gemeente Voorbeeld"'
    IMAGES.mkdir(exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with (
        tempfile.TemporaryDirectory() as folder,
        fresh_installation(Path(folder)) as product,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        walk = Walk(product, browser)
        ruben = walk.first_administrator()
        mark = walk.role_hrd(ruben)
        walk.begin_team(mark)
        for options in given or [sample]:
            import_questions(product, options)
        fatima = walk.joined("fatima", "Fatima el Idrissi")
        karin = walk.joined("karin", "Karin Postma", PHONE)
        walk.until_it_is_found(fatima)
        walk.find(fatima, "4-find")
        walk.read_what_is_known(fatima)
        walk.ask(fatima)
        walk.find(karin, "7-find-on-a-phone")
        walk.answer(karin)
        browser.close()


if __name__ == "__main__":
    main()
