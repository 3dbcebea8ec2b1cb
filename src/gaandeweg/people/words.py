"""Kinds of units, roles in a unit, and how an author stands under a text."""

from enum import StrEnum


class UnitKind(StrEnum):
    """What a unit is in the tree."""

    ORGANISATION = "organisation"
    DEPARTMENT = "department"
    TEAM = "team"


class MemberRole(StrEnum):
    """What somebody is in a unit."""

    MEMBER = "member"
    LEAD = "lead"


class AuthorKind(StrEnum):
    """How an author stands under a text."""

    NAMED = "named"
    SOURCE = "source"
    FORMER = "former"
