"""What somebody changes, withdraws, moves or has made unreadable."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from gaandeweg.kernel import access, subjects
from gaandeweg.kernel.abilities import Ability
from gaandeweg.kernel.models import Text
from gaandeweg.kernel.viewer import Viewer
from gaandeweg.people import public as people
from gaandeweg.share import rules
from gaandeweg.share.audience import audience_choices, audience_now, have_others_replied
from gaandeweg.share.queries.finding import GroupedChoices, process_choices
from gaandeweg.share.queries.lines import shared, text_id_of, unreadable
from gaandeweg.share.words import Audience
from gaandeweg.work import public as work


@dataclass(frozen=True)
class VersionView:
    """One version of a text."""

    number: int
    title: str
    body: SafeString
    at: datetime


@dataclass(frozen=True)
class TextToChange:
    """A text that somebody changes, withdraws or has made unreadable."""

    url: str
    revise_url: str
    title: str
    body: str
    is_opening: bool
    is_mine: bool
    is_erased: bool


@dataclass(frozen=True)
class PlaceView:
    """Where one's own thing belongs, and where else it could."""

    url: str
    title: str
    processes: GroupedChoices
    audiences: tuple[tuple[str, str], ...]
    is_widened_no_more: bool
    now: dict[str, str]


def versions_of(viewer: Viewer, text_id: UUID) -> tuple[str, list[VersionView]]:
    """List the versions of a text, newest first, with the address of its page."""
    rows = Text.objects.select_related("subject").prefetch_related("versions")
    text = access.get(rows, text_id, Ability.VERSIONS_READ, viewer)
    views = [
        VersionView(version.number, version.title, mark_safe(version.html), version.made_at)
        for version in text.versions.all()
    ]
    return subjects.url_of(text.subject.kind, text.subject_id), views[::-1]


def text_to_change(viewer: Viewer, text_id: UUID, ability: Ability) -> TextToChange:
    """Fetch a text for its author, or for whoever has it made unreadable."""
    rows = Text.objects.select_related("subject", "current", "reply")
    text = access.get(rows, text_id, Ability.TEXT_ERASE, viewer)
    author = people.authors_of([text_id]).get(text_id)
    author_id = author.person_id if author else None
    if ability != Ability.TEXT_ERASE:
        access.require(ability, viewer, author_id=author_id)
    current = text.current
    return TextToChange(
        url=subjects.url_of(text.subject.kind, text.subject_id),
        revise_url=reverse("revise", args=[text.pk]),
        title=current.title if current else "",
        body=current.body if current else "",
        is_opening=not hasattr(text, "reply"),
        is_mine=author_id is not None and author_id == viewer.person_id,
        is_erased=text.is_erased,
    )


def place_page(viewer: Viewer, subject_id: UUID) -> PlaceView:
    """Fetch where one's own thing belongs now, and where else it could."""
    subject = access.get(shared(viewer), subject_id, Ability.SUBJECT_READ, viewer)
    author = people.authors_of([text_id_of(subject)])[text_id_of(subject)]
    access.require(Ability.TEXT_REVISE, viewer, author_id=author.person_id)
    where = work.where_of([subject_id]).get(subject_id)
    now_has = audience_now(viewer, subject_id)
    offered = {Audience(word): said for word, said in audience_choices(viewer)}
    left = rules.audiences_left(
        tuple(offered),
        now_has,
        have_others_replied=have_others_replied(viewer, subject_id),
    )
    return PlaceView(
        url=subjects.url_of(subject.kind, subject_id),
        title=subject.title or unreadable(),
        processes=process_choices(work.process_groups(viewer)),
        audiences=tuple((word.value, offered[word]) for word in left),
        is_widened_no_more=len(left) < len(offered),
        now={
            "process": str(where.process_id) if where and where.process_id else "",
            "audience": now_has.value if now_has else "",
            "topics": ", ".join(work.topics_of(subject_id)),
        },
    )
