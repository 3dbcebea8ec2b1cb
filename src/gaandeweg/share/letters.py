"""The words of share's mail. A text itself never travels by mail: a link to it does, for a day."""

from collections.abc import Mapping
from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from gaandeweg.kernel import limits
from gaandeweg.kernel.letters import Wording, words
from gaandeweg.people import public as people
from gaandeweg.share import queries


@words("reply")
def of_a_reply(recipient: str, ids: Mapping[str, str]) -> Wording | None:
    """Tell somebody that a colleague replied; nothing when they may not read it any more."""
    subject_id, reply_id = UUID(ids["subject_id"]), UUID(ids["reply_id"])
    person_id = UUID(recipient)
    address = people.address_of(person_id)
    viewer = people.viewer_for_id(person_id, timezone.localdate())
    reply = queries.reply_to_tell_of(viewer, subject_id, reply_id)
    if address is None or reply is None:
        return None
    with translation.override(address.language):
        context = {
            "name": address.name,
            "reply": reply,
            "link": _pass_link(person_id, subject_id),
            "hours": limits.MAIL_LINK_HOURS,
        }
        return Wording(
            to=address.mail,
            # Mail servers log this line: it says that, and not about what.
            subject=_("%(name)s replied in Gaandeweg") % {"name": reply.by},
            text=render_to_string("share/mail/reply.txt", context),
            language=address.language,
        )


@words("erased")
def of_an_erasure(recipient: str, ids: Mapping[str, str]) -> Wording | None:
    """Tell an author that a colleague had a text made unreadable."""
    address = people.address_of(UUID(recipient))
    if address is None:
        return None
    with translation.override(address.language):
        context = {
            "name": address.name,
            "link": _pass_link(UUID(recipient), UUID(ids["subject_id"])),
            "hours": limits.MAIL_LINK_HOURS,
        }
        return Wording(
            to=address.mail,
            subject=_("A text of yours was made unreadable"),
            text=render_to_string("share/mail/erased.txt", context),
            language=address.language,
        )


def _pass_link(person_id: UUID, subject_id: UUID) -> str:
    token = people.make_pass(person_id, subject_id, now=timezone.now())
    return f"{settings.BASE_URL}{reverse('mail_link', args=[token])}"
