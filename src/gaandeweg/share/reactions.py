"""What share does when something happened: the one who waits for a reply hears of it."""

from django.utils import timezone

from gaandeweg.kernel.events import ReplyWritten, reacts_to
from gaandeweg.kernel.letters import put_in_post
from gaandeweg.share import queries, rules


@reacts_to(ReplyWritten, name="share.tell_of_reply")
def tell_of_reply(event: ReplyWritten) -> None:
    """Write to the asker, to whom the asker replies, and to who asks along."""
    said = queries.writers_of(event.subject_id, event.reply_id)
    if said is None:
        return
    hearers = rules.who_hear(said.kind, said.writer, said.author, said.earlier, said.also_asking)
    for hearer in hearers:
        put_in_post(
            key=f"reply:{event.reply_id}:{hearer}",
            kind="reply",
            recipient=str(hearer),
            subject_id=event.subject_id,
            ids={"reply_id": str(event.reply_id), "subject_id": str(event.subject_id)},
            now=timezone.now(),
        )
