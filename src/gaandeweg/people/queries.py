"""What the pages of people need to know. Nothing about what anybody does, or when."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from gaandeweg.kernel import access, limits
from gaandeweg.kernel.abilities import Ability
from gaandeweg.kernel.models import Subject
from gaandeweg.kernel.subjects import url_of
from gaandeweg.kernel.viewer import Role, Viewer
from gaandeweg.people.models import (
    CouncilNote,
    Invitation,
    Membership,
    OrganisationRole,
    Person,
    Unit,
)
from gaandeweg.people.viewers import own_id, running_on
from gaandeweg.people.words import UnitKind


@dataclass(frozen=True)
class Colleague:
    """A colleague in the administrator's list: name, units and roles, and nothing else."""

    id: UUID
    name: str
    units: tuple[str, ...]
    roles: tuple[Role, ...]


@dataclass(frozen=True)
class Colleagues:
    """One page of the administrator's list."""

    rows: tuple[Colleague, ...]
    letters: tuple[str, ...]
    has_more: bool


@dataclass(frozen=True)
class UnitToInviteTo:
    """A unit, and who was invited to it and did not come yet."""

    id: UUID
    name: str
    waiting: tuple["Waiting", ...]


@dataclass(frozen=True)
class Waiting:
    """An invitation that was not taken up yet."""

    id: UUID
    mail: str
    until_on: date


@dataclass(frozen=True)
class Note:
    """That the works council knows: when, who said so by role, and for which team."""

    noted_on: date
    by_role: Role
    unit_name: str


def colleagues(viewer: Viewer, *, letter: str, page: int, today: date) -> Colleagues:
    """List the colleagues for the administrator, by name."""
    access.require(Ability.ACCOUNTS_MANAGE, viewer)
    present = Person.objects.filter(has_left=False).order_by("name", "pk")
    shown = present.filter(name__istartswith=letter) if letter else present
    start = (page - 1) * limits.PAGE_LENGTH
    found = list(shown[start : start + limits.PAGE_LENGTH + 1])
    rows = _with_units_and_roles(found[: limits.PAGE_LENGTH], today)
    return Colleagues(rows, _letters(present), has_more=len(found) > limits.PAGE_LENGTH)


def colleague(viewer: Viewer, person_id: UUID, *, today: date) -> Colleague:
    """Fetch one colleague for the administrator.

    :raises NotVisibleError: when there is none.
    """
    access.require(Ability.ACCOUNTS_MANAGE, viewer)
    person = Person.objects.filter(pk=person_id, has_left=False).first()
    if person is None:
        raise access.NotVisibleError
    return _with_units_and_roles([person], today)[0]


def unit_to_invite_to(viewer: Viewer, unit_id: UUID, *, today: date) -> UnitToInviteTo:
    """Fetch a unit with its open invitations, for who may invite to it.

    :raises NotVisibleError: when there is no such unit for this viewer.
    :raises NotAllowedError: when the viewer may not invite to it.
    """
    unit = access.get(Unit.objects.all(), unit_id, Ability.UNIT_READ, viewer)
    access.require(Ability.TEAM_INVITE, viewer, unit_id=unit_id)
    rows = Invitation.objects.filter(unit_id=unit_id, until_on__gte=today).order_by("mail", "pk")
    waiting = tuple(Waiting(row.pk, row.mail, row.until_on) for row in rows)
    return UnitToInviteTo(unit.pk, unit.name, waiting)


def names_in_own_team(viewer: Viewer, unit_id: UUID | None, *, today: date) -> list[str]:
    """Name who is in a team, for who is in it: nobody reads along there unseen."""
    if unit_id not in viewer.unit_ids:
        return []
    rows = Membership.objects.filter(
        running_on(today), unit_id=unit_id, unit__kind=UnitKind.TEAM, person__has_left=False
    )
    return list(rows.order_by("person__name", "pk").values_list("person__name", flat=True))


def council_notes() -> list[Note]:
    """List what was noted about the works council; open to all, as the dossier is."""
    rows = CouncilNote.objects.select_related("unit").order_by("-noted_on", "-pk")
    return [
        Note(row.noted_on, Role(row.by_role), row.unit.name if row.unit else "") for row in rows
    ]


def own_language(viewer: Viewer) -> str:
    """Give the language in which a colleague gets mail; empty when never chosen."""
    rows = Person.objects.filter(pk=own_id(viewer))
    return rows.values_list("language", flat=True).first() or ""


def is_colleague(person_id: UUID) -> bool:
    """Whether this person has an account and did not leave."""
    return Person.objects.filter(pk=person_id, has_left=False, account__is_active=True).exists()


def address_of_subject(subject_id: UUID) -> str | None:
    """Give the address of a thing's page, whatever it is; the page itself asks who may see it."""
    kind = Subject.objects.filter(pk=subject_id).values_list("kind", flat=True).first()
    return None if kind is None else url_of(kind, subject_id)


def _letters(present: "QuerySet[Person]") -> tuple[str, ...]:
    firsts = present.order_by().values_list("name", flat=True)
    return tuple(sorted({name[:1].upper() for name in firsts if name}))


def _with_units_and_roles(persons: list[Person], today: date) -> tuple[Colleague, ...]:
    ids = [person.pk for person in persons]
    units: dict[UUID, list[str]] = defaultdict(list)
    for row in (
        Membership.objects.filter(running_on(today), person_id__in=ids)
        .select_related("unit")
        .order_by("unit__name", "pk")
    ):
        units[row.person_id].append(row.unit.name)
    roles: dict[UUID, list[Role]] = defaultdict(list)
    for person_id, role in OrganisationRole.objects.filter(person_id__in=ids).values_list(
        "person_id", "role"
    ):
        roles[person_id].append(Role(role))
    return tuple(
        Colleague(person.pk, person.name, tuple(units[person.pk]), tuple(sorted(roles[person.pk])))
        for person in persons
    )
