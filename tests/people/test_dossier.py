"""«Voor de OR» and «Wat wij niet bijhouden»: open to all, and true."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.utils import timezone, translation

from gaandeweg.kernel import disclosure
from gaandeweg.kernel.access import NotAllowedError
from gaandeweg.kernel.disclosure import Figure
from gaandeweg.people import actions, dossier
from gaandeweg.people.models import CouncilNote
from tests.architecture.test_promises import models_about_people
from tests.people.conftest import english_browser

ROOT = Path(__file__).parent.parent.parent
PAGES = ("/voor-de-or/", "/wat-wij-niet-bijhouden/")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_dossier_is_open_to_all_in_dutch_and_english(db, visitor, page, language):
    visitor.cookies["language"] = language

    answer = visitor.get(page)

    assert answer.status_code == 200
    assert f'<html lang="{language}"' in answer.content.decode()


def test_every_line_is_tied_to_a_test_that_exists_and_runs():
    named = {line.tested_by for line in dossier.all_lines()}
    files = sorted({test.partition("::")[0] for test in named})
    collected = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", *files],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    found = {re.sub(r"\[.*\]$", "", line) for line in collected.splitlines() if "::" in line}

    assert named <= found


def test_every_line_stands_on_the_page(visitor):
    page = visitor.get("/voor-de-or/").content.decode()
    with translation.override("en"):
        for line in dossier.all_lines():
            says = line.thing if isinstance(line, dossier.Kept) else line.says
            assert str(says).replace("'", "&#x27;") in page
            assert line.guard in page


def test_every_table_that_leads_to_a_person_stands_in_the_dossier():
    named = {row for kept in dossier.KEPT for row in kept.rows}
    about_people = {model._meta.label for model in models_about_people()}
    # Tables of allauth that stay empty; a promise of its own.
    stay_empty = {"account.EmailAddress", "account.EmailConfirmation"}

    assert about_people - named == stay_empty
    assert all(apps.get_model(row) for row in named)


def test_the_thresholds_on_the_page_are_those_of_the_code(visitor):
    page = visitor.get("/voor-de-or/").content.decode()

    for constant in (
        disclosure.MINIMUM_GROUP,
        disclosure.MINIMUM_TEAMS_OF_LEADERS,
        disclosure.MINIMUM_PERSONS_OF_LEADERS,
        disclosure.MINIMUM_FREE_TEXTS,
        disclosure.MINIMUM_FOR_DISTRIBUTION,
    ):
        assert f"<strong>{constant}</strong>" in page


def test_every_registered_figure_stands_on_the_page(visitor, monkeypatch):
    figure = Figure(name="Zo is het opgelost", counts="people", purpose="to see what helps")
    monkeypatch.setattr(disclosure, "_register", {figure.name: figure})

    page = visitor.get("/voor-de-or/").content.decode()

    assert "Zo is het opgelost: to see what helps (people, 10)" in page


def test_that_the_works_council_knows_is_kept_without_a_person(cast, visitor):
    actions.note_council(viewer=cast.viewer("mark"), unit_id=cast.units["wmo"], now=timezone.now())

    note = CouncilNote.objects.get()
    page = visitor.get("/voor-de-or/").content.decode()

    assert {field.name for field in CouncilNote._meta.get_fields()} == {
        "id",
        "unit",
        "noted_on",
        "by_role",
    }
    assert note.by_role == "hrd"
    assert "for Wmo, noted by" in page
    assert "Mark" not in page


@pytest.mark.parametrize("name", ["fatima", "karin", "ingrid", "ruben"])
def test_only_hrd_and_the_works_council_note_it(cast, name):
    with pytest.raises(NotAllowedError):
        actions.note_council(viewer=cast.viewer(name), unit_id=None, now=timezone.now())

    assert not CouncilNote.objects.exists()


def test_the_page_of_what_is_not_kept_is_linked_from_every_not_found_page(db):
    answer = english_browser().get("/personen/fatima/")

    assert answer.status_code == 404
    assert "/wat-wij-niet-bijhouden/" in answer.content.decode()


def test_it_says_who_changed_what_when():
    assert dossier.CHANGES
    assert [change.on for change in dossier.CHANGES] == sorted(
        (change.on for change in dossier.CHANGES), reverse=True
    )
