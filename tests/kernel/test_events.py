from dataclasses import fields

import pytest
from django.db import transaction

from gaandeweg.kernel import events
from gaandeweg.kernel.ids import uuid7
from gaandeweg.kernel.models import OutboxEvent

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_happens_outside_a_transaction_is_refused():
    with pytest.raises(events.OutsideTransactionError):
        events.tell(events.QuestionAsked(uuid7()))


def test_a_question_that_was_not_saved_was_not_told_either():
    with pytest.raises(RuntimeError), transaction.atomic():
        events.tell(events.QuestionAsked(uuid7()))
        raise RuntimeError

    assert not OutboxEvent.objects.exists()


def test_what_was_told_is_read_back_as_it_was():
    answer = events.ReplyWritten(subject_id=uuid7(), reply_id=uuid7())

    with transaction.atomic():
        events.tell(answer)

    assert events.read_event(OutboxEvent.objects.get()) == answer


@pytest.mark.parametrize("event", events.CATALOGUE.values(), ids=lambda event: event.__name__)
def test_an_event_holds_ids_of_things_and_nothing_else(event):
    names = [field.name for field in fields(event)]

    assert names
    assert all(name.endswith("_id") for name in names)
    assert not any("person" in name or "account" in name for name in names)
