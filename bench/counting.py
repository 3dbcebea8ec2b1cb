"""Count the queries of each page, with few lines on it and with many, in a world's environment."""

import json
import os
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass

import django

from bench.world import RARE_WORD, Landmarks, read_landmarks

_PAGE_QUERIES = 12
_PANEL_QUERIES = 3
_TRIED_QUERIES = 60
_NOT_A_QUERY = re.compile(r"^(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|PRAGMA)")


@dataclass(frozen=True)
class Counted:
    """How many queries a page takes, with few and with many lines on it."""

    page: str
    few_lines: int
    few_queries: int
    many_lines: int
    many_queries: int
    may_take: int

    @property
    def is_steady(self) -> bool:
        """Whether more lines take no more queries."""
        return self.few_queries == self.many_queries


def main() -> None:
    """Count, and say it as JSON."""
    django.setup()
    landmarks = read_landmarks(os.environ["GAANDEWEG_DATA"])
    counted = _count_all(landmarks)
    print(json.dumps([asdict(page) for page in counted]))


def _count_all(landmarks: Landmarks) -> list[Counted]:
    visit = _visits_of(landmarks.sessions[0])
    common = _common_query(visit, landmarks)
    pages = {
        "list": (f"/vragen/?voor={landmarks.second_oldest}", "/vragen/"),
        "question": (
            f"/vragen/{landmarks.short_question}/",
            f"/vragen/{landmarks.long_question}/",
        ),
        "suggestions": (f"/zoek/suggesties/?q={RARE_WORD}", f"/zoek/suggesties/?q={common}"),
        "find": (f"/zoek/?q={RARE_WORD}", f"/zoek/?q={common}"),
    }
    counted = [_counted(page, visit(few), visit(many)) for page, (few, many) in pages.items()]
    home = _counted("home", _visits_of(landmarks.quiet_session)("/"), visit("/"))
    return [home, *counted]


@dataclass(frozen=True)
class _Seen:
    lines: int
    queries: int
    panels: int


def _counted(page: str, few: _Seen, many: _Seen) -> Counted:
    return Counted(
        page=page,
        few_lines=few.lines,
        few_queries=few.queries,
        many_lines=many.lines,
        many_queries=many.queries,
        may_take=_PAGE_QUERIES + _PANEL_QUERIES * many.panels,
    )


def _visits_of(session: str) -> Callable[[str], _Seen]:
    from django.conf import settings  # noqa: PLC0415 after django.setup
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    client = Client(headers={"host": "127.0.0.1"})
    client.cookies[settings.SESSION_COOKIE_NAME] = session

    def visit(address: str) -> _Seen:
        client.get(address)  # so that what is remembered for good is not counted
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(address)
        assert answer.status_code == 200, address
        html = answer.content.decode()
        asked = [query["sql"] for query in captured.captured_queries]
        if os.environ.get("BENCH_SHOW_QUERIES"):
            _show(address, captured.captured_queries)
        return _Seen(
            lines=html.count('class="things__thing"') or html.count("<article"),
            queries=sum(_NOT_A_QUERY.match(sql) is None for sql in asked),
            panels=html.count('<section class="part">'),
        )

    return visit


def _common_query(visit: Callable[[str], _Seen], landmarks: Landmarks) -> str:
    """Choose what finds most, among what people type."""
    from urllib.parse import quote  # noqa: PLC0415

    tried = [quote(query) for query in landmarks.queries[:_TRIED_QUERIES]]
    return max(tried, key=lambda query: visit(f"/zoek/?q={query}").lines)


def _show(address: str, queries: list[dict[str, str]]) -> None:
    import sys  # noqa: PLC0415

    sys.stderr.write(f"\n{address}\n")
    for query in queries:
        sys.stderr.write(f"  {query['time']} {query['sql'][:400]}\n")


if __name__ == "__main__":
    main()
