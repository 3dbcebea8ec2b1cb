"""Inviting colleagues to a team, by HRD or by who leads the team."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from gaandeweg.kernel.abilities import Ability
from gaandeweg.kernel.pages import READ_AND_WRITE, WRITE, ViewedRequest, page
from gaandeweg.people import actions, queries
from gaandeweg.people.forms import InvitationForm, InviteForm


@page(Ability.TEAM_INVITE, methods=READ_AND_WRITE)
def invite_to_unit(request: ViewedRequest, unit_id: UUID) -> HttpResponseBase:
    """Invite colleagues to a team, and see who did not come yet."""
    unit = queries.unit_to_invite_to(request.viewer, unit_id, today=timezone.localdate())
    form = InviteForm(request.POST or None)
    if not form.is_valid():
        return render(request, "people/invite.html", {"unit": unit, "form": form})
    actions.invite_to_unit(
        viewer=request.viewer,
        unit_id=unit_id,
        mails=form.cleaned_data["mails"],
        now=timezone.now(),
    )
    messages.success(request, _("The invitations are on their way."))
    return redirect("invite_to_unit", unit_id=unit_id)


@page(Ability.TEAM_INVITE, methods=WRITE)
def withdraw_invitation(request: ViewedRequest, unit_id: UUID) -> HttpResponseBase:
    """Take an invitation back."""
    form = InvitationForm(request.POST)
    if not form.is_valid():
        raise Http404
    actions.withdraw_invitation(
        viewer=request.viewer,
        unit_id=unit_id,
        invitation_id=form.cleaned_data["invitation"],
    )
    messages.success(request, _("The invitation is withdrawn. Its link opens nothing any more."))
    return redirect("invite_to_unit", unit_id=unit_id)
