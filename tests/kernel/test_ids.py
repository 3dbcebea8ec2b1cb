from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from gaandeweg.kernel.ids import uuid7, uuid7_now

MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(MOMENTS, st.timedeltas(timedelta(milliseconds=1), timedelta(days=365)))
def test_what_was_made_earlier_sorts_first(moment, later):
    assert uuid7(moment) < uuid7(moment + later)


@given(MOMENTS)
def test_a_key_is_a_uuid_of_version_7(moment):
    key = uuid7(moment)

    assert (key.version, key.variant) == (7, "specified in RFC 4122")


def test_keys_of_one_moment_differ():
    moment = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)

    assert len({uuid7(moment) for _ in range(1000)}) == 1000


def test_a_key_for_now_sorts_after_one_of_last_year():
    assert uuid7_now() > uuid7(datetime(2025, 1, 1, tzinfo=UTC))
