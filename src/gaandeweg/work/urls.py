"""Addresses of home, teams, processes and services."""

from django.urls import include, path

from gaandeweg.work import views

urlpatterns = [
    path("", include("gaandeweg.work.beginning.urls")),
    path("", views.home, name="home"),
    path("teams/<uuid:unit_id>/", views.unit, name="unit"),
    path("processen/", views.processes, name="processes"),
    path("processen/<uuid:process_id>/", views.process, name="process"),
    path("diensten/<uuid:service_id>/", views.service, name="service"),
]
