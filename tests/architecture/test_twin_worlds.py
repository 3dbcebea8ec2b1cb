"""Two worlds, equal but for what an outsider may not read: no page and no mail tells them apart."""

import re
import shutil
import tempfile
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gaandeweg.insight import public as insight
from gaandeweg.kernel import events, letters, outbox
from gaandeweg.kernel.models import OutboxEvent, Subject
from tests.sharing import text_of
from tests.world import make_world, undone

pytestmark = pytest.mark.django_db

# Of another department; with the first pages of HRD and of management.
OUTSIDERS = ("joost", "mark", "ingrid")
WORDS = (
    "briefadres paspoort teamleider tekent dubbel kijken dakloos wachtrij spoed gezag balie loket"
)
KNOWN = [
    ("sara", "Mag een kind een eigen paspoort zonder gezag?", "Vraag eerst het gezagsregister op."),
    (
        "karin",
        "Hoe lang is de wachtrij aan de balie op maandag?",
        "Op maandag staat de rij buiten.",
    ),
    ("joost", "Wie tekent de spoed voor een dakloos gezin?", "De teamleider tekent de spoed."),
    ("mark", "Dubbel kijken bij een briefadres, doet iedereen dat?", "Kijken en nog eens kijken."),
]
QUERIES = ["briefadres", "paspoort gezag", "wachtrij maandag", "spoed dakloos tekn"]

words = st.lists(st.sampled_from(WORDS.split()), min_size=3, max_size=9).map(" ".join)
hidden_threads = st.lists(
    st.fixed_dictionaries(
        {
            "kind": st.sampled_from(["question", "experience"]),
            "audience": st.sampled_from(["team", "department", "withdrawn", "erased reply"]),
            "by": st.sampled_from(["fatima", "sara", "karin"]),
            "title": words,
            "body": words,
            "process": st.sampled_from([None, "paspoort", "briefadres", "wmo"]),
            "days_ago": st.integers(0, 40),
            "reply": words,
            "is_settled": st.booleans(),
        }
    ),
    min_size=1,
    max_size=6,
)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        cache.clear()
        made = make_world()
        now = timezone.now() - timedelta(days=3)
        for number, (by, title, body) in enumerate(KNOWN):
            at = now + timedelta(hours=number)
            process_id = made.processes[["paspoort", "wmo", "briefadres"][number % 3]]
            key = made.sharing.ask(by, title, body, process_id=process_id, now=at)
            if by in {"joost", "karin"}:
                made.sharing.reply("sara", key, "Dat staat in het loket.", now=at)
        yield made
        transaction.set_rollback(True)


