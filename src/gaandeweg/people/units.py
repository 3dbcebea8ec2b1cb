"""Where a viewer stands in the organisation."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from gaandeweg.kernel import access
from gaandeweg.kernel.abilities import Ability
from gaandeweg.kernel.subjects import url_of
from gaandeweg.kernel.viewer import Viewer, unit_label
from gaandeweg.kernel.words import Kind
from gaandeweg.people.models import Unit
from gaandeweg.people.viewers import running_on
from gaandeweg.people.words import UnitKind


@dataclass(frozen=True)
class UnitLine:
    """A unit, with its page."""

    id: UUID
    kind: UnitKind
    name: str
    url: str


def units_of(viewer: Viewer) -> list[UnitLine]:
    """List the units a viewer is in, then the departments above them, in one query."""
    around = Unit.objects.filter(pk__in=_units_around(viewer))
    units = access.within(around, Ability.UNIT_READ, viewer)
    own = set(viewer.unit_ids)
    shown = [unit for unit in units if unit.pk in own or unit.kind == UnitKind.DEPARTMENT]
    shown.sort(key=lambda unit: (unit.pk not in own, _DEPTH[UnitKind(unit.kind)], unit.name))
    return [_line(unit) for unit in shown]


def parent_department(unit_id: UUID) -> UUID | None:
    """Give the department that a unit is in, or is."""
    path = Unit.objects.filter(pk=unit_id).values_list("path", flat=True).first()
    if path is None:
        return None
    above = Unit.objects.filter(
        pk__in=[UUID(part) for part in path.split()], kind=UnitKind.DEPARTMENT
    )
    return max(above, key=lambda unit: len(unit.path)).pk if above else None


def places_for_a_team(viewer: Viewer, *, today: date) -> list[tuple[UUID, str]]:
    """List where in the organisation a new team can stand, the whole first."""
    return units_to_choose(
        viewer, kinds=frozenset({UnitKind.ORGANISATION, UnitKind.DEPARTMENT}), today=today
    )


def units_to_choose(
    viewer: Viewer, *, kinds: frozenset[UnitKind], today: date
) -> list[tuple[UUID, str]]:
    """List units to choose from, the whole organisation first."""
    rows = Unit.objects.filter(running_on(today), kind__in=[kind.value for kind in kinds])
    units = access.within(rows, Ability.UNIT_READ, viewer)
    ordered = sorted(units, key=lambda unit: (-_DEPTH[UnitKind(unit.kind)], unit.name, unit.pk))
    return [(unit.pk, unit.name) for unit in ordered]


def name_of_unit(unit_id: UUID) -> str:
    """Give the name of a unit; every colleague may know it."""
    return Unit.objects.filter(pk=unit_id).values_list("name", flat=True).first() or ""


def units_within(unit_id: UUID) -> "QuerySet[Unit, UUID]":
    """Give the ids of a unit and of all units in it, for a query that asks about its rows."""
    return Unit.objects.filter(path__contains=str(unit_id)).values_list("pk", flat=True)


def all_units() -> "QuerySet[Unit]":
    """Give the units, for a page that asks its own ability about them."""
    return Unit.objects.all()


def _units_around(viewer: Viewer) -> list[UUID]:
    """Read from the viewer's audiences which units stand above and around."""
    prefix = unit_label(UUID(int=0)).removesuffix(str(UUID(int=0)))
    return [UUID(label.removeprefix(prefix)) for label in viewer.labels if label.startswith(prefix)]


_DEPTH = {UnitKind.TEAM: 0, UnitKind.DEPARTMENT: 1, UnitKind.ORGANISATION: 2}


def _line(unit: Unit) -> UnitLine:
    return UnitLine(unit.pk, UnitKind(unit.kind), unit.name, url_of(Kind.UNIT, unit.pk))
