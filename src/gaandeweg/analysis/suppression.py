"""When a figure about a group gives nobody away: a minimum size, for every difference too.

Source: primary and secondary suppression as in the handbook on statistical disclosure control
(Hundepool et al. 2012, chapter 4), applied to sets of contributors.
"""

from collections.abc import Collection, Hashable


def is_releasable(
    contributors: frozenset[Hashable],
    released: Collection[frozenset[Hashable]],
    *,
    minimum: int,
) -> bool:
    """Decide whether a figure may be released, given the groups released before (in persons)."""
    return len(contributors) >= minimum and all(
        _differs_safely(contributors, earlier, minimum) for earlier in released
    )


def _differs_safely(now: frozenset[Hashable], earlier: frozenset[Hashable], minimum: int) -> bool:
    differences = (now - earlier, earlier - now)
    return all(not difference or len(difference) >= minimum for difference in differences)
