"""Make Noorderhaaks: people, units, work, a year of questions and experiences."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from importlib.resources import files
from typing import Any
from uuid import UUID, uuid4
from zlib import crc32

from django.db import transaction
from django.utils import timezone

from gaandeweg.demo.cast import mail_of
from gaandeweg.kernel import outbox
from gaandeweg.kernel.viewer import Role, Viewer
from gaandeweg.people import public as people
from gaandeweg.share import public as share
from gaandeweg.work import public as work

_WORLD = files("gaandeweg.demo") / "world"
_YEAR = timedelta(days=365)
_SATURDAY = 5
_FIRST_HOUR, _HOURS = 8, 9
_AUDIENCES = {
    "all": share.Audience.EVERYONE,
    "department": share.Audience.DEPARTMENT,
    "team": share.Audience.TEAM,
}

Entry = Mapping[str, Any]


@dataclass
class World:
    """What has been made so far, by the keys of the files."""

    now: datetime
    units: dict[str, UUID] = field(default_factory=dict)
    persons: dict[str, UUID] = field(default_factory=dict)
    processes: dict[str, UUID] = field(default_factory=dict)
    viewers: dict[str, Viewer] = field(default_factory=dict)

    def viewer(self, key: str) -> Viewer:
        """Look with the eyes of somebody of Noorderhaaks."""
        if key not in self.viewers:
            self.viewers[key] = people.viewer_for_id(
                self.persons[key], timezone.localdate(self.now)
            )
        return self.viewers[key]


def make_world(today: date) -> None:
    """Make the whole municipality, unless it is there."""
    if people.all_units().exists():
        return
    now = timezone.localtime() if today == timezone.localdate() else _evening_of(today)
    with transaction.atomic():
        world = World(now)
        organisation = _read("organisation")
        world.processes = work.fill_with_starter_list(now - _YEAR)
        _make_units(world, organisation)
        _make_people(world, organisation)
        for moment, entry, action in sorted(_told(world), key=lambda told: told[0]):
            _share(world, moment, entry, action)
        _let_go(world, organisation)
    # What happened before today has had its mails; the index is made whole at the first start.
    outbox.place_cursor(outbox.DELIVERER, *outbox.newest())


def _read(name: str) -> Entry:
    return tomllib.loads((_WORLD / f"{name}.toml").read_text("utf-8"))


def _make_units(world: World, organisation: Entry) -> None:
    begun = world.now - _YEAR
    top = organisation["organisation"]
    world.units[top["key"]] = people.make_organisation(top["name"], begun)
    for department in organisation["department"]:
        _make_unit(world, department, people.UnitKind.DEPARTMENT, top["key"], begun)
    for team in organisation["team"]:
        _make_unit(world, team, people.UnitKind.TEAM, team["department"], begun)
        for process in team["processes"]:
            work.tie_unit_to_process(
                unit_id=world.units[team["key"]], process_id=world.processes[process]
            )


def _make_unit(
    world: World, entry: Entry, kind: people.UnitKind, parent: str, begun: datetime
) -> None:
    world.units[entry["key"]] = people.make_unit(
        kind=kind,
        name=entry["name"],
        parent_id=world.units[parent],
        from_on=timezone.localdate(begun),
        now=begun,
    )


def _make_people(world: World, organisation: Entry) -> None:
    domain = organisation["organisation"]["mail_domain"]
    for team in organisation["team"]:
        for number, name in enumerate(team["members"], start=1):
            leads = team["lead"] == number
            _make_person(world, f"{team['key']}/{number}", name, team["key"], domain, leads=leads)
    for member in organisation["cast"]:
        leads = member["role"] == people.MemberRole.LEAD
        _make_person(world, member["key"], member["name"], member["team"], domain, leads=leads)
        if member["organisation_role"]:
            role = Role(member["organisation_role"])
            people.give_role(person_id=world.persons[member["key"]], role=role)
        for process in member["owns"]:
            _own(world, process, member["key"])
    for owner in organisation["owner"]:
        _own(world, owner["process"], owner["person"])


def _make_person(world: World, key: str, name: str, unit: str, domain: str, *, leads: bool) -> None:
    begun = world.now - _YEAR
    world.persons[key] = people.make_person(
        name=name, mail=mail_of(name, domain), language="nl", now=begun
    )
    people.join(
        person_id=world.persons[key],
        unit_id=world.units[unit],
        role=people.MemberRole.LEAD if leads else people.MemberRole.MEMBER,
        from_on=timezone.localdate(begun),
    )


def _own(world: World, process: str, person: str) -> None:
    work.own_process(process_id=world.processes[process], person_id=world.persons[person])


def _told(world: World) -> Iterator[tuple[datetime, Entry, Any]]:
    for name in ("questions_people", "questions_place"):
        for entry in _read(name)["question"]:
            yield _moment(world, entry), entry, share.ask_question
    for entry in _read("experiences")["experience"]:
        yield _moment(world, entry), entry, share.tell_experience


def _share(world: World, moment: datetime, entry: Entry, action: Any) -> None:
    process = entry.get("process")
    subject_id = action(
        viewer=world.viewer(entry["by"]),
        form_key=uuid4(),
        words=share.Words(entry["title"], entry.get("body", "").strip()),
        placing=share.Placing(
            _AUDIENCES[entry["audience"]], world.processes[process] if process else None
        ),
        now=moment,
    )
    _reply(world, moment, subject_id, entry)


def _reply(world: World, moment: datetime, subject_id: UUID, entry: Entry) -> None:
    answers: Sequence[Entry] = entry.get("answer", [])
    said = [(answer, False) for answer in answers]
    said += [(follow_up, True) for follow_up in entry.get("follow_up", [])]
    made: dict[int, UUID] = {}
    for reply, is_follow_up in sorted(said, key=lambda each: each[0]["after_hours"]):
        at = min(moment + timedelta(hours=reply["after_hours"]), world.now - timedelta(minutes=5))
        made[id(reply)] = share.write_reply(
            viewer=world.viewer(reply["by"]),
            subject_id=subject_id,
            form_key=uuid4(),
            body=reply["body"].strip(),
            asks_back=is_follow_up,
            now=at,
        )
    if entry.get("helped"):
        helped = made[id(answers[entry["helped"] - 1])]
        share.settle_question(viewer=world.viewer(entry["by"]), reply_id=helped, now=world.now)
        share.thank(viewer=world.viewer(entry["by"]), reply_id=helped)


def _let_go(world: World, organisation: Entry) -> None:
    for former in organisation["former"]:
        left = world.now - timedelta(days=former["left_days_ago"])
        people.deactivate(person_id=world.persons[former["by"]], today=timezone.localdate(left))


def _moment(world: World, entry: Entry) -> datetime:
    """Choose an hour of a working day, always the same one for the same entry."""
    day = timezone.localdate(world.now) - timedelta(days=entry["days_ago"])
    if day.weekday() >= _SATURDAY:
        day -= timedelta(days=day.weekday() - _SATURDAY + 1)
    minutes = crc32(entry["key"].encode()) % (_HOURS * 60)
    moment = datetime.combine(day, time(_FIRST_HOUR), tzinfo=world.now.tzinfo)
    return min(moment + timedelta(minutes=minutes), world.now - timedelta(minutes=30)).astimezone(
        UTC
    )


def _evening_of(day: date) -> datetime:
    return datetime.combine(day, time(18), tzinfo=timezone.get_current_timezone())
