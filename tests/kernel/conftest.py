"""What the tests of the ground share: a question that was asked, and reactions of their own."""

import time
from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.db import connection, transaction

from gaandeweg.kernel import events, outbox
from gaandeweg.kernel.ids import uuid7
from gaandeweg.kernel.models import OutboxEvent


@pytest.fixture
def now():
    return datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@pytest.fixture
def reactions(monkeypatch):
    """Nobody reacts to anything, but whom the test puts here."""
    own: dict[str, dict[str, object]] = {}
    monkeypatch.setattr(events, "_reactions", own)
    return own


@pytest.fixture
def ask(now):
    """Tell that a question was asked; returns its id."""

    def tell_it(at=None, *, is_read_at_once=True) -> UUID:
        question_id = uuid7(at or now)
        with transaction.atomic():
            events.tell(events.QuestionAsked(question_id), now=at or now)
        if is_read_at_once:
            _await_other_transactions(question_id)
        return question_id

    return tell_it


def _await_other_transactions(question_id):
    """On PostgreSQL a test in another database may hold an event back for a moment."""
    own = OutboxEvent.objects.get(ids={"question_id": str(question_id)})
    deadline = time.monotonic() + 20
    while outbox.newest() != (own.transaction, own.pk) and time.monotonic() < deadline:
        time.sleep(0.02)


@pytest.fixture
def heard(reactions):
    """Somebody hears of each question; returns what was heard, in order."""
    questions: list[UUID] = []

    @events.reacts_to(events.QuestionAsked, name="tests.hear")
    def hear(event: events.QuestionAsked) -> None:
        questions.append(event.question_id)

    return questions


@pytest.fixture
def on_postgresql(db):
    if connection.vendor != "postgresql":
        pytest.skip("PostgreSQL only: SQLite writes one transaction at a time")
