"""The index on disk: one writer, any number of readers, and what happens when it breaks."""

import json
import multiprocessing
import threading

import pytest

from gaandeweg.insight.search.tantivy_index import TantivyIndex, TantivyWriter, WriterIsTakenError
from tests.insight.test_search import COLLEAGUE, KNOWN, document, found

DOCUMENTS = [document(key, title) for key, title in KNOWN.items()]


@pytest.fixture
def writer(tmp_path):
    writer = TantivyWriter(tmp_path)
    writer.rebuild(lambda: DOCUMENTS, "1")
    yield writer
    writer.close()


def test_a_reader_sees_what_was_committed(tmp_path, writer):
    reader = TantivyIndex(tmp_path)
    assert found(reader, "zwembad") == []

    writer.upsert([document("pool", "Het zwembad is dicht")])
    writer.commit("2")

    assert found(reader, "zwembad") == ["pool"]
    assert reader.position() == "2"


def test_a_newer_version_takes_the_place_of_the_older(tmp_path, writer):
    writer.upsert([document("briefadres", "Nu gaat het over het zwembad")])
    writer.commit("2")

    assert found(writer, "zwembad") == ["briefadres"]
    assert "briefadres" not in found(writer, "briefadres slapen")


def test_taking_in_the_same_twice_finds_it_once(tmp_path, writer):
    writer.upsert(DOCUMENTS)
    writer.upsert(DOCUMENTS[:3])
    writer.commit("2")

    assert found(writer, "briefadres").count("briefadres") == 1
    assert writer.text_count() == len(DOCUMENTS)


def test_what_was_deleted_is_not_found(tmp_path, writer):
    writer.delete(["briefadres", "never was"])
    writer.commit("2")

    assert "briefadres" not in found(TantivyIndex(tmp_path), "briefadres")


def test_an_audience_that_changed_is_kept_at_once(tmp_path, writer):
    writer.upsert([document("briefadres", KNOWN["briefadres"], labels={"unit:wmo"})])
    writer.commit("2")

    assert "briefadres" not in found(writer, "briefadres")
    assert found(writer, "briefadres", labels=frozenset({"unit:wmo"})) == ["briefadres"]


def test_there_is_exactly_one_writer(tmp_path, writer):
    with pytest.raises(WriterIsTakenError):
        TantivyWriter(tmp_path)


def test_another_writer_goes_on_where_the_first_stopped(tmp_path, writer):
    writer.commit("7")
    writer.close()

    second = TantivyWriter(tmp_path)

    assert (second.position(), second.needs_rebuild()) == ("7", False)
    second.upsert([document("pool", "Het zwembad is dicht")])
    second.commit("8")
    assert found(second, "zwembad") == ["pool"]
    second.close()


def test_what_a_killed_writer_had_not_committed_is_not_there(tmp_path):
    context = multiprocessing.get_context("spawn")
    killed = context.Process(target=_write_without_end, args=(tmp_path,))
    killed.start()
    killed.join(30)

    after = TantivyWriter(tmp_path)

    assert killed.exitcode == 9
    assert after.position() == "1"
    assert found(after, "zwembad") == []
    assert found(after, "briefadres")[0] == "briefadres"
    after.close()


def _write_without_end(folder):
    import os  # noqa: PLC0415  # in the process that is left by the back door

    writer = TantivyWriter(folder)
    writer.rebuild(lambda: DOCUMENTS, "1")
    writer.upsert([document("pool", "Het zwembad is dicht")])
    os._exit(9)


def test_without_an_index_nothing_is_found_and_it_says_so(tmp_path):
    reader = TantivyIndex(tmp_path / "nowhere")

    assert found(reader, "briefadres") == []
    assert reader.position() is None
    assert not reader.is_ready()


def _no_position(folder):
    (folder / "position.json").unlink()


def _half_a_position(folder):
    (folder / "position.json").write_text('{"build": "bu', encoding="utf-8")


