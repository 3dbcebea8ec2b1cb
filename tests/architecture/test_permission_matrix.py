"""Who gets what: every route of the URLconf, for every role and relation.

A row of the table says for a route (and which thing) what GET and POST answer to whom. The first
group that somebody belongs to counts; who is in no group named is sent to sign in.
"""

import re
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gaandeweg.demo import urls as demo_urls
from gaandeweg.kernel import access
from gaandeweg.kernel.abilities import Ability
from gaandeweg.kernel.pages import UnaskedAbilityError, page
from gaandeweg.people import public as people
from tests.routes import all_routes, patterns_of
from tests.world import undone

pytestmark = pytest.mark.django_db

SIGN_IN = "sign-in"
SIGNED_IN = {
    "author": "fatima",
    "colleague": "sara",
    "lead": "karin",
    "other": "joost",
    "hrd": "mark",
    "management": "ingrid",
    "control": "tom",
    "council": "peter",
    "privacy": "lena",
    "administrator": "ruben",
}
NOT_SIGNED_IN = ("visitor", "former", "pass", "other pass")
WHO = (*SIGNED_IN, *NOT_SIGNED_IN)
GROUPS = {
    **{who: {who} for who in WHO},
    "team": {"author", "colleague", "lead"},
    "in": set(SIGNED_IN),
    "out": set(NOT_SIGNED_IN),
    "all": set(WHO),
}

# route and thing: what GET answers, what POST answers
TABLE = {
    "health": ("all 200", "all 405"),
    "language": ("all 405", "all 302"),
    "account_login": ("in 302, out 200", "in 302, out 200"),
    "account_logout": ("in 200, out 302", "all 302"),
    "account_reset_password": ("all 200", "all 200"),
    "account_reset_password_done": ("all 200", "all 405"),
    "account_reset_password_from_key": ("all 200", "all 200"),
    "account_reset_password_from_key_done": ("all 200", "all 405"),
    "account_change_password": ("in 200", "in 200"),
    "account_signup": ("all 404", "all 405"),
    "account_inactive": ("all 404", "all 405"),
    "account_set_password": ("all 404", "all 405"),
    "mail_link": ("all 200", "all 302"),
    "begin": ("all 410", "all 410"),
    "join": ("all 200", "all 200"),
    "own_account": ("in 200", "in 302"),
    "invite_to_unit": ("hrd 200, lead 200, in 403", "hrd 302, lead 302, in 403"),
    "withdraw_invitation": ("all 405", "hrd 302, lead 302, in 403"),
    "colleagues": ("administrator 200, in 403", "all 405"),
    "invite_colleague": ("administrator 200, in 403", "administrator 302, in 403"),
    "colleague_roles": ("all 405", "administrator 200, in 403"),
    "colleague_leaves": ("all 405", "administrator 200, in 403"),
    "dossier": ("all 200", "all 405"),
    "not_kept": ("all 200", "all 405"),
    "begin_team": ("hrd 200, in 403", "hrd 302, in 403"),
    "team_begun": ("hrd 200, lead 200, in 403", "all 405"),
    "home": ("in 200", "all 405"),
    "unit": ("team 200, in 404", "all 405"),
    "processes": ("in 200", "all 405"),
    "process": ("in 200", "all 405"),
    "service": ("in 200", "all 405"),
    "find": ("in 200", "all 405"),
    "suggest": ("in 200", "all 405"),
    "questions": ("in 200", "all 405"),
    "ask": ("in 302", "in 302"),
    "tell": ("in 302", "in 302"),
    "mine": ("in 200", "all 405"),
    "question open": ("in 200, pass 200", "all 405"),
    "question team": ("team 200, in 404, pass 200", "all 405"),
    "join_question open": ("all 405", "in 302"),
    "join_question team": ("all 405", "team 302, in 404"),
    "experience open": ("in 200", "all 405"),
    "experience team": ("team 200, in 404", "all 405"),
    "reply open": ("all 405", "in 302, pass 302"),
    "reply team": ("all 405", "team 302, in 404, pass 302"),
    "place open": ("author 200, in 403", "author 302, in 403"),
    "place team": ("author 200, team 403, in 404", "author 302, team 403, in 404"),
    "helped open": ("all 405", "author 302, in 403, pass 403"),
    "helped team": ("all 405", "author 302, team 403, in 404, pass 403"),
    "thank open": ("all 405", "in 302, pass 302"),
    "thank team": ("all 405", "team 302, in 404, pass 302"),
    "revise open": ("author 200, in 403", "author 302, in 403"),
    "revise team": ("author 200, team 403, in 404", "author 302, team 403, in 404"),
    "revise answer": ("colleague 200, team 403, in 404", "colleague 302, team 403, in 404"),
    "withdraw open": ("author 200, in 403", "author 302, in 403"),
    "withdraw team": ("author 200, team 403, in 404", "author 302, team 403, in 404"),
    "withdraw answer": ("colleague 200, team 403, in 404", "colleague 302, team 403, in 404"),
    "erase open": ("in 200", "in 302"),
    "erase team": ("team 200, in 404", "team 302, in 404"),
    "erase answer": ("team 200, in 404", "team 302, in 404"),
    "versions open": ("in 200", "all 405"),
    "versions team": ("team 200, in 404", "all 405"),
    "versions answer": ("team 200, in 404", "all 405"),
}

