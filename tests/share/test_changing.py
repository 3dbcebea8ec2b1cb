"""Changing a text, withdrawing it, having it made unreadable, moving it; and who left."""

import pytest
from django.utils import timezone

from gaandeweg.kernel.events import CATALOGUE
from gaandeweg.kernel.models import OutboxEvent, Subject, Text, TextVersion
from gaandeweg.people import public as people
from gaandeweg.people.models import Membership
from gaandeweg.share import queries
from gaandeweg.work import public as work
from tests.pages import Page
from tests.sharing import ANSWER, TITLE, text_of, text_of_reply

CAST = ("fatima", "joost", "mark", "ruben")


@pytest.fixture
def question(sharing):
    return sharing.ask("joost", body="Hij heeft geen vast adres.")


@pytest.fixture
def reply(sharing, question):
    return sharing.reply("sara", question)


# -- versions ---------------------------------------------------------------------------------


def test_joost_changes_his_question_and_the_earlier_version_stays_visible(browser_of, question):
    browser = browser_of("joost")
    text_id = text_of(question)
    form = Page(browser.get(f"/teksten/{text_id}/wijzig/")).form_with("title")
    assert (form.fields["title"], form.fields["body"].strip()) == (
        TITLE,
        "Hij heeft geen vast adres.",
    )

    browser.post(*form.pressed("Change it", title="Wie beslist?", body="Hij slaapt buiten."))

    page = Page(browser_of("sara").get(f"/vragen/{question}/"))
    assert page.headings[0] == "Wie beslist?"
    assert "changed today" in page.main
    versions = Page(browser_of("sara").get(f"/teksten/{text_id}/versies/")).main
    assert versions.index("Hij slaapt buiten.") < versions.index("Hij heeft geen vast adres.")


def test_an_answer_has_no_title_to_change(browser_of, reply):
    browser = browser_of("sara")
    form = Page(browser.get(f"/teksten/{text_of_reply(reply)}/wijzig/")).form_with("body")
    assert "title" not in form.fields

    browser.post(*form.pressed("Change it", body="Toch anders."))

    assert Text.objects.get(pk=text_of_reply(reply)).current.body == "Toch anders."


@pytest.mark.parametrize("name", ["joost", "karin", "mark", "ingrid", "ruben"])
def test_nobody_changes_or_withdraws_the_text_of_another(browser_of, reply, name):
    browser = browser_of(name)

    for deed in ("wijzig", "intrekken"):
        address = f"/teksten/{text_of_reply(reply)}/{deed}/"
        assert browser.get(address).status_code == 403
        assert browser.post(address, {"body": "x", "title": "x"}).status_code == 403
    assert Text.objects.get(pk=text_of_reply(reply)).current.body == ANSWER


def test_a_change_sent_twice_is_one_change(browser_of, question):
    browser = browser_of("joost")
    form = Page(browser.get(f"/teksten/{text_of(question)}/wijzig/")).form_with("title")

    for _ in range(2):
        browser.post(*form.pressed("Change it", title="Wie beslist?"))

    assert TextVersion.objects.filter(text=text_of(question)).count() == 2


def test_a_text_that_is_changed_too_often_says_what_to_do(browser_of, question, monkeypatch):
    monkeypatch.setattr("gaandeweg.kernel.limits.VERSIONS_OF_A_TEXT", 1)
    browser = browser_of("joost")

    typed = {"title": "Wie beslist?", "body": "Anders."}
    answer = browser.post(f"/teksten/{text_of(question)}/wijzig/", typed, follow=True)

    page = Page(answer)
    assert "Write a new one instead" in page.main
    assert "Anders." in answer.content.decode()
    assert TextVersion.objects.filter(text=text_of(question)).count() == 1


# -- withdrawing ------------------------------------------------------------------------------


