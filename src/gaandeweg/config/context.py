"""What the frame of every page needs from the project."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse


def frame(request: HttpRequest) -> dict[str, object]:
    """Give the frame its fixed addresses."""
    del request
    return {
        "language_url": reverse("language"),
        "not_kept_url": reverse("not_kept"),
        "organisation": settings.ORGANISATION,
        "is_demo": settings.DEMO,
    }
