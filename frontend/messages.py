"""Messages and their translations, without GNU gettext: extract, check, compile.

    uv run python frontend/messages.py extract   put new messages in the .po files, drop old ones
    uv run python frontend/messages.py check     fail when a language is not complete and sound
    uv run python frontend/messages.py compile   make the .mo files (the build does it by itself)

Message ids are English, so English needs no file.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract as extract_messages
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SOURCES = Path(__file__).resolve().parent.parent / "src" / "gaandeweg"
LOCALE = SOURCES / "locale"
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
TEMPLATES = {".html", ".txt"}
PLACEHOLDER = re.compile(r"%\((\w+)\)[a-z]|%%")


def main(arguments: list[str]) -> int:
    """Do one of the three; returns the exit code."""
    works: dict[str, Callable[[], int]] = {
        "extract": extract_all,
        "check": check_all,
        "compile": lambda: compile_translations(LOCALE),
    }
    if len(arguments) != 1 or arguments[0] not in works:
        sys.stderr.write(f"Say one of: {', '.join(works)}.\n")
        return 2
    return works[arguments[0]]()


def extract_all() -> int:
    """Put new messages in every .po file and drop those nobody uses; translations stay."""
    wanted = collect()
    for place in _files(LOCALE):
        catalogue = read(place)
        catalogue.update(wanted, no_fuzzy_matching=True, update_header_comment=False)
        catalogue.obsolete.clear()
        with place.open("wb") as file:
            write_po(file, catalogue, width=100, sort_output=True, include_lineno=False)
    return 0


def check_all() -> int:
    """Tell what is missing or wrong in any language; 1 when there is anything."""
    wanted = collect()
    faults = [
        f"{place.parts[-3]}: {fault}"
        for place in _files(LOCALE)
        for fault in faults_of(read(place), wanted)
    ]
    for fault in faults:
        sys.stdout.write(f"{fault}\n")
    return 1 if faults else 0


def faults_of(catalogue: Catalog, wanted: Catalog) -> Iterator[str]:
    """List what is wrong with a language."""
    for asked in _messages(wanted):
        if (asked.context, _key(asked)) not in _keys(catalogue):
            yield f"not in the file: {asked.id}"
    for message in _messages(catalogue):
        if (message.context, _key(message)) not in _keys(wanted):
            yield f"nobody uses: {message.id}"
        elif message.fuzzy:
            yield f"marked as fuzzy: {message.id}"
        elif not _is_complete(message):
            yield f"not translated: {message.id}"
        elif not _has_same_placeholders(message):
            yield f"other placeholders: {message.id} -> {message.string}"
    for message in catalogue.obsolete.values():
        yield f"obsolete: {message.id}"


def compile_translations(locale: Path) -> int:
    """Compile every django.po to the django.mo beside it."""
    for place in _files(locale):
        with place.with_suffix(".mo").open("wb") as compiled:
            write_mo(compiled, read(place))
    return 0


def collect() -> Catalog:
    """Gather the messages of all code and templates."""
    catalogue = Catalog(project="Gaandeweg", charset="utf-8", fuzzy=False)
    for place in sorted(SOURCES.rglob("*")):
        source = _as_python(place)
        for _line, found, _comments, context in extract_messages(
            "python", io.BytesIO(source.encode()), keywords=KEYWORDS
        ):
            flags = ("python-format",) if PLACEHOLDER.search(str(found)) else ()
            name = place.relative_to(SOURCES.parent).as_posix()
            catalogue.add(found, locations=[(name, 0)], context=context, flags=flags)
    return catalogue


def read(place: Path) -> Catalog:
    """Read the .po file of a language."""
    with place.open("rb") as file:
        return read_po(file, locale=place.parts[-3])


def _as_python(place: Path) -> str:
    if place.suffix == ".py" and "migrations" not in place.parts:
        return place.read_text("utf-8")
    if place.suffix in TEMPLATES and "templates" in place.parts:
        from django.utils.translation.template import templatize  # noqa: PLC0415  # the build has no Django

        lines = templatize(place.read_text("utf-8"), origin=str(place)).split("\n")
        return "\n".join(line.lstrip() for line in lines)
    return ""


def _files(locale: Path) -> list[Path]:
    return sorted(locale.glob("*/LC_MESSAGES/django.po"))


def _messages(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def _keys(catalogue: Catalog) -> set[tuple[str | None, str]]:
    return {(message.context, _key(message)) for message in _messages(catalogue)}


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else "\0".join(message.id)


def _is_complete(message: Message) -> bool:
    strings = [message.string] if isinstance(message.string, str) else list(message.string)
    return bool(strings) and all(strings) and message.pluralizable == (len(strings) > 1)


def _has_same_placeholders(message: Message) -> bool:
    """Compare; the form for one may leave the number out, as in "one answer"."""
    if isinstance(message.id, str):
        return _placeholders(message.id) == _placeholders(str(message.string))
    singular, *plural = message.string
    known = _placeholders(message.id[1])
    return _placeholders(singular) <= known and all(_placeholders(form) == known for form in plural)


def _placeholders(text: str) -> set[str]:
    return {name for name in PLACEHOLDER.findall(text) if name}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
