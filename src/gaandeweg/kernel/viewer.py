"""Who is looking: what access asks about, and nothing more."""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """A role for the whole organisation; in a team it is a membership, in a process owning it."""

    HRD = "hrd"
    MANAGEMENT = "management"
    CONTROL = "control"
    WORKS_COUNCIL = "works_council"
    PRIVACY_OFFICER = "privacy_officer"
    ADMINISTRATOR = "administrator"


def everyone_label() -> str:
    """Name the audience of all colleagues."""
    return "all"


def unit_label(unit_id: UUID) -> str:
    """Name the audience of one unit and all units in it."""
    return f"unit:{unit_id}"


def person_label(person_id: UUID) -> str:
    """Name the audience of one person."""
    return f"person:{person_id}"


class NobodyLooksError(Exception):
    """A visitor got where only a colleague can be."""


@dataclass(frozen=True)
class Viewer:
    """A colleague who looks, or a visitor who did not sign in."""

    person_id: UUID | None = None
    name: str = ""
    roles: frozenset[Role] = frozenset()
    unit_ids: tuple[UUID, ...] = ()
    lead_of: frozenset[UUID] = frozenset()
    labels: frozenset[str] = field(default_factory=frozenset)
    limited_to: UUID | None = None

    @property
    def own_id(self) -> UUID:
        """The colleague's own id, where an ability was asked that no visitor has.

        :raises NobodyLooksError: for a visitor.
        """
        if self.person_id is None:
            raise NobodyLooksError
        return self.person_id

    @property
    def is_signed_in(self) -> bool:
        """Whether this is a colleague with a full sign-in."""
        return self.person_id is not None and self.limited_to is None

    @property
    def is_known(self) -> bool:
        """Whether this is a colleague, by a full sign-in or by the link of one mail."""
        return self.person_id is not None

    def has_role(self, role: Role) -> bool:
        """Whether the viewer holds a role for the organisation."""
        return self.is_signed_in and role in self.roles


VISITOR = Viewer()
