"""Kinds of subjects, and places where panels show."""

from enum import StrEnum


class Kind(StrEnum):
    """The catalogue of kinds of subjects: things with a page of their own."""

    UNIT = "unit"
    PROCESS = "process"
    SERVICE = "service"
    QUESTION = "question"
    EXPERIENCE = "experience"


class Place(StrEnum):
    """Pages that are no subject, on which panels show."""

    TOP = "top"
    HOME = "home"


class LetterState(StrEnum):
    """Where a mail stands before it is gone."""

    WAITING = "waiting"
    GIVEN_UP = "given_up"
