"""A small organisation with the people of the design, made as an import would make it."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import UUID

from gaandeweg.kernel.viewer import Role, Viewer
from gaandeweg.people import public as people
from gaandeweg.people.models import Account
from gaandeweg.people.words import MemberRole, UnitKind

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
SINCE = date(2024, 1, 1)
PASSWORD = "vier losse woorden samen"
# Of PASSWORD, made once: argon2 takes a third of a second.
_hashes: dict[str, str] = {}

TEAM_OF = {
    "fatima": "burgerzaken",
    "sara": "burgerzaken",
    "karin": "burgerzaken",
    "anja": "burgerzaken",
    "joost": "wmo",
    "mark": "hrd",
    "ingrid": "noorderhaaks",
    "tom": "financien",
    "peter": "openbare_ruimte",
    "lena": "juridisch",
    "ruben": "informatie",
}
NAMES = {
    "fatima": "Fatima el Idrissi",
    "sara": "Sara de Wit",
    "karin": "Karin Postma",
    "anja": "Anja Hofstra",
    "joost": "Joost van Dijk",
    "mark": "Mark Reitsma",
    "ingrid": "Ingrid Scholten",
    "tom": "Tom Brouwer",
    "peter": "Peter Kuipers",
    "lena": "Lena Vos",
    "ruben": "Ruben Meijer",
}
ROLES = {
    "mark": Role.HRD,
    "ingrid": Role.MANAGEMENT,
    "tom": Role.CONTROL,
    "peter": Role.WORKS_COUNCIL,
    "lena": Role.PRIVACY_OFFICER,
    "ruben": Role.ADMINISTRATOR,
}
DEPARTMENTS = {
    "dienstverlening": ("Dienstverlening", {"burgerzaken": "Burgerzaken"}),
    "sociaal": ("Sociaal domein", {"wmo": "Wmo"}),
    "ruimte": ("Leefomgeving", {"openbare_ruimte": "Openbare ruimte"}),
    "bedrijfsvoering": (
        "Bedrijfsvoering",
        {
            "hrd": "HRD en personeel",
            "financien": "Financiën en control",
            "informatie": "Informatie en ICT",
            "juridisch": "Juridische zaken",
        },
    ),
}


@dataclass
class Cast:
    """The organisation, by the names by which its people are known."""

    units: dict[str, UUID] = field(default_factory=dict)
    persons: dict[str, UUID] = field(default_factory=dict)

    def viewer(self, name: str, *, today: date | None = None) -> Viewer:
        """Look with somebody's eyes."""
        return people.viewer_for_id(self.persons[name], today or NOW.date())

    def account(self, name: str) -> Account:
        """Give the account of somebody."""
        return Account.objects.get(person__id=self.persons[name])


def make_cast(now: datetime = NOW) -> Cast:
    """Make the organisation and its people; nobody has a password yet."""
    cast = Cast()
    cast.units["noorderhaaks"] = people.make_organisation("Gemeente Noorderhaaks", now)
    for key, (name, teams) in DEPARTMENTS.items():
        cast.units[key] = _make_unit(cast, UnitKind.DEPARTMENT, name, "noorderhaaks", now)
        for team, team_name in teams.items():
            cast.units[team] = _make_unit(cast, UnitKind.TEAM, team_name, key, now)
    for name, full_name in NAMES.items():
        _make_person(cast, name, full_name, now)
    return cast


def mail_of(name: str) -> str:
    """Give the mail address of one of the cast."""
    return f"{name}@noorderhaaks.test"


def give_password(cast: Cast, name: str, password: str = PASSWORD) -> None:
    """Give somebody a password to sign in with."""
    account = cast.account(name)
    if password not in _hashes:
        account.set_password(password)
        _hashes[password] = account.password
    account.password = _hashes[password]
    account.save()


def _make_unit(cast: Cast, kind: UnitKind, name: str, parent: str, now: datetime) -> UUID:
    parent_id = cast.units[parent]
    return people.make_unit(kind=kind, name=name, parent_id=parent_id, from_on=SINCE, now=now)


def _make_person(cast: Cast, name: str, full_name: str, now: datetime) -> None:
    person_id = people.make_person(name=full_name, mail=mail_of(name), language="", now=now)
    cast.persons[name] = person_id
    role = MemberRole.LEAD if name == "karin" else MemberRole.MEMBER
    people.join(person_id=person_id, unit_id=cast.units[TEAM_OF[name]], role=role, from_on=SINCE)
    if name in ROLES:
        people.give_role(person_id=person_id, role=ROLES[name])