def _an_older_schema(folder):
    path = folder / "position.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"schema": 0}), encoding="utf-8")


def _no_learned_words(folder):
    next(folder.glob("build-*/learned.json")).unlink()


def _no_engine_meta(folder):
    next(folder.glob("build-*/index/meta.json")).unlink()


def _a_file_gone(folder):
    next(folder.glob("build-*/index/*.term")).unlink()


def _a_file_scrambled(folder):
    path = next(folder.glob("build-*/index/*.term"))
    path.write_bytes(bytes(byte ^ 0x5A for byte in path.read_bytes()))


def _the_middle_of_a_file_scrambled(folder):
    path = next(folder.glob("build-*/index/*.term"))
    whole = path.read_bytes()
    path.write_bytes(bytes(byte ^ 0x5A for byte in whole[:-300]) + whole[-300:])


@pytest.mark.parametrize(
    "damage",
    [
        _no_position,
        _half_a_position,
        _an_older_schema,
        _no_learned_words,
        _no_engine_meta,
        _a_file_gone,
        _a_file_scrambled,
        _the_middle_of_a_file_scrambled,
    ],
)
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_broken_index_finds_nothing_says_so_and_is_rebuilt(tmp_path, damage):
    first = TantivyWriter(tmp_path)
    first.rebuild(lambda: DOCUMENTS, "1")
    first.close()
    damage(tmp_path)

    reader = TantivyIndex(tmp_path)
    assert found(reader, "briefadres") == []
    assert not reader.is_ready()

    second = TantivyWriter(tmp_path)
    assert second.needs_rebuild()
    assert not reader.is_ready()
    second.rebuild(lambda: DOCUMENTS, "5")
    assert not second.needs_rebuild()
    assert found(reader, "briefadres")[0] == "briefadres"
    assert reader.position() == "5"
    second.close()


def test_damage_that_a_reader_meets_makes_the_running_writer_rebuild(tmp_path, writer):
    _a_file_gone(tmp_path)
    reader = TantivyIndex(tmp_path)
    assert not reader.is_ready()

    assert writer.needs_rebuild()


def test_the_index_is_searched_while_it_is_rebuilt(tmp_path, writer):
    reader = TantivyIndex(tmp_path)
    seen = []

    def slowly():
        for one in DOCUMENTS:
            seen.append(found(reader, "briefadres")[0])
            yield one

    writer.rebuild(slowly, "2")

    assert set(seen) == {"briefadres"}
    assert len(list(tmp_path.glob("build-*"))) == 1


def test_many_readers_see_whole_commits_while_one_writes_and_rebuilds(tmp_path, writer):
    reader = TantivyIndex(tmp_path)
    done = threading.Event()
    missed = []

    def read():
        while not done.is_set():
            if found(reader, "briefadres")[:1] != ["briefadres"]:
                missed.append(reader.position())

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(12):
        writer.upsert(DOCUMENTS)
        writer.commit(f"c{number}")
        if number % 4 == 0:
            writer.rebuild(lambda: DOCUMENTS, f"r{number}")
    done.set()
    for thread in threads:
        thread.join()

    assert missed == []


def test_an_index_that_has_outgrown_what_it_learned_wants_to_be_rebuilt(tmp_path, writer):
    more = [document(f"new{number}", "Een vraag van de balie") for number in range(75)]
    assert not writer.needs_rebuild()

    writer.upsert(more)
    writer.commit("2")

    assert writer.needs_rebuild()
    writer.rebuild(lambda: [*DOCUMENTS, *more], "3")
    assert not writer.needs_rebuild()


def test_erased_words_are_gone_from_the_files_after_a_rebuild(tmp_path, writer):
    writer.upsert([document("gone", "Zilvervos")])
    writer.commit("2")
    writer.rebuild(lambda: DOCUMENTS, "3")

    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())

    assert b"zilvervos" not in kept
    assert found(writer, "zilvervos", labels=COLLEAGUE) == []
