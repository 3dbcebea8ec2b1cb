"""The link in a mail: one button, one thread, a day."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from gaandeweg.kernel import subjects
from gaandeweg.kernel.ids import uuid7
from gaandeweg.kernel.models import Subject
from gaandeweg.kernel.subjects import make_subject, readable_by
from gaandeweg.kernel.viewer import everyone_label, unit_label
from gaandeweg.kernel.words import Kind
from gaandeweg.people import public as people
from gaandeweg.people.viewers import viewer_of
from tests.cast import PASSWORD, give_password, mail_of
from tests.people.conftest import english_browser

PASS_COOKIE = "pass"
TITLE = "Wie beslist over een briefadres?"


@pytest.fixture(autouse=True)
def page_of_a_question(monkeypatch):
    page = subjects.KindPage(Kind.QUESTION, lambda subject_id: f"/vragen/{subject_id}/")
    monkeypatch.setitem(subjects._pages, Kind.QUESTION, page)


@pytest.fixture
def question(cast):
    labels = [unit_label(cast.units["wmo"])]
    now = timezone.now()
    return make_subject(
        Kind.QUESTION, title=TITLE, labels=labels, now=now, subject_id=uuid7(now)
    ).pk


@pytest.fixture
def link_for(cast, question):
    def link(name, *, made_at=None, subject_id=question):
        token = people.make_pass(cast.persons[name], subject_id, now=made_at or timezone.now())
        return f"/m/{token}/"

    return link


def viewer_in(browser):
    """Who is looking in this browser."""
    request = browser.get("/wat-wij-niet-bijhouden/").wsgi_request
    return viewer_of(request)


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_looking_never_uses_the_link_up_and_opens_nothing(visitor, link_for, method):
    link = link_for("joost")
    for _ in range(3):
        getattr(visitor, method)(link)

    assert not viewer_in(visitor).is_known
    assert PASS_COOKIE not in visitor.cookies
    assert visitor.post(link).status_code == 302


def test_the_page_has_one_button_and_no_word_of_the_thread(visitor, link_for):
    page = visitor.get(link_for("joost"))

    words = page.content.decode()
    main = words[words.index("<main") : words.index("</main>")]
    assert main.count("<button") == 1
    assert "Read the answer" in main
    assert "briefadres" not in words
    assert "Joost" not in words
    assert page.headers["Cache-Control"] == "no-store, private"
    assert page.headers["Referrer-Policy"] == "same-origin"


def test_joost_presses_the_button_and_is_in_his_thread(cast, visitor, link_for, question):
    answer = visitor.post(link_for("joost"))

    assert answer.headers["Location"] == f"/vragen/{question}/"
    viewer = viewer_in(visitor)
    assert viewer.person_id == cast.persons["joost"]
    assert viewer.limited_to == question
    assert not viewer.is_signed_in


def test_the_link_works_twice_in_its_day(visitor, link_for):
    link = link_for("joost")

    assert visitor.post(link).status_code == 302
    assert english_browser().post(link).status_code == 302


def test_the_link_opens_no_other_thread(cast, visitor, link_for, question):
    now = timezone.now()
    other = make_subject(
        Kind.QUESTION,
        title="Iets anders",
        labels=[everyone_label()],
        now=now,
        subject_id=uuid7(now),
    )
    visitor.post(link_for("joost"))

    viewer = viewer_in(visitor)
    seen = Subject.objects.filter(readable_by(viewer)).values_list("pk", flat=True)

    assert list(seen) == [question]
    assert other.pk not in seen


@pytest.mark.parametrize("address", ["/mijn/account/", "/beheer/", "/begin-met-een-team/", "/"])
def test_anything_more_asks_to_sign_in(visitor, link_for, address):
    visitor.post(link_for("joost"))

    answer = visitor.get(address)

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/inloggen/")


def test_after_a_day_the_link_opens_nothing_and_says_what_to_do(visitor, link_for):
    link = link_for("joost", made_at=timezone.now() - timedelta(hours=25))

    for answer in (visitor.get(link), visitor.post(link)):
        assert answer.status_code == 410
        assert "works for a day" in answer.content.decode()
        assert "briefadres" not in answer.content.decode()
    assert not viewer_in(visitor).is_known


def test_after_a_day_an_open_thread_closes(visitor, link_for):
    visitor.post(link_for("joost"))
    over = link_for("joost", made_at=timezone.now() - timedelta(hours=25))
    visitor.cookies[PASS_COOKIE] = over.split("/")[2]

    assert not viewer_in(visitor).is_known


def test_a_forged_link_and_one_to_nothing_get_the_same_answer(cast, visitor, link_for):
    forged = visitor.get(link_for("joost")[:-5] + "xxxx/")
    nothing = visitor.get(link_for("joost", subject_id=uuid4()))

    assert (forged.status_code, nothing.status_code) == (410, 410)


def test_the_link_of_who_left_opens_nothing(cast, visitor, link_for):
    link = link_for("joost")
    people.deactivate(person_id=cast.persons["joost"], today=timezone.localdate())

    assert visitor.post(link).status_code == 410
    assert not viewer_in(visitor).is_known


def test_who_is_signed_in_stays_signed_in(cast, browser_of, link_for, question):
    browser = browser_of("joost")

    answer = browser.post(link_for("joost"))

    assert answer.headers["Location"] == f"/vragen/{question}/"
    assert viewer_in(browser).is_signed_in


def test_a_link_of_another_gives_who_is_signed_in_nothing_more(
    cast, browser_of, link_for, question
):
    browser = browser_of("fatima")
    browser.post(link_for("joost"))

    viewer = viewer_in(browser)

    assert viewer.person_id == cast.persons["fatima"]
    assert not Subject.objects.filter(readable_by(viewer), pk=question).exists()


def test_what_opens_the_thread_is_kept_by_the_browser_alone(visitor, link_for):
    visitor.post(link_for("joost"))
    visitor.get("/wat-wij-niet-bijhouden/")

    kept = visitor.cookies[PASS_COOKIE]
    assert kept["httponly"]
    assert kept["samesite"] == "Lax"
    assert 0 < kept["max-age"] <= 24 * 3600
    assert not Session.objects.exists()


def test_a_made_up_pass_opens_nothing(visitor, link_for):
    for made_up in ("x", "", link_for("joost").split("/")[2][:-4] + "xxxx"):
        visitor.cookies[PASS_COOKIE] = made_up

        assert not viewer_in(visitor).is_known


def test_signing_in_ends_the_pass_so_that_signing_out_leaves_nothing_open(cast, visitor, link_for):
    visitor.post(link_for("joost"))
    give_password(cast, "joost")
    visitor.post("/inloggen/", {"login": mail_of("joost"), "password": PASSWORD})
    assert viewer_in(visitor).is_signed_in

    visitor.post("/uitloggen/")

    assert visitor.cookies[PASS_COOKIE].value == ""
    assert not viewer_in(visitor).is_known


def test_a_page_opened_by_a_mail_stays_in_no_cache(visitor, link_for):
    visitor.post(link_for("joost"))

    assert visitor.get("/bestaat-niet/").headers["Cache-Control"] == "no-store, private"


def test_who_came_by_a_mail_can_sign_in_and_read_what_is_not_kept(visitor, link_for):
    visitor.post(link_for("joost"))

    assert visitor.get("/inloggen/").status_code == 200
    assert visitor.get("/wat-wij-niet-bijhouden/").status_code == 200
