"""Every contract about what may import what is broken here on purpose, in a copy, and must fail."""

import os
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GROUND = {"look", "kernel", "analysis"}


@dataclass(frozen=True)
class Breach:
    """A line that breaks a contract, and the file in which it would stand."""

    contract: str
    file: str
    line: str


BREACHES = [
    Breach("layers", "kernel/subjects.py", "import gaandeweg.people.public"),
    Breach("layers", "people/queries.py", "import gaandeweg.share.public"),
    Breach("layers", "analysis/suppression.py", "import gaandeweg.kernel.ids"),
    Breach("layers", "share/queries/telling.py", "import gaandeweg.config.urls"),
    Breach("layers", "stray/__init__.py", ""),
    Breach("pure", "analysis/suppression.py", "import random"),
    Breach("pure", "analysis/suppression.py", "import django.utils.timezone"),
    Breach("pure", "share/rules.py", "import time"),
    Breach("pure", "share/rules.py", "import gaandeweg.share.queries"),
    Breach("pure", "people/words.py", "import gaandeweg.kernel.ids"),
    Breach("pure", "kernel/words.py", "import django.db"),
    Breach("thin", "share/views.py", "import gaandeweg.share.models"),
    Breach("thin", "share/panels.py", "import gaandeweg.share.policy"),
    Breach("thin", "share/views.py", "import gaandeweg.kernel.models"),
    Breach("disclosure", "share/queries/telling.py", "import gaandeweg.analysis.suppression"),
    Breach("disclosure", "kernel/access.py", "import gaandeweg.analysis.suppression"),
    Breach("migrations", "share/migrations/0001_begin.py", "import gaandeweg.share.models"),
    Breach("migrations", "share/migrations/0001_begin.py", "import gaandeweg.kernel.limits"),
    Breach("public", "share/queries/telling.py", "import gaandeweg.people.models"),
    Breach("public", "work/models.py", "from gaandeweg.people.models import Person"),
    Breach("public", "demo/cast.py", "import gaandeweg.share.actions"),
]


def contracts():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return settings["tool"]["importlinter"]["contracts"]


@pytest.fixture
def copy(tmp_path):
    """A copy of the product, to be damaged."""
    shutil.copytree(
        ROOT / "src",
        tmp_path / "src",
        ignore=shutil.ignore_patterns("__pycache__", "static", "templates", "world", "locale"),
    )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def lint(folder, *options):
    return subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--no-logo", *options],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder / "src")},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_product_keeps_every_contract(copy):
    done = lint(copy)

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("breach", BREACHES, ids=lambda b: f"{b.contract}: {b.file}: {b.line}")
def test_a_breach_of_contract_is_seen(copy, breach):
    file = copy / "src/gaandeweg" / breach.file
    file.parent.mkdir(exist_ok=True)
    with file.open("a", encoding="utf-8") as source:
        source.write(f"\n{breach.line}\n")

    done = lint(copy, "--contract", breach.contract)

    assert done.returncode == 1, done.stdout
    assert "BROKEN" in done.stdout or breach.file.split("/")[0] in done.stdout


def test_every_contract_is_broken_here():
    assert {contract["id"] for contract in contracts()} == {b.contract for b in BREACHES}


def test_every_app_is_entered_through_its_public_only():
    by_id = {contract["id"]: contract for contract in contracts()}
    layers = {layer.strip("()") for layer in by_id["layers"]["layers"]}
    guarded = {name.removeprefix("gaandeweg.") for name in by_id["public"]["protected_modules"]}
    there = {folder.parent.name for folder in (ROOT / "src/gaandeweg").glob("*/__init__.py")}

    assert guarded == (layers & there) - GROUND - {"config"}
