"""Asking and telling: one field is enough; where and for whom is suggested; nothing twice."""

import pytest

from gaandeweg.kernel.models import AudienceLabel, Subject, TextVersion
from gaandeweg.kernel.viewer import everyone_label, person_label, unit_label
from gaandeweg.share.models import Experience, Question
from gaandeweg.work import public as work
from tests.pages import Page
from tests.sharing import TITLE, text_of

BODY = "Hij slaapt elke nacht ergens anders. Ik heb *zijn pas* gezien."


@pytest.fixture
def type_in(browser_of, processes):
    """Somebody types in the box, and gets the form to ask with."""

    def open_form(name, words=TITLE):
        browser = browser_of(name)
        return browser, Page(browser.get("/zoek/", {"q": words})).form_with("title")

    return open_form


def test_joost_asks_with_one_field(type_in):
    browser, form = type_in("joost")

    address, sent = form.pressed("Ask it")
    answer = browser.post(address, sent, follow=True)

    assert answer.redirect_chain == [(f"/vragen/{Question.objects.get().pk}/", 302)]
    page = Page(answer)
    assert page.headings[0] == TITLE
    assert "Your question is out" in page.main
    assert "waits for an answer" in page.main


def test_what_he_adds_stands_under_it_as_he_meant_it(type_in):
    browser, form = type_in("joost")

    answer = browser.post(*form.pressed("Ask it", body=BODY), follow=True)

    assert "<em>zijn pas</em>" in answer.content.decode()


def test_the_same_form_shares_an_experience(type_in):
    browser, form = type_in("joost")

    answer = browser.post(*form.pressed("Share it as an experience"), follow=True)

    assert not Question.objects.exists()
    assert answer.redirect_chain == [(f"/ervaringen/{Experience.objects.get().pk}/", 302)]
    assert "somebody will find this" in Page(answer).main


@pytest.mark.parametrize(
    ("audience", "label"), [("everyone", ""), ("department", "sociaal"), ("team", "wmo")]
)
def test_the_audience_he_chooses_is_who_can_read_it(cast, type_in, audience, label):
    browser, form = type_in("joost")

    browser.post(*form.pressed("Ask it", audience=audience))

    found = AudienceLabel.objects.filter(subject=Question.objects.get().pk)
    for_whom = unit_label(cast.units[label]) if label else everyone_label()
    own = person_label(cast.persons["joost"])
    assert {row.label for row in found} == {for_whom, own}


@pytest.mark.parametrize(
    ("audience", "readers"),
    [
        ("everyone", {"fatima", "joost", "mark", "ingrid", "ruben"}),
        ("department", {"fatima", "sara", "karin"}),
        ("team", {"fatima", "sara", "karin"}),
    ],
)
def test_only_the_audience_reads_it(cast, sharing, browser_of, audience, readers):
    question = sharing.ask("fatima", audience=audience)

    seen = {
        name
        for name in ("fatima", "sara", "karin", "joost", "mark", "ingrid", "ruben")
        if browser_of(name).get(f"/vragen/{question}/").status_code == 200
    }

    assert readers <= seen
    assert audience == "everyone" or seen == readers


def test_everybody_is_suggested_and_said_in_a_sentence(type_in):
    _, form = type_in("joost")

    assert form.fields["audience"] == "everyone"
    assert set(form.choices["audience"]) == {"everyone", "department", "team"}


def test_the_process_is_suggested_from_the_words(type_in, processes):
    _, form = type_in("joost", "Mag een briefadres ook zonder postbus?")

    assert form.fields["process"] == str(processes["briefadres"])


def test_else_the_process_of_ones_own_team_is(type_in, processes):
    _, form = type_in("joost", "De printer maakt een raar geluid")

    assert form.fields["process"] == str(processes["wmo"])


def test_another_process_can_be_chosen(type_in, processes):
    browser, form = type_in("joost")

    browser.post(*form.pressed("Ask it", process=str(processes["verhuizing"])))

    where = work.where_of([Question.objects.get().pk])
    assert next(iter(where.values())).process_id == processes["verhuizing"]


def test_ingrid_of_no_team_is_offered_everybody_only(type_in):
    _, form = type_in("ingrid")

    assert set(form.choices["audience"]) == {"everyone"}


