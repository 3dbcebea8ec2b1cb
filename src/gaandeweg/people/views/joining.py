"""The first start, and taking up an invitation."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gaandeweg.kernel import access
from gaandeweg.kernel.abilities import Ability
from gaandeweg.kernel.pages import READ_AND_WRITE, ViewedRequest, page
from gaandeweg.people import actions, first_start, sign_in
from gaandeweg.people.forms import BeginForm, JoinForm
from gaandeweg.people.invitations import OpenInvitation, open_invitation

GONE = 410


@page(Ability.SIGN_IN, methods=READ_AND_WRITE, is_open=True)
def begin(request: ViewedRequest, token: str) -> HttpResponseBase:
    """Let the first administrator name the organisation and set a password; once."""
    access.require(Ability.SIGN_IN, request.viewer)
    if not first_start.is_first_link(token):
        return _begun(request)
    form = BeginForm(request.POST or None)
    if not form.is_valid():
        return _unseen(render(request, "people/begin.html", {"form": form}))
    typed = {name: form.cleaned_data[name] for name in ("organisation", "name", "mail", "password")}
    try:
        person_id = actions.begin_organisation(token=token, **typed, now=timezone.now())
    except actions.FirstStartOverError:
        return _begun(request)
    sign_in.sign_in(request, person_id)
    messages.success(request, _("Your organisation stands. Invite a colleague, and give roles."))
    return redirect("colleagues")


@page(Ability.SIGN_IN, methods=READ_AND_WRITE, is_open=True)
def join(request: ViewedRequest, token: str) -> HttpResponseBase:
    """Let somebody who was invited come in."""
    access.require(Ability.SIGN_IN, request.viewer)
    invitation = open_invitation(token, today=timezone.localdate())
    if invitation is None:
        return _over(request)
    take_up = _join_as_colleague if invitation.has_account else _join_as_newcomer
    try:
        return _unseen(take_up(request, token, invitation))
    except (actions.InvitationGoneError, actions.AccountExistsError):
        # Two browsers, or a double press: the other one was first.
        return _over(request)


Taking = Callable[[ViewedRequest, str, OpenInvitation], HttpResponse]


def _join_as_newcomer(
    request: ViewedRequest, token: str, invitation: OpenInvitation
) -> HttpResponse:
    form = JoinForm(request.POST or None)
    if not form.is_valid():
        return render(request, "people/join.html", {"invitation": invitation, "form": form})
    person_id = actions.accept_invitation(
        token=token,
        name=form.cleaned_data["name"],
        password=form.cleaned_data["password"],
        now=timezone.now(),
    )
    sign_in.sign_in(request, person_id)
    return redirect("/")


def _join_as_colleague(
    request: ViewedRequest, token: str, invitation: OpenInvitation
) -> HttpResponse:
    about = {
        "invitation": invitation,
        "is_other": False,
        "sign_in_url": f"{reverse('account_login')}?next={request.path}",
    }
    if request.method != "POST" or not request.viewer.is_signed_in:
        return render(request, "people/join_as_colleague.html", about)
    try:
        actions.accept_as(viewer=request.viewer, token=token, now=timezone.now())
    except actions.OtherAddressError:
        shown = about | {"is_other": True}
        return render(request, "people/join_as_colleague.html", shown, status=403)
    return redirect("/")


def _begun(request: ViewedRequest) -> HttpResponse:
    return _unseen(render(request, "people/begin_over.html", status=GONE))


def _over(request: ViewedRequest) -> HttpResponse:
    return _unseen(render(request, "people/invitation_over.html", status=GONE))


def _unseen(response: HttpResponse) -> HttpResponse:
    """Keep a page with a token in its address out of caches; no referrer leaves our own origin."""
    response["Cache-Control"] = "no-store, private"
    return response