@settings(
    max_examples=5,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(hidden=hidden_threads)
def test_an_outsider_cannot_tell_that_there_are_hidden_threads(world, settings, hidden):
    without = seen_without(world, settings)
    with_hidden = everything_seen(world, settings, hidden)

    assert with_hidden.keys() == without.keys()
    for key, seen in without.items():
        assert with_hidden[key] == seen, key


def test_what_is_compared_is_something(world, settings):
    seen = seen_without(world, settings)

    assert "<mark>maandag</mark>" in seen["joost", "/zoek/?q=wachtrij maandag"]
    assert "Wie tekent een briefadres? (open)" in seen["mark", "/zoek/?q=briefadres"]
    assert "Wie tekent de spoed" in seen["joost", "/mijn/"]
    assert "Hoe lang is de wachtrij" in seen["joost", "/vragen/"]
    assert "Wie tekent de spoed" in str(seen["mail"])


def test_the_team_itself_does_see_a_difference(world, settings):
    hidden = [
        {
            "kind": "question",
            "audience": "team",
            "by": "fatima",
            "title": "Wie tekent een briefadres bij spoed?",
            "body": "",
            "process": "briefadres",
            "days_ago": 0,
            "reply": "",
            "is_settled": False,
        }
    ]

    with_it = everything_seen(world, settings, hidden, of=("karin",))
    without = everything_seen(world, settings, [], of=("karin",))

    for address in ("/vragen/", "/", "/zoek/?q=briefadres"):
        assert with_it["karin", address] != without["karin", address]


_seen_without = {}


def seen_without(world, settings):
    """See the world without hidden threads; once, for it stays as it is."""
    if not _seen_without:
        _seen_without.update(everything_seen(world, settings, []))
    return _seen_without


def everything_seen(world, settings, hidden, of=OUTSIDERS):
    """Take a world with these hidden threads, and note all that outsiders can see of it."""
    with undone(), own_index(settings):
        for thread in hidden:
            make_hidden(world, thread)
        letters_sent = mail_of(of, world)
        index_everything(settings)
        seen = {"mail": letters_sent}
        for name in of:
            browser = world.browser(name)
            for address in addresses(world, name):
                seen[name, address] = normalised(browser, address)
        return seen


def make_hidden(world, thread):
    sharing, by = world.sharing, thread["by"]
    share = sharing.ask if thread["kind"] == "question" else sharing.tell
    audience = thread["audience"] if thread["audience"] in {"team", "department"} else "everyone"
    at = timezone.now() - timedelta(days=thread["days_ago"], minutes=5)
    process_id = world.processes[thread["process"]] if thread["process"] else None
    key = share(
        by, thread["title"], thread["body"], audience=audience, process_id=process_id, now=at
    )
    if thread["reply"]:
        reply = sharing.reply("karin" if by != "karin" else "sara", key, thread["reply"])
        if thread["is_settled"] and thread["kind"] == "question":
            sharing.helped(by, reply)
    if audience == "everyone":
        sharing.withdraw(by, text_of(key))


def addresses(world, name):
    """List every page of lists, counts, suggestions and search that this outsider reaches."""
    yield from ("/", "/vragen/", "/mijn/", "/processen/", "/zoek/", "/voor-de-or/", "/beheer/")
    yield from (f"/vragen/?toon={shown}" for shown in ("open", "vragen", "ervaringen"))
    yield from (f"/zoek/?q={query}" for query in QUERIES)
    yield from (f"/zoek/suggesties/?q={query}" for query in QUERIES)
    yield from (f"/processen/{world.processes[key]}/" for key in ("paspoort", "briefadres", "wmo"))
    yield f"/diensten/{world.processes['service']}/"
    for unit in world.cast.viewer(name).unit_ids:
        yield f"/teams/{unit}/"
    yield f"/teams/{world.cast.units['burgerzaken']}/"
    yield f"/vragen/{world.threads['open'].question}/"


def mail_of(names, world):
    """Send all mail that waits, and take what these get."""
    mail.outbox.clear()
    for row in OutboxEvent.objects.order_by("id"):
        for name, reaction in events.reactions_to(row.name).items():
            outbox._bring(row, name, reaction, timezone.now())
    while letters.send_waiting(timezone.now()):
        pass
    theirs = {f"{name}@noorderhaaks.test" for name in names}
    return sorted(
        (message.to[0], message.subject, re.sub(r"/m/\S+", "/m/", message.body))
        for message in mail.outbox
        if message.to[0] in theirs
    )


@contextmanager
def own_index(settings):
    folder = Path(tempfile.mkdtemp(prefix="gaandeweg-twin-"))
    settings.INDEX_FOLDER = folder
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    try:
        yield
    finally:
        shutil.rmtree(folder)


def index_everything(settings):
    """Index first what was shared before, and then the rest as news, as an installation does."""
    writer = insight.open_writer(settings.INDEX_FOLDER)
    indexer = insight.Indexer(writer)
    indexer.rebuild("begin")
    indexer.apply({str(key) for key in Subject.objects.values_list("pk", flat=True)}, "on")
    writer.close()


def normalised(browser: Client, address: str) -> str:
    """Leave out of a page what differs each time that it is made."""
    answer = browser.get(address)
    words = answer.content.decode()
    words = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", words)
    words = re.sub(r'name="form_key" value="[^"]+"', "", words)
    return f"{answer.status_code} {words}"
