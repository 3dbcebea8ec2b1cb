"""The benches are never timed here; they are imported and their pure parts run, so they keep."""

import asyncio
import importlib
import os
import random
import subprocess
import sys
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from aiosmtpd.smtp import Envelope
from bench import faults, figures, peers, proving, texts, visitor
from bench.figures import FAILED_SECONDS, Aim
from bench.proof import Acknowledged
from bench.writers import DEFAULTS, IMMEDIATE, OURS

from gaandeweg.kernel.models import OutboxEvent
from gaandeweg.share import public as share
from tests.cast import NOW, make_cast

BENCH = Path(figures.__file__).parent
MODULES = sorted(f"bench.{path.stem}" for path in BENCH.glob("*.py") if path.stem != "__init__")
PAGE = """
<form method="get" action="/zoek/"></form>
<form class="form stack" method="post" action="/vragen/stel/#share" data-keep="share">
  <input type="hidden" name="csrfmiddlewaretoken" value="token">
  <input type="hidden" name="form_key" value="abc.def:x&amp;y" id="id_form_key">
</form>
"""


def seeded():
    return random.Random(3)  # noqa: S311 no secret is made with it


@pytest.mark.parametrize("name", MODULES)
def test_a_bench_can_be_imported(name):
    assert importlib.import_module(name).__doc__


def test_the_floor_serves_its_list(tmp_path):
    visit = (
        "from bench.floor import app; app.fill(); from django.test import Client;"
        "print(Client(headers={'host': '127.0.0.1'}).get('/').content.decode().count('<li>'))"
    )

    done = subprocess.run(
        [sys.executable, "-c", visit],
        cwd=BENCH.parent,
        env=os.environ | {"BENCH_FLOOR_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.strip() == "20"


def test_requests_leave_at_even_distances_in_their_shares():
    arrivals = figures.fixed_arrivals(seconds=4, rate=15, shares={"page": 2, "ask": 1}, seed=1)

    assert [arrival.at for arrival in arrivals] == [number / 15 for number in range(60)]
    assert sum(arrival.what == "ask" for arrival in arrivals) == 20


def test_the_same_seed_plans_the_same_requests():
    plans = [
        figures.fixed_arrivals(seconds=2, rate=10, shares={"a": 1, "b": 3}, seed=7)
        for _ in range(2)
    ]

    assert plans[0] == plans[1]


@pytest.mark.parametrize(("share", "value"), [(0.5, 50), (0.95, 95), (0.99, 99), (1.0, 100)])
def test_a_percentile_is_a_value_that_was_measured(share, value):
    assert figures.percentile(list(range(100, 0, -1)), share) == value


def test_a_request_that_failed_counts_as_very_slow():
    waited = figures.spread([0.01] * 9 + [None])

    assert waited.failed == 1
    assert waited.p50 == 10
    assert waited.p95 == waited.worst == 1000 * FAILED_SECONDS


def test_an_aim_is_met_up_to_its_limit():
    assert Aim("p95", 60.0, 60.0).is_met
    assert not Aim("p95", 60.1, 60.0).is_met
    assert "MISSED" in figures.verdict([Aim("p95", 60.1, 60.0)])


def test_a_form_is_read_as_a_browser_would():
    form = visitor.form_in(PAGE)

    assert form == visitor.Form("/vragen/stel/", "token", "abc.def:x&y")


def test_a_page_without_a_form_is_told_apart():
    with pytest.raises(visitor.NoFormError):
        visitor.form_in("<p>Even niet bereikbaar</p>")


def test_the_same_seed_makes_the_same_threads_of_real_sentences():
    sources = texts.read_sources(None)

    first, again = (list(texts.recombined(sources, count=300, chance=seeded())) for _ in range(2))

    assert first == again
    assert {len(thread.replies) for thread in first} == {0, 1, 2, 4}
    assert all(0 < len(thread.title) <= 140 for thread in first)


def test_what_is_typed_is_a_piece_of_a_title():
    typed = texts.typed_queries(["Wie beslist over een briefadres"], count=20, chance=seeded())

    assert all(query in "Wie beslist over een briefadres" for query in typed)


def test_the_peers_write_without_our_queue():
    ours = {"ENGINE": "gaandeweg.kernel.sqlite", "OPTIONS": {"transaction_mode": "IMMEDIATE"}}

    assert peers.database_of(OURS, ours) == ours
    assert peers.database_of(IMMEDIATE, ours)["ENGINE"] == "django.db.backends.sqlite3"
    assert peers.database_of(IMMEDIATE, ours)["OPTIONS"] == ours["OPTIONS"]
    assert "transaction_mode" not in peers.database_of(DEFAULTS, ours)["OPTIONS"]


def test_each_mail_is_remembered_by_its_id():
    server, envelope = faults.MailServer(), Envelope()
    envelope.content = b"Subject: x\r\nMessage-ID: <1@bench>\r\n\r\nHallo"

    asyncio.run(server.handle_DATA(None, None, envelope))

    assert server.message_ids == ["<1@bench>"]


@pytest.mark.django_db
def test_the_proof_notices_what_is_lost():
    taken, gone = (Acknowledged("question", uuid4().hex, word) for word in ("abcdef", "ghijkl"))
    share.ask_question(
        viewer=make_cast().viewer("fatima"),
        form_key=UUID(taken.form_key),
        words=share.Words("Wie kent abcdef van het werk?"),
        placing=share.Placing(),
        now=NOW,
    )

    complete = proving.prove([taken], [], is_drained=True)
    without_a_write = proving.prove([taken, gone], [], is_drained=True)
    OutboxEvent.objects.all().delete()
    without_an_event = proving.prove([taken], [], is_drained=True)

    assert (complete.lost_writes, complete.lost_events, complete.written_twice) == (0, 0, 0)
    assert without_a_write.lost_writes == 1
    assert without_an_event.lost_events == 1
