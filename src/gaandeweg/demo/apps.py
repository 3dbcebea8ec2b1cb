from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Noorderhaaks and the door through which one comes in as one of its people."""

    name = "gaandeweg.demo"
    label = "demo"
