"""Signing in with mail address and password, by django-allauth; accounts come by invitation."""

from typing import Any
from uuid import UUID

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.flows.login import clear_authentication_records
from django.contrib.auth import login
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gaandeweg.kernel.letters import put_in_post
from gaandeweg.people.models import Account

_BACKEND = "gaandeweg.people.sign_in.AccountBackend"


class AccountBackend(AuthenticationBackend):  # type: ignore[misc] # allauth has no types
    """Finds the account of a session together with its person."""

    def get_user(self, user_id: Any) -> Account | None:
        """Fetch an account that may still come in."""
        account = Account.objects.select_related("person").filter(pk=user_id).first()
        if account is None or not account.is_active or not hasattr(account, "person"):
            return None
        return account


class Adapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth has no types
    """What we decide differently from allauth."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _(
            "Mail address and password do not belong together. Try again."
        ),
        "too_many_login_attempts": _(
            "It was tried too often. Wait five minutes, or ask for a new password."
        ),
        "enter_current_password": _("This is not your password now. Try again."),
        "invalid_password_reset": _("This link does not work any more. Ask for a new one."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account for themselves; a colleague invites."""
        del request
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing on coming in or going out: the page shows it."""
        del args, kwargs

    def login(self, request: HttpRequest, user: Account) -> None:
        """Let somebody in, and keep nowhere when that was."""
        super().login(request, user)
        clear_authentication_records(request)

    def send_password_reset_mail(self, user: Account, email: str, context: dict[str, Any]) -> None:
        """Put the letter in the post; its link is made when it leaves, so that we keep none."""
        del email, context
        now = timezone.now()
        put_in_post(
            key=f"new_password:{user.pk}:{now:%Y%m%d%H%M}",
            kind="new_password",
            recipient=str(user.person.pk),
            now=now,
        )


def sign_in(request: HttpRequest, person_id: UUID) -> None:
    """Let somebody in who just showed who they are, by an invitation or the first link."""
    account = Account.objects.get(person__id=person_id)
    login(request, account, backend=_BACKEND)
