"""What was withdrawn long ago goes: nobody can read it, so nobody needs it."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from gaandeweg.kernel import limits
from gaandeweg.kernel.models import Text
from gaandeweg.share.forgetting import forget_words

BATCH = 200


def sweep(now: datetime) -> None:
    """Erase the words of what was withdrawn over a month ago, all that stood under it included."""
    since = now - timedelta(days=limits.WITHDRAWN_DAYS)
    over = Text.objects.filter(
        Q(withdrawn_at__lt=since) | Q(subject__withdrawn_at__lt=since), is_erased=False
    )
    while batch := list(over.order_by("pk")[:BATCH]):
        with transaction.atomic():
            for text in batch:
                forget_words(text, now=now)
