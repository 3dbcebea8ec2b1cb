"""Put the viewer on every request, and the language the viewer chose."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from gaandeweg.people.viewers import viewer_of

_OF_SOMEBODY = frozenset({settings.SESSION_COOKIE_NAME, settings.PASS_COOKIE_NAME})


class ViewerMiddleware:
    """Tells every page who is looking, and speaks the chosen language (Dutch unless changed)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer with the viewer known and the language set."""
        request.viewer = SimpleLazyObject(lambda: viewer_of(request))  # type: ignore[attr-defined]
        with translation.override(chosen_language(request)):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        if not _OF_SOMEBODY.isdisjoint(request.COOKIES):
            # Error pages and open pages too: their frame says who is in.
            response.headers.setdefault("Cache-Control", "no-store, private")
        if settings.PASS_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            response.delete_cookie(settings.PASS_COOKIE_NAME, samesite="Lax")
        return response


def chosen_language(request: HttpRequest) -> str:
    """Give the language that this browser was switched to, or Dutch."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
