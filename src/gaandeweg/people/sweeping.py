"""What is past its day goes: invitations, sessions, attempts to sign in."""

from datetime import datetime

from django.conf import settings
from django.db import connection
from django.utils import timezone

from gaandeweg.people.models import Invitation
from gaandeweg.people.sessions import SessionStore


def sweep(now: datetime) -> None:
    """Remove what is past its day; safe to run twice."""
    Invitation.objects.filter(until_on__lt=timezone.localdate(now)).delete()
    SessionStore.clear_expired()
    _sweep_attempts(now)


def _sweep_attempts(now: datetime) -> None:
    """Remove old attempts; Django's cache forgets them, but leaves their rows."""
    table = connection.ops.quote_name(settings.CACHES["default"]["LOCATION"])
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {table} WHERE expires < %s",  # noqa: S608 a name from our settings
            [connection.ops.adapt_datetimefield_value(now)],
        )
