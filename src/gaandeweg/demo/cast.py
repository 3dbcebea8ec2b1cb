"""The people of Noorderhaaks whose eyes one can borrow, and what each comes for."""

import unicodedata
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gaandeweg.people import public as people

DOMAIN = "noorderhaaks.example"
# Letters that Unicode does not take apart.
_UNDIVIDED = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "ß": "ss", "đ": "d"})


@dataclass(frozen=True)
class CastMember:
    """Somebody to come in as."""

    key: str
    name: str
    work: str | Promise
    comes_for: str | Promise


CAST = (
    CastMember(
        "fatima", "Fatima el Idrissi", _("desk, Burgerzaken"), _("runs into something at the desk")
    ),
    CastMember("sara", "Sara de Wit", _("desk, Burgerzaken"), _("knows a lot, and answers")),
    CastMember("joost", "Joost van Dijk", _("consultant, Wmo"), _("looks for what others know")),
    CastMember(
        "karin", "Karin Postma", _("team lead, Burgerzaken"), _("wants the work to go better")
    ),
    CastMember(
        "anja",
        "Anja Hofstra",
        _("owner of the processes of Burgerzaken"),
        _("sees what is asked there"),
    ),
    CastMember(
        "mark", "Mark Reitsma", _("HRD adviser"), _("brings people together, begins with a team")
    ),
    CastMember(
        "ingrid", "Ingrid Scholten", _("director"), _("hears what the organisation runs into")
    ),
    CastMember("tom", "Tom Brouwer", _("control"), _("sees the processes and what is asked there")),
    CastMember(
        "peter", "Peter Kuipers", _("works council"), _("wants proof that nobody is watched")
    ),
    CastMember("lena", "Lena Vos", _("privacy officer"), _("reads what is kept, and for how long")),
    CastMember(
        "ruben", "Ruben Meijer", _("administrator"), _("manages accounts, reads no content")
    ),
)


def person_of(key: str) -> UUID | None:
    """Find the person of a member of the cast."""
    name = next((member.name for member in CAST if member.key == key), None)
    return people.person_with_mail(mail_of(name)) if name else None


def mail_of(name: str, domain: str = DOMAIN) -> str:
    """Make the mail address of somebody of Noorderhaaks."""
    apart = unicodedata.normalize("NFKD", name.casefold().translate(_UNDIVIDED))
    plain = "".join(letter for letter in apart if letter.isascii())
    return f"{'.'.join(plain.replace(chr(39), '').split())}@{domain}"
