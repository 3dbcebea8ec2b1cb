"""What happens when a colleague leaves, and when a former colleague asks to be forgotten."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from gaandeweg.kernel.events import SubjectPlaced, tell
from gaandeweg.kernel.models import AudienceLabel, Letter
from gaandeweg.kernel.viewer import person_label
from gaandeweg.people.models import (
    Account,
    Authorship,
    Invitation,
    Membership,
    OrganisationRole,
    Person,
)
from gaandeweg.people.words import AuthorKind


@transaction.atomic
def deactivate(*, person_id: UUID, today: date) -> None:
    """Close every door of a colleague who leaves, at once; what they wrote stays."""
    person = Person.objects.select_related("account").get(pk=person_id)
    person.has_left = True
    account = person.account
    person.account = None
    person.save(update_fields=["has_left", "account"])
    # Without the account no session of it opens anything any more, and no address is kept.
    if account is not None:
        Invitation.objects.filter(mail=account.mail).delete()
        Account.objects.filter(pk=account.pk).delete()
    _end_memberships(person_id, today)
    OrganisationRole.objects.filter(person_id=person_id).delete()


@transaction.atomic
def erase_person(*, person_id: UUID, today: date) -> None:
    """Forget a colleague: the name and all that points to it go, the texts stay."""
    deactivate(person_id=person_id, today=today)
    Authorship.objects.filter(person_id=person_id).update(
        kind=AuthorKind.FORMER.value, person_id=None
    )
    # The label by which authors keep sight of their own things would tie these together for ever.
    own = AudienceLabel.objects.filter(label=person_label(person_id))
    for subject_id in list(own.values_list("subject_id", flat=True)):
        tell(SubjectPlaced(subject_id))
    own.delete()
    Letter.objects.filter(recipient=str(person_id)).delete()
    Person.objects.filter(pk=person_id).delete()


def _end_memberships(person_id: UUID, today: date) -> None:
    running = Membership.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gt=today), person_id=person_id
    )
    running.filter(from_on__gte=today).update(until_on=F("from_on"))
    running.filter(from_on__lt=today).update(until_on=today)
