"""A small world to look at from all sides: threads for all and for a team, people of every role."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import UUID

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.utils import timezone

from gaandeweg.people import public as people
from gaandeweg.people.actions import invite_to_unit
from gaandeweg.people.invitations import token_of
from gaandeweg.people.models import Invitation
from gaandeweg.work import public as work
from tests.cast import Cast, give_password, make_cast
from tests.sharing import Sharing, make_processes, text_of, text_of_reply

AUDIENCES = {"open": "everyone", "team": "team"}


@dataclass
class Thread:
    """A question of Fatima, with an answer of Sara; and an experience of Fatima beside it."""

    question: UUID
    question_text: UUID
    answer: UUID
    answer_text: UUID
    experience: UUID


@dataclass
class World:
    """All that there is to look at."""

    cast: Cast
    sharing: Sharing
    processes: dict[str, UUID]
    threads: dict[str, Thread] = field(default_factory=dict)
    invitation: UUID | None = None
    sessions: dict[str, str] = field(default_factory=dict)

    def browser(self, name: str = "") -> Client:
        """Open a browser in which somebody is signed in, or nobody; nothing of before is in it."""
        browser = Client()
        browser.cookies["language"] = "en"
        if name:
            is_pass = name.startswith("pass ")
            browser.cookies["pass" if is_pass else "session"] = self.sessions[name]
        return browser

    def invitation_token(self) -> str:
        return token_of(self.invitation)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """One world for all tests of a file; each takes back what it did (mark: django_db)."""
    with django_db_blocker.unblock(), transaction.atomic():
        cache.clear()
        yield make_world()
        transaction.set_rollback(True)


def make_world() -> World:
    """Make the cast, their work, and what they asked and answered."""
    cast = make_cast()
    world = World(cast, Sharing(cast), make_processes(cast))
    work.own_process(process_id=world.processes["briefadres"], person_id=cast.persons["karin"])
    for key, audience in AUDIENCES.items():
        world.threads[key] = _make_thread(world, key, audience)
    invite_to_unit(
        viewer=cast.viewer("karin"),
        unit_id=cast.units["burgerzaken"],
        mails=["noor@noorderhaaks.test"],
        now=timezone.now(),
    )
    world.invitation = Invitation.objects.get().pk
    for name in cast.persons:
        give_password(cast, name)
        world.sessions[name] = _session_of(cast, name)
    # Anja left: her old session is still in her browser.
    people.deactivate(person_id=cast.persons["anja"], today=timezone.localdate())
    for key, thread in world.threads.items():
        world.sessions[f"pass {key}"] = _pass_of(cast, "sara", thread.question)
    world.sessions["pass elsewhere"] = _pass_of(
        cast, "sara", world.sharing.ask("sara", "Nog iets?")
    )
    return world


@contextmanager
def undone() -> Iterator[None]:
    """Do something, and take it back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _make_thread(world: World, key: str, audience: str) -> Thread:
    sharing, place = world.sharing, world.processes["briefadres"]
    about = {"audience": audience, "process_id": place}
    question = sharing.ask("fatima", f"Wie tekent een briefadres? ({key})", "Bij ons.", **about)
    answer = sharing.reply("sara", question, f"De teamleider tekent dat. ({key})")
    experience = sharing.tell("fatima", f"Dubbel kijken helpt ({key})", "Echt waar.", **about)
    return Thread(question, text_of(question), answer, text_of_reply(answer), experience)


def _session_of(cast: Cast, name: str) -> str:
    browser = Client()
    browser.force_login(cast.account(name))
    return browser.cookies["session"].value


def _pass_of(cast: Cast, name: str, subject_id: UUID) -> str:
    browser = Client()
    token = people.make_pass(cast.persons[name], subject_id, now=timezone.now())
    browser.post(f"/m/{token}/")
    return browser.cookies["pass"].value