def test_a_withdrawn_question_is_gone_for_everybody_with_all_under_it(
    sharing, browser_of, index, question, reply
):
    index.take_in()
    browser = browser_of("joost")
    address = f"/teksten/{text_of(question)}/intrekken/"
    asked = Page(browser.get(address))
    assert "The answers under it go out of sight with it." in asked.main

    browser.post(address)
    index.take_in()

    for name in CAST:
        other = browser_of(name)
        assert other.get(f"/vragen/{question}/").status_code == 404
        for page in ("/", "/vragen/", "/vragen/?toon=open", "/mijn/", "/zoek/?q=briefadres"):
            assert TITLE not in other.get(page).content.decode()
        for text_id in (text_of(question), text_of_reply(reply)):
            for deed in ("versies", "wijzig", "intrekken", "onleesbaar"):
                assert other.get(f"/teksten/{text_id}/{deed}/").status_code in {404, 405}


def test_a_withdrawn_question_is_not_found_even_before_the_index_knows(
    sharing, browser_of, index, question
):
    index.take_in()

    sharing.withdraw("joost", text_of(question))

    assert TITLE not in browser_of("fatima").get("/zoek/suggesties/?q=briefadres").content.decode()


def test_a_withdrawn_answer_leaves_its_place_and_no_name(sharing, browser_of, question, reply):
    sharing.helped("joost", reply)

    sharing.withdraw("sara", text_of_reply(reply))

    page = Page(browser_of("fatima").get(f"/vragen/{question}/"))
    assert "What stood here was withdrawn by its author." in page.main
    assert "Sara" not in page.main
    assert ANSWER not in page.main
    assert "waits for an answer" in page.main
    address = f"/antwoorden/{reply}/bedank/"
    assert browser_of("joost").post(address).status_code == 404


# -- made unreadable --------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["joost", "fatima", "mark", "ruben", "sara"])
def test_whoever_reads_a_text_can_have_it_made_unreadable_at_once(
    browser_of, question, reply, name
):
    browser = browser_of(name)
    address = f"/teksten/{text_of_reply(reply)}/onleesbaar/"
    assert "becomes unreadable" in Page(browser.get(address)).main

    browser.post(address)

    for other in CAST:
        page = browser_of(other).get(f"/vragen/{question}/").content.decode()
        assert ANSWER not in page
        assert "Made unreadable" in page


def test_every_version_title_and_entry_in_the_index_goes(sharing, browser_of, index, question):
    sharing.revise("joost", text_of(question), "Mag Zonneveld een briefadres?", "Zonneveld 2")
    sharing.revise("joost", text_of(question), "Mag hij een briefadres?", "Zonneveld 3")
    index.take_in()

    sharing.make_unreadable("fatima", text_of(question))
    index.take_in()

    kept = TextVersion.objects.filter(text=text_of(question))
    assert set(kept.values_list("title", "body", "html")) == {("", "", "")}
    assert Subject.objects.get(pk=question).title == ""
    for name in CAST:
        browser = browser_of(name)
        for page in (f"/vragen/{question}/", "/vragen/", "/", "/mijn/"):
            assert "Zonneveld" not in browser.get(page).content.decode()
            assert "Mag hij" not in browser.get(page).content.decode()
        assert browser.get(f"/teksten/{text_of(question)}/versies/").status_code == 404
        found = browser.get("/zoek/suggesties/?q=Zonneveld").content.decode()
        assert str(question) not in found


def test_who_cannot_read_a_text_cannot_have_it_made_unreadable(sharing, browser_of):
    hidden = sharing.ask("fatima", audience="team")
    browser = browser_of("joost")

    for method in (browser.get, browser.post):
        assert method(f"/teksten/{text_of(hidden)}/onleesbaar/").status_code == 404
    assert Subject.objects.get(pk=hidden).title == TITLE


def test_its_author_can_write_it_again_without_the_resident(sharing, browser_of, question):
    sharing.make_unreadable("fatima", text_of(question))
    browser = browser_of("joost")
    form = Page(browser.get(f"/teksten/{text_of(question)}/wijzig/")).form_with("title")
    assert (form.fields["title"], form.fields["body"].strip()) == ("", "")

    browser.post(*form.pressed("Change it", title="Wie beslist?"))

    assert Page(browser_of("fatima").get(f"/vragen/{question}/")).headings[0] == "Wie beslist?"
    versions = browser_of("fatima").get(f"/teksten/{text_of(question)}/versies/")
    assert TITLE not in versions.content.decode()


