"""Addresses of beginning with a team."""

from django.urls import path

from gaandeweg.work.beginning import views

urlpatterns = [
    path("begin-met-een-team/", views.begin_team, name="begin_team"),
    path("begin-met-een-team/<uuid:unit_id>/", views.team_begun, name="team_begun"),
]