# Abilities by which no route is guarded, and why that is right.
WITHOUT_A_ROUTE = {
    Ability.SUBJECT_READ: "asked inside lists, panels, search and mail, about each thing in them",
    Ability.UNIT_READ: "asked inside pages that name units",
    Ability.COUNCIL_NOTE: "asked when a team is begun, where the tick is",
}


# -- the table is whole -----------------------------------------------------------------------


def test_every_route_stands_in_the_table_and_nothing_else():
    listed = {row.partition(" ")[0] for row in TABLE}

    assert listed == {route.name for route in all_routes()}


def test_a_route_of_one_thing_is_tried_for_all_and_for_a_team():
    of_a_thing = {"question_id", "experience_id", "subject_id", "reply_id", "text_id"}
    routes = {route.name for route in all_routes() if of_a_thing & set(route.parts)}

    for name in routes:
        assert {f"{name} open", f"{name} team"} <= set(TABLE)


def test_every_view_carries_its_ability():
    views = [route.view for route in all_routes()]
    views += [pattern.callback for pattern in patterns_of(demo_urls.urlpatterns)]

    without = [view for view in views if not isinstance(getattr(view, "ability", None), Ability)]

    assert not without


def test_a_page_open_to_all_is_named_here():
    is_open = {route.name for route in all_routes() if route.view.is_open}

    assert is_open == {
        row
        for row, (get, post) in TABLE.items()
        if " " not in row
        and (SIGN_IN not in (answer_for(get, "visitor"), answer_for(post, "visitor")))
    }


def test_every_ability_has_a_rule_and_is_used_by_a_route_or_has_a_reason():
    used = {route.view.ability for route in all_routes()}

    assert access.ruled_abilities() == set(Ability)
    assert set(Ability) - used == set(WITHOUT_A_ROUTE)


def test_a_view_that_forgets_to_ask_its_ability_fails(rf, world):
    @page(Ability.HOME_READ)
    def forgetful(request):
        return HttpResponse("everything")

    request = rf.get("/")
    request.viewer, request.resolver_match = world.cast.viewer("fatima"), "forgetful"

    with pytest.raises(UnaskedAbilityError):
        forgetful(request)


def test_a_view_that_asks_another_ability_than_its_own_fails(rf, world):
    @page(Ability.HOME_READ)
    def mistaken(request):
        access.require(Ability.FIND, request.viewer)
        return HttpResponse("everything")

    request = rf.get("/")
    request.viewer, request.resolver_match = world.cast.viewer("fatima"), "mistaken"

    with pytest.raises(UnaskedAbilityError):
        mistaken(request)


# -- GET and POST -----------------------------------------------------------------------------


@pytest.mark.parametrize("row", TABLE)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_who_gets_what(world, row, method):
    expected = {who: answer_for(TABLE[row][method == "POST"], who) for who in WHO}

    found = {who: kind_of(ask(world, row, method, who)) for who in WHO}

    assert found == expected


def test_what_is_not_for_you_looks_as_what_never_was(world):
    hidden = [row for row in TABLE if row.endswith((" team", " answer"))] + ["unit"]
    compared = 0
    for row in hidden:
        for method, words in zip(("GET", "POST"), TABLE[row], strict=True):
            for who in WHO:
                if answer_for(words, who) == "404":
                    compared += 1
                    there = seen(ask(world, row, method, who))
                    never_was = seen(ask(world, row, method, who, is_random=True))
                    assert there == never_was, (row, method, who)
    assert compared > 100


# -- other methods ----------------------------------------------------------------------------


