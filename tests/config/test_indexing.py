"""The index follows what happens, and is built anew when it cannot."""

import shutil
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from gaandeweg.config.indexing import IndexKeeper
from gaandeweg.insight import public as insight
from gaandeweg.insight import sources
from gaandeweg.kernel import events, outbox
from gaandeweg.kernel.ids import uuid7
from gaandeweg.kernel.models import OutboxCursor

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def folder(tmp_path, settings):
    settings.INDEX_FOLDER = tmp_path / "index"
    return tmp_path / "index"


@pytest.fixture
def keep(folder):
    """Let the keeper of the index take in all that happened; a new keeper each time."""

    def go_on():
        keeper = IndexKeeper(folder)
        try:
            turns = []
            while did := keeper.turn(timezone.now()):
                turns.append(did)
            return turns
        finally:
            keeper.close()

    return go_on


@pytest.fixture
def texts(monkeypatch):
    """What is known: titles by id."""
    known = {}

    def load(ids):
        return [_document(key, known[key]) for key in ids if key in known]

    monkeypatch.setattr(sources, "_sources", {})
    insight.register_source("question", load, lambda: list(known))
    return known


@pytest.fixture
def ask(texts):
    def ask_it(title):
        question_id = uuid7()
        texts[str(question_id)] = title
        with transaction.atomic():
            events.tell(events.QuestionAsked(question_id))
        return str(question_id)

    return ask_it


@pytest.fixture
def found(folder):
    def find(words):
        index = insight.open_index.__wrapped__(folder)
        return {hit.id for hit in index.search(words, labels=frozenset({"all"}))}

    return find


def test_what_was_asked_before_there_was_an_index_is_found(ask, keep, found):
    question = ask("Wie beslist over een briefadres?")

    keep()

    assert found("briefadres") == {question}


def test_what_is_asked_is_found(ask, keep, found):
    keep()
    question = ask("Wie beslist over een briefadres?")

    assert keep() == [1]

    assert found("briefadres") == {question}


def test_what_was_made_unreadable_is_found_no_more(ask, texts, keep, found):
    question = ask("Mevrouw Jansen wil een briefadres")
    keep()

    del texts[question]
    with transaction.atomic():
        events.tell(events.TextErased(subject_id=question, text_id=uuid7()))
    keep()

    assert found("briefadres") == set()


def test_what_was_made_unreadable_stands_in_no_file_of_the_index(ask, texts, keep, folder):
    ask("Wie beslist over een briefadres?")
    question = ask("Mevrouw Jansen wil een briefadres")
    keep()
    files_with_the_text = {path for path in folder.rglob("*") if path.name.endswith(".term")}
    assert files_with_the_text

    del texts[question]
    with transaction.atomic():
        events.tell(events.TextErased(subject_id=question, text_id=uuid7()))
    keep()

    assert not {path for path in files_with_the_text if path.exists()}


def test_an_end_in_the_middle_of_an_erasure_leaves_it_to_do(ask, texts, keep, folder, monkeypatch):
    question = ask("Mevrouw Jansen wil een briefadres")
    keep()
    files_with_the_text = {path for path in folder.rglob("*") if path.name.endswith(".term")}
    del texts[question]
    with transaction.atomic():
        events.tell(events.TextErased(subject_id=question, text_id=uuid7()))

    with monkeypatch.context() as broken:
        broken.setattr(insight.Indexer, "rebuild", _stops)
        with pytest.raises(SystemExit):
            keep()
    keep()

    assert not {path for path in files_with_the_text if path.exists()}


def test_an_index_that_was_thrown_away_is_there_again(ask, keep, found, folder):
    question = ask("Wie beslist over een briefadres?")
    keep()
    shutil.rmtree(folder)

    keep()

    assert found("briefadres") == {question}


def test_after_a_database_was_put_back_the_index_is_built_anew(ask, texts, keep, found):
    ask("Wie beslist over een briefadres?")
    keep()
    texts.clear()
    texts["terug"] = "Hoe lang is een paspoort geldig?"
    OutboxCursor.objects.all().delete()

    keep()

    assert found("briefadres") == set()
    assert found("paspoort") == {"terug"}


def test_stopping_between_index_and_outbox_loses_nothing(ask, keep, found, monkeypatch):
    keep()
    question = ask("Wie beslist over een briefadres?")
    with monkeypatch.context() as broken:
        broken.setattr(outbox, "advance", _stops)
        with pytest.raises(SystemExit):
            keep()

    keep()

    assert found("briefadres") == {question}


def test_reindex_builds_it_anew(ask, keep, found, texts):
    ask("Wie beslist over een briefadres?")
    keep()
    texts["nieuw"] = "Hoe lang is een paspoort geldig?"
    said = StringIO()

    call_command("reindex", stdout=said)

    assert found("paspoort") == {"nieuw"}
    assert "The index is new." in said.getvalue()


def test_a_reader_belongs_to_its_folder(folder, tmp_path):
    assert IndexKeeper(folder).consumer == IndexKeeper(folder).consumer
    assert IndexKeeper(folder).consumer != IndexKeeper(tmp_path / "other").consumer


def _document(key, title):
    return insight.Document(
        id=key,
        kind="question",
        language="nl",
        title=title,
        text="",
        labels=frozenset({"all"}),
        places=frozenset(),
        made_on=timezone.localdate(),
    )


def _stops(*_):
    raise SystemExit
