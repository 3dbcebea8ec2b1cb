"""Who stands under a text."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gaandeweg.kernel.ids import uuid7
from gaandeweg.kernel.subjects import make_subject
from gaandeweg.kernel.texts import write_text
from gaandeweg.kernel.words import Kind
from gaandeweg.people import public as people
from gaandeweg.people.models import Authorship
from tests.cast import NOW


@pytest.fixture
def write(cast):
    """Somebody writes a text; returns its id."""

    def written_by(name=None, *, source=""):
        subject = make_subject(
            Kind.QUESTION, title="", labels=["all"], now=NOW, subject_id=uuid7(NOW)
        )
        text = write_text(subject, title="Wie tekent?", body="", language="nl", now=NOW)
        if name:
            people.sign_text(text_id=text.pk, person_id=cast.persons[name])
        else:
            people.sign_text_as_source(text.pk, source)
        return text.pk

    return written_by


def test_a_text_of_sara_carries_her_name_and_team(cast, write):
    text_id = write("sara")

    author = people.authors_of([text_id])[text_id]

    assert (author.name, author.where, author.is_former) == ("Sara de Wit", "Burgerzaken", False)
    assert author.person_id == cast.persons["sara"]


def test_an_imported_text_carries_its_source(write):
    text_id = write(source="Rijksoverheid")

    author = people.authors_of([text_id])[text_id]

    assert (author.name, author.where, author.person_id) == ("Rijksoverheid", "", None)


def test_who_left_is_a_former_colleague(cast, write):
    text_id = write("sara")
    people.deactivate(person_id=cast.persons["sara"], today=NOW.date())

    author = people.authors_of([text_id])[text_id]

    assert (author.name, author.where, author.is_former) == (people.former_name(), "", True)
    assert author.person_id is None


def test_who_is_forgotten_is_a_former_colleague_and_the_text_stays(cast, write):
    text_id = write("sara")
    people.erase_person(person_id=cast.persons["sara"], today=NOW.date())

    assert people.authors_of([text_id])[text_id].is_former
    assert Authorship.objects.get(text_id=text_id).person_id is None


@pytest.mark.parametrize("how_many", [1, 20])
def test_authors_take_two_questions_to_the_database_however_many_texts(write, how_many):
    texts = [write("sara") for _ in range(how_many)]

    with CaptureQueriesContext(connection) as asked:
        assert len(people.authors_of(texts)) == how_many

    assert len(asked) == 2


def test_sara_is_author_of_her_own_text_only(cast, write):
    own, other = write("sara"), write("fatima")

    assert people.is_author(cast.viewer("sara"), own)
    assert not people.is_author(cast.viewer("sara"), other)
    assert list(people.texts_by(cast.persons["sara"])) == [own]
