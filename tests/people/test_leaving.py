"""Who leaves is out at once, by every way; what was written stays."""

import pytest
from django.apps import apps
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from gaandeweg.kernel import letters
from gaandeweg.kernel.ids import uuid7
from gaandeweg.kernel.letters import put_in_post
from gaandeweg.kernel.models import Letter
from gaandeweg.kernel.subjects import make_subject, readable_by
from gaandeweg.kernel.texts import write_text
from gaandeweg.kernel.viewer import VISITOR, everyone_label
from gaandeweg.kernel.words import Kind
from gaandeweg.people import actions
from gaandeweg.people import public as people
from gaandeweg.people.invitations import token_of
from gaandeweg.people.models import (
    Account,
    Invitation,
    Membership,
    OrganisationRole,
    Person,
)
from gaandeweg.people.viewers import viewer_of
from tests.cast import PASSWORD, give_password, mail_of
from tests.people.conftest import english_browser
from tests.sharing import Sharing


@pytest.fixture
def let_go(cast, browser_of):
    """Ruben closes somebody's account."""
    ruben = browser_of("ruben")

    def leaves(name):
        about = {"person": str(cast.persons[name])}
        asked = ruben.post("/beheer/vertrek/", about)
        assert Person.objects.filter(pk=cast.persons[name], has_left=False).exists()
        ruben.post("/beheer/vertrek/", about | {"sure": "yes"})
        return asked

    return leaves


@pytest.fixture
def thread(cast):
    now = timezone.now()
    subject = make_subject(
        Kind.QUESTION,
        title="Wie tekent?",
        labels=[everyone_label()],
        now=now,
        subject_id=uuid7(now),
    )
    text = write_text(subject, title="Wie tekent?", body="", language="nl", now=now)
    people.sign_text(text_id=text.pk, person_id=cast.persons["sara"])
    return subject, text


def test_what_happens_is_said_beforehand(let_go):
    words = let_go("sara").content.decode()

    assert "Sara de Wit leaves" in words
    assert "The account is deleted" in words
    assert "former colleague" in words
    assert "cannot be undone" in words


