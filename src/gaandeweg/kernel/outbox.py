"""The outbox: each consumer reads in order, from its own place; reactions run once, or again."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet

from gaandeweg.kernel import events, limits
from gaandeweg.kernel.models import Delivery, OutboxCursor, OutboxEvent

log = logging.getLogger(__name__)

BATCH = 200
LONGEST_PAUSE = timedelta(hours=1)
DELIVERER = "deliverer"


def unread(consumer: str, *, batch: int = BATCH) -> list[OutboxEvent]:
    """Read the next events that a consumer has not had, oldest first."""
    cursor = OutboxCursor.objects.filter(pk=consumer).first() or OutboxCursor(consumer=consumer)
    return list(
        _settled(OutboxEvent.objects.filter(_after(cursor))).order_by("transaction", "id")[:batch]
    )


def advance(consumer: str, last: OutboxEvent) -> None:
    """Remember that a consumer has had everything up to this event."""
    OutboxCursor.objects.update_or_create(
        consumer=consumer, defaults={"transaction": last.transaction, "event_id": last.pk}
    )


def place_cursor(consumer: str, transaction_number: int, event_id: int) -> None:
    """Set a consumer's cursor, as when it has rebuilt all it keeps."""
    OutboxCursor.objects.update_or_create(
        consumer=consumer, defaults={"transaction": transaction_number, "event_id": event_id}
    )


def newest() -> tuple[int, int]:
    """Give the place of the newest event that no running transaction can still precede."""
    last = _settled(OutboxEvent.objects.all()).order_by("-transaction", "-id").first()
    return (last.transaction, last.pk) if last else (0, 0)


def deliver(now: datetime) -> int:
    """Bring the next events to every reaction; returns how many events were brought."""
    batch = unread(DELIVERER)
    for event in batch:
        for name, reaction in events.reactions_to(event.name).items():
            _bring(event, name, reaction, now)
    if batch:
        advance(DELIVERER, batch[-1])
    return len(batch)


def deliver_again(now: datetime) -> int:
    """Try again what failed before and is due; returns how many were tried."""
    due = Delivery.objects.filter(
        is_done=False, next_at__lte=now, attempts__lt=limits.REACTION_ATTEMPTS
    ).select_related("event")[:BATCH]
    tried = 0
    for delivery in due:
        reaction = events.reactions_to(delivery.event.name).get(delivery.reaction)
        if reaction is not None:
            _bring(delivery.event, delivery.reaction, reaction, now)
            tried += 1
    return tried


def sweep(now: datetime, consumers: Sequence[str]) -> int:
    """Remove events of over a week that every consumer has had and that wait for no reaction."""
    old = OutboxEvent.objects.filter(told_at__lt=now - timedelta(days=limits.OUTBOX_DAYS))
    cursors = {c.consumer: c for c in OutboxCursor.objects.filter(pk__in=consumers)}
    for consumer in consumers:
        cursor = cursors.get(consumer)
        if cursor is None:
            return 0
        old = old.filter(
            Q(transaction__lt=cursor.transaction)
            | Q(transaction=cursor.transaction, id__lte=cursor.event_id)
        )
    waiting = Delivery.objects.filter(is_done=False).values("event_id")
    removed, _ = old.exclude(pk__in=waiting).delete()
    return removed


def put_right_after_restore() -> bool:
    """Give events new numbers when their database came from another PostgreSQL.

    Here transactions may be counted from lower down: what happens now would come before what
    every consumer has had, and nobody would ever hear of it. What was heard may be heard again.
    """
    if connection.vendor != "postgresql":
        return False
    with transaction.atomic(), connection.cursor() as asking:
        asking.execute("SELECT pg_current_xact_id()::text::bigint")
        (now_at,) = asking.fetchone()
        of_elsewhere = Q(transaction__gt=now_at)
        cursors = OutboxCursor.objects.filter(of_elsewhere)
        if not (OutboxEvent.objects.filter(of_elsewhere).exists() or cursors.exists()):
            return False
        for cursor in OutboxCursor.objects.all():
            place_cursor(cursor.pk, 0, _before_what_is_unread(cursor))
        OutboxEvent.objects.update(transaction=0)
    return True


def _before_what_is_unread(cursor: OutboxCursor) -> int:
    rows = OutboxEvent.objects.order_by("id").values_list("id", flat=True)
    first = rows.filter(_after(cursor)).first()
    return cursor.event_id if first is None else min(cursor.event_id, first - 1)


def _after(cursor: OutboxCursor) -> Q:
    return Q(transaction__gt=cursor.transaction) | Q(
        transaction=cursor.transaction, id__gt=cursor.event_id
    )


def _bring(event: OutboxEvent, name: str, reaction: Callable[..., None], now: datetime) -> None:
    """Run one reaction in the transaction that notes it as done, so that it happens once."""
    try:
        with transaction.atomic():
            delivery, _ = Delivery.objects.select_for_update().get_or_create(
                event=event, reaction=name
            )
            if delivery.is_done:
                return
            reaction(events.read_event(event))
            delivery.is_done = True
            delivery.next_at = None
            delivery.save(update_fields=["is_done", "next_at"])
    except Exception as error:  # noqa: BLE001 the edge: one reaction that fails stops no other
        _note_failure(event, name, error, now)


def _note_failure(event: OutboxEvent, name: str, error: Exception, now: datetime) -> None:
    delivery, _ = Delivery.objects.get_or_create(event=event, reaction=name)
    pause = min(timedelta(seconds=2**delivery.attempts), LONGEST_PAUSE)
    Delivery.objects.filter(pk=delivery.pk, is_done=False).update(
        attempts=F("attempts") + 1, next_at=now + pause, error=place_of(error)
    )
    log.warning("reaction %s failed: %s", name, place_of(error))


def place_of(error: BaseException) -> str:
    """Name an error by its type and the place where it rose, without its words."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}" if trace else "?"
    return f"{type(error).__name__} in {where}"[:200]


def _settled(rows: QuerySet[OutboxEvent]) -> QuerySet[OutboxEvent]:
    """Leave out what a transaction that still runs may yet precede."""
    if connection.vendor != "postgresql":
        return rows
    return rows.extra(where=["transaction < pg_snapshot_xmin(pg_current_snapshot())::text::bigint"])
