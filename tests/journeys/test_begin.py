"""A first start: the first administrator, the role HRD, a team that begins (journey 1.5)."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import wait_for_letter
from tests.product import Product

pytestmark = pytest.mark.journey

PASSWORD = "fietsbel-onder-de-regenjas"
MARK = "mark@gemeente.example"
ADDRESSES = [f"collega{number}@gemeente.example" for number in range(1, 6)]
MOST_CLICKS = 8
MOST_MINUTES = 5
NOT_A_WORD_OF_OURS = re.compile(r"\b(visie|beleid|leerlijn|competentie)", re.IGNORECASE)


@pytest.fixture(scope="module")
def fresh(tmp_path_factory, browser):
    """`gaandeweg serve` for the first time; mail stays in a folder, as there is no mail host."""
    product = Product(tmp_path_factory.mktemp("fresh"), command="serve")
    product.settings = {"GAANDEWEG_URL": product.url}
    product.start()
    yield product
    product.stop()


def test_hrd_begins_with_a_team_in_five_minutes_and_eight_clicks(fresh, open_window):
    ruben = _first_administrator(fresh, open_window)
    mark = _mark_with_the_role_hrd(fresh, ruben, open_window)
    seen: list[str] = []
    clicks = 0
    begun_at = time.monotonic()

    mark.go("/")
    seen.append(mark.page.content())
    mark.page.locator("main").get_by_role("link", name="Begin met een team").click()
    clicks += 1
    seen.append(mark.page.content())
    mark.page.locator("[name=name]").fill("Wijkteam Noord")
    mark.page.locator("[name=process]").select_option(label="Melding openbare ruimte")
    clicks += 2
    mark.page.locator("[name=mails]").fill("\n".join(ADDRESSES))
    assert mark.page.locator("main a[href='/voor-de-or/']").count() == 1
    mark.page.locator("[name=council_knows]").check()
    clicks += 1
    mark.page.get_by_role("button", name="Nodig ze uit").click()
    clicks += 1
    seen.append(mark.page.content())

    expect(mark.page.locator("h1")).to_contain_text("Wijkteam Noord")
    mark.has_no_fault()
    link = wait_for_letter(fresh.folder, ADDRESSES[0], "Wijkteam Noord")
    assert clicks <= MOST_CLICKS
    assert time.monotonic() - begun_at < MOST_MINUTES * 60
    assert not any(NOT_A_WORD_OF_OURS.search(page) for page in seen)

    karin = open_window(fresh.url)
    karin.page.goto(link)
    karin.has_no_fault()
    assert not NOT_A_WORD_OF_OURS.search(karin.page.content())
    karin.page.locator("[name=name]").fill("Karin Postma")
    karin.page.locator("[name=password]").fill(PASSWORD)
    karin.page.locator("main form button").click()
    expect(karin.page.get_by_label("Waar loop je tegenaan?")).to_be_visible()
    expect(karin.page.get_by_role("link", name="Wijkteam Noord")).to_be_visible()
    _begin_with_the_keyboard_alone(mark, "Wijkteam Zuid")


def _begin_with_the_keyboard_alone(mark, name: str) -> None:
    keys = mark.page.keyboard
    mark.go("/")
    mark.tab_to("main a[href='/begin-met-een-team/']")
    keys.press("Enter")
    mark.page.wait_for_url("**/begin-met-een-team/")
    mark.tab_to("[name=name]")
    keys.type(name)
    mark.tab_to("[name=process]")
    keys.type("Melding o")
    mark.tab_to("[name=mails]")
    keys.type("zuid1@gemeente.example, zuid2@gemeente.example")
    mark.tab_to("[name=council_knows]")
    keys.press("Space")
    mark.tab_to("button.nl-button--primary")
    keys.press("Enter")
    expect(mark.page.locator("h1")).to_contain_text(name)


def _first_administrator(fresh: Product, open_window):
    said = next(line for line in fresh.output if "/begin/" in line)
    link = re.search(r"https?://\S+", said)
    assert link is not None
    ruben = open_window(fresh.url)
    ruben.page.goto(link.group())
    ruben.has_no_fault()
    ruben.page.locator("[name=organisation]").fill("Gemeente Voorbeeld")
    ruben.page.locator("[name=name]").fill("Ruben Meijer")
    ruben.page.locator("[name=mail]").fill("ruben@gemeente.example")
    ruben.page.locator("[name=password]").fill(PASSWORD)
    ruben.page.locator("[name=password_again]").fill(PASSWORD)
    ruben.page.locator("main form button").click()
    expect(ruben.page.locator("main").get_by_role("link").first).to_be_visible()
    return ruben


def _mark_with_the_role_hrd(fresh: Product, ruben, open_window):
    ruben.go("/beheer/uitnodigen/")
    ruben.page.locator("[name=mail]").fill(MARK)
    ruben.page.locator("main form button").click()
    mark = open_window(fresh.url)
    mark.page.goto(wait_for_letter(fresh.folder, MARK, "Gaandeweg"))
    mark.page.locator("[name=name]").fill("Mark Reitsma")
    mark.page.locator("[name=password]").fill(PASSWORD)
    mark.page.locator("main form button").click()
    mark.page.wait_for_url(f"{fresh.url}/")
    ruben.go("/beheer/")
    row = ruben.page.locator("tr", has_text="Mark Reitsma")
    row.get_by_role("button").first.click()
    ruben.has_no_fault()
    ruben.page.locator("input[value=hrd]").check()
    ruben.page.locator("button[name=save]").click()
    return mark
