"""Addresses of the demo's door; mounted in demo mode only."""

from django.urls import path

from gaandeweg.demo import views

urlpatterns = [
    path("noorderhaaks/", views.door, name="demo_door"),
    path("noorderhaaks/als/", views.come_in, name="demo_come_in"),
    path("noorderhaaks/onderdelen/", views.gallery, name="gallery"),
]
