"""Pure parts of the benches: arrivals at an open loop, percentiles, aims and tables."""

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

# An error or a timeout counts as this long: a server that refuses must not look fast.
FAILED_SECONDS = 10.0


@dataclass(frozen=True)
class Arrival:
    """One request that must leave at its moment, whether or not earlier ones have returned."""

    at: float
    what: str


@dataclass(frozen=True)
class Spread:
    """How long requests of one kind took, in milliseconds from their intended start."""

    count: int
    failed: int
    p50: float
    p95: float
    p99: float
    worst: float


@dataclass(frozen=True)
class Aim:
    """A figure with the most that it may be."""

    name: str
    found: float
    most: float

    @property
    def is_met(self) -> bool:
        """Whether the figure stays within its aim."""
        return self.found <= self.most


def fixed_arrivals(
    *, seconds: float, rate: float, shares: Mapping[str, int], seed: int
) -> tuple[Arrival, ...]:
    """Plan requests at even distances; kinds come in their shares, shuffled within each round."""
    chance = random.Random(seed)
    round_of_kinds = [kind for kind, share in shares.items() for _ in range(share)]
    kinds: list[str] = []
    while len(kinds) < int(seconds * rate):
        chance.shuffle(round_of_kinds)
        kinds += round_of_kinds
    return tuple(
        Arrival(number / rate, kind) for number, kind in enumerate(kinds[: int(seconds * rate)])
    )


def percentile(values: Sequence[float], share: float) -> float:
    """Give the smallest value that this share of all values does not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def spread(seconds: Sequence[float | None]) -> Spread:
    """Sum up durations; None is a request that failed."""
    counted = [FAILED_SECONDS if took is None else took for took in seconds]
    milliseconds = [1000 * took for took in counted]
    return Spread(
        count=len(counted),
        failed=sum(took is None for took in seconds),
        p50=round(percentile(milliseconds, 0.50), 1),
        p95=round(percentile(milliseconds, 0.95), 1),
        p99=round(percentile(milliseconds, 0.99), 1),
        worst=round(max(milliseconds), 1),
    )


def table(rows: Sequence[Mapping[str, object]]) -> str:
    """Lay rows of the same keys under their names."""
    if not rows:
        return ""
    lines = [list(rows[0]), *([_said(value) for value in row.values()] for row in rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(lines[0]))]
    laid = [
        "  ".join(
            word.ljust(width) if place == 0 else word.rjust(width)
            for place, (word, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    ]
    return "\n".join([laid[0], "  ".join("-" * width for width in widths), *laid[1:]])


def verdict(aims: Sequence[Aim]) -> str:
    """Say of each aim whether it is met."""
    return table(
        [{"aim": aim.name, "found": aim.found, "most": aim.most, "": _met(aim)} for aim in aims]
    )


def as_json(spread_or_aim: Spread | Aim) -> dict[str, object]:
    """Give a figure as plain values."""
    return asdict(spread_or_aim)


def _met(aim: Aim) -> str:
    return "met" if aim.is_met else "MISSED"


def _said(value: object) -> str:
    return f"{value:.1f}" if isinstance(value, float) else str(value)
