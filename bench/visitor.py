"""A colleague with a browser: makes requests as the pages would, over open connections."""

import http.client
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urlencode

HOST = "127.0.0.1"
TIMEOUT_SECONDS = 10.0
_FORM = '<form class="form stack" method="post"'
_VALUE = r'name="{name}" value="([^"]*)"'


class NoFormError(Exception):
    """A page came without the form that was to be filled in."""


@dataclass(frozen=True)
class Visit:
    """One request, ready to be sent."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: str = ""
    expects: int = http.client.OK


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    text: str


@dataclass(frozen=True)
class Form:
    """A form of a page, with the keys that let it be posted, once."""

    path: str
    csrf_token: str
    form_key: str


@dataclass
class Visitor:
    """Somebody who is in, by a session that the product gave."""

    session: str
    csrf_cookie: str = field(default="", init=False)

    def page(self, path: str, *, is_fragment: bool = False) -> Visit:
        """Ask for a page, or for a part of one as the script of the box does."""
        headers = {"Cookie": self._cookies(), "Host": HOST}
        return Visit("GET", path, headers | ({"HX-Request": "true"} if is_fragment else {}))

    def filled_in(self, form: Form, **typed: str) -> Visit:
        """Post a form with what was typed."""
        posted = {"csrfmiddlewaretoken": form.csrf_token, "form_key": form.form_key, **typed}
        headers = {
            "Cookie": self._cookies(),
            "Host": HOST,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        return Visit("POST", form.path, headers, urlencode(posted), http.client.FOUND)

    def form_on(self, connection: http.client.HTTPConnection, path: str) -> Form:
        """Open a page, and take its form.

        :raises NoFormError: when it has none.
        """
        answer = send(connection, self.page(path))
        self.csrf_cookie = _cookie(answer, "csrf") or self.csrf_cookie
        return form_in(answer.text)

    def _cookies(self) -> str:
        csrf = f"; csrf={self.csrf_cookie}" if self.csrf_cookie else ""
        return f"session={self.session}{csrf}"


def form_in(html: str) -> Form:
    """Find the form of a page.

    :raises NoFormError: when it has none.
    """
    _, found, form = html.partition(_FORM)
    if not found:
        raise NoFormError
    action = re.search(r'action="([^"#]*)', form)
    token = re.search(_VALUE.format(name="csrfmiddlewaretoken"), form)
    key = re.search(_VALUE.format(name="form_key"), form)
    if action is None or token is None or key is None:
        raise NoFormError
    return Form(unescape(action[1]), token[1], unescape(key[1]))


def connect(port: int) -> http.client.HTTPConnection:
    """Open a connection to the product."""
    return http.client.HTTPConnection(HOST, port, timeout=TIMEOUT_SECONDS)


def send(connection: http.client.HTTPConnection, visit: Visit) -> Answer:
    """Send one request, and read all of the answer."""
    connection.request(visit.method, visit.path, visit.body or None, dict(visit.headers))
    response = connection.getresponse()
    text = response.read().decode("utf-8", errors="replace")
    return Answer(response.status, response.headers, text)


class Connections:
    """One open connection for each thread; one that the server closed is opened again."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._own = threading.local()

    def send(self, visit: Visit) -> Answer:
        """Send one request over this thread's connection."""
        connection: http.client.HTTPConnection | None = getattr(self._own, "open", None)
        if connection is not None:
            try:
                return send(connection, visit)
            except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
                connection.close()
        self._own.open = connect(self._port)
        return send(self._own.open, visit)


def _cookie(answer: Answer, name: str) -> str:
    for cookie in answer.headers.get_all("Set-Cookie", []):
        named, _, rest = cookie.partition("=")
        if named == name:
            return str(rest.partition(";")[0])
    return ""
