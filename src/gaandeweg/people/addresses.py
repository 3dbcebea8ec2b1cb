"""Where a letter to a colleague goes, and as whom that colleague looks when it leaves."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings

from gaandeweg.kernel.viewer import VISITOR, Viewer
from gaandeweg.people.models import Person
from gaandeweg.people.viewers import viewer_for


@dataclass(frozen=True)
class Address:
    """Where a letter to a colleague goes, and in which language."""

    mail: str
    name: str
    language: str


def address_of(person_id: UUID) -> Address | None:
    """Give the address of a colleague; None for who left."""
    person = _present(person_id)
    if person is None or person.account is None:
        return None
    return Address(person.account.mail, person.name, person.language or settings.LANGUAGE_CODE)


def viewer_for_id(person_id: UUID, today: date) -> Viewer:
    """See with the eyes of a colleague as they are today; a visitor's for who left."""
    person = _present(person_id)
    return VISITOR if person is None else viewer_for(person, today=today)


def person_with_mail(mail: str) -> UUID | None:
    """Find the colleague with a mail address, for imports and the demo; no page looks people up."""
    return Person.objects.filter(account__mail=mail.casefold()).values_list("pk", flat=True).first()


def _present(person_id: UUID) -> Person | None:
    return (
        Person.objects.filter(pk=person_id, has_left=False, account__is_active=True)
        .select_related("account")
        .first()
    )
