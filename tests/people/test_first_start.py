"""The first start: once, and then never again."""

import pytest
from django.utils import timezone

from gaandeweg.kernel.viewer import Role
from gaandeweg.people import actions, first_start
from gaandeweg.people import public as people
from gaandeweg.people.models import OrganisationRole, Person, Unit
from tests.cast import PASSWORD
from tests.people.conftest import english_browser

TYPED = {
    "organisation": "Gemeente Noorderhaaks",
    "name": "Ruben Meijer",
    "mail": "Ruben@noorderhaaks.test",
    "password": PASSWORD,
    "password_again": PASSWORD,
}


@pytest.fixture
def token(db, tmp_path, settings):
    settings.DATA = tmp_path
    return first_start.first_link_token()


@pytest.fixture
def made_ready(monkeypatch):
    """What other apps make ready at the first start."""
    moments = []
    monkeypatch.setattr(first_start, "after_first_start", [moments.append])
    return moments


def test_ruben_names_the_organisation_and_comes_in_as_administrator(token, made_ready):
    browser = english_browser()
    assert browser.get(f"/begin/{token}/").status_code == 200

    answer = browser.post(f"/begin/{token}/", TYPED)

    assert answer.headers["Location"] == "/beheer/"
    assert browser.get("/beheer/").status_code == 200
    ruben = Person.objects.get()
    assert (ruben.name, ruben.account.mail) == ("Ruben Meijer", "ruben@noorderhaaks.test")
    assert Unit.objects.get().name == "Gemeente Noorderhaaks"
    viewer = people.viewer_for_id(ruben.pk, timezone.localdate())
    assert viewer.roles == {Role.ADMINISTRATOR}
    assert len(made_ready) == 1


def test_the_starter_list_stands_after_it(token):
    english_browser().post(f"/begin/{token}/", TYPED)

    from gaandeweg.work.models import Process  # noqa: PLC0415 another app, looked at here only

    assert Process.objects.filter(name="Melding openbare ruimte").exists()


def test_the_link_works_once(token, made_ready):
    english_browser().post(f"/begin/{token}/", TYPED)

    again = english_browser()
    assert again.get(f"/begin/{token}/").status_code == 410
    assert again.post(f"/begin/{token}/", TYPED | {"mail": "x@n.test"}).status_code == 410
    assert OrganisationRole.objects.count() == 1


def test_a_second_press_makes_nothing(token, made_ready):
    typed = {name: TYPED[name] for name in ("organisation", "name", "mail", "password")}
    actions.begin_organisation(token=token, **typed, now=timezone.now())

    with pytest.raises(actions.FirstStartOverError):
        actions.begin_organisation(token=token, **typed, now=timezone.now())

    assert Unit.objects.count() == 1


def test_another_token_opens_nothing(token):
    assert english_browser().get("/begin/raden/").status_code == 410


def test_where_there_is_an_administrator_there_is_no_first_link(cast, tmp_path, settings):
    settings.DATA = tmp_path

    assert first_start.first_link_token() is None


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"password_again": "iets heel anders dan dat"}, "The passwords are not the same."),
        ({"mail": "ruben"}, "This is not a mail address."),
        ({"mail": "r" * 248 + "@n.test"}, "This is not a mail address."),
        ({"organisation": ""}, "Fill in the name of your organisation."),
        ({"password": "password", "password_again": "password"}, "12"),
    ],
)
def test_what_cannot_be_taken_makes_nothing_and_says_what_to_do(token, wrong, sentence):
    answer = english_browser().post(f"/begin/{token}/", TYPED | wrong)

    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert not Unit.objects.exists()
    assert first_start.is_first_link(token)
