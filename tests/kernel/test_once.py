"""A form carries the key of what it will make: posted twice, it makes one thing."""

from gaandeweg.kernel import once
from gaandeweg.kernel.ids import uuid7
from gaandeweg.kernel.viewer import VISITOR, Viewer

FATIMA = Viewer(person_id=uuid7())
JOOST = Viewer(person_id=uuid7())


def test_a_form_posted_twice_has_the_same_key():
    key = once.new_key(FATIMA)

    assert once.read_key(key, FATIMA) == once.read_key(key, FATIMA)


def test_two_forms_have_two_keys():
    assert once.new_key(FATIMA) != once.new_key(FATIMA)


def test_the_key_of_a_colleague_makes_something_else():
    key = once.new_key(FATIMA)

    assert once.read_key(key, JOOST) != once.read_key(key, FATIMA)
    assert once.read_key(key, VISITOR) != once.read_key(key, FATIMA)


def test_a_key_somebody_made_up_is_no_way_to_choose_an_id():
    made_up = uuid7().hex

    assert once.read_key(made_up, FATIMA).hex != made_up
    assert once.read_key("", FATIMA) != once.read_key("", FATIMA)
