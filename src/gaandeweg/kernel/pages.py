"""`@page` on every view: an ability, its methods, and proof that the ability was asked."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, Protocol
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import reverse

from gaandeweg.kernel import access
from gaandeweg.kernel.abilities import WITHIN_A_PASS, Ability
from gaandeweg.kernel.viewer import VISITOR, Viewer

View = Callable[..., HttpResponseBase]
READ = ("GET", "HEAD")
READ_AND_WRITE = ("GET", "HEAD", "POST")
WRITE = ("POST",)
FIRST_ERROR = 400


class ViewedRequest(HttpRequest):
    """A request of which we know who is looking."""

    viewer: Viewer


class UnaskedAbilityError(Exception):
    """A view answered without asking whether it might."""


class PageView(Protocol):
    """A view that carries its policy."""

    ability: Ability
    methods: Sequence[str]
    is_open: bool


def page(
    ability: Ability, *, methods: Sequence[str] = READ, is_open: bool = False
) -> Callable[[View], View]:
    """Give a view its ability; visitors are sent to sign in unless the page is open to all."""

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: ViewedRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method not in methods:
                return HttpResponseNotAllowed(methods)
            if not is_open and not _is_let_in(request.viewer, ability):
                return to_sign_in(request)
            with access.watching() as asked:
                try:
                    response = view(request, *args, **kwargs)
                except access.NotVisibleError:
                    # The link of a mail opens one thread; for all else one signs in.
                    if request.viewer.limited_to is None:
                        raise
                    return to_sign_in(request)
            if response.status_code < FIRST_ERROR and ability not in asked:
                raise UnaskedAbilityError(f"{ability} on {request.resolver_match}")
            if not is_open:
                response["Cache-Control"] = "no-store, private"
            return response

        answer.ability = ability  # type: ignore[attr-defined]
        answer.methods = methods  # type: ignore[attr-defined]
        answer.is_open = is_open  # type: ignore[attr-defined]
        return answer

    return decorate


def _is_let_in(viewer: Viewer, ability: Ability) -> bool:
    """Whether to answer at all; who came by the link of a mail signs in for anything more."""
    return viewer.is_signed_in or (viewer.is_known and ability in WITHIN_A_PASS)


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Send a visitor to the sign-in page, and back afterwards to what was asked for."""
    back = request.get_full_path() if request.method in READ else "/"
    return redirect(f"{reverse(settings.LOGIN_URL)}?next={quote(back)}")


def viewer_on(request: HttpRequest) -> Viewer:
    """Tell who is looking, where only a plain request is at hand; a visitor when nobody knows."""
    return getattr(request, "viewer", VISITOR)
