"""Write the rows of a world: units, people, threads. Imported once Django is set up."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from importlib import import_module
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Model, OuterRef, Subquery
from django.http import HttpRequest
from django.utils import timezone

from bench.texts import Told, read_sources, recombined, typed_queries
from bench.world import RARE_WORD, Landmarks
from gaandeweg.kernel import access, markdown
from gaandeweg.kernel.abilities import Ability
from gaandeweg.kernel.ids import uuid7
from gaandeweg.kernel.models import AudienceLabel, Subject, Text, TextVersion
from gaandeweg.kernel.viewer import Role, everyone_label, person_label, unit_label
from gaandeweg.kernel.words import Kind
from gaandeweg.people import public as people
from gaandeweg.people.models import Account, Authorship, Membership, Person
from gaandeweg.people.words import AuthorKind
from gaandeweg.share import rules
from gaandeweg.share.models import Experience, Question, Reply
from gaandeweg.share.words import Audience
from gaandeweg.work import public as work
from gaandeweg.work.models import Where

_TEAM_PEOPLE = 12
_DEPARTMENT_TEAMS = 10
_PROCESSES_OF_A_TEAM = 3
_DAYS = 730
_BATCH = 500
_EXPERIENCE_SHARE = 0.15
_SETTLED_SHARE = 0.5
_PLACED_SHARE = 0.85
# Most of what is asked is for everybody.
_AUDIENCES = (Audience.EVERYONE,) * 6 + (Audience.TEAM,) * 2 + (Audience.DEPARTMENT,) * 2
_VISITORS = 20
_LANDMARK_QUESTIONS = 300
_LANDMARK_QUERIES = 500
_TYPICAL_REPLIES = 2
_FIRST_NAMES = (
    "Anna",
    "Bilal",
    "Carla",
    "Daan",
    "Els",
    "Farid",
    "Greet",
    "Hugo",
    "Ines",
    "Jan",
    "Kim",
)
_LAST_NAMES = ("Bakker", "Visser", "Smit", "Meijer", "Mulder", "Peters", "Kok", "Vos", "Postma")
_LONG = Told("Wat moeten wij weten over onze telefoons?", "", ("Zet hem 's avonds uit.",) * 20)
_SHORT = Told("Wie heeft de sleutel van de fietsenstalling?", "", ("Die hangt bij de receptie.",))
_RARE = Told(f"Wie weet iets van {RARE_WORD}?", f"Wij zagen {RARE_WORD} in de vijver.", ("Ja.",))


@dataclass(frozen=True)
class Team:
    """A team, where it stands, what it works on and who is in it."""

    unit_id: UUID
    department_id: UUID
    processes: tuple[UUID, ...]
    persons: list[UUID] = field(default_factory=list)


@dataclass(frozen=True)
class Thread:
    """A thread: who begins it, for whom, and when."""

    subject_id: UUID
    team: Team
    author: UUID
    audience: Audience
    is_question: bool
    moment: datetime
    told: Told


@dataclass(frozen=True)
class Rows:
    """Rows that wait to be written, in the order in which they refer to each other."""

    subjects: list[Model] = field(default_factory=list)
    labels: list[Model] = field(default_factory=list)
    texts: list[Model] = field(default_factory=list)
    versions: list[Model] = field(default_factory=list)
    authorships: list[Model] = field(default_factory=list)
    replies: list[Model] = field(default_factory=list)
    questions: list[Model] = field(default_factory=list)
    experiences: list[Model] = field(default_factory=list)
    places: list[Model] = field(default_factory=list)

    def write(self) -> None:
        """Write what waits, and begin anew."""
        for kind in fields(self):
            waiting: list[Model] = getattr(self, kind.name)
            if waiting:
                type(waiting[0])._default_manager.bulk_create(waiting)  # noqa: SLF001 any model
            waiting.clear()


def fill(*, people_count: int, thread_count: int, seed: int, texts: Path | None) -> Landmarks:
    """Make the organisation and its threads, and say what there is to visit."""
    chance = random.Random(seed)
    now = timezone.now()
    told = list(recombined(read_sources(texts), count=thread_count, chance=chance))
    with transaction.atomic():
        teams = _make_teams(people_count, now, chance)
        quiet = _make_quiet_team(teams[-1], now)
        threads = _plan(told, teams, quiet, now, chance)
        _write(threads, teams, chance)
    if connection.vendor == "postgresql":
        # PostgreSQL does this by itself, a minute after so much was written.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return _landmarks(teams, quiet, threads, chance)


def _make_teams(people_count: int, now: datetime, chance: random.Random) -> list[Team]:
    begun = now - timedelta(days=_DAYS)
    starter = work.fill_with_starter_list(begun)
    processes = [key for name, key in sorted(starter.items()) if not name.startswith("groep-")]
    department = top = people.make_organisation("Gemeente Noorderhaaks", begun)
    teams: list[Team] = []
    for number in range(-(-people_count // _TEAM_PEOPLE)):
        if number % _DEPARTMENT_TEAMS == 0:
            name = f"Afdeling {number // _DEPARTMENT_TEAMS + 1}"
            department = _make_unit(people.UnitKind.DEPARTMENT, name, top, begun)
        unit = _make_unit(people.UnitKind.TEAM, f"Team {number + 1}", department, begun)
        teams.append(Team(unit, department, tuple(chance.sample(processes, _PROCESSES_OF_A_TEAM))))
        for process in teams[-1].processes:
            work.tie_unit_to_process(unit_id=unit, process_id=process)
    _make_people(teams, people_count, begun)
    people.give_role(person_id=teams[-1].persons[-1], role=Role.ADMINISTRATOR)
    return teams


def _make_quiet_team(beside: Team, now: datetime) -> Team:
    """Make a team that asked one thing, to see what a page with one line costs."""
    unit = _make_unit(people.UnitKind.TEAM, "Team Rust", beside.department_id, now)
    team = Team(unit, beside.department_id, beside.processes)
    _make_people([team], 2, now)
    return team


def _make_unit(kind: people.UnitKind, name: str, parent: UUID, begun: datetime) -> UUID:
    return people.make_unit(kind=kind, name=name, parent_id=parent, from_on=begun.date(), now=begun)


def _make_people(teams: Sequence[Team], count: int, begun: datetime) -> None:
    keys = [uuid7(begun) for _ in range(count)]
    accounts = [Account(mail=f"{key.hex}@noorderhaaks.test") for key in keys]
    for account in accounts:
        account.set_unusable_password()
    Account.objects.bulk_create(accounts)
    Person.objects.bulk_create(
        Person(id=key, account=account, name=_name(number), language="nl")
        for number, (key, account) in enumerate(zip(keys, accounts, strict=True))
    )
    memberships = []
    for number, key in enumerate(keys):
        team = teams[number % len(teams)]
        team.persons.append(key)
        memberships.append(Membership(person_id=key, unit_id=team.unit_id, from_on=begun.date()))
    Membership.objects.bulk_create(memberships)


def _name(number: int) -> str:
    first = _FIRST_NAMES[number % len(_FIRST_NAMES)]
    return f"{first} {_LAST_NAMES[number // len(_FIRST_NAMES) % len(_LAST_NAMES)]} {number + 1}"


def _plan(
    told: Sequence[Told],
    teams: Sequence[Team],
    quiet: Team,
    now: datetime,
    chance: random.Random,
) -> list[Thread]:
    """Spread the threads over two years, from the oldest on; three of a special length end them."""
    begun, pause = now - timedelta(days=_DAYS), timedelta(days=_DAYS) / (len(told) + 1)
    threads = []
    for number, each in enumerate(told, start=1):
        team, moment = chance.choice(teams), begun + number * pause
        is_question = chance.random() >= _EXPERIENCE_SHARE
        author, audience = chance.choice(team.persons), chance.choice(_AUDIENCES)
        threads.append(Thread(uuid7(moment), team, author, audience, is_question, moment, each))
    lately = now - timedelta(minutes=10)
    for team, each in ((teams[0], _LONG), (teams[0], _SHORT), (quiet, _RARE)):
        author = team.persons[0]
        threads.append(Thread(uuid7(lately), team, author, Audience.EVERYONE, True, lately, each))
    return threads


def _write(threads: Sequence[Thread], teams: Sequence[Team], chance: random.Random) -> None:
    writing = _Writing(teams, chance)
    for number, thread in enumerate(threads, start=1):
        writing.add(thread)
        if number % _BATCH == 0:
            writing.rows.write()
    writing.rows.write()
    # Every text has one version, and points at it.
    only = TextVersion.objects.filter(text=OuterRef("pk")).values("pk")[:1]
    Text.objects.filter(current=None).update(current=Subquery(only))


class _Writing:
    """Makes the rows of one thread after the other."""

    def __init__(self, teams: Sequence[Team], chance: random.Random) -> None:
        self.rows = Rows()
        self._chance = chance
        self._everybody = [person for team in teams for person in team.persons]
        self._departments: dict[UUID, list[UUID]] = {}
        for team in teams:
            self._departments.setdefault(team.department_id, []).extend(team.persons)

    def add(self, thread: Thread) -> None:
        """Make a thread, and replies by those who may read it."""
        self._add_subject(thread)
        self._add_labels(thread)
        self._add_place(thread)
        text_id = self._add_text(
            thread, thread.told.title, thread.told.body, thread.author, thread.moment
        )
        answers = list(self._add_replies(thread))
        if not thread.is_question:
            self.rows.experiences.append(Experience(subject_id=thread.subject_id, text_id=text_id))
            return
        settled = len(answers) > 1 and self._chance.random() < _SETTLED_SHARE
        helped_by = answers[0] if settled else None
        self.rows.questions.append(
            Question(subject_id=thread.subject_id, text_id=text_id, helped_by_id=helped_by)
        )

    def _add_subject(self, thread: Thread) -> None:
        kind = Kind.QUESTION if thread.is_question else Kind.EXPERIENCE
        self.rows.subjects.append(
            Subject(
                id=thread.subject_id,
                kind=kind.value,
                title=thread.told.title,
                made_on=thread.moment.date(),
            )
        )

    def _add_labels(self, thread: Thread) -> None:
        label = {
            Audience.EVERYONE: everyone_label(),
            Audience.TEAM: unit_label(thread.team.unit_id),
            Audience.DEPARTMENT: unit_label(thread.team.department_id),
        }[thread.audience]
        self.rows.labels.extend(
            AudienceLabel(subject_id=thread.subject_id, label=each)
            for each in (label, person_label(thread.author))
        )

    def _add_place(self, thread: Thread) -> None:
        is_placed = self._chance.random() < _PLACED_SHARE
        process = self._chance.choice(thread.team.processes) if is_placed else None
        self.rows.places.append(
            Where(subject_id=thread.subject_id, unit_id=thread.team.unit_id, process_id=process)
        )

    def _add_text(
        self, thread: Thread, title: str, body: str, author: UUID, moment: datetime
    ) -> UUID:
        text_id = uuid7(moment)
        self.rows.texts.append(Text(id=text_id, subject_id=thread.subject_id))
        self.rows.versions.append(
            TextVersion(
                text_id=text_id,
                number=1,
                title=title,
                body=body,
                language="nl",
                made_at=moment,
                html=markdown.to_html(body),
                renderer=markdown.RENDERER,
            )
        )
        self.rows.authorships.append(
            Authorship(text_id=text_id, kind=AuthorKind.NAMED.value, person_id=author)
        )
        return text_id

    def _add_replies(self, thread: Thread) -> Iterator[UUID]:
        for number, body in enumerate(thread.told.replies, start=1):
            by = self._chance.choice(self._readers(thread))
            moment = thread.moment + timedelta(seconds=10 * number)
            kind = rules.kind_of_reply(
                is_question=thread.is_question, by_asker=by == thread.author, asks_back=False
            )
            reply = Reply(
                id=uuid7(moment),
                subject_id=thread.subject_id,
                kind=kind.value,
                text_id=self._add_text(thread, "", body, by, moment),
            )
            self.rows.replies.append(reply)
            yield reply.pk

    def _readers(self, thread: Thread) -> Sequence[UUID]:
        if thread.audience == Audience.EVERYONE:
            return self._everybody
        if thread.audience == Audience.TEAM:
            return thread.team.persons
        return self._departments[thread.team.department_id]


def _landmarks(
    teams: Sequence[Team], quiet: Team, threads: Sequence[Thread], chance: random.Random
) -> Landmarks:
    *usual, long, short, _rare = threads
    visitors = [team.persons[0] for team in teams[:_VISITORS]]
    known = [each for each in usual if each.is_question and each.audience == Audience.EVERYONE]
    answered = [each for each in known if len(each.told.replies) == _TYPICAL_REPLIES]
    visited = chance.sample(known, min(_LANDMARK_QUESTIONS, len(known)))
    titles = [each.told.title for each in usual]
    return Landmarks(
        sessions=[_session_of(person) for person in visitors],
        quiet_session=_session_of(quiet.persons[0]),
        persons=[str(person) for person in visitors],
        questions=[str(each.subject_id) for each in visited],
        queries=typed_queries(titles, count=_LANDMARK_QUERIES, chance=chance),
        typical_question=str(answered[len(answered) // 2].subject_id),
        short_question=str(short.subject_id),
        long_question=str(long.subject_id),
        second_oldest=str(_second_oldest_for(visitors[0])),
    )


def _second_oldest_for(person_id: UUID) -> UUID:
    viewer = people.viewer_for_id(person_id, timezone.localdate())
    shared = Subject.objects.filter(kind__in=(Kind.QUESTION, Kind.EXPERIENCE))
    readable = access.within(shared, Ability.SUBJECT_READ, viewer)
    return readable.order_by("pk").values_list("pk", flat=True)[1]


def _session_of(person_id: UUID) -> str:
    """Let somebody in as after an invitation; returns the key of the row of the session."""
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore()
    people.sign_in(request, person_id)
    request.session.save()
    return str(request.session.session_key)
