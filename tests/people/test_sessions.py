"""When a session ends says nothing about when somebody came in."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.db import connection
from django.utils import timezone

from gaandeweg.kernel import limits
from gaandeweg.people.sessions import SessionStore

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MONDAY_MORNING = datetime(2026, 10, 12, 0, 0, tzinfo=AMSTERDAM)


@pytest.fixture
def end_of_a_session_begun_at(monkeypatch):
    def end(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)
        return timezone.localtime(SessionStore().get_expiry_date())

    return end


def test_everybody_who_came_in_this_week_is_out_at_the_same_moment(end_of_a_session_begun_at):
    moments = [MONDAY_MORNING + timedelta(minutes=minutes) for minutes in range(0, 7 * 24 * 60, 97)]

    assert len({end_of_a_session_begun_at(moment) for moment in moments}) == 1


@pytest.mark.parametrize("days", range(0, 400, 9))
def test_a_session_ends_on_a_monday_night(end_of_a_session_begun_at, days):
    end = end_of_a_session_begun_at(MONDAY_MORNING + timedelta(days=days, hours=13))

    assert (end.isoweekday(), end.hour, end.minute, end.second, end.microsecond) == (1, 3, 0, 0, 0)


@pytest.mark.parametrize("hours", range(0, 24 * 21, 7))
def test_a_session_lasts_as_long_as_promised_and_at_most_a_week_more(
    end_of_a_session_begun_at, hours
):
    begin = MONDAY_MORNING + timedelta(hours=hours)
    lasts = end_of_a_session_begun_at(begin) - begin

    assert timedelta(days=limits.SESSION_DAYS) <= lasts
    assert lasts <= timedelta(days=limits.SESSION_DAYS + 7, hours=4)


@pytest.mark.django_db
def test_two_colleagues_who_came_in_at_different_hours_have_the_same_end(monkeypatch):
    ends = []
    for hour in (8, 16):
        monkeypatch.setattr(timezone, "now", lambda: MONDAY_MORNING + timedelta(hours=hour))  # noqa: B023 read at once
        store = SessionStore()
        store.create()
        ends.append(store.model.objects.get(pk=store.session_key).expire_date)

    assert ends[0] == ends[1]


@pytest.mark.django_db
def test_a_database_that_takes_no_more_is_no_session_that_ended(cast, browser_of):
    """Whoever has a message waiting would read that the request was not understood."""
    if connection.vendor != "sqlite":
        pytest.skip("SQLite only: the disk of PostgreSQL is elsewhere")
    browser = browser_of("fatima")
    browser.raise_request_exception = False
    browser.post("/mijn/account/", {"name": "Fatima el Idrissi", "language": "en"})
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = ON")

        answer = browser.get("/mijn/account/")

        cursor.execute("PRAGMA query_only = OFF")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "10"


@pytest.mark.django_db
def test_a_session_that_was_ended_meanwhile_is_not_made_again(cast, browser_of):
    browser = browser_of("fatima")
    session = browser.session
    assert "late" not in session
    SessionStore(session.session_key).delete()
    session["late"] = True

    with pytest.raises(UpdateError):
        session.save()
