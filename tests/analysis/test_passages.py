"""The piece of a text that answers a query, as it is shown under what was found."""

from timeit import repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaandeweg.analysis.text.passages import best_passage

ANSWER = (
    "Goede vraag, Joost. Wij zoeken dat altijd samen uit. Het college beslist over het briefadres, "
    "en de aanvraag doe je aan de balie van Burgerzaken. Neem een bewijs van de opvang mee. "
    "Bel gerust als het niet lukt, dan kijken we er samen naar."
)


def marked(passage):
    return [passage.text[start:end] for start, end in passage.marks]


def test_the_sentence_that_answers_is_picked():
    passage = best_passage(ANSWER, "wie beslist over briefadressen", 120)

    assert passage.text.startswith("Het college beslist")
    assert marked(passage) == ["beslist", "briefadres"]


def test_a_compound_marks_its_parts():
    passage = best_passage("Een nieuw paspoort? De aanvraag kost niets.", "paspoortaanvraag")

    assert marked(passage) == ["paspoort", "aanvraag"]


def test_a_typing_error_still_marks_the_word():
    assert marked(best_passage(ANSWER, "brefadres")) == ["briefadres"]


def test_the_beginning_is_shown_when_nothing_matches():
    passage = best_passage(ANSWER, "rolstoel", 60)

    assert passage.text == "Goede vraag, Joost. Wij zoeken dat altijd samen uit. Het…"
    assert passage.marks == ()


def test_words_may_be_given_one_by_one():
    assert best_passage(ANSWER, ["wie", "beslist"]) == best_passage(ANSWER, "wie beslist")


def test_a_match_deep_in_a_long_sentence_is_shown_with_some_room():
    text = "heel veel woorden zonder enige punt " * 20 + "en dan een briefadres tot slot"

    passage = best_passage(text, "briefadres", 80)

    assert passage.text.startswith("…")
    assert marked(passage) == ["briefadres"]


def test_line_breaks_become_spaces_and_html_stays_what_it_was():
    passage = best_passage("Kies <b>balie</b>\n\n\tof   bel.", "balie")

    assert passage.text == "Kies <b>balie</b> of bel."
    assert marked(passage) == ["balie"]


@given(
    st.text(max_size=400) | st.text(alphabet="ab .!?\n", max_size=400),
    st.text(alphabet="ab c", max_size=30) | st.text(max_size=30),
    st.integers(min_value=3, max_value=200),
)
def test_marks_lie_within_a_passage_that_is_not_too_long(text, query, longest):
    passage = best_passage(text, query, longest)

    assert len(passage.text) <= longest
    assert all(0 <= start < end <= len(passage.text) for start, end in passage.marks)
    assert list(passage.marks) == sorted(passage.marks)


@pytest.mark.parametrize(
    "text",
    ["[" * 50_000, "7" * 20_000, "a" * 20_000, "adres " * 3_300, "a. " * 6_600, " " * 20_000],
)
def test_strange_input_takes_no_more_time_than_a_page(text):
    seconds = repeat(lambda: best_passage(text, "briefadres aanvragen"), number=1, repeat=5)

    assert min(seconds) < 0.05
