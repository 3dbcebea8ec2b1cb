"""What other apps may use of share."""

from gaandeweg.share.actions import (
    AlreadySharedError,
    Placing,
    Words,
    ask_question,
    settle_question,
    tell_experience,
    thank,
    write_reply,
)
from gaandeweg.share.sweeping import sweep
from gaandeweg.share.words import Audience, QuestionState, ReplyKind

__all__ = [
    "AlreadySharedError",
    "Audience",
    "Placing",
    "QuestionState",
    "ReplyKind",
    "Words",
    "ask_question",
    "settle_question",
    "sweep",
    "tell_experience",
    "thank",
    "write_reply",
]