def test_events_carry_ids_of_things_and_never_of_persons(cast, sharing, question, reply):
    sharing.helped("joost", reply)
    sharing.revise("joost", text_of(question), "Wie beslist?")
    sharing.make_unreadable("fatima", text_of(question))
    sharing.withdraw("sara", text_of_reply(reply))

    told = str(list(OutboxEvent.objects.values_list("name", "ids")))

    assert set(OutboxEvent.objects.values_list("name", flat=True)) <= set(CATALOGUE)
    assert not any(str(person) in told for person in cast.persons.values())


# -- where it belongs -------------------------------------------------------------------------


def test_joost_moves_his_question_and_says_what_it_is_about(cast, browser_of, processes, question):
    browser = browser_of("joost")
    address = f"/gedeeld/{question}/plaats/"
    form = Page(browser.get(address)).form_with("topics")
    assert form.fields["audience"] == "everyone"

    typed = form.fields | {
        "process": str(processes["briefadres"]),
        "audience": "team",
        "topics": "Dakloos, briefadres",
    }
    browser.post(address, typed)

    page = Page(browser.get(f"/vragen/{question}/"))
    assert "Only Wmo can read this" in page.main
    assert "Dakloos" in page.main
    assert browser_of("fatima").get(f"/vragen/{question}/").status_code == 404


def test_topics_can_be_taken_away_again(browser_of, question, sharing):
    browser = browser_of("joost")
    for topics in ("Dakloos, briefadres", ""):
        browser.post(f"/gedeeld/{question}/plaats/", {"audience": "everyone", "topics": topics})

    assert work.topics_of(question) == ()


@pytest.mark.parametrize(
    ("topics", "sentence"),
    [
        ("paspoort, mevrouw Jansen", "This seems to name a resident."),
        ("een, twee, drie, vier, vijf, zes", "At most 5"),
        ("x" * 61, "60 characters"),
    ],
)
def test_topics_that_cannot_be_taken_say_what_to_do(browser_of, question, topics, sentence):
    typed = {"audience": "everyone", "topics": topics}
    answer = browser_of("joost").post(f"/gedeeld/{question}/plaats/", typed)

    page = Page(answer)
    assert answer.status_code == 422
    assert sentence in page.main
    assert page.form_with("topics").fields["topics"] == topics


def test_a_topic_whose_small_letters_are_longer_is_no_fault(browser_of, question):
    typed = {"audience": "everyone", "topics": "ß" * 60}

    assert browser_of("joost").post(f"/gedeeld/{question}/plaats/", typed).status_code == 302
    assert work.topics_of(question) == ("ß" * 60,)


@pytest.mark.parametrize("name", ["sara", "mark", "ruben"])
def test_nobody_moves_the_question_of_another(browser_of, question, name):
    browser = browser_of(name)

    assert browser.get(f"/gedeeld/{question}/plaats/").status_code == 403
    typed = {"audience": "everyone", "topics": ""}
    assert browser.post(f"/gedeeld/{question}/plaats/", typed).status_code == 403


def test_nobody_moves_a_unit_or_a_process(cast, browser_of, processes):
    for subject_id in (cast.units["wmo"], processes["wmo"]):
        assert browser_of("joost").get(f"/gedeeld/{subject_id}/plaats/").status_code == 404


# -- who left, who moved ----------------------------------------------------------------------


def test_who_left_is_a_former_colleague_everywhere(cast, browser_of, question, reply):
    for name in ("joost", "sara"):
        people.deactivate(person_id=cast.persons[name], today=timezone.localdate())

    for other in ("fatima", "mark", "ruben"):
        for page in (f"/vragen/{question}/", "/vragen/", "/"):
            content = browser_of(other).get(page).content.decode()
            assert "Joost" not in content
            assert "Sara" not in content
    read = Page(browser_of("fatima").get(f"/vragen/{question}/")).main
    assert "former colleague asked" in read
    assert f"former colleague answered today {ANSWER}" in read


