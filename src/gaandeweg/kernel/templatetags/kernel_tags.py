"""What the frame asks of the kernel: its links and the panels of a page."""

from typing import Any
from uuid import UUID

from django import template
from django.utils.safestring import SafeString

from gaandeweg.kernel import navigation, panels
from gaandeweg.kernel.navigation import Bar
from gaandeweg.kernel.viewer import VISITOR
from gaandeweg.kernel.words import Kind, Place

register = template.Library()


@register.simple_tag(takes_context=True, name="navigation")
def main_navigation(context: dict[str, Any]) -> list[dict[str, object]]:
    """List the main words of navigation."""
    return _links(context, Bar.MAIN)


@register.simple_tag(takes_context=True)
def footer_links(context: dict[str, Any]) -> list[dict[str, object]]:
    """List the links at the foot of every page."""
    return _links(context, Bar.FOOTER)


@register.simple_tag(takes_context=True)
def account_links(context: dict[str, Any]) -> list[dict[str, object]]:
    """List the links about oneself."""
    return _links(context, Bar.ACCOUNT)


@register.simple_tag(takes_context=True)
def panels_on(
    context: dict[str, Any], place: str, subject_id: UUID | None = None
) -> list[SafeString]:
    """Render the boxes that apps offer on this page."""
    request = context.get("request")
    if request is None or not hasattr(request, "viewer"):
        return []
    where = Place(place) if place in set(Place) else Kind(place)
    return panels.panels_on(where, request, subject_id)


def _links(context: dict[str, Any], bar: Bar) -> list[dict[str, object]]:
    request = context.get("request")
    if request is None:
        return []
    viewer = getattr(request, "viewer", VISITOR)
    return navigation.links_for(bar, viewer, request.path)
