"""Answering, asking back, saying what helped, thanking."""

import pytest

from gaandeweg.kernel.access import NotVisibleError
from gaandeweg.people import public as people
from gaandeweg.share import queries
from gaandeweg.share.models import Question, Reply, Thanks
from gaandeweg.share.words import ReplyKind
from tests.cast import NOW
from tests.pages import Page
from tests.sharing import ANSWER, text_of_reply


@pytest.fixture
def question(sharing):
    return sharing.ask("joost")


@pytest.fixture
def thread_of(browser_of, question):
    """Somebody opens the question of Joost."""

    def open_thread(name):
        browser = browser_of(name)
        return browser, Page(browser.get(f"/vragen/{question}/"))

    return open_thread


def test_sara_answers_and_the_question_has_an_answer(thread_of):
    browser, page = thread_of("sara")

    answer = browser.post(*page.form_with("body").pressed("Answer", body=ANSWER), follow=True)

    assert Reply.objects.get().kind == ReplyKind.ANSWER
    assert answer.redirect_chain[0][0].endswith(f"#r-{Reply.objects.get().pk}")
    read = Page(answer).main
    assert f"Sara de Wit answered Burgerzaken today {ANSWER}" in read
    assert "has an answer" in read


def test_asking_back_answers_nothing(thread_of):
    browser, page = thread_of("sara")

    words = "Slaapt hij in onze gemeente?"
    answer = browser.post(
        *page.form_with("body").pressed("Ask something back", body=words), follow=True
    )

    assert Reply.objects.get().kind == ReplyKind.FOLLOW_UP
    assert "waits for an answer" in Page(answer).main


@pytest.mark.parametrize("choice", ["Make it unrecognisable", "This names no resident"])
def test_asking_back_stays_asking_back_after_a_warning(thread_of, choice):
    browser, page = thread_of("sara")
    form = page.form_with("body")
    warned = Page(
        browser.post(*form.pressed("Ask something back", body="Is het mevrouw Pietersen?"))
    )
    assert "Does this name a resident?" in warned.main

    browser.post(*warned.form_with("body").pressed(choice))

    assert Reply.objects.get().kind == ReplyKind.FOLLOW_UP


def test_joost_adds_to_his_own_question(thread_of):
    browser, page = thread_of("joost")

    browser.post(*page.form_with("body").pressed("Add it", body="Hij slaapt bij het station."))

    assert Reply.objects.get().kind == ReplyKind.FOLLOW_UP


def test_colleagues_add_to_an_experience(sharing, browser_of):
    experience = sharing.tell("fatima", "Wij lopen op dinsdag mee met de wijkagent")
    browser = browser_of("joost")
    page = Page(browser.get(f"/ervaringen/{experience}/"))

    browser.post(*page.form_with("body").pressed("Add it", body="Dat doen wij ook."))

    assert Reply.objects.get().kind == ReplyKind.FOLLOW_UP


def test_an_empty_answer_is_asked_for(thread_of):
    browser, page = thread_of("sara")

    answer = browser.post(*page.form_with("body").pressed("Answer", body="  \n "))

    assert answer.status_code == 422
    assert "Write your answer first." in Page(answer).main
    assert not Reply.objects.exists()


def test_an_answer_posted_twice_is_one_answer(thread_of):
    browser, page = thread_of("sara")
    form = page.form_with("body")

    browser.post(*form.pressed("Answer", body=ANSWER))
    second = browser.post(*form.pressed("Answer", body=ANSWER))

    assert second.status_code == 302
    assert Reply.objects.count() == 1


def test_back_after_answering_and_typing_something_else_keeps_it_and_says_what_to_do(thread_of):
    browser, page = thread_of("sara")
    form = page.form_with("body")
    browser.post(*form.pressed("Answer", body=ANSWER))

    answer = browser.post(*form.pressed("Answer", body="En bel het team."))

    again = Page(answer)
    assert answer.status_code == 422
    assert "there already" in again.main
    assert again.form_with("body").fields["body"].strip() == "En bel het team."
    browser.post(*again.form_with("body").pressed("Answer"))
    assert Reply.objects.count() == 2


def test_nobody_replies_to_what_is_no_question_or_experience(cast, sharing, processes):
    for subject_id in (cast.units["burgerzaken"], processes["paspoort"]):
        with pytest.raises(NotVisibleError):
            sharing.reply("sara", subject_id)


# -- this helped me ---------------------------------------------------------------------------


