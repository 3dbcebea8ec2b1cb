"""Signing in, and what may not be learnt from it."""

import hashlib
import json
import re
import time
from statistics import median

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import get_hasher
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connection
from django.utils import timezone

from gaandeweg.kernel import letters
from gaandeweg.kernel.models import Letter
from gaandeweg.people.models import Account
from gaandeweg.people.sessions import SessionStore
from tests.cast import PASSWORD, give_password, mail_of
from tests.people.conftest import english_browser

SIGN_IN = "/inloggen/"
FORGOTTEN = "/wachtwoord/vergeten/"


def sign_in(browser, name, password=PASSWORD, **more):
    return browser.post(SIGN_IN, {"login": mail_of(name), "password": password, **more})


@pytest.fixture
def mailbox(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    return lambda: mail.outbox


def test_fatima_comes_in_with_mail_address_and_password(cast, visitor):
    give_password(cast, "fatima")

    answer = sign_in(visitor, "fatima")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert visitor.get("/mijn/account/").status_code == 200


def test_capitals_in_the_mail_address_do_not_matter(cast, visitor):
    give_password(cast, "fatima")

    answer = visitor.post(SIGN_IN, {"login": "Fatima@Noorderhaaks.TEST", "password": PASSWORD})

    assert answer.status_code == 302


def test_coming_in_leads_to_the_page_that_was_asked_for_and_never_elsewhere(cast, visitor):
    give_password(cast, "fatima")

    assert visitor.get("/mijn/account/").headers["Location"] == "/inloggen/?next=/mijn/account/"
    answer = sign_in(visitor, "fatima", next="/mijn/account/")
    assert answer.headers["Location"] == "/mijn/account/"

    for elsewhere in (
        "//evil.example/",
        "https://evil.example/",
        "javascript:alert(1)",
        "\\\\evil",
    ):
        browser = english_browser()
        assert sign_in(browser, "fatima", next=elsewhere).headers["Location"] == "/"


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(cast, visitor):
    give_password(cast, "fatima")

    wrong = sign_in(visitor, "fatima", "niet het goede woord")
    unknown = visitor.post(
        SIGN_IN, {"login": "niemand@noorderhaaks.test", "password": "niet het goede woord"}
    )

    assert (wrong.status_code, unknown.status_code) == (200, 200)
    assert bare(wrong, mail_of("fatima")) == bare(unknown, "niemand@noorderhaaks.test")
    assert "do not belong together" in wrong.content.decode()


def test_who_guesses_is_stopped_after_five_times(cast, visitor):
    give_password(cast, "fatima")
    for _ in range(5):
        sign_in(visitor, "fatima", "niet het goede woord")

    answer = sign_in(visitor, "fatima")

    assert "Wait five minutes" in answer.content.decode()
    assert visitor.get("/mijn/account/").status_code == 302


def test_no_row_says_whose_attempt_it_was_or_from_where(cast, visitor):
    give_password(cast, "fatima")
    sign_in(visitor, "fatima", "niet het goede woord")
    sign_in(visitor, "fatima")

    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM sign_in_attempts")
        keys = [key for (key,) in cursor.fetchall()]

    assert keys
    assert all(re.fullmatch("[0-9a-f]{64}", key) for key in keys)
    assert hashlib.sha256(mail_of("fatima").encode()).hexdigest() not in keys


def test_the_session_key_changes_on_coming_in(cast, visitor):
    give_password(cast, "fatima")
    visitor.get("/")
    preset = SessionStore()
    preset["planted"] = True
    preset.create()
    visitor.cookies["session"] = preset.session_key

    sign_in(visitor, "fatima")

    assert visitor.cookies["session"].value != preset.session_key
    assert not SessionStore().exists(preset.session_key)


def test_a_session_does_not_say_when_somebody_came_in(cast, visitor):
    give_password(cast, "fatima")
    sign_in(visitor, "fatima")

    held = Session.objects.get().get_decoded()

    now = time.time()
    numbers = [float(number) for number in re.findall(r"\d{9,}\.?\d*", json.dumps(held))]
    assert not [number for number in numbers if abs(number - now) < 10 * 365 * 24 * 3600]
    assert "fatima" not in json.dumps(held)


def test_no_second_list_of_mail_addresses_comes_to_be(cast, visitor):
    give_password(cast, "fatima")
    sign_in(visitor, "fatima")
    visitor.post("/uitloggen/")
    visitor.post(FORGOTTEN, {"email": mail_of("fatima")})

    assert not EmailAddress.objects.exists()


def test_signing_out_is_a_post_and_ends_the_session(cast, browser_of):
    browser = browser_of("fatima")
    browser.get("/uitloggen/")
    assert browser.get("/mijn/account/").status_code == 200

    assert browser.post("/uitloggen/").headers["Location"] == SIGN_IN
    assert browser.get("/mijn/account/").status_code == 302


def test_nobody_signs_up_by_themselves(visitor):
    assert visitor.get("/aanmelden/").status_code == 404
    assert visitor.post("/aanmelden/", {"email": "x@x.nl"}).status_code == 405


def test_a_new_password_is_asked_alike_for_known_and_unknown(cast, visitor):
    give_password(cast, "fatima")

    known = visitor.post(FORGOTTEN, {"email": mail_of("fatima")}, follow=True)
    unknown = visitor.post(FORGOTTEN, {"email": "niemand@noorderhaaks.test"}, follow=True)

    assert known.redirect_chain == unknown.redirect_chain
    assert bare(known) == bare(unknown)


def test_asking_a_new_password_takes_as_long_for_known_and_unknown(cast, settings):
    settings.ACCOUNT_RATE_LIMITS = False
    give_password(cast, "fatima")
    known, unknown = [], []
    for number in range(15):
        known.append(_seconds_to_ask(mail_of("fatima")))
        unknown.append(_seconds_to_ask(f"niemand{number}@noorderhaaks.test"))

    assert abs(median(known) - median(unknown)) < 0.02


def test_only_who_has_an_account_gets_the_letter_and_its_link_works_once(cast, visitor, mailbox):
    give_password(cast, "fatima")
    visitor.post(FORGOTTEN, {"email": mail_of("fatima")})
    visitor.post(FORGOTTEN, {"email": "niemand@noorderhaaks.test"})
    assert not any("http" in str(letter.ids) for letter in Letter.objects.all())

    assert letters.send_waiting(timezone.now()) == 1

    assert mailbox()[0].to == [mail_of("fatima")]
    link = re.search(r"/wachtwoord/nieuw/\S+/", mailbox()[0].body)[0]
    form = visitor.get(link, follow=True)
    where = form.redirect_chain[-1][0]
    answer = visitor.post(
        where, {"password1": "heel andere woorden nu", "password2": "heel andere woorden nu"}
    )
    assert answer.headers["Location"] == "/wachtwoord/nieuw/klaar/"
    assert sign_in(visitor, "fatima", "heel andere woorden nu").status_code == 302
    again = english_browser().get(link, follow=True)
    assert "does not work any more" in again.content.decode()


def test_the_letter_follows_the_language_of_who_gets_it(cast, visitor, mailbox, browser_of):
    give_password(cast, "fatima")
    browser = browser_of("fatima")
    browser.post("/mijn/account/", {"name": "Fatima el Idrissi", "language": "en"})
    visitor.post(FORGOTTEN, {"email": mail_of("fatima")})

    letters.send_waiting(timezone.now())

    assert mailbox()[0].extra_headers["Content-Language"] == "en"
    assert "Choose it here" in mailbox()[0].body


def test_who_asks_for_mail_too_often_waits(visitor):
    answers = [
        visitor.post(FORGOTTEN, {"email": "niemand@noorderhaaks.test"}).status_code
        for _ in range(7)
    ]

    assert answers[0] == 302
    assert answers[-1] == 429


def test_a_new_password_ends_the_other_sessions_and_keeps_this_one(cast):
    give_password(cast, "fatima")
    here, elsewhere = english_browser(), english_browser()
    sign_in(here, "fatima")
    sign_in(elsewhere, "fatima")

    answer = here.post(
        "/wachtwoord/veranderen/",
        {
            "oldpassword": PASSWORD,
            "password1": "heel andere woorden nu",
            "password2": "heel andere woorden nu",
        },
    )

    assert answer.headers["Location"] == "/mijn/account/"
    assert here.get("/mijn/account/").status_code == 200
    assert elsewhere.get("/mijn/account/").status_code == 302


def test_a_short_password_is_refused_with_what_to_do(cast, browser_of, visitor):
    give_password(cast, "fatima")
    sign_in(visitor, "fatima")

    answer = visitor.post(
        "/wachtwoord/veranderen/",
        {"oldpassword": PASSWORD, "password1": "kort", "password2": "kort"},
    )

    assert answer.status_code == 200
    assert "12" in answer.content.decode()


def test_passwords_are_kept_by_argon2(cast):
    give_password(cast, "fatima")

    assert Account.objects.get(mail=mail_of("fatima")).password.startswith("argon2")
    assert get_hasher().algorithm == "argon2"


def test_a_link_in_mail_goes_to_our_own_address_whatever_the_host_says(
    cast, visitor, mailbox, settings
):
    settings.BASE_URL = "https://gaandeweg.noorderhaaks.test"
    give_password(cast, "fatima")
    assert (
        visitor.post(
            FORGOTTEN, {"email": mail_of("fatima")}, headers={"host": "evil.example"}
        ).status_code
        == 400
    )
    visitor.post(
        FORGOTTEN, {"email": mail_of("fatima")}, headers={"x-forwarded-host": "evil.example"}
    )

    letters.send_waiting(timezone.now())

    assert "https://gaandeweg.noorderhaaks.test/wachtwoord/nieuw/" in mailbox()[0].body
    assert "evil" not in mailbox()[0].body


def bare(answer, mail_address=""):
    """The page without what differs on every page."""
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
    return page.replace(mail_address, "") if mail_address else page


def _seconds_to_ask(mail_address):
    browser = english_browser()
    begin = time.perf_counter()
    browser.post(FORGOTTEN, {"email": mail_address})
    return time.perf_counter() - begin


@pytest.mark.parametrize(
    "address",
    [
        "/wachtwoord/nieuw/zzzzzzzzzzzzz-abc/",
        "/wachtwoord/nieuw/1-abc-def/",
        "/wachtwoord/nieuw/1-%00/",
        "/m/%00/",
        "/m/%C3%A9%F0%9F%98%80/",
        "/kom-erbij/:::/",
        "/kom-erbij/%FF%FE/",
        "/begin/%00/",
    ],
)
def test_a_token_of_nonsense_opens_nothing_and_breaks_nothing(visitor, address):
    for answer in (visitor.get(address), visitor.post(address, {"name": "x"})):
        assert answer.status_code in {200, 404, 410}
        assert "does not work any more" in answer.content.decode() or answer.status_code == 404


@pytest.mark.parametrize("typed", ["", "\0", "x" * 5000, "@", "a@b", "\u202e@"])
def test_strange_input_at_the_door_is_answered_with_a_sentence(visitor, typed):
    for page, name in (("/inloggen/", "login"), ("/wachtwoord/vergeten/", "email")):
        answer = visitor.post(page, {name: typed, "password": "x"})
        assert answer.status_code == 200
        words = answer.content.decode()
        assert "This is not a mail address" in words or "Fill in your mail address" in words
