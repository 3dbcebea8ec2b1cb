"""The command `gaandeweg`: demo, serve, and everything else by name."""

import os
import sys

_BEFORE_SETTINGS = {"demo"}


def main() -> None:
    """Run a command."""
    if sys.argv[1:2] == ["demo"]:
        os.environ["GAANDEWEG_DEMO"] = "1"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gaandeweg.config.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 settings first

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
