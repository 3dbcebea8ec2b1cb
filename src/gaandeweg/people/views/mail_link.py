"""The page behind the link in a mail: one button, so that looking never uses anything up."""

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from gaandeweg.kernel import access
from gaandeweg.kernel.abilities import Ability
from gaandeweg.kernel.pages import READ_AND_WRITE, ViewedRequest, page
from gaandeweg.people import queries
from gaandeweg.people.passes import Pass, read_pass

GONE = 410


@page(Ability.SIGN_IN, methods=READ_AND_WRITE, is_open=True)
def mail_link(request: ViewedRequest, token: str) -> HttpResponseBase:
    """Show the button; when it is pressed, open that one thread."""
    access.require(Ability.SIGN_IN, request.viewer)
    held = read_pass(token, now=timezone.now())
    url = None if held is None else _where_it_leads(held)
    if held is None or url is None:
        return _kept_out_of_sight(render(request, "people/mail_link_over.html", status=GONE))
    if request.method != "POST":
        return _kept_out_of_sight(render(request, "people/mail_link.html"))
    response = HttpResponseRedirect(url)
    if not request.viewer.is_signed_in:
        _hold(response, token, held)
    return _kept_out_of_sight(response)


def _where_it_leads(held: Pass) -> str | None:
    if not queries.is_colleague(held.person_id):
        return None
    return queries.address_of_subject(held.subject_id)


def _hold(response: HttpResponse, token: str, held: Pass) -> None:
    """Let the browser itself keep what opens the thread: a row of ours would tell who read what."""
    response.set_cookie(
        settings.PASS_COOKIE_NAME,
        token,
        expires=held.until,
        secure=settings.IS_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _kept_out_of_sight(response: HttpResponse) -> HttpResponse:
    """Keep the page out of caches: its address holds the token."""
    response["Cache-Control"] = "no-store, private"
    return response
