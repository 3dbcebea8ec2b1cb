"""The pages of home, team, process and service: the work itself, filled by panels."""

from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import render

from gaandeweg.kernel import access
from gaandeweg.kernel.abilities import Ability
from gaandeweg.kernel.pages import ViewedRequest, page
from gaandeweg.people import public as people
from gaandeweg.work import queries


@page(Ability.HOME_READ)
def home(request: ViewedRequest) -> HttpResponseBase:
    """Show the first page: the box, what is for you, what is new in your work."""
    access.require(Ability.HOME_READ, request.viewer)
    units = people.units_of(request.viewer)
    return render(request, "work/home.html", {"units": units})


@page(Ability.TEAM_READ)
def unit(request: ViewedRequest, unit_id: UUID) -> HttpResponseBase:
    """Show a team to itself: its process first."""
    shown = queries.unit_page(request.viewer, unit_id)
    return render(request, "work/unit.html", {"unit": shown})


@page(Ability.PROCESS_READ)
def processes(request: ViewedRequest) -> HttpResponseBase:
    """Show all processes in their groups."""
    groups = queries.process_groups(request.viewer)
    return render(request, "work/processes.html", {"groups": groups})


@page(Ability.PROCESS_READ)
def process(request: ViewedRequest, process_id: UUID) -> HttpResponseBase:
    """Show a process, and what is asked and shared there."""
    shown = queries.process_page(request.viewer, process_id)
    return render(request, "work/process.html", {"process": shown})


@page(Ability.SERVICE_READ)
def service(request: ViewedRequest, service_id: UUID) -> HttpResponseBase:
    """Show a service, and the processes that deliver it."""
    shown = queries.service_page(request.viewer, service_id)
    return render(request, "work/service.html", {"service": shown})
