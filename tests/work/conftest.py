"""The cast, also here."""

from tests.people.conftest import browser_of, cast, visitor
from tests.world import world

__all__ = ["browser_of", "cast", "visitor", "world"]
