"""Questions and experiences are subjects: where their pages are."""

from django.urls import reverse

from gaandeweg.kernel.subjects import register_kind
from gaandeweg.kernel.words import Kind

register_kind(Kind.QUESTION, url=lambda question_id: reverse("question", args=[question_id]))
register_kind(
    Kind.EXPERIENCE, url=lambda experience_id: reverse("experience", args=[experience_id])
)
