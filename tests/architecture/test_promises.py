"""What we promise to works council and privacy officer, held against all of the code."""

import ast
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from csp.constants import NONE, SELF
from django.apps import apps
from django.conf import settings
from django.db import models
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

import gaandeweg
from gaandeweg.kernel import access, disclosure, events
from gaandeweg.kernel.ids import uuid7
from gaandeweg.kernel.models import Subject, Text, TextVersion
from gaandeweg.kernel.subjects import make_subject, readable_by
from gaandeweg.kernel.texts import erase_text, revise_text, write_text
from gaandeweg.kernel.viewer import Role, Viewer, everyone_label, unit_label
from gaandeweg.kernel.words import Kind
from gaandeweg.people import public as people
from gaandeweg.people.models import Account, Person
from tests.cast import NOW
from tests.sharing import Sharing

CODE = Path(gaandeweg.__file__).parent
TIMES_AND_NUMBERS = (
    models.IntegerField,
    models.FloatField,
    models.DecimalField,
    models.DurationField,
    models.DateField,  # and so DateTimeField
    models.TimeField,
)

# Every time and number on a row that points at a person, and why it may be there.
REASONS = {
    "people.Membership.from_on": "from which day somebody may read what is for the team",
    "people.Membership.until_on": "until which day",
    "kernel.TextVersion.made_at": "the author's own text; its readers must know how old it is",
    "kernel.TextVersion.number": "the order of versions of one text",
    "kernel.TextVersion.renderer": "the version of our Markdown, for making its HTML anew",
    "kernel.Text.withdrawn_at": "the author took it from sight",
    "kernel.Letter.attempts": "how often the mail server was tried; gone when the mail left",
    "kernel.Letter.next_at": "when the mail server is tried again; gone when the mail left",
    "sessions.Session.expire_date": "the same Monday night for everybody: people.sessions",
    "account.EmailConfirmation.created": "allauth's; its table stays empty, see below",
    "account.EmailConfirmation.sent": "allauth's; its table stays empty, see below",
}
# Rows that lead to a person in another way than by a foreign key.
ALSO_ABOUT_PEOPLE = {"kernel.Text", "kernel.TextVersion", "kernel.Letter", "sessions.Session"}


def models_about_people() -> set[type[models.Model]]:
    """Every model with a foreign key to a person, or to a row with one."""
    found: set[type[models.Model]] = {Account, Person}
    found |= {model for model in apps.get_models() if model._meta.label in ALSO_ABOUT_PEOPLE}
    grown = True
    while grown:
        more = {
            model
            for model in apps.get_models(include_auto_created=True)
            for one in model._meta.concrete_fields
            if one.related_model in found - {Text, TextVersion}
        }
        grown = not more <= found
        found |= more
    return found


