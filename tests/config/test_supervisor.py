"""What dies starts again; what is asked to stop, stops."""

import os
import signal
import sys

import pytest

from gaandeweg.config.supervisor import LONGEST_PAUSE_SECONDS, pause_after
from tests.product import Product, wait_until


@pytest.fixture(scope="module")
def product(tmp_path_factory):
    running = Product(tmp_path_factory.mktemp("supervised"), command="serve").start()
    yield running
    running.stop()


def web_of(product):
    return product.parts("gaandeweg.config.web")


def background_of(product):
    return product.parts("gaandeweg background")


def whole(product):
    """Wait until nothing of it is away, whatever was killed before; returns the parts of web."""
    assert wait_until(
        lambda: (
            len(web_of(product)) > 1
            and len(background_of(product)) == 1
            and product.status() == 200
        ),
        seconds=60,
    )
    return web_of(product)


def test_web_that_is_killed_is_there_again(product):
    before = whole(product)

    os.kill(before[0], signal.SIGKILL)

    assert wait_until(lambda: len(web_of(product)) == len(before) and product.status() == 200)
    assert not set(web_of(product)) & set(before), "no worker of the former server is left"


def test_a_worker_of_web_that_is_killed_is_there_again(product):
    before = whole(product)

    os.kill(before[-1], signal.SIGKILL)

    assert wait_until(lambda: before[-1] not in web_of(product))
    assert wait_until(lambda: len(web_of(product)) == len(before) and product.status() == 200)


def test_background_that_is_killed_is_there_again(product):
    whole(product)
    before = background_of(product)

    os.kill(before[0], signal.SIGKILL)

    assert wait_until(lambda: len(background_of(product)) == 1 and background_of(product) != before)
    assert wait_until(lambda: product.status() == 200)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_asked_to_stop_it_leaves_nothing_running(tmp_path, number):
    product = Product(tmp_path, command="serve").start()
    parts = product.parts("gaandeweg")

    product.process.send_signal(number)

    assert product.stop() == 0
    assert not any(is_running(pid) for pid in parts)


def test_without_its_supervisor_no_part_goes_on(tmp_path):
    product = Product(tmp_path, command="serve").start()
    parts = product.parts("gaandeweg")

    product.process.kill()
    product.stop()

    assert wait_until(lambda: not any(is_running(pid) for pid in parts))
    assert product.status() == 0


def test_what_keeps_dying_is_started_at_longer_and_longer_pauses():
    pauses = [pause_after(deaths) for deaths in range(1, 20)]

    assert pauses[:4] == [0.5, 1.0, 2.0, 4.0]
    assert pauses[-1] == LONGEST_PAUSE_SECONDS


@pytest.mark.skipif(sys.platform != "linux", reason="reads memory from /proc")
def test_the_whole_product_fits_in_500_mb(product):
    used = sum(_own_memory(pid) for pid in product.parts("gaandeweg"))

    assert used < 500 * 1024


def is_running(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def _own_memory(pid):
    """Give the proportional share of memory of a process, in kB."""
    with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as lines:  # noqa: PTH123 not a file of ours
        return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
