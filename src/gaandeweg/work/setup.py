"""Making processes, services and topics, for a first start, an import and the demo."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import datetime
from importlib.resources import files
from typing import Any
from uuid import UUID

from django.db import transaction

from gaandeweg.kernel import limits
from gaandeweg.kernel.events import WorkChanged, tell
from gaandeweg.kernel.ids import uuid7
from gaandeweg.kernel.subjects import make_subject
from gaandeweg.kernel.viewer import everyone_label
from gaandeweg.kernel.words import Kind
from gaandeweg.work.models import (
    Phase,
    Process,
    ProcessOwner,
    Service,
    Topic,
    UnitProcess,
    Where,
)

STARTER = "starter"


def make_process(
    *,
    name: str,
    is_primary: bool,
    parent_id: UUID | None,
    phases: Sequence[str],
    now: datetime,
    source: str = "",
    external_id: str = "",
) -> UUID:
    """Make a process with its phases."""
    with transaction.atomic():
        subject = make_subject(
            Kind.PROCESS, title=name, labels=[everyone_label()], now=now, subject_id=uuid7(now)
        )
        process = Process.objects.create(
            subject=subject,
            name=name,
            is_primary=is_primary,
            parent_id=parent_id,
            source=source,
            external_id=external_id,
        )
        Phase.objects.bulk_create(
            Phase(process=process, number=number, name=phase)
            for number, phase in enumerate(phases, start=1)
        )
        tell(WorkChanged(subject.pk), now=now)
    return subject.pk


def make_service(
    *,
    name: str,
    process_ids: Sequence[UUID],
    now: datetime,
    source: str = "",
    external_id: str = "",
) -> UUID:
    """Make a service, and say which processes deliver it."""
    with transaction.atomic():
        subject = make_subject(
            Kind.SERVICE, title=name, labels=[everyone_label()], now=now, subject_id=uuid7(now)
        )
        service = Service.objects.create(
            subject=subject, name=name, source=source, external_id=external_id
        )
        service.processes.set(Process.objects.filter(pk__in=process_ids))
        tell(WorkChanged(subject.pk), now=now)
    return subject.pk


def own_process(*, process_id: UUID, person_id: UUID) -> None:
    """Give a process its owner."""
    ProcessOwner.objects.update_or_create(process_id=process_id, defaults={"person_id": person_id})


def tie_unit_to_process(*, unit_id: UUID, process_id: UUID) -> None:
    """Say that a unit works on a process; the first one heads its page."""
    number = UnitProcess.objects.filter(unit_id=unit_id).count() + 1
    UnitProcess.objects.get_or_create(
        unit_id=unit_id, process_id=process_id, defaults={"number": number}
    )


def place_subject(
    *,
    subject_id: UUID,
    unit_id: UUID | None,
    process_id: UUID | None,
    topics: Sequence[str] = (),
) -> None:
    """Say where in the work a subject belongs."""
    where, is_new = Where.objects.update_or_create(
        subject_id=subject_id, defaults={"unit_id": unit_id, "process_id": process_id}
    )
    if topics or not is_new:
        where.topics.set([_topic(name) for name in topics[: limits.TOPICS_OF_A_SUBJECT]])


def forget_topics(subject_id: UUID) -> None:
    """Take away what a subject was said to be about, and words that nothing else is about."""
    used = Where.topics.through.objects
    own = list(used.filter(where_id=subject_id).values_list("topic_id", flat=True))
    used.filter(where_id=subject_id).delete()
    Topic.objects.filter(pk__in=own).exclude(pk__in=used.values("topic_id")).delete()


def fill_with_starter_list(now: datetime) -> dict[str, UUID]:
    """Make the starter list of processes and services, once; returns their ids by key."""
    starter = tomllib.loads((files("gaandeweg.work") / "starter.toml").read_text("utf-8"))
    made = {process.external_id: process.pk for process in Process.objects.filter(source=STARTER)}
    with transaction.atomic():
        for group in starter["group"]:
            _make_from_starter(group, made, None, now)
        for process in starter["process"]:
            _make_from_starter(process, made, made[process["group"]], now)
        _make_services(starter["service"], made, now)
    return made


def _make_services(
    services: Sequence[Mapping[str, Any]], processes: Mapping[str, UUID], now: datetime
) -> None:
    present = set(Service.objects.filter(source=STARTER).values_list("external_id", flat=True))
    for service in services:
        if service["key"] not in present:
            make_service(
                name=service["name"],
                process_ids=[processes[key] for key in service["processes"]],
                now=now,
                source=STARTER,
                external_id=service["key"],
            )


def _make_from_starter(
    entry: Mapping[str, Any], made: dict[str, UUID], parent_id: UUID | None, now: datetime
) -> None:
    if entry["key"] not in made:
        made[entry["key"]] = make_process(
            name=entry["name"],
            is_primary=entry["is_primary"],
            parent_id=parent_id,
            phases=entry.get("phases", []),
            now=now,
            source=STARTER,
            external_id=entry["key"],
        )


def _topic(name: str) -> Topic:
    short = name[: limits.TOPIC_CHARACTERS]
    # Small letters can be more than capitals: ß becomes ss.
    key = short.casefold()[: limits.TOPIC_CHARACTERS]
    topic, _ = Topic.objects.get_or_create(key=key, defaults={"name": short})
    return topic
