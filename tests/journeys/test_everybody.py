"""Every page for everybody: axe-core, narrow screens, light, dark, Dutch, English, keyboard."""

import re

import pytest

from tests.journeys.conftest import DESK, PHONE, TABLET

pytestmark = pytest.mark.journey

NARROW = 320
# Pairwise over width, colours and language: every pair of values meets at least once.
COMBINATIONS = (
    (TABLET, "light", "nl"),
    (TABLET, "dark", "en"),
    (DESK, "light", "en"),
    (DESK, "dark", "nl"),
)
OF_EVERYBODY = (
    "/",
    "/vragen/",
    "/vragen/?toon=open",
    "/zoek/",
    "/zoek/?q=briefadres+dakloze",
    "/zoek/?q=xyzzyqq",
    "/mijn/",
    "/mijn/account/",
    "/processen/",
    "/voor-de-or/",
    "/wat-wij-niet-bijhouden/",
    "/deze/pagina/bestaat/niet/",
    "/wachtwoord/veranderen/",
)
OF_SOMEBODY = {
    "mark": ("/", "/begin-met-een-team/"),
    "ruben": ("/", "/beheer/", "/beheer/uitnodigen/"),
    "peter": ("/",),
    "ingrid": ("/",),
    "karin": ("/",),
}
OF_VISITORS = ("/noorderhaaks/", "/noorderhaaks/onderdelen/", "/inloggen/", "/wachtwoord/vergeten/")


def test_no_page_has_an_accessibility_fault_on_a_phone(come_in, open_window, noorderhaaks):
    fatima = come_in("fatima", width=PHONE)

    for path in [*OF_EVERYBODY, *_found(fatima)]:
        _check(fatima, path)
    for who, paths in OF_SOMEBODY.items():
        somebody = come_in(who, width=PHONE)
        for path in paths:
            _check(somebody, path)
    visitor = open_window(noorderhaaks.url, width=PHONE)
    for path in OF_VISITORS:
        _check(visitor, path)


def test_no_page_has_an_accessibility_fault_wider_darker_or_in_english(
    come_in, open_window, noorderhaaks
):
    for width, colours, language in COMBINATIONS:
        look = {"width": width, "color_scheme": colours, "language": language}
        fatima = come_in("fatima", **look)
        for path in [*OF_EVERYBODY, *_found(fatima)]:
            _check(fatima, path)
        for who, paths in OF_SOMEBODY.items():
            somebody = come_in(who, **look)
            for path in paths:
                _check(somebody, path)
        visitor = open_window(noorderhaaks.url, **look)
        for path in OF_VISITORS:
            _check(visitor, path)


def test_no_page_scrolls_sideways_on_the_narrowest_phone(come_in):
    fatima = come_in("fatima", width=NARROW)

    for path in [*OF_EVERYBODY, *_found(fatima)]:
        fatima.go(path)
        width = fatima.page.evaluate("document.documentElement.scrollWidth")
        assert width <= NARROW, f"{path} is {width} wide"


def test_every_page_can_be_walked_through_with_the_keyboard(come_in):
    fatima = come_in("fatima")

    for path in [*OF_EVERYBODY, *_found(fatima)]:
        fatima.go(path)
        fatima.page.keyboard.press("Tab")
        first = fatima.page.evaluate("document.activeElement.getAttribute('href')")
        assert first == "#main", f"{path} does not begin with the skip link"
        for _ in range(12):
            fatima.page.keyboard.press("Tab")
            assert fatima.page.evaluate(_HAS_A_RING), f"{path} loses the focus from sight"


_HAS_A_RING = """() => {
    const at = document.activeElement;
    if (at === document.body) return true;
    const around = at.closest('.box__line, .things__thing') ?? at;
    const drawn = [[at, null], [at, '::after'], [around, null]];
    return drawn.some(([where, part]) => {
        const style = getComputedStyle(where, part);
        return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 3;
    });
}"""


def _found(window) -> list[str]:
    """Find the pages behind the first links: a question, its deeds, a process, a team."""
    paths = []
    for start, kinds in (
        ("/vragen/", ("/vragen/", "/ervaringen/")),
        ("/vragen/?toon=ervaringen", ("/ervaringen/",)),
        ("/processen/", ("/processen/",)),
        ("/", ("/teams/",)),
        ("/mijn/", ("/vragen/",)),
    ):
        window.go(start)
        links = window.page.locator("main a[href], aside a[href]").evaluate_all(
            "links => links.map(link => link.getAttribute('href'))"
        )
        paths += [
            link for link in links if link.startswith(kinds) and re.search("[0-9a-f-]{36}", link)
        ][:1]
    window.go(paths[-1])
    deeds = window.page.locator("a[href^='/teksten/'], a[href^='/gedeeld/']").evaluate_all(
        "links => links.map(link => link.getAttribute('href'))"
    )
    return list(dict.fromkeys([*paths, *deeds]))


def _check(window, path: str) -> None:
    window.go(path)
    window.page.wait_for_load_state()
    window.has_no_fault()
