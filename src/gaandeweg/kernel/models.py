"""Subjects and who may see them, texts and their versions, the outbox, letters."""

from typing import Any

from django.db import models

from gaandeweg.kernel.ids import uuid7_now
from gaandeweg.kernel.words import Kind, LetterState


class Subject(models.Model):
    """A thing with a page: what the thread, panels, audience and notices refer to."""

    id = models.UUIDField(primary_key=True, default=uuid7_now, editable=False)
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in Kind])
    title = models.CharField(max_length=200, blank=True)
    made_on = models.DateField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    # The form it came from, so that a form posted twice makes one thing.
    form_key = models.UUIDField(null=True, unique=True, editable=False)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["kind", "-id"], name="subject_kind_newest")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class AudienceLabel(models.Model):
    """Who may see a subject: `all`, `unit:<id>` or `person:<id>`."""

    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="audience_labels")
    label = models.CharField(max_length=48)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["label", "subject"], name="audience_label_once")
        ]

    def __str__(self) -> str:
        return self.label


class Text(models.Model):
    """What somebody wrote; its words stand in versions that never change."""

    id = models.UUIDField(primary_key=True, default=uuid7_now, editable=False)
    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="texts")
    current = models.OneToOneField(
        "TextVersion", on_delete=models.PROTECT, null=True, related_name="current_of"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    is_erased = models.BooleanField(default=False)

    def __str__(self) -> str:
        return str(self.pk)


class TextVersion(models.Model):
    """One version of a text, in its language, rendered once."""

    text = models.ForeignKey(Text, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    language = models.CharField(max_length=2)
    made_at = models.DateTimeField()
    html = models.TextField(blank=True)
    renderer = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["text", "number"]
        constraints = [
            models.UniqueConstraint(fields=["text", "number"], name="version_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.text_id}, {self.number}"


class OutboxEvent(models.Model):
    """What happened, written in the transaction in which it happened."""

    id = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=60)
    version = models.PositiveSmallIntegerField(default=1)
    ids: "models.JSONField[dict[str, str], dict[str, Any]]" = models.JSONField()
    # PostgreSQL: the transaction, so that a late commit is never skipped. SQLite: always 0.
    transaction = models.BigIntegerField(default=0)
    told_at = models.DateTimeField()

    class Meta:
        ordering = ["transaction", "id"]
        indexes = [models.Index(fields=["transaction", "id"], name="outbox_in_order")]

    def __str__(self) -> str:
        return f"{self.name} {self.pk}"


class OutboxCursor(models.Model):
    """How far one consumer has read the outbox."""

    consumer = models.CharField(max_length=80, primary_key=True)
    transaction = models.BigIntegerField(default=0)
    event_id = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.consumer} at {self.transaction}/{self.event_id}"


class Delivery(models.Model):
    """One event brought to one reaction: done, or to be tried again."""

    event = models.ForeignKey(OutboxEvent, on_delete=models.CASCADE, related_name="deliveries")
    reaction = models.CharField(max_length=80)
    is_done = models.BooleanField(default=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    # The type of the error and where it rose, never its words: those may quote a text.
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "reaction"], name="reaction_once")]
        indexes = [
            models.Index(
                fields=["next_at"], condition=models.Q(is_done=False), name="delivery_to_retry"
            )
        ]

    def __str__(self) -> str:
        return f"{self.reaction} of {self.event_id}"


class Letter(models.Model):
    """A mail that waits; its words are made when it leaves, so that erasure reaches it."""

    id = models.BigAutoField(primary_key=True)
    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=40)
    recipient = models.CharField(max_length=120)
    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, null=True, related_name="+")
    ids: "models.JSONField[dict[str, str], dict[str, Any]]" = models.JSONField(default=dict)
    state = models.CharField(max_length=10, default=LetterState.WAITING.value)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["state", "next_at"], name="letter_waiting")]

    def __str__(self) -> str:
        return self.key


class Heartbeat(models.Model):
    """When a background loop last went round."""

    loop = models.CharField(max_length=80, primary_key=True)
    beat_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.loop
