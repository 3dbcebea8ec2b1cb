"""Figures about groups, released in one place. The thresholds go up only, by no setting below."""

from collections.abc import Collection, Hashable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from gaandeweg.analysis import suppression

T = TypeVar("T")

MINIMUM_GROUP = 10
MINIMUM_TEAMS_OF_LEADERS = 3
MINIMUM_PERSONS_OF_LEADERS = 30
MINIMUM_FREE_TEXTS = 20
MINIMUM_FOR_DISTRIBUTION = 20

_SEAL = object()


class ForgedFigureError(Exception):
    """A disclosed figure is made by `disclose`, and nowhere else."""


class UnregisteredFigureError(Exception):
    """Every figure about a group stands in the register, with its unit of counting."""


class UnsafeThresholdError(Exception):
    """A threshold can be raised, never lowered."""


@dataclass(frozen=True)
class Figure:
    """A figure about groups, as it stands in the register."""

    name: str
    counts: str
    purpose: str
    minimum: int = MINIMUM_GROUP

    def __post_init__(self) -> None:
        if self.minimum < MINIMUM_GROUP:
            raise UnsafeThresholdError(self.name)


class Disclosed(Generic[T]):
    """A figure that may be shown, or the fact that it may not: nothing and hidden look alike."""

    __slots__ = ("_value",)

    def __init__(self, value: T | None, seal: object) -> None:
        if seal is not _SEAL:
            raise ForgedFigureError
        self._value = value

    @property
    def value(self) -> T | None:
        """The figure, or None when there is nothing to show."""
        return self._value


_register: dict[str, Figure] = {}


def register_figure(figure: Figure) -> Figure:
    """Put a figure in the register that the works council reads."""
    _register[figure.name] = figure
    return figure


def registered_figures() -> tuple[Figure, ...]:
    """List every figure about groups that this product can show."""
    return tuple(_register[name] for name in sorted(_register))


def disclose(
    figure: Figure,
    value: T,
    *,
    contributors: Collection[Hashable],
    closed_on: date,
    today: date,
    released: Collection[Collection[Hashable]] = (),
) -> Disclosed[T]:
    """Release a figure when enough different persons stand behind it and behind every difference.

    `released` holds the contributors of each figure released before over the same thing.

    :raises UnregisteredFigureError: when the figure is not in the register.
    """
    if _register.get(figure.name) != figure:
        raise UnregisteredFigureError(figure.name)
    is_safe = closed_on < today and suppression.is_releasable(
        frozenset(contributors), [frozenset(group) for group in released], minimum=figure.minimum
    )
    return Disclosed(value if is_safe else None, _SEAL)
