"""Who may read what a viewer shares: all colleagues, the department, or the team."""

from uuid import UUID

from django.utils.translation import gettext as _

from gaandeweg.kernel.models import AudienceLabel
from gaandeweg.kernel.viewer import Viewer, everyone_label, person_label, unit_label
from gaandeweg.people import public as people
from gaandeweg.share.models import Reply
from gaandeweg.share.words import Audience


class NoSuchAudienceError(Exception):
    """The viewer is in no such unit, and cannot address it."""


def audience_choices(viewer: Viewer) -> list[tuple[str, str]]:
    """List the audiences to choose from, from wide to narrow, with a sentence for each."""
    units = _units(viewer)
    everyone = [(Audience.EVERYONE.value, sentence(None))]
    narrower = (word for word in (Audience.DEPARTMENT, Audience.TEAM) if word in units)
    return everyone + [(word.value, sentence(units[word].name)) for word in narrower]


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


def audience_now(viewer: Viewer, subject_id: UUID) -> Audience | None:
    """Tell which of the viewer's audiences a thing has; None when it has another one."""
    held = set(AudienceLabel.objects.filter(subject_id=subject_id).values_list("label", flat=True))
    offered = (Audience(word) for word, _sentence in audience_choices(viewer))
    return next((word for word in offered if set(labels_of(viewer, word)) == held), None)


def have_others_replied(viewer: Viewer, subject_id: UUID) -> bool:
    """Whether a colleague wrote something under one's own thing that is still there."""
    replies = Reply.objects.filter(subject_id=subject_id, text__withdrawn_at__isnull=True)
    return replies.exclude(text__in=people.texts_by(viewer.own_id)).exists()


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
