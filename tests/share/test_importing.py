"""An organisation brings in what was answered before, so that its first day is not empty."""

import io
from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command

from gaandeweg.insight import public as insight
from gaandeweg.kernel import limits, outbox
from gaandeweg.kernel.models import Letter, Subject, Text
from gaandeweg.kernel.words import Kind
from gaandeweg.share import actions, documents, queries
from gaandeweg.share.importing import bring_in
from gaandeweg.share.importing.entries import entry_of, title_of
from gaandeweg.share.importing.rows import BrokenRow, Row
from gaandeweg.share.models import Question
from tests.share import importing_files as files

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def import_questions(path, **options):
    out = io.StringIO()
    call_command("import_questions", path, stdout=out, **options)
    return out.getvalue()


def titles():
    rows = Subject.objects.filter(kind=Kind.QUESTION)
    return list(rows.order_by("pk").values_list("title", flat=True))


@pytest.fixture
def imported(cast, tmp_path):
    import_questions(files.as_csv(tmp_path), source="Gemeente Oosterwold")
    return Subject.objects.get(title=files.PASSPORT)


def test_joost_reads_an_imported_question_with_the_answer_of_its_source(cast, imported):
    shown = queries.question_page(cast.viewer("joost"), imported.pk)

    assert shown.by == "Gemeente Oosterwold"
    assert shown.replies[0].by == "Gemeente Oosterwold"
    assert files.PASSPORT_ANSWER in shown.replies[0].body
    assert shown.replies[0].helped


def test_an_imported_question_waits_for_nobody(cast, imported):
    waiting = queries.things(cast.viewer("fatima"), condition=queries.unanswered())

    assert waiting.things == ()
    assert not Letter.objects.exists()


def test_nobody_hears_of_what_was_imported(cast, imported):
    while outbox.deliver(NOW):
        pass

    assert not Letter.objects.exists()


def test_an_imported_question_is_handed_to_the_search_index(cast, imported):
    [document] = documents.load([str(imported.pk)])

    assert document.title == files.PASSPORT
    assert files.PASSPORT_ANSWER in document.text
    assert document.labels == frozenset({"all"})
    assert isinstance(document, insight.Document)


def test_the_same_file_twice_brings_in_nothing_twice(cast, imported, tmp_path):
    said = import_questions(files.as_csv(tmp_path, ";"), source="Gemeente Oosterwold")

    assert "0 questions of Gemeente Oosterwold brought in, 2 were there already." in said
    assert Question.objects.count() == 2


def test_a_row_that_stands_twice_in_a_file_is_brought_in_once(cast, tmp_path):
    row = {"question": files.BIN, "answer": files.BIN_ANSWER}

    import_questions(files.as_lines(tmp_path, row, row, row))

    assert Question.objects.count() == 1


def test_what_was_made_unreadable_does_not_come_back(cast, imported, tmp_path):
    text_id = Text.objects.get(subject=imported, reply__isnull=True).pk
    actions.make_unreadable(viewer=cast.viewer("fatima"), text_id=text_id, now=NOW)

    import_questions(files.as_csv(tmp_path), source="Gemeente Oosterwold")

    assert files.PASSPORT not in titles()


def test_an_import_that_broke_off_is_finished_by_doing_it_again(cast, tmp_path, monkeypatch):
    monkeypatch.setattr(bring_in, "BATCH", 2)
    rows = [{"question": f"Vraag {number}", "answer": "Ja."} for number in range(5)]
    path = files.as_lines(tmp_path, *rows)

    class PulledPlugError(Exception):
        """The machine stops."""

    def pull_the_plug(done):
        raise PulledPlugError

    collection = bring_in.Collection(path, "vragen", "nl", "all")
    with pytest.raises(PulledPlugError):
        bring_in.bring_in(collection, clock=lambda: NOW, progress=pull_the_plug)
    said = import_questions(path)

    assert "3 questions of vragen brought in, 2 were there already." in said
    assert sorted(titles()) == [row["question"] for row in rows]


