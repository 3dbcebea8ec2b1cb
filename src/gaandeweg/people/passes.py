"""The link in a mail: for one person and one thread, a day long, never used up by looking."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core import signing

from gaandeweg.kernel import limits

_SALT = "gaandeweg.mail-link"


@dataclass(frozen=True)
class Pass:
    """What a mail link opens, and for whom."""

    person_id: UUID
    subject_id: UUID
    until: datetime


def make_pass(person_id: UUID, subject_id: UUID, *, now: datetime) -> str:
    """Make the token of a mail link."""
    until = now + timedelta(hours=limits.MAIL_LINK_HOURS)
    content = {"p": person_id.hex, "s": subject_id.hex, "u": int(until.timestamp())}
    return signing.dumps(content, salt=_SALT)


def read_pass(token: str, *, now: datetime) -> Pass | None:
    """Read a token; None when it is not ours or its day is over."""
    try:
        content = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return None
    until = datetime.fromtimestamp(content["u"], tz=now.tzinfo)
    if now >= until:
        return None
    return Pass(UUID(content["p"]), UUID(content["s"]), until)
