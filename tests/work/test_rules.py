"""Which process somebody likely means."""

from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from gaandeweg.work.rules import likely_process

PASSPORT, LETTERS, MOVING, REPORT = (uuid4() for _ in range(4))
NAMES = {
    PASSPORT: "Paspoort of ID-kaart aanvragen",
    LETTERS: "Briefadres",
    MOVING: "Verhuizing doorgeven",
    REPORT: "Melding openbare ruimte",
}


def test_the_words_say_which():
    assert likely_process("Mag een briefadres bij het Leger des Heils?", NAMES, []) == LETTERS
    assert likely_process("Hoe geef ik paspoorten mee?", NAMES, [MOVING]) == PASSPORT


def test_words_that_stand_in_many_names_say_nothing():
    assert likely_process("Een melding aanvragen of doorgeven", NAMES, []) is None


def test_when_they_say_nothing_it_is_the_first_of_ones_own():
    assert likely_process("De printer piept", NAMES, [MOVING, PASSPORT]) == MOVING


def test_of_two_that_match_as_well_ones_own_comes_first():
    both = "briefadres na verhuizing"

    assert likely_process(both, NAMES, []) == LETTERS
    assert likely_process(both, NAMES, [MOVING]) == MOVING


def test_a_process_of_ones_own_that_is_not_there_any_more_is_not_named():
    assert likely_process("De printer piept", NAMES, [uuid4()]) is None


@given(st.text(max_size=300), st.lists(st.sampled_from(list(NAMES))))
def test_whatever_is_typed_it_names_one_that_there_is(text, own):
    assert likely_process(text, NAMES, own) in {None, *NAMES}
