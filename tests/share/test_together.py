"""Two at the same moment: a double press, two colleagues, two tabs. On real connections."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connections

from gaandeweg.kernel.models import OutboxEvent, Subject, Text, TextVersion
from gaandeweg.share.actions import AlreadySharedError
from gaandeweg.share.models import Question, Reply, Thanks
from gaandeweg.work import public as work
from tests.sharing import text_of

pytestmark = pytest.mark.django_db(transaction=True)

AT_ONCE = 4


def at_the_same_moment(deed):
    """Let some do the same thing at once; returns what each got."""
    start = Barrier(AT_ONCE)

    def do():
        start.wait()
        try:
            return deed()
        except AlreadySharedError as already:
            return already
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return [future.result() for future in [pool.submit(do) for _ in range(AT_ONCE)]]


def test_one_form_pressed_twice_asks_once(sharing):
    key = uuid4()

    results = at_the_same_moment(lambda: sharing.ask("joost", form_key=key))

    [question] = Question.objects.values_list("pk", flat=True)
    assert [result for result in results if not isinstance(result, AlreadySharedError)] == [
        question
    ]
    others = [result for result in results if isinstance(result, AlreadySharedError)]
    assert {(other.subject_id, other.is_the_same) for other in others} == {(question, True)}
    assert Text.objects.count() == 1
    assert OutboxEvent.objects.filter(name="QuestionAsked").count() == 1


def test_one_page_pressed_twice_asks_once(browser_of):
    browser = browser_of("joost")
    form_key = once_key(browser)
    typed = {"title": "Wie tekent dit?", "form_key": form_key}

    answers = at_the_same_moment(lambda: browser.post("/vragen/stel/", typed))

    assert [answer.status_code for answer in answers] == [302] * AT_ONCE
    assert len({answer.headers["Location"] for answer in answers}) == 1
    assert Question.objects.count() == 1


def test_one_reply_pressed_twice_is_one(browser_of, sharing):
    question = sharing.ask("joost")
    browser = browser_of("sara")
    typed = {"body": "De teamleider.", "form_key": once_key(browser, f"/vragen/{question}/")}

    answers = at_the_same_moment(lambda: browser.post(f"/gedeeld/{question}/antwoord/", typed))

    assert [answer.status_code for answer in answers] == [302] * AT_ONCE
    assert Reply.objects.count() == 1


def test_one_thanks_pressed_twice_is_one(sharing):
    reply = sharing.reply("sara", sharing.ask("joost"))

    at_the_same_moment(lambda: sharing.thank("joost", reply))

    assert Thanks.objects.count() == 1


def test_one_change_pressed_twice_is_one(sharing):
    text_id = text_of(sharing.ask("joost"))

    at_the_same_moment(lambda: sharing.revise("joost", text_id, "Wie tekent dit?"))

    assert list(numbers_of(text_id)) == [1, 2]


def test_changes_in_two_tabs_are_all_kept(sharing):
    text_id = text_of(sharing.ask("joost"))
    titles = [f"Titel {number}" for number in range(AT_ONCE)]

    at_the_same_moment(lambda: sharing.revise("joost", text_id, titles.pop()))

    assert list(numbers_of(text_id)) == list(range(1, AT_ONCE + 2))
    title = Subject.objects.get(kind="question").title
    assert TextVersion.objects.get(text=text_id, number=AT_ONCE + 1).title == title


def test_what_helped_is_told_once(sharing):
    reply = sharing.reply("sara", sharing.ask("joost"))

    at_the_same_moment(lambda: sharing.helped("joost", reply))

    assert OutboxEvent.objects.filter(name="QuestionSettled").count() == 1


def test_a_new_topic_named_by_many_at_once_is_one(sharing):
    questions = [sharing.ask("joost", f"Vraag {number}?") for number in range(AT_ONCE)]
    left = list(questions)

    def name_it():
        about = {"unit_id": None, "process_id": None}
        work.place_subject(subject_id=left.pop(), topics=["Dakloos"], **about)

    at_the_same_moment(name_it)

    assert {work.topics_of(question) for question in questions} == {("Dakloos",)}


def once_key(browser, address="/zoek/?q=wie"):
    words = browser.get(address).content.decode()
    return words.partition('name="form_key" value="')[2].partition('"')[0]


def numbers_of(text_id):
    return TextVersion.objects.filter(text=text_id).values_list("number", flat=True)
