"""Conditions on subjects by where in the work they belong."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from gaandeweg.people import public as people
from gaandeweg.work.models import Where


def on_processes(process_ids: Collection[UUID]) -> Q:
    """Say which subjects belong to these processes."""
    return Q(pk__in=Where.objects.filter(process_id__in=process_ids).values("pk"))


def on_units(unit_ids: Collection[UUID]) -> Q:
    """Say which subjects came from these units."""
    return Q(pk__in=Where.objects.filter(unit_id__in=unit_ids).values("pk"))


def within_unit(unit_id: UUID) -> Q:
    """Say which subjects came from a unit, or from a unit in it."""
    units = people.units_within(unit_id)
    return Q(pk__in=Where.objects.filter(unit_id__in=units).values("pk"))
