"""What works council, privacy officer and everybody may know of us; each line tied to a test."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gaandeweg.kernel import disclosure

Words = str | Promise
_PROMISES = "tests/architecture/test_promises.py::"
_PEOPLE = "tests/people/"
_SHARE = "tests/share/"


def sentence_of(test: str) -> str:
    """Read the name of a test as the sentence that it is."""
    return test.partition("::")[2].removeprefix("test_").replace("_", " ")


@dataclass(frozen=True)
class Line:
    """Something that we say of ourselves, and the test that fails when it is not so."""

    says: Words
    tested_by: str
    because: Words = ""

    @property
    def guard(self) -> str:
        """Say the test as the sentence that it is."""
        return sentence_of(self.tested_by)


@dataclass(frozen=True)
class Kept:
    """Something that we keep: what for, on which ground, who sees it, how long, in which rows."""

    thing: Words
    what: Words
    purpose: Words
    basis: Words
    seen_by: Words
    how_long: Words
    rows: tuple[str, ...]
    tested_by: str

    @property
    def guard(self) -> str:
        """Say the test as the sentence that it is."""
        return sentence_of(self.tested_by)


@dataclass(frozen=True)
class Threshold:
    """A number under which no figure about a group is shown."""

    says: Words
    number: int


@dataclass(frozen=True)
class Change:
    """What changed in this dossier, and when."""

    on: date
    says: Words


PURPOSES: tuple[Line, ...] = (
    Line(
        _("A colleague who runs into something finds what is already known, or asks."),
        _SHARE + "test_finding.py"
        "::test_joost_finds_what_fatimas_team_answered_with_the_best_passage",
    ),
    Line(
        _("Who shares something decides who may read it: the team, the unit or everybody."),
        _PROMISES + "test_only_the_audience_reads_a_subject",
    ),
    Line(
        _("Nothing here is made to follow, judge or compare people, and it cannot do so."),
        _PROMISES + "test_no_row_about_a_person_holds_a_number_or_a_time_without_a_reason",
    ),
)

_DUTY = _("needed for the organisation's task (GDPR 6.1.e) or its interest as employer (6.1.f)")
_CHOICE = _("your own choice to write it; the organisation's task (GDPR 6.1.e)")

KEPT: tuple[Kept, ...] = (
    Kept(
        _("Your account"),
        _("Your mail address, and your password in a form that cannot be turned back."),
        _("Letting you in, and sending you the mail that you asked for."),
        _DUTY,
        _("Nobody on a screen; who manages the server could see the mail address."),
        _("Until you leave; then it is deleted at once."),
        ("people.Account",),
        _PEOPLE + "test_leaving.py::test_the_account_of_who_leaves_is_gone",
    ),
    Kept(
        _("Your name and language"),
        _("Your name, as you write it yourself, and Dutch or English."),
        _("Your name stands under what you write; mail comes in your language."),
        _DUTY,
        _("Your name: all colleagues. Your language: you."),
        _("Until you leave: then the screen says “former colleague”. Until you ask to erase it."),
        ("people.Person", "people.Authorship"),
        _PEOPLE + "test_leaving.py::test_what_was_written_stays_with_former_colleague",
    ),
    Kept(
        _("Your place and roles"),
        _("In which team you are since which day, and a role for the organisation if you have it."),
        _("Deciding what you may read."),
        _DUTY,
        _("Your team: all colleagues, beside your name. Your roles: the administrator."),
        _("Roles until you leave. Places until your name is erased."),
        ("people.Membership", "people.OrganisationRole"),
        _PEOPLE + "test_leaving.py::test_places_and_roles_end_on_the_day",
    ),
    Kept(
        _("That you are signed in"),
        _("A random key in your browser, and in the database which account belongs to it."),
        _("Knowing who asks for a page."),
        _DUTY,
        _("Nobody. When you came in, or were here last, is written nowhere."),
        _("Two to three weeks: until the same Monday night for everybody."),
        ("sessions.Session",),
        _PEOPLE + "test_sign_in.py::test_a_session_does_not_say_when_somebody_came_in",
    ),
    Kept(
        _("Attempts to sign in"),
        _("Under a code made from mail address or network address: at what moments it was tried."),
        _("Stopping who guesses passwords."),
        _DUTY,
        _("Nobody."),
        _("Five minutes; what is left of it is swept away within the hour."),
        (),
        _PEOPLE + "test_sign_in.py::test_who_guesses_is_stopped_after_five_times",
    ),
    Kept(
        _("What you write"),
        _("Questions, answers and experiences, with your name, the moment, and earlier versions."),
        _("Letting colleagues use it, and seeing what was changed in it."),
        _CHOICE,
        _("Only who belongs to the audience that you chose."),
        _("Until a month after you withdraw it, or until somebody has it made unreadable."),
        ("kernel.Text", "kernel.TextVersion", "kernel.AudienceLabel"),
        _SHARE + "test_forgetting.py::test_what_was_withdrawn_is_gone_after_a_month",
    ),
    Kept(
        _("Thanks"),
        _("That you thanked somebody for an answer; not when, and nobody counts it."),
        _("Letting somebody know that it was of use."),
        _CHOICE,
        _("You, and who wrote the answer."),
        _("Until the answer goes, or your name is erased."),
        ("share.Thanks",),
        _SHARE + "test_answering.py::test_nobody_else_sees_thanks",
    ),
    Kept(
        _("That you run into the same"),
        _("Beside which question you said so."),
        _("Letting you hear of the answers."),
        _CHOICE,
        _("You alone."),
        _("Until you take it back, the question goes, or your name is erased."),
        ("share.AlsoAsking",),
        _SHARE + "test_asking_along.py::test_nobody_sees_who_asks_along_nor_how_many",
    ),
    Kept(
        _("The owner of a process"),
        _("Your name beside the process, if you own one."),
        _("Knowing who decides about the way of working."),
        _DUTY,
        _("All colleagues."),
        _("Until somebody else owns it, or your name is erased."),
        ("work.ProcessOwner",),
        _PROMISES + "test_no_row_about_a_person_holds_a_number_or_a_time_without_a_reason",
    ),
    Kept(
        _("Mail that waits"),
        _("For whom and about what it is, as numbers; its words are made when it leaves."),
        _("Sending each mail, once."),
        _DUTY,
        _("Nobody."),
        _("Until it left: then nothing of it is kept. A week, when it cannot leave."),
        ("kernel.Letter",),
        _PEOPLE + "test_letters.py::test_nothing_is_kept_of_a_letter_that_left",
    ),
    Kept(
        _("Invitations"),
        _("A mail address, a team, and until when the link works."),
        _("Letting a new colleague in."),
        _DUTY,
        _("HRD and who leads that team."),
        _("Until it is used or taken back, and two weeks at most."),
        ("people.Invitation",),
        _PEOPLE + "test_invitations.py::test_an_invitation_of_over_two_weeks_is_swept_away",
    ),
    Kept(
        _("What happened, for the machine"),
        _("That a question was asked or a text was changed: numbers of things, never of people."),
        _("Keeping search and mail up to date."),
        _DUTY,
        _("Nobody."),
        _("A week."),
        ("kernel.OutboxEvent",),
        _PROMISES + "test_events_carry_ids_of_things_never_of_persons",
    ),
    Kept(
        _("That the works council knows"),
        _("The day, the role of who said so, and the team."),
        _("Showing that the works council was told."),
        _DUTY,
        _("Everybody who reads this page."),
        _("As long as Gaandeweg is used."),
        ("people.CouncilNote",),
        _PEOPLE + "test_dossier.py::test_that_the_works_council_knows_is_kept_without_a_person",
    ),
)

THRESHOLDS: tuple[Threshold, ...] = (
    Threshold(
        _(
            "different people behind every figure about a group, and behind every difference with"
            " a figure that was shown before"
        ),
        disclosure.MINIMUM_GROUP,
    ),
    Threshold(
        _("teams at least behind a figure about what those who lead them do"),
        disclosure.MINIMUM_TEAMS_OF_LEADERS,
    ),
    Threshold(
        _("people at least behind a figure about what those who lead them do"),
        disclosure.MINIMUM_PERSONS_OF_LEADERS,
    ),
    Threshold(
        _("answers at least before texts of an anonymous round are shown"),
        disclosure.MINIMUM_FREE_TEXTS,
    ),
    Threshold(
        _("answers at least before it is shown how they are spread"),
        disclosure.MINIMUM_FOR_DISTRIBUTION,
    ),
)

NOT_KEPT: tuple[Line, ...] = (
    Line(
        _("When you were last here, how often, or how long."),
        _PROMISES + "test_nobody_knows_when_somebody_was_last_here",
        _("Who asks something at night, or not for a month, owes nobody an explanation."),
    ),
    Line(
        _("What you read, opened or looked for."),
        _PROMISES + "test_reading_and_searching_leave_no_trace",
        _("Who must hide what they do not know, does not ask."),
    ),
    Line(
        _("How much you ask, answer or share: no counts, points, ranks or badges of a person."),
        _PROMISES + "test_no_row_about_a_person_holds_a_number_or_a_time_without_a_reason",
        _("Who counts questions gets fewer questions, not better work."),
    ),
    Line(
        _("A figure of how fast you answer, or of whether you answer at all."),
        _PROMISES + "test_no_row_about_a_person_holds_a_number_or_a_time_without_a_reason",
        _("The work decides what goes first."),
    ),
    Line(
        _("A page about a person: there is no address at which one can look somebody up."),
        _PROMISES + "test_no_address_names_a_person",
        _("What you wrote stands where it belongs in the work, not in a file about you."),
    ),
    Line(
        _("Anything at another company: no page of ours loads something from elsewhere."),
        _PROMISES + "test_nothing_is_loaded_from_elsewhere",
        _("What you do here stays within your organisation."),
    ),
    Line(
        _("Your name or your words in the log of the server."),
        _PROMISES + "test_the_log_holds_no_words_of_people",
        _("A log is read when something is broken; for that, the place of the fault is enough."),
    ),
)

CANNOT: tuple[Line, ...] = (
    Line(
        _("Lower a threshold: there is no setting for it, only a newer version could."),
        _PROMISES + "test_thresholds_only_go_up",
    ),
    Line(
        _("Show a figure about a group outside the one place that guards the thresholds."),
        _PROMISES + "test_figures_are_disclosed_in_the_kernel_only",
    ),
    Line(
        _("Read everything: there is no page with all that was written, for nobody."),
        _PROMISES + "test_there_is_no_admin_site",
    ),
    Line(
        _("Read more as administrator than as colleague."),
        _PROMISES + "test_the_administrator_reads_no_more_than_a_colleague",
    ),
    Line(
        _("Read what was made unreadable: not in an earlier version, nor in what search keeps."),
        "tests/config/test_indexing.py"
        "::test_what_was_made_unreadable_stands_in_no_file_of_the_index",
    ),
    Line(
        _("Find out by the sign-in pages who has an account."),
        _PEOPLE + "test_sign_in.py::test_a_new_password_is_asked_alike_for_known_and_unknown",
    ),
    Line(
        _("Get in after leaving: not by password, not by an open page, not by a link in a mail."),
        _PEOPLE + "test_leaving.py::test_who_left_is_out_on_every_channel_at_once",
    ),
    Line(
        _("Read more with the link in a mail than that one page, for a day."),
        _PEOPLE + "test_mail_link.py::test_the_link_opens_no_other_thread",
    ),
)

ADMINISTRATOR: tuple[Line, ...] = (
    Line(
        _("Invites colleagues, gives and takes roles, and closes the account of who leaves."),
        _PEOPLE + "test_colleagues.py::test_ruben_gives_mark_a_role_and_takes_it",
    ),
    Line(
        _("Sees of colleagues the name, the team and the roles: no times and no counts."),
        _PEOPLE + "test_colleagues.py::test_the_list_shows_names_units_and_roles_and_no_more",
    ),
    Line(
        _("Reads what everybody may read, and what is for the own team; nothing else."),
        _PROMISES + "test_the_administrator_reads_no_more_than_a_colleague",
    ),
    Line(
        _("Cannot read along in a team unseen: the team sees who is in it."),
        "tests/work/test_pages.py::test_a_team_sees_who_is_in_it_so_that_nobody_reads_along_unseen",
    ),
    Line(
        _(
            "Who manages the server itself can reach the database, as with every system. Agree on"
            " who that is, and that it happens only together and only for repair."
        ),
        _PEOPLE + "test_dossier.py::test_the_dossier_is_open_to_all_in_dutch_and_english",
    ),
)

CHANGES: tuple[Change, ...] = (
    Change(date(2026, 11, 21), _("First version: asking, sharing and finding; no figures yet.")),
)


def all_lines() -> tuple[Line | Kept, ...]:
    """List every line that names a test."""
    return (*PURPOSES, *KEPT, *NOT_KEPT, *CANNOT, *ADMINISTRATOR)
