"""What people type when they share: one field is enough; residents' data is pointed out first."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gaandeweg.analysis.identifying import find_identifying, mask
from gaandeweg.kernel import limits, once
from gaandeweg.kernel.typed import WordsField
from gaandeweg.kernel.viewer import Viewer
from gaandeweg.share.labels import IDENTIFYING
from gaandeweg.share.words import Audience

MASK = "mask"
KEEP = "keep"

Choices = Sequence[tuple[str, str]]
GroupedChoices = Sequence[tuple[str, Choices]]


class GuardedForm(forms.Form):
    """A form for free text that points out residents' data, and posts it once."""

    guarded: Sequence[str] = ()
    form_key = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        self.found: list[str] = []
        self.fields["form_key"].initial = once.new_key(viewer)

    def clean(self) -> dict[str, Any]:
        """Point out what could name a resident, unless the writer has decided about it."""
        cleaned = super().clean() or {}
        decision = self.data.get("residents")
        if decision == MASK:
            for name in self.guarded:
                words = cleaned.get(name, "")
                cleaned[name] = mask(words, find_identifying(words))
        elif decision != KEEP:
            self._point_out(cleaned)
        return cleaned

    def once_key(self) -> UUID:
        """Read the key with which this form is posted once."""
        return once.read_key(self.data.get("form_key", ""), self.viewer)

    def begin_anew(self, why: str) -> None:
        """Offer what was typed once more, under a new key, and say why."""
        typed = {name: self.data.get(name) for name in self.data}
        self.data = typed | {"form_key": once.new_key(self.viewer)}
        self.add_error(None, why)

    def _point_out(self, cleaned: dict[str, Any]) -> None:
        for name in self.guarded:
            words = cleaned.get(name, "")
            self.found += [
                f"{IDENTIFYING[finding.kind]}: {words[finding.start : finding.end]}"
                for finding in find_identifying(words)
            ]
        if self.found:
            raise ValidationError(
                _("Your text seems to name a resident. Choose what to do with it."),
                code="residents",
            )


class ShareForm(GuardedForm):
    """Ask a question or share an experience."""

    guarded = ("title", "body")
    title = WordsField(
        label=_("In one sentence"),
        characters=limits.TITLE_CHARACTERS,
        error_messages={"required": _("Write in one sentence what you run into.")},
    )
    body = WordsField(
        label=_("Tell more"),
        help_text=_("You need not. Leave out names and numbers of residents."),
        characters=limits.TEXT_CHARACTERS,
        lines=5,
        required=False,
    )
    process = forms.ChoiceField(label=_("Where in the work"), required=False)
    audience = forms.ChoiceField(
        label=_("Who can read this"), widget=forms.RadioSelect, required=False
    )

    def __init__(
        self, *args: Any, processes: GroupedChoices, audiences: Choices, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["process"].choices = [("", gettext("Somewhere else")), *processes]  # type: ignore[attr-defined]
        self.fields["audience"].choices = list(audiences)  # type: ignore[attr-defined]
        self.fields["audience"].initial = audiences[0][0]

    @property
    def process_name(self) -> str:
        """Name the process that is chosen now, for the chip."""
        chosen = str(self["process"].value() or "")
        groups: Any = self.fields["process"].choices  # type: ignore[attr-defined]
        named = {key: name for _group, choices in list(groups)[1:] for key, name in choices}
        return str(named.get(chosen, gettext("Somewhere else")))

    @property
    def audience_sentence(self) -> str:
        """Say who can read it as it is chosen now."""
        said = dict(self.fields["audience"].choices)  # type: ignore[attr-defined]
        return str(said.get(self["audience"].value(), ""))

    def process_id(self) -> UUID | None:
        """Give the process that was chosen."""
        chosen = self.cleaned_data["process"]
        return UUID(chosen) if chosen else None

    def chosen_audience(self) -> Audience:
        """Give the audience that was chosen, or the suggested one."""
        return Audience(self.cleaned_data["audience"] or Audience.EVERYONE)


class ReplyForm(GuardedForm):
    """Answer, add something, or ask back."""

    guarded = ("body",)
    body = WordsField(
        label=_("Write an answer"),
        characters=limits.TEXT_CHARACTERS,
        lines=5,
        error_messages={"required": _("Write your answer first.")},
    )


class ReviseForm(GuardedForm):
    """Change one's own text."""

    guarded = ("title", "body")
    title = WordsField(label=_("In one sentence"), characters=limits.TITLE_CHARACTERS)
    body = WordsField(
        label=_("The text"), characters=limits.TEXT_CHARACTERS, lines=8, required=False
    )

    def __init__(self, *args: Any, has_title: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_title:
            del self.fields["title"]
            self.fields["body"].required = True


class PlaceForm(forms.Form):
    """Change where something belongs, and who can read it."""

    process = forms.ChoiceField(label=_("Where in the work"), required=False)
    audience = forms.ChoiceField(label=_("Who can read this"), widget=forms.RadioSelect)
    topics = WordsField(
        label=_("What is it about?"),
        help_text=_("A few words with commas between, such as: custody, passport."),
        characters=limits.TOPICS_OF_A_SUBJECT * (limits.TOPIC_CHARACTERS + 2),
        required=False,
    )

    def __init__(
        self, *args: Any, processes: GroupedChoices, audiences: Choices, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["process"].choices = [("", gettext("Somewhere else")), *processes]  # type: ignore[attr-defined]
        self.fields["audience"].choices = list(audiences)  # type: ignore[attr-defined]
        if not audiences:
            del self.fields["audience"]

    def chosen_audience(self) -> Audience | None:
        """Give the audience that was chosen; None where there was nothing to choose."""
        chosen = self.cleaned_data.get("audience")
        return Audience(chosen) if chosen else None

    def clean_topics(self) -> list[str]:
        """Read the words apart.

        :raises ValidationError: with a sentence that says what to do.
        """
        if find_identifying(self.cleaned_data["topics"]):
            raise ValidationError(
                _("This seems to name a resident. Say in other words what it is about.")
            )
        words = (word.strip() for word in self.cleaned_data["topics"].split(","))
        topics = [word for word in words if word]
        if len(topics) > limits.TOPICS_OF_A_SUBJECT:
            most = {"most": limits.TOPICS_OF_A_SUBJECT}
            raise ValidationError(_("At most %(most)s. Choose those that say most.") % most)
        if any(len(topic) > limits.TOPIC_CHARACTERS for topic in topics):
            most = {"most": limits.TOPIC_CHARACTERS}
            raise ValidationError(
                _("One of them is longer than %(most)s characters. Make it shorter.") % most
            )
        return topics
