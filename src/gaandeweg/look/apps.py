"""The app that holds what everything looks like."""

from django.apps import AppConfig


class LookConfig(AppConfig):
    """Base templates, components, template tags and error pages."""

    name = "gaandeweg.look"
    label = "look"
