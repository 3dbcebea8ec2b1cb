"""Decisions about sharing, for whatever comes."""

from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from gaandeweg.share.rules import kind_of_reply, state_of, who_hears
from gaandeweg.share.words import QuestionState, ReplyKind

PEOPLE = [uuid4() for _ in range(4)]
person = st.sampled_from(PEOPLE)
somebody = st.none() | person


@given(writer=somebody, author=somebody, earlier=st.lists(person))
def test_nobody_hears_of_their_own_words(writer, author, earlier):
    hearer = who_hears(writer, author, earlier)

    assert hearer is None or hearer != writer


@given(writer=somebody, author=person, earlier=st.lists(person))
def test_the_author_hears_of_what_others_write(writer, author, earlier):
    hearer = who_hears(writer, author, earlier)

    assert (hearer == author) == (writer != author)


@given(author=person, earlier=st.lists(person))
def test_when_the_author_replies_the_last_other_hears(author, earlier):
    hearer = who_hears(author, author, earlier)

    others = [one for one in earlier if one != author]
    assert hearer == (others[-1] if others else None)


@given(writer=somebody, author=somebody, earlier=st.lists(person))
def test_who_hears_has_to_do_with_the_thread(writer, author, earlier):
    assert who_hears(writer, author, earlier) in {None, author, *earlier}


@given(is_question=st.booleans(), by_asker=st.booleans(), asks_back=st.booleans())
def test_only_another_who_does_not_ask_back_answers_a_question(is_question, by_asker, asks_back):
    kind = kind_of_reply(is_question=is_question, by_asker=by_asker, asks_back=asks_back)

    is_answer = is_question and not by_asker and not asks_back
    assert kind == (ReplyKind.ANSWER if is_answer else ReplyKind.FOLLOW_UP)


@given(has_answer=st.booleans(), is_settled=st.booleans())
def test_a_question_is_open_answered_or_settled(has_answer, is_settled):
    state = state_of(has_answer=has_answer, is_settled=is_settled)

    assert (state == QuestionState.SETTLED) == is_settled
    assert (state == QuestionState.OPEN) == (not is_settled and not has_answer)
