"""A figure about a group gives nobody away: ten persons, also in every difference, and in peace."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaandeweg.kernel import disclosure
from gaandeweg.kernel.disclosure import (
    MINIMUM_GROUP,
    Disclosed,
    Figure,
    disclose,
    register_figure,
    registered_figures,
)

TODAY = date(2026, 11, 23)
YESTERDAY = TODAY - timedelta(days=1)
PERSONS = st.frozensets(st.integers(0, 40))
SOLVED = Figure("tests.solved", counts="persons who answered", purpose="to see it work")


@pytest.fixture(autouse=True)
def register(monkeypatch):
    monkeypatch.setattr(disclosure, "_register", {})
    register_figure(SOLVED)


def shown(contributors, released=(), figure=SOLVED, closed_on=YESTERDAY):
    figure_made = disclose(
        figure, 7.5, contributors=contributors, closed_on=closed_on, today=TODAY, released=released
    )
    return figure_made.value


def test_ten_different_persons_are_enough():
    assert shown(range(10)) == 7.5


def test_nine_are_not_however_often_they_count():
    assert shown([*range(9), *range(9)]) is None


def test_a_period_that_still_runs_shows_nothing():
    assert shown(range(50), closed_on=TODAY) is None


def test_one_more_colleague_than_last_time_shows_nothing():
    assert shown(range(11), released=[range(10)]) is None


def test_one_colleague_less_than_last_time_shows_nothing():
    assert shown(range(10), released=[range(11)]) is None


def test_the_same_group_again_is_shown():
    assert shown(range(12), released=[range(12)]) == 7.5


def test_hidden_and_absent_look_alike():
    hidden = disclose(SOLVED, 7.5, contributors=range(3), closed_on=YESTERDAY, today=TODAY)
    nothing = disclose(SOLVED, None, contributors=range(30), closed_on=YESTERDAY, today=TODAY)

    assert hidden.value is None is nothing.value


@given(PERSONS, st.lists(PERSONS, max_size=4))
def test_what_is_shown_gives_no_group_under_ten_away(contributors, released):
    register_figure(SOLVED)

    if shown(contributors, released) is not None:
        groups = [contributors]
        for earlier in released:
            groups += [contributors - earlier, earlier - contributors]
        assert all(len(group) >= MINIMUM_GROUP for group in groups if group or group is groups[0])


@given(st.lists(PERSONS, max_size=6))
def test_releases_one_after_the_other_never_differ_by_a_few(rounds):
    register_figure(SOLVED)
    released = []
    for contributors in rounds:
        if shown(contributors, released) is not None:
            released.append(contributors)

    differences = [a - b for a in released for b in released if a - b]
    assert all(len(difference) >= MINIMUM_GROUP for difference in differences)


@given(st.integers(max_value=MINIMUM_GROUP - 1))
def test_no_figure_can_ask_for_less_than_ten(minimum):
    with pytest.raises(disclosure.UnsafeThresholdError):
        Figure("tests.curious", counts="persons", purpose="none", minimum=minimum)


def test_a_figure_may_ask_for_more():
    strict = register_figure(Figure("tests.strict", "persons", "to be careful", minimum=30))

    assert shown(range(29), figure=strict) is None
    assert shown(range(30), figure=strict) == 7.5


def test_a_figure_outside_the_register_is_refused():
    with pytest.raises(disclosure.UnregisteredFigureError):
        shown(range(30), figure=Figure("tests.unknown", "persons", "nobody knows"))


def test_a_disclosed_figure_cannot_be_forged():
    with pytest.raises(disclosure.ForgedFigureError):
        Disclosed(7.5, object())


def test_the_register_tells_what_each_figure_counts():
    assert [(figure.name, figure.counts) for figure in registered_figures()] == [
        ("tests.solved", "persons who answered")
    ]
