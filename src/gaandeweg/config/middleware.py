"""What is refused before anything of it is read."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from gaandeweg.config import errors
from gaandeweg.kernel import limits


class BodyMiddleware:
    """Refuses a body that is too large, files and all, and one that hides how large it is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, unless there is too much to read."""
        length = request.META.get("CONTENT_LENGTH") or ""
        if length.isdigit() and int(length) > limits.BODY_BYTES:
            return errors.too_much(request)
        if request.method == "POST" and not length:
            return errors.of_unknown_length(request)
        return self.get_response(request)
