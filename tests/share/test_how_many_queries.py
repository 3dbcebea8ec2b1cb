"""Every page asks the database as much for one thing as for twenty, and not too much."""

import contextlib

import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from tests.share.conftest import Index
from tests.sharing import text_of, text_of_reply

pytestmark = pytest.mark.django_db

MOST = 12
A_PANEL = 3

# Page, how many panels it has for who looks.
PAGES = {
    "/": 3,
    "/vragen/": 1,
    "/vragen/?toon=open": 1,
    "/zoek/?q=briefadres": 1,
    "/zoek/suggesties/?q=briefadres": 0,
    "/mijn/": 1,
    "/processen/": 1,
    "/processen/{paspoort}/": 2,
    "/diensten/{service}/": 1,
    "/teams/{burgerzaken}/": 3,
}
# Of who sees most boxes: for you, what waits, at your processes, in the organisation, the work.
HOMES = {"fatima": 3, "karin": 4, "mark": 4, "ingrid": 4, "tom": 4, "peter": 3, "ruben": 3}
HOMES_OF = [(name, "/") for name in HOMES if name != "fatima"]


@pytest.fixture(scope="module")
def asked_for(world, tmp_path_factory):
    """Count what each page asks of the database: with few things, and with more than twenty."""
    with override_settings(INDEX_FOLDER=tmp_path_factory.mktemp("index")):
        index, counted = Index(settings.INDEX_FOLDER), {}
        with contextlib.closing(index.writer):
            for how_many in (1, 21):
                ask(world, how_many)
                index.take_in()
                for name, address in [*(("fatima", page) for page in PAGES), *HOMES_OF]:
                    asked = queries_of(world, name, address)
                    counted.setdefault((name, address), []).append(asked)
    return counted


def ask(world, how_many):
    """Fatima asks about passports and Sara answers; Joost and Karin do the like."""
    sharing, passports = world.sharing, world.processes["paspoort"]
    for number in range(how_many):
        about = f"{number} van {how_many}"
        question = sharing.ask(
            "fatima", f"Vraag {about} over een briefadres?", "Hoe?", process_id=passports
        )
        sharing.reply("sara", question, "Zo gaat een briefadres.")
        sharing.tell("karin", f"Ervaring {about}", process_id=passports)
        sharing.reply("fatima", sharing.ask("joost", f"Nog een, {about}?"), "Ja.")


def queries_of(world, name, address):
    """List what a page asks of the database, the session and who looks included."""
    browser = world.browser(name)
    place = address.format(**{**world.cast.units, **world.processes})
    browser.get(place)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(place).status_code == 200
    return [query["sql"] for query in asked.captured_queries]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_asks_as_much_for_one_as_for_twenty(asked_for, address):
    for_one, for_many = asked_for["fatima", address]

    assert len(for_many) == len(for_one)
    assert len(for_many) <= MOST + A_PANEL * PAGES[address], "\n".join(for_many)


@pytest.mark.parametrize("name", HOMES)
def test_the_first_page_of_each_asks_as_much_for_one_as_for_twenty(asked_for, name):
    for_one, for_many = asked_for[name, "/"]

    assert len(for_many) == len(for_one)
    assert len(for_many) <= MOST + A_PANEL * HOMES[name], "\n".join(for_many)


@pytest.mark.parametrize("kind", ["question", "experience"])
def test_a_thread_asks_as_much_with_one_reply_as_with_twenty(world, kind):
    sharing = world.sharing
    share = {"question": sharing.ask, "experience": sharing.tell}[kind]
    subject_id = share("fatima", "Een draad?", topics=["briefadres"])
    address = {"question": "/vragen/", "experience": "/ervaringen/"}[kind] + f"{subject_id}/"
    reply_and_thank(sharing, subject_id)
    for_one = queries_of(world, "fatima", address)

    for _ in range(10):
        reply_and_thank(sharing, subject_id)
    for_many = queries_of(world, "fatima", address)

    assert len(for_many) == len(for_one)
    assert len(for_many) <= MOST + A_PANEL, "\n".join(for_many)


def test_versions_ask_as_much_for_two_as_for_twenty(world):
    sharing = world.sharing
    text_id = text_of(sharing.ask("fatima", "Een vraag die verandert?"))
    sharing.revise("fatima", text_id, "Versie 2")
    for_two = queries_of(world, "fatima", f"/teksten/{text_id}/versies/")

    for number in range(3, 21):
        sharing.revise("fatima", text_id, f"Versie {number}")
    for_many = queries_of(world, "fatima", f"/teksten/{text_id}/versies/")

    assert len(for_many) == len(for_two)
    assert len(for_many) <= MOST + A_PANEL, "\n".join(for_many)


def reply_and_thank(sharing, subject_id):
    for name in ("sara", "joost"):
        reply = sharing.reply(name, subject_id, "Zo doe je dat.")
        sharing.thank("fatima", reply)
        sharing.thank("karin", reply)
        sharing.revise(name, text_of_reply(reply), body="Zo doe je dat, sinds kort.")
