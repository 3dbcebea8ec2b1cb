from django.apps import AppConfig


class KernelConfig(AppConfig):
    """The ground: access, disclosure, events, subjects, panels, pages."""

    name = "gaandeweg.kernel"
    label = "kernel"
    default_auto_field = "django.db.models.BigAutoField"
