"""Asking along: a colleague who runs into the same hears of the answers, and nobody sees it."""

import pytest

from gaandeweg.kernel.models import Letter
from gaandeweg.share.models import AlsoAsking
from tests.pages import Page
from tests.sharing import bring_what_happened

ASK_ALONG = "I run into this too"


@pytest.fixture
def question(sharing):
    return sharing.ask("joost")


def test_fatima_asks_along_and_hears_of_the_answer_like_joost(sharing, browser_of, question):
    browser = browser_of("fatima")
    page = Page(browser.get(f"/vragen/{question}/"))
    assert ASK_ALONG in page.main

    browser.post(f"/vragen/{question}/mee/")
    sharing.reply("sara", question)

    assert _who_hear() == {str(sharing.cast.persons[name]) for name in ("joost", "fatima")}


def test_who_asks_along_does_not_hear_of_what_is_only_added(sharing, browser_of, question):
    browser_of("fatima").post(f"/vragen/{question}/mee/")

    sharing.reply("sara", question, "Welke gemeente?", asks_back=True)

    assert _who_hear() == {str(sharing.cast.persons["joost"])}


def test_nobody_else_sees_that_fatima_asks_along(browser_of, question):
    browser_of("fatima").post(f"/vragen/{question}/mee/")

    for name in ("joost", "sara", "karin", "mark"):
        assert "Fatima" not in Page(browser_of(name).get(f"/vragen/{question}/")).main


def test_fatima_stops_asking_along(browser_of, question):
    browser = browser_of("fatima")
    browser.post(f"/vragen/{question}/mee/")

    browser.post(f"/vragen/{question}/mee/", {"no_more": "1"})

    assert not AlsoAsking.objects.exists()


def test_twice_is_once_and_the_asker_does_not_ask_along(browser_of, question):
    browser_of("fatima").post(f"/vragen/{question}/mee/")
    browser_of("fatima").post(f"/vragen/{question}/mee/")
    browser_of("joost").post(f"/vragen/{question}/mee/")

    assert AlsoAsking.objects.count() == 1


def test_nobody_asks_along_with_what_they_may_not_read(sharing, browser_of):
    question = sharing.ask("joost", audience="team")

    assert browser_of("fatima").post(f"/vragen/{question}/mee/").status_code == 404
    assert not AlsoAsking.objects.exists()


def _who_hear():
    bring_what_happened()
    return set(Letter.objects.values_list("recipient", flat=True))
