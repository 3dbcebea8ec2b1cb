"""Questions, experiences, and the replies under them."""

from django.db import models

from gaandeweg.kernel.ids import uuid7_now
from gaandeweg.kernel.models import Subject, Text
from gaandeweg.share.words import ReplyKind


class Question(models.Model):
    """What a colleague runs into at work."""

    subject = models.OneToOneField(
        Subject, on_delete=models.CASCADE, primary_key=True, related_name="question"
    )
    text = models.OneToOneField(Text, on_delete=models.PROTECT, related_name="+")
    helped_by = models.ForeignKey("Reply", on_delete=models.SET_NULL, null=True, related_name="+")

    def __str__(self) -> str:
        return str(self.subject_id)


class Experience(models.Model):
    """What a colleague did and saw, shared unasked."""

    subject = models.OneToOneField(
        Subject, on_delete=models.CASCADE, primary_key=True, related_name="experience"
    )
    text = models.OneToOneField(Text, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.subject_id)


class Reply(models.Model):
    """An answer or a follow-up under a question or an experience."""

    id = models.UUIDField(primary_key=True, default=uuid7_now, editable=False)
    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="replies")
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in ReplyKind])
    text = models.OneToOneField(Text, on_delete=models.PROTECT, related_name="reply")
    # The form it came from, so that a form posted twice makes one reply.
    form_key = models.UUIDField(null=True, unique=True, editable=False)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return str(self.pk)


class AlsoAsking(models.Model):
    """A colleague who runs into the same, and hears of the answers; known to nobody else."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="also_asking")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "person"], name="also_asking_once")
        ]

    def __str__(self) -> str:
        return str(self.question_id)


class Thanks(models.Model):
    """A word of thanks from one colleague to another; only they see it, and nobody counts it."""

    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="thanks")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reply", "person"], name="thanks_once")]

    def __str__(self) -> str:
        return str(self.reply_id)
