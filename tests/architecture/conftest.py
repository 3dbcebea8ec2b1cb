"""One world for all tests of a file."""

from tests.world import world  # noqa: F401 a fixture
