"""Files of questions and answers, as organisations have them."""

import json
import tracemalloc

import pytest

from gaandeweg.kernel import limits
from gaandeweg.share.importing.readers import read_rows
from gaandeweg.share.importing.rows import BrokenRow, Columns, UnreadableFileError
from tests.share import importing_files as files

BOTH = [(files.PASSPORT, files.PASSPORT_ANSWER), (files.BIN, files.BIN_ANSWER)]


def read(path, question="", answer=""):
    return list(read_rows(path, Columns(question, answer)))


def said(rows):
    return [(row.question, row.answer) for row in rows]


def why_not(path, **columns):
    with pytest.raises(UnreadableFileError) as refused:
        read(path, **columns)
    return str(refused.value)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_is_read_whatever_separates_its_cells(tmp_path, separator):
    assert said(read(files.as_csv(tmp_path, separator))) == BOTH


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_table_is_read_in_the_character_set_of_its_program(tmp_path, encoding):
    path = tmp_path / "vragen.csv"
    path.write_text("vraag;antwoord\nBeëdigen?;Dat kost € 12,50.\n", encoding=encoding)

    assert said(read(path)) == [("Beëdigen?", "Dat kost € 12,50.")]


def test_the_columns_are_named_by_who_imports(tmp_path):
    path = files.holding(tmp_path, "V,A,question,answer\nwaarom,daarom,x,y\n")

    assert said(read(path, question="v", answer="a")) == [("waarom", "daarom")]


def test_lines_of_json_are_read(tmp_path):
    assert said(read(files.as_lines(tmp_path))) == BOTH


def test_lines_of_json_have_keys_of_their_own(tmp_path):
    path = files.as_lines(tmp_path, {"v": "waarom", "a": "daarom"})

    assert said(read(path, question="v", answer="a")) == [("waarom", "daarom")]


@pytest.mark.parametrize("indent", [None, 2])
def test_a_paragraph_with_one_question_is_its_answer_and_else_the_marked_words(tmp_path, indent):
    rows = read(files.as_squad(tmp_path, indent=indent))

    assert said(rows)[1:] == [
        ("Wat kost een paspoort?", "86 euro"),
        ("Hoe lang geldt een paspoort?", "tien jaar"),
    ]
    assert rows[0].answer.startswith("U meldt het bij de gemeente.")


def test_flattened_headings_become_paragraphs_again(tmp_path):
    assert read(files.as_squad(tmp_path))[0].answer == (
        "U meldt het bij de gemeente. Bel bijv. met de balie.\n\n"
        "**Wie meldt**\n\nDe eigenaar meldt het zelf. Dat kan online.\n\n"
        "**Wat het kost?**\n\nNiets.\n\nWel op tijd."
    )


@pytest.mark.parametrize("make", [files.as_csv, files.as_lines, files.as_squad])
def test_a_packed_file_is_seen_by_its_content(tmp_path, make):
    plain = make(tmp_path)

    assert read(files.packed(plain)) == read(plain)


def test_a_text_of_several_lines_counts_as_one_row(tmp_path):
    path = files.holding(tmp_path, 'vraag,antwoord\nx,"een\ntwee"\n\nleeg\ny,z\n')

    whole, broken, last = read(path)

    assert (whole.place, whole.answer) == ("row 2 (line 2)", "een\ntwee")
    assert broken.place == "row 4 (line 5)"
    assert broken.reason.startswith("it has 1 cells and the first row has 2: put quotes")
    assert last.question == "y"


def test_a_text_over_the_seam_of_two_pieces_stays_whole(tmp_path):
    rows = [f"vraag {number},antwoord {number}\r\n" for number in range(10_000)]
    path = files.holding(tmp_path, "vraag,antwoord\r\n" + "".join(rows))

    found = read(path)

    assert len(found) == len(rows)
    assert all(row.answer == f"antwoord {number}" for number, row in enumerate(found))


def test_ten_thousand_rows_take_no_more_memory_than_a_few(tmp_path):
    entry = {"question": "x" * 100, "answer": "y" * 900}
    path = files.as_lines(tmp_path, *[entry] * 10_000)

    tracemalloc.start()
    count = sum(1 for _row in read_rows(path, Columns()))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert count == 10_000
    assert peak < 2_000_000


