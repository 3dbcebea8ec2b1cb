"""The administrator's pages: who has an account, with which roles; no word of what anybody does."""

from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from gaandeweg.kernel import access
from gaandeweg.kernel.abilities import Ability
from gaandeweg.kernel.pages import READ_AND_WRITE, WRITE, ViewedRequest, page
from gaandeweg.people import actions, queries
from gaandeweg.people.forms import ColleagueForm, InviteColleagueForm, RolesForm
from gaandeweg.people.labels import ROLES
from gaandeweg.people.units import units_to_choose
from gaandeweg.people.words import UnitKind

CONFLICT = 409


@page(Ability.ACCOUNTS_MANAGE)
def colleagues(request: ViewedRequest) -> HttpResponseBase:
    """List the colleagues, by name."""
    typed = request.GET.get("letter", "")[:1]
    letter = typed if typed.isalpha() else ""
    number = _page_number(request)
    found = queries.colleagues(
        request.viewer, letter=letter, page=number, today=timezone.localdate()
    )
    rows = [(row, [ROLES[role] for role in row.roles]) for row in found.rows]
    about = {"rows": rows, "letters": found.letters, "letter": letter}
    about |= _neighbours(letter, number, has_more=found.has_more)
    return render(request, "people/colleagues.html", about)


@page(Ability.ACCOUNTS_MANAGE, methods=READ_AND_WRITE)
def invite(request: ViewedRequest) -> HttpResponseBase:
    """Invite a colleague by mail."""
    access.require(Ability.ACCOUNTS_MANAGE, request.viewer)
    units = units_to_choose(request.viewer, kinds=frozenset(UnitKind), today=timezone.localdate())
    form = InviteColleagueForm(request.POST or None, units=units)
    if not form.is_valid():
        return render(request, "people/invite_colleague.html", {"form": form})
    actions.invite_colleague(
        viewer=request.viewer,
        unit_id=form.cleaned_data["unit"],
        mail=form.cleaned_data["mail"],
        now=timezone.now(),
    )
    messages.success(request, _("The invitation is on its way."))
    return redirect("colleagues")


@page(Ability.ROLE_GIVE, methods=WRITE)
def roles(request: ViewedRequest) -> HttpResponseBase:
    """Show the roles of a colleague, and change them; the person is never in an address."""
    access.require(Ability.ROLE_GIVE, request.viewer)
    colleague = queries.colleague(
        request.viewer, _person_meant(request), today=timezone.localdate()
    )
    is_given = "save" in request.POST
    now_set = {"roles": [role.value for role in colleague.roles]}
    form = RolesForm(request.POST if is_given else None, initial=now_set)
    if not form.is_valid():
        return render(request, "people/roles.html", {"colleague": colleague, "form": form})
    try:
        actions.set_roles(viewer=request.viewer, person_id=colleague.id, roles=form.chosen())
    except actions.LastAdministratorError:
        form.add_error("roles", _last_administrator())
        shown = {"colleague": colleague, "form": form}
        return render(request, "people/roles.html", shown, status=CONFLICT)
    messages.success(request, _("Saved."))
    return redirect("colleagues")


@page(Ability.ACCOUNTS_MANAGE, methods=WRITE)
def leave(request: ViewedRequest) -> HttpResponseBase:
    """Say what happens when a colleague leaves, and do it when that is confirmed."""
    access.require(Ability.ACCOUNTS_MANAGE, request.viewer)
    today = timezone.localdate()
    colleague = queries.colleague(request.viewer, _person_meant(request), today=today)
    if "sure" not in request.POST:
        return render(request, "people/leave.html", {"colleague": colleague})
    try:
        actions.let_go(viewer=request.viewer, person_id=colleague.id, today=today)
    except actions.LastAdministratorError:
        messages.error(request, _last_administrator())
        return redirect("colleagues")
    messages.success(request, _("The account of %(name)s is closed.") % {"name": colleague.name})
    return redirect("colleagues")


def _last_administrator() -> str:
    return _("There must be an administrator. Make somebody else administrator first.")


def _person_meant(request: ViewedRequest) -> UUID:
    form = ColleagueForm(request.POST)
    if not form.is_valid():
        raise Http404
    person_id: UUID = form.cleaned_data["person"]
    return person_id


def _page_number(request: ViewedRequest) -> int:
    typed = request.GET.get("page", "1")
    is_number = typed.isascii() and typed.isdigit() and len(typed) < len("10000")
    return max(int(typed), 1) if is_number else 1


def _neighbours(letter: str, number: int, *, has_more: bool) -> dict[str, str]:
    start = f"?letter={quote(letter)}&page=" if letter else "?page="
    return {
        "previous_url": f"{start}{number - 1}" if number > 1 else "",
        "next_url": f"{start}{number + 1}" if has_more else "",
    }
