"""The cast, and one world for all tests of a file."""

from tests.people.conftest import browser_of, cast, visitor
from tests.world import world

__all__ = ["browser_of", "cast", "visitor", "world"]
