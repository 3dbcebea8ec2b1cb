"""Bring in questions with their answers: the whole file is looked at first, and only then written.

Written in batches, so that colleagues who post meanwhile need not wait. What broke off halfway is
finished by doing it again: every row has a key of its own, and is brought in once.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from uuid import UUID

from django.db import transaction

from gaandeweg.kernel import limits, subjects, texts
from gaandeweg.kernel.events import QuestionAsked, QuestionSettled, ReplyWritten, tell
from gaandeweg.kernel.ids import uuid7
from gaandeweg.kernel.models import Subject, Text
from gaandeweg.kernel.words import Kind
from gaandeweg.people import public as people
from gaandeweg.share.importing.entries import Entry, entry_of, points_to_somebody
from gaandeweg.share.importing.readers import read_rows
from gaandeweg.share.importing.rows import BrokenRow, Columns, UnreadableFileError
from gaandeweg.share.models import Question, Reply
from gaandeweg.share.words import ReplyKind
from gaandeweg.work import public as work

BATCH = 100


@dataclass(frozen=True)
class Collection:
    """A file of questions and answers, and how it is taken in."""

    path: Path
    source: str
    language: str
    label: str
    columns: Columns = field(default_factory=Columns)


@dataclass
class Findings:
    """What was found when a file was looked through."""

    rows: int = 0
    broken_count: int = 0
    broken: list[BrokenRow] = field(default_factory=list)
    pointing: list[str] = field(default_factory=list)


@dataclass
class Result:
    """How many questions were brought in, and how many were there already."""

    made: int = 0
    known: int = 0


class ChangedMeanwhileError(Exception):
    """A row was whole when the file was looked through, and is not any more."""


def look_through(collection: Collection) -> Findings:
    """Read the whole file and write nothing.

    :raises UnreadableFileError: when the file cannot be read, or has too many rows.
    """
    found = Findings()
    for entry in _entries(collection):
        found.rows += 1
        if found.rows > limits.IMPORT_ROWS:
            raise UnreadableFileError(
                f"The file has more than {limits.IMPORT_ROWS} rows. Split it in parts."
            )
        if isinstance(entry, BrokenRow):
            found.broken_count += 1
            if len(found.broken) < limits.IMPORT_BROKEN_ROWS_SHOWN:
                found.broken.append(entry)
        elif points_to_somebody(entry):
            found.pointing.append(entry.place)
    if not found.rows:
        raise UnreadableFileError("There is no row in the file.")
    return found


def bring_in(
    collection: Collection, *, clock: Callable[[], datetime], progress: Callable[[int], None]
) -> Result:
    """Write the questions of a file that was looked through; the same row twice is written once."""
    result = Result()
    for batch in _batches(_whole(_entries(collection))):
        with transaction.atomic():
            known = _known_keys(batch)
            for entry in batch:
                if entry.key in known:
                    result.known += 1
                else:
                    _write(entry, collection, clock())
                    known.add(entry.key)
                    result.made += 1
        progress(result.made + result.known)
    return result


def _entries(collection: Collection) -> Iterator[Entry | BrokenRow]:
    for row in read_rows(collection.path, collection.columns):
        yield row if isinstance(row, BrokenRow) else entry_of(row, collection.source)


def _whole(entries: Iterable[Entry | BrokenRow]) -> Iterator[Entry]:
    for entry in entries:
        if isinstance(entry, BrokenRow):
            raise ChangedMeanwhileError(entry.place)
        yield entry


def _batches(entries: Iterator[Entry]) -> Iterator[list[Entry]]:
    while batch := list(islice(entries, BATCH)):
        yield batch


def _known_keys(batch: list[Entry]) -> set[UUID | None]:
    keys = [entry.key for entry in batch]
    return set(Subject.objects.filter(form_key__in=keys).values_list("form_key", flat=True))


def _write(entry: Entry, collection: Collection, now: datetime) -> None:
    subject = subjects.make_subject(
        Kind.QUESTION,
        title=entry.title,
        labels=[collection.label],
        now=now,
        subject_id=uuid7(now),
        form_key=entry.key,
    )
    work.place_subject(subject_id=subject.pk, unit_id=None, process_id=None)
    asked = _sign(subject, entry.title, entry.body, collection, now)
    answer = _sign(subject, "", entry.answer, collection, now)
    reply = Reply.objects.create(
        id=uuid7(now),
        subject=subject,
        kind=ReplyKind.ANSWER.value,
        text=answer,
        form_key=entry.answer_key,
    )
    # The source gave both, so its answer is the one that helps.
    Question.objects.create(subject=subject, text=asked, helped_by=reply)
    tell(QuestionAsked(subject.pk), now=now)
    tell(ReplyWritten(subject.pk, reply.pk), now=now)
    tell(QuestionSettled(subject.pk, reply.pk), now=now)


def _sign(subject: Subject, title: str, body: str, collection: Collection, now: datetime) -> Text:
    text = texts.write_text(subject, title=title, body=body, language=collection.language, now=now)
    people.sign_text_as_source(text.pk, collection.source)
    return text
