"""What is typed: cleaned, within its limits, and answered with a sentence that says what to do."""

import pytest
from django import forms
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from gaandeweg.kernel import limits
from gaandeweg.kernel.typed import WordsField, normalise


class AskForm(forms.Form):
    title = WordsField(characters=limits.TITLE_CHARACTERS)
    body = WordsField(characters=limits.TEXT_CHARACTERS, lines=6, required=False)


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def typed(title="Wie beslist over een briefadres?", body=""):
    return AskForm({"title": title, "body": body})


def test_a_question_as_people_type_it_is_taken_as_it_is():
    form = typed(body="Iemand slaapt op straat.\r\n\r\n- geen adres\r\n- wel post 📮")

    assert form.is_valid()
    assert form.cleaned_data["body"] == "Iemand slaapt op straat.\n\n- geen adres\n- wel post 📮"


@pytest.mark.parametrize(
    ("title", "body", "says"),
    [
        ("a" * (limits.TITLE_CHARACTERS + 1), "", "1 character too long: at most 140 fit"),
        ("Vraag", "a" * (limits.TEXT_CHARACTERS + 7), "7 characters too long: at most 20000 fit"),
        ("Vraag", "[" * (limits.BRACKETS + 1), "Take some out"),
        ("Vraag", "[" * 50_000, "Make it shorter"),
        ("Vraag", "geld\u202exe.tnuocca", "check whether it still says what you mean"),
        ("Vr\x00aag", "", "check whether it still says what you mean"),
    ],
)
def test_what_cannot_be_taken_is_answered_with_what_to_do(title, body, says):
    form = typed(title, body)

    assert not form.is_valid()
    assert says in str(form.errors)


@pytest.mark.parametrize(
    ("title", "body"), [("a" * 200, "Mijn hele verhaal"), ("Vraag", "[" * 50_000)]
)
def test_what_was_typed_is_given_back(title, body):
    form = typed(title, body)
    form.is_valid()

    assert form["title"].value() == title
    assert form["body"].value() == body


def test_just_enough_fits():
    assert typed("a" * limits.TITLE_CHARACTERS, "b" * limits.TEXT_CHARACTERS).is_valid()


def test_the_same_letter_from_another_keyboard_is_the_same():
    assert normalise("cafe\u0301") == normalise("caf\u00e9")
    assert normalise("brief\u200badres\ufeff") == "briefadres"


def test_a_title_is_one_line():
    form = typed(title="Wie beslist\n over een   briefadres?")

    assert form.is_valid()
    assert form.cleaned_data["title"] == "Wie beslist over een briefadres?"


@given(st.text(max_size=300))
def test_whatever_is_typed_there_is_an_answer(words):
    form = typed(title=words)

    assert form.is_valid() or form.errors["title"]


@given(st.text(max_size=300))
def test_cleaning_twice_changes_nothing_more(words):
    assert normalise(normalise(words)) == normalise(words)