def test_nobody_thanks_or_settles_for_who_left(cast, sharing, browser_of, question, reply):
    people.deactivate(person_id=cast.persons["joost"], today=timezone.localdate())
    page = Page(browser_of("fatima").get(f"/vragen/{question}/"))

    assert not [form for form in page.forms if form.action.endswith("/hielp/")]
    assert browser_of("fatima").post(f"/antwoorden/{reply}/hielp/").status_code == 403


def test_who_moves_to_another_team_no_longer_reads_the_first_but_keeps_the_own(cast, sharing):
    of_sara = sharing.ask("sara", audience="team")
    of_fatima = sharing.ask("fatima", audience="team")
    move(cast, "sara", "burgerzaken", "wmo")

    seen = {line.id for line in queries.things(cast.viewer("sara")).things}

    assert of_sara in seen
    assert of_fatima not in seen


def move(cast, name, old, new):
    """Let somebody change teams, as an import would."""
    today = timezone.localdate()
    Membership.objects.filter(person_id=cast.persons[name], unit_id=cast.units[old]).update(
        until_on=today
    )
    people.join(person_id=cast.persons[name], unit_id=cast.units[new], from_on=today)


def test_what_colleagues_answered_for_the_team_does_not_go_to_everybody(sharing, browser_of):
    question = sharing.ask("fatima", audience="team")
    sharing.reply("sara", question)
    browser = browser_of("fatima")
    address = f"/gedeeld/{question}/plaats/"

    assert "ask it anew, for more readers" in Page(browser.get(address)).main
    answer = browser.post(address, {"audience": "everyone", "topics": ""})

    assert answer.status_code == 422
    assert browser_of("joost").get(f"/vragen/{question}/").status_code == 404


def test_a_question_that_was_answered_can_still_go_to_fewer(sharing, browser_of):
    question = sharing.ask("fatima")
    sharing.reply("sara", question)

    browser_of("fatima").post(f"/gedeeld/{question}/plaats/", {"audience": "team", "topics": ""})

    assert browser_of("sara").get(f"/vragen/{question}/").status_code == 200
    assert browser_of("joost").get(f"/vragen/{question}/").status_code == 404


def test_a_question_that_nobody_answered_can_go_to_more(sharing, browser_of):
    question = sharing.ask("fatima", audience="team")

    browser_of("fatima").post(
        f"/gedeeld/{question}/plaats/", {"audience": "everyone", "topics": ""}
    )

    assert browser_of("joost").get(f"/vragen/{question}/").status_code == 200


def test_what_was_answered_for_the_team_does_not_go_to_the_department_either(sharing, browser_of):
    question = sharing.ask("fatima", audience="team")
    sharing.reply("sara", question)

    answer = browser_of("fatima").post(
        f"/gedeeld/{question}/plaats/", {"audience": "department", "topics": ""}
    )

    assert answer.status_code == 422


def test_a_form_that_was_open_does_not_bring_back_what_was_made_unreadable(sharing, browser_of):
    question = sharing.ask("joost", "Wie helpt mevrouw Bakema met haar adres?")
    text_id = text_of(question)
    browser = browser_of("joost")
    open_form = Page(browser.get(f"/teksten/{text_id}/wijzig/")).form_with("title")
    sharing.make_unreadable("sara", text_id)

    typed = {"title": "Wie helpt mevrouw Bakema met haar nieuwe adres?", "residents": "keep"}
    answer = browser.post(*open_form.pressed("Change it", **typed))

    assert answer.status_code == 422
    assert "made unreadable meanwhile" in Page(answer).main
    assert "Bakema" not in Page(browser.get(f"/vragen/{question}/")).main


def test_a_text_that_was_made_unreadable_can_be_written_again(sharing, browser_of):
    question = sharing.ask("joost", "Wie helpt mevrouw Bakema met haar adres?")
    sharing.make_unreadable("sara", text_of(question))
    browser = browser_of("joost")
    form = Page(browser.get(f"/teksten/{text_of(question)}/wijzig/")).form_with("title")

    browser.post(*form.pressed("Change it", title="Wie helpt een inwoner met haar adres?"))

    page = Page(browser_of("sara").get(f"/vragen/{question}/")).main
    assert "Wie helpt een inwoner met haar adres?" in page
