"""«Begin met een team»: one page, and one that says what happens now."""

from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from gaandeweg.kernel import access
from gaandeweg.kernel.abilities import Ability
from gaandeweg.kernel.once import new_key, read_key
from gaandeweg.kernel.pages import READ_AND_WRITE, ViewedRequest, page
from gaandeweg.people import public as people
from gaandeweg.work import queries
from gaandeweg.work.beginning import actions
from gaandeweg.work.beginning.forms import BeginTeamForm


@page(Ability.TEAM_BEGIN, methods=READ_AND_WRITE)
def begin_team(request: ViewedRequest) -> HttpResponseBase:
    """Let HRD begin with a team: name, process, mail addresses."""
    access.require(Ability.TEAM_BEGIN, request.viewer)
    viewer, now = request.viewer, timezone.now()
    form = BeginTeamForm(
        request.POST or None,
        groups=queries.process_groups(viewer),
        places=people.places_for_a_team(viewer, today=timezone.localdate(now)),
    )
    key = request.POST.get("key") or new_key(viewer)
    if not form.is_valid():
        return render(request, "work/begin_team.html", {"form": form, "key": key})
    unit_id = actions.begin_team(
        viewer=viewer,
        name=form.cleaned_data["name"],
        process_id=form.cleaned_data["process"],
        parent_id=form.cleaned_data.get("parent") or None,
        mails=form.cleaned_data["mails"],
        council_knows=form.cleaned_data["council_knows"],
        form_key=read_key(key, viewer),
        now=now,
    )
    return redirect("team_begun", unit_id=unit_id)


@page(Ability.TEAM_INVITE)
def team_begun(request: ViewedRequest, unit_id: UUID) -> HttpResponseBase:
    """Say what happens now."""
    unit = people.unit_to_invite_to(request.viewer, unit_id, today=timezone.localdate())
    return render(request, "work/team_begun.html", {"unit": unit})
