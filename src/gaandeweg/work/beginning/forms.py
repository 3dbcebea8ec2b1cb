"""What it takes to begin with a team: a name, a process, and who to invite."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from gaandeweg.kernel import limits
from gaandeweg.kernel.typed import WordsField
from gaandeweg.people import public as people
from gaandeweg.work.queries import ProcessGroup


class BeginTeamForm(forms.Form):
    """A team, one process, and the first mail addresses."""

    name = WordsField(
        characters=limits.UNIT_NAME_CHARACTERS,
        label=_("Name of the team"),
        error_messages={"required": _("Fill in the name of the team.")},
    )
    process = forms.TypedChoiceField(
        label=_("What do they work on most?"),
        help_text=_("One process is enough to begin; others can follow."),
        coerce=UUID,
        error_messages={"required": _("Choose a process.")},
    )
    parent = forms.TypedChoiceField(label=_("Part of"), coerce=UUID)
    mails = people.MailsField(
        label=_("Whom do you invite?"),
        help_text=_(
            "Mail addresses, below each other or with commas between them. "
            "The first one is that of who leads the team."
        ),
    )
    council_knows = forms.BooleanField(label=_("The works council knows of it"), required=False)

    def __init__(
        self,
        *args: Any,
        groups: Sequence[ProcessGroup],
        places: Sequence[tuple[UUID, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["process"].choices = [("", _("Choose a process")), *_grouped(groups)]  # type: ignore[attr-defined] # a choice field
        self.fields["parent"].choices = [(str(key), name) for key, name in places]  # type: ignore[attr-defined] # a choice field
        if len(places) < 2:  # noqa: PLR2004 with one place there is nothing to choose
            del self.fields["parent"]


def _grouped(groups: Sequence[ProcessGroup]) -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (group.name, [(str(process.id), process.name) for process in group.processes])
        for group in groups
    ]
