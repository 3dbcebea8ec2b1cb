"""Open a file, packed by gzip or not, and never read more of it than the limits allow."""

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from gaandeweg.kernel import limits
from gaandeweg.share.importing.rows import UnreadableFileError

_GZIP = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_WIDE = (b"\xff\xfe", b"\xfe\xff")
# Below this, packing out of proportion is no trouble: a small table may repeat itself.
_ALWAYS_FINE_BYTES = 1_000_000


@contextmanager
def open_plain(path: Path) -> Iterator[IO[bytes]]:
    """Open a file for reading, unpacked when it is packed; its name does not matter.

    :raises UnreadableFileError: when it is missing, too large, or no text; also while reading on.
    """
    try:
        with path.open("rb") as file:
            plain = io.BufferedReader(_Measured(file))
            _require_text(plain.peek(8)[:8])
            yield plain
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise UnreadableFileError(
            "The gzip file is damaged or incomplete. Pack or fetch it again."
        ) from error
    except OSError as error:
        raise UnreadableFileError(f"The file cannot be opened: {error.strerror}.") from error


def _require_text(beginning: bytes) -> None:
    if beginning.startswith((_ZIP, _OLD_EXCEL)):
        raise UnreadableFileError("This is a workbook or a zip file. Save the sheet as CSV first.")
    if beginning.startswith(_GZIP):
        raise UnreadableFileError("This file is packed twice. Unpack it once.")
    if beginning.startswith(_WIDE):
        raise UnreadableFileError("This text is UTF-16. Save it as UTF-8.")


class _Measured(io.RawIOBase):
    """Reads a file, unpacked, and stops at what is too large or unpacks out of proportion."""

    def __init__(self, file: io.BufferedReader) -> None:
        self._file = file
        self._is_packed = file.peek(2).startswith(_GZIP)
        self._source = gzip.GzipFile(fileobj=file) if self._is_packed else file
        self._read_bytes = 0

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        """Read the next bytes."""
        piece = self._source.read(len(buffer))
        buffer[: len(piece)] = piece
        self._read_bytes += len(piece)
        self._require_within_limits()
        return len(piece)

    def _require_within_limits(self) -> None:
        if self._is_packed and self._read_bytes > max(
            _ALWAYS_FINE_BYTES, limits.IMPORT_UNPACKED_TIMES * self._file.tell()
        ):
            raise UnreadableFileError(
                f"The file unpacks to more than {limits.IMPORT_UNPACKED_TIMES} times its size."
                " Unpack it yourself, and look at what is in it."
            )
        if self._read_bytes > limits.IMPORT_BYTES:
            raise UnreadableFileError(
                f"The file is larger than {limits.IMPORT_BYTES // 1_000_000} MB."
                " Split it, and import the parts one after the other."
            )
