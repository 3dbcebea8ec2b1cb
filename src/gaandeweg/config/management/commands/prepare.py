"""`gaandeweg prepare`: bring database and files up to date, before a start."""

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError

from gaandeweg.config import preparation
from gaandeweg.config.start import DATABASE_AWAY
from gaandeweg.kernel.outbox import place_of


class Command(BaseCommand):
    help = "Bring database and files up to date (demo and serve do this by themselves)."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        del args, options
        try:
            self.stdout.write(preparation.prepare(), ending="")
        except (OperationalError, InterfaceError) as error:
            self.stderr.write(place_of(error))
            sys.exit(DATABASE_AWAY)
