"""One's own account: name, language, password, and signing out."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _

from gaandeweg.kernel import access
from gaandeweg.kernel.abilities import Ability
from gaandeweg.kernel.pages import READ_AND_WRITE, ViewedRequest, page
from gaandeweg.people import actions, queries
from gaandeweg.people.forms import OwnAccountForm


@page(Ability.OWN_ACCOUNT_CHANGE, methods=READ_AND_WRITE)
def own_account(request: ViewedRequest) -> HttpResponseBase:
    """Show and change one's own account."""
    access.require(Ability.OWN_ACCOUNT_CHANGE, request.viewer)
    now_set = {
        "name": request.viewer.name,
        "language": queries.own_language(request.viewer) or translation.get_language(),
    }
    form = OwnAccountForm(request.POST or None, initial=now_set)
    if not form.is_valid():
        return render(request, "people/own_account.html", {"form": form})
    actions.change_own_account(viewer=request.viewer, **form.cleaned_data)
    response = redirect("own_account")
    _remember_language(response, form.cleaned_data["language"])
    with translation.override(form.cleaned_data["language"]):
        messages.success(request, _("Saved."))
    return response


def _remember_language(response: HttpResponseBase, language: str) -> None:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        samesite="Lax",
        secure=settings.IS_SECURE,
        httponly=True,
    )
