"""Attempts to sign in are counted under a code: nobody reads in a row whose attempt it was."""

from django.utils.crypto import salted_hmac

_SALT = "gaandeweg.attempts"


def hidden_key(key: str, prefix: str, version: int) -> str:
    """Turn a key with a network address or an account in it into a code."""
    return salted_hmac(_SALT, f"{prefix}:{version}:{key}", algorithm="sha256").hexdigest()
