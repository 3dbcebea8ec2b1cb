"""`gaandeweg reindex`: build the search index of this machine anew."""

import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from gaandeweg.config.indexing import IndexKeeper
from gaandeweg.insight import public as insight
from gaandeweg.kernel.models import OutboxCursor

_PROGRESS_STEP = 100
_WAIT_SECONDS = 300.0


class Command(BaseCommand):
    help = "Build the search index of this machine anew; searching goes on meanwhile."

    def handle(self, *args: Any, **options: Any) -> None:
        del args, options
        keeper = IndexKeeper(Path(settings.INDEX_FOLDER))
        try:
            keeper.rebuild(self._tell)
        except insight.WriterIsTakenError:
            self._let_background_do_it(keeper)
        finally:
            keeper.close()
        self.stdout.write("The index is new.")

    def _tell(self, read: int) -> None:
        if read % _PROGRESS_STEP == 0:
            self.stdout.write(f"{read} texts read (each is read twice)")

    def _let_background_do_it(self, keeper: IndexKeeper) -> None:
        self.stdout.write("The background process has the index, and builds it anew.")
        keeper.ask_for_rebuild()
        deadline = time.monotonic() + _WAIT_SECONDS
        while not OutboxCursor.objects.filter(pk=keeper.consumer).exists():
            if time.monotonic() > deadline:
                raise CommandError("It is not ready yet. Does the background process still run?")
            time.sleep(0.2)
