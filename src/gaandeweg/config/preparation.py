"""What must stand before the product starts: tables, styles, and in the demo its world."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from gaandeweg.config.indexing import IndexKeeper
from gaandeweg.kernel import outbox
from gaandeweg.kernel.sqlite.newer import FIRST_SOUND
from gaandeweg.people import first_start

UNSOUND_SQLITE = (
    "This Python has SQLite {version}. Before 3.51.3 it can, rarely, damage a database that several"
    " processes use: install a newer one, or use PostgreSQL (DATABASE_URL)."
)

MAIL_STAYS = (
    "No mail leaves: each letter becomes a file in {folder}. Name a mail server in"
    " GAANDEWEG_MAIL_HOST."
)


def prepare() -> str:
    """Bring everything up to date; returns what the person who starts it should know."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    outbox.put_right_after_restore()
    collect_static()
    words = sqlite_warning(connection.vendor, settings.SQLITE_VERSION)
    if settings.DEMO:
        fill_demo()
        return words
    return words + mail_warning(settings.EMAIL_HOST) + first_link()


def mail_warning(host: str) -> str:
    """Warn that mail stays here, as long as no mail server is named."""
    return "" if host else f"{MAIL_STAYS.format(folder=settings.EMAIL_FILE_PATH)}\n"


def sqlite_warning(vendor: str, version: str) -> str:
    """Warn, in one sentence, for an SQLite that is not sound with several processes."""
    is_sound = tuple(int(part) for part in version.split(".")) >= FIRST_SOUND
    if vendor != "sqlite" or is_sound:
        return ""
    return UNSOUND_SQLITE.format(version=version) + "\n"


def first_link() -> str:
    """Give the sentence with the one-time link, as long as there is no administrator."""
    token = first_start.first_link_token()
    if token is None:
        return ""
    return f"Set the first administrator's password here: {settings.BASE_URL}/begin/{token}/\n"


def fill_demo() -> None:
    """Make the world of the demo when there is none, and its index: whoever comes in finds."""
    from gaandeweg.demo import world_maker  # noqa: PLC0415 only an app in the demo

    world_maker.make_world(timezone.localdate())
    keeper = IndexKeeper(Path(settings.INDEX_FOLDER))
    while keeper.turn(timezone.now()):
        pass
    keeper.close()


def collect_static() -> None:
    """Gather styles and scripts, unless the very same ones stand there already."""
    root = Path(settings.STATIC_ROOT)
    stamp, fingerprint = root / ".stamp", _static_fingerprint()
    if stamp.is_file() and stamp.read_text(encoding="ascii") == fingerprint:
        return
    root.mkdir(parents=True, exist_ok=True)
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(fingerprint, encoding="ascii")


def _static_fingerprint() -> str:
    digest = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            seen = Path(storage.path(name)).stat()
            digest.update(f"{name} {seen.st_size} {seen.st_mtime_ns}\n".encode())
    return digest.hexdigest()
