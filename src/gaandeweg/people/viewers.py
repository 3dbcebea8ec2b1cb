"""Who is looking: a colleague in a session, somebody with the link of one mail, or a visitor."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from gaandeweg.kernel.access import NotAllowedError
from gaandeweg.kernel.viewer import (
    VISITOR,
    Role,
    Viewer,
    everyone_label,
    person_label,
    unit_label,
)
from gaandeweg.people.models import Account, Membership, OrganisationRole, Person
from gaandeweg.people.passes import read_pass
from gaandeweg.people.words import MemberRole


def viewer_of(request: HttpRequest) -> Viewer:
    """Tell who is looking."""
    account = request.user
    if isinstance(account, Account):
        return viewer_for(account.person, today=timezone.localdate())
    return _holder_of_a_pass(request) or VISITOR


def viewer_for(person: Person, *, today: date, limited_to: UUID | None = None) -> Viewer:
    """Make the viewer of a person, with the audiences that the person belongs to today."""
    if person.has_left:
        return VISITOR
    running = Membership.objects.filter(running_on(today), person=person)
    memberships = list(
        running.order_by("unit__name", "pk").values_list("unit_id", "role", "unit__path")
    )
    roles = OrganisationRole.objects.filter(person=person).values_list("role", flat=True)
    return Viewer(
        person_id=person.pk,
        name=person.name,
        roles=frozenset(Role(role) for role in roles),
        unit_ids=tuple(unit_id for unit_id, _role, _path in memberships),
        lead_of=frozenset(unit for unit, role, _ in memberships if role == MemberRole.LEAD),
        labels=_labels(person.pk, (path for _unit_id, _role, path in memberships)),
        limited_to=limited_to,
    )


def own_id(viewer: Viewer) -> UUID:
    """Give the person of a viewer who signed in.

    :raises NotAllowedError: when it is a visitor.
    """
    if viewer.person_id is None:
        raise NotAllowedError
    return viewer.person_id


def running_on(day: date) -> Q:
    """Say which rows with a from and an until run on a day."""
    return Q(from_on__lte=day) & (Q(until_on__isnull=True) | Q(until_on__gt=day))


def _labels(person_id: UUID, paths: Iterable[str]) -> frozenset[str]:
    units = {unit_label(UUID(part)) for path in paths for part in path.split()}
    return frozenset({everyone_label(), person_label(person_id), *units})


def _holder_of_a_pass(request: HttpRequest) -> Viewer | None:
    held = read_pass(request.COOKIES.get(settings.PASS_COOKIE_NAME, ""), now=timezone.now())
    if held is None:
        return None
    person = Person.objects.filter(
        pk=held.person_id, has_left=False, account__is_active=True
    ).first()
    if person is None:
        return None
    return viewer_for(person, today=timezone.localdate(), limited_to=held.subject_id)
