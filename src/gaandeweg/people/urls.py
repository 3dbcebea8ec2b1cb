"""Addresses of sign-in, invitations, accounts and the dossier."""

from django.urls import path, re_path

from gaandeweg.people.views import (
    colleagues,
    doors,
    dossier,
    inviting,
    joining,
    mail_link,
    own_account,
)

urlpatterns = [
    path("inloggen/", doors.sign_in, name="account_login"),
    path("uitloggen/", doors.sign_out, name="account_logout"),
    path("wachtwoord/vergeten/", doors.ask_new_password, name="account_reset_password"),
    path(
        "wachtwoord/vergeten/gevraagd/",
        doors.new_password_asked,
        name="account_reset_password_done",
    ),
    path(
        "wachtwoord/nieuw/klaar/",
        doors.new_password_set,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^wachtwoord/nieuw/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        doors.set_new_password,
        name="account_reset_password_from_key",
    ),
    path("wachtwoord/veranderen/", doors.change_password, name="account_change_password"),
    # Names that allauth asks for, of pages that we do not have.
    path("aanmelden/", doors.closed, name="account_signup"),
    path("account/gesloten/", doors.closed, name="account_inactive"),
    path("wachtwoord/instellen/", doors.closed, name="account_set_password"),
    path("m/<str:token>/", mail_link.mail_link, name="mail_link"),
    path("begin/<str:token>/", joining.begin, name="begin"),
    path("kom-erbij/<str:token>/", joining.join, name="join"),
    path("mijn/account/", own_account.own_account, name="own_account"),
    path("teams/<uuid:unit_id>/uitnodigen/", inviting.invite_to_unit, name="invite_to_unit"),
    path(
        "teams/<uuid:unit_id>/uitnodiging-intrekken/",
        inviting.withdraw_invitation,
        name="withdraw_invitation",
    ),
    path("beheer/", colleagues.colleagues, name="colleagues"),
    path("beheer/uitnodigen/", colleagues.invite, name="invite_colleague"),
    path("beheer/rollen/", colleagues.roles, name="colleague_roles"),
    path("beheer/vertrek/", colleagues.leave, name="colleague_leaves"),
    path("voor-de-or/", dossier.dossier, name="dossier"),
    path("wat-wij-niet-bijhouden/", dossier.not_kept, name="not_kept"),
]
