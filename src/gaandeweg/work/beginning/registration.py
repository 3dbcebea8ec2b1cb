"""What beginning offers: a word in the frame, and the starter list at the first start."""

from django.utils.translation import gettext_lazy as _

from gaandeweg.kernel.navigation import Bar, offer_link
from gaandeweg.kernel.viewer import Role, Viewer
from gaandeweg.people import public as people
from gaandeweg.work.setup import fill_with_starter_list


def _is_hrd(viewer: Viewer) -> bool:
    return viewer.has_role(Role.HRD)


offer_link(
    Bar.ACCOUNT, order=20, label=_("Begin with a team"), url_name="begin_team", is_for=_is_hrd
)
people.after_first_start.append(fill_with_starter_list)
