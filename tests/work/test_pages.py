"""The pages of the work: the first page of each, a team's own, processes and services."""

import pytest

from gaandeweg.people import public as people
from gaandeweg.people.models import Membership
from gaandeweg.people.words import UnitKind
from tests.cast import NOW, SINCE
from tests.pages import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def open_page(world):
    """Somebody opens a page."""

    def open_for(name, address):
        return Page(world.browser(name).get(address))

    return open_for


def test_fatima_finds_what_her_team_asks_and_her_team(world, open_page):
    page = open_page("fatima", "/")

    assert "Wie tekent een briefadres? (team)" in page.main
    assert f"/teams/{world.cast.units['burgerzaken']}/" in page.links


def test_joost_does_not_find_what_another_team_asks(open_page):
    page = open_page("joost", "/")

    assert "(team)" not in page.text
    assert "your team asks and shares" in page.main


def test_karin_who_owns_a_process_finds_what_is_asked_there(open_page):
    assert "At your processes" in open_page("karin", "/").main


def test_mark_of_hrd_finds_what_waits_and_where_to_begin_with_a_team(world, open_page):
    world.sharing.ask("joost", "Wie weet dit?")

    page = open_page("mark", "/")

    assert "Who could know this? Bring them together." in page.main
    assert "Wie weet dit?" in page.main
    assert "/begin-met-een-team/" in page.links


@pytest.mark.parametrize("name", ["ingrid", "tom"])
def test_ingrid_and_tom_find_the_processes_and_what_is_asked_there(world, open_page, name):
    page = open_page(name, "/")

    assert "What people run into" in page.main
    assert "Wie tekent een briefadres? (open)" in page.main
    assert "(team)" not in page.main
    assert f"/processen/{world.processes['paspoort']}/" in page.links


@pytest.mark.parametrize("name", ["peter", "lena"])
def test_peter_and_lena_find_the_way_to_the_proof(open_page, name):
    page = open_page(name, "/")

    assert "/voor-de-or/" in page.links
    assert page.main.index("works council") < page.main.index("New in your work")


def test_ruben_finds_the_accounts_and_no_more_content_than_a_colleague(open_page):
    page = open_page("ruben", "/")

    assert "/beheer/" in page.links
    assert "(team)" not in page.main


def test_a_visitor_is_asked_to_sign_in_and_comes_back(world):
    answer = world.browser().get("/processen/?x=1")

    assert answer.headers["Location"] == "/inloggen/?next=/processen/%3Fx%3D1"


# -- a team -----------------------------------------------------------------------------------


def test_a_teams_page_has_its_process_first_and_then_what_is_asked(world, open_page):
    page = open_page("sara", f"/teams/{world.cast.units['burgerzaken']}/")

    assert page.headings[0] == "Paspoort of ID-kaart aanvragen"
    assert "The work of Burgerzaken." in page.main
    assert "Wie tekent een briefadres? (team)" in page.main


@pytest.mark.parametrize("name", ["joost", "mark", "ingrid", "tom", "peter", "lena", "ruben"])
def test_a_teams_page_is_for_the_team_alone(world, name):
    address = f"/teams/{world.cast.units['burgerzaken']}/"

    assert world.browser(name).get(address).status_code == 404


def test_a_team_sees_who_is_in_it_so_that_nobody_reads_along_unseen(world, open_page):
    """The administrator could invite an extra account of their own."""
    address = f"/teams/{world.cast.units['burgerzaken']}/"
    assert "Fatima el Idrissi, Karin Postma, Sara de Wit" in open_page("sara", address).main
    extra = people.make_person(name="Extra", mail="extra@noorderhaaks.test", now=NOW)
    people.join(person_id=extra, unit_id=world.cast.units["burgerzaken"], from_on=SINCE)

    assert "Extra, Fatima el Idrissi" in open_page("sara", address).main


def test_a_departments_page_is_for_its_teams(world):
    address = f"/teams/{world.cast.units['dienstverlening']}/"

    assert world.browser("fatima").get(address).status_code == 200
    assert world.browser("joost").get(address).status_code == 404


def test_a_departments_page_shows_what_its_teams_ask_as_far_as_one_may_read(world, open_page):
    department = world.cast.units["dienstverlening"]
    about = {"kind": UnitKind.TEAM, "name": "Team Balie", "from_on": SINCE, "now": NOW}
    balie = people.make_unit(parent_id=department, **about)
    people.join(person_id=world.cast.persons["joost"], unit_id=balie, from_on=SINCE)

    assert "Wie tekent een briefadres? (team)" in open_page("sara", f"/teams/{department}/").main
    as_joost = open_page("joost", f"/teams/{department}/").main
    assert "Wie tekent een briefadres? (open)" in as_joost
    assert "(team)" not in as_joost


def test_who_leaves_a_team_no_longer_opens_its_page(world):
    address = f"/teams/{world.cast.units['burgerzaken']}/"
    Membership.objects.filter(person_id=world.cast.persons["sara"]).update(until_on=SINCE)

    assert world.browser("sara").get(address).status_code == 404


def test_a_team_without_a_process_says_so(world, open_page):
    about = {"kind": UnitKind.TEAM, "name": "Team Leeg", "from_on": SINCE, "now": NOW}
    unit = people.make_unit(parent_id=world.cast.units["dienstverlening"], **about)
    people.join(person_id=world.cast.persons["joost"], unit_id=unit, from_on=SINCE)

    page = open_page("joost", f"/teams/{unit}/")

    assert page.headings[0] == "Team Leeg"
    assert "has no process of its own yet" in page.main
    assert "Nothing was asked here yet" in page.main


# -- processes and services -------------------------------------------------------------------


def test_the_processes_stand_in_their_groups(world, open_page):
    page = open_page("joost", "/processen/")

    assert "Dienstverlening" in page.headings
    assert f"/processen/{world.processes['wmo']}/" in page.links


def test_a_process_shows_its_steps_its_owner_and_what_is_asked_there(world, open_page):
    page = open_page("fatima", f"/processen/{world.processes['briefadres']}/")

    assert page.headings[0] == "Briefadres"
    assert "owner: Karin Postma" in page.main
    assert page.main.index("Aannemen") < page.main.index("Doen")
    assert "(open)" in page.main
    assert "(team)" in page.main


def test_at_a_process_everybody_sees_what_they_may_read(world, open_page):
    page = open_page("joost", f"/processen/{world.processes['briefadres']}/")

    assert "(open)" in page.main
    assert "(team)" not in page.main


def test_the_owner_who_left_is_a_former_colleague(world, open_page):
    page = open_page("joost", f"/processen/{world.processes['paspoort']}/")

    assert "Anja" not in page.text


def test_a_process_and_its_service_lead_to_each_other(world, open_page):
    process, service = world.processes["paspoort"], world.processes["service"]

    assert f"/diensten/{service}/" in open_page("joost", f"/processen/{process}/").links
    assert f"/processen/{process}/" in open_page("joost", f"/diensten/{service}/").links


def test_without_processes_the_page_says_who_brings_them(world, open_page):
    from gaandeweg.share.models import Experience, Question  # noqa: PLC0415 only here
    from gaandeweg.work.models import Process, Service, Where  # noqa: PLC0415

    for rows in (Question, Experience, Where, Service):
        rows.objects.all().delete()
    Process.objects.filter(parent__isnull=False).delete()
    Process.objects.all().delete()

    assert "The administrator brings them in" in open_page("joost", "/processen/").main
