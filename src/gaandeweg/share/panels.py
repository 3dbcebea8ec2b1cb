"""Boxes that share offers on the pages of work: the one box, what is for you, what is new."""

from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from gaandeweg.kernel.pages import viewer_on
from gaandeweg.kernel.panels import shows_on
from gaandeweg.kernel.viewer import Role, Viewer
from gaandeweg.kernel.words import Kind, Place
from gaandeweg.share import queries
from gaandeweg.work import public as work

AT_MOST = 5
IN_A_PANEL = 8


@shows_on(Place.TOP, order=10)
def the_box(request: HttpRequest, _subject_id: UUID | None) -> SafeString | None:
    """Put the one box on top of every page of who is in."""
    if not viewer_on(request).is_signed_in:
        return None
    context = {
        "url": reverse("find"),
        "suggest_url": reverse("suggest"),
        "value": request.GET.get("q", "") if request.path == reverse("find") else "",
        "home": request.path == reverse("home"),
    }
    return render_to_string("look/_box.html", context, request=request)


@shows_on(Place.HOME, order=10)
def for_you(request: HttpRequest, _subject_id: UUID | None) -> SafeString | None:
    """Show what waits for a word from the viewer: five things at most."""
    things = queries.waiting_for(viewer_on(request), limit=AT_MOST)
    if not things:
        return None
    lead = _("You asked this and got an answer. Did it help?")
    return _box(request, _("For you"), things, lead=lead)


@shows_on(Place.HOME, order=20)
def waiting_questions(request: HttpRequest, _subject_id: UUID | None) -> SafeString | None:
    """Show HRD which questions still wait, to bring people together."""
    viewer = viewer_on(request)
    if not viewer.has_role(Role.HRD):
        return None
    things = _newest(viewer, queries.unanswered())
    lead = _("Who could know this? Bring them together.")
    return _box(request, _("Waits for an answer"), things, lead=lead, empty=_("Nothing waits."))


@shows_on(Place.HOME, order=30)
def at_your_processes(request: HttpRequest, _subject_id: UUID | None) -> SafeString | None:
    """Show an owner what is asked and shared at the processes that they own."""
    viewer = viewer_on(request)
    owned = work.processes_owned_by(viewer.person_id)
    if not owned:
        return None
    return _box(request, _("At your processes"), _newest(viewer, work.on_processes(owned)))


@shows_on(Place.HOME, order=40)
def in_the_organisation(request: HttpRequest, _subject_id: UUID | None) -> SafeString | None:
    """Show management and control what people run into, as far as they may read it."""
    viewer = viewer_on(request)
    if not (viewer.has_role(Role.MANAGEMENT) or viewer.has_role(Role.CONTROL)):
        return None
    things = _newest(viewer, queries.only(Kind.QUESTION))
    return _box(request, _("What people run into"), things)


@shows_on(Place.HOME, order=50)
def in_your_work(request: HttpRequest, _subject_id: UUID | None) -> SafeString | None:
    """Show what is new in the work of one's own teams."""
    viewer = viewer_on(request)
    things = _newest(viewer, work.on_units(viewer.unit_ids))
    empty = _("Here you will see what your team asks and shares. Type above what you run into.")
    return _box(request, _("New in your work"), things, empty=empty)


@shows_on(Kind.UNIT, order=10)
def of_the_team(request: HttpRequest, subject_id: UUID | None) -> SafeString | None:
    """Show a team what it asks and shares, and a department what its teams do."""
    if subject_id is None:
        return None
    things = _newest(viewer_on(request), work.within_unit(subject_id), limit=20)
    empty = _("Nothing was asked here yet. Type above what you run into; your team sees it here.")
    return _box(request, _("Asked and shared"), things, empty=empty)


@shows_on(Kind.PROCESS, order=10)
def at_the_process(request: HttpRequest, subject_id: UUID | None) -> SafeString | None:
    """Show what is asked and shared at a process."""
    if subject_id is None:
        return None
    things = _newest(viewer_on(request), work.on_processes([subject_id]), limit=20)
    empty = _("Nothing was asked here yet. Type above what you run into at this process.")
    return _box(request, _("Asked and shared"), things, empty=empty)


def _newest(
    viewer: Viewer, condition: Q, *, limit: int = IN_A_PANEL
) -> tuple[queries.ThingLine, ...]:
    shown = queries.things(viewer, condition=condition, with_authors=False, limit=limit)
    return shown.things


def _box(
    request: HttpRequest,
    title: str,
    things: tuple[queries.ThingLine, ...],
    *,
    lead: str = "",
    empty: str = "",
) -> SafeString:
    context = {"title": title, "things": things, "lead": lead, "empty": empty}
    return render_to_string("share/_panel.html", context, request=request)
