"""What changed is indexed, from whatever app it comes."""

import pytest

from gaandeweg.insight import sources
from gaandeweg.insight.indexer import Indexer
from gaandeweg.insight.search.tantivy_index import TantivyWriter
from tests.insight.test_search import KNOWN, document, found


@pytest.fixture
def shared(monkeypatch):
    """Stand in for the apps: what they have may change under way."""
    monkeypatch.setattr(sources, "_sources", {})
    have = {key: document(key, title) for key, title in KNOWN.items()}

    def load(ids):
        return [have[key] for key in ids if key in have]

    def all_ids():
        return list(have)

    sources.register_source("question", load, all_ids)
    sources.register_source("experience", load, all_ids)
    return have


@pytest.fixture
def indexer(tmp_path, shared):
    writer = TantivyWriter(tmp_path)
    indexer = Indexer(writer)
    indexer.rebuild("1")
    yield indexer
    writer.close()


def test_everything_is_indexed_once_though_a_source_serves_two_kinds(indexer, shared):
    assert indexer.index.text_count() == len(shared)
    assert indexer.position() == "1"
    assert not indexer.needs_rebuild()


def test_what_changed_is_indexed_and_what_is_gone_is_left_out(indexer, shared):
    shared["pool"] = document("pool", "Het zwembad is dicht")
    del shared["briefadres"]

    indexer.apply(["pool", "briefadres", "pool"], "2")

    assert found(indexer.index, "zwembad") == ["pool"]
    assert "briefadres" not in found(indexer.index, "briefadres")
    assert indexer.position() == "2"


def test_nothing_changed_still_moves_the_position(indexer):
    indexer.apply([], "9")

    assert indexer.position() == "9"


def test_an_index_that_must_be_rebuilt_is_not_made_ready_by_a_change(tmp_path, shared):
    writer = TantivyWriter(tmp_path)
    indexer = Indexer(writer)

    indexer.apply(["briefadres"], "3")

    assert indexer.needs_rebuild()
    assert indexer.position() is None
    writer.close()


def test_progress_is_told_as_documents_read(indexer, shared):
    told = []

    indexer.rebuild("2", told.append)

    assert told[-1] == 2 * len(shared)
    assert told == sorted(told)