def test_one_broken_row_stops_the_whole_import_and_is_named(cast, tmp_path):
    path = files.as_lines(
        tmp_path,
        {"question": files.BIN, "answer": files.BIN_ANSWER},
        {"question": files.PASSPORT, "answer": " \u200b "},
        {"question": "", "answer": "x"},
        {"question": "x", "answer": "y" * (limits.TEXT_CHARACTERS + 3)},
        {"question": "x", "answer": "[" * (limits.BRACKETS + 1)},
        {"question": "x", "answer": ">>\n\n" * 4_000},
        {"question": "x"},
    )

    with pytest.raises(CommandError) as refused:
        import_questions(path)

    assert str(refused.value).splitlines() == [
        "Nothing is written: 6 of 7 rows cannot be taken.",
        "line 2: the answer is empty: fill it in, or take the row out.",
        "line 3: the question is empty: fill it in, or take the row out.",
        "line 4: the answer is 3 characters too long: at most 20000 fit.",
        "line 5: the answer has more than 400 square brackets: take some out.",
        "line 6: the answer has too many signs that set text apart, such as '>': take some out.",
        "line 7: it has no answer that is a text: name its key with --answer (question).",
    ]
    assert not Question.objects.exists()


def test_of_many_broken_rows_the_first_are_named(cast, tmp_path):
    path = files.as_lines(tmp_path, *[{"question": "x"}] * 33)

    with pytest.raises(CommandError, match="and 13 more"):
        import_questions(path)


def test_too_many_rows_are_refused(cast, tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "IMPORT_ROWS", 1)

    with pytest.raises(CommandError, match="more than 1 rows"):
        import_questions(files.as_csv(tmp_path))


@pytest.mark.parametrize("content", ["", "vraag,antwoord\n"])
def test_a_file_without_rows_is_refused(cast, tmp_path, content):
    with pytest.raises(CommandError, match=r"The file is empty\.|There is no row in the file\."):
        import_questions(files.holding(tmp_path, content))


def test_who_imports_can_look_first(cast, tmp_path):
    said = import_questions(files.as_csv(tmp_path), look_only=True)

    assert said == "2 rows read, all of them whole.\n"
    assert not Question.objects.exists()


def test_rows_that_may_point_to_a_resident_are_named(cast, tmp_path):
    path = files.as_lines(
        tmp_path,
        {"question": files.BIN, "answer": files.BIN_ANSWER},
        {"question": "Wie belt mevrouw Jansen?", "answer": "Bel 06 12345678."},
    )

    assert "1 of them hold a phone number" in import_questions(path, look_only=True)
    assert "Take it out first: line 2." in import_questions(path, look_only=True)


def test_an_import_for_one_team_is_read_by_that_team_alone(cast, tmp_path):
    import_questions(files.as_csv(tmp_path), audience="Burgerzaken")

    assert len(queries.things(cast.viewer("sara")).things) == 2
    assert queries.things(cast.viewer("joost")).things == ()


@pytest.mark.parametrize("audience", ["Nergens", "x" * 500])
def test_a_unit_that_is_not_there_is_refused(cast, tmp_path, audience):
    with pytest.raises(CommandError, match="There is no one unit called"):
        import_questions(files.as_csv(tmp_path), audience=audience)


def test_a_source_without_a_name_is_refused(cast, tmp_path):
    with pytest.raises(CommandError, match="at most 120 characters with --source"):
        import_questions(files.as_csv(tmp_path), source="x" * 121)


def test_a_source_that_is_not_named_is_called_as_its_file(cast, tmp_path):
    assert "2 questions of vragen brought in" in import_questions(files.as_csv(tmp_path))


def test_texts_keep_the_language_they_are_in(cast, tmp_path):
    import_questions(files.as_csv(tmp_path), language="en")

    assert set(Text.objects.values_list("current__language", flat=True)) == {"en"}


def test_a_long_question_is_shortened_at_a_word_and_kept_whole_below():
    question = "Mag een aanvrager " + "nogmaals " * 20 + "langskomen?"

    entry = entry_of(Row("row 2", question, "Ja."), "bron")

    assert not isinstance(entry, BrokenRow)
    assert entry.title == "Mag een aanvrager " + "nogmaals " * 12 + "nogmaals…"
    assert len(entry.title) <= limits.TITLE_CHARACTERS
    assert entry.body == question


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("x" * 140, "x" * 140),
        ("x" * 141, "x" * 139 + "…"),
        ("a\n b", "a b"),
        ("x" * 135 + ", woord", "x" * 135 + "…"),
    ],
)
def test_a_title_fits_on_one_line(question, title):
    assert title_of(question) == title


def test_the_number_of_queries_grows_evenly_with_the_rows(
    cast, tmp_path, django_assert_max_num_queries
):
    rows = [{"question": f"Vraag {number}", "answer": "Ja."} for number in range(20)]
    path = files.as_lines(tmp_path, *rows)

    with django_assert_max_num_queries(20 * 30):
        import_questions(path)

    assert Question.objects.count() == 20
