"""Access is asked in one place, and what nobody asked for fails."""

from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.http import HttpResponse

from gaandeweg.kernel import access
from gaandeweg.kernel.abilities import WITHIN_A_PASS, Ability
from gaandeweg.kernel.ids import uuid7
from gaandeweg.kernel.models import Subject
from gaandeweg.kernel.pages import WRITE, UnaskedAbilityError, page
from gaandeweg.kernel.subjects import make_subject
from gaandeweg.kernel.viewer import VISITOR, Role, Viewer, everyone_label, person_label, unit_label
from gaandeweg.kernel.words import Kind

BURGERZAKEN, WMO = uuid7(), uuid7()


def colleague(*labels, roles=(), limited_to=None):
    person_id = uuid7()
    return Viewer(
        person_id=person_id,
        roles=frozenset(roles),
        labels=frozenset({everyone_label(), person_label(person_id), *labels}),
        limited_to=limited_to,
    )


FATIMA = colleague(unit_label(BURGERZAKEN))
JOOST = colleague(unit_label(WMO))
RUBEN = colleague(roles=[Role.ADMINISTRATOR])


@pytest.fixture
def own_rules(monkeypatch):
    """No ability has a rule, but those that the test gives one."""
    monkeypatch.setattr(access, "_scopes", {})
    monkeypatch.setattr(access, "_rules", {})


@pytest.fixture
def a_question_for(db, now):
    def make(*labels):
        return make_subject(
            Kind.QUESTION, title="Vraag", labels=labels, now=now, subject_id=uuid7(now)
        )

    return make


@pytest.fixture
def visit(rf):
    """Open a view as somebody."""

    def open_it(view, viewer, method="get", path="/vraag/?zoek=briefadres"):
        request = getattr(rf, method)(path)
        request.viewer, request.user = viewer, AnonymousUser()
        return view(request)

    return open_it


def test_an_ability_without_a_rule_is_held_by_nobody(own_rules, a_question_for):
    a_question_for(everyone_label())

    assert not access.may(Ability.QUESTION_ASK, RUBEN)
    assert not access.within(Subject.objects.all(), Ability.QUESTION_READ, RUBEN).exists()


def test_an_ability_has_one_rule(own_rules):
    access.rule_of(Ability.QUESTION_ASK)(lambda viewer: True)

    with pytest.raises(access.RuleTwiceError):
        access.rule_of(Ability.QUESTION_ASK)(lambda viewer: False)
    with pytest.raises(access.RuleTwiceError):
        access.scope_of(Ability.QUESTION_ASK)(lambda viewer: Q())


def test_a_team_question_stays_in_the_team(a_question_for):
    question = a_question_for(unit_label(BURGERZAKEN))
    rows = Subject.objects.all()

    assert access.get(rows, question.pk, Ability.SUBJECT_READ, FATIMA) == question
    for other in (JOOST, RUBEN, VISITOR):
        with pytest.raises(access.NotVisibleError):
            access.get(rows, question.pk, Ability.SUBJECT_READ, other)


def test_what_is_not_for_you_looks_like_what_never_was(a_question_for):
    hidden = a_question_for(unit_label(BURGERZAKEN)).pk

    with pytest.raises(access.NotVisibleError) as not_for_joost:
        access.get(Subject.objects.all(), hidden, Ability.SUBJECT_READ, JOOST)
    with pytest.raises(access.NotVisibleError) as never_was:
        access.get(Subject.objects.all(), uuid4(), Ability.SUBJECT_READ, JOOST)

    assert repr(not_for_joost.value) == repr(never_was.value)


def test_the_administrator_reads_what_everyone_may_read_and_no_more(a_question_for):
    for_all = a_question_for(everyone_label())
    a_question_for(unit_label(BURGERZAKEN))
    a_question_for(person_label(uuid7()))

    readable = access.within(Subject.objects.all(), Ability.SUBJECT_READ, RUBEN)

    assert list(readable) == [for_all]


def test_two_reasons_to_see_a_question_show_it_once(a_question_for):
    a_question_for(everyone_label(), unit_label(BURGERZAKEN))

    assert access.within(Subject.objects.all(), Ability.SUBJECT_READ, FATIMA).count() == 1


def test_a_withdrawn_question_is_there_for_nobody(a_question_for, now):
    question = a_question_for(everyone_label())
    question.withdrawn_at = now
    question.save()

    assert not access.within(Subject.objects.all(), Ability.SUBJECT_READ, FATIMA).exists()


def test_the_link_of_a_mail_opens_that_one_thread(a_question_for):
    asked, other = a_question_for(everyone_label()), a_question_for(everyone_label())
    joost_by_mail = colleague(limited_to=asked.pk)

    readable = access.within(Subject.objects.all(), Ability.SUBJECT_READ, joost_by_mail)

    assert list(readable) == [asked]
    assert other not in readable


@pytest.mark.parametrize("ability", sorted(set(Ability) - WITHIN_A_PASS))
def test_the_link_of_a_mail_gives_nothing_else(own_rules, ability):
    access.rule_of(ability)(lambda viewer: True)

    assert not access.may(ability, colleague(limited_to=uuid7()))


def test_a_page_that_did_not_ask_may_not_answer(visit):
    @page(Ability.SUBJECT_READ)
    def forgets(request):
        return HttpResponse("alles")

    with pytest.raises(UnaskedAbilityError):
        visit(forgets, FATIMA)


def test_a_page_that_asked_for_something_else_may_not_answer(visit):
    @page(Ability.TEXT_ERASE)
    def asks_for_less(request):
        access.may(Ability.SUBJECT_READ, request.viewer)
        return HttpResponse("gewist")

    with pytest.raises(UnaskedAbilityError):
        visit(asks_for_less, FATIMA)


def test_a_page_that_asked_answers_and_stays_out_of_every_cache(visit):
    @page(Ability.SUBJECT_READ)
    def asks(request):
        access.within(Subject.objects.none(), Ability.SUBJECT_READ, request.viewer)
        return HttpResponse("vraag")

    answer = visit(asks, FATIMA)

    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store, private"


def test_a_visitor_is_sent_to_sign_in_and_back_to_what_was_asked_for(visit):
    @page(Ability.SUBJECT_READ)
    def never_comes_here(request):
        raise AssertionError

    answer = visit(never_comes_here, VISITOR)

    assert answer.status_code == 302
    assert answer["Location"].endswith("?next=/vraag/%3Fzoek%3Dbriefadres")


def test_a_page_answers_its_own_methods_only(visit):
    @page(Ability.QUESTION_ASK, methods=WRITE)
    def never_comes_here(request):
        raise AssertionError

    assert visit(never_comes_here, FATIMA).status_code == 405
    assert visit(never_comes_here, FATIMA, method="delete").status_code == 405


def test_what_one_page_asks_does_not_count_for_the_next(visit):
    @page(Ability.SUBJECT_READ)
    def asks(request):
        access.within(Subject.objects.none(), Ability.SUBJECT_READ, request.viewer)
        return HttpResponse("vraag")

    @page(Ability.SUBJECT_READ)
    def forgets(request):
        return HttpResponse("alles")

    visit(asks, FATIMA)
    with pytest.raises(UnaskedAbilityError):
        visit(forgets, FATIMA)
