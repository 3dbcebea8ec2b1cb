"""Keys that sort by time, random where nobody may know the order. Frozen: migrations import it."""

import secrets
import time
import uuid
from datetime import UTC, datetime

_VERSION_7 = 0x7000
_VARIANT = 0x8000000000000000


def uuid7(at: datetime | None = None) -> uuid.UUID:
    """Make a key that sorts by time (RFC 9562, version 7), for a moment in the past when given."""
    seconds = time.time() if at is None else at.timestamp()
    milliseconds = int(seconds * 1000) & 0xFFFFFFFFFFFF
    high = (milliseconds << 16) | _VERSION_7 | secrets.randbits(12)
    low = _VARIANT | secrets.randbits(62)
    return uuid.UUID(int=(high << 64) | low)


def uuid7_now() -> uuid.UUID:
    """Make a key for this moment: the default of key columns."""
    return uuid7()


def moment_of(key: uuid.UUID) -> datetime:
    """Read from a time-ordered key when it was made, to the millisecond, in UTC."""
    return datetime.fromtimestamp((key.int >> 80) / 1000, tz=UTC)
