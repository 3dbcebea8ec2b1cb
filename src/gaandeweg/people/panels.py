"""Boxes that people offers on the first page of who looks after trust and accounts."""

from uuid import UUID

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from gaandeweg.kernel import access
from gaandeweg.kernel.abilities import Ability
from gaandeweg.kernel.pages import viewer_on
from gaandeweg.kernel.panels import shows_on
from gaandeweg.kernel.viewer import Role
from gaandeweg.kernel.words import Kind, Place
from gaandeweg.people import queries

NEWEST_NOTES = 5


@shows_on(Place.HOME, order=5)
def what_is_kept(request: HttpRequest, _subject_id: UUID | None) -> SafeString | None:
    """Show the works council and the privacy officer the way to the proof."""
    viewer = viewer_on(request)
    if not (viewer.has_role(Role.WORKS_COUNCIL) or viewer.has_role(Role.PRIVACY_OFFICER)):
        return None
    context = {"notes": queries.council_notes()[:NEWEST_NOTES]}
    return render_to_string("people/_what_is_kept.html", context, request=request)


@shows_on(Place.HOME, order=6)
def accounts(request: HttpRequest, _subject_id: UUID | None) -> SafeString | None:
    """Show the administrator the way to the accounts."""
    if not viewer_on(request).has_role(Role.ADMINISTRATOR):
        return None
    return render_to_string("people/_accounts.html", {}, request=request)


@shows_on(Kind.UNIT, order=80)
def who_is_in_it(request: HttpRequest, unit_id: UUID | None) -> SafeString | None:
    """Show a team who is in it, and so who reads what is for the team."""
    names = queries.names_in_own_team(viewer_on(request), unit_id, today=timezone.localdate())
    if not names:
        return None
    return render_to_string("people/_who_is_in_it.html", {"names": names}, request=request)


@shows_on(Kind.UNIT, order=90)
def invite_more(request: HttpRequest, unit_id: UUID | None) -> SafeString | None:
    """Offer who may invite to this unit to do so."""
    if not access.may(Ability.TEAM_INVITE, viewer_on(request), unit_id=unit_id):
        return None
    return render_to_string("people/_invite_more.html", {"unit_id": unit_id}, request=request)
