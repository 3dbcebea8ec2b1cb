"""Addresses of no app in particular: health, and the language switch."""

from django.urls import path

from gaandeweg.config import views

urlpatterns = [
    path("healthz", views.health, name="health"),
    path("taal/", views.language, name="language"),
]
