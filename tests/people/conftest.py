"""The cast, and browsers in which they are signed in."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast, make_cast


@pytest.fixture
def cast(db) -> Cast:
    cache.clear()
    return make_cast()


@pytest.fixture
def browser_of(cast):
    """A browser in which one of the cast is signed in."""

    def open_for(name: str) -> Client:
        browser = english_browser()
        browser.force_login(cast.account(name))
        return browser

    return open_for


def questions_for(browser: Client, page: str) -> int:
    """How often a page asks the database."""
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(page).status_code == 200
    return len(asked)


def english_browser() -> Client:
    """The pages in the language of the message ids, so that tests need no translation."""
    browser = Client()
    browser.cookies["language"] = "en"
    return browser


@pytest.fixture
def visitor(cast) -> Client:
    """A browser in which nobody is signed in."""
    return english_browser()
