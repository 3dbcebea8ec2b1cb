"""The Dutch translation is whole, and the tool that says so sees what is not."""

import runpy
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from django.utils import translation
from django.utils.translation import ngettext

ROOT = Path(__file__).parents[2]
TOOL = runpy.run_path(str(ROOT / "frontend/messages.py"))
ONE_ANSWER, ANSWERS = "%(count)s answer", "%(count)s answers"


def faults(asked, translated, **message):
    wanted, dutch = Catalog(), Catalog(locale="nl")
    wanted.add(asked)
    if translated is not None:
        dutch.add(asked, translated, **message)
    return " ".join(TOOL["faults_of"](dutch, wanted))


@pytest.mark.parametrize("place", TOOL["_files"](TOOL["LOCALE"]), ids=lambda place: place.parts[-3])
def test_a_language_is_whole(place):
    assert list(TOOL["faults_of"](TOOL["read"](place), TOOL["collect"]())) == []


def test_a_sound_translation_has_no_fault():
    assert faults("Ask %(who)s", "Vraag het %(who)s") == ""
    assert faults((ONE_ANSWER, ANSWERS), ("%(count)s antwoord", "%(count)s antwoorden")) == ""
    assert faults((ONE_ANSWER, ANSWERS), ("één antwoord", "%(count)s antwoorden")) == ""


@pytest.mark.parametrize(
    ("asked", "translated", "fault"),
    [
        ("Ask", None, "not in the file"),
        ("Ask", "", "not translated"),
        ("Ask %(who)s", "Vraag het %(wie)s", "other placeholders"),
        ("Ask %(who)s", "Vraag het", "other placeholders"),
        ((ONE_ANSWER, ANSWERS), ("%(count)s antwoord", ""), "not translated"),
        ((ONE_ANSWER, ANSWERS), ("%(count)s antwoord", "antwoorden"), "other placeholders"),
        ((ONE_ANSWER, ANSWERS), ("%(aantal)s antwoord", "%(count)s x"), "other placeholders"),
    ],
)
def test_a_fault_is_seen(asked, translated, fault):
    assert fault in faults(asked, translated)


def test_a_guess_is_no_translation():
    assert "fuzzy" in faults("Ask", "Vraag", flags=["fuzzy"])


def test_what_nobody_uses_any_more_is_seen():
    dutch = Catalog(locale="nl")
    dutch.add("Ask", "Vraag")

    assert "nobody uses" in " ".join(TOOL["faults_of"](dutch, Catalog()))


def test_code_and_templates_are_both_read(tmp_path, monkeypatch):
    (tmp_path / "templates").mkdir()
    (tmp_path / "forms.py").write_text(
        'label = _("Where in the work")\nngettext("one", "more", 2)\n'
    )
    (tmp_path / "templates" / "page.html").write_text(
        "<p>It's {% translate 'Ask it' %}</p>\n"
        "{% blocktranslate trimmed with who=name %}\n  Ask\n  {{ who }}\n{% endblocktranslate %}\n"
        "{% blocktranslate count n=n %}{{ n }} reply"
        "{% plural %}{{ n }} replies{% endblocktranslate %}"
    )
    monkeypatch.setitem(TOOL["collect"].__globals__, "SOURCES", tmp_path)

    found = {message.id for message in TOOL["collect"]() if message.id}

    assert found == {
        "Where in the work",
        ("one", "more"),
        "Ask it",
        "Ask %(who)s",
        ("%(n)s reply", "%(n)s replies"),
    }


def test_english_needs_no_file_and_counts_well():
    with translation.override("en"):
        assert ngettext("one answer", "some answers", 1) == "one answer"
        assert ngettext("one answer", "some answers", 2) == "some answers"
