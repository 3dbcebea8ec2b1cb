"""Accounts, persons, units in a tree, memberships, roles, and who wrote what."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from gaandeweg.kernel.ids import uuid7_now
from gaandeweg.kernel.models import Subject, Text
from gaandeweg.kernel.viewer import Role
from gaandeweg.people.words import AuthorKind, MemberRole, UnitKind


class AccountRows(BaseUserManager["Account"]):
    """Look accounts up by their mail address, whatever its capitals."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        """Find the account of a mail address."""
        return self.get(mail=(username or "").casefold())


class Account(AbstractBaseUser):
    """The means to sign in: a mail address and a password. When it goes, what was written stays."""

    mail = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)
    # Framework defaults would keep when somebody was last here. We do not.
    last_login: None = None

    USERNAME_FIELD = "mail"
    EMAIL_FIELD = "mail"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[AccountRows] = AccountRows()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(mail=Lower("mail")), name="mail_in_lower_case"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Person(models.Model):
    """A colleague, to whom texts and memberships point."""

    id = models.UUIDField(primary_key=True, default=uuid7_now, editable=False)
    account = models.OneToOneField(
        Account, on_delete=models.SET_NULL, null=True, related_name="person"
    )
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=2, blank=True)
    has_left = models.BooleanField(default=False)

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return str(self.pk)


class Unit(models.Model):
    """A part of the organisation: a team, a department, the whole. Never moved in place."""

    subject = models.OneToOneField(Subject, on_delete=models.PROTECT, primary_key=True)
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in UnitKind])
    name = models.CharField(max_length=120)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    # Ids from the top down to this unit, with spaces between: it never changes, units do not move.
    path = models.TextField()
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True)
                | models.Q(until_on__gte=models.F("from_on")),
                name="unit_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A person in a unit, from a day until a day."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(
        max_length=8,
        choices=[(role.value, role.value) for role in MemberRole],
        default=MemberRole.MEMBER.value,
    )
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "unit"],
                condition=models.Q(until_on__isnull=True),
                name="one_running_membership",
            )
        ]

    def __str__(self) -> str:
        return f"{self.role} of {self.unit_id}"


class OrganisationRole(models.Model):
    """A role that somebody has for the whole organisation."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="organisation_roles")
    role = models.CharField(max_length=16, choices=[(role.value, role.value) for role in Role])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "role"], name="organisation_role_once")
        ]

    def __str__(self) -> str:
        return self.role


class Invitation(models.Model):
    """A mail address that may join a unit; gone when taken up or past its day."""

    id = models.UUIDField(primary_key=True, default=uuid7_now, editable=False)
    mail = models.EmailField()
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, null=True, related_name="invitations")
    role = models.CharField(max_length=8, default=MemberRole.MEMBER.value)
    until_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mail", "unit"], name="invited_once")]

    def __str__(self) -> str:
        return str(self.pk)


class CouncilNote(models.Model):
    """That the works council knows: the day and the role of who said so, no person."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    noted_on = models.DateField()
    by_role = models.CharField(max_length=16)

    class Meta:
        ordering = ["-noted_on", "-id"]

    def __str__(self) -> str:
        return f"{self.noted_on}"


class Authorship(models.Model):
    """Who stands under a text: a row of its own, so that erasing an author never touches text."""

    text = models.OneToOneField(
        Text, on_delete=models.CASCADE, primary_key=True, related_name="authorship"
    )
    kind = models.CharField(max_length=8, choices=[(kind.value, kind.value) for kind in AuthorKind])
    person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="authorships"
    )
    source = models.CharField(max_length=120, blank=True)

    def __str__(self) -> str:
        return self.kind
