"""Boxes that work offers on the first page: a team to begin with, and the processes."""

from uuid import UUID

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from gaandeweg.kernel.pages import viewer_on
from gaandeweg.kernel.panels import shows_on
from gaandeweg.kernel.viewer import Role
from gaandeweg.kernel.words import Place
from gaandeweg.work import queries


@shows_on(Place.HOME, order=15)
def begin_with_a_team(request: HttpRequest, _subject_id: UUID | None) -> SafeString | None:
    """Offer HRD to begin with a team."""
    if not viewer_on(request).has_role(Role.HRD):
        return None
    return render_to_string("work/_begin.html", {}, request=request)


@shows_on(Place.HOME, order=45)
def the_processes(request: HttpRequest, _subject_id: UUID | None) -> SafeString | None:
    """Show management and control the processes, each with what is asked there."""
    viewer = viewer_on(request)
    if not (viewer.has_role(Role.MANAGEMENT) or viewer.has_role(Role.CONTROL)):
        return None
    context = {"groups": queries.process_groups(viewer)}
    return render_to_string("work/_processes.html", context, request=request)
