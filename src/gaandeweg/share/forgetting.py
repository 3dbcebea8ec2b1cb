"""The words of a text go, in every version; with those of a question go its title and topics."""

from datetime import datetime

from gaandeweg.kernel import texts
from gaandeweg.kernel.events import TextErased, tell
from gaandeweg.kernel.models import Subject, Text
from gaandeweg.share.models import Reply
from gaandeweg.work import public as work


def is_opening(text: Text) -> bool:
    """Whether this text is the question or the experience itself."""
    return not Reply.objects.filter(text=text).exists()


def forget_words(text: Text, *, now: datetime) -> None:
    """Take the words away and tell it, in the transaction of who asks for it."""
    texts.erase_text(text.pk)
    if is_opening(text):
        Subject.objects.filter(pk=text.subject_id).update(title="")
        work.forget_topics(text.subject_id)
    tell(TextErased(text.subject_id, text.pk), now=now)
