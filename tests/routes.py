"""Every address of the product, read from the URLconf."""

from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Route:
    """One address, its view, and the parts that it needs."""

    name: str
    view: Any
    parts: tuple[str, ...]

    @property
    def is_read(self):
        return "GET" in self.view.methods

    @property
    def is_written(self):
        return "POST" in self.view.methods


def all_routes():
    """List every route, in the order of the URLconf."""
    return [_route(pattern) for pattern in patterns_of(get_resolver().url_patterns)]


def patterns_of(patterns):
    """List the patterns with a view, however deep they are included."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from patterns_of(pattern.url_patterns)
        elif isinstance(pattern, URLPattern):
            yield pattern


def _route(pattern):
    parts = tuple(pattern.pattern.converters) or tuple(pattern.pattern.regex.groupindex)
    return Route(pattern.name, pattern.callback, parts)
