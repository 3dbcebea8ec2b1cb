"""What two do at the same moment happens once, and is answered as if they came after each other."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone

from gaandeweg.kernel.models import AudienceLabel, Subject
from gaandeweg.kernel.once import new_key, read_key
from gaandeweg.people import first_start
from gaandeweg.people.models import Invitation, OrganisationRole, Unit
from gaandeweg.share.models import AlsoAsking, Reply, Thanks
from gaandeweg.work import public as work
from tests.cast import PASSWORD, make_cast
from tests.sharing import Sharing, make_processes, text_of

pytestmark = pytest.mark.django_db(transaction=True)
TOGETHER = 6


@pytest.fixture
def cast():
    """The cast for real: every browser has a connection of its own, and must see them."""
    cache.clear()
    return make_cast()


@pytest.fixture
def sharing(cast):
    return Sharing(cast)


@pytest.fixture
def all_post(cast):
    """Let browsers in which somebody is signed in post at one moment; returns the answers."""

    def post(name, page, typed):
        browsers = [Client() for _ in range(TOGETHER)]
        for browser in browsers:
            browser.cookies["language"] = "en"
            if name:
                browser.force_login(cast.account(name))
        ready = Barrier(TOGETHER)

        def press(browser):
            try:
                ready.wait(timeout=20)
                return browser.post(page, typed).status_code
            finally:
                connection.close()

        with ThreadPoolExecutor(TOGETHER) as together:
            return Counter(together.map(press, browsers))

    return post


def test_a_question_sent_six_times_is_asked_once(cast, all_post):
    key = new_key(cast.viewer("fatima"))

    answers = all_post("fatima", "/vragen/stel/", {"title": "Wie tekent dit?", "form_key": key})

    assert answers == {302: TOGETHER}
    assert Subject.objects.filter(title="Wie tekent dit?").count() == 1


def test_an_answer_sent_six_times_is_given_once(cast, sharing, all_post):
    question = sharing.ask("fatima")
    typed = {"body": "Bij ons de teamleider.", "form_key": new_key(cast.viewer("sara"))}

    assert all_post("sara", f"/gedeeld/{question}/antwoord/", typed) == {302: TOGETHER}
    assert Reply.objects.count() == 1


def test_thanks_settling_and_asking_along_happen_once(sharing, all_post):
    question = sharing.ask("fatima")
    answer = sharing.reply("sara", question)

    assert all_post("joost", f"/antwoorden/{answer}/bedank/", {}) == {302: TOGETHER}
    assert all_post("joost", f"/vragen/{question}/mee/", {}) == {302: TOGETHER}
    assert all_post("fatima", f"/antwoorden/{answer}/hielp/", {}) == {302: TOGETHER}

    assert Thanks.objects.count() == 2
    assert AlsoAsking.objects.count() == 1


def test_changes_of_a_text_come_after_each_other(sharing, all_post):
    text = text_of(sharing.ask("fatima"))

    typed = {"title": "Wie tekent dat nu?", "body": "Nieuw."}

    assert all_post("fatima", f"/teksten/{text}/wijzig/", typed) == {302: TOGETHER}


def test_a_thing_is_placed_as_one_of_them_said(sharing, all_post):
    question = sharing.ask("fatima")
    typed = {"audience": "team", "process": "", "topics": "paspoort, naam"}

    assert all_post("fatima", f"/gedeeld/{question}/plaats/", typed) == {302: TOGETHER}
    assert AudienceLabel.objects.filter(subject_id=question).count() == 2


def test_a_team_is_begun_once(cast, all_post):
    processes = make_processes(cast)
    typed = {
        "name": "Wijkbeheer Noord",
        "process": str(processes["briefadres"]),
        "parent": str(cast.units["ruimte"]),
        "mails": "noor@n.test",
        "key": new_key(cast.viewer("mark")),
    }

    assert all_post("mark", "/begin-met-een-team/", typed) == {302: TOGETHER}
    assert Unit.objects.filter(name="Wijkbeheer Noord").count() == 1
    assert Invitation.objects.count() == 1


def test_the_key_of_another_form_begins_a_team_all_the_same(cast, sharing, all_post):
    viewer = cast.viewer("mark")
    key = new_key(viewer)
    sharing.ask("mark", form_key=read_key(key, viewer))
    typed = {
        "name": "Wijkbeheer Noord",
        "process": str(work.fill_with_starter_list(timezone.now())["melding-openbare-ruimte"]),
        "parent": str(cast.units["ruimte"]),
        "mails": "noor@n.test",
        "key": key,
    }

    assert all_post("mark", "/begin-met-een-team/", typed) == {302: TOGETHER}
    assert Unit.objects.filter(name="Wijkbeheer Noord").count() == 1


def test_a_colleague_is_invited_once(cast, all_post):
    page = f"/teams/{cast.units['burgerzaken']}/uitnodigen/"

    assert all_post("karin", page, {"mails": "noor@n.test"}) == {302: TOGETHER}
    assert all_post("karin", page, {"mails": "noor@n.test"}) == {302: TOGETHER}
    assert Invitation.objects.count() == 1


def test_the_first_administrator_is_one(all_post, tmp_path, settings):
    settings.DATA = tmp_path
    OrganisationRole.objects.all().delete()
    token, before = first_start.first_link_token(), Unit.objects.count()
    typed = {
        "organisation": f"Gemeente {uuid4()}",
        "name": "Ruben Meijer",
        "mail": "begin@noorderhaaks.test",
        "password": PASSWORD,
        "password_again": PASSWORD,
    }

    assert all_post("", f"/begin/{token}/", typed) == {302: 1, 410: TOGETHER - 1}
    assert OrganisationRole.objects.count() == 1
    assert Unit.objects.count() == before + 1
