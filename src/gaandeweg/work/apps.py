from django.apps import AppConfig


class WorkConfig(AppConfig):
    """Processes and phases, services, topics; the pages of home, team, process and service."""

    name = "gaandeweg.work"
    label = "work"

    def ready(self) -> None:
        """Register what work offers to the ground."""
        from gaandeweg.work import kinds, navigation, panels, policy  # noqa: F401, PLC0415
        from gaandeweg.work.beginning import registration  # noqa: F401, PLC0415
