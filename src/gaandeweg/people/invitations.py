"""The link in an invitation: bound to one mail address, for two weeks, for one time."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core import signing

from gaandeweg.people.models import Account, Invitation
from gaandeweg.people.words import UnitKind

_SALT = "gaandeweg.invitation"


@dataclass(frozen=True)
class OpenInvitation:
    """An invitation that can still be taken up."""

    id: UUID
    mail: str
    unit_name: str
    is_for_a_team: bool
    has_account: bool


def token_of(invitation_id: UUID) -> str:
    """Make the token in the link of an invitation."""
    return signing.dumps(invitation_id.hex, salt=_SALT)


def open_invitation(token: str, *, today: date) -> OpenInvitation | None:
    """Read an invitation; None when it is used, withdrawn, too old or not ours."""
    row = row_of(token, today=today)
    if row is None:
        return None
    return OpenInvitation(
        id=row.pk,
        mail=row.mail,
        unit_name=row.unit.name if row.unit else "",
        is_for_a_team=row.unit is not None and row.unit.kind == UnitKind.TEAM,
        has_account=Account.objects.filter(mail=row.mail).exists(),
    )


def row_of(token: str, *, today: date, locked: bool = False) -> Invitation | None:
    """Find the row behind a token, locked until the transaction ends when it is to be taken up."""
    try:
        invitation_id = UUID(signing.loads(token, salt=_SALT))
    except signing.BadSignature:
        return None
    rows = Invitation.objects.filter(pk=invitation_id, until_on__gte=today)
    if locked:
        return rows.select_for_update().first()
    return rows.select_related("unit").first()
