"""The database is away: a page that says so and when to come back, and never a fault of ours."""

import threading

import pytest
from django.db import connections
from django.test import Client

from gaandeweg.config.logs import LineFormatter
from tests.ports import free_port

PAGES = ("/healthz", "/", "/inloggen/", "/mijn/", "/voor-de-or/", "/bestaat-niet/")


def _elsewhere(vendor, folder):
    """Where no database answers: a folder that is not there, or a port where nobody listens."""
    if vendor == "sqlite":
        return {"NAME": str(folder / "gone" / "gaandeweg.sqlite3")}
    return {"HOST": "127.0.0.1", "PORT": str(free_port())}


def _empty(vendor, folder):
    """A database in which nothing of ours stands, as after a file was moved away."""
    if vendor == "sqlite":
        return {"NAME": str(folder / "empty.sqlite3")}
    return {"NAME": "template1"}


@pytest.fixture
def where(request, tmp_path):
    return request.param(connections["default"].vendor, tmp_path)


@pytest.fixture
def answers(where, django_db_blocker):
    """Ask from a thread, for its connection is its own: that one finds no database."""

    def ask(requests):
        heard = []

        def go():
            connection = connections["default"]
            connection.settings_dict = {**connection.settings_dict, **where}
            browser = Client(raise_request_exception=False)
            browser.cookies["session"] = "a" * 32
            browser.cookies["language"] = "en"
            heard.extend(getattr(browser, method)(page) for method, page in requests)
            connection.close()

        with django_db_blocker.unblock():
            thread = threading.Thread(target=go)
            thread.start()
            thread.join(timeout=60)
        return heard

    return ask


@pytest.mark.parametrize("where", [_elsewhere], indirect=True)
def test_every_page_says_when_to_come_back(answers):
    heard = answers([("get", page) for page in PAGES])

    assert {answer.status_code for answer in heard} == {503}
    for answer in heard:
        assert answer.headers["Retry-After"] == "10"
        assert "<h1>" in answer.content.decode()
        assert "Traceback" not in answer.content.decode()


@pytest.mark.parametrize("where", [_empty], indirect=True)
def test_an_empty_database_in_its_place_is_not_well(answers):
    (answer,) = answers([("get", "/healthz")])

    assert answer.status_code >= 500


@pytest.mark.parametrize("where", [_elsewhere], indirect=True)
def test_what_is_sent_meanwhile_is_answered_the_same(answers):
    (answer,) = answers([("post", "/inloggen/")])

    assert answer.status_code == 503
    assert "still there when you go back" in answer.content.decode()


@pytest.mark.parametrize("where", [_elsewhere], indirect=True)
def test_the_log_of_it_quotes_nothing(answers, caplog, where):
    answers([("get", "/mijn/")])

    lines = [LineFormatter().format(record) for record in caplog.records]
    assert any("OperationalError" in line for line in lines)
    assert not any(value in line for value in where.values() for line in lines)


def test_when_it_answers_the_product_is_well(db):
    assert Client().get("/healthz").status_code == 200
