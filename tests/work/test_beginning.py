"""«Begin met een team»: one page, and the invitations are out."""

import re

import pytest
from django.core import mail
from django.utils import timezone

from gaandeweg.kernel import letters
from gaandeweg.people import public as people
from gaandeweg.people.models import CouncilNote, Invitation, Membership, Unit
from gaandeweg.work import public as work
from gaandeweg.work.models import UnitProcess

PAGE = "/begin-met-een-team/"
MAILS = "karin.b@n.test\nteun@n.test, ria@n.test; noor@n.test\tsam@n.test"


@pytest.fixture
def processes(cast):
    return work.fill_with_starter_list(timezone.now())


@pytest.fixture
def typed(processes, cast):
    return {
        "name": "Wijkbeheer Noord",
        "process": str(processes["melding-openbare-ruimte"]),
        "parent": str(cast.units["ruimte"]),
        "mails": MAILS,
    }


def test_mark_begins_with_a_team_and_the_invitations_leave(cast, browser_of, typed, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    browser = browser_of("mark")
    assert "Melding openbare ruimte" in browser.get(PAGE).content.decode()

    answer = browser.post(PAGE, typed)

    team = Unit.objects.get(name="Wijkbeheer Noord")
    assert answer.headers["Location"] == f"{PAGE}{team.pk}/"
    assert team.parent_id == cast.units["ruimte"]
    assert UnitProcess.objects.get(unit=team).process.name == "Melding openbare ruimte"
    assert letters.send_waiting(timezone.now()) == 5
    assert {letter.to[0] for letter in mail.outbox} == {
        "karin.b@n.test",
        "teun@n.test",
        "ria@n.test",
        "noor@n.test",
        "sam@n.test",
    }
    after = browser.get(answer.headers["Location"]).content.decode()
    assert "what happens now" in after
    assert "karin.b@n.test" in after


def test_it_takes_few_clicks(cast, browser_of, typed):
    """The link, the fields that must be filled, and the button: within the eight of the design."""
    page = browser_of("mark").get(PAGE).content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    fields = re.findall(r"<(?:input|select|textarea)(?![^<>]*type=\"hidden\")", main)

    assert len(fields) + 2 <= 8


def test_no_field_asks_for_vision_policy_competence_or_leerlijn(cast, browser_of, typed):
    browser = browser_of("mark")
    for language in ("nl", "en"):
        browser.cookies["language"] = language
        page = browser.get(PAGE).content.decode().lower()
        main = page[page.index("<main") : page.index("</main>")]
        for word in ("visie", "vision", "beleid", "policy", "competen", "leerlijn"):
            assert word not in main


def test_the_first_address_leads_the_team_and_the_page_says_so(cast, browser_of, typed):
    browser = browser_of("mark")
    assert "The first one is that of who leads the team" in browser.get(PAGE).content.decode()

    browser.post(PAGE, typed)

    roles = dict(Invitation.objects.values_list("mail", "role"))
    assert roles["karin.b@n.test"] == "lead"
    assert sorted(roles.values()) == ["lead", "member", "member", "member", "member"]


def test_who_begins_a_team_is_no_member_of_it(cast, browser_of, typed):
    browser_of("mark").post(PAGE, typed)

    team = Unit.objects.get(name="Wijkbeheer Noord")
    assert not Membership.objects.filter(unit=team).exists()
    assert team.pk not in cast.viewer("mark", today=timezone.localdate()).unit_ids


def test_one_tick_notes_that_the_works_council_knows(cast, browser_of, typed):
    browser = browser_of("mark")
    assert "/voor-de-or/" in browser.get(PAGE).content.decode()

    browser.post(PAGE, typed | {"council_knows": "on"})

    note = CouncilNote.objects.get()
    assert (note.by_role, note.unit.name) == ("hrd", "Wijkbeheer Noord")
    assert note.noted_on == timezone.localdate()


def test_without_the_tick_it_goes_on_and_nothing_is_noted(cast, browser_of, typed):
    answer = browser_of("mark").post(PAGE, typed)

    assert answer.status_code == 302
    assert not CouncilNote.objects.exists()


def test_the_same_form_posted_twice_makes_one_team(cast, browser_of, typed):
    browser = browser_of("mark")
    key = re.search(r'name="key" value="([^"]+)"', browser.get(PAGE).content.decode())[1]

    first, second = (browser.post(PAGE, typed | {"key": key}) for _ in range(2))

    assert first.headers["Location"] == second.headers["Location"]
    assert Unit.objects.filter(name="Wijkbeheer Noord").count() == 1


@pytest.mark.parametrize(
    "name", ["fatima", "karin", "joost", "ingrid", "tom", "peter", "lena", "ruben"]
)
def test_only_hrd_begins_with_a_team(cast, browser_of, typed, name):
    browser = browser_of(name)

    assert browser.get(PAGE).status_code == 403
    assert browser.post(PAGE, typed).status_code == 403
    assert not Unit.objects.filter(name="Wijkbeheer Noord").exists()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "Fill in the name of the team."),
        ({"name": "N" * 121}, "too long"),
        ({"process": ""}, "Choose a process."),
        ({"mails": ""}, "Fill in at least one mail address."),
        ({"mails": "karin@n.test en@"}, "This is not a mail address: en@."),
    ],
)
def test_what_cannot_be_taken_keeps_what_was_typed_and_says_what_to_do(
    cast, browser_of, typed, wrong, sentence
):
    answer = browser_of("mark").post(PAGE, typed | wrong)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert sentence in page
    assert "teun@n.test" in page or "mails" in wrong
    assert not Invitation.objects.exists()
    assert not Unit.objects.filter(parent_id=cast.units["ruimte"], name=typed["name"]).exists()


@pytest.mark.parametrize(
    "wrong",
    [{"process": "x"}, {"process": "00000000-0000-0000-0000-000000000000"}, {"parent": "x"}],
)
def test_a_process_or_place_that_does_not_exist_is_refused(cast, browser_of, typed, wrong):
    assert browser_of("mark").post(PAGE, typed | wrong).status_code == 200
    assert not Unit.objects.filter(name="Wijkbeheer Noord").exists()


def test_the_new_team_reads_its_own_page_and_mark_does_not(cast, browser_of, typed):
    browser_of("mark").post(PAGE, typed)
    team = Unit.objects.get(name="Wijkbeheer Noord")
    people.join(person_id=cast.persons["joost"], unit_id=team.pk, from_on=timezone.localdate())

    assert browser_of("joost").get(f"/teams/{team.pk}/").status_code == 200
    assert browser_of("mark").get(f"/teams/{team.pk}/").status_code == 404
