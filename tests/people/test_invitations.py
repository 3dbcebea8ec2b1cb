"""Invitations: for one address, for one time, for two weeks."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gaandeweg.kernel import limits
from gaandeweg.people import actions
from gaandeweg.people import public as people
from gaandeweg.people.invitations import token_of
from gaandeweg.people.models import Account, Invitation, Membership, Person
from gaandeweg.people.words import MemberRole
from tests.cast import PASSWORD, give_password, mail_of
from tests.people.conftest import english_browser, questions_for

NEW = "noor@noorderhaaks.test"
TYPED = {"name": "Noor Jansen", "password": PASSWORD}


@pytest.fixture
def invite(cast):
    """Karin invites to Burgerzaken; returns the address of the page in the mail."""

    def to_burgerzaken(mail=NEW):
        actions.invite_to_unit(
            viewer=cast.viewer("karin"),
            unit_id=cast.units["burgerzaken"],
            mails=[mail],
            now=timezone.now(),
        )
        return f"/kom-erbij/{token_of(Invitation.objects.get().pk)}/"

    return to_burgerzaken


def test_noor_comes_in_and_is_in_the_team(cast, invite, visitor):
    link = invite()
    assert "Burgerzaken" in visitor.get(link).content.decode()

    answer = visitor.post(link, TYPED)

    assert answer.headers["Location"] == "/"
    assert visitor.get("/mijn/account/").status_code == 200
    noor = Person.objects.get(account__mail=NEW)
    assert noor.name == "Noor Jansen"
    assert people.viewer_for_id(noor.pk, timezone.localdate()).unit_ids == (
        cast.units["burgerzaken"],
    )


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_at_an_invitation_does_not_use_it_up(invite, visitor, method):
    link = invite()
    for _ in range(3):
        assert getattr(visitor, method)(link).status_code == 200

    assert Invitation.objects.exists()


def test_an_invitation_works_once(invite, visitor):
    link = invite()
    visitor.post(link, TYPED)

    for again in (english_browser().get(link), english_browser().post(link, TYPED)):
        assert again.status_code == 410
        assert "used, taken back, or is older than two weeks" in again.content.decode()
    assert Person.objects.filter(account__mail=NEW).count() == 1


def test_who_takes_it_up_a_moment_later_makes_nothing(invite):
    link = invite()
    token = link.split("/")[2]
    Invitation.objects.all().delete()

    with pytest.raises(actions.InvitationGoneError):
        actions.accept_invitation(token=token, **TYPED, now=timezone.now())

    assert not Account.objects.filter(mail=NEW).exists()


def test_an_invitation_that_was_taken_back_is_over(cast, invite, browser_of, visitor):
    link = invite()
    unit = cast.units["burgerzaken"]
    browser_of("karin").post(
        f"/teams/{unit}/uitnodiging-intrekken/",
        {"invitation": str(Invitation.objects.get().pk)},
    )

    assert visitor.post(link, TYPED).status_code == 410


def test_an_invitation_is_over_after_two_weeks(invite, visitor):
    link = invite()
    Invitation.objects.update(until_on=timezone.localdate() - timedelta(days=1))

    assert visitor.get(link).status_code == 410
    assert visitor.post(link, TYPED).status_code == 410


def test_an_invitation_lasts_two_weeks(invite, visitor):
    link = invite()

    until = Invitation.objects.get().until_on
    assert until == timezone.localdate() + timedelta(days=limits.INVITATION_DAYS)
    Invitation.objects.update(until_on=timezone.localdate())
    assert visitor.post(link, TYPED).status_code == 302


def test_an_invitation_of_over_two_weeks_is_swept_away(invite):
    invite()
    now = timezone.now()

    people.sweep(now + timedelta(days=limits.INVITATION_DAYS))
    assert Invitation.objects.exists()
    people.sweep(now + timedelta(days=limits.INVITATION_DAYS + 1))
    assert not Invitation.objects.exists()


def test_a_forged_link_is_answered_as_one_that_is_over(invite, visitor):
    link = invite()

    assert visitor.get(link[:-4] + "xxx/").status_code == 410


def test_the_mail_address_is_that_of_the_invitation_whatever_is_posted(invite, visitor):
    visitor.post(invite(), TYPED | {"mail": "ander@elders.test", "role": "lead", "unit": "x"})

    assert not Account.objects.filter(mail="ander@elders.test").exists()
    noor = Person.objects.get(account__mail=NEW)
    assert Membership.objects.get(person=noor).role == MemberRole.MEMBER


def test_capitals_in_an_address_make_no_second_person(cast, invite, visitor):
    link = invite("Joost@Noorderhaaks.TEST")

    answer = visitor.get(link)

    assert "Sign in first" in answer.content.decode()
    assert visitor.post(link, TYPED).status_code == 200
    assert Person.objects.filter(account__mail=mail_of("joost")).count() == 1


def test_joost_has_an_account_and_joins_with_one_button_after_signing_in(cast, invite, visitor):
    give_password(cast, "joost")
    link = invite(mail_of("joost"))
    assert f"/inloggen/?next={link}" in visitor.get(link).content.decode()

    answer = visitor.post(
        "/inloggen/", {"login": mail_of("joost"), "password": PASSWORD, "next": link}
    )
    assert answer.headers["Location"] == link
    assert visitor.post(link).headers["Location"] == "/"

    viewer = people.viewer_for_id(cast.persons["joost"], timezone.localdate())
    assert set(viewer.unit_ids) == {cast.units["burgerzaken"], cast.units["wmo"]}
    assert english_browser().get(link).status_code == 410


def test_who_is_signed_in_as_somebody_else_cannot_use_it(cast, invite, browser_of):
    link = invite(mail_of("joost"))

    answer = browser_of("fatima").post(link)

    assert answer.status_code == 403
    assert "signed in as somebody else" in answer.content.decode()
    assert Invitation.objects.exists()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": "", "password": PASSWORD}, "Fill in your name."),
        ({"name": "Noor", "password": ""}, "Fill in a password."),
        ({"name": "Noor", "password": "kort"}, "12"),
        ({"name": "N" * 121, "password": PASSWORD}, "too long"),
        ({"name": "Noor", "password": "p " * 129}, "This password is too long."),
    ],
)
def test_what_cannot_be_taken_is_answered_with_what_to_do(invite, visitor, typed, sentence):
    link = invite()

    answer = visitor.post(link, typed)

    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert not Account.objects.filter(mail=NEW).exists()


def test_the_page_is_kept_out_of_caches_and_referrers(invite, visitor):
    answer = visitor.get(invite())

    assert answer.headers["Cache-Control"] == "no-store, private"
    assert answer.headers["Referrer-Policy"] == "same-origin"


def test_karin_invites_to_her_own_team(cast, browser_of):
    browser = browser_of("karin")
    page = f"/teams/{cast.units['burgerzaken']}/uitnodigen/"

    answer = browser.post(page, {"mails": "een@n.test; Twee Deen <twee@n.test>,\ndrie@n.test"})

    assert answer.status_code == 302
    assert sorted(Invitation.objects.values_list("mail", flat=True)) == [
        "drie@n.test",
        "een@n.test",
        "twee@n.test",
    ]
    assert "een@n.test" in browser.get(page).content.decode()


@pytest.mark.parametrize("name", ["fatima", "joost", "ruben", "ingrid", "tom", "peter", "lena"])
def test_who_does_not_lead_it_invites_nobody_to_a_team(cast, browser_of, name):
    page = f"/teams/{cast.units['burgerzaken']}/uitnodigen/"
    browser = browser_of(name)

    assert browser.get(page).status_code == 403
    assert browser.post(page, {"mails": "een@n.test"}).status_code == 403
    assert not Invitation.objects.exists()


def test_karin_invites_to_no_other_team(cast, browser_of):
    page = f"/teams/{cast.units['wmo']}/uitnodigen/"

    assert browser_of("karin").post(page, {"mails": "een@n.test"}).status_code == 403


def test_karin_takes_no_invitation_of_another_team_back(cast, invite, browser_of):
    invite()
    own, row = cast.units["wmo"], Invitation.objects.get()
    Invitation.objects.update(unit_id=own)

    burgerzaken = cast.units["burgerzaken"]
    browser_of("karin").post(
        f"/teams/{burgerzaken}/uitnodiging-intrekken/", {"invitation": str(row.pk)}
    )

    assert Invitation.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Fill in at least one mail address."),
        (" , ;\n", "Fill in at least one mail address."),
        ("karin.noorderhaaks.test", "This is not a mail address: karin.noorderhaaks.test."),
        ("sara@n.test\nkarin@", "This is not a mail address: karin@."),
        ("k" * 248 + "@n.test", "This is not a mail address: kkk"),
        ("x@n.test\r\nBcc: all@n.test", "This is not a mail address: bcc:."),
        (" ".join(f"p{number}@n.test" for number in range(51)), "At most 50 addresses"),
    ],
)
def test_mail_addresses_that_cannot_be_read_are_named(cast, browser_of, typed, sentence):
    page = f"/teams/{cast.units['burgerzaken']}/uitnodigen/"

    answer = browser_of("karin").post(page, {"mails": typed})

    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert not Invitation.objects.exists()


def test_the_page_takes_as_many_questions_for_one_invitation_as_for_twenty(
    cast, invite, browser_of
):
    browser, page = browser_of("karin"), f"/teams/{cast.units['burgerzaken']}/uitnodigen/"
    invite()
    one = questions_for(browser, page)
    actions.invite_to_unit(
        viewer=cast.viewer("karin"),
        unit_id=cast.units["burgerzaken"],
        mails=[f"p{number}@n.test" for number in range(20)],
        now=timezone.now(),
    )

    assert questions_for(browser, page) == one
    assert one <= 12


def test_who_leads_the_team_finds_the_way_to_invite_on_its_page(cast, browser_of):
    page = f"/teams/{cast.units['burgerzaken']}/"
    way = f"/teams/{cast.units['burgerzaken']}/uitnodigen/"

    assert way in browser_of("karin").get(page).content.decode()
    assert way not in browser_of("fatima").get(page).content.decode()