def every_route(resolver=None, prefix="") -> Iterator[tuple[str, URLPattern]]:
    """Every address of the product, with its view."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from every_route(entry, route)
        else:
            yield route, entry


def every_source() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(CODE.rglob("*.py")):
        yield path.relative_to(CODE), ast.parse(path.read_text(encoding="utf-8"))


def test_no_row_about_a_person_holds_a_number_or_a_time_without_a_reason():
    found = {
        f"{model._meta.label}.{one.name}"
        for model in models_about_people()
        for one in model._meta.concrete_fields
        if isinstance(one, TIMES_AND_NUMBERS) and not one.primary_key
    }

    assert found - set(REASONS) == set()
    assert set(REASONS) - found == set()


@pytest.mark.django_db
def test_the_tables_that_allauth_brings_stay_empty(browser_of):
    browser_of("fatima").get("/mijn/account/")

    for label in ("account.EmailAddress", "account.EmailConfirmation"):
        assert not apps.get_model(label).objects.exists()


def test_nobody_knows_when_somebody_was_last_here():
    names = {
        f"{model._meta.label}.{one.name}"
        for model in apps.get_models(include_auto_created=True)
        for one in model._meta.concrete_fields
    }
    words = (
        "last_",
        "seen",
        "visit",
        "viewed",
        "opened",
        "read_at",
        "login",
        "online",
        "active_at",
    )

    assert not hasattr(Account, "last_login") or Account.last_login is None
    assert {name for name in names if any(word in name.lower() for word in words)} == set()


@pytest.mark.django_db
def test_reading_and_searching_leave_no_trace(cast, browser_of):
    browser = browser_of("fatima")
    question_id = Sharing(cast).ask("joost")
    pages = [
        "/" + route
        for route, _entry in every_route()
        if not re.search(r"[<(^$]", route) and route != "healthz"
    ]
    pages += [f"/teams/{cast.units['burgerzaken']}/", f"/vragen/{question_id}/"]
    before = _all_rows()

    answered = [browser.get(page, {"q": "briefadres dakloze"}).status_code for page in pages]

    assert answered.count(200) > 5
    assert all(code < 500 for code in answered)
    assert _all_rows() == before


@pytest.mark.django_db
def test_reading_by_the_link_of_a_mail_leaves_no_trace(cast):
    question_id = Sharing(cast).ask("joost")
    token = people.make_pass(cast.persons["joost"], question_id, now=timezone.now())
    browser, before = Client(), _all_rows()

    opened = browser.post(f"/m/{token}/", follow=True)

    assert opened.redirect_chain[-1][0] == f"/vragen/{question_id}/"
    assert opened.status_code == 200
    assert _all_rows() == before


def test_no_address_names_a_person():
    about_people = re.compile(r"<[^<>]*(person|account|user|colleague|member|author)[^<>]*>|uidb36")
    named = {route for route, _entry in every_route() if about_people.search(route)}

    # The link for a new password, which only its owner gets by mail.
    assert named == {"^wachtwoord/nieuw/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$"}


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["fatima", "karin", "mark", "ruben"])
def test_no_link_on_any_page_holds_the_key_of_a_person(cast, browser_of, name):
    browser, persons = browser_of(name), {str(key) for key in cast.persons.values()}
    to_see, seen = ["/"], set()
    while to_see and len(seen) < 60:
        page = to_see.pop()
        seen.add(page)
        answer = browser.get(page)
        assert answer.status_code < 500
        if "html" not in answer.headers.get("Content-Type", ""):
            continue
        links = re.findall(r'(?:href|action)="(/[^"#]*)', answer.content.decode())
        assert not [link for link in links if any(key in link for key in persons)]
        to_see += [
            link for link in links if link not in seen and not link.startswith(("/static", "/uit"))
        ]

    assert len(seen) > 5


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/personen/{}/", "/medewerkers/{}/", "/mensen/{}/", "/u/{}/"])
def test_who_tries_to_look_somebody_up_gets_the_ordinary_answer(cast, browser_of, address):
    answer = browser_of("ruben").get(address.format(cast.persons["fatima"]))

    assert answer.status_code == 404
    assert "/wat-wij-niet-bijhouden/" in answer.content.decode()


def test_there_is_no_admin_site():
    assert not apps.is_installed("django.contrib.admin")
    assert not [route for route, _entry in every_route() if "admin" in route]


def test_every_view_carries_its_policy():
    bare = [route for route, entry in every_route() if not hasattr(entry.callback, "ability")]

    assert bare == []


def test_figures_are_disclosed_in_the_kernel_only():
    made, imported = set(), set()
    for path, tree in every_source():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _name_of(node.func) == "Disclosed":
                made.add(path.as_posix())
            if isinstance(node, ast.ImportFrom | ast.Import) and "suppression" in ast.dump(node):
                imported.add(path.as_posix())

    assert made == {"kernel/disclosure.py"}
    assert imported == {"kernel/disclosure.py"}


def test_thresholds_only_go_up():
    assert disclosure.MINIMUM_GROUP >= 10
    assert disclosure.MINIMUM_TEAMS_OF_LEADERS >= 3
    assert disclosure.MINIMUM_PERSONS_OF_LEADERS >= 30
    assert disclosure.MINIMUM_FREE_TEXTS >= 20
    assert disclosure.MINIMUM_FOR_DISTRIBUTION >= 20
    with pytest.raises(disclosure.UnsafeThresholdError):
        disclosure.Figure(name="x", counts="people", purpose="x", minimum=9)
    assert not [name for name in dir(settings) if "MINIMUM" in name or "THRESHOLD" in name]


def test_events_carry_ids_of_things_never_of_persons():
    for event in events.CATALOGUE.values():
        for part in fields(event):
            assert part.name.endswith("_id"), event
            assert not re.search(r"person|author|account|viewer|user", part.name), event


def test_nothing_is_loaded_from_elsewhere():
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    assert directives["default-src"] == [NONE]
    assert {source for sources in directives.values() for source in sources} <= {NONE, SELF}
    elsewhere = re.compile(r'<(?:script|link|img|iframe|source|video|audio)[^<>]*"(?:https?:)?//')
    for path in CODE.rglob("*.html"):
        assert not elsewhere.search(path.read_text(encoding="utf-8")), path


# What a line in the log may hold beside its own words, and why it can never be a person's words.
IN_THE_LOG = {
    "loop.name": "the name of one of our loops",
    "letter.kind": "the kind of a letter",
    "name": "the name of a reaction",
}


def test_the_log_holds_no_words_of_people():
    for path, tree in every_source():
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            if _name_of(node.func.value) not in {"log", "_log", "logger", "logging"}:
                continue
            if node.func.attr not in {"debug", "info", "warning", "error", "critical"}:
                assert node.func.attr == "getLogger", f"{path}:{node.lineno}"
                continue
            assert isinstance(node.args[0], ast.Constant), f"{path}:{node.lineno}"
            for argument in node.args[1:]:
                is_place = isinstance(argument, ast.Call) and _name_of(argument.func) == "place_of"
                assert is_place or ast.unparse(argument) in IN_THE_LOG, f"{path}:{node.lineno}"


@pytest.mark.django_db
def test_only_the_audience_reads_a_subject(cast):
    of_the_team = _question(cast, labels=[unit_label(cast.units["burgerzaken"])])

    def may_read(name):
        rows = Subject.objects.filter(readable_by(cast.viewer(name)), pk=of_the_team.pk)
        return rows.exists()

    assert {name for name in cast.persons if may_read(name)} == {"fatima", "sara", "karin", "anja"}


class Asked(Viewer):
    """A viewer who remembers which roles were asked about."""

    def has_role(self, role: Role) -> bool:
        roles_asked.add(role)
        return super().has_role(role)


roles_asked: set[Role] = set()


@pytest.mark.django_db
def test_the_administrator_reads_no_more_than_a_colleague(cast):
    ruben = cast.viewer("ruben")
    asked = Asked(**{part.name: getattr(ruben, part.name) for part in fields(ruben)})
    roles_asked.clear()

    for scope in access._scopes.values():
        scope(asked)

    assert Role.ADMINISTRATOR not in roles_asked


@pytest.mark.django_db
def test_an_erased_text_is_unreadable_in_every_version(cast):
    subject = _question(cast, labels=[everyone_label()])
    text = write_text(subject, title="Mevrouw Canarie", body="Canarie", language="nl", now=NOW)
    revise_text(text, title="Iemand", body="Canarie ook hier", language="nl", now=NOW)

    erase_text(text.pk)

    for version in TextVersion.objects.filter(text=text):
        assert (version.title, version.body, version.html) == ("", "", "")
    assert TextVersion.objects.filter(text=text).count() == 2


def _question(cast, *, labels):
    del cast
    return make_subject(Kind.QUESTION, title="Wie?", labels=labels, now=NOW, subject_id=uuid7(NOW))


def _all_rows() -> dict[str, list[tuple[object, ...]]]:
    return {
        model._meta.label: sorted(map(repr, model._base_manager.values_list()))
        for model in apps.get_models(include_auto_created=True)
    }


def _name_of(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
