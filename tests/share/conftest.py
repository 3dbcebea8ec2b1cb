"""The cast at work, their browsers, an index and a mail server of their own."""

import email
import email.policy

import pytest
from aiosmtpd.controller import Controller

from gaandeweg.insight import public as insight
from gaandeweg.kernel.models import Subject
from tests.cast import mail_of
from tests.people.conftest import browser_of, cast, visitor  # noqa: F401 fixtures
from tests.ports import free_port
from tests.sharing import Sharing, make_processes, send_the_mail
from tests.world import world  # noqa: F401 a fixture


@pytest.fixture
def sharing(cast):  # noqa: F811 the fixture
    return Sharing(cast)


@pytest.fixture
def processes(cast):  # noqa: F811 the fixture
    return make_processes(cast)


class Index:
    """The index of this test, in a folder of its own."""

    def __init__(self, folder):
        self.writer = insight.open_writer(folder)
        self._indexer = insight.Indexer(self.writer)
        self._indexer.rebuild("begin")

    def take_in(self):
        """Index all that there is and was, as what happened would have it."""
        self._indexer.apply(
            {str(key) for key in Subject.objects.values_list("pk", flat=True)}, "on"
        )


@pytest.fixture
def index(settings, tmp_path, db):
    settings.INDEX_FOLDER = tmp_path / "index"
    kept = Index(settings.INDEX_FOLDER)
    yield kept
    kept.writer.close()


class MailServer:
    """A mail server on loopback that keeps what it gets."""

    def __init__(self):
        self.envelopes = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 its name
        self.envelopes.append(envelope)
        return "250 OK"


@pytest.fixture
def mail_server(settings):
    server = MailServer()
    controller = Controller(server, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    yield server
    controller.stop()


@pytest.fixture
def letters_of(mail_server):
    """Send what waits, and read what somebody got."""

    def read(name):
        send_the_mail()
        return [
            read_letter(one) for one in mail_server.envelopes if one.rcpt_tos == [mail_of(name)]
        ]

    return read


def read_letter(envelope):
    return email.message_from_bytes(envelope.content, policy=email.policy.default)
