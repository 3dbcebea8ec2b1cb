"""Mail that leaves: kept as ids, worded when it goes, sent at least once under one Message-ID."""

import hashlib
import logging
import smtplib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.utils import translation

from gaandeweg.kernel import limits
from gaandeweg.kernel.models import Letter, Subject
from gaandeweg.kernel.outbox import place_of
from gaandeweg.kernel.words import LetterState

log = logging.getLogger(__name__)

BATCH = 50
LONGEST_PAUSE = timedelta(hours=2)
FIRST_FINAL_CODE = 500  # RFC 5321, 4.2.1: 4yz is transient, 5yz is permanent


@dataclass(frozen=True)
class Wording:
    """A letter as it leaves."""

    to: str
    subject: str
    text: str
    language: str


# Words a letter from its recipient and ids; None when it has no reason to leave any more.
Writer = Callable[[str, Mapping[str, str]], Wording | None]

_writers: dict[str, Writer] = {}


def words(kind: str) -> Callable[[Writer], Writer]:
    """Register who words letters of this kind."""

    def register(writer: Writer) -> Writer:
        _writers[kind] = writer
        return writer

    return register


def put_in_post(
    *,
    key: str,
    kind: str,
    recipient: str,
    now: datetime,
    subject_id: UUID | None = None,
    ids: Mapping[str, str] | None = None,
) -> None:
    """Put a letter in the post; the same key twice is one letter."""
    Letter.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "recipient": recipient,
            "subject_id": subject_id,
            "ids": dict(ids or {}),
            "next_at": now,
        },
    )


def send_waiting(now: datetime) -> int:
    """Send the letters that are due; returns how many left."""
    due = list(Letter.objects.filter(state=LetterState.WAITING, next_at__lte=now)[:BATCH])
    sent = 0
    for letter in due:
        sent += _send(letter, now)
    return sent


def sweep(now: datetime) -> None:
    """Remove letters that were given up over a week ago: for whom and about what is no news."""
    since = now - timedelta(days=limits.LETTER_DAYS)
    Letter.objects.filter(state=LetterState.GIVEN_UP, next_at__lt=since).delete()


def message_id(key: str) -> str:
    """Give the one Message-ID of a letter, however often it is tried."""
    digest = hashlib.sha256(f"{settings.SECRET_KEY}:{key}".encode()).hexdigest()[:40]
    return f"<{digest}@{settings.MAIL_DOMAIN}>"


def _send(letter: Letter, now: datetime) -> bool:
    try:
        wording = _word(letter)
        if wording is not None:
            _hand_over(letter, wording)
    except Exception as error:  # noqa: BLE001 the edge: one letter that fails holds up no other
        _put_off(letter, error, now)
        return False
    # Gone is gone: who wrote to whom when is kept nowhere.
    letter.delete()
    return wording is not None


def _word(letter: Letter) -> Wording | None:
    if letter.subject_id is not None and not _is_in_sight(letter.subject_id):
        return None
    return _writers[letter.kind](letter.recipient, letter.ids)


def _is_in_sight(subject_id: UUID) -> bool:
    return Subject.objects.filter(pk=subject_id, withdrawn_at__isnull=True).exists()


def _hand_over(letter: Letter, wording: Wording) -> None:
    with translation.override(wording.language):
        message = EmailMultiAlternatives(
            subject=" ".join(wording.subject.split()),
            body=wording.text,
            from_email=settings.DEFAULT_FROM_EMAIL,
            to=[wording.to],
            headers={
                "Message-ID": message_id(letter.key),
                "Auto-Submitted": "auto-generated",
                "Content-Language": wording.language,
            },
            connection=get_connection(),
        )
        message.send()


def _put_off(letter: Letter, error: Exception, now: datetime) -> None:
    letter.attempts += 1
    if _is_refused_for_good(error) or letter.attempts >= limits.LETTER_ATTEMPTS:
        letter.state = LetterState.GIVEN_UP
    letter.next_at = now + min(timedelta(seconds=30 * 2**letter.attempts), LONGEST_PAUSE)
    letter.save(update_fields=["attempts", "state", "next_at"])
    log.warning("a letter of kind %s did not leave: %s", letter.kind, place_of(error))


def _is_refused_for_good(error: Exception) -> bool:
    """Whether the mail server knows no such address; a 4xx only says to come back later."""
    return isinstance(error, smtplib.SMTPRecipientsRefused) and all(
        code >= FIRST_FINAL_CODE for code, _ in error.recipients.values()
    )