def test_a_long_text_in_the_box_becomes_the_body_of_the_question(type_in):
    words = f"{TITLE} {TITLE} {TITLE}"

    _, form = type_in("joost", words)

    assert (form.fields["title"], form.fields["body"].strip()) == ("", words)


def test_a_question_is_written_in_the_language_it_is_in(sharing):
    dutch = sharing.ask("joost", "Hoe lang mag iemand wachten op een briefadres?")
    english = sharing.ask("joost", "How long may somebody wait for the address of the letters?")

    languages = [
        TextVersion.objects.get(text=text_of(question)).language for question in (dutch, english)
    ]

    assert languages == ["nl", "en"]


# -- residents' data --------------------------------------------------------------------------

NAMED = "Mag ik mevrouw Jansen-de Groot een briefadres geven?"


def test_what_names_a_resident_is_pointed_out_before_posting(type_in):
    browser, form = type_in("joost", NAMED)

    answer = browser.post(*form.pressed("Ask it"))

    page = Page(answer)
    assert answer.status_code == 422
    assert "Does this name a resident?" in page.main
    assert "somebody's name" in page.main
    assert page.form_with("title").fields["title"] == NAMED
    assert not Subject.objects.filter(kind="question").exists()


def test_one_press_makes_it_unrecognisable_and_posts_it(type_in):
    browser, form = type_in("joost", NAMED)
    warned = Page(browser.post(*form.pressed("Ask it"))).form_with("title")

    browser.post(*warned.pressed("Make it unrecognisable"))

    posted = Subject.objects.get(kind="question").title
    assert "Jansen" not in posted
    assert posted.startswith("Mag ik mevrouw")


def test_or_it_is_kept_as_it_is(type_in):
    browser, form = type_in("joost", NAMED)
    warned = Page(browser.post(*form.pressed("Ask it"))).form_with("title")

    browser.post(*warned.pressed("This names no resident"))

    assert Subject.objects.get(kind="question").title == NAMED


@pytest.mark.parametrize("choice", ["Make it unrecognisable", "This names no resident"])
def test_an_experience_stays_an_experience_after_the_warning(type_in, choice):
    browser, form = type_in("joost", NAMED)
    warned = Page(browser.post(*form.pressed("Share it as an experience"))).form_with("title")

    browser.post(*warned.pressed(choice))

    assert Experience.objects.exists()
    assert not Question.objects.exists()


# -- once -------------------------------------------------------------------------------------


def test_a_form_posted_twice_asks_once(type_in):
    browser, form = type_in("joost")
    address, sent = form.pressed("Ask it")

    first = browser.post(address, sent)
    second = browser.post(address, sent)

    assert first.headers["Location"] == second.headers["Location"]
    assert Question.objects.count() == 1


def test_back_after_posting_and_typing_something_else_offers_to_change_it(type_in):
    browser, form = type_in("joost")
    browser.post(*form.pressed("Ask it"))

    answer = browser.post(*form.pressed("Ask it", title="Wie beslist er?", body=BODY))

    page = Page(answer)
    offered = page.form_with("title")
    assert "This is there already" in page.main
    assert (offered.fields["title"], offered.fields["body"].strip()) == ("Wie beslist er?", BODY)
    assert Question.objects.count() == 1
    browser.post(*offered.pressed("Change it"))
    assert Subject.objects.get(kind="question").title == "Wie beslist er?"


def test_back_after_withdrawing_keeps_what_was_typed_and_can_ask_anew(type_in, sharing):
    browser, form = type_in("joost")
    browser.post(*form.pressed("Ask it"))
    sharing.withdraw("joost", text_of(Question.objects.get().pk))

    answer = browser.post(*form.pressed("Ask it", body=BODY))

    page = Page(answer)
    again = page.form_with("title")
    assert answer.status_code == 422
    assert "withdrew" in page.main
    assert again.fields["body"].strip() == BODY
    browser.post(*again.pressed("Ask it"))
    assert Subject.objects.filter(kind="question", withdrawn_at=None).count() == 1


def test_the_key_of_a_colleagues_form_is_worth_nothing(type_in, browser_of):
    browser, form = type_in("joost")
    browser.post(*form.pressed("Ask it"))

    browser_of("fatima").post(*form.pressed("Ask it", title="Iets anders?"))

    assert Question.objects.count() == 2
