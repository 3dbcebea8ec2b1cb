"""Limits stand in one place, and each of them limits something."""

import re
from pathlib import Path

import pytest

import gaandeweg
from gaandeweg.kernel import limits

CODE = Path(gaandeweg.__file__).parent
NAMES = [name for name in vars(limits) if name.isupper()]


@pytest.fixture(scope="module")
def all_code():
    return "\n".join(
        file.read_text("utf-8") for file in CODE.rglob("*.py") if file.name != "limits.py"
    )


@pytest.mark.parametrize("name", NAMES)
def test_every_limit_limits_something(all_code, name):
    assert re.search(rf"\blimits\.{name}\b", all_code)


@pytest.mark.parametrize("name", NAMES)
def test_every_limit_is_a_number_above_nothing(name):
    value = getattr(limits, name)

    assert isinstance(value, int)
    assert value > 0
