"""Whether the ground holds: for whoever watches the machine."""

from gaandeweg.kernel.models import Heartbeat


def ask_the_database() -> None:
    """Read a table of ours: an empty file in the place of the database answers too, and is none.

    :raises DatabaseError: when the database is away, or not ours.
    """
    Heartbeat.objects.exists()
