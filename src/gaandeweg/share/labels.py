"""What share's words are called on the screen."""

from django.utils.translation import gettext_lazy as _

from gaandeweg.analysis.identifying import IdentifyingKind
from gaandeweg.share.words import QuestionState

STATES = {
    QuestionState.OPEN: _("waits for an answer"),
    QuestionState.ANSWERED: _("has an answer"),
    QuestionState.SETTLED: _("answered, this helped"),
}

IDENTIFYING = {
    IdentifyingKind.CITIZEN_NUMBER: _("a citizen service number"),
    IdentifyingKind.IBAN: _("a bank account number"),
    IdentifyingKind.PHONE: _("a phone number"),
    IdentifyingKind.MAIL: _("a mail address"),
    IdentifyingKind.BIRTH_DATE: _("a date of birth"),
    IdentifyingKind.NAME: _("somebody's name"),
}
