"""Who stands under a text: a colleague with a team, a source, or a former colleague."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from gaandeweg.kernel.viewer import Viewer
from gaandeweg.people.models import Authorship, Membership, Person
from gaandeweg.people.viewers import running_on
from gaandeweg.people.words import AuthorKind, UnitKind


@dataclass(frozen=True)
class AuthorName:
    """A colleague's name and team."""

    name: str
    where: str


@dataclass(frozen=True)
class Author:
    """Who stands under a text."""

    name: str
    where: str
    is_former: bool
    person_id: UUID | None


def authors_of(text_ids: Iterable[UUID], *, today: date | None = None) -> dict[UUID, Author]:
    """Tell who stands under each text, in two queries."""
    signed = list(Authorship.objects.filter(text_id__in=list(text_ids)).select_related("person"))
    present = {row.person_id for row in signed if row.person_id and not _is_former(row)}
    teams = _team_names(present, today or timezone.localdate())
    return {row.text_id: _author(row, teams) for row in signed}


def names_of(person_ids: Iterable[UUID], *, today: date | None = None) -> dict[UUID, AuthorName]:
    """Tell the name and team of colleagues, in two queries; who left has no name here."""
    persons = list(Person.objects.filter(pk__in=list(person_ids)))
    present = [person.pk for person in persons if not person.has_left]
    teams = _team_names(present, today or timezone.localdate())
    return {
        person.pk: AuthorName(former_name(), "")
        if person.has_left
        else AuthorName(person.name, teams.get(person.pk, ""))
        for person in persons
    }


def sign_text(*, text_id: UUID, person_id: UUID) -> None:
    """Put a colleague's name under a text."""
    Authorship.objects.create(text_id=text_id, kind=AuthorKind.NAMED.value, person_id=person_id)


def sign_text_as_source(text_id: UUID, source: str) -> None:
    """Put the name of a source under a text that was imported."""
    Authorship.objects.create(text_id=text_id, kind=AuthorKind.SOURCE.value, source=source[:120])


def is_author(viewer: Viewer, text_id: UUID) -> bool:
    """Whether the viewer wrote this text."""
    if viewer.person_id is None:
        return False
    return Authorship.objects.filter(
        text_id=text_id, kind=AuthorKind.NAMED, person_id=viewer.person_id
    ).exists()


def texts_by(person_id: UUID) -> "QuerySet[Authorship, UUID]":
    """Give the ids of the texts of a person, for that person's own pages."""
    return Authorship.objects.filter(kind=AuthorKind.NAMED, person_id=person_id).values_list(
        "text_id", flat=True
    )


def former_name() -> str:
    """Name whoever left."""
    return _("former colleague")


def _author(row: Authorship, teams: dict[UUID, str]) -> Author:
    if row.kind == AuthorKind.SOURCE:
        return Author(row.source, "", is_former=False, person_id=None)
    if _is_former(row) or row.person is None:
        return Author(former_name(), "", is_former=True, person_id=None)
    where = teams.get(row.person.pk, "")
    return Author(row.person.name, where, is_former=False, person_id=row.person.pk)


def _is_former(row: Authorship) -> bool:
    is_gone = row.person is None or row.person.has_left
    return row.kind == AuthorKind.FORMER or (row.kind == AuthorKind.NAMED and is_gone)


_NEARNESS = {UnitKind.TEAM: 0, UnitKind.DEPARTMENT: 1, UnitKind.ORGANISATION: 2}


def _team_names(person_ids: Collection[UUID], today: date) -> dict[UUID, str]:
    """Name the unit in which people are found: a team before a department before the whole."""
    rows = (
        Membership.objects.filter(running_on(today), person_id__in=person_ids)
        .order_by("unit__name", "pk")
        .values_list("person_id", "unit__kind", "unit__name")
    )
    found: dict[UUID, tuple[int, str]] = {}
    for person_id, kind, name in rows:
        nearness = _NEARNESS[UnitKind(kind)]
        if person_id not in found or nearness < found[person_id][0]:
            found[person_id] = (nearness, name)
    return {person_id: name for person_id, (_nearness, name) in found.items()}
