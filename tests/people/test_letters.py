"""The letters of people."""

import pytest
from django.core import mail
from django.utils import timezone

from gaandeweg.kernel import letters
from gaandeweg.kernel.models import Letter
from gaandeweg.people import actions
from gaandeweg.people.invitations import token_of
from gaandeweg.people.models import Invitation
from tests.cast import mail_of


@pytest.fixture(autouse=True)
def mailbox(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    return lambda: mail.outbox


@pytest.fixture
def invite(cast):
    def to_burgerzaken(*mails):
        actions.invite_to_unit(
            viewer=cast.viewer("karin"),
            unit_id=cast.units["burgerzaken"],
            mails=mails,
            now=timezone.now(),
        )

    return to_burgerzaken


def test_an_invitation_says_who_invites_to_what_and_how_to_come_in(cast, invite, mailbox, settings):
    settings.BASE_URL = "https://gaandeweg.noorderhaaks.test"
    invite("nieuw@noorderhaaks.test")

    letters.send_waiting(timezone.now())

    letter = mailbox()[0]
    assert letter.to == ["nieuw@noorderhaaks.test"]
    assert "Karin Postma" in letter.body
    assert "Burgerzaken" in letter.body
    token = token_of(Invitation.objects.get().pk)
    assert f"https://gaandeweg.noorderhaaks.test/kom-erbij/{token}/" in letter.body


def test_an_invitation_that_was_taken_back_does_not_leave(cast, invite, mailbox):
    invite("nieuw@noorderhaaks.test")
    Invitation.objects.all().delete()

    assert letters.send_waiting(timezone.now()) == 0
    assert mailbox() == []


def test_inviting_somebody_twice_on_a_day_is_one_letter(invite, mailbox):
    invite("nieuw@noorderhaaks.test")
    invite("Nieuw@Noorderhaaks.test")

    assert letters.send_waiting(timezone.now()) == 1


def test_nothing_is_kept_of_a_letter_that_left(invite, mailbox):
    invite("nieuw@noorderhaaks.test", mail_of("joost"))
    waiting = list(Letter.objects.values_list("recipient", "ids"))
    assert not any("@" in str(letter) for letter in waiting)

    letters.send_waiting(timezone.now())

    assert not Letter.objects.exists()
