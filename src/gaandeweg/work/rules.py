"""Which process a text is likely about."""

import re
from collections.abc import Mapping, Sequence
from uuid import UUID

# Words that stand in many names of processes, and so say nothing about which one is meant.
_COMMON = frozenset({"aanvragen", "doorgeven", "behandelen", "melding", "en", "van", "een", "of"})
_STEM_LETTERS = 6
_SHORTEST = 3


def likely_process(
    text: str,
    names: Mapping[UUID, str],
    own: Sequence[UUID],
    known: Sequence[UUID] = (),
) -> UUID | None:
    """Name the process that a text is likely about.

    The one whose name shares most words with it; else that of the nearest thing that is `known`
    about it; else the first one of the writer's own team.
    """
    said = _stems(text)
    shared = {key: len(said & _stems(name)) for key, name in names.items()}
    best = max(shared.values(), default=0)
    if best == 0:
        return next((key for key in (*known, *own) if key in names), None)
    found = [key for key in names if shared[key] == best]
    return next((key for key in found if key in own), found[0])


def _stems(text: str) -> frozenset[str]:
    words = re.findall(r"\w+", text.casefold()[:2_000])
    telling = (word for word in words if word not in _COMMON and len(word) >= _SHORTEST)
    return frozenset(word[:_STEM_LETTERS] for word in telling)
