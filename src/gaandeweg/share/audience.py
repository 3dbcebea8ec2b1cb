"""Who may read what a viewer shares: all colleagues, the department, or the team."""

from uuid import UUID

from django.utils.translation import gettext as _

from gaandeweg.kernel.viewer import Viewer, everyone_label, person_label, unit_label
from gaandeweg.people import public as people
from gaandeweg.share.words import Audience


class NoSuchAudienceError(Exception):
    """The viewer is in no such unit, and cannot address it."""


def audience_choices(viewer: Viewer) -> list[tuple[str, str]]:
    """List the audiences to choose from, with a sentence for each, the suggested one first."""
    units = _units(viewer)
    everyone = [(Audience.EVERYONE.value, sentence(None))]
    return everyone + [(word.value, sentence(unit.name)) for word, unit in units.items()]


def labels_of(viewer: Viewer, audience: Audience) -> list[str]:
    """Give the labels of an audience; the author always keeps sight of it.

    :raises NoSuchAudienceError: when the viewer is in no such unit.
    """
    own = person_label(viewer.own_id)
    if audience == Audience.EVERYONE:
        return [everyone_label(), own]
    unit = _units(viewer).get(audience)
    if unit is None:
        raise NoSuchAudienceError(audience)
    return [unit_label(unit.id), own]


def own_unit(viewer: Viewer) -> UUID | None:
    """Give the unit that a viewer speaks from."""
    return viewer.unit_ids[0] if viewer.unit_ids else None


def sentence(unit_name: str | None) -> str:
    """Say who can read something."""
    if unit_name is None:
        return _("All colleagues can read this")
    return _("Only %(unit)s can read this") % {"unit": unit_name}


def _units(viewer: Viewer) -> dict[Audience, people.UnitLine]:
    around = people.units_of(viewer)
    found: dict[Audience, people.UnitLine] = {}
    for unit in around:
        if unit.kind == people.UnitKind.DEPARTMENT:
            found.setdefault(Audience.DEPARTMENT, unit)
        elif unit.kind == people.UnitKind.TEAM and unit.id == own_unit(viewer):
            found[Audience.TEAM] = unit
    return found
