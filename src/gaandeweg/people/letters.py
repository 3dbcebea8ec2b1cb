"""The letters of people: an invitation, and the link for a new password."""

from collections.abc import Mapping
from uuid import UUID

from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from gaandeweg.kernel.letters import Wording, words
from gaandeweg.people.addresses import address_of
from gaandeweg.people.invitations import token_of
from gaandeweg.people.models import Account, Invitation


@words("invitation")
def invitation(recipient: str, ids: Mapping[str, str]) -> Wording | None:
    """Word an invitation; there is no letter when it was withdrawn, used or is past its day."""
    row = Invitation.objects.filter(pk=UUID(recipient)).select_related("unit").first()
    if row is None or row.until_on < timezone.localdate():
        return None
    inviter = address_of(UUID(ids["by"]))
    language = settings.LANGUAGE_CODE
    with translation.override(language):
        text = render_to_string(
            "people/letters/invitation.txt",
            {
                "inviter": inviter.name if inviter else "",
                "unit": row.unit.name if row.unit else "",
                "url": settings.BASE_URL + reverse("join", args=[token_of(row.pk)]),
                "until_on": row.until_on,
            },
        )
        return Wording(row.mail, _("An invitation to Gaandeweg"), text, language)


@words("new_password")
def new_password(recipient: str, ids: Mapping[str, str]) -> Wording | None:
    """Word the letter with the link for a new password, which is made here and kept nowhere."""
    del ids
    account = Account.objects.filter(person__id=UUID(recipient)).first()
    address = address_of(UUID(recipient))
    if account is None or address is None:
        return None
    key = f"{user_pk_to_url_str(account)}-{default_token_generator.make_token(account)}"
    path = reverse("account_reset_password_from_key", args=["UID", "KEY"])
    url = settings.BASE_URL + path.replace("UID-KEY", key)
    with translation.override(address.language):
        text = render_to_string(
            "people/letters/new_password.txt", {"name": address.name, "url": url}
        )
        return Wording(address.mail, _("A new password for Gaandeweg"), text, address.language)
