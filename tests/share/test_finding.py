"""Finding before asking: the box, what it shows while typing, the lists."""

import pytest

from gaandeweg.kernel import limits
from tests.pages import Page
from tests.sharing import ANSWER, TITLE, text_of


@pytest.fixture
def shared(sharing, processes, index):
    """What Fatima's team answered, what is open, what was experienced."""
    answered = sharing.ask("fatima", TITLE, process_id=processes["briefadres"])
    sharing.helped("fatima", sharing.reply("sara", answered, ANSWER))
    sharing.ask("karin", "Hoe lang geldt een briefadres?", process_id=processes["briefadres"])
    sharing.tell("sara", "Een briefadres bespreken wij altijd met zijn tweeën")
    sharing.ask("fatima", "Wie haalt de taart?", audience="team")
    index.take_in()
    return answered


@pytest.mark.parametrize("address", ["/zoek/", "/zoek/suggesties/"])
def test_joost_finds_what_fatimas_team_answered_with_the_best_passage(browser_of, shared, address):
    answer = browser_of("joost").get(address, {"q": "iemand slaapt op straat, briefadres?"})

    page = Page(answer)
    assert page.links[next(i for i, link in enumerate(page.links) if "/vragen/0" in link)] == (
        f"/vragen/{shared}/"
    )
    assert "waar iemand die week" in page.text
    assert page.links.count(f"/vragen/{shared}/") == 1


def test_answers_open_questions_and_experiences_stand_in_one_list(browser_of, shared):
    page = Page(browser_of("joost").get("/zoek/", {"q": "briefadres"}))

    assert "waits for an answer" in page.main
    assert "answered, this helped" in page.main
    assert "Experience" in page.main


def test_under_it_one_can_ask_with_the_words_that_were_typed(browser_of, shared):
    form = Page(browser_of("joost").get("/zoek/", {"q": "briefadres"})).form_with("title")

    assert form.fields["title"] == "briefadres"
    assert form.button("Ask it")
    assert form.button("Share it as an experience")


def test_the_box_stands_on_every_page_and_needs_no_script(browser_of, shared):
    browser = browser_of("joost")
    for address in ("/", "/vragen/", f"/vragen/{shared}/", "/mijn/", "/processen/"):
        box = Page(browser.get(address)).form_with("q")
        assert (box.action, box.method) == ("/zoek/", "get")


def test_a_part_of_the_page_is_for_the_same_people_as_the_page(browser_of, visitor, shared):
    for headers in ({}, {"HX-Request": "true"}):
        answer = visitor.get("/zoek/suggesties/?q=briefadres", headers=headers)
        assert answer.status_code == 302
        page = browser_of("joost").get("/zoek/suggesties/?q=taart", headers=headers)
        assert "Wie haalt de taart" not in page.content.decode()


def test_nothing_found_leads_to_asking(browser_of, shared):
    suggested = Page(browser_of("joost").get("/zoek/suggesties/?q=xylofoon"))
    page = Page(browser_of("joost").get("/zoek/?q=xylofoon"))

    assert "Nothing found. Ask it, or share it" in suggested.text
    assert "You are the first to ask" in page.main


def test_without_words_there_is_nothing_to_find(browser_of, shared):
    assert Page(browser_of("joost").get("/zoek/suggesties/?q=")).links == []
    assert "Type above" in Page(browser_of("joost").get("/zoek/")).main


def test_what_is_shown_while_typing_is_little_and_on_the_page_not_much(browser_of, sharing, index):
    for number in range(limits.KNOWN_COUNT + 3):
        sharing.ask("fatima", f"Briefadres, vraag {number}?")
    index.take_in()

    browser = browser_of("joost")
    typing = Page(browser.get("/zoek/suggesties/?q=briefadres")).links
    page = Page(browser.get("/zoek/?q=briefadres")).links

    assert sum("/vragen/0" in link for link in typing) == limits.SUGGESTION_COUNT
    assert sum("/vragen/0" in link for link in page) == limits.KNOWN_COUNT


def test_without_an_index_the_page_still_stands(browser_of, sharing, settings, tmp_path):
    settings.INDEX_FOLDER = tmp_path / "nowhere"
    sharing.ask("fatima")

    assert browser_of("joost").get("/zoek/?q=briefadres").status_code == 200
    assert browser_of("joost").get("/zoek/suggesties/?q=briefadres").status_code == 200


