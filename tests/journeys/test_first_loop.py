"""The first loop in the browser: find what is known, else ask; the answer comes, by mail too."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, wait_for_letter

pytestmark = pytest.mark.journey

JOOST = "joost.van.dijk@noorderhaaks.example"


def test_joost_finds_what_burgerzaken_answered_before_he_posts(come_in):
    joost = come_in("joost")

    joost.page.locator("#box").press_sequentially("briefadres dakloze")
    known = joost.page.locator("#box-known a.things__link")
    expect(known.first).to_contain_text("Briefadres voor een dakloze inwoner")
    known.first.click()

    answer = joost.page.locator("article.post", has_text="Sara de Wit").first
    answer.get_by_role("button", name="Dit hielp mij ook").click()
    expect(joost.page.get_by_text("Je bedankte Sara de Wit.")).to_be_visible()


def test_only_sara_sees_that_her_answer_helped_joost(come_in):
    sara = come_in("sara")
    sara.go("/zoek/?q=briefadres+dakloze")
    sara.page.locator("a.things__link").first.click()

    expect(sara.page.get_by_text("Joost van Dijk", exact=False).first).to_be_visible()
    karin = come_in("karin")
    karin.go("/zoek/?q=briefadres+dakloze")
    karin.page.locator("a.things__link").first.click()

    assert "Joost van Dijk" not in karin.page.locator("main").inner_text()


def test_what_joost_cannot_find_he_asks_and_reads_saras_answer_by_mail_on_his_phone(
    come_in, noorderhaaks, open_window
):
    question = "Mag een mantelzorger een huissleutel bij ons in bewaring geven?"
    joost = come_in("joost")
    joost.page.locator("#box").fill(question)
    joost.page.locator("#box").press("Enter")
    joost.page.get_by_role("button", name="Vraag het").click()
    expect(joost.page.locator("h1")).to_have_text(question)
    address = joost.page.url

    sara = come_in("sara")
    sara.page.goto(address)
    sara.page.get_by_label("Jouw antwoord").fill(
        "Nee, dat doen wij nooit. Wijs op de sleutelkluis."
    )
    sara.page.get_by_role("button", name="Geef antwoord").click()
    expect(sara.page.get_by_text("sleutelkluis")).to_be_visible()

    link = wait_for_letter(noorderhaaks.folder, JOOST, question)
    phone = open_window(noorderhaaks.url, width=PHONE)
    phone.page.goto(link)
    assert "sleutelkluis" not in phone.page.content()
    phone.has_no_fault()
    phone.page.locator("main button").click()

    expect(phone.page.locator("h1")).to_have_text(question)
    expect(phone.page.get_by_text("sleutelkluis")).to_be_visible()
    phone.page.get_by_role("button", name="Dit hielp mij", exact=True).click()
    expect(phone.page.get_by_text("beantwoord, dit hielp")).to_be_visible()
    phone.go("/vragen/")
    assert "/noorderhaaks/" in phone.page.url, "the link of a mail opens that one thread only"


def test_the_whole_loop_works_with_the_keyboard_alone(come_in):
    question = "Wie haalt de kapotte stoel bij balie drie op?"
    fatima = come_in("fatima")
    keys = fatima.page.keyboard
    fatima.page.locator("main").focus()
    keys.press("/")
    keys.type(question)
    keys.press("Enter")
    fatima.page.wait_for_url("**/zoek/**")
    fatima.tab_to("form[action*='/vragen/stel/'] button.nl-button--primary")
    keys.press("Enter")
    expect(fatima.page.locator("h1")).to_have_text(question)

    sara = come_in("sara")
    sara.page.goto(fatima.page.url)
    sara.tab_to("textarea")
    sara.page.keyboard.type("De huismeester, als je hem mailt.")
    sara.tab_to("button.nl-button--primary")
    sara.page.keyboard.press("Enter")
    expect(sara.page.get_by_text("De huismeester, als je hem mailt.")).to_be_visible()

    fatima.page.reload()
    fatima.tab_to("form[action$='/hielp/'] button")
    keys.press("Enter")
    expect(fatima.page.get_by_text("beantwoord, dit hielp")).to_be_visible()


def test_asking_and_answering_work_without_javascript(come_in):
    fatima = come_in("fatima", java_script_enabled=False)
    fatima.page.locator("#box").fill("Waar liggen de nieuwe huwelijksboekjes?")
    fatima.page.locator("#box").press("Enter")
    fatima.page.get_by_role("button", name="Vraag het").click()
    address = fatima.page.url

    sara = come_in("sara", java_script_enabled=False)
    sara.page.goto(address)
    sara.page.get_by_label("Jouw antwoord").fill("In de kast achter balie één.")
    sara.page.get_by_role("button", name="Geef antwoord").click()

    fatima.page.reload()
    expect(fatima.page.get_by_text("In de kast achter balie één.")).to_be_visible()


def test_a_residents_number_is_pointed_out_and_made_unrecognisable(come_in):
    fatima = come_in("fatima")
    fatima.go("/zoek/?q=Kan+ik+het+bsn+123456782+opzoeken")

    fatima.page.get_by_role("button", name="Vraag het").click()
    expect(fatima.page.get_by_text("een burgerservicenummer: 123456782")).to_be_visible()
    fatima.page.get_by_role("button", name="Maak onherkenbaar en plaats").click()

    expect(fatima.page.locator("h1")).to_have_text("Kan ik het bsn [bsn] opzoeken")


def test_the_back_button_after_posting_asks_once(come_in):
    fatima = come_in("fatima")
    fatima.go("/zoek/?q=Wanneer+komt+de+monteur+voor+de+zuil")
    fatima.page.get_by_role("button", name="Vraag het").click()
    expect(fatima.page.get_by_text("Je vraag staat er.")).to_be_visible()
    asked = fatima.page.url

    fatima.page.go_back()
    fatima.page.get_by_role("button", name="Vraag het").click()

    expect(fatima.page.locator("h1")).to_have_text("Wanneer komt de monteur voor de zuil")
    assert fatima.page.url == asked
    fatima.go("/mijn/")
    expect(fatima.page.get_by_text("Wanneer komt de monteur voor de zuil")).to_have_count(1)
