"""«Voor de OR» and «Wat wij niet bijhouden»: open to all, made to be printed."""

from django.http import HttpResponseBase
from django.shortcuts import render

from gaandeweg.kernel import access, disclosure
from gaandeweg.kernel.abilities import Ability
from gaandeweg.kernel.pages import ViewedRequest, page
from gaandeweg.people import dossier as content
from gaandeweg.people import queries
from gaandeweg.people.labels import ROLES


@page(Ability.DOSSIER_READ, is_open=True)
def dossier(request: ViewedRequest) -> HttpResponseBase:
    """Show works council and privacy officer what there is, and what cannot be."""
    access.require(Ability.DOSSIER_READ, request.viewer)
    notes = [(note, ROLES[note.by_role]) for note in queries.council_notes()]
    about = {
        "purposes": content.PURPOSES,
        "kept": content.KEPT,
        "thresholds": content.THRESHOLDS,
        "figures": disclosure.registered_figures(),
        "not_kept": content.NOT_KEPT,
        "cannot": content.CANNOT,
        "administrator": content.ADMINISTRATOR,
        "changes": content.CHANGES,
        "notes": notes,
    }
    return render(request, "people/dossier.html", about)


@page(Ability.DOSSIER_READ, is_open=True)
def not_kept(request: ViewedRequest) -> HttpResponseBase:
    """Show everybody what is not kept, and why not."""
    access.require(Ability.DOSSIER_READ, request.viewer)
    return render(request, "people/not_kept.html", {"lines": content.NOT_KEPT})
