"""What people do with teams, invitations, roles and accounts."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.utils import timezone

from gaandeweg.kernel import access, limits
from gaandeweg.kernel.abilities import Ability
from gaandeweg.kernel.letters import put_in_post
from gaandeweg.kernel.viewer import Role, Viewer
from gaandeweg.people import first_start, leaving, setup
from gaandeweg.people.invitations import row_of
from gaandeweg.people.models import (
    Account,
    CouncilNote,
    Invitation,
    OrganisationRole,
    Person,
    Unit,
)
from gaandeweg.people.viewers import own_id, running_on
from gaandeweg.people.words import MemberRole, UnitKind


class InvitationGoneError(Exception):
    """The invitation was used, withdrawn or is past its day."""


class AccountExistsError(Exception):
    """Somebody with this mail address has an account: sign in with it first."""


class OtherAddressError(Exception):
    """The invitation is for another mail address than that of who is signed in."""


class LastAdministratorError(Exception):
    """Without an administrator nobody can give roles any more."""


class FirstStartOverError(Exception):
    """The link of the first start opens nothing any more."""


def begin_organisation(
    *, token: str, organisation: str, name: str, mail: str, password: str, now: datetime
) -> UUID:
    """Make the organisation and its first administrator; works once.

    :raises FirstStartOverError: when there is an administrator, or the link is not the newest.
    """
    with first_start.one_at_a_time(), transaction.atomic():
        if not first_start.is_first_link(token):
            raise FirstStartOverError
        unit_id = setup.make_organisation(organisation, now)
        person_id = setup.make_person(name=name, mail=mail, now=now, password=password)
        setup.join(person_id=person_id, unit_id=unit_id, from_on=timezone.localdate(now))
        setup.give_role(person_id=person_id, role=Role.ADMINISTRATOR)
        for make_ready in first_start.after_first_start:
            make_ready(now)
    first_start.close_first_link()
    return person_id


def begin_team(
    *,
    viewer: Viewer,
    name: str,
    parent_id: UUID | None,
    mails: Iterable[str],
    council_knows: bool,
    now: datetime,
    form_key: UUID,
) -> UUID:
    """Make a team and invite its first people; the first address is that of the team lead."""
    access.require(Ability.TEAM_BEGIN, viewer)
    # A key of its own, should the key of another form be sent with this one.
    key = uuid5(form_key, UnitKind.TEAM)
    made = Unit.objects.filter(subject__form_key=key)
    if (team := made.first()) is not None:
        return team.subject_id
    try:
        with transaction.atomic():
            unit_id = _make_team(name, parent_id, key, now)
            for number, mail in enumerate(mails):
                role = MemberRole.MEMBER if number else MemberRole.LEAD
                _invite(mail, unit_id=unit_id, role=role, by=viewer, now=now)
            if council_knows:
                note_council(viewer=viewer, unit_id=unit_id, now=now)
    except IntegrityError:
        # The same form, sent twice at the same moment: the other one was first.
        return made.get().subject_id
    return unit_id


@transaction.atomic
def invite_to_unit(*, viewer: Viewer, unit_id: UUID, mails: Iterable[str], now: datetime) -> None:
    """Invite colleagues to a unit by mail."""
    access.get(Unit.objects.all(), unit_id, Ability.UNIT_READ, viewer)
    access.require(Ability.TEAM_INVITE, viewer, unit_id=unit_id)
    for mail in mails:
        _invite(mail, unit_id=unit_id, role=MemberRole.MEMBER, by=viewer, now=now)


@transaction.atomic
def invite_colleague(*, viewer: Viewer, unit_id: UUID, mail: str, now: datetime) -> None:
    """Let the administrator invite a colleague to a unit."""
    access.require(Ability.ACCOUNTS_MANAGE, viewer)
    access.get(Unit.objects.all(), unit_id, Ability.UNIT_READ, viewer)
    _invite(mail, unit_id=unit_id, role=MemberRole.MEMBER, by=viewer, now=now)


def withdraw_invitation(*, viewer: Viewer, unit_id: UUID, invitation_id: UUID) -> None:
    """Take an invitation back: its link opens nothing any more."""
    access.require(Ability.TEAM_INVITE, viewer, unit_id=unit_id)
    Invitation.objects.filter(pk=invitation_id, unit_id=unit_id).delete()


@transaction.atomic
def accept_invitation(*, token: str, name: str, password: str, now: datetime) -> UUID:
    """Make the account and the membership of who was invited; returns the person.

    :raises InvitationGoneError: when it was used, withdrawn or is past its day.
    :raises AccountExistsError: when the mail address has an account.
    """
    row = _take(token, now)
    if Account.objects.filter(mail=row.mail).exists():
        raise AccountExistsError
    person_id = setup.make_person(name=name, mail=row.mail, now=now, password=password)
    _use_up(row, person_id, now)
    return person_id


@transaction.atomic
def accept_as(*, viewer: Viewer, token: str, now: datetime) -> None:
    """Let a colleague with an account take up an invitation.

    :raises InvitationGoneError: when it was used, withdrawn or is past its day.
    :raises OtherAddressError: when it is for another mail address.
    """
    access.require(Ability.OWN_ACCOUNT_CHANGE, viewer)
    row = _take(token, now)
    person = Person.objects.select_related("account").get(pk=own_id(viewer))
    if person.account is None or person.account.mail != row.mail:
        raise OtherAddressError
    _use_up(row, person.pk, now)


def note_council(*, viewer: Viewer, unit_id: UUID | None, now: datetime) -> None:
    """Keep that the works council knows: the day and the role of who said so."""
    access.require(Ability.COUNCIL_NOTE, viewer)
    role = Role.HRD if viewer.has_role(Role.HRD) else Role.WORKS_COUNCIL
    CouncilNote.objects.create(
        unit_id=unit_id, noted_on=timezone.localdate(now), by_role=role.value
    )


@transaction.atomic
def set_roles(*, viewer: Viewer, person_id: UUID, roles: frozenset[Role]) -> None:
    """Give a colleague these roles for the organisation, and no others.

    :raises LastAdministratorError: when nobody would be administrator any more.
    """
    access.require(Ability.ROLE_GIVE, viewer)
    if Role.ADMINISTRATOR not in roles:
        _require_another_administrator(person_id)
    for role in Role:
        if role in roles:
            setup.give_role(person_id=person_id, role=role)
        else:
            setup.take_role(person_id=person_id, role=role)


@transaction.atomic
def let_go(*, viewer: Viewer, person_id: UUID, today: date) -> None:
    """Close the account of a colleague who leaves, at once; what they wrote stays.

    :raises LastAdministratorError: when nobody would be administrator any more.
    """
    access.require(Ability.ACCOUNTS_MANAGE, viewer)
    _require_another_administrator(person_id)
    leaving.deactivate(person_id=person_id, today=today)


def change_own_account(*, viewer: Viewer, name: str, language: str) -> None:
    """Change one's own name and language."""
    access.require(Ability.OWN_ACCOUNT_CHANGE, viewer)
    Person.objects.filter(pk=own_id(viewer)).update(name=name, language=language)


