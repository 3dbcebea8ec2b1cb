"""Where colleagues stand in the organisation."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gaandeweg.kernel.viewer import VISITOR, unit_label
from gaandeweg.people import public as people
from tests.cast import NOW


def test_fatima_stands_in_her_team_and_its_department(cast):
    lines = people.units_of(cast.viewer("fatima"))

    assert [line.name for line in lines] == ["Burgerzaken", "Dienstverlening"]


def test_ingrid_stands_in_the_whole_organisation(cast):
    lines = people.units_of(cast.viewer("ingrid"))

    assert [line.name for line in lines] == ["Gemeente Noorderhaaks"]


def test_a_visitor_stands_nowhere(cast):
    assert people.units_of(VISITOR) == []


def test_where_somebody_stands_is_one_question_to_the_database(cast):
    viewer = cast.viewer("fatima")

    with CaptureQueriesContext(
        connection,
    ) as asked:
        people.units_of(viewer)

    assert len(asked) == 1


def test_fatima_belongs_to_the_audiences_of_her_team_and_all_above_it(cast):
    above = {cast.units[name] for name in ("burgerzaken", "dienstverlening", "noorderhaaks")}

    labels = cast.viewer("fatima").labels

    assert {unit_label(unit_id) for unit_id in above} <= labels
    assert unit_label(cast.units["wmo"]) not in labels


@pytest.mark.parametrize(
    ("unit", "department"),
    [("burgerzaken", "dienstverlening"), ("sociaal", "sociaal"), ("noorderhaaks", None)],
)
def test_a_unit_knows_its_department(cast, unit, department):
    found = people.parent_department(cast.units[unit])

    assert found == (cast.units[department] if department else None)


def test_somebody_of_two_teams_is_called_by_the_first_of_them(cast):
    people.join(person_id=cast.persons["fatima"], unit_id=cast.units["wmo"], from_on=NOW.date())

    names = people.names_of([cast.persons["fatima"], cast.persons["ingrid"]])

    assert names[cast.persons["fatima"]].where == "Burgerzaken"
    assert names[cast.persons["ingrid"]].where == "Gemeente Noorderhaaks"
