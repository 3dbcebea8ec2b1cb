"""The door of the demo: come in as one of the people of Noorderhaaks, from this machine only."""

from ipaddress import ip_address

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from gaandeweg.demo import cast
from gaandeweg.kernel import access
from gaandeweg.kernel.abilities import Ability
from gaandeweg.kernel.pages import WRITE, ViewedRequest, page
from gaandeweg.look.gallery import examples
from gaandeweg.people import public as people


@page(Ability.SIGN_IN, is_open=True)
def door(request: ViewedRequest) -> HttpResponseBase:
    """Offer to come in as one of the cast."""
    _stop_unless_on_this_machine(request)
    access.require(Ability.SIGN_IN, request.viewer)
    context = {"cast": cast.CAST, "next": _next(request, request.GET.get("next", "/"))}
    return render(request, "demo/door.html", context)


@page(Ability.SIGN_IN, methods=WRITE, is_open=True)
def come_in(request: ViewedRequest) -> HttpResponseBase:
    """Let somebody in as a member of the cast, without a password."""
    _stop_unless_on_this_machine(request)
    access.require(Ability.SIGN_IN, request.viewer)
    person_id = cast.person_of(request.POST.get("who", ""))
    if person_id is None:
        raise Http404
    people.sign_in(request, person_id)
    return redirect(_next(request, request.POST.get("next", "/")))


@page(Ability.SIGN_IN, is_open=True)
def gallery(request: ViewedRequest) -> HttpResponseBase:
    """Show developers every component of the look."""
    _stop_unless_on_this_machine(request)
    access.require(Ability.SIGN_IN, request.viewer)
    return render(request, "look/gallery.html", examples())


def _stop_unless_on_this_machine(request: ViewedRequest) -> None:
    if not ip_address(request.META["REMOTE_ADDR"]).is_loopback:
        raise Http404


def _next(request: ViewedRequest, wanted: str) -> str:
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return wanted if is_ours else "/"
