"""The shape of the product: what import-linter cannot see."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.template.loader import get_template

import gaandeweg
from tests.routes import all_routes

CODE = Path(gaandeweg.__file__).parent
# Upstream to downstream; an app knows those before it and itself, never those after it.
RIVER = ("analysis", "kernel", "look", "insight", "people", "work", "share", "demo", "config")
NOWHERE = {
    "utils",
    "util",
    "helpers",
    "helper",
    "services",
    "managers",
    "misc",
    "common",
}
# A panel of a downstream app and the frame of config are the two ways up; these are neither.
UPWARDS = {
    ("people", "home"): "after joining a team the first page is the place to go to",
}
# Where HTML is made safe, and what makes it so.
MARKS_SAFE = {
    "look/templatetags/look_tags.py": "our own drawings, and what a template rendered",
    "look/gallery.py": "examples of our own words",
    "share/queries/changing.py": "the HTML of a version, cleaned when kernel.markdown made it",
    "share/queries/reading.py": "the HTML of a version, cleaned when kernel.markdown made it",
}
# Look-ups from a row to a row of an app downstream would tie the river into a knot.
RELATED = re.compile(r"""["'(,\s]([a-z_]+)__[a-z_]+\s*=""")


def python_files():
    return [path for path in sorted(CODE.glob("*/**/*.py")) if "migrations" not in path.parts]


def templates():
    return sorted(path for path in CODE.rglob("templates/**/*") if path.is_file())


def app_of(path):
    return path.relative_to(CODE).parts[0]


def name_of(path):
    return path.relative_to(CODE).as_posix()


def is_downstream(other, of):
    return RIVER.index(other) > RIVER.index(of)


# -- files ------------------------------------------------------------------------------------


def test_every_app_stands_in_the_river():
    packages = {path.parent.name for path in CODE.glob("*/__init__.py")}

    assert packages == set(RIVER)


def test_nothing_is_called_after_where_nobody_looks():
    named = [name_of(path) for path in CODE.rglob("*") if path.stem in NOWHERE]

    assert named == []


@pytest.mark.parametrize("app", [app for app in RIVER if app != "config"])
def test_every_app_says_in_a_few_lines_what_it_is_for(app):
    words = (CODE / app / "README.md").read_text(encoding="utf-8")

    assert words.startswith("# ")
    assert len(words.splitlines()) > 3


def test_there_is_no_django_admin():
    assert not apps.is_installed("django.contrib.admin")
    assert not list(CODE.rglob("admin.py"))


# -- the direction of the river ---------------------------------------------------------------


def app_of_route():
    """Say of each route in which app its view is."""
    return {route.name: route.view.__module__.split(".")[1] for route in all_routes()}


def test_no_template_links_to_a_page_of_an_app_downstream():
    where = app_of_route()
    upwards = {
        (app_of(path), name)
        for path in templates()
        for name in re.findall(r"{%\s*url\s+[\"']([\w:-]+)", path.read_text(encoding="utf-8"))
        if name in where and where[name] != "config" and is_downstream(where[name], app_of(path))
    }

    assert upwards - set(UPWARDS) == set()


def test_every_page_that_a_template_links_to_exists():
    where = app_of_route()
    only_in_the_demo = {"demo_door", "demo_come_in", "gallery"}
    for path in templates():
        for name in re.findall(r"{%\s*url\s+[\"']([\w:-]+)", path.read_text(encoding="utf-8")):
            assert name in where or name in only_in_the_demo, name_of(path)


def test_no_template_builds_on_one_of_an_app_downstream():
    for path in templates():
        words = path.read_text(encoding="utf-8")
        for other in re.findall(r"{%\s*(?:extends|include)\s+[\"']([\w./-]+)", words):
            if not other.startswith("django/"):
                owner = app_of(Path(get_template(other).origin.name))
                assert not is_downstream(owner, app_of(path)), f"{name_of(path)}: {other}"


def test_no_row_points_at_a_row_of_an_app_downstream():
    for model in apps.get_models(include_auto_created=True):
        if model.__module__.split(".")[0] != "gaandeweg":
            continue
        for field in model._meta.concrete_fields:
            other = field.related_model
            if isinstance(other, type) and other.__module__.startswith("gaandeweg."):
                owner = other.__module__.split(".")[1]
                assert not is_downstream(owner, model.__module__.split(".")[1]), field


def test_no_foreign_key_names_an_app_downstream_in_a_string():
    for path in python_files():
        words = path.read_text(encoding="utf-8")
        keys = re.findall(r"(?:ForeignKey|OneToOneField|ManyToManyField)\(\s*[\"'](\w+)\.", words)
        assert not [key for key in keys if is_downstream(key, app_of(path))], name_of(path)


def own_relations(app):
    """The names by which this app's own rows reach others."""
    return {
        field.name
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith(f"gaandeweg.{app}.")
        for field in model._meta.get_fields()
        if not (field.auto_created and not field.concrete)
    }


def test_no_query_looks_into_rows_of_an_app_downstream():
    for path in python_files():
        app = app_of(path)
        owned = {other for other in RIVER if is_downstream(other, app)}
        reached = {
            name
            for upstream in RIVER
            if not is_downstream(upstream, app)
            for name in names_down_from(upstream, owned)
        }
        used = set(RELATED.findall(path.read_text(encoding="utf-8")))
        assert used & reached - own_relations(app) == set(), name_of(path)


def names_down_from(upstream, owned):
    """The names by which rows of an app reach rows of those apps."""
    return {
        relation.name
        for model in apps.get_models()
        if model.__module__.startswith(f"gaandeweg.{upstream}.")
        for relation in model._meta.related_objects
        if not relation.hidden and relation.related_model.__module__.split(".")[1] in owned
    }


# -- what a page is made of -------------------------------------------------------------------


def test_html_is_made_safe_in_known_places_only():
    makes = re.compile(
        r"mark_safe\(|SafeString\([^)]|format_html\(\s*f[\"']|\|\s*safe\b|autoescape off"
    )
    found = {
        name_of(path)
        for path in [*python_files(), *templates()]
        if path.suffix in {".py", ".html"} and makes.search(path.read_text(encoding="utf-8"))
    }

    assert found == set(MARKS_SAFE)


@pytest.mark.parametrize(
    "path", [path for path in templates() if path.suffix == ".html"], ids=name_of
)
def test_a_template_has_no_style_script_or_address_of_its_own(path):
    words = path.read_text(encoding="utf-8")

    assert not re.search(r"<script(?![^>]*\bsrc=)", words)
    assert not re.search(r"<style|\sstyle\s*=", words)
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", words)
    assert not re.search(r"hx-on|javascript:", words)
    assert not re.search(r"(?:src|href|action|content)\s*=\s*[\"'](?:https?:)?//", words)


def test_views_do_not_touch_rows():
    for path in python_files():
        if path.stem in {"views", "panels"} or path.parent.name == "views":
            words = path.read_text(encoding="utf-8")
            assert ".objects" not in words, name_of(path)


def test_no_message_hides_inside_an_f_string():
    """What gathers the messages for translation does not look there."""
    inside = re.compile(r"""f(?:"[^"\n]*\{_\(|'[^'\n]*\{_\()""")
    for path in python_files():
        assert not inside.search(path.read_text(encoding="utf-8")), name_of(path)


def test_nobody_turns_off_what_protects_a_form():
    for path in python_files():
        assert "csrf_exempt" not in path.read_text(encoding="utf-8"), name_of(path)
    assert "django.middleware.csrf.CsrfViewMiddleware" in settings.MIDDLEWARE
