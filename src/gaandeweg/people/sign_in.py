"""Signing in with mail address and password, by django-allauth; accounts are made by invitation only."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.http import HttpRequest

from gaandeweg.people.models import Account


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

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account for themselves; a colleague invites."""
        del request
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing on coming in or going out: the page shows it."""
        del args, kwargs
