"""What somebody typed: cleaned, within the limits, and given back when it cannot be taken."""

import re
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from gaandeweg.kernel import limits

# Characters that change the direction of what follows, so that a text can look like another one.
_TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
_WIDTHLESS = "\u200b\ufeff\u00ad\u2060"
_LINE_BREAKS = re.compile(r"\r\n?|\x0b|\x0c|\u2028|\u2029|\x85")


def without_invisible(text: str) -> str:
    """Take out what nobody sees: control characters, changes of direction, halves of characters."""
    unbroken = _LINE_BREAKS.sub("\n", text)
    return "".join(
        character
        for character in unbroken
        if character in "\n\t"
        or (character not in _TURNING and unicodedata.category(character) not in {"Cc", "Cs"})
    )


def normalise(text: str) -> str:
    """Make typed text the same whatever keyboard or programme it came from."""
    visible = without_invisible(text)
    kept = "".join(character for character in visible if character not in _WIDTHLESS)
    return unicodedata.normalize("NFC", kept).strip()


class WordsField(forms.CharField):
    """A field for what people write, with its limits and sentences that say what to do."""

    def __init__(self, *, characters: int, lines: int = 0, **kwargs: Any) -> None:
        self.characters = characters
        self.lines = lines
        widget = forms.Textarea(attrs={"rows": lines}) if lines else forms.TextInput()
        kwargs.setdefault("widget", widget)
        super().__init__(strip=True, **kwargs)

    def to_python(self, value: Any) -> str:
        """Clean what was typed.

        :raises ValidationError: with a sentence that says what to do.
        """
        typed = "" if value is None else str(value)
        words = normalise(typed)
        if not self.lines:
            words = " ".join(words.split())
        if len(words) > self.characters:
            raise ValidationError(too_long(len(words), self.characters), code="too_long")
        if _hides_something(typed):
            raise ValidationError(
                _(
                    "There were invisible characters in your text. We took them out: "
                    "check whether it still says what you mean, and send it again."
                ),
                code="invisible",
            )
        if words.count("[") > limits.BRACKETS:
            raise ValidationError(
                _("There are too many square brackets in your text. Take some out."),
                code="brackets",
            )
        return words

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Give back what was typed, without what nobody can see."""
        shown = super().bound_data(data, initial)
        return without_invisible(shown) if isinstance(shown, str) else shown


def too_long(length: int, most: int) -> str:
    """Say how much to take out."""
    over = length - most
    return ngettext(
        "This is %(over)s character too long: at most %(most)s fit. Make it a little shorter.",
        "This is %(over)s characters too long: at most %(most)s fit. Make it shorter.",
        over,
    ) % {"over": over, "most": most}


def _hides_something(typed: str) -> bool:
    return len(without_invisible(typed)) != len(_LINE_BREAKS.sub("\n", typed))
