"""What somebody sees when it does not go well: what happened, and what to do."""

import sys

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

RETRY_AFTER_SECONDS = "10"


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer what we could not read; 413 when it was too much."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent):
        return too_much(request)
    del request
    return HttpResponse(render_to_string("400.html"), status=400)


def too_much(request: HttpRequest) -> HttpResponse:
    """Answer what is more than a form of ours can be."""
    del request
    return HttpResponse(render_to_string("413.html"), status=413)


def of_unknown_length(request: HttpRequest) -> HttpResponse:
    """Answer what does not say how much it is, and would arrive as if it were empty."""
    del request
    return HttpResponse(render_to_string("400.html"), status=411)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer who may see this, but not do it."""
    del exception
    return HttpResponse(render_to_string("403.html", request=request), status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer the same for what never was and what is not for you."""
    del exception
    return HttpResponse(render_to_string("404.html", request=request), status=404)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that came from elsewhere, or whose sign-in is over."""
    del reason
    return HttpResponse(render_to_string("403_csrf.html", request=request), status=403)


def out_of_order(request: HttpRequest) -> HttpResponse:
    """Answer a fault of ours; 503 when the database is away for a moment."""
    del request
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        response = HttpResponse(render_to_string("503.html"), status=503)
        response["Retry-After"] = RETRY_AFTER_SECONDS
        return response
    return HttpResponse(render_to_string("500.html"), status=500)
