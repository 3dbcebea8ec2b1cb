"""`gaandeweg import_questions FILE`: bring in a collection of questions with their answers."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import IntegrityError
from django.utils import timezone

from gaandeweg.kernel import limits
from gaandeweg.kernel.viewer import everyone_label, unit_label
from gaandeweg.people import public as people
from gaandeweg.share.importing.bring_in import (
    ChangedMeanwhileError,
    Collection,
    Findings,
    bring_in,
    look_through,
)
from gaandeweg.share.importing.rows import Columns, UnreadableFileError

EVERYONE = "all"
_POINTING_SHOWN = 10


class Command(BaseCommand):
    help = (
        "Bring in questions with their answers from a CSV, JSON Lines or SQuAD file, packed by"
        " gzip or not. The whole file is looked at first: with a row that cannot be taken, nothing"
        " is written. The same row of the same source is brought in once, however often you try."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--question", default="", metavar="COLUMN")
        parser.add_argument("--answer", default="", metavar="COLUMN")
        parser.add_argument("--source", default="", help="who stands under the texts: a name")
        languages = [code for code, _name in settings.LANGUAGES]
        parser.add_argument("--language", default="nl", choices=languages)
        parser.add_argument(
            "--audience", default=EVERYONE, help="who may read them: all, or the name of a unit"
        )
        parser.add_argument("--look-only", action="store_true", help="look, and write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        del args
        collection = Collection(
            path=options["file"],
            source=_source(options["source"], options["file"]),
            language=options["language"],
            label=_label(options["audience"]),
            columns=Columns(options["question"], options["answer"]),
        )
        try:
            found = look_through(collection)
        except UnreadableFileError as error:
            raise CommandError(str(error)) from error
        self._tell_findings(found)
        if not options["look_only"]:
            self._bring_in(collection, found.rows)

    def _tell_findings(self, found: Findings) -> None:
        if found.broken_count:
            raise CommandError(_words_about_broken(found))
        self.stdout.write(f"{found.rows} rows read, all of them whole.")
        if found.pointing:
            self.stdout.write(
                f"{len(found.pointing)} of them hold a phone number, mail address, bank account,"
                " date of birth or name. Is one of these a resident? Take it out first:"
                f" {_some(found.pointing)}."
            )

    def _bring_in(self, collection: Collection, rows: int) -> None:
        def progress(done: int) -> None:
            self.stdout.write(f"{done} of {rows}")

        try:
            result = bring_in(collection, clock=timezone.now, progress=progress)
        except (UnreadableFileError, ChangedMeanwhileError, IntegrityError) as error:
            raise CommandError(
                "The file changed meanwhile, or somebody else imports it too. Do it again:"
                " what is there already is not brought in twice."
            ) from error
        self.stdout.write(
            f"{result.made} questions of {collection.source} brought in,"
            f" {result.known} were there already."
        )


def _source(name: str, path: Path) -> str:
    """Name the source: as asked, or as the file is called."""
    source = " ".join((name or path.name.partition(".")[0]).split())
    if not source or len(source) > limits.NAME_CHARACTERS:
        raise CommandError(
            f"Give the source a name of at most {limits.NAME_CHARACTERS} characters with --source."
        )
    return source


def _label(audience: str) -> str:
    if audience == EVERYONE:
        return everyone_label()
    units = list(people.all_units().filter(name=audience, until_on__isnull=True)[:2])
    if len(units) != 1:
        raise CommandError(
            f'There is no one unit called "{audience}". Give its name, or "{EVERYONE}".'
        )
    return unit_label(units[0].pk)


def _words_about_broken(found: Findings) -> str:
    lines = [f"{row.place}: {row.reason}" for row in found.broken]
    if found.broken_count > len(lines):
        lines.append(f"and {found.broken_count - len(lines)} more")
    head = f"Nothing is written: {found.broken_count} of {found.rows} rows cannot be taken."
    return "\n".join([head, *lines])


def _some(places: list[str]) -> str:
    shown = ", ".join(places[:_POINTING_SHOWN])
    return f"{shown}, …" if len(places) > _POINTING_SHOWN else shown
