"""Subjects: things with a page, their audience, and how each kind is shown and found."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from gaandeweg.kernel import access
from gaandeweg.kernel.abilities import Ability
from gaandeweg.kernel.models import AudienceLabel, Subject
from gaandeweg.kernel.viewer import Viewer
from gaandeweg.kernel.words import Kind


@dataclass(frozen=True)
class KindPage:
    """How a kind of subject is reached."""

    kind: Kind
    url: Callable[[UUID], str]


_pages: dict[Kind, KindPage] = {}


def register_kind(kind: Kind, *, url: Callable[[UUID], str]) -> None:
    """Tell where subjects of this kind have their page."""
    _pages[kind] = KindPage(kind, url)


def url_of(kind: str, subject_id: UUID) -> str:
    """Give the address of a subject's page."""
    before, after = _around_the_id(Kind(kind))
    return f"{before}{subject_id}{after}"


@cache
def _around_the_id(kind: Kind) -> tuple[str, str]:
    """Ask once how an address is made: a page asks for dozens, and Django takes its time."""
    nobody = UUID(int=0)
    before, _id, after = _pages[kind].url(nobody).partition(str(nobody))
    return before, after


def make_subject(
    kind: Kind,
    *,
    title: str,
    labels: Iterable[str],
    now: datetime,
    subject_id: UUID,
    form_key: UUID | None = None,
) -> Subject:
    """Make a subject with its audience."""
    made_on = timezone.localdate(now)
    subject = Subject.objects.create(
        id=subject_id, kind=kind.value, title=title[:200], made_on=made_on, form_key=form_key
    )
    AudienceLabel.objects.bulk_create(
        AudienceLabel(subject=subject, label=label) for label in sorted(set(labels))
    )
    return subject


def relabel(subject_id: UUID, labels: Iterable[str]) -> None:
    """Give a subject another audience."""
    # Who does so at the same moment waits: else both would add the same labels.
    Subject.objects.select_for_update().filter(pk=subject_id).first()
    AudienceLabel.objects.filter(subject_id=subject_id).delete()
    AudienceLabel.objects.bulk_create(
        AudienceLabel(subject_id=subject_id, label=label) for label in sorted(set(labels))
    )


def readable_by(viewer: Viewer, path: str = "pk") -> Q:
    """Say which rows belong to a subject the viewer may read; `path` leads to the subject's id."""
    if not viewer.is_known:
        return Q(pk__in=[])
    subject = "" if path == "pk" else f"{path.removesuffix('_id')}__"
    shown = Q(
        Exists(
            AudienceLabel.objects.filter(subject=OuterRef(path), label__in=sorted(viewer.labels))
        ),
        **{f"{subject}withdrawn_at__isnull": True},
    )
    if viewer.limited_to is not None:
        shown &= Q(**{path: viewer.limited_to})
    return shown


@access.scope_of(Ability.SUBJECT_READ)
def readable_subjects(viewer: Viewer) -> Q:
    """Subjects whose audience the viewer belongs to."""
    return readable_by(viewer)
