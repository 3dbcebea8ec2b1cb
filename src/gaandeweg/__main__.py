"""The command `gaandeweg`: demo, serve, and every management command by its name."""

import os
import sys


def main() -> None:
    """Run a command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gaandeweg.config.settings")
    if sys.argv[1:2] in (["demo"], ["serve"]):
        # Light on purpose: this process only watches the others, so it loads no Django.
        from gaandeweg.config import start  # noqa: PLC0415

        sys.exit(start.run(sys.argv[1], sys.argv[2:]))
    from django.core.management import execute_from_command_line  # noqa: PLC0415

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
