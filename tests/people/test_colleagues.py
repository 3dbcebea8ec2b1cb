"""The administrator's list: names, units and roles, and no word of what anybody does."""

import re

import pytest
from django.utils import timezone

from gaandeweg.kernel.viewer import Role
from gaandeweg.people import public as people
from gaandeweg.people.models import Invitation, OrganisationRole, Person
from tests.cast import NAMES, NOW
from tests.people.conftest import questions_for

PAGES = ("/beheer/", "/beheer/uitnodigen/")


def main_of(answer):
    words = answer.content.decode()
    return words[words.index("<main") : words.index("</main>")]


def test_the_list_shows_names_units_and_roles_and_no_more(cast, browser_of):
    shown = main_of(browser_of("ruben").get("/beheer/"))

    for name in NAMES.values():
        assert name in shown
    assert "Burgerzaken" in shown
    assert "HR development adviser" in shown
    without_keys = re.sub(r'value="[^"]*"|href="[^"]*"', "", shown)
    assert not re.search(r"\d", re.sub(r"<[^<>]+>", "", without_keys))
    assert "@" not in without_keys
    assert "<time" not in shown


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"ruben"}))
def test_only_the_administrator_manages_accounts(cast, browser_of, name):
    browser = browser_of(name)
    about = {"person": str(cast.persons["fatima"]), "sure": "yes", "save": "yes"}

    assert [browser.get(page).status_code for page in PAGES] == [403, 403]
    assert browser.post("/beheer/rollen/", about | {"roles": ["hrd"]}).status_code == 403
    assert browser.post("/beheer/vertrek/", about).status_code == 403
    assert not Person.objects.filter(has_left=True).exists()


def test_a_visitor_is_asked_to_sign_in(visitor):
    assert visitor.get("/beheer/").headers["Location"] == "/inloggen/?next=/beheer/"


def test_ruben_gives_mark_a_role_and_takes_it(cast, browser_of):
    browser = browser_of("ruben")
    about = {"person": str(cast.persons["fatima"])}
    assert "Roles of Fatima el Idrissi" in browser.post("/beheer/rollen/", about).content.decode()

    browser.post("/beheer/rollen/", about | {"save": "yes", "roles": ["hrd", "control"]})
    assert cast.viewer("fatima").roles == {Role.HRD, Role.CONTROL}

    browser.post("/beheer/rollen/", about | {"save": "yes"})
    assert cast.viewer("fatima").roles == frozenset()


def test_who_loses_a_role_loses_it_at_the_next_page(cast, browser_of):
    mark = browser_of("mark")
    assert mark.get("/begin-met-een-team/").status_code == 200

    people.take_role(person_id=cast.persons["mark"], role=Role.HRD)

    assert mark.get("/begin-met-een-team/").status_code == 403


def test_there_is_always_an_administrator(cast, browser_of):
    browser = browser_of("ruben")
    about = {"person": str(cast.persons["ruben"])}

    refused = browser.post("/beheer/rollen/", about | {"save": "yes", "roles": ["hrd"]})
    left = browser.post("/beheer/vertrek/", about | {"sure": "yes"}, follow=True)

    assert refused.status_code == 409
    for answer in (refused, left):
        assert "There must be an administrator." in answer.content.decode()
    assert OrganisationRole.objects.filter(role=Role.ADMINISTRATOR).exists()


@pytest.mark.parametrize("role", ["superuser", "lead", ""])
def test_a_role_that_does_not_exist_is_not_given(cast, browser_of, role):
    browser = browser_of("ruben")

    browser.post(
        "/beheer/rollen/",
        {"person": str(cast.persons["fatima"]), "save": "yes", "roles": [role]},
    )

    assert cast.viewer("fatima").roles == frozenset()


def test_ruben_invites_a_colleague_to_a_unit(cast, browser_of):
    answer = browser_of("ruben").post(
        "/beheer/uitnodigen/", {"mail": "Noor@n.test", "unit": str(cast.units["wmo"])}
    )

    assert answer.headers["Location"] == "/beheer/"
    row = Invitation.objects.get()
    assert (row.mail, row.unit_id) == ("noor@n.test", cast.units["wmo"])


def test_the_list_can_be_read_by_letter_and_by_page(cast, browser_of):
    browser = browser_of("ruben")
    for number in range(25):
        people.make_person(name=f"Zus {number:02}", mail=f"zus{number}@n.test", now=NOW)

    by_letter = main_of(browser.get("/beheer/?letter=F"))
    first = main_of(browser.get("/beheer/?letter=Z"))
    second = main_of(browser.get("/beheer/?letter=Z&page=2"))

    assert "Fatima" in by_letter
    assert "Joost" not in by_letter
    assert "Zus 19" in first
    assert "Zus 20" not in first
    assert "Zus 20" in second


@pytest.mark.parametrize("typed", ["0", "-1", "x", "99999999999999999999", "²", "", "\0", "%"])
def test_a_strange_page_number_or_letter_is_no_error(cast, browser_of, typed):
    assert browser_of("ruben").get("/beheer/", {"letter": typed}).status_code == 200
    assert browser_of("ruben").get(f"/beheer/?page={typed}").status_code == 200


@pytest.mark.parametrize("typed", ["", "x", "00000000-0000-0000-0000-000000000000"])
def test_a_person_who_does_not_exist_is_not_found(cast, browser_of, typed):
    browser = browser_of("ruben")

    assert browser.post("/beheer/rollen/", {"person": typed}).status_code == 404
    assert browser.post("/beheer/vertrek/", {"person": typed}).status_code == 404


def test_who_left_is_in_no_list_and_gets_no_roles(cast, browser_of):
    people.deactivate(person_id=cast.persons["sara"], today=timezone.localdate())
    browser = browser_of("ruben")

    assert "Sara" not in main_of(browser.get("/beheer/"))
    about = {"person": str(cast.persons["sara"]), "save": "yes", "roles": ["hrd"]}
    assert browser.post("/beheer/rollen/", about).status_code == 404


def test_the_list_takes_as_many_questions_for_one_colleague_as_for_twenty(cast, browser_of):
    browser = browser_of("ruben")
    for number in range(20):
        people.make_person(name=f"Zus {number:02}", mail=f"zus{number}@n.test", now=NOW)

    one = questions_for(browser, "/beheer/?letter=F")
    twenty = questions_for(browser, "/beheer/?letter=Z")

    assert one == twenty
    assert one <= 12


def test_fatima_changes_her_own_name_and_language(cast, browser_of):
    browser = browser_of("fatima")

    answer = browser.post("/mijn/account/", {"name": "Fatima Idrissi", "language": "nl"})

    assert answer.status_code == 302
    assert answer.cookies["language"].value == "nl"
    person = Person.objects.get(pk=cast.persons["fatima"])
    assert (person.name, person.language) == ("Fatima Idrissi", "nl")


def test_nobody_changes_more_than_name_and_language_of_the_own_account(cast, browser_of):
    browser_of("fatima").post(
        "/mijn/account/",
        {
            "name": "Fatima",
            "language": "nl",
            "has_left": "1",
            "roles": "administrator",
            "id": str(cast.persons["karin"]),
            "account": "1",
        },
    )

    assert cast.viewer("fatima").roles == frozenset()
    assert cast.viewer("karin").name == "Karin Postma"
