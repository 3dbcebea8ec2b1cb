"""The first start: one link with which the first administrator sets a password, once."""

import fcntl
import hashlib
import hmac
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.conf import settings

from gaandeweg.kernel.viewer import Role
from gaandeweg.people.models import OrganisationRole

# What other apps make ready for a fresh organisation, such as a starter list.
after_first_start: list[Callable[[datetime], object]] = []


def first_link_token() -> str | None:
    """Make the token of the one-time link; the one before it opens nothing any more.

    None once there is an administrator. Only its hash is kept, in the data folder.
    """
    if _has_administrator():
        close_first_link()
        return None
    token = secrets.token_urlsafe(32)
    place = _place()
    place.touch(mode=0o600)
    place.write_text(_hash(token), encoding="ascii")
    return token


def is_first_link(token: str) -> bool:
    """Whether this token opens the first start, and there is still no administrator."""
    try:
        kept = _place().read_text(encoding="ascii")
    except FileNotFoundError:
        return False
    return hmac.compare_digest(kept, _hash(token)) and not _has_administrator()


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let who presses at the same moment wait until the first one is done."""
    try:
        place = _place().open("rb")
    except FileNotFoundError:
        yield
        return
    with place:
        fcntl.flock(place, fcntl.LOCK_EX)
        yield


def close_first_link() -> None:
    """End the first start: no link opens it any more."""
    _place().unlink(missing_ok=True)


def _has_administrator() -> bool:
    return OrganisationRole.objects.filter(role=Role.ADMINISTRATOR, person__has_left=False).exists()


def _place() -> Path:
    return Path(settings.DATA) / "first-administrator"


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
