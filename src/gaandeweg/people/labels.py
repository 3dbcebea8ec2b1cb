"""What roles are called on the screen."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gaandeweg.kernel.viewer import Role

ROLES: dict[Role, str | Promise] = {
    Role.HRD: _("HR development adviser"),
    Role.MANAGEMENT: _("Management"),
    Role.CONTROL: _("Planning and control"),
    Role.WORKS_COUNCIL: _("Works council"),
    Role.PRIVACY_OFFICER: _("Privacy officer"),
    Role.ADMINISTRATOR: _("Administrator"),
}
