"""The cast, also here."""

from tests.people.conftest import browser_of, cast, visitor

__all__ = ["browser_of", "cast", "visitor"]