def test_joost_says_what_helped_and_the_question_is_answered(sharing, thread_of, question):
    sharing.reply("sara", question)
    browser, page = thread_of("joost")
    [settle] = [form for form in page.forms if form.action.endswith("/hielp/")]

    answer = browser.post(*settle.pressed("This helped me"), follow=True)

    read = Page(answer).main
    assert "answered, this helped" in read
    assert "This helped me" not in read


@pytest.mark.parametrize("name", ["sara", "fatima", "karin", "mark"])
def test_only_the_asker_settles_a_question(sharing, browser_of, thread_of, question, name):
    reply = sharing.reply("sara", question)
    browser, page = thread_of(name)

    assert not [form for form in page.forms if form.action.endswith("/hielp/")]
    assert browser.post(f"/antwoorden/{reply}/hielp/").status_code == 403
    assert Question.objects.get().helped_by is None


def test_another_answer_can_help_more_later(sharing, question):
    first, second = sharing.reply("sara", question), sharing.reply("fatima", question)

    sharing.helped("joost", first)
    sharing.helped("joost", second)

    assert Question.objects.get().helped_by_id == second


def test_a_question_is_not_settled_by_what_is_no_answer(sharing, browser_of, question):
    own = sharing.reply("joost", question, "Ik zoek nog verder.")

    answer = browser_of("joost").post(f"/antwoorden/{own}/hielp/")

    assert answer.status_code == 404
    assert Question.objects.get().helped_by is None


def test_what_was_added_to_an_experience_settles_nothing(sharing, browser_of):
    reply = sharing.reply("sara", sharing.tell("joost"))

    assert browser_of("joost").post(f"/antwoorden/{reply}/hielp/").status_code == 404


# -- thanks -----------------------------------------------------------------------------------


@pytest.fixture
def thanked(sharing, question):
    """Fatima and Joost thank Sara for her answer."""
    reply = sharing.reply("sara", question)
    for name in ("fatima", "joost", "fatima"):
        sharing.thank(name, reply)
    return reply


def test_who_is_thanked_sees_by_whom_and_no_count(thread_of, thanked):
    _, page = thread_of("sara")

    assert "Fatima el Idrissi, Joost van Dijk thank you. Only you see this." in page.main
    assert "2" not in page.main.partition("thank you")[2]


def test_who_thanked_sees_that_and_not_who_else_did(thread_of, thanked):
    _, page = thread_of("joost")

    assert "You thanked Sara de Wit." in page.main
    assert "Fatima" not in page.main


@pytest.mark.parametrize("name", ["karin", "mark", "ingrid", "ruben"])
def test_nobody_else_sees_thanks(thread_of, question, thanked, name):
    browser, _ = thread_of(name)

    with_thanks = browser.get(f"/vragen/{question}/").content
    Thanks.objects.all().delete()
    without = browser.get(f"/vragen/{question}/").content

    assert shorn(with_thanks) == shorn(without)


def test_thanking_oneself_is_nothing(sharing, browser_of, question):
    reply = sharing.reply("sara", question)

    answer = browser_of("sara").post(f"/antwoorden/{reply}/bedank/")

    assert answer.status_code == 302
    assert not Thanks.objects.exists()


def test_nobody_thanks_for_what_they_cannot_read(sharing, browser_of):
    reply = sharing.reply("sara", sharing.ask("fatima", audience="team"))

    assert browser_of("joost").post(f"/antwoorden/{reply}/bedank/").status_code == 404


def test_the_thanks_of_who_left_carry_no_name(cast, sharing, thread_of, thanked):
    people.deactivate(person_id=cast.persons["fatima"], today=NOW.date())

    _, page = thread_of("sara")

    assert "Fatima" not in page.main
    assert "Joost van Dijk" in page.main


# -- only what belongs to the thread ----------------------------------------------------------


def test_the_page_of_a_thread_is_made_for_who_looks(cast, sharing, question):
    sharing.reply("sara", question)

    [for_joost] = queries.question_page(cast.viewer("joost"), question).replies
    [for_sara] = queries.question_page(cast.viewer("sara"), question).replies

    assert (for_joost.may_help, for_joost.is_mine, for_joost.may_thank) == (True, False, True)
    assert (for_sara.may_help, for_sara.is_mine, for_sara.may_thank) == (False, True, False)
    assert text_of_reply(for_sara.id) == for_sara.text_id


def shorn(content):
    """Leave out what differs each time a page is made: keys of forms."""
    page = content.decode()
    kept = [line for line in page.splitlines() if "csrfmiddleware" not in line]
    return [line for line in kept if "form_key" not in line]
