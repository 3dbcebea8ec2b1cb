"""A form carries the key of what it will make, so that posting it twice makes it once."""

from uuid import UUID, uuid4

from django.core import signing

from gaandeweg.kernel.viewer import Viewer

_SALT = "gaandeweg.once"


def new_key(viewer: Viewer) -> str:
    """Make the key of a form for this viewer."""
    return signing.Signer(salt=_SALT).sign(f"{uuid4().hex}.{_holder(viewer)}")


def read_key(key: str, viewer: Viewer) -> UUID:
    """Read a form's key; a new one when it is not ours or not this viewer's."""
    try:
        made, _, holder = signing.Signer(salt=_SALT).unsign(key).partition(".")
    except signing.BadSignature:
        return uuid4()
    return UUID(made) if holder == _holder(viewer) else uuid4()


def _holder(viewer: Viewer) -> str:
    return viewer.person_id.hex if viewer.person_id else ""
