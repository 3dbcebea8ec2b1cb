"""Who may what with accounts, units, roles and the dossier."""

from uuid import UUID

from django.db.models import Q

from gaandeweg.kernel.abilities import Ability
from gaandeweg.kernel.access import rule_of, scope_of
from gaandeweg.kernel.viewer import Role, Viewer


@rule_of(Ability.SIGN_IN)
def may_sign_in(viewer: Viewer) -> bool:
    """Anybody may come to the door."""
    del viewer
    return True


@rule_of(Ability.HEALTH_READ)
def may_read_health(viewer: Viewer) -> bool:
    """Anybody may ask whether the product is up."""
    del viewer
    return True


@rule_of(Ability.DOSSIER_READ)
def may_read_dossier(viewer: Viewer) -> bool:
    """Let everybody read what we keep, and what we do not keep."""
    del viewer
    return True


@rule_of(Ability.OWN_ACCOUNT_CHANGE)
def may_change_own_account(viewer: Viewer) -> bool:
    """Everybody manages their own account."""
    return viewer.is_signed_in


@rule_of(Ability.TEAM_BEGIN)
def may_begin_team(viewer: Viewer) -> bool:
    """HRD makes teams."""
    return viewer.has_role(Role.HRD)


@rule_of(Ability.TEAM_INVITE)
def may_invite(viewer: Viewer, *, unit_id: UUID) -> bool:
    """HRD, and who leads the team, invite to it."""
    return viewer.has_role(Role.HRD) or (viewer.is_signed_in and unit_id in viewer.lead_of)


@rule_of(Ability.COUNCIL_NOTE)
def may_note_council(viewer: Viewer) -> bool:
    """HRD and the works council itself note that the works council knows."""
    return viewer.has_role(Role.HRD) or viewer.has_role(Role.WORKS_COUNCIL)


@rule_of(Ability.ROLE_GIVE)
def may_give_role(viewer: Viewer) -> bool:
    """Let the administrator give roles."""
    return viewer.has_role(Role.ADMINISTRATOR)


@rule_of(Ability.ACCOUNTS_MANAGE)
def may_manage_accounts(viewer: Viewer) -> bool:
    """Let the administrator manage accounts, and read nobody's texts by it."""
    return viewer.has_role(Role.ADMINISTRATOR)


@scope_of(Ability.UNIT_READ)
def units_to_name(viewer: Viewer) -> Q:
    """Every colleague knows which units there are."""
    return Q() if viewer.is_signed_in else Q(pk__in=[])
