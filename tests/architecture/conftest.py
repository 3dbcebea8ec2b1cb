"""One world for all tests of a file, each of which takes back what it did (mark: django_db)."""

import pytest
from django.core.cache import cache
from django.db import transaction

from tests.people.conftest import browser_of, cast, visitor
from tests.world import make_world

__all__ = ["browser_of", "cast", "visitor", "world"]


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        cache.clear()
        yield make_world()
        transaction.set_rollback(True)
