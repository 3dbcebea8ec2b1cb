"""How a line of the log looks: types, places and counts, and never anybody's words."""

import logging
import re
import traceback
from types import TracebackType

# What opens a door stands in the address: it belongs in no log.
_TOKENS = re.compile(r"/(m|begin|kom-erbij|wachtwoord/nieuw)/[^/\s]+")

ExceptionInfo = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)


class LineFormatter(logging.Formatter):
    """Tells of a fault by its type and its places: the words of an error may quote a text."""

    def formatException(self, ei: ExceptionInfo) -> str:  # noqa: N802 its name in logging
        """Say what rose where, and from what, without the words."""
        lines, error = [], ei[1]
        while error is not None:
            lines.append(f"{type(error).__module__}.{type(error).__qualname__}")
            lines += [
                f"  {frame.filename}:{frame.lineno} in {frame.name}"
                for frame in traceback.extract_tb(error.__traceback__)
            ]
            error = error.__cause__ or error.__context__
        return "\n".join(lines)

    def format(self, record: logging.LogRecord) -> str:
        """Make the line."""
        return _TOKENS.sub(r"/\1/…", super().format(record))
