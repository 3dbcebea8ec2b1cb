"""What stands before the product starts."""

import pytest
from django.core.management import call_command
from django.db import OperationalError

from gaandeweg.config import preparation
from gaandeweg.config.start import DATABASE_AWAY


@pytest.mark.parametrize("version", ["3.51.3", "3.53.4", "3.54.0", "4.0"])
def test_a_sound_sqlite_is_not_warned_for(version):
    assert preparation.sqlite_warning("sqlite", version) == ""


@pytest.mark.parametrize("version", ["3.40.1", "3.51.2", "3.7.0"])
def test_an_sqlite_with_the_fault_is_warned_for_in_a_sentence(version):
    said = preparation.sqlite_warning("sqlite", version)

    assert version in said
    assert "PostgreSQL" in said
    assert said.count("\n") == 1


def test_whoever_uses_postgresql_is_not_warned_for_sqlite():
    assert preparation.sqlite_warning("postgresql", "3.40.1") == ""


def test_styles_are_gathered_once(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"
    preparation.collect_static()
    gathered = {file: file.stat().st_mtime_ns for file in settings.STATIC_ROOT.rglob("*.*")}

    preparation.collect_static()

    assert gathered
    assert {file: file.stat().st_mtime_ns for file in settings.STATIC_ROOT.rglob("*.*")} == gathered


def test_what_was_thrown_away_of_them_is_gathered_again(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"
    preparation.collect_static()
    (settings.STATIC_ROOT / ".stamp").unlink()
    stray = settings.STATIC_ROOT / "of-an-older-version.css"
    stray.touch()

    preparation.collect_static()

    assert not stray.exists()


def test_a_database_that_is_away_is_told_apart_and_not_quoted(monkeypatch, capsys):
    def away():
        raise OperationalError("password of gaandeweg@db is wrong")

    monkeypatch.setattr(preparation, "prepare", away)

    with pytest.raises(SystemExit) as stopped:
        call_command("prepare")

    assert stopped.value.code == DATABASE_AWAY
    assert "OperationalError" in capsys.readouterr().err
