"""The door through which other apps find things."""

import pytest

from gaandeweg.insight import public as insight
from gaandeweg.insight.indexer import Indexer
from tests.insight.test_search import COLLEAGUE, KNOWN, document


@pytest.fixture
def folder(tmp_path, settings):
    settings.INDEX_FOLDER = tmp_path / "index"
    return settings.INDEX_FOLDER


def test_nothing_is_found_while_there_is_no_index(folder):
    assert insight.search("briefadres", labels=COLLEAGUE) == []


def test_what_the_background_process_indexes_is_found(folder, monkeypatch):
    documents = [document(key, title) for key, title in KNOWN.items()]
    monkeypatch.setattr("gaandeweg.insight.sources._sources", {})
    insight.register_source(
        "question", lambda ids: documents, lambda: [one.id for one in documents]
    )
    writer = insight.open_writer(folder)

    Indexer(writer).rebuild("1")
    writer.close()

    assert insight.search("brefadres", labels=COLLEAGUE)[0].id == "briefadres"
    assert insight.open_index(folder).position() == "1"


def test_a_process_has_one_reader_of_a_folder(folder):
    assert insight.open_index(folder) is insight.open_index(folder)
