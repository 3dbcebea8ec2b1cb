"""Panels: a downstream app offers a box on an upstream page, which never knows who offers it."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest
from django.utils.safestring import SafeString

from gaandeweg.kernel.words import Kind, Place

Render = Callable[[HttpRequest, UUID | None], SafeString | None]


@dataclass(frozen=True)
class Panel:
    """A box on the page of a kind of subject, or on a place."""

    place: Kind | Place
    order: int
    render: Render


_panels: list[Panel] = []


def shows_on(place: Kind | Place, *, order: int = 50) -> Callable[[Render], Render]:
    """Offer a box on a page; it may ask the database at most three times."""

    def register(render: Render) -> Render:
        _panels.append(Panel(place, order, render))
        return render

    return register


def panels_on(
    place: Kind | Place, request: HttpRequest, subject_id: UUID | None = None
) -> list[SafeString]:
    """Render what is offered on a page, in order."""
    offered = sorted((p for p in _panels if p.place == place), key=lambda panel: panel.order)
    rendered = (panel.render(request, subject_id) for panel in offered)
    return [box for box in rendered if box]
