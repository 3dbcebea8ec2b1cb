"""Health for whoever watches the machine, and the language switch."""

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from gaandeweg.kernel import access
from gaandeweg.kernel.abilities import Ability
from gaandeweg.kernel.health import ask_the_database
from gaandeweg.kernel.pages import WRITE, ViewedRequest, page


@page(Ability.HEALTH_READ, is_open=True)
def health(request: ViewedRequest) -> HttpResponseBase:
    """Answer 200 when the product is up and its database answers."""
    access.require(Ability.HEALTH_READ, request.viewer)
    ask_the_database()
    return HttpResponse("ok", content_type="text/plain")


@page(Ability.SIGN_IN, methods=WRITE, is_open=True)
def language(request: ViewedRequest) -> HttpResponseBase:
    """Switch the language of this browser, and remember it."""
    access.require(Ability.SIGN_IN, request.viewer)
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    response = HttpResponseRedirect(back)
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            samesite="Lax",
            secure=settings.IS_SECURE,
            httponly=True,
        )
    return response
