"""Sessions in the database whose end says nothing about when somebody came in."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.models import Session
from django.db import InterfaceError, OperationalError
from django.utils import timezone


class SessionStore(DatabaseSessions):
    """A session that ends at night, on a day that is the same for everybody of that week."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Use Django's own table."""
        return Session

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 Django's own
        """Keep the session; a database that is away or full is no session that ended."""
        try:
            super().save(must_create=must_create)
        except UpdateError as error:
            if isinstance(error.__context__, OperationalError | InterfaceError):
                raise error.__context__ from error
            raise

    def get_expiry_date(self, **kwargs: Any) -> datetime:
        """End on the first Monday night after the longest time that a session may last."""
        del kwargs
        last = timezone.localtime() + timedelta(seconds=settings.SESSION_COOKIE_AGE)
        monday = last + timedelta(days=7 - last.weekday())
        return monday.replace(hour=3, minute=0, second=0, microsecond=0)
