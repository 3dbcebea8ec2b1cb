from django.apps import AppConfig


class InsightConfig(AppConfig):
    """Receives documents of all apps: the search index. No pages."""

    name = "gaandeweg.insight"
    label = "insight"
