"""`gaandeweg background`: what the product does behind the pages."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from gaandeweg.config import loops
from gaandeweg.config.supervisor import stop_with_supervisor


class Command(BaseCommand):
    help = "Deliver events, send mail and keep the index, until a signal comes."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--only", action="append", choices=loops.NAMES, default=[])

    def handle(self, *args: Any, **options: Any) -> None:
        del args
        stop_with_supervisor()
        loops.run(options["only"])