@pytest.mark.parametrize("row", TABLE)
def test_other_methods_are_refused_and_head_is_get_without_a_body(world, row):
    for who in ("visitor", "author"):
        for method in ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"):
            assert ask(world, row, method, who).status_code == 405
        head, get = ask(world, row, "HEAD", who), ask(world, row, "GET", who)
        assert head.status_code == get.status_code
        assert head.content == b""


@pytest.mark.parametrize("row", [row for row, (_, post) in TABLE.items() if post != "all 405"])
def test_a_post_from_elsewhere_is_refused(world, row):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies["session"] = world.sessions["fatima"]

    answer = strict.post(*address_and_data(world, row))

    assert answer.status_code == 403


# -- how it is asked --------------------------------------------------------------------------

TYPED = {
    "language": {"language": "en"},
    "own_account": {"name": "Een Naam", "language": "nl"},
    "invite_to_unit": {"mails": "iemand@noorderhaaks.test"},
    "invite_colleague": {"mail": "iemand@noorderhaaks.test", "unit": "burgerzaken"},
    "begin_team": {
        "name": "Team Zuid",
        "process": "paspoort",
        "parent": "ruimte",
        "mails": "iemand@noorderhaaks.test",
    },
    "ask": {"title": "Hoe laat begint de markt?"},
    "tell": {"title": "De markt begint laat."},
    "reply": {"body": "Om negen uur."},
    "place": {"audience": "team", "topics": ""},
    "revise": {"title": "Hoe vroeg begint de markt?", "body": "Om acht uur."},
}


def answer_for(words, who):
    """Read from a row what somebody gets."""
    for part in words.split(", "):
        group, _, answer = part.rpartition(" ")
        if who in GROUPS[group]:
            return answer
    return SIGN_IN


def kind_of(answer):
    """Say what an answer is."""
    location = answer.headers.get("Location", "")
    if answer.status_code == 302 and location.startswith("/inloggen/?next="):
        return SIGN_IN
    return str(answer.status_code)


def ask(world, row, method, who, *, is_random=False):
    """Ask as somebody, and take back what that did."""
    address, typed = address_and_data(world, row, is_random=is_random)
    browser = browser_for(world, row, who)
    with undone():
        if method == "POST":
            return browser.post(address, typed)
        return browser.generic(method, address)


def browser_for(world, row, who):
    thing = row.rpartition(" ")[2] if " " in row else "team"
    keys = {
        "visitor": "",
        "former": "anja",
        "pass": f"pass {'open' if thing == 'open' else 'team'}",
        "other pass": "pass elsewhere",
        **SIGNED_IN,
    }
    return world.browser(keys[who])


def address_and_data(world, row, *, is_random=False):
    name, _, thing = row.partition(" ")
    [route] = [route for route in all_routes() if route.name == name]
    parts = parts_of(world, name, thing)
    if is_random:
        parts |= {part: uuid4() for part in route.parts}
    address = reverse(name, kwargs={part: parts[part] for part in route.parts})
    return address, typed_in(world, name)


def parts_of(world, name, thing):
    thread = world.threads["open" if thing == "open" else "team"]
    return {
        "unit_id": world.cast.units["burgerzaken"],
        "process_id": world.processes["paspoort"],
        "service_id": world.processes["service"],
        "question_id": thread.question,
        "experience_id": thread.experience,
        "subject_id": thread.question,
        "reply_id": thread.answer,
        "text_id": thread.answer_text if thing == "answer" else thread.question_text,
        "token": token_for(world, name, thread),
        "uidb36": "1",
        "key": "abc-def",
    }


def token_for(world, name, thread):
    if name == "mail_link":
        return people.make_pass(world.cast.persons["fatima"], thread.question, now=timezone.now())
    return world.invitation_token() if name == "join" else "forged"


def typed_in(world, name):
    if name in {"colleague_roles", "colleague_leaves"}:
        return {"person": str(world.cast.persons["joost"])}
    if name == "withdraw_invitation":
        return {"invitation": str(world.invitation)}
    named = {**world.cast.units, **world.processes}
    typed = TYPED.get(name, {})
    return {key: str(named.get(words, words)) for key, words in typed.items()}


def seen(answer):
    """Leave out of an answer what differs each time it is given."""
    keys = r'name="(csrfmiddlewaretoken|form_key|key)" value="[^"]+"'
    words = re.sub(keys, "", answer.content.decode())
    words = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID", words)
    headers = {name: value for name, value in answer.headers.items() if name != "Content-Length"}
    return answer.status_code, words, headers
