"""What other apps may use of work."""

from gaandeweg.work.queries import (
    ProcessGroup,
    WhereLine,
    WorkLine,
    place_of,
    process_groups,
    process_names,
    processes_of_units,
    processes_owned_by,
    topics_of,
    where_of,
)
from gaandeweg.work.rules import likely_process
from gaandeweg.work.setup import (
    fill_with_starter_list,
    forget_topics,
    make_process,
    make_service,
    own_process,
    place_subject,
    tie_unit_to_process,
)
from gaandeweg.work.where import on_processes, on_units, within_unit

__all__ = [
    "ProcessGroup",
    "WhereLine",
    "WorkLine",
    "fill_with_starter_list",
    "forget_topics",
    "likely_process",
    "make_process",
    "make_service",
    "on_processes",
    "on_units",
    "own_process",
    "place_of",
    "place_subject",
    "process_groups",
    "process_names",
    "processes_of_units",
    "processes_owned_by",
    "tie_unit_to_process",
    "topics_of",
    "where_of",
    "within_unit",
]
