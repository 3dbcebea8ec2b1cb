"""Who runs into the same joins the question, and hears of its answers; nobody sees who does."""

import pytest

from gaandeweg.share.models import AlsoAsking
from tests.architecture.test_permission_matrix import seen
from tests.pages import Page
from tests.share.test_changing import move
from tests.share.test_mail import words_of
from tests.sharing import ANSWER, TITLE


@pytest.fixture
def question(sharing):
    return sharing.ask("joost")


@pytest.fixture
def join(browser_of, question):
    """Somebody presses the button on the page of the question."""

    def press(name, label="I run into this too"):
        browser = browser_of(name)
        page = Page(browser.get(f"/vragen/{question}/"))
        return browser.post(*page.form_with_button(label).pressed(label), follow=True)

    return press


@pytest.mark.django_db
def test_fatima_runs_into_the_same_and_asks_along(join):
    page = Page(join("fatima"))

    assert "You ask along, and hear of every answer." in page.main


@pytest.mark.django_db
def test_she_can_do_so_no_more(join):
    join("fatima")

    page = Page(join("fatima", "No more"))

    assert "I run into this too" in page.main
    assert not AlsoAsking.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["joost", "sara", "karin", "mark", "ingrid", "ruben"])
def test_nobody_sees_who_asks_along_nor_how_many(browser_of, join, question, name):
    browser = browser_of(name)
    addresses = (f"/vragen/{question}/", "/vragen/", "/", "/mijn/")
    before = [seen(browser.get(address)) for address in addresses]

    join("fatima")

    assert [seen(browser.get(address)) for address in addresses] == before


@pytest.mark.django_db
def test_the_asker_is_not_offered_to_ask_along(browser_of, question):
    browser = browser_of("joost")

    assert "I run into this too" not in Page(browser.get(f"/vragen/{question}/")).main
    browser.post(f"/vragen/{question}/mee/")
    assert not AlsoAsking.objects.exists()


@pytest.mark.django_db
def test_asking_along_twice_is_once(browser_of, question):
    for _ in range(2):
        browser_of("fatima").post(f"/vragen/{question}/mee/")

    assert AlsoAsking.objects.count() == 1


@pytest.mark.django_db
def test_what_is_settled_is_joined_no_more(browser_of, sharing, question):
    sharing.helped("joost", sharing.reply("sara", question))

    page = Page(browser_of("fatima").get(f"/vragen/{question}/"))

    assert "I run into this too" not in page.main


@pytest.mark.django_db(transaction=True)
def test_who_asks_along_hears_of_an_answer_once_and_not_as_if_it_were_hers(
    join,
    sharing,
    question,
    letters_of,
):
    join("fatima")
    sharing.reply("karin", question, "Slaapt hij bij ons?", asks_back=True)
    sharing.reply("sara", question)

    [letter] = letters_of("fatima")

    assert TITLE in words_of(letter)
    assert ANSWER not in words_of(letter)
    assert "jouw vraag" not in words_of(letter)
    assert len(letters_of("joost")) == 2


@pytest.mark.django_db(transaction=True)
def test_who_answers_hears_nothing_of_it_by_asking_along(join, sharing, question, letters_of):
    join("fatima")
    sharing.reply("fatima", question)

    assert letters_of("fatima") == []


@pytest.mark.django_db(transaction=True)
def test_who_may_no_longer_read_it_hears_nothing(cast, browser_of, sharing, letters_of):
    question = sharing.ask("karin", audience="team")
    browser_of("sara").post(f"/vragen/{question}/mee/")
    move(cast, "sara", "burgerzaken", "wmo")
    sharing.reply("fatima", question)

    assert letters_of("sara") == []


@pytest.mark.django_db
def test_nobody_asks_along_with_what_they_may_not_read(sharing, browser_of):
    question = sharing.ask("joost", audience="team")

    assert browser_of("fatima").post(f"/vragen/{question}/mee/").status_code == 404
    assert not AlsoAsking.objects.exists()
