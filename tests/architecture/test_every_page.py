"""Every page, as everybody: links lead somewhere, headers protect, nothing tells about a person."""

import io
import json
import logging
import os
import re
import subprocess
import sys
from collections import deque

import pytest
from django.conf import settings as product
from django.utils import timezone
from django.utils.log import AdminEmailHandler

from gaandeweg.config.logs import LineFormatter
from gaandeweg.kernel import events, letters, outbox
from gaandeweg.kernel.models import OutboxEvent
from gaandeweg.share import queries
from tests.cast import NAMES
from tests.pages import Page
from tests.world import undone

pytestmark = pytest.mark.django_db

WHO = ("", "fatima", "sara", "karin", "joost", "mark", "ingrid", "tom", "peter", "lena", "ruben")
AT_MOST = 150


def pages_from(browser, start=("/",)):
    """Walk all links from here; gives each address with its answer."""
    waiting, seen = deque([*start, "/zoek/?q=briefadres", "/vragen/?toon=open"]), {}
    while waiting and len(seen) < AT_MOST:
        address = waiting.popleft().partition("#")[0]
        if address in seen or not address.startswith("/") or address.startswith("/static/"):
            continue
        seen[address] = answer = browser.get(address)
        if answer.status_code == 302:
            waiting.append(answer.headers["Location"])
        if answer.status_code == 200 and "html" in answer.headers["Content-Type"]:
            here = address.partition("?")[0]
            found = Page(answer).links
            waiting += [f"{here}{link}" if link.startswith("?") else link for link in found]
    assert len(seen) < AT_MOST
    return seen


@pytest.fixture(scope="module")
def walked(world):
    """All pages that everybody reaches by following links."""
    return {who: pages_from(world.browser(who)) for who in WHO}


@pytest.mark.parametrize("who", WHO, ids=lambda who: who or "visitor")
def test_every_link_leads_somewhere(walked, who):
    broken = {
        address: answer.status_code
        for address, answer in walked[who].items()
        if answer.status_code >= 400
    }

    assert broken == {}
    assert len(walked[who]) > (15 if who else 4)


def test_by_the_link_of_a_mail_every_link_leads_somewhere(world):
    thread = f"/vragen/{world.threads['team'].question}/"

    walked = pages_from(world.browser("pass team"), start=(thread,))

    assert walked[thread].status_code == 200
    assert {answer.status_code for answer in walked.values()} <= {200, 302}
    assert "no-store" in walked[thread].headers["Cache-Control"]


def test_who_has_no_password_is_led_to_no_page_to_change_it(world):
    browser = world.browser("tom")
    assert "/wachtwoord/veranderen/" in Page(browser.get("/mijn/account/")).links

    account = world.cast.account("tom")
    account.set_unusable_password()
    account.save()
    browser.force_login(account)

    assert "/wachtwoord/veranderen/" not in Page(browser.get("/mijn/account/")).links


def test_everybody_reaches_what_is_for_them(walked, world):
    threads, units = world.threads, world.cast.units

    assert f"/vragen/{threads['team'].question}/" in walked["karin"]
    assert f"/vragen/{threads['team'].question}/" not in walked["joost"]
    assert f"/teams/{units['burgerzaken']}/" in walked["fatima"]
    assert "/begin-met-een-team/" in walked["mark"]
    assert "/beheer/" in walked["ruben"]
    assert "/voor-de-or/" in walked["peter"]
    assert f"/processen/{world.processes['paspoort']}/" in walked["ingrid"]


@pytest.mark.parametrize("who", WHO, ids=lambda who: who or "visitor")
def test_every_page_is_protected(walked, who):
    for address, answer in walked[who].items():
        policy = answer.headers.get("Content-Security-Policy", "")
        for directive in ("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"):
            assert directive in policy, address
        assert "form-action 'self'" in policy, address
        assert "unsafe" not in policy, address
        assert "http" not in policy, address
        assert answer.headers["X-Content-Type-Options"] == "nosniff", address
        assert answer.headers["X-Frame-Options"] == "DENY", address
        assert answer.headers["Referrer-Policy"] == "same-origin", address
        assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin", address


@pytest.mark.parametrize("who", WHO, ids=lambda who: who or "visitor")
def test_nothing_on_a_page_comes_from_elsewhere(walked, who):
    for address, answer in walked[who].items():
        if "html" in answer.headers.get("Content-Type", ""):
            assert all(one.startswith("/") for one in Page(answer).resources), address


