"""What the pages of the work need to know."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from gaandeweg.kernel import access
from gaandeweg.kernel.abilities import Ability
from gaandeweg.kernel.subjects import url_of
from gaandeweg.kernel.viewer import Viewer
from gaandeweg.kernel.words import Kind
from gaandeweg.people import public as people
from gaandeweg.work.models import Process, ProcessOwner, Service, UnitProcess, Where


@dataclass(frozen=True)
class WorkLine:
    """A process, service or unit in a list."""

    id: UUID
    name: str
    kind: Kind

    @property
    def url(self) -> str:
        """Give the address of its page; a field with a choice of many processes asks for none."""
        return url_of(self.kind, self.id)


@dataclass(frozen=True)
class ProcessGroup:
    """Processes under one heading."""

    name: str
    is_primary: bool
    processes: tuple[WorkLine, ...]


@dataclass(frozen=True)
class ProcessView:
    """What the page of a process shows of the process itself."""

    id: UUID
    name: str
    group: str
    is_primary: bool
    phases: tuple[str, ...]
    services: tuple[WorkLine, ...]
    owner: str


@dataclass(frozen=True)
class ServiceView:
    """What the page of a service shows of the service itself."""

    id: UUID
    name: str
    processes: tuple[WorkLine, ...]


@dataclass(frozen=True)
class UnitView:
    """What the page of a unit shows of the unit itself: its work first."""

    id: UUID
    name: str
    processes: tuple[WorkLine, ...]


@dataclass(frozen=True)
class WhereLine:
    """Where in the work a subject belongs."""

    unit_id: UUID | None
    process_id: UUID | None
    process: str


def process_groups(viewer: Viewer) -> list[ProcessGroup]:
    """List the processes in their groups, primary ones first."""
    rows = access.within(Process.objects.all(), Ability.PROCESS_READ, viewer)
    ordered = rows.order_by("-is_primary", "name", "pk")
    heads: list[tuple[UUID, str, bool]] = []
    lines: dict[UUID, list[WorkLine]] = defaultdict(list)
    for key, name, is_primary, parent_id in ordered.values_list(
        "pk", "name", "is_primary", "parent"
    ):
        if parent_id is None:
            heads.append((key, name, is_primary))
        else:
            lines[parent_id].append(WorkLine(key, name, Kind.PROCESS))
    return [
        ProcessGroup(name, is_primary, tuple(lines[key]))
        for key, name, is_primary in heads
        if key in lines
    ]


def process_page(viewer: Viewer, process_id: UUID) -> ProcessView:
    """Fetch a process with its phases, services and owner."""
    rows = Process.objects.select_related("parent").prefetch_related("phases", "services")
    process = access.get(rows, process_id, Ability.PROCESS_READ, viewer)
    return ProcessView(
        id=process.pk,
        name=process.name,
        group=process.parent.name if process.parent else "",
        is_primary=process.is_primary,
        phases=tuple(phase.name for phase in process.phases.all()),
        services=tuple(_service_line(service) for service in process.services.all()),
        owner=_owner_of(process.pk),
    )


def service_page(viewer: Viewer, service_id: UUID) -> ServiceView:
    """Fetch a service with the processes that deliver it."""
    rows = Service.objects.prefetch_related("processes")
    service = access.get(rows, service_id, Ability.SERVICE_READ, viewer)
    return ServiceView(
        service.pk, service.name, tuple(_process_line(row) for row in service.processes.all())
    )


def unit_page(viewer: Viewer, unit_id: UUID) -> UnitView:
    """Fetch a unit with the processes that it works on, its first one first."""
    unit = access.get(people.all_units(), unit_id, Ability.TEAM_READ, viewer)
    ties = UnitProcess.objects.filter(unit_id=unit_id).select_related("process")
    return UnitView(unit.pk, unit.name, tuple(_process_line(tie.process) for tie in ties))


def process_names(viewer: Viewer) -> dict[UUID, str]:
    """Name every process that one can tie something to."""
    rows = access.within(Process.objects.all(), Ability.PROCESS_READ, viewer)
    named = rows.filter(parent__isnull=False).order_by("name", "pk")
    return dict(named.values_list("pk", "name"))


def processes_of_units(unit_ids: Collection[UUID]) -> list[UUID]:
    """List the processes that units work on, first ones first."""
    ties = UnitProcess.objects.filter(unit_id__in=unit_ids).order_by("number", "pk")
    return list(ties.values_list("process_id", flat=True))


def processes_owned_by(person_id: UUID | None) -> list[UUID]:
    """List the processes of an owner."""
    if person_id is None:
        return []
    owned = ProcessOwner.objects.filter(person_id=person_id).order_by("process__name")
    return list(owned.values_list("process_id", flat=True))


def where_of(subject_ids: Collection[UUID]) -> dict[UUID, WhereLine]:
    """Say where in the work subjects belong."""
    rows = Where.objects.filter(pk__in=subject_ids)
    return {
        key: WhereLine(unit_id, process_id, process or "")
        for key, unit_id, process_id, process in rows.values_list(
            "pk", "unit_id", "process_id", "process__name"
        )
    }


def place_of(subject_id: UUID) -> tuple[WhereLine | None, tuple[str, ...]]:
    """Say where in the work one subject belongs, and its topics, in one query."""
    rows = Where.objects.filter(pk=subject_id).order_by("topics__name")
    found = list(rows.values_list("unit_id", "process_id", "process__name", "topics__name"))
    if not found:
        return None, ()
    unit_id, process_id, process, _topic = found[0]
    topics = tuple(topic for *_rest, topic in found if topic)
    return WhereLine(unit_id, process_id, process or ""), topics


def topics_of(subject_id: UUID) -> tuple[str, ...]:
    """Name the topics of one subject."""
    names = Where.objects.filter(pk=subject_id, topics__isnull=False)
    return tuple(names.order_by("topics__name").values_list("topics__name", flat=True))


def _owner_of(process_id: UUID) -> str:
    owners = ProcessOwner.objects.filter(pk=process_id).values_list("person_id", flat=True)
    return next((named.name for named in people.names_of(owners).values()), "")


def _process_line(process: Process) -> WorkLine:
    return WorkLine(process.pk, process.name, Kind.PROCESS)


def _service_line(service: Service) -> WorkLine:
    return WorkLine(service.pk, service.name, Kind.SERVICE)
