"""The words that people puts in the frame."""

from django.utils.translation import gettext_lazy as _

from gaandeweg.kernel.navigation import Bar, everybody, offer_link
from gaandeweg.kernel.viewer import Role, Viewer


def _administrator(viewer: Viewer) -> bool:
    return viewer.has_role(Role.ADMINISTRATOR)


def _visitor(viewer: Viewer) -> bool:
    return not viewer.is_signed_in


offer_link(Bar.ACCOUNT, order=10, label=_("Accounts"), url_name="colleagues", is_for=_administrator)
offer_link(Bar.ACCOUNT, order=90, label=_("Your account"), url_name="own_account")
offer_link(Bar.ACCOUNT, order=90, label=_("Sign in"), url_name="account_login", is_for=_visitor)
offer_link(
    Bar.FOOTER, order=80, label=_("For the works council"), url_name="dossier", is_for=everybody
)
offer_link(
    Bar.FOOTER, order=90, label=_("What we do not keep"), url_name="not_kept", is_for=everybody
)
