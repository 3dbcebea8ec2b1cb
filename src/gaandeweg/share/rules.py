"""Decisions about sharing: plain values in, plain value out."""

from collections.abc import Sequence
from uuid import UUID

from gaandeweg.share.words import Audience, QuestionState, ReplyKind


def state_of(*, has_answer: bool, is_settled: bool) -> QuestionState:
    """Tell how far a question has come."""
    if is_settled:
        return QuestionState.SETTLED
    return QuestionState.ANSWERED if has_answer else QuestionState.OPEN


def kind_of_reply(*, is_question: bool, by_asker: bool, asks_back: bool) -> ReplyKind:
    """Tell whether a reply answers, or adds something or asks back."""
    if is_question and not by_asker and not asks_back:
        return ReplyKind.ANSWER
    return ReplyKind.FOLLOW_UP


def who_hears(writer: UUID | None, author: UUID | None, earlier: Sequence[UUID]) -> UUID | None:
    """Name the one colleague who hears of a reply: the author, or whom the author replies to."""
    if author is not None and writer != author:
        return author
    others = [person for person in earlier if person != writer]
    return others[-1] if others else None


def who_hear(
    kind: ReplyKind,
    writer: UUID | None,
    author: UUID | None,
    earlier: Sequence[UUID],
    also_asking: Sequence[UUID],
) -> tuple[UUID, ...]:
    """Name everybody who hears of a reply; who asks along hears of answers only."""
    first = who_hears(writer, author, earlier)
    along = also_asking if kind == ReplyKind.ANSWER else ()
    named = [person for person in (first, *along) if person is not None and person != writer]
    return tuple(dict.fromkeys(named))


def audiences_left(
    offered: Sequence[Audience], now: Audience | None, *, have_others_replied: bool
) -> tuple[Audience, ...]:
    """List the audiences that a thing can still get, of those `offered` from wide to narrow.

    What colleagues wrote for a few does not go to many: once they replied, it only gets narrower.
    """
    if not have_others_replied:
        return tuple(offered)
    return tuple(offered[offered.index(now) :]) if now in offered else ()
