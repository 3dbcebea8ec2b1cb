"""`gaandeweg forget_person NAME`: forget a former colleague who asked for it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from gaandeweg.people.leaving import erase_person
from gaandeweg.people.models import Membership, Person


class Command(BaseCommand):
    help = "Forget a colleague who left: the name and all that points to it; the texts stay."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the whole name")
        parser.add_argument("--id", help="which one, when more than one left with this name")

    def handle(self, *args: Any, **options: Any) -> None:
        del args
        found = Person.objects.filter(name=options["name"], has_left=True).order_by("pk")
        if options["id"]:
            found = found.filter(pk=options["id"])
        former = list(found)
        if not former:
            raise CommandError("Nobody of that name left. Close the account first, under Beheer.")
        if len(former) > 1:
            self._name(former)
            raise CommandError("More than one left with this name: say which one with --id.")
        erase_person(person_id=former[0].pk, today=timezone.localdate())
        self.stdout.write("Forgotten. What was written stays, without a name.")

    def _name(self, former: list[Person]) -> None:
        places = Membership.objects.filter(person__in=former).select_related("unit")
        for place in places.order_by("person_id", "pk"):
            self.stdout.write(f"{place.person_id} {place.unit.name} until {place.until_on}")