def test_a_wrong_column_is_answered_with_those_that_are_there(tmp_path):
    path = files.as_csv(tmp_path)

    assert why_not(path, answer="reactie") == (
        'There is no one column "reactie". Name the right one with --answer;'
        " there are: nr, vraag, antwoord."
    )


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"question": "x", "answer": }', "it is no JSON at character 2"),
        ('["x", "y"]', 'it is no object: write {"question": "…", "answer": "…"}.'),
        (
            '{"question": "x"}',
            "it has no answer that is a text: name its key with --answer (question).",
        ),
        ('{"question": 1, "answer": "y"}', "it has no question that is a text"),
        ('{"question": ' + "9" * 5_000 + "}", "it holds a number that is too long: take it out."),
        ("[" * 200_000, "its brackets stand too deep in each other: take them out."),
    ],
)
def test_a_line_that_cannot_be_read_is_named(tmp_path, line, reason):
    path = files.holding(tmp_path, '{"question": "a", "answer": "b"}\n' + line)

    broken = read(path)[1]

    assert isinstance(broken, BrokenRow)
    assert broken.place == "line 2"
    assert broken.reason.startswith(reason)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "The file is empty."),
        ("  \n ", "The file is empty."),
        (b"PK\x03\x04rest", "This is a workbook or a zip file. Save the sheet as CSV first."),
        (b"\xff\xfev\x00", "This text is UTF-16. Save it as UTF-8."),
        (b"vraag,antwoord\n\x81,\xff", "The file is not in UTF-8 and not in Windows-1252."),
        ("{\n", "This is no JSON at line 2, character 1. Mend it there."),
        ('{\n"data": {}}', "This is JSON, but no list of questions that we know."),
        ('{"data": [{"paragraphs": 3}]}', "This is JSON, but no list of questions that we know."),
        ('{"data": [{"paragraphs": []} {}]}', "This is no JSON at line 1, character 3"),
        ('["a"]', "This is JSON, but no list of questions that we know."),
        ('{"data": [' + "[" * 200_000, "The brackets stand too deep in each other."),
        ('{"data": [' + "9" * 5_000 + "]}", "There is a number in it that is too long."),
        (b"\x1f\x8b\x08\x00broken", "The gzip file is damaged or incomplete."),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(tmp_path, content, sentence):
    assert why_not(files.holding(tmp_path, content)).startswith(sentence)


def test_a_file_that_is_not_there_says_so(tmp_path):
    assert why_not(tmp_path / "none") == "The file cannot be opened: No such file or directory."


def test_a_file_packed_twice_says_so(tmp_path):
    twice = files.packed(files.packed(files.as_csv(tmp_path)))

    assert why_not(twice) == "This file is packed twice. Unpack it once."


def test_a_file_that_unpacks_out_of_proportion_is_refused(tmp_path):
    blown_up = files.packed(files.holding(tmp_path, "vraag,antwoord\n" + "x" * 20_000_000))

    assert "unpacks to more than 100 times its size" in why_not(blown_up)


def test_a_file_that_is_too_large_is_refused(tmp_path):
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.write(b"vraag,antwoord\n")
        file.truncate(limits.IMPORT_BYTES + 1)

    assert why_not(large).startswith("The file is larger than 50 MB. Split it")


def test_a_line_that_is_too_long_is_named(tmp_path):
    path = files.as_lines(
        tmp_path, {"question": "x", "answer": "y" * limits.IMPORT_LINE_CHARACTERS}
    )

    assert read(path)[0].reason == "it is longer than a line can be: take out what is no text."


def test_a_quote_that_is_never_closed_is_named(tmp_path):
    path = files.holding(tmp_path, 'vraag,antwoord\nx,"y\n' + "z,z\n" * 100_000)

    assert read(path)[0] == BrokenRow(
        "row 2 (line 2)",
        "a text goes on without end: close its quotes. What comes after was not read.",
    )


@pytest.mark.parametrize(
    "entry",
    [3, {}, {"question": "x"}, {"question": "x", "answers": []}, {"question": "x", "answers": [1]}],
)
def test_a_question_without_an_answer_is_named(tmp_path, entry):
    whole = {"question": "a", "answers": [{"text": "b"}]}
    data = [{"paragraphs": [{"context": "c", "qas": [whole, entry]}]}]

    rows = read(files.holding(tmp_path, json.dumps({"data": data})))

    assert rows[0].answer == "b"
    assert rows[1].place == "question 2"