# -- lists ------------------------------------------------------------------------------------


@pytest.fixture
def many(sharing):
    return [sharing.ask("fatima", f"Vraag {number}?") for number in range(45)][::-1]


def questions_on(page):
    return [link.split("/")[2] for link in page.links if link.startswith("/vragen/0")]


def test_the_list_goes_a_page_at_a_time_there_and_back(browser_of, many):
    browser, address, seen, back = browser_of("joost"), "/vragen/", [], []
    while address:
        page = Page(browser.get(address))
        seen.append(questions_on(page))
        assert len(seen[-1]) <= limits.PAGE_LENGTH
        address = next((f"/vragen/{link}" for link in page.links if "voor=" in link), "")
    address = next(f"/vragen/{link}" for link in page.links if "na=" in link)
    while address:
        page = Page(browser.get(address))
        back.insert(0, questions_on(page))
        address = next((f"/vragen/{link}" for link in page.links if "na=" in link), "")

    assert [key for one in seen for key in one] == [str(key) for key in many]
    assert back == seen[:-1]


def test_a_list_can_show_only_what_waits_or_one_kind(browser_of, shared):
    def shown(what):
        return Page(browser_of("joost").get(f"/vragen/?toon={what}")).main

    assert TITLE not in shown("open")
    assert "Hoe lang geldt een briefadres?" in shown("open")
    assert "met zijn tweeën" not in shown("vragen")
    assert "met zijn tweeën" in shown("ervaringen")
    assert TITLE in shown("vragen")
    assert TITLE in shown("nonsense")


def test_paging_keeps_what_was_chosen(browser_of, many):
    page = Page(browser_of("joost").get("/vragen/?toon=open"))

    [older] = [link for link in page.links if "voor=" in link]
    assert "toon=open" in older


def test_an_empty_list_says_what_to_do_next(browser_of):
    page = Page(browser_of("joost").get("/vragen/"))

    assert "Begin with what you run into today" in page.main
    assert "/zoek/" in page.links


@pytest.mark.parametrize("past", ["na={newest}", "voor={oldest}"])
def test_past_the_end_of_the_list_is_its_beginning(browser_of, many, past):
    address = past.format(newest=many[0], oldest=many[-1])
    answer = browser_of("joost").get(f"/vragen/?toon=open&{address}", follow=True)

    assert answer.redirect_chain == [("/vragen/?toon=open", 302)]
    assert questions_on(Page(answer))[0] == str(many[0])


# -- mine -------------------------------------------------------------------------------------


def test_mine_shows_what_waits_what_i_asked_answered_and_told(browser_of, sharing):
    mine = sharing.ask("joost", "Mijn vraag?")
    sharing.reply("sara", mine)
    sharing.tell("joost", "Mijn ervaring")
    sharing.reply("joost", sharing.ask("fatima", "Haar vraag?"))
    sharing.ask("sara", "Een andere vraag?")

    page = Page(browser_of("joost").get("/mijn/"))

    assert "Only you see this page." in page.main
    waiting, _, rest = page.main.partition("Your questions")
    assert "Mijn vraag?" in waiting
    assert "Mijn ervaring" in rest
    assert "Haar vraag?" in rest
    assert "Een andere vraag?" not in page.main


def test_mine_of_another_is_another_page(browser_of, sharing):
    sharing.ask("joost", "Mijn vraag?")

    assert "Mijn vraag?" not in Page(browser_of("mark").get("/mijn/")).main
    assert browser_of("mark").get("/mijn/joost/").status_code == 404


def test_mine_has_no_figures(browser_of, sharing):
    for number in range(3):
        sharing.reply("joost", sharing.ask("fatima", f"Vraag {'abc'[number]}?"))

    assert not any(sign.isdigit() for sign in Page(browser_of("joost").get("/mijn/")).main)


def test_what_helped_waits_no_more(browser_of, sharing):
    mine = sharing.ask("joost", "Mijn vraag?")
    reply = sharing.reply("sara", mine)
    assert "Did it help?" in Page(browser_of("joost").get("/")).main

    sharing.helped("joost", reply)

    assert "Did it help?" not in Page(browser_of("joost").get("/")).main
    assert "Waits for your word" not in Page(browser_of("joost").get("/mijn/")).main
    assert text_of(mine)
