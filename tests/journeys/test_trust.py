"""Nothing here watches a person, and the works council can see that (journey 1.7)."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journey

# What a page would say if it kept figures or times about a person.
ABOUT_A_PERSON = re.compile(
    r"laatst (gezien|actief)|laatste bezoek|last (seen|active|login)|gelezen door|read by|"
    r"aantal (vragen|antwoorden|bijdragen) (van|door)|ranglijst|leaderboard|"
    r"\b\d+ (vragen|antwoorden|ervaringen|bijdragen)\b",
    re.IGNORECASE,
)
# These two say what is not kept, and so name it.
SAY_WHAT_IS_NOT_KEPT = {"/wat-wij-niet-bijhouden/", "/voor-de-or/"}
PERSON_ADDRESSES = (
    "/personen/fatima/",
    "/mensen/fatima-el-idrissi/",
    "/gebruikers/1/",
    "/admin/people/person/",
    "/api/persons/1",
)


def test_the_administrator_finds_no_figure_about_a_person_on_any_page(come_in):
    ruben = come_in("ruben")
    to_see, seen = ["/", "/beheer/", "/vragen/", "/processen/"], set(SAY_WHAT_IS_NOT_KEPT)

    while to_see:
        path = to_see.pop()
        if path in seen:
            continue
        seen.add(path)
        ruben.go(path)
        words = ruben.page.locator("body").inner_text()
        found = ABOUT_A_PERSON.search(words)
        assert found is None, f"{path}: {found.group() if found else ''}"
        if len(seen) < 40:
            links = ruben.page.locator("a[href^='/']").evaluate_all(
                "links => links.map(link => link.getAttribute('href').split('#')[0])"
            )
            to_see += [link for link in links if link not in seen]

    assert len(seen) >= 30


def test_an_address_that_would_look_a_person_up_is_an_ordinary_page_that_is_not_there(come_in):
    ruben = come_in("ruben")

    for path in PERSON_ADDRESSES:
        ruben.go(path)
        expect(ruben.page.locator("h1")).to_have_text("We kunnen deze pagina niet vinden")
        ruben.page.locator("main").get_by_role("link", name="Wat wij niet bijhouden").click()
        expect(ruben.page.locator("h1")).to_contain_text("niet bijhouden")


def test_peter_opens_voor_de_or_and_sees_purposes_data_thresholds_and_the_change_log(come_in):
    peter = come_in("peter")

    peter.page.locator("main").get_by_role("link", name="Voor de OR").first.click()

    words = peter.page.locator("main").inner_text()
    for subject in ("Waarvoor", "Wie het ziet", "10", "Hoelang", "Wat niemand kan", "is veranderd"):
        assert subject in words, subject
