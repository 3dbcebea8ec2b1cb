"""What is known about what somebody runs into, and what a new question could be tied to."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from gaandeweg.analysis.text.passages import Asked, Passage
from gaandeweg.insight import public as insight
from gaandeweg.kernel import access, limits, markdown
from gaandeweg.kernel.abilities import Ability
from gaandeweg.kernel.models import Text
from gaandeweg.kernel.viewer import Viewer
from gaandeweg.share.audience import audience_choices
from gaandeweg.share.queries.lines import ThingLine, lines_of, shared
from gaandeweg.work import public as work

FAR_LESS = 0.3
GroupedChoices = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True)
class FindPage:
    """What is known, and what a new question or experience could be tied to."""

    known: tuple[ThingLine, ...]
    processes: GroupedChoices
    process_names: dict[UUID, str]
    likely_process: UUID | None
    audiences: tuple[tuple[str, str], ...]


def find_known(
    viewer: Viewer, query: str, *, limit: int = limits.PAGE_LENGTH
) -> tuple[ThingLine, ...]:
    """Find what is known about something: each thread once, the best passage with it."""
    return _known(viewer, query, work.processes_of_units(viewer.unit_ids), limit)


def find_page(viewer: Viewer, query: str) -> FindPage:
    """Find what is known, and suggest where in the work a new question would belong."""
    own = work.processes_of_units(viewer.unit_ids)
    groups = work.process_groups(viewer)
    names = {line.id: line.name for group in groups for line in group.processes}
    known = _known(viewer, query, own, limits.KNOWN_COUNT)
    keys = {name: key for key, name in names.items()}
    nearby = [keys[line.where] for line in known[:1] if line.where in keys]
    return FindPage(
        known=known,
        processes=process_choices(groups),
        process_names=names,
        likely_process=work.likely_process(query, names, own, nearby),
        audiences=tuple(audience_choices(viewer)),
    )


def share_choices(viewer: Viewer) -> tuple[GroupedChoices, tuple[tuple[str, str], ...]]:
    """Give what the form to share offers: processes, and audiences."""
    return process_choices(work.process_groups(viewer)), tuple(audience_choices(viewer))


def process_choices(groups: Sequence[work.ProcessGroup]) -> GroupedChoices:
    """Make the choices of a field in which one chooses a process."""
    return tuple(
        (group.name, tuple((str(line.id), line.name) for line in group.processes))
        for group in groups
    )


def _known(
    viewer: Viewer, query: str, own_processes: Collection[UUID], limit: int
) -> tuple[ThingLine, ...]:
    access.require(Ability.FIND, viewer)
    asked = query[: limits.QUERY_CHARACTERS].strip()
    if not asked:
        return ()
    hits = insight.search(
        asked,
        labels=viewer.labels,
        places_boost=frozenset(f"process:{key}" for key in own_processes),
        limit=limit,
    )
    # What matches far less than the best only stands in the way.
    floor = hits[0].score * FAR_LESS if hits else 0.0
    order = {UUID(hit.id): place for place, hit in enumerate(hits) if hit.score >= floor}
    # The index may lag a moment; who may read what is asked of the database.
    found = sorted(shared(viewer).filter(pk__in=order), key=lambda row: order[row.pk])
    return lines_of(found, with_authors=False, passages=_passages(order, asked))


def _passages(subject_ids: Iterable[UUID], query: str) -> dict[UUID, Passage]:
    rows = Text.objects.filter(
        subject_id__in=list(subject_ids), withdrawn_at__isnull=True, is_erased=False
    )
    said = rows.exclude(current__body="").order_by("pk")
    bodies: dict[UUID, list[str]] = {}
    languages: dict[UUID, str] = {}
    for key, body, language in said.values_list("subject_id", "current__body", "current__language"):
        bodies.setdefault(key, []).append(markdown.to_plain(body))
        languages.setdefault(key, language)
    asked = Asked(query)
    return {
        key: asked.best_passage("\n".join(parts), language=languages[key])
        for key, parts in bodies.items()
    }
