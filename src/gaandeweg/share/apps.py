from django.apps import AppConfig


class ShareConfig(AppConfig):
    """Ask, tell, find: the first loop."""

    name = "gaandeweg.share"
    label = "share"

    def ready(self) -> None:
        """Register what share offers to the ground."""
        from gaandeweg.share import (  # noqa: F401, PLC0415
            documents,
            kinds,
            letters,
            navigation,
            panels,
            policy,
            reactions,
        )
