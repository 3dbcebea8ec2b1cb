"""Make units, people, memberships and roles with nobody looking: demo, imports, first start."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from gaandeweg.kernel.events import WorkChanged, tell
from gaandeweg.kernel.ids import uuid7
from gaandeweg.kernel.subjects import make_subject
from gaandeweg.kernel.viewer import Role, everyone_label
from gaandeweg.kernel.words import Kind
from gaandeweg.people.models import Account, Membership, OrganisationRole, Person, Unit
from gaandeweg.people.words import MemberRole, UnitKind


def make_organisation(name: str, now: datetime) -> UUID:
    """Make the unit at the top of the tree."""
    today = timezone.localdate(now)
    return make_unit(kind=UnitKind.ORGANISATION, name=name, parent_id=None, from_on=today, now=now)


@transaction.atomic
def make_unit(
    *,
    kind: UnitKind,
    name: str,
    parent_id: UUID | None,
    from_on: date,
    now: datetime,
    form_key: UUID | None = None,
) -> UUID:
    """Make a unit under another one."""
    unit_id = uuid7(now)
    make_subject(
        Kind.UNIT,
        title=name,
        labels=[everyone_label()],
        now=now,
        subject_id=unit_id,
        form_key=form_key,
    )
    above = "" if parent_id is None else f"{Unit.objects.get(pk=parent_id).path} "
    Unit.objects.create(
        subject_id=unit_id,
        kind=kind.value,
        name=name,
        parent_id=parent_id,
        path=f"{above}{unit_id}",
        from_on=from_on,
    )
    tell(WorkChanged(unit_id), now=now)
    return unit_id


@transaction.atomic
def make_person(
    *, name: str, mail: str, language: str = "", now: datetime, password: str | None = None
) -> UUID:
    """Make a colleague with an account; without a password nobody signs in with it yet."""
    account = Account(mail=mail.strip().casefold())
    account.set_password(password)
    account.save()
    person = Person.objects.create(id=uuid7(now), account=account, name=name, language=language)
    return person.pk


def join(
    *, person_id: UUID, unit_id: UUID, role: MemberRole = MemberRole.MEMBER, from_on: date
) -> None:
    """Let a person join a unit; who is in it already keeps the membership, with this role."""
    Membership.objects.update_or_create(
        person_id=person_id,
        unit_id=unit_id,
        until_on=None,
        defaults={"role": role.value},
        create_defaults={"role": role.value, "from_on": from_on},
    )


def give_role(*, person_id: UUID, role: Role) -> None:
    """Give a person a role for the organisation."""
    OrganisationRole.objects.get_or_create(person_id=person_id, role=role.value)


def take_role(*, person_id: UUID, role: Role) -> None:
    """Take a role for the organisation from a person."""
    OrganisationRole.objects.filter(person_id=person_id, role=role.value).delete()