def test_who_left_is_out_on_every_channel_at_once(cast, browser_of, let_go, thread, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    give_password(cast, "sara")
    subject, _text = thread
    now = timezone.now()
    open_session = browser_of("sara")
    assert open_session.get("/mijn/account/").status_code == 200
    token = people.make_pass(cast.persons["sara"], subject.pk, now=now)
    open_thread = english_browser()
    open_thread.cookies["pass"] = token
    before = viewer_of(open_thread.get("/wat-wij-niet-bijhouden/").wsgi_request)
    assert before.limited_to == subject.pk
    put_in_post(key="x", kind="new_password", recipient=str(cast.persons["sara"]), now=now)
    actions.invite_to_unit(
        viewer=cast.viewer("mark"), unit_id=cast.units["wmo"], mails=[mail_of("sara")], now=now
    )
    invitation = f"/kom-erbij/{token_of(Invitation.objects.get().pk)}/"

    let_go("sara")

    assert open_session.get("/mijn/account/").headers["Location"].startswith("/inloggen/")
    by_password = english_browser().post(
        "/inloggen/", {"login": mail_of("sara"), "password": PASSWORD}
    )
    assert by_password.status_code == 200
    assert english_browser().post(f"/m/{token}/").status_code == 410
    after = viewer_of(open_thread.get("/wat-wij-niet-bijhouden/").wsgi_request)
    assert after == VISITOR
    assert english_browser().get(invitation).status_code == 410
    assert letters.send_waiting(now) == 0
    assert not Letter.objects.exists()
    assert people.address_of(cast.persons["sara"]) is None
    assert people.viewer_for_id(cast.persons["sara"], timezone.localdate()) == VISITOR
    assert mail.outbox == []


def test_the_account_of_who_leaves_is_gone(cast, let_go):
    let_go("sara")

    assert not Account.objects.filter(mail=mail_of("sara")).exists()
    assert Person.objects.get(pk=cast.persons["sara"]).account is None


def test_places_and_roles_end_on_the_day(cast, let_go):
    let_go("mark")

    today = timezone.localdate()
    assert Membership.objects.get(person_id=cast.persons["mark"]).until_on == today
    assert not OrganisationRole.objects.filter(person_id=cast.persons["mark"]).exists()


def test_who_joined_today_and_leaves_today_was_never_there(cast, let_go):
    people.join(
        person_id=cast.persons["sara"], unit_id=cast.units["wmo"], from_on=timezone.localdate()
    )

    let_go("sara")

    row = Membership.objects.get(person_id=cast.persons["sara"], unit_id=cast.units["wmo"])
    assert row.until_on == row.from_on


def test_what_was_written_stays_with_former_colleague(cast, let_go, thread):
    subject, text = thread

    let_go("sara")

    assert people.authors_of([text.pk])[text.pk].name == people.former_name()
    text.refresh_from_db()
    assert text.current.title == "Wie tekent?"
    assert not text.is_erased
    seen = type(subject).objects.filter(readable_by(cast.viewer("fatima")))
    assert subject in seen


def test_who_comes_back_is_somebody_new_without_the_old_rights(cast, let_go, thread):
    _subject, text = thread
    let_go("mark")
    actions.invite_colleague(
        viewer=cast.viewer("ruben"),
        unit_id=cast.units["hrd"],
        mail=mail_of("mark"),
        now=timezone.now(),
    )
    token = token_of(Invitation.objects.get().pk)

    back = actions.accept_invitation(
        token=token, name="Mark Reitsma", password=PASSWORD, now=timezone.now()
    )

    assert back != cast.persons["mark"]
    viewer = people.viewer_for_id(back, timezone.localdate())
    assert viewer.roles == frozenset()
    assert not people.is_author(viewer, text.pk)


def everything_kept():
    """Every row of every table."""
    for model in apps.get_models(include_auto_created=True):
        yield from model._base_manager.values_list()


def test_who_is_forgotten_leaves_no_name(cast, thread):
    sharing, sara = Sharing(cast), cast.persons["sara"]
    question = sharing.ask("sara")
    reply = sharing.reply("joost", question)
    put_in_post(key="x", kind="reply", recipient=str(sara), now=timezone.now())
    sharing.thank("sara", reply)
    sharing.reply("sara", sharing.ask("joost", "Hoe lang duurt een naamswijziging?"))

    people.erase_person(person_id=sara, today=timezone.localdate())

    kept = " ".join(map(str, everything_kept()))
    assert str(sara) not in kept
    assert sara.hex not in kept
    assert "Sara de Wit" not in kept
    assert mail_of("sara") not in kept
    assert not Person.objects.filter(name="Sara de Wit").exists()
    assert not Membership.objects.filter(person_id=cast.persons["sara"]).exists()


def test_a_command_forgets_who_left_and_asks_which_one_when_there_are_two(cast, capsys):
    today = timezone.localdate()
    for name in ("sara", "joost"):
        people.deactivate(person_id=cast.persons[name], today=today)
        Person.objects.filter(pk=cast.persons[name]).update(name="Jo de Wit")

    with pytest.raises(CommandError, match="--id"):
        call_command("forget_person", "Jo de Wit")
    said = capsys.readouterr().out
    assert f"{cast.persons['sara']} Burgerzaken until {today}" in said
    assert f"{cast.persons['joost']} Wmo until {today}" in said

    call_command("forget_person", "Jo de Wit", id=str(cast.persons["sara"]))
    assert not Person.objects.filter(pk=cast.persons["sara"]).exists()

    call_command("forget_person", "Jo de Wit")
    assert not Person.objects.filter(name="Jo de Wit").exists()


def test_nobody_who_is_here_is_forgotten_by_a_slip(cast):
    with pytest.raises(CommandError, match="Nobody of that name left"):
        call_command("forget_person", "Sara de Wit")

    assert Person.objects.filter(name="Sara de Wit").exists()
