"""The few words of navigation: each app offers its own, the frame shows them."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from django.urls import reverse
from django.utils.functional import Promise

from gaandeweg.kernel.viewer import Viewer


class Bar(StrEnum):
    """Where a link stands in the frame."""

    MAIN = "main"
    FOOTER = "footer"
    ACCOUNT = "account"


@dataclass(frozen=True)
class NavigationLink:
    """A word in the frame that leads to a page."""

    bar: Bar
    order: int
    label: str | Promise
    url_name: str
    is_for: Callable[[Viewer], bool]


_links: list[NavigationLink] = []


def signed_in(viewer: Viewer) -> bool:
    """Show a link to colleagues who are in."""
    return viewer.is_signed_in


def everybody(_viewer: Viewer) -> bool:
    """Show a link to everybody."""
    return True


def offer_link(
    bar: Bar,
    *,
    order: int,
    label: str | Promise,
    url_name: str,
    is_for: Callable[[Viewer], bool] = signed_in,
) -> None:
    """Put a word in the frame."""
    _links.append(NavigationLink(bar, order, label, url_name, is_for))


def links_for(bar: Bar, viewer: Viewer, path: str) -> list[dict[str, object]]:
    """List the links of one bar for this viewer, the current one marked."""
    shown = sorted(
        (link for link in _links if link.bar == bar and link.is_for(viewer)),
        key=lambda link: (link.order, link.url_name),
    )
    return [_as_shown(link, path) for link in shown]


def _as_shown(link: NavigationLink, path: str) -> dict[str, object]:
    url = reverse(link.url_name)
    is_current = path == url if url == "/" else path.startswith(url)
    return {"label": link.label, "url": url, "is_current": is_current}