@pytest.mark.parametrize("who", WHO[1:])
def test_what_somebody_sees_who_is_signed_in_is_kept_nowhere(walked, world, who):
    browser = world.browser(who)
    elsewhere = {
        address: browser.get(address)
        for address in ("/bestaat-niet/", f"/vragen/{world.processes['wmo']}/", "/beheer/")
    }

    for address, answer in {**walked[who], **elsewhere}.items():
        assert "no-store" in answer.headers.get("Cache-Control", ""), address


@pytest.mark.parametrize("who", WHO, ids=lambda who: who or "visitor")
def test_every_cookie_is_for_this_site_only(walked, who):
    for address, answer in walked[who].items():
        for cookie in answer.cookies.values():
            assert cookie["httponly"], address
            assert cookie["samesite"] == "Lax", address


PRINT_SETTINGS = """
import json
from gaandeweg.config import settings
print(json.dumps({{name: getattr(settings, name) for name in {names}}}))
"""


def test_behind_https_cookies_are_of_this_host_only():
    names = [
        "SESSION_COOKIE_NAME",
        "CSRF_COOKIE_NAME",
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "SECURE_HSTS_SECONDS",
        "ALLOWED_HOSTS",
    ]
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            PRINT_SETTINGS.format(names=names),
        ],
        env={**os.environ, "GAANDEWEG_URL": "https://gaandeweg.noorderhaaks.test"},
        capture_output=True,
        check=True,
    )
    found = json.loads(told.stdout)

    assert found["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert found["CSRF_COOKIE_NAME"].startswith("__Host-")
    assert found["SESSION_COOKIE_SECURE"]
    assert found["CSRF_COOKIE_SECURE"]
    assert found["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert found["ALLOWED_HOSTS"][0] == "gaandeweg.noorderhaaks.test"


def test_another_host_gets_no_page(world):
    for host in ("elders.test", "127.0.0.1.elders.test", "x" * 300, "elders.test:80@127.0.0.1"):
        answer = world.browser("fatima").get("/", headers={"host": host})
        assert answer.status_code == 400


# -- nothing about a person -------------------------------------------------------------------

SAID = re.compile(
    r"laatst gezien|last seen|online|actief|active|gelezen door|read by|seen by|bekeken|views"
    r"|reactietijd|response time|binnen \d|within \d|gemiddeld|average|streak|punten|points"
    r"|ranglijst|top \d|\d+ (?:vragen|antwoorden|questions|answers|replies|reacties|thanks|keer)",
    re.IGNORECASE,
)


@pytest.mark.parametrize("who", WHO, ids=lambda who: who or "visitor")
def test_no_page_counts_or_times_anybody(walked, who):
    for address, answer in walked[who].items():
        if "html" not in answer.headers.get("Content-Type", "") or is_dossier(address):
            continue
        words = Page(answer).text
        assert not SAID.search(words), (address, SAID.search(words))
        for name in NAMES.values():
            for around in re.findall(rf".{{0,3}}{re.escape(name)}.{{0,4}}", words):
                assert not re.search(r"\d", around), (address, around)
        for shown in re.findall(r'<time datetime="([^"]*)"', answer.content.decode()):
            assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", shown), (address, shown)


def is_dossier(address):
    """These two pages speak of numbers and times: of those that are not kept."""
    return address in {"/voor-de-or/", "/wat-wij-niet-bijhouden/"}


def test_no_header_tells_about_a_person(walked):
    for who in WHO:
        for answer in walked[who].values():
            assert set(answer.headers) <= {
                "Allow",
                "Cache-Control",
                "Content-Language",
                "Content-Length",
                "Content-Security-Policy",
                "Content-Type",
                "Cross-Origin-Opener-Policy",
                "Expires",
                "Location",
                "Referrer-Policy",
                "Vary",
                "X-Content-Type-Options",
                "X-Frame-Options",
            }


@pytest.mark.parametrize(
    "of_the_team", [("sara", "karin", "fatima"), ("karin", "fatima", "sara")], ids=str
)
def test_who_in_a_team_asked_and_answered_changes_no_page_of_others_but_names(world, of_the_team):
    """Metamorphic: give the work of a team to others of it; an outsider sees other names only."""
    if not _as_it_is:
        _as_it_is.update(seen_by_outsiders(world, ("fatima", "sara", "karin")))

    shuffled = seen_by_outsiders(world, of_the_team)

    assert shuffled == _as_it_is


_as_it_is = {}


def seen_by_outsiders(world, of_the_team):
    first, second, third = of_the_team
    sharing, seen = world.sharing, {}
    with undone():
        for number, (asker, answerer) in enumerate(
            [(first, second), (second, third), (first, third)]
        ):
            for audience in ("everyone", "team"):
                about = {"audience": audience, "process_id": world.processes["paspoort"]}
                question = sharing.ask(asker, f"Vraag {number} {audience}?", **about)
                reply = sharing.reply(answerer, question, f"Antwoord {number}.")
                sharing.thank("joost", reply) if audience == "everyone" else None
                sharing.tell(third, f"Ervaring {number} {audience}", **about)
        for who in ("joost", "mark", "ingrid", "ruben"):
            browser = world.browser(who)
            for address, answer in pages_from(browser).items():
                words = without_names(answer)
                seen[who, re.sub(r"[0-9a-f-]{36}", "ID", address)] = words
    return seen


def without_names(answer):
    words = answer.content.decode()
    words = re.sub(r'name="(csrfmiddlewaretoken|form_key|key)" value="[^"]+"', "", words)
    words = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID", words)
    for name in NAMES.values():
        words = words.replace(name, "NAME")
    # Who answers own questions adds to them: that is what stands there, not who did.
    words = re.sub(r"NAME(, NAME)+", "NAME", words)
    return re.sub(r"\s+", " ", words)


# -- logs -------------------------------------------------------------------------------------

FORM = "application/x-www-form-urlencoded"
CANARIES = ("kanariezwam", "kanariebrief", "kanariezoek", "kanarienaam", "kanarietopic")


@pytest.fixture
def logged():
    """All that any logger says, in the words of the handlers that the product has."""
    heard = io.StringIO()
    handler = logging.StreamHandler(heard)
    root = logging.getLogger()
    [of_the_product] = [one for one in root.handlers if isinstance(one.formatter, LineFormatter)]
    handler.setFormatter(of_the_product.formatter)
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield heard
    root.removeHandler(handler)
    root.setLevel(before)


def test_no_word_of_anybody_comes_in_a_log(world, logged, settings):
    browser = world.browser("fatima")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 9, 1

    typed = {"title": "Een kanariezwam?", "body": "kanariezwam [" * 500}
    browser.post("/vragen/stel/", typed)
    browser.post("/vragen/stel/", typed | {"body": "kanariezwam"})
    browser.post("/vragen/stel/", {"title": "kanariezwam\x00"})
    question = queries.things(world.cast.viewer("fatima")).things[0]
    browser.get("/zoek/?q=kanariezoek")
    browser.get("/zoek/suggesties/?q=kanariezoek&q=%ff")
    browser.get("/kanariezoek/?q=kanariezoek")
    browser.post(f"/gedeeld/{question.id}/plaats/", {"audience": "x", "topics": "kanarietopic"})
    browser.post("/mijn/account/", {"name": "kanarienaam", "language": "nl"})
    browser.generic("POST", "/vragen/stel/", b"title=kanariezwam" * 200_000, FORM)
    world.sharing.reply("sara", question.id, "kanariebrief")
    react_and_send()

    assert "a letter of kind reply did not leave" in logged.getvalue()
    for canary in CANARIES:
        assert canary not in logged.getvalue()


def test_a_fault_of_ours_puts_no_words_in_a_log_or_a_report(world, logged, monkeypatch):
    def fail(*args, **kwargs):
        raise ValueError("kanariezwam")

    monkeypatch.setattr(queries, "find_page", fail)
    browser = world.browser("fatima")
    browser.raise_request_exception = False

    answer = browser.get("/zoek/?q=kanariezoek")

    assert answer.status_code == 500
    assert "kanarie" not in answer.content.decode()
    assert "ValueError" in logged.getvalue()
    for canary in CANARIES:
        assert canary not in logged.getvalue()


def test_nothing_is_mailed_about_a_fault():
    handlers = product.LOGGING["handlers"].values()

    assert not product.ADMINS
    assert AdminEmailHandler.__name__ not in str(handlers)
    mails_faults = [
        handler
        for name in ("django", "django.request", "django.server", "")
        for handler in logging.getLogger(name).handlers
        if isinstance(handler, AdminEmailHandler)
    ]
    assert mails_faults == []


def react_and_send():
    """What background does, in this transaction."""
    for row in OutboxEvent.objects.order_by("id"):
        for name, reaction in events.reactions_to(row.name).items():
            outbox._bring(row, name, reaction, timezone.now())
    letters.send_waiting(timezone.now())
