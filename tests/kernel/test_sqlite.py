"""One SQLite file and sixteen processes that write: everybody has a turn, and nothing is lost."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from statistics import mean

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from gaandeweg.kernel.models import OutboxCursor
from gaandeweg.kernel.sqlite.newer import FIRST_SOUND


@pytest.fixture(scope="module")
def what_was_written(tmp_path_factory):
    environment = os.environ | {
        "GAANDEWEG_DATA": str(tmp_path_factory.mktemp("writers")),
        "DATABASE_URL": "",
    }
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("write_together.py")), "2"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture
def on_sqlite(transactional_db):
    if connection.vendor != "sqlite":
        pytest.skip("SQLite only")


def test_sixteen_writers_meet_no_error(what_was_written):
    assert [writer["errors"] for writer in what_was_written["writers"]] == [0] * 16


def test_no_write_of_sixteen_is_lost(what_was_written):
    did = sum(writer["did"] for writer in what_was_written["writers"])

    assert did > 100
    assert what_was_written["counted"] == what_was_written["told"] == did
    assert what_was_written["integrity"] == "ok"


def test_every_writer_has_its_turn(what_was_written):
    did = [writer["did"] for writer in what_was_written["writers"]]

    assert min(did) > mean(did) / 4


def test_readers_do_not_wait_for_writers(what_was_written):
    assert what_was_written["journal"] == "wal"


def test_the_sqlite_in_use_is_one_without_the_fault_where_we_can_choose():
    pytest.importorskip("pysqlite3")

    version = tuple(int(part) for part in settings.SQLITE_VERSION.split("."))

    assert version >= FIRST_SOUND
    assert sqlite3.sqlite_version_info >= FIRST_SOUND


def test_a_turn_that_fails_is_given_to_the_next(on_sqlite):
    with pytest.raises(DatabaseError), transaction.atomic():
        OutboxCursor.objects.create(consumer="half")
        OutboxCursor.objects.create(consumer="half")

    assert not OutboxCursor.objects.exists()
    assert _others_may_write()


def test_after_closing_in_the_middle_the_next_may_write(on_sqlite):
    transaction.set_autocommit(False)
    OutboxCursor.objects.create(consumer="half")
    connection.close()

    assert not OutboxCursor.objects.exists()
    assert _others_may_write()


def test_a_write_within_a_write_keeps_the_turn(on_sqlite):
    with transaction.atomic():
        with transaction.atomic():
            OutboxCursor.objects.create(consumer="inner")
        assert not _others_may_write()

    assert _others_may_write()


def test_what_is_deleted_is_overwritten(on_sqlite):
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete")
        assert cursor.fetchone()[0] == 1


def _others_may_write():
    """Whether the queue in front of the database is empty."""
    import fcntl  # noqa: PLC0415 there is none on Windows, and no SQLite queue either

    with Path(f"{connection.settings_dict['NAME']}.queue").open("w") as queue:
        try:
            fcntl.flock(queue, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