def _invite(mail: str, *, unit_id: UUID, role: MemberRole, by: Viewer, now: datetime) -> None:
    until_on = timezone.localdate(now) + timedelta(days=limits.INVITATION_DAYS)
    row, _ = Invitation.objects.update_or_create(
        mail=mail.strip().casefold(),
        unit_id=unit_id,
        defaults={"until_on": until_on},
        create_defaults={"until_on": until_on, "role": role.value},
    )
    put_in_post(
        key=f"invitation:{row.pk}:{until_on}",
        kind="invitation",
        recipient=str(row.pk),
        now=now,
        ids={"by": str(by.person_id)},
    )


def _take(token: str, now: datetime) -> Invitation:
    row = row_of(token, today=timezone.localdate(now), locked=True)
    if row is None:
        raise InvitationGoneError
    return row


def _use_up(row: Invitation, person_id: UUID, now: datetime) -> None:
    if row.unit_id is not None:
        setup.join(
            person_id=person_id,
            unit_id=row.unit_id,
            role=MemberRole(row.role),
            from_on=timezone.localdate(now),
        )
    row.delete()


def _make_team(name: str, parent_id: UUID | None, key: UUID, now: datetime) -> UUID:
    today = timezone.localdate(now)
    return setup.make_unit(
        kind=UnitKind.TEAM,
        name=name,
        parent_id=parent_id or _top_of_the_organisation(today),
        from_on=today,
        now=now,
        form_key=key,
    )


def _top_of_the_organisation(today: date) -> UUID | None:
    top = Unit.objects.filter(running_on(today), parent__isnull=True).order_by("pk").first()
    return None if top is None else top.pk


def _require_another_administrator(person_id: UUID) -> None:
    administrators = set(
        OrganisationRole.objects.select_for_update()
        .filter(role=Role.ADMINISTRATOR, person__has_left=False)
        .values_list("person_id", flat=True)
    )
    if administrators == {person_id}:
        raise LastAdministratorError
