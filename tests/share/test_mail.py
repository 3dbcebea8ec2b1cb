"""A reply reaches who waits for it: by mail, over real SMTP, with a link to that one thread."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from gaandeweg.kernel import letters
from gaandeweg.kernel.models import Letter
from gaandeweg.people import public as people
from gaandeweg.people.models import Membership
from gaandeweg.share.models import Question
from tests.cast import mail_of
from tests.pages import Page
from tests.people.conftest import english_browser
from tests.sharing import ANSWER, TITLE, bring_what_happened, send_the_mail, text_of, text_of_reply

# Events are read when they are committed, as the background process reads them.
pytestmark = pytest.mark.django_db(transaction=True)


def words_of(letter):
    return letter.get_content()


def link_in(letter):
    [link] = re.findall(r"http://127\.0\.0\.1:8000(/m/\S+)", words_of(letter))
    return link


def test_joost_hears_of_the_answer_of_sara_and_reads_it_on_his_phone(sharing, letters_of):
    question = sharing.ask("joost")
    sharing.reply("sara", question)

    [letter] = letters_of("joost")

    assert TITLE not in letter["Subject"]
    assert TITLE in words_of(letter)
    assert "Sara de Wit" in letter["Subject"]
    assert ANSWER not in words_of(letter)
    phone = english_browser()
    asked = Page(phone.get(link_in(letter))).form_with_button("Read the answer")
    assert len(asked.buttons) == 1
    opened = phone.post(link_in(letter), follow=True)
    assert opened.redirect_chain == [(f"/vragen/{question}/", 302)]
    assert ANSWER in Page(opened).main


def test_by_the_link_he_can_say_that_it_helped_and_reply(sharing, letters_of):
    question = sharing.ask("joost")
    sharing.reply("sara", question)
    [letter] = letters_of("joost")
    phone = english_browser()
    page = Page(phone.post(link_in(letter), follow=True))

    [settle] = [form for form in page.forms if form.action.endswith("/hielp/")]
    phone.post(*settle.pressed("This helped me"))
    phone.post(*page.form_with("body").pressed("Add it", body="Dank, zo ga ik het doen."))

    main = Page(phone.get(f"/vragen/{question}/")).main
    assert "answered, this helped" in main
    assert "Joost van Dijk added Wmo today Dank, zo ga ik het doen." in main


def test_by_the_link_all_else_stays_closed(sharing, letters_of, processes):
    question, other = sharing.ask("joost"), sharing.ask("joost", "Nog een vraag?")
    sharing.reply("sara", question)
    [letter] = letters_of("joost")
    phone = english_browser()
    page = Page(phone.post(link_in(letter), follow=True))

    inside = [
        link for link in page.links if link.startswith("/") and not link.startswith("/vragen")
    ]
    closed = [
        f"/vragen/{other}/",
        "/vragen/",
        "/",
        "/mijn/",
        f"/teksten/{text_of(question)}/wijzig/",
    ]
    for address in closed:
        answer = phone.get(address)
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/inloggen/")
    assert set(inside) <= {"/", "/inloggen/", "/voor-de-or/", "/wat-wij-niet-bijhouden/"}


def test_sara_hears_that_joost_replied_to_her_and_nobody_hears_twice(sharing, letters_of):
    question = sharing.ask("joost")
    sharing.reply("sara", question)
    sharing.reply("joost", question, "Ook als hij geen pas heeft?")

    assert len(letters_of("sara")) == 1
    assert len(letters_of("sara")) == 1
    assert len(letters_of("joost")) == 1
    assert letters_of("fatima") == []


def test_the_same_event_brought_twice_is_one_letter(sharing, letters_of):
    sharing.reply("sara", sharing.ask("joost"))
    bring_what_happened()
    bring_what_happened()

    assert len(letters_of("joost")) == 1


def test_nobody_hears_of_their_own_words(sharing, letters_of):
    question = sharing.ask("joost")
    sharing.reply("joost", question, "Ik bedoel zonder vast adres.")

    assert letters_of("joost") == []


def test_who_moved_out_of_the_audience_gets_nothing(cast, sharing, letters_of):
    question = sharing.ask("karin", audience="team")
    sharing.reply("sara", question)
    sharing.reply("karin", question, "Hoe doen jullie dat in het weekend?")
    Membership.objects.filter(person_id=cast.persons["sara"]).update(until_on=timezone.localdate())

    assert letters_of("sara") == []
    assert not Letter.objects.exists()


def test_who_left_gets_nothing(cast, sharing, letters_of, mail_server):
    sharing.reply("sara", sharing.ask("joost"))
    people.deactivate(person_id=cast.persons["joost"], today=timezone.localdate())

    assert letters_of("joost") == []
    assert mail_server.envelopes == []
    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    "deed", ["withdraw the question", "withdraw the answer", "erase the answer"]
)
def test_mail_about_what_is_gone_does_not_leave(sharing, letters_of, deed):
    question = sharing.ask("joost")
    reply = sharing.reply("sara", question)
    bring_what_happened()
    assert Letter.objects.count() == 1

    if deed == "withdraw the question":
        sharing.withdraw("joost", text_of(question))
    elif deed == "withdraw the answer":
        sharing.withdraw("sara", text_of_reply(reply))
    else:
        sharing.make_unreadable("fatima", text_of_reply(reply))

    assert letters_of("joost") == []


def test_mail_that_waits_carries_no_title_that_was_made_unreadable(sharing, letters_of):
    question = sharing.ask("joost", "Mag Zonneveld een briefadres?")
    sharing.reply("sara", question)
    bring_what_happened()
    sharing.make_unreadable("fatima", text_of(question))

    told = [f"{letter['Subject']} {words_of(letter)}" for letter in letters_of("joost")]

    assert len(told) == 2
    assert "Zonneveld" not in str(told)


def test_an_author_hears_that_a_text_was_made_unreadable_and_why(sharing, letters_of):
    question = sharing.ask("joost", "Mag Zonneveld een briefadres?")
    sharing.make_unreadable("fatima", text_of(question))

    [letter] = letters_of("joost")

    assert "Fatima" not in words_of(letter)
    assert "Zonneveld" not in words_of(letter)
    assert english_browser().post(link_in(letter)).status_code == 302


def test_who_makes_an_own_text_unreadable_gets_no_mail_about_a_colleague(
    sharing, letters_of, browser_of
):
    question = sharing.ask("joost", "Mag Zonneveld een briefadres?")
    answer = browser_of("joost").post(f"/teksten/{text_of(question)}/onleesbaar/", follow=True)

    assert letters_of("joost") == []
    assert "The author is told" not in Page(answer).main


@pytest.mark.parametrize(
    "title",
    [
        "Wat nu?\r\nBcc: iemand@elders.test",
        "Wat nu?\nX-Kop: 1\n\nEen andere brief",
        "Wat nu?\u2028Bcc: iemand@elders.test",
        "Wat nu? " + "é" * 120,
        "Wat nu? =?utf-8?q?=0D=0ABcc:_iemand=40elders.test?=",
    ],
)
def test_no_title_puts_a_header_in_a_letter(browser_of, sharing, letters_of, mail_server, title):
    browser_of("joost").post("/vragen/stel/", {"title": title, "residents": "keep"})
    sharing.reply("sara", Question.objects.get().pk)

    [letter] = letters_of("joost")

    assert mail_server.envelopes[0].rcpt_tos == [mail_of("joost")]
    assert letter["Bcc"] is None
    assert letter["X-Kop"] is None
    assert "Wat nu?" in words_of(letter)
    assert "Wat nu?" not in letter["Subject"]


def test_a_letter_is_in_the_language_of_who_gets_it(cast, sharing, letters_of, browser_of):
    browser_of("joost").post("/mijn/account/", {"name": "Joost van Dijk", "language": "en"})
    sharing.reply("sara", sharing.ask("joost"))

    [letter] = letters_of("joost")

    assert "answered your question" in words_of(letter)
    assert letter["Content-Language"] == "en"


def test_a_mail_server_that_is_away_loses_no_letter(sharing, settings, mail_server):
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 9
    sharing.reply("sara", sharing.ask("joost"))
    assert send_the_mail() == 0

    settings.EMAIL_PORT = port

    assert letters.send_waiting(timezone.now() + timedelta(minutes=5)) == 1
    assert len(mail_server.envelopes) == 1
