"""Every limit in one place; each has a test and a sentence that says what to do."""

TITLE_CHARACTERS = 140
TEXT_CHARACTERS = 20_000
BRACKETS = 400  # more nested brackets than a person writes; Markdown parsers grow quadratic on them
RENDERED_TIMES = 10  # rendered HTML may be this many times the text, plus a little
RENDERED_EXTRA = 2_000
QUERY_CHARACTERS = 300
NAME_CHARACTERS = 120
PASSWORD_CHARACTERS = 256
UNIT_NAME_CHARACTERS = 120
PAGE_LENGTH = 20
SUGGESTION_COUNT = 5
KNOWN_COUNT = 10
VERSIONS_OF_A_TEXT = 200
INVITATIONS_AT_ONCE = 50
BODY_BYTES = 2_500_000
FORM_FIELDS = 200
MAIL_LINK_HOURS = 24
INVITATION_DAYS = 14
SESSION_DAYS = 14
OUTBOX_DAYS = 7
LETTER_ATTEMPTS = 40  # at most two hours apart: a mail server may be away for a weekend
REACTION_ATTEMPTS = 20
IMPORT_BYTES = 50_000_000
IMPORT_ROWS = 100_000
TOPIC_CHARACTERS = 60
TOPICS_OF_A_SUBJECT = 5
