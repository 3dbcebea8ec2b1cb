"""Mail that leaves: one Message-ID, tried again, given up, and gone without a trace."""

import smtplib
from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller
from django.core import mail

from gaandeweg.kernel import letters, limits
from gaandeweg.kernel.ids import uuid7
from gaandeweg.kernel.letters import Wording
from gaandeweg.kernel.models import Letter
from gaandeweg.kernel.subjects import make_subject
from gaandeweg.kernel.viewer import everyone_label
from gaandeweg.kernel.words import Kind, LetterState
from tests.ports import free_port

pytestmark = pytest.mark.django_db

JOOST = "joost@noorderhaaks.example"


class PostOffice:
    """A mail server on loopback that keeps what it gets, and can refuse."""

    def __init__(self):
        self.envelopes = []
        self.answers = []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 its name
        if self.answers:
            return self.answers.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 its name
        self.envelopes.append(envelope)
        return "250 OK"


@pytest.fixture
def post_office(settings):
    office = PostOffice()
    controller = Controller(office, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    yield office
    controller.stop()


@pytest.fixture
def write_to_joost(monkeypatch, now):
    """Put a letter to Joost in the post, about an answer to his question."""
    monkeypatch.setattr(letters, "_writers", {})

    @letters.words("tests.answered")
    def word(recipient, ids):
        return Wording(JOOST, "Antwoord op uw vraag", f"Lees het hier: {ids['answer']}", "nl")

    def put(key="answered:1:joost", **about):
        letters.put_in_post(
            key=key,
            kind="tests.answered",
            recipient="joost",
            ids={"answer": "een"},
            now=now,
            **about,
        )

    return put


def test_a_letter_leaves_by_smtp_and_nothing_of_it_is_kept(write_to_joost, post_office, now):
    write_to_joost()

    assert letters.send_waiting(now) == 1

    [envelope] = post_office.envelopes
    assert envelope.rcpt_tos == [JOOST]
    assert b"Lees het hier: een" in envelope.content
    assert b"Auto-Submitted: auto-generated" in envelope.content
    assert not Letter.objects.exists()


def test_the_same_letter_put_in_the_post_twice_is_one_letter(write_to_joost, now):
    write_to_joost()
    write_to_joost()

    letters.send_waiting(now)

    assert len(mail.outbox) == 1


def test_a_letter_keeps_its_message_id_however_often_it_is_tried(write_to_joost, now):
    write_to_joost()
    letters.send_waiting(now)
    write_to_joost()
    letters.send_waiting(now)

    first, again = (message.message()["Message-ID"] for message in mail.outbox)

    assert first == again == letters.message_id("answered:1:joost")
    assert "joost" not in first


def test_two_letters_have_two_message_ids():
    assert letters.message_id("answered:1:joost") != letters.message_id("answered:1:sara")


def test_a_server_that_says_later_gets_it_later(write_to_joost, post_office, now):
    post_office.answers = ["451 try again later"]
    write_to_joost()
    letters.send_waiting(now)
    assert post_office.envelopes == []

    _put_off_is_over(now)
    letters.send_waiting(now)

    assert len(post_office.envelopes) == 1


def test_a_mail_server_that_is_away_loses_no_letter(write_to_joost, settings, now):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    write_to_joost()

    assert letters.send_waiting(now) == 0

    letter = Letter.objects.get()
    assert (letter.state, letter.attempts) == (LetterState.WAITING, 1)
    assert letter.next_at > now


def test_an_address_that_is_refused_for_good_is_given_up(write_to_joost, post_office, now):
    post_office.answers = ["550 no such colleague"]
    write_to_joost()

    letters.send_waiting(now)

    assert Letter.objects.get().state == LetterState.GIVEN_UP


def test_after_many_tries_a_letter_is_given_up(write_to_joost, settings, now):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    write_to_joost()

    for day in range(limits.LETTER_ATTEMPTS + 2):
        letters.send_waiting(now + timedelta(days=day))

    letter = Letter.objects.get()
    assert (letter.state, letter.attempts) == (LetterState.GIVEN_UP, limits.LETTER_ATTEMPTS)


def test_a_letter_that_was_given_up_is_gone_after_a_week(write_to_joost, now):
    write_to_joost("one")
    write_to_joost("two")
    Letter.objects.filter(key="one").update(state=LetterState.GIVEN_UP)
    letters.sweep(now + timedelta(days=limits.LETTER_DAYS))
    assert Letter.objects.count() == 2

    letters.sweep(now + timedelta(days=limits.LETTER_DAYS + 1))

    assert [letter.key for letter in Letter.objects.all()] == ["two"]


def test_mail_outlives_a_weekend_without_mail_server(write_to_joost, settings, now):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    write_to_joost()

    for minutes in range(0, 62 * 60, 10):
        letters.send_waiting(now + timedelta(minutes=minutes))

    assert Letter.objects.get().state == LetterState.WAITING


def test_a_letter_that_cannot_be_worded_holds_up_no_other(write_to_joost, monkeypatch, now):
    @letters.words("tests.fails")
    def word(recipient, ids):
        raise KeyError(recipient)

    letters.put_in_post(key="fails", kind="tests.fails", recipient="sara", now=now)
    write_to_joost()

    letters.send_waiting(now)

    assert [message.to for message in mail.outbox] == [[JOOST]]


def test_a_letter_about_a_question_that_was_withdrawn_stays_home(write_to_joost, now):
    question = make_subject(
        Kind.QUESTION, title="", labels=[everyone_label()], now=now, subject_id=uuid7(now)
    )
    write_to_joost(subject_id=question.pk)
    question.withdrawn_at = now
    question.save(update_fields=["withdrawn_at"])

    assert letters.send_waiting(now) == 0

    assert mail.outbox == []
    assert not Letter.objects.exists()


def test_a_failure_is_logged_without_whom_or_what(write_to_joost, post_office, now, caplog):
    post_office.answers = [f"451 {JOOST} over de melding van mevrouw Jansen"]
    write_to_joost()

    letters.send_waiting(now)

    [line] = [r.getMessage() for r in caplog.records if r.name.startswith("gaandeweg")]
    assert smtplib.SMTPRecipientsRefused.__name__ in line
    assert "joost" not in line
    assert "Jansen" not in line


def test_no_line_of_a_letter_becomes_a_header(write_to_joost, monkeypatch, now):
    @letters.words("tests.answered")
    def word(recipient, ids):
        return Wording(JOOST, "Antwoord\r\nBcc: iedereen@noorderhaaks.example", "Tekst", "nl")

    write_to_joost()

    letters.send_waiting(now)

    [message] = mail.outbox
    assert message.message()["Bcc"] is None
    assert message.recipients() == [JOOST]


def _put_off_is_over(now):
    Letter.objects.update(next_at=now)
