"""What was withdrawn goes for good after a month; what is unreadable is so to the last byte."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from gaandeweg.config import loops
from gaandeweg.config.indexing import IndexKeeper
from gaandeweg.kernel import limits
from gaandeweg.kernel.models import OutboxEvent, Subject, Text, TextVersion
from gaandeweg.share import public as share
from gaandeweg.work.models import Topic
from tests.sharing import Sharing, text_of, text_of_reply

NAME = "Kanariepiet"


@pytest.fixture
def question(sharing):
    return sharing.ask("fatima", f"Hoe help ik {NAME}?", f"Het gaat om {NAME}.")


@pytest.fixture
def answer(sharing, question):
    return sharing.reply("sara", question, f"Vraag {NAME} zelf.")


def later(days):
    return timezone.now() + timedelta(days=days)


def words():
    """All that stands in the tables of texts, things and topics."""
    kept = [str(row) for row in TextVersion.objects.values_list("title", "body", "html")]
    kept += Subject.objects.values_list("title", flat=True)
    return " ".join([*kept, *Topic.objects.values_list("name", flat=True)])


def test_what_was_withdrawn_is_gone_after_a_month(sharing, question, answer):
    """The answers under it too: nobody can read them any more, their writers neither."""
    sharing.withdraw("fatima", text_of(question))
    share.sweep(later(limits.WITHDRAWN_DAYS - 1))
    assert words().count(NAME) > 3

    share.sweep(later(limits.WITHDRAWN_DAYS + 1))

    assert NAME not in words()
    assert set(Text.objects.values_list("is_erased", flat=True)) == {True}


def test_of_an_answer_that_was_withdrawn_only_that_answer_goes(sharing, question, answer):
    sharing.withdraw("sara", text_of_reply(answer))

    share.sweep(later(limits.WITHDRAWN_DAYS + 1))

    assert f"Vraag {NAME}" not in words()
    assert f"Hoe help ik {NAME}?" in words()


def test_a_second_sweep_finds_nothing_to_do(sharing, question):
    sharing.withdraw("fatima", text_of(question))
    share.sweep(later(limits.WITHDRAWN_DAYS + 1))
    told = OutboxEvent.objects.count()

    share.sweep(later(limits.WITHDRAWN_DAYS + 2))

    assert OutboxEvent.objects.count() == told


def test_with_a_question_go_its_topics_unless_others_use_them(sharing, cast):
    named = sharing.ask("fatima", "Wie helpt?", topics=[NAME, "paspoort"])
    sharing.ask("sara", "Hoe lang duurt het?", topics=["paspoort"])

    sharing.make_unreadable("joost", text_of(named))

    assert list(Topic.objects.values_list("name", flat=True)) == ["paspoort"]


@pytest.mark.django_db(transaction=True)
def test_what_was_made_unreadable_stands_in_no_file_of_the_database(cast, tmp_path, settings):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps its files; the how-to says what to do there")
    settings.INDEX_FOLDER = tmp_path / "index"
    sharing, keeper = Sharing(cast), IndexKeeper(tmp_path / "index")
    long_one = f"{NAME} komt straks terug. " * 500
    question = sharing.ask("fatima", f"Hoe help ik {NAME}?", long_one, topics=[NAME])
    sharing.revise("fatima", text_of(question), "Hoe help ik iemand?", long_one)
    assert _times_in_the_files() > 100
    while keeper.turn(timezone.now()):
        pass

    sharing.make_unreadable("joost", text_of(question))
    while keeper.turn(timezone.now()):
        pass
    keeper.close()

    assert _times_in_the_files() == 0


@pytest.mark.django_db(transaction=True)
def test_every_hour_the_log_of_the_database_is_emptied(cast):
    if connection.vendor != "sqlite":
        pytest.skip("SQLite only")
    Sharing(cast).ask("fatima", f"Hoe help ik {NAME}?")
    assert _log().stat().st_size > 0

    loops.sweep(timezone.now())

    assert _log().stat().st_size == 0


def _log():
    return Path(f"{connection.settings_dict['NAME']}-wal")


def _times_in_the_files():
    files = (Path(connection.settings_dict["NAME"]), _log())
    return sum(len(re.findall(NAME.encode(), file.read_bytes())) for file in files)
