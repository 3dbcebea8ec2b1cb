from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Settings, addresses, and the commands that start the product."""

    name = "gaandeweg.config"
    label = "config"
