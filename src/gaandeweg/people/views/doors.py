"""Sign-in, sign-out and passwords: django-allauth's pages, each with our policy in front."""

from allauth.account import views as allauth
from django.http import Http404, HttpResponseBase

from gaandeweg.kernel import access
from gaandeweg.kernel.abilities import Ability
from gaandeweg.kernel.pages import READ, READ_AND_WRITE, View, ViewedRequest, page
from gaandeweg.people import forms


def _open(view: View) -> View:
    """Put a page of allauth behind the ability to come to the door."""

    @page(Ability.SIGN_IN, methods=READ_AND_WRITE, is_open=True)
    def answer(request: ViewedRequest, **parts: str) -> HttpResponseBase:
        access.require(Ability.SIGN_IN, request.viewer)
        return view(request, **parts)

    return answer


sign_in = _open(allauth.LoginView.as_view(form_class=forms.SignInForm))
sign_out = _open(allauth.LogoutView.as_view())
ask_new_password = _open(allauth.PasswordResetView.as_view(form_class=forms.AskNewPasswordForm))
new_password_asked = _open(allauth.PasswordResetDoneView.as_view())
set_new_password = _open(allauth.PasswordResetFromKeyView.as_view(form_class=forms.NewPasswordForm))
new_password_set = _open(allauth.PasswordResetFromKeyDoneView.as_view())
_change_password: View = allauth.PasswordChangeView.as_view(
    form_class=forms.OwnPasswordForm, success_url="/mijn/account/"
)


@page(Ability.OWN_ACCOUNT_CHANGE, methods=READ_AND_WRITE)
def change_password(request: ViewedRequest) -> HttpResponseBase:
    """Let a colleague change the own password; other browsers are signed out by it."""
    access.require(Ability.OWN_ACCOUNT_CHANGE, request.viewer)
    return _change_password(request)


@page(Ability.SIGN_IN, methods=READ, is_open=True)
def closed(request: ViewedRequest) -> HttpResponseBase:
    """Answer where allauth would have a page and we have none: nobody signs up by themselves.

    :raises Http404: always.
    """
    access.require(Ability.SIGN_IN, request.viewer)
    raise Http404
