"""What colleagues do in tests: ask, tell, answer, thank; and what goes on behind the pages."""

import time
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.utils import timezone

from gaandeweg.kernel import letters, outbox
from gaandeweg.kernel.models import OutboxEvent
from gaandeweg.share import actions
from gaandeweg.share.actions import Placing, Words
from gaandeweg.share.models import Reply
from gaandeweg.share.words import Audience
from gaandeweg.work import public as work
from tests.cast import Cast

TITLE = "Wie beslist over een briefadres als iemand op straat slaapt?"
ANSWER = "Wij beslissen dat zelf: vraag waar iemand die week sliep en leg dat vast."


@dataclass(frozen=True)
class Sharing:
    """The cast at work, each by their own name."""

    cast: Cast

    def ask(self, by: str, title: str = TITLE, body: str = "", **about) -> UUID:
        return actions.ask_question(**self._shared(by, title, body, about))

    def tell(self, by: str, title: str = TITLE, body: str = "", **about) -> UUID:
        return actions.tell_experience(**self._shared(by, title, body, about))

    def reply(
        self,
        by: str,
        subject_id: UUID,
        body: str = ANSWER,
        *,
        asks_back: bool = False,
        now: datetime | None = None,
    ) -> UUID:
        return actions.write_reply(
            viewer=self.cast.viewer(by),
            subject_id=subject_id,
            form_key=uuid4(),
            body=body,
            asks_back=asks_back,
            now=now or timezone.now(),
        )

    def helped(self, by: str, reply_id: UUID) -> None:
        now = timezone.now()
        actions.settle_question(viewer=self.cast.viewer(by), reply_id=reply_id, now=now)

    def thank(self, by: str, reply_id: UUID) -> None:
        actions.thank(viewer=self.cast.viewer(by), reply_id=reply_id)

    def revise(self, by: str, text_id: UUID, title: str = "", body: str = "") -> None:
        words, now = Words(title, body), timezone.now()
        actions.revise_text(viewer=self.cast.viewer(by), text_id=text_id, words=words, now=now)

    def withdraw(self, by: str, text_id: UUID) -> None:
        now = timezone.now()
        actions.withdraw_text(viewer=self.cast.viewer(by), text_id=text_id, now=now)

    def make_unreadable(self, by: str, text_id: UUID) -> None:
        now = timezone.now()
        actions.make_unreadable(viewer=self.cast.viewer(by), text_id=text_id, now=now)

    def _shared(self, by, title, body, about):
        placing = Placing(
            audience=Audience(about.get("audience", "everyone")),
            process_id=about.get("process_id"),
            topics=about.get("topics", ()),
        )
        return {
            "viewer": self.cast.viewer(by),
            "form_key": about.get("form_key") or uuid4(),
            "words": Words(title, body),
            "placing": placing,
            "now": about.get("now") or timezone.now(),
        }


PROCESSES = {
    "paspoort": "Paspoort of ID-kaart aanvragen",
    "briefadres": "Briefadres",
    "verhuizing": "Verhuizing doorgeven",
    "wmo": "Wmo-melding behandelen",
}


def make_processes(cast: Cast) -> dict[str, UUID]:
    """Make a few processes; Burgerzaken works on passports first, Wmo on its reports."""
    now = timezone.now()
    about = {"is_primary": True, "now": now}
    group = work.make_process(name="Dienstverlening", parent_id=None, phases=(), **about)
    made = {
        key: work.make_process(name=name, parent_id=group, phases=("Aannemen", "Doen"), **about)
        for key, name in PROCESSES.items()
    }
    for unit, process in (
        ("burgerzaken", "paspoort"),
        ("burgerzaken", "briefadres"),
        ("wmo", "wmo"),
    ):
        work.tie_unit_to_process(unit_id=cast.units[unit], process_id=made[process])
    work.own_process(process_id=made["paspoort"], person_id=cast.persons["anja"])
    made["service"] = work.make_service(name="Paspoort", process_ids=[made["paspoort"]], now=now)
    return made


def text_of(subject_id: UUID) -> UUID:
    """Give the text of a question or an experience itself."""
    found = actions.opening_text_id(subject_id)
    assert found is not None
    return found


def text_of_reply(reply_id: UUID) -> UUID:
    """Give the text of a reply."""
    return Reply.objects.get(pk=reply_id).text_id


def bring_what_happened() -> None:
    """Tell what happened to who reacts to it."""
    newest = OutboxEvent.objects.order_by("transaction", "id").last()
    deadline = time.monotonic() + 60
    while newest is not None:
        outbox.deliver(timezone.now())
        if not outbox.unread(outbox.DELIVERER) and outbox.newest() >= place_of(newest):
            return
        # On PostgreSQL whoever writes in another database holds our events back meanwhile.
        assert time.monotonic() < deadline, "a transaction elsewhere holds our events back"
        time.sleep(0.02)


def send_the_mail() -> int:
    """Bring what happened, and let every letter leave; returns how many left."""
    bring_what_happened()
    return letters.send_waiting(timezone.now())


def place_of(event: OutboxEvent) -> tuple[int, int]:
    """Give the place of an event in the outbox."""
    return (event.transaction, event.pk)
