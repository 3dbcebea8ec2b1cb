"""Authored texts: versions that never change, withdrawal from sight, erasure everywhere."""

from datetime import datetime
from uuid import UUID

from gaandeweg.kernel import markdown
from gaandeweg.kernel.ids import uuid7
from gaandeweg.kernel.models import Subject, Text, TextVersion


def write_text(subject: Subject, *, title: str, body: str, language: str, now: datetime) -> Text:
    """Write the first version of a text."""
    text = Text.objects.create(id=uuid7(now), subject=subject)
    _add_version(text, number=1, title=title, body=body, language=language, now=now)
    return text


def revise_text(text: Text, *, title: str, body: str, language: str, now: datetime) -> None:
    """Add a version; the earlier ones stay as they were."""
    number = text.versions.count() + 1
    text.is_erased = False
    _add_version(text, number=number, title=title, body=body, language=language, now=now)


def withdraw_text(text: Text, *, now: datetime) -> None:
    """Take a text from sight; its place stays."""
    text.withdrawn_at = now
    text.save(update_fields=["withdrawn_at"])


def erase_text(text_id: UUID) -> None:
    """Make a text unreadable in every version, for good."""
    TextVersion.objects.filter(text_id=text_id).update(title="", body="", html="")
    Text.objects.filter(pk=text_id).update(is_erased=True)


def _add_version(
    text: Text, *, number: int, title: str, body: str, language: str, now: datetime
) -> None:
    text.current = TextVersion.objects.create(
        text=text,
        number=number,
        title=title,
        body=body,
        language=language,
        made_at=now,
        html=markdown.to_html(body),
        renderer=markdown.RENDERER,
    )
    text.save(update_fields=["current", "is_erased"])
