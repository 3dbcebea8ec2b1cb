"""`gaandeweg demo` and `gaandeweg serve`, as somebody types them."""

import socket
from pathlib import Path

import pytest

from gaandeweg.config.start import demo_environment, serve_environment
from gaandeweg.config.web import split_bind
from tests.product import Product


def refused(product):
    """Start what cannot start; gives what it says."""
    product.begin()
    assert product.process.wait(timeout=60) == 1
    product.stop()
    return "".join(product.output)


def test_the_demo_reaches_neither_the_people_nor_the_mail_of_an_installation():
    given = {
        "DATABASE_URL": "postgres://gaandeweg@db/gaandeweg",
        "DATABASE_URL_FILE": "/run/secrets/database",
        "GAANDEWEG_MAIL_HOST": "mail.gemeente.example",
        "GAANDEWEG_HOSTS": "gaandeweg.gemeente.example",
        "GAANDEWEG_URL": "https://gaandeweg.gemeente.example",
        "PATH": "/usr/bin",
    }

    environment = demo_environment(given, Path("/srv/demo"), 8123)

    assert environment == {
        "PATH": "/usr/bin",
        "GAANDEWEG_DATA": "/srv/demo",
        "GAANDEWEG_DEMO": "1",
        "GAANDEWEG_BIND": "127.0.0.1:8123",
        "GAANDEWEG_URL": "http://127.0.0.1:8123",
    }


def test_serve_is_never_a_demo_and_listens_on_this_machine_unless_told():
    environment = serve_environment({"GAANDEWEG_DEMO": "1", "GAANDEWEG_DATA": "/srv/gaandeweg"})

    assert environment["GAANDEWEG_DEMO"] == "0"
    assert environment["GAANDEWEG_BIND"] == "127.0.0.1:8000"
    assert environment["GAANDEWEG_URL"] == "http://127.0.0.1:8000"


@pytest.mark.parametrize(
    ("bind", "apart"),
    [
        ("127.0.0.1:8000", ("127.0.0.1", 8000)),
        ("[::1]:81", ("::1", 81)),
        (":8000", ("127.0.0.1", 8000)),
    ],
)
def test_an_address_to_listen_on_is_understood(bind, apart):
    assert split_bind(bind) == apart


def test_a_port_that_is_taken_is_said_in_a_sentence(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        product = Product(tmp_path, port=other.getsockname()[1])

        said = refused(product)

    assert f"Port {product.port} on 127.0.0.1 cannot be used" in said
    assert "--port" in said
    assert "Traceback" not in said


@pytest.mark.parametrize("options", [(), ("--fresh",)])
def test_the_demo_does_not_touch_a_folder_that_is_not_a_demo(tmp_path, options):
    (tmp_path / "gaandeweg.sqlite3").write_text("of an organisation")

    said = refused(Product(tmp_path, options=options))

    assert "not a demo" in said
    assert (tmp_path / "gaandeweg.sqlite3").read_text() == "of an organisation"


def test_serve_does_not_serve_a_demo(tmp_path):
    (tmp_path / "demo").touch()

    assert "holds a demo" in refused(Product(tmp_path, command="serve"))


def test_two_do_not_run_on_one_folder(tmp_path):
    first = Product(tmp_path, command="serve").start()

    said = refused(Product(tmp_path, command="serve"))
    first.stop()

    assert "already runs" in said


def test_the_first_start_prints_a_link_for_the_first_administrator(tmp_path):
    product = Product(tmp_path, command="serve").start()

    line = product.wait_for("first administrator's password", seconds=5)
    product.stop()

    assert "No mail leaves" in "".join(product.output)
    token = line.split("/begin/")[1].split("/")[0]
    assert f"{product.url}/begin/" in line
    assert token not in (tmp_path / "first-administrator").read_text()


def test_nobody_else_on_the_machine_reads_the_folder(tmp_path):
    folder = tmp_path / "data"
    Product(folder, command="serve").start().stop()

    # The styles are for all the world, and stand behind the closed door of the folder.
    kept = [folder, *(place for place in folder.rglob("*") if "static" not in place.parts)]
    assert folder / "gaandeweg.sqlite3" in kept
    assert [place for place in kept if place.stat().st_mode & 0o077] == []


def test_stop_and_start_again_keeps_the_demo_and_fresh_starts_over(tmp_path):
    Product(tmp_path).start().stop()
    (tmp_path / "mail").mkdir(exist_ok=True)
    (tmp_path / "mail" / "kept").touch()
    made_at = (tmp_path / "secret.key").read_text()

    Product(tmp_path).start().stop()
    assert (tmp_path / "secret.key").read_text() == made_at
    assert (tmp_path / "mail" / "kept").exists()

    Product(tmp_path, options=("--fresh",)).start().stop()
    assert (tmp_path / "secret.key").read_text() != made_at
    assert not (tmp_path / "mail" / "kept").exists()
