"""Forms of sign-in, invitations and accounts, with sentences that say what to do."""

import re
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from django import forms
from django.conf import settings
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from gaandeweg.kernel import limits
from gaandeweg.kernel.typed import WordsField
from gaandeweg.kernel.viewer import Role
from gaandeweg.people.labels import ROLES

_PIECES = re.compile(r"[,;\r\n\t]+")
_NAMED = re.compile(r"<(?P<mail>[^<>\s]{1,254})>")  # Karin Postma <karin@noorderhaaks.test>
_PASSWORD_HINT = _("At least 12 characters. Four words that do not belong together are good.")
_MAIL_MISSING = {
    "required": _("Fill in your mail address."),
    "invalid": _("This is not a mail address. It looks like name@organisation.nl."),
    "max_length": _("This is not a mail address. It looks like name@organisation.nl."),
}
_PASSWORD_MISSING = {"required": _("Fill in a password.")}


def _say(field: forms.Field, label: Any, messages: dict[str, Any], hint: Any = "") -> None:
    field.label = label
    field.help_text = hint
    field.error_messages = {**field.error_messages, **messages}
    field.widget.attrs.pop("placeholder", None)


class SignInForm(LoginForm):  # type: ignore[misc] # allauth has no types
    """Mail address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self.fields["login"], _("Mail address"), _MAIL_MISSING)
        _say(self.fields["password"], _("Password"), _PASSWORD_MISSING)


class AskNewPasswordForm(ResetPasswordForm):  # type: ignore[misc] # allauth has no types
    """The mail address of who forgot the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self.fields["email"], _("Mail address"), _MAIL_MISSING)


class NewPasswordForm(ResetPasswordKeyForm):  # type: ignore[misc] # allauth has no types
    """A new password, twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self.fields["password1"], _("New password"), _PASSWORD_MISSING, _PASSWORD_HINT)
        _say(self.fields["password2"], _("New password once more"), _PASSWORD_MISSING)


class OwnPasswordForm(ChangePasswordForm):  # type: ignore[misc] # allauth has no types
    """The password now, and a new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self.fields["oldpassword"], _("Your password now"), _PASSWORD_MISSING)
        _say(self.fields["password1"], _("New password"), _PASSWORD_MISSING, _PASSWORD_HINT)
        _say(self.fields["password2"], _("New password once more"), _PASSWORD_MISSING)


class PasswordField(forms.CharField):
    """A new password, judged as the settings say."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Password"))
        super().__init__(
            strip=False,
            max_length=limits.PASSWORD_CHARACTERS,
            widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
            error_messages={
                **_PASSWORD_MISSING,
                "max_length": _("This password is too long. Choose a shorter one."),
            },
            **kwargs,
        )

    def validate(self, value: str) -> None:
        """Judge the password.

        :raises ValidationError: with a sentence that says what to do.
        """
        super().validate(value)
        password_validation.validate_password(value)


def _name_field() -> WordsField:
    return WordsField(
        characters=limits.NAME_CHARACTERS,
        label=_("Your name"),
        help_text=_("As colleagues know you. It stands under what you write."),
        error_messages={"required": _("Fill in your name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


def _mail_field(**kwargs: Any) -> forms.EmailField:
    kwargs.setdefault("label", _("Mail address"))
    return forms.EmailField(
        error_messages=_MAIL_MISSING,
        max_length=limits.MAIL_CHARACTERS,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        **kwargs,
    )


class JoinForm(forms.Form):
    """Who was invited: a name and a password."""

    name = _name_field()
    password = PasswordField(help_text=_PASSWORD_HINT)


class BeginForm(forms.Form):
    """The first start: the organisation, and who looks after the accounts."""

    organisation = WordsField(
        characters=limits.UNIT_NAME_CHARACTERS,
        label=_("Name of your organisation"),
        error_messages={"required": _("Fill in the name of your organisation.")},
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    name = _name_field()
    mail = _mail_field()
    password = PasswordField(help_text=_PASSWORD_HINT)
    password_again = forms.CharField(
        label=_("Password once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages=_PASSWORD_MISSING,
    )

    def clean(self) -> dict[str, Any]:
        """See that both passwords are the same."""
        typed = super().clean() or {}
        first, second = typed.get("password"), typed.get("password_again")
        if first and second and first != second:
            self.add_error(
                "password_again", _("The passwords are not the same. Type the same one twice.")
            )
        return typed


class MailsField(forms.CharField):
    """Mail addresses with anything between them, as they are copied from elsewhere."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off", "spellcheck": "false"}),
            error_messages={"required": _("Fill in at least one mail address.")},
            **kwargs,
        )

    def clean(self, value: Any) -> list[str]:
        """Read the addresses, each once, in their order.

        :raises ValidationError: naming what is not an address.
        """
        typed = super().clean(value)
        mails = [mail for mail in _addresses_in(typed) if mail]
        if not mails:
            raise ValidationError(_("Fill in at least one mail address."), code="required")
        if len(mails) > limits.INVITATIONS_AT_ONCE:
            raise ValidationError(_too_many(), code="too_many")
        wrong = [mail for mail in mails if not _is_mail(mail)]
        if wrong:
            raise ValidationError(
                _("This is not a mail address: %(mail)s. Correct it, or take it out."),
                code="invalid",
                params={"mail": wrong[0][:80]},
            )
        return mails


class InviteForm(forms.Form):
    """Colleagues to invite to a team."""

    mails = MailsField(
        label=_("Mail addresses"), help_text=_("Below each other, or with commas between them.")
    )


class InviteColleagueForm(forms.Form):
    """A colleague whom the administrator invites."""

    mail = _mail_field()
    unit = forms.TypedChoiceField(label=_("Where"), coerce=UUID)

    def __init__(self, *args: Any, units: Sequence[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        if isinstance(field, forms.TypedChoiceField):
            field.choices = [(str(key), name) for key, name in units]


class RolesForm(forms.Form):
    """The roles of a colleague for the organisation."""

    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        required=False,
        choices=[(role.value, label) for role, label in ROLES.items()],
        widget=forms.CheckboxSelectMultiple,
    )

    def chosen(self) -> frozenset[Role]:
        """Give the roles that were ticked."""
        return frozenset(Role(value) for value in self.cleaned_data["roles"])


class ColleagueForm(forms.Form):
    """Which colleague it is about."""

    person = forms.UUIDField(widget=forms.HiddenInput)


class InvitationForm(forms.Form):
    """Which invitation it is about."""

    invitation = forms.UUIDField(widget=forms.HiddenInput)


class OwnAccountForm(forms.Form):
    """One's own name, and the language of pages and mail."""

    name = _name_field()
    language = forms.ChoiceField(
        label=_("Language"),
        help_text=_("Of the pages here, and of the mail that you get."),
        choices=settings.LANGUAGES,
    )


def _addresses_in(typed: str) -> list[str]:
    """Take the addresses out of what was copied: bare, or as mail programmes write them."""
    found: list[str] = []
    for piece in _PIECES.split(typed):
        named = _NAMED.search(piece)
        found += [named["mail"]] if named else piece.split()
    return list(dict.fromkeys(mail.strip("\"'()<>.").casefold() for mail in found))


def _is_mail(mail: str) -> bool:
    try:
        validate_email(mail)
    except ValidationError:
        return False
    return len(mail) <= limits.MAIL_CHARACTERS


def _too_many() -> str:
    most = limits.INVITATIONS_AT_ONCE
    return ngettext(
        "At most %(most)s address fits at once. Do the rest after this.",
        "At most %(most)s addresses fit at once. Do the rest after this.",
        most,
    ) % {"most": most}
