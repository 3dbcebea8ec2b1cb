"""Who may see which pages of the work."""

from uuid import UUID

from django.db.models import Q

from gaandeweg.kernel.abilities import Ability
from gaandeweg.kernel.access import rule_of, scope_of
from gaandeweg.kernel.viewer import Viewer


@rule_of(Ability.HOME_READ)
def may_read_home(viewer: Viewer) -> bool:
    """Every colleague has a first page."""
    return viewer.is_signed_in


@scope_of(Ability.TEAM_READ)
def own_units(viewer: Viewer) -> Q:
    """Show a team's page to the team, a department's to its teams."""
    prefix = "unit:"
    own = [UUID(label.removeprefix(prefix)) for label in viewer.labels if label.startswith(prefix)]
    return Q(pk__in=own if viewer.is_signed_in else [])


@scope_of(Ability.PROCESS_READ)
def all_processes(viewer: Viewer) -> Q:
    """Every colleague knows the work of the organisation."""
    return Q() if viewer.is_signed_in else Q(pk__in=[])


@scope_of(Ability.SERVICE_READ)
def all_services(viewer: Viewer) -> Q:
    """Every colleague knows what the organisation delivers."""
    return Q() if viewer.is_signed_in else Q(pk__in=[])
