"""Addresses: each app has its own; Dutch on the screen, so Dutch in the address."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("gaandeweg.config.own_urls")),
    path("", include("gaandeweg.people.urls")),
    path("", include("gaandeweg.work.urls")),
    path("", include("gaandeweg.share.urls")),
]
if settings.DEMO:
    urlpatterns.append(path("", include("gaandeweg.demo.urls")))

handler400 = "gaandeweg.config.errors.bad_request"
handler403 = "gaandeweg.config.errors.not_allowed"
handler404 = "gaandeweg.config.errors.not_found"
handler500 = "gaandeweg.config.errors.out_of_order"
