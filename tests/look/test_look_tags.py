"""What a page shows: dates as people say them, marked passages, fields tied to their words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.template import Context, Template
from django.utils import timezone, translation

from gaandeweg.look.dates import said_date
from gaandeweg.look.templatetags.look_tags import icon, marked, when

THURSDAY = date(2026, 11, 12)


@dataclass(frozen=True)
class FoundPassage:
    text: str
    marks: tuple[tuple[int, int], ...]


class AskForm(forms.Form):
    title = forms.CharField(label="Je vraag", help_text="Eén zin is genoeg.")
    audience = forms.ChoiceField(
        label="Wie kan dit lezen?", choices=[("all", "Iedereen")], widget=forms.RadioSelect
    )


def shown(source: str, **context: object) -> str:
    return Template("{% load look_tags %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("day", "dutch", "english"),
    [
        (date(2026, 11, 10), "di 10 nov", "Tue 10 Nov"),
        (date(2025, 11, 12), "wo 12 nov 2025", "Wed 12 Nov 2025"),
        (date(2026, 3, 3), "di 3 mrt", "Tue 3 Mar"),
    ],
)
def test_a_date_reads_as_a_colleague_says_it(day, dutch, english):
    with translation.override("nl"):
        assert said_date(day, today=THURSDAY) == dutch
    with translation.override("en"):
        assert said_date(day, today=THURSDAY) == english


def test_the_days_around_today_have_their_own_words():
    with translation.override("en"):
        said = [said_date(date(2026, 11, day), today=THURSDAY) for day in (11, 12, 13)]

    assert said == ["yesterday", "today", "tomorrow"]
    with translation.override("nl"):
        assert said_date(THURSDAY, today=THURSDAY) == "vandaag"


def test_a_moment_shows_its_day_in_our_time_zone_and_nothing_finer():
    just_after_midnight = datetime(2026, 3, 2, 23, 30, tzinfo=ZoneInfo("UTC"))

    with timezone.override("Europe/Amsterdam"):
        html = when(just_after_midnight)

    assert 'datetime="2026-03-03"' in html
    assert ":30" not in html


def test_a_passage_is_escaped_and_its_words_are_marked():
    passage = FoundPassage("<b>briefadres</b> & meer", ((3, 13),))

    html = marked(passage)

    assert html == "&lt;b&gt;<mark>briefadres</mark>&lt;/b&gt; &amp; meer"


def test_marks_that_overlap_are_drawn_once():
    assert marked(FoundPassage("briefadres", ((0, 5), (3, 10)))) == "<mark>brief</mark>adres"


def test_an_icon_is_hidden_from_who_hears_the_page():
    assert 'aria-hidden="true"' in icon("search")


def test_a_wrong_field_is_tied_to_its_hint_and_its_error():
    html = shown("{% field form.title %}", form=AskForm({}))

    assert 'aria-describedby="id_title-hint id_title-error"' in html
    assert 'id="id_title-hint"' in html
    assert 'id="id_title-error"' in html
    assert 'aria-invalid="true"' in html


def test_a_group_of_choices_is_a_fieldset_with_its_own_words():
    html = shown("{% field form.audience %}", form=AskForm())

    assert "<fieldset" in html
    assert "<legend" in html
    assert "Wie kan dit lezen?" in html


def test_what_stands_in_a_component_stays_markup_and_what_somebody_wrote_does_not():
    html = shown(
        "{% post author=name body=body %}<button>Dit hielp mij</button>{% endpost %}",
        name="<Fatima>",
        body="<script>",
    )

    assert "<button>Dit hielp mij</button>" in html
    assert "&lt;Fatima&gt;" in html
    assert "<script>" not in html


def test_a_form_without_errors_shows_no_summary():
    assert (
        shown('{% include "look/_errors.html" with form=form only %}', form=AskForm()).strip() == ""
    )
