from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Accounts, persons, units, memberships, roles; sign-in."""

    name = "gaandeweg.people"
    label = "people"

    def ready(self) -> None:
        """Register what people offers to the ground."""
        from gaandeweg.people import letters, navigation, panels, policy  # noqa: F401, PLC0415
