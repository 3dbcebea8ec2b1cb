"""What is sent is refused before it is read, when it is too much or hides how much it is."""

import http.client
import socket

import pytest

from gaandeweg.kernel import limits
from tests.product import Product

FORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def product(tmp_path_factory):
    product = Product(tmp_path_factory.mktemp("bodies"), command="serve").start()
    yield product
    product.stop()


def post(product, headers, body=b""):
    """Send a head and, maybe, a part of what it announces; returns the status of the answer."""
    with socket.create_connection(("127.0.0.1", product.port), timeout=10) as line:
        head = (
            f"POST /inloggen/ HTTP/1.1\r\nHost: 127.0.0.1:{product.port}\r\nConnection: close\r\n"
        )
        line.sendall(f"{head}{headers}\r\n".encode() + body)
        answer = http.client.HTTPResponse(line)
        answer.begin()
        return answer.status, answer.read().decode()


@pytest.mark.parametrize("kind", [FORM, "multipart/form-data; boundary=x", "text/plain"])
def test_a_body_that_is_too_large_is_refused_unread(product, kind):
    """A file of gigabytes would fill the disk before anybody asked who sends it."""
    announced = limits.BODY_BYTES + 1

    status, page = post(product, f"Content-Type: {kind}\r\nContent-Length: {announced}\r\n")

    assert status == 413
    assert "<h1>" in page


def test_a_body_in_pieces_is_refused_and_never_taken_for_empty(product):
    pieces = b"5\r\nlogin\r\n0\r\n\r\n"

    status, page = post(product, f"Content-Type: {FORM}\r\nTransfer-Encoding: chunked\r\n", pieces)

    assert status == 411
    assert "<h1>" in page


def test_an_ordinary_form_is_read(product):
    body = b"login=x"

    status, _page = post(product, f"Content-Type: {FORM}\r\nContent-Length: {len(body)}\r\n", body)

    assert status == 403, "the form has no token, so it was looked at"
