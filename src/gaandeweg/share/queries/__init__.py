"""What the pages of sharing need, a file for each kind of need."""

from gaandeweg.share.queries.changing import TextToChange, place_page, text_to_change, versions_of
from gaandeweg.share.queries.finding import FindPage, find_known, find_page, share_choices
from gaandeweg.share.queries.lines import ThingLine, mine, only, things, unanswered, waiting_for
from gaandeweg.share.queries.reading import experience_page, question_page, thing_page, url_of
from gaandeweg.share.queries.telling import reply_to_tell_of, writers_of

__all__ = [
    "FindPage",
    "TextToChange",
    "ThingLine",
    "experience_page",
    "find_known",
    "find_page",
    "mine",
    "only",
    "place_page",
    "question_page",
    "reply_to_tell_of",
    "share_choices",
    "text_to_change",
    "thing_page",
    "things",
    "unanswered",
    "url_of",
    "versions_of",
    "waiting_for",
    "writers_of",
]
