"""What search compares: words, stems, compound parts and pieces of words."""

from timeit import repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaandeweg.analysis.text.analyze import Analyzer, grams_of
from gaandeweg.analysis.text.compounds import CompoundLexicon
from gaandeweg.analysis.text.language import Language, guess_language, likely_languages
from gaandeweg.analysis.text.words import fold, words_of

OWN_WORDS = {"paspoort": 40, "aanvraag": 60, "brief": 20, "adres": 35, "overlijden": 9, "akte": 12}


@pytest.fixture(scope="module")
def own_words():
    return Analyzer(CompoundLexicon.from_counts(OWN_WORDS))


def test_accents_and_capitals_make_no_difference():
    assert fold("Coördinatie van Financiële Zaken, ÉÉN Straße") == (
        "coordinatie van financiele zaken, een strasse"
    )


def test_an_accent_that_was_typed_apart_belongs_to_its_letter():
    assert words_of("coo\u0308rdinatie") == ["coordinatie"]


def test_marks_and_single_letters_are_no_words():
    assert words_of("foto's van de e-mail (bijlage 2) _alles_") == [
        "foto", "van", "de", "mail", "bijlage", "2", "alles",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Hoe vraag ik een briefadres aan?", Language.NL),
        ("How do I apply for a postal address?", Language.EN),
        ("Wat doe je als the system is down?", Language.NL),
        ("briefadres", Language.NL),
        ("", Language.NL),
    ],
)
def test_the_small_words_tell_the_language(text, language):
    assert guess_language(text) == language


def test_a_text_without_small_words_may_be_in_either_language():
    assert likely_languages("passport application") == (Language.NL, Language.EN)


def test_an_inflected_word_has_the_stem_of_the_word(own_words):
    asked = own_words.analyze("vergunning aanvragen", "nl").words
    written = own_words.analyze("de vergunningen die wij per aanvraag geven", "nl").words

    assert set(asked) <= set(written)
    assert own_words.analyze("permits", "en").words == own_words.analyze("permit", "en").words


def test_small_words_are_left_out(own_words):
    assert own_words.analyze("hoe kan ik dit doen met een paspoort", "nl").words == ("paspoort",)


def test_a_compound_is_found_by_its_parts_and_as_a_whole(own_words):
    assert own_words.analyze("paspoortaanvraag", "nl").words == (
        *own_words.analyze("paspoortaanvraag", "en").words,
        *own_words.analyze("paspoort aanvraag", "nl").words,
    )


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("paspoortaanvraag", ("paspoort", "aanvraag")),
        ("overlijdensakte", ("overlijden", "akte")),
        ("briefadresaanvraag", ("brief", "adres", "aanvraag")),
        ("paspoort", ()),
        ("fietsenstalling", ()),
    ],
)
def test_compounds_are_taken_apart_with_the_words_of_the_organisation(own_words, word, parts):
    assert own_words.lexicon.split(word) == parts


def test_a_word_that_is_used_far_more_than_its_parts_stays_whole():
    lexicon = CompoundLexicon.from_counts({"kinder": 1, "opvang": 1, "kinderopvang": 30})

    assert lexicon.split("kinderopvang") == ()


def test_the_starter_words_take_apart_what_a_new_organisation_writes():
    assert Analyzer().lexicon.split("parkeervergunning") == ("parkeer", "vergunning")


def test_an_unknown_language_is_read_as_dutch(own_words):
    assert own_words.analyze("het briefadres", "fy") == own_words.analyze("het briefadres", "nl")


def test_pieces_know_where_a_word_begins_and_ends():
    assert grams_of("adres") == ("_adr", "adre", "dres", "res_")
    assert grams_of("bs") == ("_bs_",)
    assert grams_of("1") == ("_1_",)


@given(st.text(max_size=300), st.sampled_from(["nl", "en", "xx", ""]))
def test_any_text_can_be_analysed_and_always_the_same_way(text, language):
    tokens = Analyzer().analyze(text, language)

    assert tokens == Analyzer().analyze(text, language)
    assert not any(character.isspace() or character == "|" for token in tokens.words + tokens.grams
                   for character in token)  # fmt: skip


@given(st.text(alphabet="abcdeinorst", max_size=50))
def test_parts_are_known_words_that_fit_in_the_compound(word):
    lexicon = CompoundLexicon.from_counts({"rest": 2, "orde": 3, "adres": 5, "stoer": 1})

    parts = lexicon.split(word)

    assert all(part in lexicon.counts and part in word for part in parts)
    assert len(parts) in {0, 2, 3}


@pytest.mark.parametrize("text", ["[" * 50_000, "7" * 20_000, "a" * 20_000, "adres" * 4_000])
def test_strange_input_takes_no_more_time_than_a_page(text):
    analyzer = Analyzer()

    seconds = repeat(
        lambda: (analyzer.analyze(text, "nl"), guess_language(text)), number=1, repeat=5
    )

    assert min(seconds) < 0.05
