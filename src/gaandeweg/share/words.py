"""What a reply is, and how far a question has come."""

from enum import StrEnum


class ReplyKind(StrEnum):
    """A reply answers, or adds something."""

    ANSWER = "answer"
    FOLLOW_UP = "follow_up"


class QuestionState(StrEnum):
    """How far a question has come; derived, never set."""

    OPEN = "open"
    ANSWERED = "answered"
    SETTLED = "settled"


class Audience(StrEnum):
    """Who may read what somebody shares."""

    TEAM = "team"
    DEPARTMENT = "department"
    EVERYONE = "everyone"
